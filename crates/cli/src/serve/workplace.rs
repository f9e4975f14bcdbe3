use std::collections::hash_map::DefaultHasher;
use std::env;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::hash::{Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::error::CommandError;
use crate::report;

/// Held while a server is at work in its folder.
const LOCK: &str = "lock";
/// A folder that is younger may belong to a server that has not locked it yet.
const YOUNG: Duration = Duration::from_secs(3600);

/// The folder that the server builds into, of one site and one port. It goes when it is dropped; what a
/// killed server leaves, the next one for the same site takes over, or clears.
pub(crate) struct Workplace {
    folder: PathBuf,
    lock: Option<File>,
}

impl Workplace {
    /// Makes the folder in the user's cache, or, where there is none to write to, among temporary files.
    pub(crate) fn new(site: &Path, port: u16) -> Result<Self, CommandError> {
        let mut hasher = DefaultHasher::new();
        (site, port).hash(&mut hasher);
        let name = format!("{:016x}", hasher.finish());
        if let Some(servers) = cache().map(|cache| cache.join("offprint/serve")) {
            clear_abandoned(&servers);
            if let Ok(workplace) = Self::claim(servers.join(name)) {
                return Ok(workplace);
            }
        }
        let folder = env::temp_dir().join(format!("offprint-serve-{}", std::process::id()));
        // Not one that somebody else has put there.
        match fs::create_dir(&folder) {
            Ok(()) => Ok(Self { folder, lock: None }),
            Err(source) => Err(CommandError::Io { action: "create", path: folder, source }),
        }
    }

    fn claim(folder: PathBuf) -> io::Result<Self> {
        fs::create_dir_all(&folder)?;
        let lock = File::create(folder.join(LOCK))?;
        lock.try_lock()?;
        Ok(Self { folder, lock: Some(lock) })
    }

    /// The output folder of the builds.
    pub(crate) fn output(&self) -> PathBuf {
        self.folder.join("site")
    }
}

impl Drop for Workplace {
    fn drop(&mut self) {
        // Some systems do not remove a file that is open.
        drop(self.lock.take());
        if let Err(error) = fs::remove_dir_all(&self.folder)
            && error.kind() != io::ErrorKind::NotFound
        {
            report::complain(format_args!("cannot remove `{}`: {error}", self.folder.display()));
        }
    }
}

/// Removes what killed servers of other sites and ports left. What cannot be removed does no harm.
fn clear_abandoned(servers: &Path) {
    for folder in fs::read_dir(servers).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if is_abandoned(&folder.join(LOCK)) {
            let _ = fs::remove_dir_all(&folder);
        }
    }
}

fn is_abandoned(lock: &Path) -> bool {
    let Ok(lock) = File::open(lock) else {
        return false;
    };
    let age =
        lock.metadata().and_then(|metadata| metadata.modified()).ok().and_then(|made| made.elapsed().ok());
    age.is_some_and(|age| age > YOUNG) && lock.try_lock().is_ok()
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
    use super::{LOCK, Workplace, YOUNG, clear_abandoned};
    use std::fs::{self, File};
    use std::path::Path;
    use std::time::SystemTime;

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

    #[test]
    fn what_killed_servers_left_is_cleared() {
        let servers = tempfile::tempdir().expect("a folder");
        let server = |name: &str, age| {
            let folder = servers.path().join(name);
            let workplace = Workplace::claim(folder.clone()).expect("a folder");
            let lock = File::options().write(true).open(folder.join(LOCK)).expect("its lock");
            lock.set_modified(SystemTime::now() - age).expect("a time");
            (folder, workplace)
        };
        let (at_work, _held) = server("at work", 2 * YOUNG);
        let (killed, mut gone) = server("killed", 2 * YOUNG);
        let (starting, mut young) = server("starting", YOUNG / 2);
        for workplace in [&mut gone, &mut young] {
            workplace.lock = None;
        }
        fs::create_dir(servers.path().join("something else")).expect("a folder");
        clear_abandoned(servers.path());
        assert!(at_work.exists() && starting.exists() && !killed.exists());
        assert!(servers.path().join("something else").exists());
    }
}
