//! What a build writes, and what becomes of the release before it.
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by a panic")]

mod addresses;
mod claims;
mod content_index;
mod directives;
mod feed;
mod fixture;
mod growth;
mod head;
mod installable;
mod offline;
mod payloads;
mod pictures;
mod policy;
mod search;
mod swap;
