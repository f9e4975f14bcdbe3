use crate::{IndexError, postings};
use offprint_model::{FacetChunk, PostSummary, Postings, Site, Slug};
use std::collections::BTreeMap;

/// The month of a post without a date.
pub(crate) const UNDATED: i32 = -1;

/// Months from the year 0 to the end of the year 9999.
const MONTHS: std::ops::Range<i32> = UNDATED..120_000;

/// By slug a term's label as first written, and its posts ascending.
pub(crate) type TermPosts = BTreeMap<String, (String, Vec<u32>)>;

/// Which posts carry what, as summaries or files say it, not yet in the order of lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Gathered {
    /// Posts.
    pub(crate) count: u32,
    /// The terms of each of [`keys`].
    pub(crate) terms: Vec<TermPosts>,
    /// The posts of each section, by its path.
    pub(crate) sections: BTreeMap<String, Vec<u32>>,
    /// Each post's month: year times 12 plus month less 1, or [`UNDATED`].
    pub(crate) months: Vec<i32>,
    /// Weights, by posts ascending.
    pub(crate) weights: Vec<(u32, i32)>,
    /// Part numbers, by posts ascending.
    pub(crate) parts: Vec<(u32, u32)>,
}

/// The keys by which posts are classed: the site's taxonomies in their order, then `topic` and `authors`.
pub(crate) fn keys(site: &Site) -> Vec<&str> {
    let mut keys: Vec<&str> = site.taxonomies.iter().map(|taxonomy| taxonomy.key.as_str()).collect();
    for key in ["topic", "authors"] {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

impl Gathered {
    /// What summaries say, oldest first.
    pub(crate) fn from_posts(site: &Site, posts: &[PostSummary]) -> Self {
        let keys = keys(site);
        let mut all = Self { terms: vec![TermPosts::new(); keys.len()], ..Self::default() };
        for (number, post) in (0_u32..).zip(posts) {
            for (terms, key) in all.terms.iter_mut().zip(&keys) {
                for label in post.labels(key) {
                    let slug = Slug::from_label(label).as_str().to_owned();
                    let (_, numbers) = terms.entry(slug).or_insert_with(|| (label.clone(), Vec::new()));
                    if numbers.last() != Some(&number) {
                        numbers.push(number);
                    }
                }
            }
            all.sections.entry(post.section.clone()).or_default().push(number);
            all.months.push(post.date.as_ref().map_or(UNDATED, |date| month(&date.iso)));
            all.weights.extend(post.weight.map(|weight| (number, weight)));
            all.parts.extend(post.part.map(|part| (number, part)));
            all.count = number + 1;
        }
        all
    }

    /// What files say, those of the oldest posts first.
    pub(crate) fn from_chunks(site: &Site, chunks: Vec<FacetChunk>) -> Result<Self, IndexError> {
        let keys = keys(site);
        let mut all = Self { terms: vec![TermPosts::new(); keys.len()], ..Self::default() };
        for mut chunk in chunks {
            let (first, count) = (chunk.first, chunk.count);
            if first != all.count || count as usize > FacetChunk::SIZE {
                return Err(IndexError::Sequence);
            }
            for (terms, key) in all.terms.iter_mut().zip(&keys) {
                for (slug, (label, text)) in chunk.terms.remove(*key).unwrap_or_default() {
                    let (_, numbers) = terms.entry(slug).or_insert_with(|| (label, Vec::new()));
                    append(numbers, &text, first, count)?;
                }
            }
            for (path, text) in chunk.sections {
                append(all.sections.entry(path).or_default(), &text, first, count)?;
            }
            for (month, posts) in chunk.months {
                if posts > count || !MONTHS.contains(&month) {
                    return Err(IndexError::Months);
                }
                all.months.extend(std::iter::repeat_n(month, posts as usize));
            }
            all.count = first.checked_add(count).ok_or(IndexError::Sequence)?;
            if all.months.len() != all.count as usize {
                return Err(IndexError::Months);
            }
            append_values(&mut all.weights, chunk.weights, first, count)?;
            append_values(&mut all.parts, chunk.parts, first, count)?;
        }
        Ok(all)
    }

    /// The file of some consecutive posts; `self` is gathered from these alone.
    pub(crate) fn into_chunk(self, site: &Site, first: u32) -> FacetChunk {
        let mut terms = BTreeMap::new();
        for (key, of) in keys(site).into_iter().zip(self.terms) {
            let written: BTreeMap<String, (String, Postings)> = of
                .into_iter()
                .map(|(slug, (label, numbers))| (slug, (label, postings::encode(&numbers))))
                .collect();
            if !written.is_empty() {
                terms.insert(key.to_owned(), written);
            }
        }
        let mut months: Vec<(i32, u32)> = Vec::new();
        for month in self.months {
            match months.last_mut() {
                Some((last, posts)) if *last == month => *posts += 1,
                _ => months.push((month, 1)),
            }
        }
        let sections = self.sections.into_iter();
        FacetChunk {
            schema: offprint_model::SCHEMA_VERSION,
            first,
            count: self.count,
            terms,
            sections: sections.map(|(path, numbers)| (path, postings::encode(&numbers))).collect(),
            months,
            weights: self.weights,
            parts: self.parts,
        }
    }
}

fn append(numbers: &mut Vec<u32>, text: &str, first: u32, count: u32) -> Result<(), IndexError> {
    numbers.extend(postings::decode(text, count)?.into_iter().map(|number| first + number));
    Ok(())
}

fn append_values<T>(
    all: &mut Vec<(u32, T)>,
    written: Vec<(u32, T)>,
    first: u32,
    count: u32,
) -> Result<(), IndexError> {
    let mut from = 0;
    for (number, value) in written {
        if number < from || number >= count {
            return Err(IndexError::Postings);
        }
        from = number + 1;
        all.push((first + number, value));
    }
    Ok(())
}

/// The month of an RFC 3339 date, in its own offset.
fn month(iso: &str) -> i32 {
    let mut parts = iso.splitn(3, '-');
    let mut next = || parts.next().and_then(|part| part.parse::<i32>().ok());
    match (next(), next()) {
        (Some(year @ 0..=9999), Some(month @ 1..=12)) => year * 12 + month - 1,
        _ => UNDATED,
    }
}

/// Which posts carry what, in files of [`FacetChunk::SIZE`] posts, for the index of a large site.
pub fn facet_chunks(site: &Site, posts: &[PostSummary]) -> Vec<FacetChunk> {
    let firsts = (0_u32..).step_by(FacetChunk::SIZE);
    let chunks = posts.chunks(FacetChunk::SIZE).zip(firsts);
    chunks.map(|(posts, first)| Gathered::from_posts(site, posts).into_chunk(site, first)).collect()
}
