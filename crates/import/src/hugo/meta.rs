//! What a page says of itself, with what it inherits: `hugolib/page__meta.go` and `page_frontmatter.go`.

use super::config::{Config, DateKeys};
use super::moment::Moment;
use super::tree::{flag, flag_at, text};
use crate::source_front_matter::{Table, Value};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// A page's front matter, as it counts.
#[derive(Clone, Debug, Default)]
pub struct Meta {
    /// All keys in lower case, those of `params` among them.
    pub keys: Table,
    /// `title`.
    pub title: String,
    /// `slug`, or what a file's name says after its date.
    pub slug: String,
    /// `url`.
    pub url: Option<String>,
    /// Old addresses, as written.
    pub aliases: Vec<String>,
    /// `draft`.
    pub draft: bool,
    /// When it was written.
    pub date: Option<Moment>,
    /// When it last changed, where a key of its own says so.
    pub lastmod: Option<Moment>,
    /// From when on it is published, where a key of its own says so.
    pub publish: Option<Moment>,
    /// Until when.
    pub expiry: Option<Moment>,
    /// It has an address.
    pub render: bool,
    /// Lists show it.
    pub list: bool,
    /// Sources of dates that are not in the file: `:git`.
    pub elsewhere: Vec<String>,
}

impl Meta {
    /// Reads keys in lower case. `name` is the file's name without ending, or the bundle's folder.
    pub fn new(mut keys: Table, name: &str, config: &Config, zone: &TimeZone) -> Self {
        if let Some(Value::Table(params)) = keys.remove("params") {
            for (key, value) in &params {
                keys.insert(key.to_lowercase(), value.clone());
            }
        }
        let mut meta = Self { render: true, list: true, ..Self::default() };
        meta.title = text(&keys, &["title"]).unwrap_or_default();
        meta.url = text(&keys, &["url"]).map(|url| url.trim().to_owned());
        meta.slug = text(&keys, &["slug"]).map(|slug| slug.trim_matches('-').to_owned()).unwrap_or_default();
        meta.aliases = keys.get("aliases").map(Value::texts).unwrap_or_default();
        meta.draft = match (flag_at(&keys, &["draft"]), flag_at(&keys, &["published"])) {
            (Some(draft), _) => draft,
            (None, Some(published)) => !published,
            (None, None) => false,
        };
        let DateKeys { date, lastmod, publish, expiry } = &config.dates;
        meta.date = meta.moment(&keys, date, name, zone);
        meta.elsewhere =
            date.iter().filter(|key| key.starts_with(':') && *key != ":filename").cloned().collect();
        // What these fall back to is the date, which says nothing new.
        let but = |keys: &[String], others: &[&str]| {
            keys.iter().filter(|key| !others.contains(&key.as_str())).cloned().collect::<Vec<_>>()
        };
        let lastmod = but(lastmod, &["date", "publishdate", "pubdate", "published"]);
        meta.lastmod = meta.moment(&keys, &lastmod, name, zone);
        meta.publish = meta.moment(&keys, &but(publish, &["date"]), name, zone);
        meta.expiry = meta.moment(&keys, expiry, name, zone);
        let build = ["_build", "build"].iter().find_map(|key| keys.get(key).and_then(Value::table));
        if let Some(build) = build {
            meta.render = !build.get("render").is_some_and(is_never);
            meta.list = !build.get("list").is_some_and(is_never);
        }
        if flag_at(&keys, &["headless"]).unwrap_or(false) {
            (meta.render, meta.list) = (false, false);
        }
        meta.keys = keys;
        meta
    }

    /// The first date among several keys. A name with a date gives the slug too.
    fn moment(&mut self, keys: &Table, from: &[String], name: &str, zone: &TimeZone) -> Option<Moment> {
        from.iter().find_map(|key| match key.as_str() {
            ":filename" => {
                let (moment, slug) = Moment::in_name(name, zone)?;
                if keys.get("slug").is_none() {
                    self.slug = slug;
                }
                Some(moment)
            }
            ":git" | ":filemodtime" => None,
            key => Moment::read(keys.get(key)?.date()?, zone),
        })
    }

    /// Whether Hugo publishes it, at a moment.
    pub fn is_published(&self, config: &Config, now: Timestamp) -> bool {
        let starts = self.publish.as_ref().or(self.date.as_ref()).map(|moment| moment.timestamp);
        let is_future = starts.is_some_and(|start| start > now);
        let is_over = self.expiry.as_ref().is_some_and(|end| end.timestamp <= now);
        (!self.draft || config.drafts) && (!is_future || config.future) && (!is_over || config.expired)
    }
}

