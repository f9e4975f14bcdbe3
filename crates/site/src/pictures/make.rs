use super::cache::{Cache, Kept, Record};
use super::decode::{self, Unfit};
use super::encode::{ENCODERS, versions};
use super::markup::VARIANTS;
use super::permits::Permits;
use crate::config::ImageFormat;
use crate::emit::digest::{sha256, short};
use crate::{Config, Diagnostic, Progress, StaticFile};
use offprint_model::Slug;
use rayon::prelude::*;
use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

/// The versions of the site's pictures, by the pictures' paths inside the output folder.
#[derive(Debug, Default)]
pub(super) struct Made {
    pub by_picture: HashMap<String, Vec<Variant>>,
    pub warnings: Vec<Diagnostic>,
}

/// A version of a picture as a file of the release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Variant {
    pub format: ImageFormat,
    pub width: u32,
    /// Its path inside the output folder.
    pub path: String,
    /// Where it is kept.
    pub from: PathBuf,
}

/// Letters of a picture's name that its versions have in theirs.
const NAME: usize = 40;

/// A picture that has to be read once more, to make its versions.
struct Wanted<'a> {
    file: &'a StaticFile,
    key: String,
    pixels: u64,
}

/// Finds what earlier builds made of these pictures, and makes what is missing. A preview has no time for that.
pub(super) fn make(
    config: &Config,
    files: &[&StaticFile],
    preview: bool,
    now: SystemTime,
    progress: &dyn Progress,
) -> Made {
    let cache = Cache::new(&config.folder);
    let settings = format!("{ENCODERS} {:?}", config.images);
    let mut made = Made::default();
    let looked: Vec<_> = files.par_iter().filter_map(|file| look(file, &settings, &cache, now)).collect();
    // The same picture may lie at several places: it is made once.
    let mut wanted: HashMap<String, Wanted<'_>> = HashMap::new();
    let mut records: HashMap<String, Record> = HashMap::new();
    let mut keys: Vec<(&StaticFile, String, String)> = Vec::new();
    for Looked { file, key, source, found } in looked {
        keys.push((file, key.clone(), source));
        match found {
            Ok(record) => drop(records.insert(key, record)),
            Err(pixels) => drop(wanted.insert(key.clone(), Wanted { file, key, pixels })),
        }
    }
    if !preview && !wanted.is_empty() {
        let mut wanted: Vec<Wanted<'_>> = wanted.into_values().collect();
        // The largest first, so that no thread begins with one when the others have finished.
        wanted.sort_by(|a, b| b.pixels.cmp(&a.pixels).then_with(|| a.file.to.cmp(&b.file.to)));
        progress.begin("pictures", wanted.len() as u64);
        let permits = Permits::new(decode::MOST_PIXELS);
        let new = wanted.par_iter().with_max_len(1).map(|one| {
            let record = permits.with(one.pixels, || encode(config, &cache, one));
            progress.advance(1);
            (one.key.clone(), record)
        });
        for (key, record) in new.collect::<Vec<_>>() {
            match record {
                Ok(record) => drop(records.insert(key, record)),
                Err(error) => {
                    let message = format!("cannot keep smaller versions of pictures: {}", error.kind());
                    let help =
                        "pictures are shown as they are; see that the folder `.offprint` can be written";
                    made.warnings = vec![Diagnostic::warning(".offprint/images", message).help(help)];
                }
            }
        }
    }
    for (file, key, source) in keys {
        let Some(record) = records.get(&key) else { continue };
        if let Some(warning) = &record.warning {
            let path = shown(file, config);
            let message = format!("no smaller versions are made of this picture: {warning}");
            made.warnings.push(Diagnostic::warning(path, message).help("it is shown as it is"));
        }
        let name = name(&file.to);
        let variants = record.versions.iter().map(|version| Variant {
            format: version.format,
            width: version.width,
            path: path(&name, &source, version),
            from: cache.file(version),
        });
        made.by_picture.insert(file.to.clone(), variants.collect());
    }
    if !preview {
        cache.sweep(now);
    }
    made
}

struct Looked<'a> {
    file: &'a StaticFile,
    key: String,
    /// Hash of the picture itself.
    source: String,
    /// What is known of it, else how many pixels it has.
    found: Result<Record, u64>,
}

fn look<'a>(file: &'a StaticFile, settings: &str, cache: &Cache, now: SystemTime) -> Option<Looked<'a>> {
    // A file that cannot be read is an error when it is copied.
    let bytes = fs::read(&file.from).ok()?;
    let pixels = decode::size(&bytes)?;
    let source = sha256(&bytes);
    let key = short(&sha256(format!("{source} {settings}").as_bytes())).to_owned();
    let found = cache.get(&key, now).ok_or(pixels);
    Some(Looked { file, key, source, found })
}

fn encode(config: &Config, cache: &Cache, wanted: &Wanted<'_>) -> std::io::Result<Record> {
    let bytes = fs::read(&wanted.file.from)?;
    let (versions, warning) = match decode::decode(&bytes) {
        Ok(picture) => (versions(&picture, &config.images, bytes.len()), None),
        Err(Unfit::AsItIs) => (Vec::new(), None),
        Err(unfit) => (Vec::new(), Some(unfit.to_string())),
    };
    cache.put(&wanted.key, &versions, warning)
}

/// A name says which picture it is a version of, so that one can stand in for another.
fn path(name: &str, source: &str, version: &Kept) -> String {
    let source = source.get(..8).unwrap_or(source);
    let (width, hash, ending) = (version.width, short(&version.sha256), version.format.ending());
    format!("{VARIANTS}{name}-{source}-{width}.{hash}.{ending}")
}

fn name(path: &str) -> String {
    let file = path.rsplit('/').next().unwrap_or(path);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let slug = Slug::from_label(stem);
    let ascii = slug.as_str().chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-');
    let name: String = ascii.take(NAME).collect();
    let name = name.trim_matches('-');
    if name.is_empty() { "picture".to_owned() } else { name.to_owned() }
}

fn shown(file: &StaticFile, config: &Config) -> String {
    let inner = file.from.strip_prefix(&config.folder).unwrap_or(&file.from);
    let parts: Vec<_> = inner.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_version_is_named_after_its_picture() {
        assert_eq!(name("posts/a/Two Crabs.JPG"), "two-crabs");
        assert_eq!(name("img/螃蟹.png"), "picture");
        assert_eq!(name(&format!("{}.png", "long-".repeat(30))).len(), 39);
    }
}
