//! Endings that words of one stem have, learnt from the words of an index: a reader finds the stem of a word
//! that is in no document without the rules of any language. After the idea of corpus-based stemming by
//! suffix pairs (Gaussier 1999; Xu and Croft 1998).

#[cfg(feature = "builder")]
mod learning;

/// Fewest characters of a stem: of less any two words have something in common.
const SHORTEST_STEM: usize = 3;
/// Most bytes of an ending.
const LONGEST_ENDING: usize = 12;

/// Endings, and which of them stand at one stem.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Suffixes {
    /// At most 64, sorted, each once; the empty one may be among them.
    pub(crate) endings: Vec<String>,
    /// For each ending those that it is exchanged for, as bits: bit `n` is `endings[n]`.
    pub(crate) exchanged: Vec<u64>,
}

impl Suffixes {
    /// The shortest beginning of an unknown word that could be its stem: all words related to it begin so.
    /// `None`: it has none of the endings.
    pub(crate) fn shortest_stem<'a>(&self, unknown: &'a str) -> Option<&'a str> {
        let mut longest = None;
        for ending in &self.endings {
            if let Some(stem) = unknown.strip_suffix(ending.as_str()).map(single)
                && is_stem(stem)
                && longest.is_none_or(|longest: &str| stem.len() < longest.len())
            {
                longest = Some(stem);
            }
        }
        longest
    }

    /// How many bytes of stem two words share if they are related by the endings learnt. The known word with
    /// the most is the nearest.
    pub(crate) fn relation(&self, unknown: &str, known: &str) -> Option<usize> {
        let same = unknown.bytes().zip(known.bytes()).take_while(|(one, other)| one == other).count();
        let least = unknown.len().max(known.len()).saturating_sub(LONGEST_ENDING).max(SHORTEST_STEM);
        (least..=same).rev().find(|length| {
            if !unknown.get(..*length).is_some_and(is_stem) {
                return false;
            }
            let place = |word| {
                let ending = ending(word, *length)?;
                self.endings.iter().position(|known| known == ending)
            };
            let (Some(one), Some(other)) = (place(unknown), place(known)) else { return false };
            self.exchanged.get(one).is_some_and(|with| with >> other & 1 == 1)
        })
    }
}

/// What a word ends in after so many bytes of stem, without the letter of the stem that some endings double:
/// `running` is `run` and `ing`.
fn ending(word: &str, stem: usize) -> Option<&str> {
    let ending = word.get(stem..)?;
    let doubled = word.get(..stem)?.chars().next_back()?;
    Some(ending.strip_prefix(doubled).filter(|rest| rest.len() > 1).unwrap_or(ending))
}

/// A stem without the last letter if that is doubled.
fn single(stem: &str) -> &str {
    let mut letters = stem.chars().rev();
    let (last, before) = (letters.next(), letters.next());
    if last == before { stem.strip_suffix(|_: char| true).unwrap_or(stem) } else { stem }
}

/// Is this long enough?
fn is_stem(beginning: &str) -> bool {
    beginning.chars().nth(SHORTEST_STEM - 1).is_some()
}

#[cfg(all(test, feature = "builder"))]
mod tests;
