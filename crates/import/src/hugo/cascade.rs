//! Front matter that a section or the site gives to the pages below (`resources/page/page_matcher.go`).

use super::tree::{tables, text};
use super::{Kind, glob};
use crate::source_front_matter::{Table, Value};

/// Values for the pages that it is for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cascade {
    kind: Option<String>,
    path: Option<String>,
    language: Option<String>,
    environment: Option<String>,
    values: Table,
}

impl Cascade {
    /// One or several, keys in lower case.
    pub fn read(value: &Value) -> Vec<Self> {
        tables(value).into_iter().map(Self::one).collect()
    }

    fn one(table: &Table) -> Self {
        let target = |key: &str| ["target", "_target"].iter().find_map(|target| text(table, &[target, key]));
        let languages = ["target", "_target"].iter().find_map(|target| {
            let all = table.at(&[target, "sites", "matrix", "languages"])?.texts();
            (!all.is_empty()).then(|| format!("{{{}}}", all.join(",")))
        });
        let mut values = Table::default();
        for (key, value) in table {
            match (key.as_str(), value) {
                ("target" | "_target", _) => {}
                ("params", Value::Table(params)) => {
                    params.iter().for_each(|(key, value)| values.insert(key.clone(), value.clone()));
                }
                _ => values.insert(key.clone(), value.clone()),
            }
        }
        Self {
            kind: target("kind"),
            path: target("path"),
            language: target("lang").or(languages),
            environment: target("environment"),
            values,
        }
    }

    /// Adds what a page does not say itself, if it is for it.
    pub fn give(&self, keys: &mut Table, kind: Kind, path: &str, language: &str) {
        let fits = |pattern: &Option<String>, text: &str| {
            pattern.as_deref().is_none_or(|pattern| glob::matches(pattern, text))
        };
        if fits(&self.kind, kind.name())
            && fits(&self.path, path)
            && fits(&self.language, language)
            && fits(&self.environment, "production")
        {
            for (key, value) in &self.values {
                if keys.get(key).is_none() {
                    keys.insert(key.clone(), value.clone());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Cascade;
    use crate::hugo::Kind;
    use crate::hugo::tree::{lowered, text};
    use crate::source_front_matter::{Table, parse_yaml};

    fn given(cascade: &str, own: &str, kind: Kind, path: &str, language: &str) -> Table {
        let mut keys = lowered(&parse_yaml(own).expect(own));
        let table = lowered(&parse_yaml(cascade).expect(cascade));
        for cascade in Cascade::read(table.get("cascade").expect("a cascade")) {
            cascade.give(&mut keys, kind, path, language);
        }
        keys
    }

    #[test]
    fn a_cascade_fills_what_a_page_leaves_open() {
        let keys = given("cascade: {type: docs, Banner: a.png}", "banner: own.png", Kind::Page, "/a", "en");
        assert_eq!(text(&keys, &["type"]).as_deref(), Some("docs"));
        assert_eq!(text(&keys, &["banner"]).as_deref(), Some("own.png"));
    }

    #[test]
    fn the_first_target_that_fits_wins() {
        let cascade = "cascade:\n- {_target: {path: '/posts/**', kind: page}, layout: a, params: {x: 1}}\n\
                       - {target: {lang: '{de,fr}'}, layout: b}\n- {layout: c}\n";
        for (kind, path, language, layout) in [
            (Kind::Page, "/posts/x", "de", "a"),
            (Kind::Section, "/posts/x", "de", "b"),
            (Kind::Page, "/notes/x", "en", "c"),
        ] {
            let keys = given(cascade, "", kind, path, language);
            assert_eq!(text(&keys, &["layout"]).as_deref(), Some(layout), "{path} {language}");
        }
        assert_eq!(text(&given(cascade, "", Kind::Page, "/posts/x", "en"), &["x"]).as_deref(), Some("1"));
    }
}
