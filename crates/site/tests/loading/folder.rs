use offprint_site::{Config, Diagnostic, Library, LoadOptions, Overrides, Post, Silent, load};
use std::path::Path;
use tempfile::TempDir;

/// A site in a folder of its own.
pub struct Folder {
    folder: TempDir,
    options: LoadOptions,
    overrides: Overrides,
}

impl Folder {
    /// A site with nothing but a title.
    pub fn new() -> Self {
        let now = "2026-06-01T12:00:00Z".parse().expect("a moment");
        let folder = Self {
            folder: TempDir::new().expect("a folder"),
            options: LoadOptions { drafts: false, future: false, now },
            overrides: Overrides::default(),
        };
        folder.config("title = \"A site\"\n")
    }

    /// A site with this `offprint.toml`.
    pub fn config(self, text: &str) -> Self {
        self.file("offprint.toml", text)
    }

    /// A file of these bytes, with the folders that it needs.
    pub fn file(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
        std::fs::write(path, bytes).expect("the file");
        self
    }

    /// A file in `content` with this TOML front matter and a line of text.
    pub fn page(self, name: &str, front_matter: &str) -> Self {
        let text = format!("+++\n{front_matter}\n+++\nText.\n");
        self.file(&format!("content/{name}"), text)
    }

    /// A post with a date and a title.
    pub fn post(self, name: &str) -> Self {
        self.page(name, "title = \"A post\"\ndate = 2026-05-01")
    }

    pub fn drafts(mut self) -> Self {
        self.options.drafts = true;
        self
    }

    pub fn future(mut self) -> Self {
        self.options.future = true;
        self
    }

    pub fn base_url(mut self, url: &str) -> Self {
        self.overrides.base_url = Some(url.to_owned());
        self
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn try_load(&self) -> Result<Library, Vec<Diagnostic>> {
        let config = Config::read(self.path(), &self.overrides)?;
        load(&config, &self.options, &Silent)
    }

    /// The site, which must be right.
    pub fn load(&self) -> Library {
        self.try_load().unwrap_or_else(|errors| panic!("{:#?}", lines(&errors)))
    }

    /// What is wrong with the site, a line each: `path:line:column: message`.
    pub fn errors(&self) -> Vec<String> {
        lines(&self.try_load().expect_err("a site with errors"))
    }

    pub fn warnings(&self) -> Vec<String> {
        lines(&self.load().warnings)
    }

    /// The configuration, which must be right.
    pub fn read_config(&self) -> Config {
        Config::read(self.path(), &self.overrides).unwrap_or_else(|errors| panic!("{:#?}", lines(&errors)))
    }

    /// The one post of the site.
    pub fn only_post(&self) -> Post {
        let library = self.load();
        assert_eq!(library.posts.len(), 1);
        library.posts.into_iter().next().expect("one post")
    }

    /// Addresses of the posts, oldest first.
    pub fn addresses(&self) -> Vec<String> {
        self.load().posts.iter().map(|post| post.summary.url.to_string()).collect()
    }
}

fn lines(findings: &[Diagnostic]) -> Vec<String> {
    let line = |finding: &Diagnostic| {
        let place = finding.position().map_or_else(String::new, |(line, column)| format!(":{line}:{column}"));
        format!("{}{place}: {}", finding.path, finding.message)
    };
    findings.iter().map(line).collect()
}
