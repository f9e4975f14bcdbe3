//! What the app asks of the server: pages as HTML, the release, the content index.

pub mod answer;
#[cfg(any(feature = "hydrate", feature = "browse"))]
pub mod http;
pub mod json;
#[cfg(feature = "hydrate")]
pub mod page;

/// Why an answer is of no use.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApiError {
    /// No answer at all.
    #[error("the network did not answer")]
    Network,
    /// An answer that is not a page of this app: the browser knows what to do with it.
    #[error("the answer is no page of this app")]
    NotAPage,
    /// A file that the release names is missing, or is another than the one it names.
    #[error("`{path}` is not the file that the release names")]
    Gone {
        /// Path inside the release.
        path: String,
    },
    /// The module that reads the content index says why it can't.
    #[error("{0}")]
    Index(String),
    /// The content index is written for another version of the app.
    #[error("the content index is of version {found}, this app reads version {expected}")]
    Version {
        /// What this app reads.
        expected: u32,
        /// What the file says.
        found: u32,
    },
}
