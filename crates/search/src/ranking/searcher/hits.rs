//! What is shown of the documents that answer.

use super::ranking::Ranking;
use super::words::Matcher;
use crate::format::entry::Entry;
use crate::format::text_shard::Heading;
use crate::ranking::cache::Cache;
use crate::ranking::candidates::{Wanted, term_of};
use crate::sorting::sort;
use crate::text::excerpt::{excerpt, marked};
use crate::{Hit, Place};

/// How much the parts of a document say: part, and the sum over the words that are densest there.
type Parts = Vec<(u32, f32)>;

/// The hits whose texts are there; the texts of the others are wanted.
pub(super) fn hits(
    entry: &Entry,
    cache: &mut Cache,
    ranking: &Ranking,
    wanted: &[Wanted],
    matcher: &Matcher,
) -> Vec<Hit> {
    let parts = best_parts(cache, ranking, wanted);
    let files: Vec<_> = ranking
        .hits
        .iter()
        .zip(&parts)
        .map(|((document, _), part)| entry.text_file(*document, *part))
        .collect();
    super::need(cache, files.iter().flatten().copied());
    let shown = ranking.hits.iter().zip(parts).zip(files);
    shown
        .filter_map(|(((document, score), part), file)| {
            let text = cache.text(file?)?.get(*document, part)?;
            let found = excerpt(text.text, &mut |token| matcher.find(token));
            // Where only the title matches, the beginning is shown: it is below no heading.
            let above = |heading: &&Heading| found.worth > 0.0 && heading.at <= found.at;
            let heading = text.headings.iter().rev().find(above);
            Some(Hit {
                document: *document,
                url: text.url.to_owned(),
                title: marked(text.title, &mut |token| matcher.find(token)),
                note: text.note.to_owned(),
                score: *score,
                place: heading
                    .map(|heading| Place { id: heading.id.to_owned(), heading: heading.text.to_owned() }),
                excerpt: found.marked,
                fragment: found.fragment,
            })
        })
        .collect()
}

/// Of each hit the part that says most of what was asked.
fn best_parts(cache: &Cache, ranking: &Ranking, wanted: &[Wanted]) -> Vec<u32> {
    let mut hits: Vec<(u32, usize)> =
        ranking.hits.iter().enumerate().map(|(at, (document, _))| (*document, at)).collect();
    sort(&mut hits);
    let mut parts: Vec<Parts> = vec![Parts::new(); hits.len()];
    for (word, rarity) in wanted.iter().zip(&ranking.rarities) {
        for source in word.readings.iter().flat_map(|reading| &reading.sources) {
            let Some((shard, term)) = term_of(cache, source) else { continue };
            let mut left = hits.iter().peekable();
            for posting in shard.postings(term) {
                while left.next_if(|(document, _)| *document < posting.document).is_some() {}
                let Some((document, at)) = left.peek() else { break };
                // In the title alone it is in no part.
                if *document != posting.document || posting.weight.text_level() == 0 {
                    continue;
                }
                let Some(parts) = parts.get_mut(*at) else { continue };
                match parts.iter_mut().find(|(part, _)| *part == posting.part) {
                    Some((_, sum)) => *sum += rarity,
                    None => parts.push((posting.part, *rarity)),
                }
            }
        }
    }
    let best = |parts: Parts| {
        parts.into_iter().max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)))
    };
    parts.into_iter().map(|parts| best(parts).map_or(0, |(part, _)| part)).collect()
}
