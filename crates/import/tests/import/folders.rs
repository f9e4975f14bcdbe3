use offprint_import::{Answer, Generator, ImportError, Imported, import};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// An old site and the folder for the new one.
pub struct Folders {
    folder: TempDir,
}

impl Folders {
    pub fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        fs::create_dir(folder.path().join("old")).expect("the old folder");
        Self { folder }
    }

    pub fn old(&self) -> PathBuf {
        self.folder.path().join("old")
    }

    pub fn to(&self) -> PathBuf {
        self.folder.path().join("new")
    }

    /// A file of the old site.
    pub fn file(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.put(name, bytes);
        self
    }

    pub fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
        write(&self.old().join(name), bytes.as_ref());
    }

    pub fn try_import(&self, generator: Generator) -> Result<Imported, ImportError> {
        import(generator, &self.old(), &self.to(), "2026-06-01T12:00:00Z".parse().expect("a moment"))
    }

    pub fn import(&self, generator: Generator) -> Imported {
        self.try_import(generator).expect("an import")
    }

    /// A file of the new site.
    pub fn read(&self, name: &str) -> String {
        let path = self.to().join(name);
        fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{name}: {error}\n{:?}", tree(&self.to()).keys()))
    }

    pub fn has(&self, name: &str) -> bool {
        self.to().join(name).exists()
    }

    /// Changes a file of the new site, as its author would.
    pub fn edit(&self, name: &str, text: &str) {
        write(&self.to().join(name), text.as_bytes());
    }
}

pub fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
    fs::write(path, bytes).expect("the file");
}

/// Every file of a folder.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("inside").display().to_string();
                files.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    files
}

/// What answers an old address.
pub fn answer(imported: &Imported, url: &str) -> Answer {
    let line = imported.report.addresses.iter().find(|line| line.url == url);
    line.unwrap_or_else(|| panic!("{url} is no old address: {:#?}", imported.report.addresses)).answer
}

/// Addresses that nothing answers.
pub fn unanswered(imported: &Imported) -> Vec<&str> {
    let lines = imported.report.addresses.iter().filter(|line| line.answer == Answer::Nothing);
    lines.map(|line| line.url.as_str()).collect()
}

/// Findings of a file, each with its line.
pub fn findings<'a>(imported: &'a Imported, path: &str) -> Vec<(Option<usize>, &'a str)> {
    let found = imported.report.findings.iter().filter(|finding| finding.path == path);
    found.map(|finding| (finding.line, finding.message.as_str())).collect()
}
