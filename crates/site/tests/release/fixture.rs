//! Sites to build, each in a folder of its own.

use offprint_bundle::{Asset, Bundle, Manifest};
use offprint_model::{FileChunk, Release};
use offprint_site::{BuildError, BuildOptions, Report, Silent, build};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The least that a bundle's template has.
const TEMPLATE: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
    <!--offprint:head--><title>Offprint</title><!--/offprint:head-->\
    <link rel=\"stylesheet\" href=\"{{base}}assets/app-5e1f.css\">\
    <script type=\"module\" src=\"{{base}}assets/app-0c3a.js\"></script></head>\
    <body><div id=\"app\"><!--offprint:app--></div><!--offprint:boot--></body></html>";

pub fn bundle() -> Bundle {
    let asset = |path: &str, text: &'static str| Asset {
        path: path.to_owned(),
        bytes: Cow::Borrowed(text.as_bytes()),
    };
    Bundle {
        manifest: Manifest { app: "6f1ed002ab559585".to_owned(), sources: "none".to_owned() },
        template: TEMPLATE.to_owned(),
        assets: vec![
            asset("assets/app-0c3a.js", "export {};"),
            asset("assets/app-5e1f.css", "body { margin: 0 }"),
            asset(
                "favicon.svg",
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 4\"><path d=\"M0 0h4v4H0z\"/></svg>",
            ),
            asset("sw.js", "// The worker.\n"),
            asset("sw-removal.js", "// The worker that goes.\n"),
        ],
    }
}

/// An author's folder, and the output beside its content.
pub struct Folder(TempDir);

impl Folder {
    /// A site with an address and nothing in it.
    pub fn new() -> Self {
        let folder = Self(TempDir::new().expect("a folder"));
        folder.configure("https://example.org/", "");
        folder
    }

    /// Two posts, a page, a picture and an alias.
    pub fn small() -> Self {
        let folder = Self::new();
        folder.post(
            "first",
            "2026-01-01",
            "tags = [\"rust\"]\naliases = [\"/old/first.html\"]",
            "The *first* post.",
        );
        folder.post(
            "second",
            "2026-02-02",
            "tags = [\"rust\", \"C++\"]\nupdated = 2026-03-03",
            "The second post.",
        );
        folder.write("content/about.md", "+++\ntitle = \"About\"\n+++\nWho writes here.\n");
        folder.write("static/pictures/dot.txt", "·");
        folder
    }

    pub fn configure(&self, base_url: &str, more: &str) {
        let config = format!(
            "title = \"A & B\"\ndescription = \"Of <things>\"\nbase_url = \"{base_url}\"\n\
             timezone = \"America/New_York\"\ncopyright = \"© the authors\"\nlanguage = \"en\"\n{more}"
        );
        self.write("offprint.toml", &config);
    }

    pub fn post(&self, name: &str, date: &str, more: &str, body: &str) {
        let text = format!("+++\ntitle = \"Post {name}\"\ndate = {date}\n{more}\n+++\n{body}\n");
        self.write(&format!("content/posts/{name}.md"), &text);
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("created");
        fs::write(path, text).expect("written");
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).expect("removed");
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub fn options(&self) -> BuildOptions {
        BuildOptions {
            site: self.path(""),
            out: self.path("public"),
            now: Some("2026-06-01T12:00:00Z".parse().expect("a moment")),
            ..BuildOptions::default()
        }
    }

    pub fn try_build(&self) -> Result<Report, BuildError> {
        build(&self.options(), &bundle(), &Silent)
    }

    pub fn build(&self) -> Report {
        self.try_build().unwrap_or_else(|error| match error {
            BuildError::Content(findings) => panic!("{findings:#?}"),
            error => panic!("{error:?}"),
        })
    }

    /// The messages of a build that finds errors in the site.
    pub fn errors(&self) -> Vec<String> {
        match self.try_build() {
            Err(BuildError::Content(findings)) => {
                findings.into_iter().map(|finding| format!("{}: {}", finding.path, finding.message)).collect()
            }
            other => panic!("a build with content errors, not {other:?}"),
        }
    }

    /// A file of the output.
    pub fn output(&self, path: &str) -> String {
        let path = self.path("public").join(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Every file of the output.
    pub fn tree(&self) -> BTreeMap<String, Vec<u8>> {
        tree(&self.path("public"))
    }

    /// What stands beside the output and was not there before a build.
    pub fn leftovers(&self) -> Vec<String> {
        let known = ["offprint.toml", "content", "static", "theme", "public"];
        let names = fs::read_dir(self.path("")).expect("read");
        let names = names.map(|entry| entry.expect("read").file_name().to_string_lossy().into_owned());
        names.filter(|name| !known.contains(&name.as_str())).collect()
    }
}

/// Every file below a folder by its path.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.expect("read");
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder).expect("inside");
            let path = path.to_string_lossy().replace('\\', "/");
            files.insert(path, fs::read(entry.path()).expect("read"));
        }
    }
    files
}

/// Whether a folder holds every file of the release that it says it is.
pub fn is_whole(folder: &Path) -> bool {
    let Ok(release) = fs::read(folder.join("offprint.json")) else { return false };
    let Ok(release) = serde_json::from_slice::<Release>(&release) else { return false };
    release.files.iter().all(|chunk| {
        let chunk: FileChunk =
            serde_json::from_slice(&fs::read(folder.join(&chunk.file.path)).expect("the list"))
                .expect("a list");
        chunk.files.iter().all(|entry| {
            fs::metadata(folder.join(&entry.file.path)).is_ok_and(|metadata| metadata.len() == entry.bytes)
        })
    })
}
