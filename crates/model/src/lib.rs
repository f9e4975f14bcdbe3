//! What crosses the wire between a build and a reader's browser: the content index, the boot data of a page,
//! the release, and the addresses that tie them together. What is written by the build and read by the app is
//! so from this one definition. And what a page says ([`Page`], [`Head`], [`FilterPanel`]), which the views
//! make HTML of; that is on no wire.
#![warn(missing_docs)]

mod address;
mod boot;
mod facets;
mod filter_panel;
mod head;
mod heading;
mod page;
mod place;
mod post;
mod release;
mod site;
mod slug;

pub use address::{BasePath, BasePathError, Permalink, PermalinkError};
pub use boot::Boot;
pub use facets::{FacetChunk, PostOrder, Postings, WordDirectory, WordShard, WordShardRef};
pub use filter_panel::{Chip, Facet, FacetOption, FilterPanel, Mode, PanelLink};
pub use head::{Head, HeadKind};
pub use heading::Heading;
pub use offprint_unicode::{fold, is_mark};
pub use page::{
    ArchiveEntry, ArchiveMonth, ArchivePage, ArchiveYear, DocumentPage, Link, ListHeading, ListPage, Page,
    PostPage, SavedPage, SearchPage, SeriesBox, TermCount, TermsPage, Topic, TopicArticle, TopicSeries,
    TopicStart, TopicsPage,
};
pub use place::{PageKind, Place};
pub use post::{Cover, DateStamp, PostChunk, PostSummary};
pub use release::{
    ChunkRef, Counts, FacetFiles, FileChunk, FileEntry, FileListRef, FileRef, OfflineFiles, Release,
};
pub use site::{
    ArchiveOptions, Fact, Masthead, MenuItem, OfflinePlace, PostListOptions, SearchPlace, Section, Site,
    Taxonomy, TermTitle, TopicsOptions,
};
pub use slug::Slug;

/// Version of every JSON shape in this crate. Raised when a reader of the old shape would misread the new.
pub const SCHEMA_VERSION: u32 = 3;
