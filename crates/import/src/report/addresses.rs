use super::Outcome;
use crate::AddressKind;
use crate::writer::{file_of, permalink};
use offprint_site::Served;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// An old address, and what answers it now.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct AddressLine {
    /// What answers it.
    pub answer: Answer,
    /// The old address.
    pub url: String,
    /// What it was: `post`, `page`, `alias`, `file`, `list`, `term`, `feed`.
    pub was: &'static str,
    /// Where it leads, if it leads on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// What answers an address. The worst comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// Nothing: readers find the page for missing addresses.
    Nothing,
    /// An address that differs in case alone, on hosts that ignore it.
    Case,
    /// A page that leads on.
    Redirect,
    /// A list of posts or terms.
    List,
    /// A feed.
    Feed,
    /// A file.
    File,
    /// A post or a page.
    Page,
}

impl Answer {
    /// For readers.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Case => "an address in other case",
            Self::Redirect => "a redirect",
            Self::List => "a list",
            Self::Feed => "a feed",
            Self::File => "a file",
            Self::Page => "a page",
        }
    }
}

impl From<Served> for Answer {
    fn from(served: Served) -> Self {
        match served {
            Served::Page => Self::Page,
            Served::List => Self::List,
            Served::Feed => Self::Feed,
            Served::File => Self::File,
            Served::Redirect => Self::Redirect,
        }
    }
}

/// Every old address, once, the worst first.
pub(super) fn all(outcome: &Outcome<'_>) -> Vec<AddressLine> {
    let served: BTreeMap<String, Served> =
        outcome.built.map(|(config, library)| library.served(config)).unwrap_or_default();
    let folded: HashMap<String, &String> = served.keys().map(|file| (file.to_lowercase(), file)).collect();
    let redirects = outcome.built.iter().flat_map(|(_, library)| &library.redirects);
    let leads: HashMap<String, String> =
        redirects.map(|redirect| (redirect.from.file(), redirect.to.to_string())).collect();
    let mut lines: BTreeMap<String, AddressLine> = BTreeMap::new();
    let mut add = |url: &str, was: &'static str| {
        // As a page, and as a file with exactly this name.
        let files = [file_of(url), url.trim_start_matches('/').to_owned()];
        let exact = files.iter().find_map(|file| served.get(file).map(|served| (file, *served)));
        let (answer, to) = match exact {
            Some((file, Served::Redirect)) => (Answer::Redirect, leads.get(file).cloned()),
            Some((_, served)) => (Answer::from(served), None),
            None => match files.iter().find_map(|file| folded.get(&file.to_lowercase())) {
                Some(file) => (Answer::Case, Some(format!("/{}", file.trim_end_matches("index.html")))),
                None => (Answer::Nothing, None),
            },
        };
        let key = permalink(url).map_or_else(|| url.to_owned(), |page| page.file());
        lines.entry(key).or_insert(AddressLine { answer, url: url.to_owned(), was, to });
    };
    for page in &outcome.site.pages {
        let was = match page.kind {
            crate::PageKind::Post => "post",
            crate::PageKind::Page => "page",
            crate::PageKind::Section => "list",
        };
        if let Some(url) = &page.url {
            add(url, was);
        }
    }
    for page in &outcome.site.pages {
        page.aliases.iter().for_each(|alias| add(alias, "alias"));
    }
    outcome.site.files.iter().filter(|file| !file.url.is_empty()).for_each(|file| add(&file.url, "file"));
    for address in &outcome.site.addresses {
        let was = match address.kind {
            AddressKind::List => "list",
            AddressKind::Term => "term",
            AddressKind::Feed => "feed",
        };
        add(&address.url, was);
    }
    let mut lines: Vec<AddressLine> = lines.into_values().collect();
    lines.sort();
    lines
}
