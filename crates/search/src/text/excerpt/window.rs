use std::ops::Range;

use super::Found;
use super::layout::Layout;

/// Columns of an excerpt: some 32 English words.
const WIDTH: u32 = 200;
/// Columns between the first match and the last, so that something stands around them.
const CORE: u32 = 160;
/// Where a sentence ends within so many columns of the end, the excerpt does.
const SLACK: u32 = 50;
/// What the same word is worth again, as a part of what it is the first time.
const AGAIN: f32 = 0.05;
/// What two different words side by side are worth beside their own worth, as a part of the lesser one's.
const BESIDE: f32 = 0.25;
/// Words of a query that are told apart.
const WORDS: usize = 64;

/// What is shown of a text.
#[derive(Default)]
pub(super) struct Window {
    pub(super) range: Range<usize>,
    /// It begins within a sentence.
    pub(super) opens_within: bool,
    /// It ends within one.
    pub(super) closes_within: bool,
    /// The matches that are nearest together and worth most, or the best one.
    pub(super) best: Option<Range<usize>>,
    pub(super) worth: f32,
}

impl Window {
    /// The window with the most of what was found; the beginning of the text if that is nothing.
    pub(super) fn best(layout: &Layout<'_>, found: &[Found]) -> Self {
        let mut best = (0.0, 0..0);
        for first in 0..found.len() {
            let (worth, count) = worth(layout, found.get(first..).unwrap_or_default());
            // Later ones have to be better: what comes first is read first.
            if worth > best.0 * 1.000_1 {
                best = (worth, first..first + count);
            }
        }
        let (worth, matches) = best;
        let core = found.get(matches).unwrap_or_default();
        let units = match (core.first(), core.last()) {
            (Some(first), Some(last)) => {
                (layout.unit_at(first.range.start), layout.unit_at(last.range.end.saturating_sub(1)))
            }
            _ => (0, 0),
        };
        Self { best: focus(layout, core), worth, ..Self::around(layout, units.0, units.1) }
    }

    /// The window around some units, with whole words, from the beginning of a sentence if one is near.
    fn around(layout: &Layout<'_>, first: usize, last: usize) -> Self {
        let Some(end_of_text) = layout.units.len().checked_sub(1) else {
            return Self { range: 0..layout.text.floor_char_boundary(WIDTH as usize), ..Self::default() };
        };
        let (first, last) = (first.min(end_of_text), last.min(end_of_text));
        let spare = WIDTH.saturating_sub(layout.width(first, last));
        let before = |columns: u32| {
            let mut from = first;
            while from > 0 && layout.width(from - 1, last) + spare <= WIDTH + columns {
                from -= 1;
            }
            from
        };
        let near = before(spare * 2 / 3);
        let mut from = (near..=first)
            .rev()
            .find(|unit| layout.begins_sentence(*unit))
            .unwrap_or_else(|| before(spare / 3));
        let mut to = last;
        while to < end_of_text && layout.width(from, to + 1) <= WIDTH {
            to += 1;
        }
        // The text ends here: what is left goes to what stands before.
        while to == end_of_text && from > 0 && layout.width(from - 1, to) <= WIDTH {
            from -= 1;
        }
        if to < end_of_text {
            let enough = |unit: &usize| layout.width(from, *unit) + SLACK >= WIDTH;
            let ends = (last..=to).rev().take_while(enough).find(|unit| layout.begins_sentence(unit + 1));
            to = ends.unwrap_or(to);
        }
        let (start, end) = (layout.start(from), layout.end(to));
        // A single word may be longer than all that is shown.
        let most = start.saturating_add(8 * WIDTH as usize);
        let cut = end > most;
        let end = if cut { layout.text.floor_char_boundary(most) } else { end };
        Self {
            range: start..end.max(start),
            opens_within: !layout.begins_sentence(from),
            closes_within: cut || !layout.begins_sentence(to + 1),
            ..Self::default()
        }
    }
}

/// What the matches are worth from the first on that fit into a window, and how many these are.
fn worth(layout: &Layout<'_>, found: &[Found]) -> (f32, usize) {
    let Some(start) = found.first().map(|first| layout.unit_at(first.range.start)) else { return (0.0, 0) };
    let mut most = [0.0_f32; WORDS];
    let (mut sum, mut again, mut count) = (0.0, 0.0, 0);
    let mut last: Option<(&Found, usize)> = None;
    for found in found {
        let unit = layout.unit_at(found.range.start);
        if count > 0 && layout.width(start, unit) > CORE {
            break;
        }
        let weight = found.matched.weight;
        if let Some(most) = most.get_mut(found.matched.word.min(WORDS - 1)) {
            if weight > *most {
                sum += weight - *most;
                *most = weight;
            } else {
                again += weight;
            }
        }
        if let Some((before, place)) = last
            && unit == place + 1
            && before.matched.word != found.matched.word
        {
            sum += BESIDE * weight.min(before.matched.weight);
        }
        (last, count) = (Some((found, unit)), count + 1);
    }
    (sum + AGAIN * again, count)
}

/// The best of the matches in a window: those side by side that are worth most together.
fn focus(layout: &Layout<'_>, core: &[Found]) -> Option<Range<usize>> {
    let mut best: Option<(f32, Range<usize>)> = None;
    let mut run: Option<(f32, Range<usize>, usize)> = None;
    for found in core {
        let unit = layout.unit_at(found.range.start);
        let (weight, range) = (found.matched.weight, &found.range);
        let joined = match run {
            Some((sum, before, place)) if unit <= place + 1 && !layout.gap_before(unit).contains('\n') => {
                let more = if range.start < before.end { 0.0 } else { weight };
                (sum + more, before.start..before.end.max(range.end), unit)
            }
            _ => (weight, range.clone(), unit),
        };
        if best.as_ref().is_none_or(|(most, _)| joined.0 > *most) {
            best = Some((joined.0, joined.1.clone()));
        }
        run = Some(joined);
    }
    best.map(|(_, range)| range)
}
