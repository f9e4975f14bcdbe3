use std::path::Path;

use offprint_bundle::Bundle;

use crate::bundle::embedded_bundle;
use crate::error::CommandError;

/// The folder must look like a site, or an author in the wrong folder gets errors about everything else.
pub(crate) fn require_site(folder: &Path) -> Result<(), CommandError> {
    if folder.join("offprint.toml").is_file() {
        return Ok(());
    }
    let folder = folder.to_path_buf();
    if folder.is_dir() {
        Err(CommandError::NoSite { folder })
    } else {
        Err(CommandError::NotAFolder { path: folder })
    }
}

pub(crate) fn require_bundle() -> Result<Bundle, CommandError> {
    embedded_bundle().ok_or(CommandError::NoBundle)
}
