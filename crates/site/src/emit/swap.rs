use super::EmitError;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What a swap under way has to bring over from the release before, by name. It is written before the
/// folders are exchanged and removed after, so that a build that finds one knows what to look for.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
    kept: Vec<String>,
}

impl Journal {
    pub(super) fn new(path: PathBuf, kept: Vec<String>) -> Self {
        Self { path, kept }
    }

    pub(super) fn read(path: PathBuf) -> Result<Option<Self>, EmitError> {
        match fs::read(&path) {
            // One cut short was written before anything was moved.
            Ok(bytes) => {
                let kept = serde_json::from_slice(&bytes).unwrap_or_default();
                Ok(Some(Self { path, kept }))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(EmitError::io("read", &path)(error)),
        }
    }

    pub(super) fn write(&self) -> Result<(), EmitError> {
        let text = serde_json::Value::from(self.kept.clone()).to_string();
        fs::write(&self.path, text).map_err(EmitError::io("write", &self.path))
    }

    pub(super) fn remove(self) -> Result<(), EmitError> {
        fs::remove_file(&self.path).map_err(EmitError::io("remove", &self.path))
    }

    /// Moves what outlives a release from wherever the release before is now into the output folder.
    pub(super) fn carry_over(&self, out: &Path, places: &[PathBuf]) -> Result<(), EmitError> {
        for name in &self.kept {
            let target = out.join(name);
            for source in places.iter().map(|place| place.join(name)) {
                if fs::symlink_metadata(&source).is_ok() && fs::symlink_metadata(&target).is_err() {
                    fs::rename(&source, &target).map_err(EmitError::io("keep", &target))?;
                }
            }
        }
        Ok(())
    }
}

/// Puts `new` in the place of `out`. Afterwards the release before is in `new`, or in `old` where the
/// system cannot exchange two folders.
pub(super) fn swap(out: &Path, new: &Path, old: &Path) -> Result<(), EmitError> {
    if fs::symlink_metadata(out).is_err() {
        return fs::rename(new, out).map_err(EmitError::io("write", out));
    }
    match exchange(new, out) {
        Ok(()) => Ok(()),
        Err(error) if is_unsupported(&error) => two_renames(out, new, old),
        Err(error) => Err(EmitError::io("replace", out)(error)),
    }
}

/// A build killed between the two leaves `old` and no `out`: the next one puts it back.
fn two_renames(out: &Path, new: &Path, old: &Path) -> Result<(), EmitError> {
    fs::rename(out, old).map_err(EmitError::io("replace", out))?;
    fs::rename(new, out).map_err(|error| {
        let _ = fs::rename(old, out);
        EmitError::io("replace", out)(error)
    })
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_a: &Path, _b: &Path) -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}

/// Old kernels say `ENOSYS`, file systems that cannot say `EINVAL` or `ENOTSUP`.
fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

#[cfg(test)]
mod tests {
    use super::two_renames;
    use std::fs;

    #[test]
    fn two_renames_do_what_an_exchange_does() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        for name in ["out", "new"] {
            fs::create_dir(at(name)).expect("created");
            fs::write(at(name).join("which"), name).expect("written");
        }
        two_renames(&at("out"), &at("new"), &at("old")).expect("swapped");
        assert_eq!(fs::read_to_string(at("out/which")).expect("there"), "new");
        assert_eq!(fs::read_to_string(at("old/which")).expect("there"), "out");
        assert!(!at("new").exists());
    }
}
