//! Sites of the tests' own, each built once in a process.

use super::offprint;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, OnceLock};

/// A finished site and where it wants to be served.
#[derive(Clone, Debug)]
pub struct Built {
    /// The output folder.
    pub folder: PathBuf,
    /// `/`, or `/blog/`.
    pub base: String,
}

impl Built {
    /// A file of the output.
    pub fn file(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    /// The text of a file of the output.
    pub fn text(&self, path: &str) -> String {
        let path = self.file(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Every file of the output with its bytes, sorted by path.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        files_below(&self.folder)
    }

    /// The addresses of the sitemap, relative to the site's base.
    pub fn sitemap(&self) -> Vec<String> {
        let text = self.text("sitemap.xml");
        let locations = text.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next());
        let below_base = |url: &str| {
            let path = url.splitn(4, '/').nth(3).unwrap_or_default();
            path.strip_prefix(self.base.trim_start_matches('/')).unwrap_or(path).to_owned()
        };
        locations.map(below_base).collect()
    }
}

/// The source folder of a fixture.
pub fn source(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// A fixture built at the root of its host.
pub fn built(name: &'static str) -> Built {
    built_at(name, "/")
}

/// A fixture built below a path: `/blog/`.
pub fn built_at(name: &'static str, base: &str) -> Built {
    type Cell = Arc<OnceLock<Built>>;
    static SITES: LazyLock<Mutex<HashMap<(&'static str, String), Cell>>> = LazyLock::new(Mutex::default);
    let cell = {
        let mut sites = SITES.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        Arc::clone(sites.entry((name, base.to_owned())).or_default())
    };
    cell.get_or_init(|| {
        let place = format!("{name}{}", base.trim_end_matches('/').replace('/', "-"));
        build(&source(name), &self::place(&place), base)
    })
    .clone()
}

/// Builds a site at the tests' fixed moment.
pub fn build(site: &Path, out: &Path, base: &str) -> Built {
    build_at(site, out, base, offprint::NOW)
}

/// Builds a site at a moment.
pub fn build_at(site: &Path, out: &Path, base: &str, now: &str) -> Built {
    let url = format!("https://example.org{base}");
    let arguments = ["build", "--now", now, "--base-url", &url, "--site"].map(Path::new);
    offprint::run_well(arguments.into_iter().chain([site, Path::new("--out"), out]));
    Built { folder: out.to_owned(), base: base.to_owned() }
}

/// A folder for a site that tests share.
pub fn place(name: &str) -> PathBuf {
    workspace().join(name)
}

/// Where this process keeps its built sites. Those of processes that have ended go.
fn workspace() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let all = Path::new(env!("CARGO_TARGET_TMPDIR")).join("built-sites");
        fs::create_dir_all(&all).expect("the target folder is writable");
        for entry in fs::read_dir(&all).expect("the target folder is readable").map_while(Result::ok) {
            if !Path::new("/proc").join(entry.file_name()).exists() {
                // Another process may be at it, too.
                let _ = fs::remove_dir_all(entry.path());
            }
        }
        all.join(std::process::id().to_string())
    })
}

/// A copy of a fixture's source that a test may change.
pub fn copy(name: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, bytes) in files_below(&source(name)) {
        write(&folder.path().join(path), bytes);
    }
    folder
}

/// Writes a file and the folders above it.
pub fn write(path: &Path, contents: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().expect("a file in a folder")).expect("a folder");
    fs::write(path, contents).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// Every file below a folder, with `/` between the parts of its path, sorted.
pub fn files_below(folder: &Path) -> Vec<(String, Vec<u8>)> {
    fn visit(folder: &Path, prefix: &str, found: &mut Vec<(String, Vec<u8>)>) {
        for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let entry = entry.expect("a folder's entry");
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                visit(&entry.path(), &format!("{name}/"), found);
            } else {
                found.push((name, fs::read(entry.path()).expect("a readable file")));
            }
        }
    }
    let mut found = Vec::new();
    visit(folder, "", &mut found);
    found.sort();
    found
}
