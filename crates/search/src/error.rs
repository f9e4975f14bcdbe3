/// Why a file of the index cannot be used. The reader's answer is the same for all: search is not available
/// right now.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IndexError {
    /// It does not begin as a file of a search index does.
    #[error("`{path}` is not a file of a search index")]
    NotAnIndex {
        /// The file.
        path: String,
    },
    /// It was written by another version of the builder.
    #[error(
        "`{path}` has version {found} of the search index, this reader knows version {expected}: build the site anew"
    )]
    Version {
        /// The file.
        path: String,
        /// What this reader knows.
        expected: u8,
        /// What the file says.
        found: u8,
    },
    /// It ends early, goes on after its end, or says what cannot be.
    #[error("`{path}` is damaged: {what}")]
    Damaged {
        /// The file.
        path: String,
        /// What is wrong with it.
        what: &'static str,
    },
    /// The entry names no such file.
    #[error("`{path}` does not belong to this search index")]
    Unknown {
        /// The file.
        path: String,
    },
}
