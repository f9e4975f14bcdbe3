//! `defaults` of the configuration: front matter by path and type, `FrontmatterDefaults` of Jekyll.

use super::value::Value;
use crate::glob;

/// The sets, in the order of the configuration.
#[derive(Clone, Debug, Default)]
pub(super) struct Defaults {
    sets: Vec<Set>,
    collections_dir: String,
}

#[derive(Clone, Debug)]
struct Set {
    path: String,
    kind: Option<String>,
    values: Value,
}

impl Defaults {
    pub(super) fn new(written: &Value, collections_dir: &str) -> Self {
        let sets =
            written.list().iter().filter(|set| matches!(set.get("values"), Value::Map(_))).map(|set| {
                let scope = set.get("scope");
                let kind = scope.get("type").text().map(|kind| match kind {
                    "page" | "post" | "draft" => format!("{kind}s"),
                    _ => kind.to_owned(),
                });
                Set {
                    path: scope.get("path").text().unwrap_or_default().to_owned(),
                    kind,
                    values: set.get("values").clone(),
                }
            });
        Self { sets: sets.collect(), collections_dir: collections_dir.to_owned() }
    }

    /// What holds for a file: its path below the source (without `collections_dir`), and its type (a collection's
    /// name, or `pages`).
    pub(super) fn of(&self, path: &str, kind: Option<&str>) -> Value {
        let mut all = Value::Map(Vec::new());
        let mut last: Option<&Set> = None;
        for set in self.sets.iter().filter(|set| self.applies(set, path, kind)) {
            if last.is_none_or(|last| has_precedence(last, set)) {
                all.merge(&set.values);
                last = Some(set);
            } else {
                let mut below = set.values.clone();
                below.merge(&all);
                all = below;
            }
        }
        all
    }

    fn applies(&self, set: &Set, path: &str, kind: Option<&str>) -> bool {
        if set.kind.as_deref().is_some_and(|wanted| kind != Some(wanted)) {
            return false;
        }
        let path = sanitized(path);
        if set.path.is_empty() {
            return true;
        }
        if set.path.contains('*') {
            // Jekyll asks the disk for what the pattern means, and takes whatever lies below that.
            let scope = self.stripped(sanitized(&set.path));
            let cuts = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
            return cuts.into_iter().any(|end| glob::matches(scope, &path[..end], true));
        }
        path.starts_with(self.stripped(&set.path))
    }

    fn stripped<'a>(&self, path: &'a str) -> &'a str {
        if self.collections_dir.is_empty() {
            return path;
        }
        path.strip_prefix(&self.collections_dir).and_then(|rest| rest.strip_prefix('/')).unwrap_or(path)
    }
}

fn has_precedence(old: &Set, new: &Set) -> bool {
    let (old_length, new_length) = (sanitized(&old.path).len(), sanitized(&new.path).len());
    if new_length != old_length { new_length > old_length } else { new.kind.is_some() || old.kind.is_none() }
}

fn sanitized(path: &str) -> &str {
    match path.strip_prefix('/') {
        Some(rest) => rest.strip_suffix('/').unwrap_or(rest),
        None => path,
    }
}

#[cfg(test)]
mod tests {
    use super::super::value::Value;
    use super::Defaults;

    fn set(path: Option<&str>, kind: Option<&str>, layout: &str) -> Value {
        let mut scope = Value::Map(Vec::new());
        if let Some(path) = path {
            scope.set("path", path.into());
        }
        if let Some(kind) = kind {
            scope.set("type", kind.into());
        }
        let mut values = Value::default();
        values.set("layout", layout.into());
        let mut set = Value::default();
        set.set("scope", scope);
        set.set("values", values);
        set
    }

    #[track_caller]
    fn holds(sets: Vec<Value>, path: &str, kind: &str, layout: Option<&str>) {
        let defaults = Defaults::new(&Value::List(sets), "col");
        assert_eq!(defaults.of(path, Some(kind)).get("layout").text(), layout);
    }

    #[test]
    fn the_more_exact_path_wins_whatever_the_order() {
        let (wide, narrow) = (set(Some(""), None, "wide"), set(Some("projects"), None, "narrow"));
        holds(vec![wide.clone(), narrow.clone()], "projects/a.md", "pages", Some("narrow"));
        holds(vec![narrow.clone(), wide.clone()], "projects/a.md", "pages", Some("narrow"));
        holds(vec![wide, narrow], "a.md", "pages", Some("wide"));
    }

    #[test]
    fn a_type_wins_over_none_and_the_later_of_equals_wins() {
        let (none, posts) = (set(Some(""), None, "none"), set(Some(""), Some("posts"), "posts"));
        holds(vec![posts.clone(), none.clone()], "_posts/a.md", "posts", Some("posts"));
        holds(vec![posts.clone()], "a.md", "pages", None);
        holds(vec![none, set(None, None, "later")], "a.md", "pages", Some("later"));
        holds(vec![set(Some(""), Some("post"), "old name")], "_posts/a.md", "posts", Some("old name"));
    }

    #[test]
    fn paths_may_be_patterns_and_begin_with_the_folder_of_collections() {
        let pattern = set(Some("section/*/special-page.html"), None, "special");
        holds(vec![pattern.clone()], "section/a/special-page.html", "pages", Some("special"));
        holds(vec![pattern], "section/a/b/special-page.html", "pages", None);
        holds(vec![set(Some("col/_docs"), None, "docs")], "_docs/a.md", "docs", Some("docs"));
        holds(vec![set(Some("_docs/*"), None, "below")], "_docs/a/b.md", "docs", Some("below"));
    }
}
