use std::io;
use std::path::{Path, PathBuf};

/// Why an output folder could not be written.
#[derive(Debug, thiserror::Error)]
pub enum EmitError {
    /// The output folder holds something that Offprint did not make.
    #[error(
        "`{path}` is not empty and was not made by Offprint (it has no `offprint.json` of a whole site): \
         name another folder with --out, or empty it first"
    )]
    NotOurs {
        /// The folder.
        path: PathBuf,
    },
    /// The output folder lies among the files that the next build would read.
    #[error(
        "`{path}` lies in the site's folder `{folder}`, and the next build would publish it: \
         name another folder with --out"
    )]
    AmongSources {
        /// The output folder.
        path: PathBuf,
        /// `content`, `static` or `theme`.
        folder: &'static str,
    },
    /// Another build is at work on the same output folder.
    #[error("another build is writing `{path}`: wait for it to end")]
    Busy {
        /// The folder.
        path: PathBuf,
    },
    /// A file could not be read or written.
    #[error("cannot {action} `{path}`")]
    Io {
        /// What was tried: `write`, `read`, …
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl EmitError {
    /// For `map_err`: an I/O error with what was tried.
    pub(crate) fn io<'a>(action: &'static str, path: &'a Path) -> impl FnOnce(io::Error) -> Self + use<'a> {
        move |source| Self::Io { action, path: path.to_owned(), source }
    }
}
