use super::body::{Translated, Translator};
use super::config::ZolaConfig;
use super::places::Places;
use crate::source_front_matter::{Table, Value, decode, split};
use crate::{Finding, Page, PageKind};
use toml::Value as Toml;

/// A file of Markdown, with its address.
#[derive(Debug)]
pub(super) struct Source {
    /// Its name below `content`.
    pub name: String,
    pub language: String,
    pub is_section: bool,
    /// The file's name without its language and ending.
    stem: String,
    pub values: Table,
    body: String,
    body_line: usize,
    /// The date in its name, and whether that is all that Offprint needs to know it.
    dated: Option<(String, bool)>,
    pub url: String,
    /// Its front matter could be read.
    sound: bool,
}

impl Source {
    pub(super) fn read(name: &str, bytes: &[u8], config: &ZolaConfig, findings: &mut Vec<Finding>) -> Self {
        let (text, guessed) = decode(bytes);
        let parts = split(&text);
        let mut find = |line, message: String, help: &str| {
            findings.push(Finding { path: format!("content/{name}"), line, message, help: help.to_owned() });
        };
        if guessed {
            find(
                None,
                "the file is no UTF-8: it was read as Latin-1".to_owned(),
                "look for letters that are wrong",
            );
        }
        if let Some(problem) = &parts.problem {
            let message = format!("the front matter cannot be read: {}", problem.message);
            find(Some(problem.line), message, "mend it in the old folder and import again");
        }
        let file = name.rsplit('/').next().unwrap_or(name);
        let (stem, language) = language(file.trim_end_matches(".md"), config);
        let mut source = Self {
            name: name.to_owned(),
            is_section: stem == "_index",
            stem,
            language,
            sound: parts.problem.is_none(),
            values: parts.values,
            body: parts.body.to_owned(),
            body_line: parts.body_line,
            dated: None,
            url: String::new(),
        };
        source.place(config);
        source
    }

    /// Gives it its address, by the rules of Zola.
    fn place(&mut self, config: &ZolaConfig) {
        let prefix = config.prefix(&self.language);
        if self.is_section {
            self.url = format!("{prefix}/{}", self.folder());
            return;
        }
        let folder = self.folder().trim_end_matches('/');
        let is_bundle = self.is_bundle();
        let named = if is_bundle { folder.rsplit('/').next().unwrap_or_default() } else { &self.stem };
        let (date, rest) = date_in_name(named);
        let slug = match (self.text("slug"), rest) {
            (Some(slug), _) => config.paths.path(&slug),
            (None, Some(rest)) if !config.keep_dates => config.paths.path(rest),
            _ => config.paths.path(named),
        };
        let is_plain = date.is_some_and(|date| date.len() == 10) && rest.is_some();
        let dated = date.map(|date| (date.to_owned(), is_plain));
        self.url = match self.text("path") {
            Some(path) => format!("/{}", path.trim().trim_start_matches('/')),
            None => format!("{prefix}/{}{slug}", self.section_folder()),
        };
        if !self.url.ends_with('/') {
            self.url.push('/');
        }
        self.dated = dated;
    }

    /// The old file.
    pub(super) fn path(&self) -> String {
        format!("content/{}", self.name)
    }

    /// The folder that it lies in, with a slash at its end; empty for `content`.
    pub(super) fn folder(&self) -> &str {
        self.name.rfind('/').map_or("", |slash| &self.name[..=slash])
    }

    /// The folder of its section: for a bundle, the one above.
    pub(super) fn section_folder(&self) -> String {
        let folder = self.folder();
        if !self.is_bundle() {
            return folder.to_owned();
        }
        let inner = folder.trim_end_matches('/');
        inner.rfind('/').map_or_else(String::new, |slash| inner[..=slash].to_owned())
    }

    /// A page that is a folder.
    pub(super) fn is_bundle(&self) -> bool {
        self.stem == "index" && self.name.contains('/')
    }

