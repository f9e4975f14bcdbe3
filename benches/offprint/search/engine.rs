//! What is compared.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A search engine for static sites.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Engine {
    /// Offprint's.
    Ours,
    Pagefind,
    MiniSearch,
    Lunr,
    FlexSearch,
    Orama,
}

impl Engine {
    /// In the order of the table.
    pub const ALL: [Self; 6] =
        [Self::Ours, Self::Pagefind, Self::MiniSearch, Self::Lunr, Self::FlexSearch, Self::Orama];
    /// Those whose index is made by their own JavaScript, and fetched as a whole.
    pub const WHOLE: [Self; 4] = [Self::MiniSearch, Self::Lunr, Self::FlexSearch, Self::Orama];

    /// As its makers write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ours => "Offprint",
            Self::Pagefind => "Pagefind",
            Self::MiniSearch => "MiniSearch",
            Self::Lunr => "lunr",
            Self::FlexSearch => "FlexSearch",
            Self::Orama => "Orama",
        }
    }

    /// In paths and on the command line.
    pub fn key(self) -> String {
        self.name().to_lowercase()
    }

    /// Is its index one or two files that are fetched before the first answer?
    pub fn is_whole(self) -> bool {
        Self::WHOLE.contains(&self)
    }

    /// The files of its index that are fetched together with the engine.
    pub fn data(self) -> &'static str {
        match self {
            Self::Lunr => "index.json titles.json",
            _ if self.is_whole() => "index.json",
            _ => "",
        }
    }
}

/// The rivals as they were installed from their registry.
pub struct Rivals(PathBuf);

/// The scripts that set each rival up, and the page they run in.
const SCRIPTS: [(&str, &str); 6] = [
    ("page", include_str!("rivals/page.js")),
    ("pagefind", include_str!("rivals/pagefind.js")),
    ("minisearch", include_str!("rivals/minisearch.js")),
    ("lunr", include_str!("rivals/lunr.js")),
    ("flexsearch", include_str!("rivals/flexsearch.js")),
    ("orama", include_str!("rivals/orama.js")),
];

impl Rivals {
    /// Those that `cargo xtask bench search` installed.
    pub fn installed() -> Self {
        let folder = std::env::var_os("OFFPRINT_RIVALS").map(PathBuf::from);
        let folder = folder.expect("OFFPRINT_RIVALS is not set: run this with `cargo xtask bench search`");
        Self(folder.join("node_modules"))
    }

    /// Pagefind's native indexer.
    pub fn pagefind(&self) -> Command {
        Command::new(self.native("@pagefind", "pagefind_extended"))
    }

    /// Writes each rival and what sets it up into one minified file, as a site would.
    pub fn bundle(&self, out: &Path) {
        let sources = tempfile::tempdir().expect("a temporary folder");
        std::os::unix::fs::symlink(&self.0, sources.path().join("node_modules")).expect("a link");
        let mut bundler = Command::new(self.native("@esbuild", "esbuild"));
        bundler.current_dir(sources.path());
        for (name, text) in SCRIPTS {
            let file = format!("{name}.js");
            std::fs::write(sources.path().join(&file), text).expect("a writable folder");
            bundler.arg(format!("./{file}"));
        }
        bundler.args([
            "--bundle",
            "--minify",
            "--format=esm",
            "--external:/pagefind/*",
            "--log-level=warning",
        ]);
        bundler.arg("--legal-comments=none").arg(format!("--outdir={}", out.display()));
        assert!(bundler.status().expect("the bundler starts").success(), "the rivals cannot be bundled");
    }

    /// A program of a package for this platform: `@scope/linux-x64/bin/program`.
    fn native(&self, scope: &str, program: &str) -> PathBuf {
        let scope = self.0.join(scope);
        let packages =
            std::fs::read_dir(&scope).unwrap_or_else(|error| panic!("{}: {error}", scope.display()));
        let mut programs =
            packages.map_while(Result::ok).map(|package| package.path().join("bin").join(program));
        programs
            .find(|program| program.is_file())
            .unwrap_or_else(|| panic!("`{program}` is not below {}", scope.display()))
    }
}
