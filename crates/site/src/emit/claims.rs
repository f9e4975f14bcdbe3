use crate::Diagnostic;
use std::collections::{BTreeMap, BTreeSet};

/// Who writes which file of the output. Two claims on one file are an error that names both, found
/// before anything is written; names that differ in case alone are one file on many disks.
#[derive(Debug, Default)]
pub(crate) struct Claims {
    by_key: BTreeMap<String, Claim>,
    errors: Vec<Diagnostic>,
}

#[derive(Debug)]
struct Claim {
    path: String,
    origin: Origin,
}

/// Where a file of the output comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A file of the author's, relative to the site's folder.
    Author(String),
    /// Something that Offprint makes: "the home page".
    Made(String),
}

impl Origin {
    fn name(&self) -> String {
        match self {
            Self::Author(path) => format!("`{path}`"),
            Self::Made(what) => what.clone(),
        }
    }

    /// The author's file to point at; the configuration where it is about two things that Offprint makes.
    fn path(&self) -> Option<&str> {
        match self {
            Self::Author(path) => Some(path),
            Self::Made(_) => None,
        }
    }
}

impl Claims {
    /// Claims a file, named by its path inside the output folder.
    pub(crate) fn claim(&mut self, path: &str, origin: Origin) {
        if !stays_inside(path) {
            let file = origin.path().unwrap_or("offprint.toml").to_owned();
            self.errors
                .push(Diagnostic::error(file, format!("`{path}` would lie outside the output folder")));
            return;
        }
        match self.by_key.get(&path.to_lowercase()) {
            Some(first) if first.origin != origin => {
                let error = clash(&first.origin, &origin, &format!("the same file, `{}`", first.path));
                self.errors.push(error);
            }
            Some(_) => {}
            None => {
                self.by_key.insert(path.to_lowercase(), Claim { path: path.to_owned(), origin });
            }
        }
    }

    /// Whether a file has been claimed already.
    pub(crate) fn holds(&self, path: &str) -> bool {
        self.by_key.contains_key(&path.to_lowercase())
    }

    /// The files that are claimed, by their paths inside the output folder.
    pub(crate) fn files(&self) -> impl Iterator<Item = &str> {
        self.by_key.values().map(|claim| claim.path.as_str())
    }

    /// The errors found so far: double claims, and files where another claim needs a folder.
    pub(crate) fn check(&mut self) -> Result<(), Vec<Diagnostic>> {
        let mut reported = BTreeSet::new();
        for (key, claim) in &self.by_key {
            let folders = key.match_indices('/').filter_map(|(end, _)| key.get(..end));
            for file in folders.filter_map(|folder| self.by_key.get(folder)) {
                // Once for each file: a folder may hold thousands of pages.
                if !reported.insert(&file.path) {
                    continue;
                }
                let as_what = format!("`{}`, one as a file and one as a folder", file.path);
                self.errors.push(clash(&file.origin, &claim.origin, &as_what));
            }
        }
        let mut errors = std::mem::take(&mut self.errors);
        if errors.is_empty() {
            return Ok(());
        }
        Diagnostic::sort(&mut errors);
        Err(errors)
    }
}

fn clash(first: &Origin, second: &Origin, what: &str) -> Diagnostic {
    let path = second.path().or(first.path()).unwrap_or("offprint.toml");
    Diagnostic::error(path, format!("{} and {} both want {what}", first.name(), second.name()))
        .help("rename one of them, or give one another address")
}

fn stays_inside(path: &str) -> bool {
    !path.contains(['\\', '\0']) && path.split('/').all(|segment| !matches!(segment, "" | "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::{Claims, Origin};

    fn author(path: &str) -> Origin {
        Origin::Author(path.to_owned())
    }

    fn messages(mut claims: Claims) -> Vec<String> {
        let errors = claims.check().expect_err("claims that clash");
        errors.into_iter().map(|error| format!("{}: {}", error.path, error.message)).collect()
    }

    #[test]
    fn two_claims_on_one_file_name_both() {
        let mut claims = Claims::default();
        claims.claim("feed.xml", Origin::Made("the feed".to_owned()));
        claims.claim("Feed.xml", author("static/Feed.xml"));
        assert_eq!(
            messages(claims),
            ["static/Feed.xml: the feed and `static/Feed.xml` both want the same file, `feed.xml`"]
        );
    }

    #[test]
    fn a_file_where_a_folder_must_be_names_both() {
        let mut claims = Claims::default();
        claims.claim("posts", author("static/posts"));
        claims.claim("posts/a/index.html", author("content/posts/a.md"));
        assert_eq!(
            messages(claims),
            ["content/posts/a.md: `static/posts` and `content/posts/a.md` both want `posts`, \
              one as a file and one as a folder"]
        );
    }

    #[test]
    fn no_claim_leaves_the_output_folder() {
        for path in ["../a", "/etc/passwd", "a/../../b", "a//b", "a\\b", ""] {
            let mut claims = Claims::default();
            claims.claim(path, author("static/a"));
            assert_eq!(messages(claims).len(), 1, "{path}");
        }
    }

    #[test]
    fn claims_that_agree_are_no_errors() {
        let mut claims = Claims::default();
        claims.claim("a/b.html", author("static/a/b.html"));
        claims.claim("a/c/index.html", author("content/c.md"));
        assert!(claims.holds("A/B.html"));
        assert!(claims.check().is_ok());
    }
}
