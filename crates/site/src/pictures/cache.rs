use super::encode::Version;
use crate::cache_folder::{cache_folder, prepare, write};
use crate::config::ImageFormat;
use crate::emit::digest::{sha256, short};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// The versions of pictures that earlier builds made, in a folder of the site: `.offprint/images`.
///
/// - `<key>.json` is the record of a picture: which versions there are, none where it is better as it is;
/// - `<hash>.<format>` is a version.
///
/// Each is written beside its place and then moved there, the record last: one that is there is whole, and what a
/// killed build left is nobody's.
#[derive(Debug)]
pub(super) struct Cache {
    site: PathBuf,
    folder: PathBuf,
}

/// What became of a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub(super) struct Record {
    pub versions: Vec<Kept>,
    /// What its author should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warning: Option<String>,
}

/// A version that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(super) struct Kept {
    pub format: ImageFormat,
    pub width: u32,
    pub sha256: String,
}

const HOUR: Duration = Duration::from_secs(3600);

/// How long a picture is kept that no build has shown.
const UNUSED: Duration = Duration::from_secs(90 * 24 * 3600);

/// Most bytes of versions that no build has shown for a day.
const MOST: u64 = 2_000_000_000;

impl Cache {
    pub(super) fn new(site: &Path) -> Self {
        Self { site: site.to_owned(), folder: cache_folder(site).join("images") }
    }

    /// Where a version lies.
    pub(super) fn file(&self, version: &Kept) -> PathBuf {
        self.folder.join(version.file())
    }

    /// What is known of a picture, if all of it is there and as it was written.
    pub(super) fn get(&self, key: &str, now: SystemTime) -> Option<Record> {
        let path = self.record(key);
        let record: Record = serde_json::from_slice(&fs::read(&path).ok()?).ok()?;
        let whole =
            |version: &Kept| fs::read(self.file(version)).is_ok_and(|bytes| sha256(&bytes) == version.sha256);
        if !record.versions.iter().all(whole) {
            return None;
        }
        // Once a day is often enough to say that it is in use. Where it can't be said, it is made anew some time.
        if age(&path, now).is_some_and(|age| age > 24 * HOUR)
            && let Ok(file) = File::options().append(true).open(&path)
        {
            let _ = file.set_modified(now);
        }
        Some(record)
    }

    /// Keeps what was made of a picture.
    pub(super) fn put(&self, key: &str, versions: &[Version], warning: Option<String>) -> io::Result<Record> {
        prepare(&self.site, &self.folder)?;
        let mut kept = Vec::new();
        for Version { format, width, bytes } in versions {
            let version = Kept { format: *format, width: *width, sha256: sha256(bytes) };
            write(&self.file(&version), bytes)?;
            kept.push(version);
        }
        let record = Record { versions: kept, warning };
        write(&self.record(key), &serde_json::to_vec(&record)?)?;
        Ok(record)
    }

    /// Removes what was not in use for long, what there is too much of, and what belongs to nothing. Best effort:
    /// what stays is removed by a later build.
    pub(super) fn sweep(&self, now: SystemTime) {
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        let (mut records, mut others) = (Vec::new(), Vec::new());
        for entry in entries.filter_map(Result::ok) {
            let (Ok(name), Ok(metadata)) = (entry.file_name().into_string(), entry.metadata()) else {
                continue;
            };
            let age =
                metadata.modified().ok().and_then(|time| now.duration_since(time).ok()).unwrap_or_default();
            let found = Found { path: entry.path(), name, age, bytes: metadata.len() };
            if found.name.ends_with(".json") { records.push(found) } else { others.push(found) }
        }
        records.sort_by_key(|record| record.age);
        let mut used = HashSet::new();
        let mut bytes = 0;
        for record in &records {
            let read =
                fs::read(&record.path).ok().and_then(|text| serde_json::from_slice::<Record>(&text).ok());
            let files: Vec<String> = read.iter().flat_map(|read| &read.versions).map(Kept::file).collect();
            let of = |file: &String| {
                others.iter().find(|other| other.name == *file).map_or(0, |other| other.bytes)
            };
            bytes += files.iter().map(of).sum::<u64>();
            let is_idle = record.age > 48 * HOUR && bytes > MOST;
            if record.age > UNUSED || is_idle || read.is_none() {
                let _ = fs::remove_file(&record.path);
            } else {
                used.extend(files);
            }
        }
        // Another build may be about to name what it has just written.
        for other in others.iter().filter(|other| other.age > HOUR && !used.contains(&other.name)) {
            let _ = fs::remove_file(&other.path);
        }
    }

    fn record(&self, key: &str) -> PathBuf {
        self.folder.join(format!("{key}.json"))
    }
}

impl Kept {
    fn file(&self) -> String {
        format!("{}.{}", short(&self.sha256), self.format.ending())
    }
}

struct Found {
    path: PathBuf,
    name: String,
    age: Duration,
    bytes: u64,
}

fn age(path: &Path, now: SystemTime) -> Option<Duration> {
    now.duration_since(fs::metadata(path).ok()?.modified().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::{Cache, HOUR, UNUSED};
    use crate::config::ImageFormat;
    use crate::pictures::encode::Version;
    use std::fs;
    use std::time::SystemTime;

    fn version(bytes: &[u8]) -> Version {
        Version { format: ImageFormat::Webp, width: 640, bytes: bytes.to_vec() }
    }

    #[test]
    fn what_was_kept_is_there_and_what_was_damaged_is_not() {
        let site = tempfile::tempdir().expect("a folder");
        let (cache, now) = (Cache::new(site.path()), SystemTime::now());
        let record = cache.put("key", &[version(b"one")], Some("broken".to_owned())).expect("kept");
        assert_eq!(cache.get("key", now), Some(record.clone()));
        assert_eq!(cache.get("other", now), None);
        fs::write(cache.file(&record.versions[0]), "two").expect("written");
        assert_eq!(cache.get("key", now), None);
        assert!(site.path().join(".offprint/.gitignore").is_file());
    }

    #[test]
    fn what_nobody_uses_goes() {
        let site = tempfile::tempdir().expect("a folder");
        let (cache, now) = (Cache::new(site.path()), SystemTime::now());
        let record = cache.put("key", &[version(b"one")], None).expect("kept");
        let left = site.path().join(".offprint/images/0.part");
        fs::write(&left, "half").expect("written");
        cache.sweep(now + HOUR / 2);
        assert!(left.exists());
        cache.sweep(now + 2 * HOUR);
        assert!(!left.exists());
        assert_eq!(cache.get("key", now), Some(record.clone()));
        // In use: it is young again.
        assert!(cache.get("key", now + UNUSED).is_some());
        cache.sweep(now + UNUSED + 2 * HOUR);
        assert!(cache.get("key", now).is_some());
        cache.sweep(now + 3 * UNUSED);
        assert!(!cache.file(&record.versions[0]).exists());
        assert_eq!(cache.get("key", now), None);
    }
}
