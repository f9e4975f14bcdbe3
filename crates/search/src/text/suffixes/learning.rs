use std::collections::BTreeMap;

use super::{LONGEST_ENDING, Suffixes, ending, is_stem};

/// Most endings: as many as a `u64` has bits.
pub(super) const MOST: usize = 64;
/// Fewest groups in which two endings are exchanged: one may be chance.
const FEWEST: u32 = 2;

impl Suffixes {
    /// Learns from groups of folded words that have one stem.
    pub(crate) fn learn<'a>(groups: impl Iterator<Item = &'a [&'a str]>) -> Self {
        let mut pairs: BTreeMap<(&str, &str), u32> = BTreeMap::new();
        for group in groups {
            for (at, one) in group.iter().enumerate() {
                for other in group.iter().skip(at + 1) {
                    if let Some((one, other)) = endings(one, other) {
                        *pairs.entry((one.min(other), one.max(other))).or_default() += 1;
                    }
                }
            }
        }
        pairs.retain(|_, count| *count >= FEWEST);
        let mut uses: BTreeMap<&str, u32> = BTreeMap::new();
        for (&(one, other), count) in &pairs {
            *uses.entry(one).or_default() += count;
            *uses.entry(other).or_default() += count;
        }
        let mut most: Vec<(&str, u32)> = uses.into_iter().collect();
        most.sort_by_key(|(ending, count)| (std::cmp::Reverse(*count), *ending));
        most.truncate(MOST);
        let mut endings: Vec<String> = most.into_iter().map(|(ending, _)| ending.to_owned()).collect();
        endings.sort_unstable();
        let mut exchanged = vec![0; endings.len()];
        let place = |ending: &str| endings.iter().position(|known| known == ending);
        for (one, other) in pairs.into_keys() {
            if let (Some(one), Some(other)) = (place(one), place(other)) {
                for (from, to) in [(one, other), (other, one)] {
                    if let Some(bits) = exchanged.get_mut(from) {
                        *bits |= 1u64 << to;
                    }
                }
            }
        }
        Self { endings, exchanged }
    }
}

/// What two words end in after what they begin with in common.
fn endings<'a>(one: &'a str, other: &'a str) -> Option<(&'a str, &'a str)> {
    let same: usize = one
        .chars()
        .zip(other.chars())
        .take_while(|(one, other)| one == other)
        .map(|(character, _)| character.len_utf8())
        .sum();
    let stem = one.get(..same)?;
    let (one, other) = (ending(one, same)?, ending(other, same)?);
    let fits = is_stem(stem) && one != other && one.len() <= LONGEST_ENDING && other.len() <= LONGEST_ENDING;
    fits.then_some((one, other))
}
