use std::fmt;

/// Why a file of the index cannot be used: it is damaged, or belongs to another release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexError {
    /// A list of posts is not written as it should be, or names posts that are not there.
    Postings,
    /// Files of facets do not follow each other.
    Sequence,
    /// A term's label does not fit its address.
    Label,
    /// Months are not those of all posts.
    Months,
    /// Summaries are not those of a chunk.
    Chunk,
    /// Words are of no file that the directory names.
    Words,
    /// An order is not one of all posts.
    Order,
}

impl fmt::Display for IndexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Postings => "a list of posts in the index is damaged",
            Self::Sequence => "files of the index do not follow each other",
            Self::Label => "a term of the index does not fit its label",
            Self::Months => "the months of the index are not those of its posts",
            Self::Chunk => "summaries of the index are not where they should be",
            Self::Words => "words of the index are not where they should be",
            Self::Order => "an order of the index is not one of its posts",
        })
    }
}

impl std::error::Error for IndexError {}
