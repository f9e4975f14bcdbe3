use crate::{Answer, IndexError, Request};

/// Where the entry file is, relative to the site's base. It alone has no hash in its name: it names the others.
pub const ENTRY: &str = "search.bin";

/// An index as far as its files are there.
#[derive(Debug)]
pub struct Searcher {}

impl Searcher {
    /// Opens an index by its entry file, inflated.
    ///
    /// # Errors
    /// When the file is none, damaged, or of another version.
    pub fn open(_entry: &[u8]) -> Result<Self, IndexError> {
        Ok(Self {})
    }

    /// Takes a file that an answer wanted, inflated.
    ///
    /// # Errors
    /// When the file is damaged, of another version, or not of this index.
    pub fn supply(&mut self, _path: &str, _bytes: Vec<u8>) -> Result<(), IndexError> {
        Ok(())
    }

    /// Answers from the files that are there.
    pub fn ask(&mut self, _request: &Request) -> Answer {
        Answer::default()
    }

    /// Bytes that the files take in memory, about.
    pub fn bytes(&self) -> usize {
        0
    }
}
