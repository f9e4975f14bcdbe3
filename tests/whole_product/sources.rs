//! What a built site says of its posts, and which of them a choice leaves, found in the simplest way: post
//! by post, from the JSON, without the code that the app uses.

use crate::harness::fixture::Built;
use crate::harness::list::Seen;
use offprint_model::{PostChunk, PostSummary, Release, Site, Slug};
use std::collections::{BTreeMap, BTreeSet};

/// How a term is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum As {
    Or,
    With,
    Without,
}

/// What a reader has chosen.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    pub words: &'static str,
    pub terms: Vec<(&'static str, As, &'static str)>,
}

impl Choice {
    /// Nothing but words.
    pub fn words(words: &'static str) -> Self {
        Self { words, terms: Vec::new() }
    }

    /// Terms: facet, how, slug.
    pub fn terms(terms: &[(&'static str, As, &'static str)]) -> Self {
        Self { words: "", terms: terms.to_vec() }
    }

    /// Whether it leaves a post.
    pub fn fits(&self, post: &PostSummary) -> bool {
        self.leaves(post, None)
    }

    /// Whether it leaves a post, the choices of one facet, made in these ways, left aside.
    fn leaves(&self, post: &PostSummary, aside: Option<(&str, &[As])>) -> bool {
        let counts = |facet: &str, how: As| {
            aside.is_none_or(|(left_aside, ways)| left_aside != facet || !ways.contains(&how))
        };
        let chosen = |facet: &str, how: As| -> Vec<&str> {
            let of_facet = self.terms.iter().filter(|(key, way, _)| *key == facet && *way == how);
            of_facet.filter(|_| counts(facet, how)).map(|(_, _, slug)| *slug).collect()
        };
        let facets: BTreeSet<&str> = self.terms.iter().map(|(facet, ..)| *facet).collect();
        let by_terms = facets.into_iter().all(|facet| {
            let has = slugs(post, facet);
            let has = |slug: &&str| has.contains_key(*slug);
            let (or, with, without) =
                (chosen(facet, As::Or), chosen(facet, As::With), chosen(facet, As::Without));
            (or.is_empty() || or.iter().any(has)) && with.iter().all(has) && !without.iter().any(has)
        });
        by_terms && has_words(post, self.words)
    }
}

/// The posts of a site.
pub struct Sources {
    pub site: Site,
    /// Oldest first.
    pub posts: Vec<PostSummary>,
}

impl Sources {
    /// Reads the JSON index.
    pub fn of(built: &Built) -> Self {
        let release: Release = serde_json::from_str(&built.text("offprint.json")).unwrap();
        let site = serde_json::from_str(&built.text(&release.site.path)).unwrap();
        let chunks = release.posts.iter().map(|chunk| built.text(&chunk.file.path));
        let posts = chunks.flat_map(|text| serde_json::from_str::<PostChunk>(&text).unwrap().posts);
        Self { site, posts: posts.collect() }
    }

    /// The posts of a list, in its order: read from its finished pages.
    pub fn list(&self, built: &Built, path: &str) -> Vec<PostSummary> {
        let pages = (1..).map(|page| match page {
            1 => format!("{path}index.html"),
            _ => format!("{path}page/{page}/index.html"),
        });
        let pages = pages.take_while(|file| built.file(file).is_file());
        let urls: Vec<String> = pages.flat_map(|file| listed(&built.text(&file))).collect();
        assert!(!urls.is_empty(), "{path} is a list");
        let of: BTreeMap<&str, &PostSummary> =
            self.posts.iter().map(|post| (post.url.as_str(), post)).collect();
        urls.iter().map(|url| of[url.as_str()].clone()).collect()
    }

    /// Takes what is on the screen if it is what the sources say of a choice in a list.
    pub fn confirm(&self, list: &[PostSummary], choice: &Choice, seen: &Seen, per_page: usize) {
        let left: Vec<&PostSummary> = list.iter().filter(|post| choice.fits(post)).collect();
        let titles: Vec<&str> = left.iter().take(per_page).map(|post| post.title.as_str()).collect();
        assert_eq!(seen.titles, titles, "{choice:?} at {}", seen.query);
        assert_eq!(seen.status, status(left.len(), list.len()), "{choice:?}");
        self.confirm_counts(list, choice, seen);
    }