    /// The new file. What is in another language lies in a folder of that name.
    pub(super) fn target(&self) -> String {
        let file = self.name.rsplit('/').next().unwrap_or_default();
        let is_translated = file.trim_end_matches(".md") != self.stem;
        let (prefix, file) = if is_translated {
            (format!("{}/", self.language), format!("{}.md", self.stem))
        } else {
            (String::new(), file.to_owned())
        };
        // The home page is a list: a page at its address is one more.
        let file = if self.stem == "index" && self.folder().is_empty() { "home.md".to_owned() } else { file };
        format!("content/{prefix}{}{}", self.folder(), file.replace(':', "-"))
    }

    pub(super) fn text(&self, key: &str) -> Option<String> {
        self.values.get(key).and_then(Value::text).filter(|text| !text.trim().is_empty())
    }

    pub(super) fn flag(&self, key: &str) -> Option<bool> {
        self.values.get(key).and_then(Value::bool)
    }

    pub(super) fn is_published(&self) -> bool {
        self.sound && self.flag("draft") != Some(true) && self.flag("render") != Some(false)
    }

    pub(super) fn labels(&self, taxonomy: &str) -> Vec<String> {
        self.values.at(&["taxonomies", taxonomy]).map(Value::texts).unwrap_or_default()
    }

    pub(super) fn aliases(&self) -> Vec<String> {
        let aliases = self.values.get("aliases").map(Value::texts).unwrap_or_default();
        aliases.iter().map(|alias| format!("/{}", alias.trim_start_matches('/'))).collect()
    }

    pub(super) fn body(
        &self,
        config: &ZolaConfig,
        places: &Places<'_>,
        findings: &mut Vec<Finding>,
    ) -> Translated {
        let translator = Translator { config, places, path: self.path(), line: self.body_line };
        translator.translate(&self.body, findings)
    }

    /// Keys as Offprint has them.
    pub(super) fn front_matter(&self, config: &ZolaConfig) -> Vec<(String, Toml)> {
        let mut keys: Vec<(String, Toml)> = Vec::new();
        let mut add = |key: &str, value: Option<Toml>| {
            if let Some(value) = value {
                keys.push((key.to_owned(), value));
            }
        };
        let value = |key: &str| self.values.get(key).and_then(Value::to_toml);
        let title = self.text("title").unwrap_or_else(|| readable(&self.stem, self.folder()));
        add("title", Some(Toml::from(title)));
        add("description", self.text("description").map(Toml::from));
        let named =
            self.dated.as_ref().filter(|(_, plain)| !plain).map(|(date, _)| Value::Date(date.clone()));
        let date = self.values.get("date").filter(|date| **date != Value::Null).cloned().or(named);
        add("date", date.as_ref().and_then(date_value));
        add("updated", self.values.get("updated").and_then(date_value));
        add(
            "authors",
            value("authors").filter(|authors| authors.as_array().is_some_and(|list| !list.is_empty())),
        );
        for (name, labels) in self.values.get("taxonomies").and_then(Value::table).into_iter().flatten() {
            let labels: Vec<Toml> = labels.texts().into_iter().map(Toml::from).collect();
            let known = config.taxonomies.iter().any(|taxonomy| taxonomy.name == *name)
                || name == "tags"
                || name == "categories";
            let is_free =
                !labels.is_empty() && known && (name != "authors" || self.values.get("authors").is_none());
            add(name, is_free.then_some(Toml::Array(labels)));
        }
        add("weight", value("weight").filter(Toml::is_integer));
        add("draft", (!self.is_published() && !self.is_section).then_some(Toml::Boolean(true)));
        add("extra", value("extra").filter(|extra| extra.as_table().is_some_and(|table| !table.is_empty())));
        keys
    }

