use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use offprint_bundle::SOURCES;

use crate::repository::Repository;

/// When each source of app and binary was last changed. A few hundred files, so asking again every
/// moment is cheap, and unlike file system events it works everywhere.
#[derive(PartialEq, Eq)]
pub struct Sources(BTreeMap<PathBuf, SystemTime>);

impl Sources {
    pub fn read(repository: &Repository) -> Sources {
        let mut times = BTreeMap::new();
        for source in SOURCES.iter().chain(&["crates"]) {
            // Cargo rewrites the lock file itself.
            if *source != "Cargo.lock" {
                add(&repository.path(source), &mut times);
            }
        }
        Sources(times)
    }
}

/// A file that vanishes while we look is a change that the next look sees.
fn add(path: &Path, times: &mut BTreeMap<PathBuf, SystemTime>) {
    let Ok(metadata) = fs::metadata(path) else { return };
    if metadata.is_dir() {
        let Ok(entries) = fs::read_dir(path) else { return };
        for entry in entries.flatten().filter(|entry| !is_test(&entry.path())) {
            add(&entry.path(), times);
        }
    } else if let Ok(time) = metadata.modified() {
        times.insert(path.to_path_buf(), time);
    }
}

fn is_test(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "tests")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_saved_component_is_seen_and_a_saved_test_is_not() {
        let root = tempfile::tempdir().expect("a temporary folder");
        for file in ["crates/site/src/lib.rs", "crates/site/tests/a.rs"] {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().expect("a parent")).expect("can create");
            fs::write(path, "").expect("can write");
        }
        let read = || {
            let mut times = BTreeMap::new();
            add(&root.path().join("crates"), &mut times);
            times
        };
        let before = read();
        let touch = |file: &str| {
            let file = fs::File::options().write(true).open(root.path().join(file)).expect("can open");
            file.set_modified(SystemTime::now() + Duration::from_secs(5)).expect("can touch");
        };
        touch("crates/site/tests/a.rs");
        assert!(read() == before);
        touch("crates/site/src/lib.rs");
        assert!(read() != before);
    }
}
