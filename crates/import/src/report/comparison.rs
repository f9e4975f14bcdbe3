use crate::Measure;
use serde::Serialize;
use std::collections::BTreeMap;

/// How much of something there was, and how much of that is still there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Share {
    /// There was.
    pub before: usize,
    /// There is now, whatever it is.
    pub after: usize,
    /// What there was and still is.
    pub kept: usize,
}

/// What a text kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// Words, each counted as often as it stands there.
    pub words: Share,
    /// Pictures, by number: their names may change.
    pub images: Share,
    /// Blocks of code, by their text.
    pub code_blocks: Share,
    /// Links: those to other sites by their address, those inside the site by number, since posts may move.
    pub links: Share,
    /// Headings, by their text.
    pub headings: Share,
    /// Words that are missing, the first few.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lost_words: Vec<String>,
    /// Links that are missing, the first few.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lost_links: Vec<String>,
}

/// Most examples of what is missing.
const EXAMPLES: usize = 8;

impl Share {
    /// What is missing.
    pub fn lost(&self) -> usize {
        self.before - self.kept
    }

    /// The part that was kept, from 0 to 1; of nothing, all.
    pub fn kept_part(&self) -> f64 {
        if self.before == 0 { 1.0 } else { self.kept as f64 / self.before as f64 }
    }

    /// `99.98 %`, rounded down: 100 % is all of it.
    pub fn percent(&self) -> String {
        match (self.kept * 10_000).checked_div(self.before).unwrap_or(10_000) {
            10_000 => "100 %".to_owned(),
            hundredths => format!("{}.{:02} %", hundredths / 100, hundredths % 100),
        }
    }

    fn add(&mut self, other: &Self) {
        self.before += other.before;
        self.after += other.after;
        self.kept += other.kept;
    }
}

impl Comparison {
    /// Adds another text's.
    pub fn add(&mut self, other: &Self) {
        self.words.add(&other.words);
        self.images.add(&other.images);
        self.code_blocks.add(&other.code_blocks);
        self.links.add(&other.links);
        self.headings.add(&other.headings);
    }

    /// How bad the loss is, to put the worst first: a picture or a block of code weighs as much as twenty words.
    pub fn loss(&self) -> f64 {
        let weighed = self.words.lost()
            + 20 * (self.images.lost() + self.code_blocks.lost())
            + 5 * (self.links.lost() + self.headings.lost());
        weighed as f64
    }

    /// Its parts with their names.
    pub fn shares(&self) -> [(&'static str, Share); 5] {
        [
            ("words", self.words),
            ("images", self.images),
            ("code blocks", self.code_blocks),
            ("links", self.links),
            ("headings", self.headings),
        ]
    }
}

/// Compares a text before and after. `base_url` is the site's own address: a link below it is one inside the site.
pub fn compare(before: &Measure, after: &Measure, base_url: &str) -> Comparison {
    let (words, lost_words) = counted(&before.words, &after.words);
    let (old_links, new_links) = (Links::new(&before.links, base_url), Links::new(&after.links, base_url));
    let (mut links, lost_links) = counted(&old_links.outside, &new_links.outside);
    links.add(&Share {
        before: old_links.inside,
        after: new_links.inside,
        kept: old_links.inside.min(new_links.inside),
    });
    let images = (before.images.len(), after.images.len());
    Comparison {
        words,
        images: Share { before: images.0, after: images.1, kept: images.0.min(images.1) },
        code_blocks: counted(&folded(&before.code_blocks), &folded(&after.code_blocks)).0,
        links,
        headings: counted(&folded(&before.headings), &folded(&after.headings)).0,
        lost_words,
        lost_links,
    }
}

/// The links of a text, less those within it: the ones of its footnotes and headings come and go.
struct Links {
    outside: BTreeMap<String, usize>,
    inside: usize,
}

impl Links {
    fn new(links: &[String], base_url: &str) -> Self {
        let mut found = Self { outside: BTreeMap::new(), inside: 0 };
        let own = base_url.trim_end_matches('/');
        for link in links {
            let link = link.trim();
            let is_own = !own.is_empty()
                && link
                    .strip_prefix(own)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '#', '?']));
            let scheme = link.split_once(':').map(|(scheme, _)| scheme);
            let has_scheme =
                scheme.is_some_and(|scheme| !scheme.contains(['/', '?', '#']) && !scheme.is_empty());
            if link.is_empty() || link.starts_with('#') {
                continue;
            }
            if !is_own && (has_scheme || link.starts_with("//")) {
                *found.outside.entry(plain(link)).or_default() += 1;
            } else {
                found.inside += 1;
            }
        }
        found
    }
}

/// An address without what writers of HTML may write one way or the other.
fn plain(link: &str) -> String {
    let decoded = percent_encoding::percent_decode_str(link).decode_utf8_lossy().replace("&amp;", "&");
    let decoded = decoded.trim_end_matches('/');
    match decoded.split_once("://") {
        Some((scheme, rest)) => {
            let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            format!("{}://{}{path}", scheme.to_lowercase(), host.to_lowercase())
        }
        None => decoded.to_owned(),
    }
}

fn folded(texts: &[String]) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for text in texts {
        // A heading may carry the mark of a link to itself.
        let text = text.trim_matches(['#', '¶', '🔗', '§', ' ']);
        *found.entry(text.to_owned()).or_default() += 1;
    }
    found
}

fn counted(before: &BTreeMap<String, usize>, after: &BTreeMap<String, usize>) -> (Share, Vec<String>) {
    let mut share = Share { before: before.values().sum(), after: after.values().sum(), kept: 0 };
    let mut lost = Vec::new();
    for (item, count) in before {
        let kept = after.get(item).map_or(0, |there| *there.min(count));
        share.kept += kept;
        if kept < *count && lost.len() < EXAMPLES {
            lost.push(item.clone());
        }
    }
    (share, lost)
}

#[cfg(test)]
mod tests {
    use super::{Share, compare};
    use crate::measure;

    #[test]
    fn what_is_lost_is_counted_and_named() {
        let before = measure(
            "<h2>One</h2><p>a b b <a href='https://x.org/'>x</a> <a href='/in/'>y</a> <img src=a></p><pre>1</pre>",
        );
        let after = measure("<h2>Two</h2><p>a b c <a href='https://X.org'>x</a></p><pre>2</pre><pre>3</pre>");
        let found = compare(&before, &after, "https://me.org/");
        assert_eq!(found.words, Share { before: 7, after: 7, kept: 3 });
        assert_eq!(found.lost_words, ["1", "b", "one", "y"]);
        assert_eq!(found.images, Share { before: 1, after: 0, kept: 0 });
        assert_eq!(found.code_blocks, Share { before: 1, after: 2, kept: 0 });
        assert_eq!(found.links, Share { before: 2, after: 1, kept: 1 });
        assert_eq!(found.headings, Share { before: 1, after: 1, kept: 0 });
    }

    #[test]
    fn a_text_that_is_the_same_lost_nothing() {
        let text = measure("<h2>One</h2><p>a <a href='https://me.org/x'>b</a><a href='#fn1'>1</a></p>");
        let moved = measure("<h2>One #</h2><p>a <a href='/y/'>b</a><a href='#f'>1</a></p>");
        let found = compare(&text, &moved, "https://me.org/");
        assert!(found.loss() == 0.0, "{found:?}");
        assert!(found.shares().iter().all(|(_, share)| share.kept_part() == 1.0));
    }
}