    /// The number behind each option, and that the options are those that leave most.
    fn confirm_counts(&self, list: &[PostSummary], choice: &Choice, seen: &Seen) {
        let known = self.site.taxonomies.iter().map(|taxonomy| taxonomy.key.as_str());
        let facets: BTreeSet<&str> = known.chain(["year", "authors", "topic"]).collect();
        let mut confirmed = 0;
        for facet in facets {
            let single = self.posts.iter().all(|post| slugs(post, facet).len() <= 1);
            let ways: &[As] = if single { &[As::Or, As::With] } else { &[As::Or] };
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for post in list.iter().filter(|post| choice.leaves(post, Some((facet, ways)))) {
                for slug in slugs(post, facet).into_keys() {
                    *counts.entry(slug).or_default() += 1;
                }
            }
            let prefix = format!("f-{facet}-");
            let shown: BTreeMap<&str, usize> = seen
                .counts
                .iter()
                .filter_map(|(id, count)| Some((id.strip_prefix(&prefix)?, *count)))
                .collect();
            for (slug, count) in &shown {
                let expected = counts.get(*slug).copied().unwrap_or_default();
                assert_eq!(*count, expected, "{facet} {slug} for {choice:?}");
                confirmed += 1;
            }
            // What every post of the list has, such as its own tag, is no choice.
            let is_choice = |slug: &str| list.iter().any(|post| !slugs(post, facet).contains_key(slug));
            let hidden =
                counts.iter().filter(|(slug, _)| !shown.contains_key(slug.as_str()) && is_choice(slug));
            let most_hidden = hidden.map(|(_, count)| *count).max().unwrap_or_default();
            let is_chosen =
                |slug: &str| choice.terms.iter().any(|(key, _, term)| *key == facet && *term == slug);
            let least = shown.iter().filter(|(slug, _)| !is_chosen(slug)).map(|(_, count)| *count).min();
            assert!(
                most_hidden == 0 || shown.len() >= 12,
                "{facet} hides what leaves {most_hidden}: {shown:?}"
            );
            assert!(least.is_none_or(|least| least >= most_hidden), "{facet}: {shown:?} of {counts:?}");
        }
        let some = list.iter().any(|post| choice.fits(post));
        assert!(!some || confirmed >= 4, "there are options to choose from: {seen:?}");
    }
}

/// "12 of 75 posts".
pub fn status(left: usize, of: usize) -> String {
    match (left, of) {
        (0, _) => "No posts: take a filter away".to_owned(),
        (_, 1) => "1 of 1 post".to_owned(),
        _ => format!("{left} of {of} posts"),
    }
}

/// The addresses of the posts that a finished page lists.
fn listed(html: &str) -> Vec<String> {
    let urls = html.split(" data-read-url=\"").skip(1).filter_map(|rest| rest.split('"').next());
    urls.map(str::to_owned).collect()
}

/// A post's terms in a facet, by slug.
pub fn slugs(post: &PostSummary, facet: &str) -> BTreeMap<String, String> {
    if facet == "year" {
        let year = post.date.iter().filter_map(|date| date.iso.get(..4));
        return year.map(|year| (year.to_owned(), year.to_owned())).collect();
    }
    let labels = post.labels(facet).iter();
    labels.map(|label| (Slug::from_label(label).as_str().to_owned(), label.clone())).collect()
}

fn has_words(post: &PostSummary, words: &str) -> bool {
    let mut text = format!("{} {} {}", post.title, post.summary, post.authors.join(" "));
    for label in post.terms.values().flatten().chain(&post.topic) {
        text.push(' ');
        text.push_str(label);
    }
    let text = folded(&text);
    let words = folded(words);
    split(&words).all(|wanted| split(&text).any(|word| word.starts_with(wanted)))
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Small letters without the marks that the tests' sites have.
pub fn folded(text: &str) -> String {
    let plain = |character| match character {
        'é' | 'è' => 'e',
        'ü' => 'u',
        'ö' => 'o',
        'ß' => 's',
        other => other,
    };
    text.chars().flat_map(char::to_lowercase).map(plain).collect()
}
