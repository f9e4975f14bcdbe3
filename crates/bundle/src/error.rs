use std::io;
use std::path::{Path, PathBuf};

/// Why a bundle could not be made or read.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// A file or folder could not be read or written.
    #[error("cannot {action} `{}`", path.display())]
    Io {
        /// `read`, `write` …
        action: &'static str,
        /// What was being read or written.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The folder is not a bundle: its manifest does not parse.
    #[error("`{}` is not a bundle's manifest", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// Where it went wrong.
        source: serde_json::Error,
    },
    /// A file that should be text is not UTF-8.
    #[error("`{}` is not UTF-8", path.display())]
    NotText {
        /// The file.
        path: PathBuf,
    },
    /// A place that a page's own parts go into is missing from the template.
    #[error("the template has no `{marker}`; add it to `index.html`")]
    MarkerMissing {
        /// The comment that should be there exactly once.
        marker: &'static str,
    },
    /// The template names a file that Trunk did not write.
    #[error("the template names `{path}`, which is not in `{}`", dist.display())]
    FileMissing {
        /// Path in Trunk's output.
        path: String,
        /// Trunk's output.
        dist: PathBuf,
    },
    /// Nothing in the template starts the app.
    #[error("the template names no WebAssembly file; see `pattern_script` in `Trunk.toml`")]
    NoApp,
    /// A script that is imported by another one, whose name would have no content hash.
    #[error("`{path}` is a JavaScript snippet of a dependency, which a bundle cannot hold yet")]
    Snippet {
        /// Path in Trunk's output.
        path: String,
    },
}

impl BundleError {
    pub(crate) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> BundleError {
        move |source| BundleError::Io { action, path: path.to_path_buf(), source }
    }
}