/// `never`, and `false` in older versions.
fn is_never(value: &Value) -> bool {
    matches!(value.text().as_deref(), Some("never")) || flag(value) == Some(false)
}

#[cfg(test)]
mod tests {
    use super::Meta;
    use crate::hugo::config::Config;
    use crate::hugo::tree::lowered;
    use crate::source_front_matter::{parse_toml, parse_yaml};
    use jiff::tz::TimeZone;
    use std::path::Path;

    fn meta(front_matter: &str, name: &str, config: &str) -> Meta {
        let config = lowered(&parse_toml(config).expect(config));
        let config = Config::of(config, "hugo.toml".to_owned(), Path::new("/nowhere"), &mut Vec::new());
        let keys = lowered(&parse_yaml(front_matter).expect(front_matter));
        Meta::new(keys, name, &config, &TimeZone::UTC)
    }

    #[test]
    fn dates_have_many_names() {
        let day = |moment: Option<super::Moment>| moment.map(|moment| moment.clock.date().to_string());
        for (front_matter, date, lastmod, publish, expiry) in [
            ("date: 2020-01-02", Some("2020-01-02"), None, None, None),
            ("publishDate: 2020-01-02", Some("2020-01-02"), None, Some("2020-01-02"), None),
            ("pubdate: 2020-01-02", Some("2020-01-02"), None, Some("2020-01-02"), None),
            ("date: 2020-01-02\nmodified: 2021-01-02", Some("2020-01-02"), Some("2021-01-02"), None, None),
            ("lastmod: 2021-01-02", Some("2021-01-02"), Some("2021-01-02"), None, None),
            (
                "date: 2020-01-02\nunpublishdate: 2022-01-02",
                Some("2020-01-02"),
                None,
                None,
                Some("2022-01-02"),
            ),
        ] {
            let meta = meta(front_matter, "a", "");
            let found = (day(meta.date), day(meta.lastmod), day(meta.publish), day(meta.expiry));
            let expected = (date, lastmod, publish, expiry);
            let expected = (
                expected.0.map(str::to_owned),
                expected.1.map(str::to_owned),
                expected.2.map(str::to_owned),
                expected.3.map(str::to_owned),
            );
            assert_eq!(found, expected, "{front_matter}");
        }
    }

    #[test]
    fn a_file_name_gives_date_and_slug_where_the_site_says_so() {
        let config = "[frontmatter]\ndate = [':filename', ':default']\n";
        let named = meta("title: A", "2012-09-12-a-page", config);
        assert_eq!(named.date.expect("a date").clock.date().to_string(), "2012-09-12");
        assert_eq!(named.slug, "a-page");
        assert_eq!(meta("slug: own", "2012-09-12-a-page", config).slug, "own");
        assert!(meta("title: A", "2012-09-12-a-page", "").date.is_none());
    }

    #[test]
    fn what_is_not_built_has_no_address() {
        let now = "2024-01-01T00:00:00Z".parse().expect("a moment");
        for (front_matter, config, published) in [
            ("draft: true", "", false),
            ("draft: true", "buildDrafts = true", true),
            ("published: false", "", false),
            ("date: 2030-01-01", "", false),
            ("date: 2030-01-01\npublishDate: 2020-01-01", "", true),
            ("date: 2030-01-01", "buildFuture = true", true),
            ("expiryDate: 2020-01-01", "", false),
            ("date: 2020-01-01", "", true),
        ] {
            let keys = lowered(&parse_toml(config).expect(config));
            let site = Config::of(keys, String::new(), Path::new("/nowhere"), &mut Vec::new());
            assert_eq!(meta(front_matter, "a", config).is_published(&site, now), published, "{front_matter}");
        }
        assert!(!meta("headless: true", "a", "").render);
        assert!(!meta("build: {render: never}", "a", "").render);
        assert!(!meta("_build: {list: false}", "a", "").list);
        assert!(meta("build: {render: link}", "a", "").render);
    }

    #[test]
    fn parameters_are_keys() {
        let keys = meta("Params: {Author: Ada}\nTitle: A", "a", "").keys;
        assert_eq!(keys.get("author").and_then(|author| author.text()).as_deref(), Some("Ada"));
    }
}
