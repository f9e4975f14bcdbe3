//! What a build writes, and what becomes of the release before it.

mod addresses;
mod claims;
mod content_index;
mod feed;
mod fixture;
mod growth;
mod head;
mod policy;
mod swap;
