//! What a reader has chosen, as a query string: `q=cache&year=2025&tags=rust,go&tags.without=wasm&page=2`.

mod percent;

use offprint_model::{Mode, Slug};
use percent::{decode, encode};
use std::fmt;

/// Parameters that are no facet's.
const RESERVED: [&str; 4] = ["q", "year", "sort", "page"];

/// Terms of a query string that are heeded: no link of ours is as long, and one that is should not keep a
/// browser busy.
const MOST: usize = 500;

/// Characters of the words that are looked for, for the same reason.
const LONGEST: usize = 300;

/// How a filtered list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// As the list itself.
    #[default]
    List,
    /// Newest first, where that is not the list's own order.
    Newest,
    /// Oldest first.
    Oldest,
    /// By last update, newest first.
    Updated,
    /// By title.
    Title,
}

impl Sort {
    /// Every order but the list's own.
    const NAMED: [Self; 4] = [Self::Newest, Self::Oldest, Self::Updated, Self::Title];

    /// Its name in a query string; empty for the list's own.
    fn name(self) -> &'static str {
        match self {
            Self::List => "",
            Self::Newest => "newest",
            Self::Oldest => "oldest",
            Self::Updated => "updated",
            Self::Title => "title",
        }
    }
}

/// What a reader has chosen. Equal choices are written in one way, however they were written before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    words: String,
    /// In the order in which they are written, a term once.
    choices: Vec<Choice>,
    sort: Sort,
    /// Less one.
    page: usize,
}

/// A term that is chosen.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Choice {
    /// Where its facet stands in the query string.
    place: usize,
    /// How it is chosen.
    pub(crate) mode: Mode,
    /// Its slug.
    pub(crate) slug: String,
    /// Its facet's parameter.
    pub(crate) name: String,
}

/// The parameter of a taxonomy.
pub(crate) fn parameter(key: &str) -> String {
    if RESERVED.contains(&key) { [key, ".any"].concat() } else { key.to_owned() }
}

impl Query {
    /// What a query string says, with or without its `?`. `keys` are those of the site's taxonomies, in
    /// their order; topic and authors are known in any case. What is none of theirs is left aside.
    pub fn parse(search: &str, keys: &[&str]) -> Self {
        let mut names = vec!["year".to_owned()];
        names.extend(keys.iter().map(|key| parameter(key)));
        for key in ["topic", "authors"] {
            if !keys.contains(&key) {
                names.push(key.to_owned());
            }
        }
        let mut query = Self::default();
        let search = search.strip_prefix('?').unwrap_or(search);
        for part in search.split('&') {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let (name, value) = (decode(name), decode(value));
            match name.as_str() {
                "q" => query.words = tidy(&value),
                "sort" => {
                    query.sort =
                        Sort::NAMED.into_iter().find(|sort| sort.name() == value).unwrap_or_default();
                }
                "page" => query.page = value.parse::<usize>().unwrap_or(1).saturating_sub(1),
                name => query.take(&names, name, &value),
            }
        }
        query
    }

    fn take(&mut self, names: &[String], name: &str, value: &str) {
        let exactly = names.iter().position(|known| known == name).map(|place| (place, Mode::Or));
        let ending = |ending: &str, mode| {
            let name = name.strip_suffix(ending)?;
            Some((names.iter().position(|known| known == name)?, mode))
        };
        let found =
            exactly.or_else(|| ending(".with", Mode::With)).or_else(|| ending(".without", Mode::Without));
        let Some((place, mode)) = found else { return };
        let Some(name) = names.get(place) else { return };
        for label in value.split(',').filter(|label| !label.is_empty()) {
            let slug = Slug::from_label(label).as_str().to_owned();
            // The first choice of a term holds.
            if self.choices.len() < MOST && self.mode(name, &slug).is_none() {
                let choice = Choice { place, mode, slug, name: name.clone() };
                let at = self.choices.partition_point(|before| *before < choice);
                self.choices.insert(at, choice);
            }
        }
    }

