//! The sources of a fixture, read in the simplest way: a line of front matter is a key and a value.

use crate::harness::fixture::{self, files_below};
use std::collections::BTreeMap;

/// A content file.
pub struct Source {
    /// Its address: the default ones, below `posts/` or where the file's folder is.
    pub address: String,
    values: BTreeMap<String, String>,
    /// The Markdown.
    pub body: String,
}

impl Source {
    /// What stands for a key, without its quotes.
    pub fn text(&self, key: &str) -> &str {
        self.values.get(key).unwrap_or_else(|| panic!("{} has `{key}`", self.address))
    }

    /// The items of a list.
    pub fn list(&self, key: &str) -> Vec<&str> {
        let inside = self.text(key).trim_start_matches('[').trim_end_matches(']');
        inside.split(',').map(|item| item.trim().trim_matches('"')).collect()
    }

    /// The series and the number in it, from `series = { name = "A", number = 6 }` or `series_number`.
    pub fn part(&self) -> (&str, u32) {
        let series = self.text("series");
        let name = series.split('"').nth(1).unwrap_or(series);
        let number = self.values.get("series_number").map_or_else(
            || series.rsplit("number = ").next().unwrap_or_default().trim_end_matches([' ', '}']),
            String::as_str,
        );
        (name, number.parse().expect("a number"))
    }

    fn read(path: &str, text: &str) -> Self {
        let fence = text.get(..3).expect("front matter");
        let (front, body) =
            text[3..].split_once(&format!("\n{fence}\n")).expect("the end of the front matter");
        let separator = if fence == "+++" { " = " } else { ": " };
        let values = front.lines().filter_map(|line| line.split_once(separator));
        let values = values.map(|(key, value)| (key.to_owned(), unquoted(value)));
        let path = path.strip_suffix(".md").expect("Markdown");
        Self { address: format!("{path}/"), values: values.collect(), body: body.trim().to_owned() }
    }
}

/// A text in quotes, which TOML and YAML write as JSON does; anything else as it stands.
fn unquoted(value: &str) -> String {
    serde_json::from_str(value).unwrap_or_else(|_| value.to_owned())
}

/// The posts of a fixture, newest first.
pub fn posts(fixture: &str) -> Vec<Source> {
    let files = files_below(&fixture::source(fixture).join("content"));
    let sources =
        files.iter().map(|(path, bytes)| Source::read(path, std::str::from_utf8(bytes).expect("text")));
    let mut posts: Vec<Source> = sources.filter(|source| source.values.contains_key("date")).collect();
    posts.sort_by(|a, b| b.text("date").cmp(a.text("date")));
    posts
}
