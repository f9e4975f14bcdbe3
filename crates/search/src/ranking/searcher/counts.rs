//! How many hits have which values.

use super::need;
use crate::format::entry::{Entry, File};
use crate::ranking::cache::Cache;
use crate::ranking::filter::Allowed;
use crate::ranking::score::Scores;
use crate::sorting::sort_by;
use crate::{FacetCount, FacetCounts};

/// The values of all facets among all hits; nothing until all files for it are there. Of a facet of which
/// alternatives are chosen, as many as there were without: each says what choosing it, too, adds.
pub(super) fn counts(
    entry: &Entry,
    cache: &mut Cache,
    scores: &Scores,
    allowed: &Allowed,
) -> Vec<FacetCounts> {
    let files: Vec<File> =
        if entry.facets().is_empty() { Vec::new() } else { entry.column_files().collect() };
    if !need(cache, files.iter().copied()) {
        return Vec::new();
    }
    let facets = entry.facets().iter().enumerate().map(|(facet, name)| {
        let mut is_hit = vec![false; entry.documents() as usize];
        for &document in scores.scored() {
            if let Some(is_hit) = is_hit.get_mut(document as usize) {
                *is_hit = allowed.has(document, Some(facet));
            }
        }
        let mut values: Vec<FacetCount> = Vec::new();
        for columns in files.iter().filter_map(|file| cache.columns(*file)) {
            for value in columns.values(facet) {
                let hits = columns.documents(value);
                let count = hits.filter(|document| is_hit.get(*document as usize) == Some(&true)).count();
                if count > 0 {
                    let (key, label) = (value.key.to_string(), value.label.to_string());
                    values.push(FacetCount { key, label, count });
                }
            }
        }
        sort_by(&mut values, |one, other| one.key.cmp(&other.key));
        // A value that several files have.
        values.dedup_by(|next, kept| {
            let same = next.key == kept.key;
            if same {
                kept.count += next.count;
            }
            same
        });
        sort_by(&mut values, |one, other| {
            other.count.cmp(&one.count).then_with(|| one.label.cmp(&other.label))
        });
        FacetCounts { key: name.key.to_string(), label: name.label.to_string(), values }
    });
    facets.filter(|facet| !facet.values.is_empty()).collect()
}
