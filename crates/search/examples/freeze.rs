//! Writes the frozen index of `tests/frozen.rs` anew, after a change that readers of the same version understand.

use std::fs;
use std::io;
use std::path::Path;

#[path = "../tests/frozen/documents.rs"]
mod documents;

fn main() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/frozen/v{}", documents::VERSION));
    let data = folder.join("data/search");
    fs::remove_dir_all(&folder)?;
    fs::create_dir_all(data)?;
    for file in documents::files() {
        fs::write(folder.join(&file.path), file.compressed())?;
    }
    Ok(())
}
