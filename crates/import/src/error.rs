use crate::hugo::HugoError;
use crate::jekyll::JekyllError;
use std::io;
use std::path::PathBuf;

/// Why nothing was imported. What was in the new folder is as it was, but for the last two.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The old site is not of that kind.
    #[error("cannot import `{}` from {generator}: {expected}", path.display())]
    NotASite {
        /// What was to be read.
        path: PathBuf,
        /// The generator's name.
        generator: &'static str,
        /// What is wrong with it.
        expected: String,
    },
    /// The old site is none of Hugo's.
    #[error(transparent)]
    Hugo(#[from] HugoError),
    /// The old site is none of Jekyll's.
    #[error(transparent)]
    Jekyll(#[from] JekyllError),
    /// One folder is the other, or lies in it.
    #[error("`{}` and `{}` lie in each other; name a new folder beside the old one", from.display(), to.display())]
    Nested {
        /// The old one.
        from: PathBuf,
        /// The new one.
        to: PathBuf,
    },
    /// The new folder holds something that no import made.
    #[error("`{}` is not empty, and no import made what is in it; name a new or an empty folder", .0.display())]
    NotEmpty(PathBuf),
    /// The new folder is a file.
    #[error("`{}` is not a folder", .0.display())]
    NotAFolder(PathBuf),
    /// An earlier import was from another generator.
    #[error("`{}` was imported from {was}, not from {now}; name another folder", to.display())]
    OtherGenerator {
        /// The new folder.
        to: PathBuf,
        /// What it was made from.
        was: String,
        /// What it should be made from.
        now: String,
    },
    /// Offprint does not take the configuration that an import writes: a fault of the import's.
    #[error("the configuration of the new site is not right: {0}")]
    Configuration(String),
    /// A folder of the new site leads out of it.
    #[error("`{}` leads out of the new folder; nothing is written there", .0.display())]
    LeadsOut(PathBuf),
    /// A file could not be read or written.
    #[error("cannot {action} `{}`", path.display())]
    Io {
        /// `read`, `write`.
        action: &'static str,
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl ImportError {
    /// For `map_err`: a failed action on a path.
    pub(crate) fn io(action: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { action, path, source }
    }
}
