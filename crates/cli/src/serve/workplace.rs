use std::collections::hash_map::DefaultHasher;
use std::env;
use std::ffi::OsStr;
use std::fs;
use std::hash::{Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

use crate::error::CommandError;
use crate::report;

/// The folder that the server builds into, of one site and one port. It goes when it is dropped; what a
/// killed server leaves, the next one for the same site takes over.
pub(crate) struct Workplace(PathBuf);

impl Workplace {
    /// Makes the folder in the user's cache, or, where there is none to write to, among temporary files.
    pub(crate) fn new(site: &Path, port: u16) -> Result<Self, CommandError> {
        let mut hasher = DefaultHasher::new();
        (site, port).hash(&mut hasher);
        let name = format!("{:016x}", hasher.finish());
        let in_cache = cache().map(|cache| cache.join("offprint/serve").join(name));
        if let Some(folder) = in_cache
            && fs::create_dir_all(&folder).is_ok()
        {
            return Ok(Self(folder));
        }
        let folder = env::temp_dir().join(format!("offprint-serve-{}", std::process::id()));
        // Not one that somebody else has put there.
        match fs::create_dir(&folder) {
            Ok(()) => Ok(Self(folder)),
            Err(source) => Err(CommandError::Io { action: "create", path: folder, source }),
        }
    }

    /// The output folder of the builds.
    pub(crate) fn output(&self) -> PathBuf {
        self.0.join("site")
    }
}

impl Drop for Workplace {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0)
            && error.kind() != io::ErrorKind::NotFound
        {
            report::complain(format_args!("cannot remove `{}`: {error}", self.0.display()));
        }
    }
}

/// Where programs keep what they can make again.
fn cache() -> Option<PathBuf> {
    let named =
        |name: &str| env::var_os(name).filter(|path| Path::new(path).is_absolute()).map(PathBuf::from);
    let in_home = |folder: &OsStr| env::home_dir().map(|home| home.join(folder));
    if cfg!(windows) {
        named("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        in_home(OsStr::new("Library/Caches"))
    } else {
        named("XDG_CACHE_HOME").or_else(|| in_home(OsStr::new(".cache")))
    }
}

#[cfg(test)]
mod tests {
    use super::Workplace;
    use std::path::Path;

    #[test]
    fn each_site_and_port_has_its_own_folder_which_goes_with_the_server() {
        let make = |site: &str, port| Workplace::new(Path::new(site), port).expect("a folder");
        let (a, b, c) = (make("/no/such/site-a", 1), make("/no/such/site-b", 1), make("/no/such/site-a", 2));
        let outputs = [a.output(), b.output(), c.output()];
        assert!(outputs[0] != outputs[1] && outputs[0] != outputs[2]);
        drop((a, b, c));
        for output in outputs {
            assert!(!output.parent().expect("a folder").exists());
        }
    }
}