    /// Nothing is chosen that would change the list.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.choices.is_empty() && self.sort == Sort::List
    }

    /// The page of the filtered list, from 1.
    pub fn page(&self) -> usize {
        self.page.saturating_add(1)
    }

    /// The same choices, at another page.
    pub fn at_page(&self, page: usize) -> Self {
        Self { page: page.saturating_sub(1), ..self.clone() }
    }

    /// The words that are looked for, as the reader wrote them.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// The same choices with other words, at the first page.
    pub fn with_words(&self, words: &str) -> Self {
        Self { words: tidy(words), page: 0, ..self.clone() }
    }

    /// How the list is sorted.
    pub fn sort(&self) -> Sort {
        self.sort
    }

    /// The terms that are chosen.
    pub(crate) fn choices(&self) -> &[Choice] {
        &self.choices
    }

    /// How a term is chosen.
    pub(crate) fn mode(&self, name: &str, slug: &str) -> Option<Mode> {
        let mut choices = self.choices.iter();
        choices.find(|choice| choice.name == name && choice.slug == slug).map(|choice| choice.mode)
    }

    /// The query string with other words, at the first page.
    pub(crate) fn text_with_words(&self, words: &str) -> String {
        let choices: Vec<&Choice> = self.choices.iter().collect();
        text(words, &choices, self.sort, 0)
    }

    /// The query string with the list sorted otherwise, at the first page.
    pub(crate) fn text_sorted(&self, sort: Sort) -> String {
        let choices: Vec<&Choice> = self.choices.iter().collect();
        text(&self.words, &choices, sort, 0)
    }

    /// The query string with a term chosen in a way, or not at all, at the first page. `place` is that of its
    /// facet.
    pub(crate) fn text_with(&self, place: usize, name: &str, slug: &str, mode: Option<Mode>) -> String {
        let others = self.choices.iter().filter(|choice| choice.name != name || choice.slug != slug);
        let mut choices: Vec<&Choice> = others.collect();
        let chosen = mode.map(|mode| Choice { place, mode, slug: slug.to_owned(), name: name.to_owned() });
        if let Some(chosen) = &chosen {
            let at = choices.partition_point(|choice| *choice < chosen);
            choices.insert(at, chosen);
        }
        text(&self.words, &choices, self.sort, 0)
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let choices: Vec<&Choice> = self.choices.iter().collect();
        f.write_str(&text(&self.words, &choices, self.sort, self.page))
    }
}

fn text(words: &str, choices: &[&Choice], sort: Sort, page: usize) -> String {
    let mut text = String::new();
    if !words.is_empty() {
        text.push_str("q=");
        encode(&mut text, words);
    }
    let mut before: Option<(usize, Mode)> = None;
    for choice in choices {
        if before == Some((choice.place, choice.mode)) {
            text.push(',');
        } else {
            start(&mut text);
            encode(&mut text, &choice.name);
            text.push_str(match choice.mode {
                Mode::Or => "=",
                Mode::With => ".with=",
                Mode::Without => ".without=",
            });
            before = Some((choice.place, choice.mode));
        }
        encode(&mut text, &choice.slug);
    }
    if sort != Sort::List {
        start(&mut text);
        text.push_str("sort=");
        text.push_str(sort.name());
    }
    if page > 0 {
        start(&mut text);
        text.push_str("page=");
        text.push_str(&page.saturating_add(1).to_string());
    }
    text
}

fn start(text: &mut String) {
    if !text.is_empty() {
        text.push('&');
    }
}

/// One space between words; nothing where there is no letter or digit to look for.
fn tidy(words: &str) -> String {
    let end = words.char_indices().nth(LONGEST).map_or(words.len(), |(end, _)| end);
    let words = words.get(..end).unwrap_or_default();
    if words.contains(char::is_alphanumeric) {
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        String::new()
    }
}