    /// The page.
    pub(super) fn page(&self, config: &ZolaConfig, places: &Places<'_>, findings: &mut Vec<Finding>) -> Page {
        let mut find = |message: &str, help: &str| {
            findings.push(Finding {
                path: self.path(),
                line: None,
                message: message.to_owned(),
                help: help.to_owned(),
            });
        };
        if self.text("title").is_none() && self.sound {
            find("the page has no title: it got one of its file's name", "give it a better one");
        }
        if self.flag("render") == Some(false) {
            find(
                "Zola did not publish this page (`render = false`): it is a draft now",
                "publish it, or delete it",
            );
        }
        if self.flag("in_search_index") == Some(false) {
            find(
                "Offprint's readers find this page by searching, Zola's did not",
                "nothing to do, if that is right",
            );
        }
        let Translated { body, reference, summary } = self.body(config, places, findings);
        let mut front_matter = self.front_matter(config);
        if let Some(summary) = summary {
            front_matter.push(("summary".to_owned(), Toml::from(summary)));
        }
        let is_dated = self.values.get("date").and_then(Value::date).is_some() || self.dated.is_some();
        let has_dated_path = self.url.split('/').collect::<Vec<_>>().windows(3).any(|parts| {
            let digits =
                |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
            matches!(parts, [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2))
        });
        let is_post = is_dated || has_dated_path || !self.section_folder().is_empty();
        Page {
            source: self.path(),
            kind: if is_post { PageKind::Post } else { PageKind::Page },
            url: self.is_published().then(|| self.url.clone()),
            aliases: if self.is_published() { self.aliases() } else { Vec::new() },
            target: self.target(),
            front_matter,
            body,
            reference,
        }
    }
}

/// A TOML date, whatever the quotes; text that is none stays text, and is an error that points there.
fn date_value(value: &Value) -> Option<Toml> {
    let text = value.date()?;
    Some(text.parse().map_or_else(|_| Toml::from(text), Toml::Datetime))
}

/// The stem without its language, and the language.
fn language(stem: &str, config: &ZolaConfig) -> (String, String) {
    if let Some((name, code)) = stem.split_once('.')
        && config.languages.iter().any(|(known, _)| known == code)
    {
        return (name.to_owned(), code.to_owned());
    }
    (stem.to_owned(), config.default_language.clone())
}

/// The date at the beginning of a name (`2018-10-10`, or a whole RFC 3339 moment) and the name after it.
fn date_in_name(name: &str) -> (Option<&str>, Option<&str>) {
    let is_day = |text: &str| text.parse::<jiff::civil::Date>().is_ok();
    let Some(day) = name.get(..10).filter(|day| is_day(day) && day.as_bytes().get(4) == Some(&b'-')) else {
        return (None, None);
    };
    let mut end = day.len();
    if name[end..].starts_with('T') {
        // The longest beginning that is a moment.
        let ends = name.char_indices().map(|(at, _)| at).chain([name.len()]).filter(|at| *at > 11);
        let whole = ends.filter(|at| name[..*at].parse::<jiff::Timestamp>().is_ok()).max();
        end = whole.unwrap_or(end);
    }
    let rest = name[end..].trim_start_matches(' ');
    let rest = rest.strip_prefix(['_', '-']).filter(|rest| !rest.is_empty());
    if rest.is_none() && end != name.len() {
        // Zola's pattern has no end: the date counts, and the name stays whole.
        return (Some(&name[..end]), None);
    }
    (Some(&name[..end]), rest)
}

fn readable(stem: &str, folder: &str) -> String {
    let name = match stem {
        "index" | "_index" => folder.trim_end_matches('/').rsplit('/').next().unwrap_or_default(),
        stem => stem,
    };
    let words = name.replace(['-', '_'], " ");
    let mut characters = words.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string());
    let title = first.unwrap_or_default() + characters.as_str();
    if title.is_empty() { "Home".to_owned() } else { title }
}

#[cfg(test)]
mod tests {
    use super::date_in_name;

    #[test]
    fn a_name_may_begin_with_a_date() {
        assert_eq!(date_in_name("2018-10-10-hello"), (Some("2018-10-10"), Some("hello")));
        assert_eq!(date_in_name("2018-10-10 - hello"), (Some("2018-10-10"), Some(" hello")));
        assert_eq!(date_in_name("2018-10-10"), (Some("2018-10-10"), None));
        assert_eq!(date_in_name("2018-10-10hello"), (Some("2018-10-10"), None));
        assert_eq!(date_in_name("2018-10-10T12:00:00Z_hello"), (Some("2018-10-10T12:00:00Z"), Some("hello")));
        for name in ["hello", "2018-13-10-hello", "20181010-hello", "é2018-10-10"] {
            assert_eq!(date_in_name(name), (None, None), "{name}");
        }
    }
}
