use super::EmitError;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::Path;

/// A folder that is not Offprint's alone: files are written into it one by one, each at once.
#[derive(Debug)]
pub(crate) struct InPlace<'a>(&'a Path);

impl<'a> InPlace<'a> {
    pub(crate) fn new(folder: &'a Path) -> Self {
        Self(folder)
    }

    /// Writes a file; says whether it was another before.
    pub(crate) fn write(&self, path: &str, bytes: &[u8]) -> Result<bool, EmitError> {
        let target = self.0.join(path);
        if fs::read(&target).is_ok_and(|before| before == bytes) {
            return Ok(false);
        }
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(EmitError::io("create", folder))?;
        }
        let mut half = OsString::from(&target);
        half.push(".part");
        fs::write(&half, bytes).map_err(EmitError::io("write", &target))?;
        fs::rename(&half, &target).map_err(EmitError::io("write", &target))?;
        Ok(true)
    }

    /// Removes what an earlier index left in a folder: files with a hash in their name that are not
    /// among those just written.
    pub(crate) fn clear(&self, folder: &str, written: &[(String, Vec<u8>)]) -> Result<(), EmitError> {
        let path = self.0.join(folder);
        let entries = match fs::read_dir(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            entries => entries.map_err(EmitError::io("read", &path))?,
        };
        for entry in entries {
            let name = entry.map_err(EmitError::io("read", &path))?.file_name();
            let Some(name) = name.to_str() else { continue };
            let is_ours = ["site.", "posts-", "files-"].iter().any(|start| name.starts_with(start));
            let is_new = written.iter().any(|(path, _)| *path == format!("{folder}/{name}"));
            if is_ours && !is_new {
                let stale = path.join(name);
                fs::remove_file(&stale).map_err(EmitError::io("remove", &stale))?;
            }
        }
        Ok(())
    }
}
