//! The feeds of a site: one for the whole, one for every section, and one for every term.

mod plan;
mod rss;

pub(crate) use plan::{Feed, title_of};
pub(crate) use rss::Feeds;

/// The name of a feed's file, in its list's folder.
pub(crate) const NAME: &str = "feed.xml";

/// Where other generators put it: readers who come with such an address find the same feed there.
pub(crate) const OTHER_NAME: &str = "index.xml";
