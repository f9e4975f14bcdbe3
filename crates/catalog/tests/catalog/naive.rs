//! Filters as their definition says them, a post at a time.

use offprint_model::{Mode, PostSummary, Slug, fold};

/// Choices: facet key (`year` for years, `key:year` for the taxonomy of that name), slug, mode.
pub struct Choices {
    pub terms: Vec<(&'static str, String, Mode)>,
    pub words: Vec<&'static str>,
}

/// The facets of the made-up site, and how a query string names them.
pub const FACETS: [(&str, &str); 7] = [
    ("year", "year"),
    ("tags", "tags"),
    ("series", "series"),
    ("categories", "categories"),
    ("key:year", "year.any"),
    ("topic", "topic"),
    ("authors", "authors"),
];

pub fn slugs(post: &PostSummary, facet: &str) -> Vec<String> {
    if facet == "year" {
        return post.date.iter().filter_map(|date| date.iso.get(..4)).map(str::to_owned).collect();
    }
    let labels = post.labels(facet.strip_prefix("key:").unwrap_or(facet)).iter();
    let mut slugs: Vec<String> = labels.map(|label| Slug::from_label(label).as_str().to_owned()).collect();
    slugs.sort();
    slugs.dedup();
    slugs
}

/// Does no post of the site have two terms of it?
pub fn is_single(posts: &[PostSummary], facet: &str) -> bool {
    posts.iter().all(|post| slugs(post, facet).len() < 2)
}

/// `aside`: a facet whose *or* does not count, nor its *with* if it is single.
pub fn keeps(all: &[PostSummary], post: &PostSummary, choices: &Choices, aside: Option<&str>) -> bool {
    let text = [post.title.as_str(), &post.summary, &post.topic.clone().unwrap_or_default()].join(" ");
    let labels = post.terms.values().flatten().chain(&post.authors).cloned().collect::<Vec<_>>().join(" ");
    let text = fold(&[text, labels].join(" "));
    // Enough for the words of made-up sites: each begins at the text's start or after something else.
    let has = |word: &str| {
        text.match_indices(word).any(|(at, _)| {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            before.is_none_or(|before| !before.is_alphanumeric() || !word.is_ascii())
        })
    };
    choices.words.iter().all(|word| has(&fold(word)))
        && FACETS.iter().all(|(facet, _)| {
            let slugs = slugs(post, facet);
            let of = |mode: Mode| {
                let own = choices.terms.iter().filter(move |(key, _, how)| key == facet && *how == mode);
                own.map(|(_, slug, _)| slug).collect::<Vec<_>>()
            };
            let is_aside = aside == Some(facet);
            let or = of(Mode::Or);
            let either = is_aside || or.is_empty() || or.iter().any(|slug| slugs.contains(slug));
            let all =
                is_aside && is_single(all, facet) || of(Mode::With).iter().all(|slug| slugs.contains(slug));
            either && all && !of(Mode::Without).iter().any(|slug| slugs.contains(slug))
        })
}
