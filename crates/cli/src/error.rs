use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use offprint_import::ImportError;
use offprint_site::{BuildError, EmitError};

use crate::index_on_disk::IndexOnDiskError;
use crate::moment::MomentError;

/// Why a command could not do what it was asked to.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CommandError {
    #[error(
        "this build of offprint has no app bundle, so it cannot make pages; \
         run `cargo xtask dist` in offprint's repository and use `target/dist/offprint`"
    )]
    NoBundle,
    #[error("`{}` has no offprint.toml; name your site's folder with `--site`, or start one with `offprint new DIR`", folder.display())]
    NoSite { folder: PathBuf },
    #[error("`{}` is not empty; name a new or an empty folder", folder.display())]
    NotEmpty { folder: PathBuf },
    #[error("`{}` is not a folder", path.display())]
    NotAFolder { path: PathBuf },
    #[error("`{}` is not there", path.display())]
    Nowhere { path: PathBuf },
    #[error("cannot {action} `{}`", path.display())]
    Io { action: &'static str, path: PathBuf, source: io::Error },
    #[error("port {} is in use; choose another one with `--port N`, or a free one with `--port 0`", address.port())]
    PortInUse { address: SocketAddr },
    #[error("cannot listen on {address}")]
    Listen { address: SocketAddr, source: io::Error },
    #[error("cannot start the server")]
    Server { source: io::Error },
    /// Said already.
    #[error("the site has findings")]
    Findings,
    #[error(transparent)]
    Moment(#[from] MomentError),
    #[error(transparent)]
    Search(#[from] IndexOnDiskError),
    #[error(transparent)]
    Import(#[from] ImportError),
    #[error(transparent)]
    Build(#[from] BuildError),
}

impl CommandError {
    /// 2 where another command line would help, else 1.
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Self::NoSite { .. }
            | Self::NotEmpty { .. }
            | Self::NotAFolder { .. }
            | Self::Nowhere { .. }
            | Self::PortInUse { .. }
            | Self::Listen { .. }
            | Self::Search(IndexOnDiskError::Missing { .. })
            | Self::Moment(_) => ExitCode::from(2),
            Self::Build(BuildError::Emit(EmitError::NotOurs { .. } | EmitError::AmongSources { .. })) => {
                ExitCode::from(2)
            }
            Self::Import(
                ImportError::NotASite { .. }
                | ImportError::Hugo(_)
                | ImportError::Jekyll(_)
                | ImportError::Nested { .. }
                | ImportError::NotEmpty(_)
                | ImportError::NotAFolder(_)
                | ImportError::OtherGenerator { .. },
            ) => ExitCode::from(2),
            Self::Import(_) => ExitCode::from(1),
            Self::NoBundle
            | Self::Findings
            | Self::Io { .. }
            | Self::Server { .. }
            | Self::Search(_)
            | Self::Build(_) => ExitCode::from(1),
        }
    }
}
