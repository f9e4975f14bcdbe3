//! How much a document says of a word, in a byte.
//!
//! BM25F (Robertson, Zaragoza, Taylor: "Simple BM25 Extension to Multiple Weighted Fields", 2004) adds up what
//! the fields say before it saturates. Fields are kept apart here, because how much a title counts depends on
//! the query; only the text's frequency is normalised by length when the index is built.

/// In bits: in a heading or facet, part of a title's word, title (2), text (4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Weight(u8);

/// How much of a word's frequency in a text is divided by the text's length (BM25's b).
#[cfg(feature = "builder")]
const LENGTH_PART: f32 = 0.75;
/// The level of a frequency of one in a text of average length.
#[cfg(feature = "builder")]
const ONE: i32 = 7;
const LEVELS: u8 = 15;
const TITLE: u8 = 4;
const PART: u8 = 0x40;
const ASIDE: u8 = 0x80;

impl Weight {
    /// A word that stands in a text so often, in a text of so many words, where others have `average`.
    #[cfg(feature = "builder")]
    pub(crate) fn of_text(count: u32, words: u32, average: f32) -> Self {
        if count == 0 {
            return Self(0);
        }
        let length = 1.0 - LENGTH_PART + LENGTH_PART * words as f32 / average.max(1.0);
        let level = (2.0 * (count as f32 / length).log2()).round() as i32 + ONE;
        Self(level.clamp(1, i32::from(LEVELS)) as u8)
    }

    /// The same word in a title of so many words, too; not `alone` where it only stands there as a part of
    /// another, as `1.80` does in `1.80.0`.
    #[cfg(feature = "builder")]
    #[must_use]
    pub(crate) fn in_title(self, words: u32, alone: bool) -> Self {
        let title = title_class(words as usize) << TITLE | if alone { 0 } else { PART };
        Self(self.0 & !(3 << TITLE | PART) | title)
    }

    /// The same word in a heading or in the name of a facet's value, too.
    #[cfg(feature = "builder")]
    #[must_use]
    pub(crate) fn aside(self) -> Self {
        Self(self.0 | ASIDE)
    }

    /// As it is written.
    pub(crate) fn byte(self) -> u8 {
        self.0
    }

    /// As it was written: every byte is a weight.
    pub(crate) fn from_byte(byte: u8) -> Self {
        Self(byte)
    }

    /// 0: not in the text. Otherwise each level stands for √2 times the frequency of the one below; 7 is once
    /// in a text of average length.
    pub(crate) fn text_level(self) -> u8 {
        self.0 & LEVELS
    }

    /// 0: not in the title. 3: in a title of one or two words; 2: of three or four; 1: of more.
    pub(crate) fn title_class(self) -> u8 {
        self.0 >> TITLE & 3
    }

    /// Is it in the title only as a part of another word?
    pub(crate) fn is_part(self) -> bool {
        self.0 & PART != 0
    }

    /// Is it in a heading or in the name of a facet's value?
    pub(crate) fn is_aside(self) -> bool {
        self.0 & ASIDE != 0
    }
}

/// The class of titles of so many words.
pub(crate) fn title_class(words: usize) -> u8 {
    match words {
        0..=2 => 3,
        3..=4 => 2,
        _ => 1,
    }
}

/// The frequency that a level of the text stands for, normalised by the text's length.
pub(crate) fn frequency(level: u8) -> f32 {
    const STEP: [f32; 2] = [0.125, 0.176_776_69];
    if level == 0 {
        return 0.0;
    }
    let above = level - 1;
    STEP.get(usize::from(above % 2)).copied().unwrap_or_default() * f32::from(1_u16 << (above / 2))
}

#[cfg(all(test, feature = "builder"))]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_stands_twice_as_often_is_two_levels_higher() {
        let once = Weight::of_text(1, 300, 300.0);
        assert_eq!(once.text_level(), 7);
        assert_eq!(Weight::of_text(2, 300, 300.0).text_level(), 9);
        for level in 1..=15 {
            let exact = ((f32::from(level) - ONE as f32) * 0.5).exp2();
            assert!((frequency(level) / exact - 1.0).abs() < 1e-6);
        }
    }

    #[test]
    fn a_long_text_says_less_by_one_word() {
        assert!(Weight::of_text(1, 3_000, 300.0) < Weight::of_text(1, 30, 300.0));
    }

    #[test]
    fn no_text_is_too_long_or_too_short() {
        assert_eq!(Weight::of_text(1, u32::MAX, 1.0).text_level(), 1);
        assert_eq!(Weight::of_text(u32::MAX, 1, 300.0).text_level(), 15);
        assert_eq!(Weight::of_text(0, 0, 0.0).text_level(), 0);
    }

    #[test]
    fn fields_are_read_as_they_were_written() {
        let weight = Weight::of_text(1, 300, 300.0).in_title(2, true).aside();
        let read = Weight::from_byte(weight.byte());
        assert_eq!((read.text_level(), read.title_class()), (7, 3));
        assert!(read.is_aside() && !read.is_part());
        assert_eq!(weight.in_title(9, false).title_class(), 1);
        assert!(weight.in_title(9, false).is_part());
    }
}
