//! How well documents answer a query.
//!
//! BM25F with the fields weighed by what the query looks for: Robertson, Zaragoza, Taylor, "Simple BM25
//! Extension to Multiple Weighted Fields", CIKM 2004. Short queries look for a page, whose title they quote;
//! long ones for a subject, which no title says in the same words.

use crate::weight::{Weight, frequency};

/// How soon a word said more often says no more.
const SATURATION: f32 = 2.0;

/// What a weight is worth for a query of some length: the frequency that a word in a text, a title, a heading
/// and a facet would have to have in a text of average length to say as much.
#[derive(Debug)]
pub(crate) struct Worth([f32; 256]);

impl Worth {
    /// For a query with so many words.
    pub(crate) fn new(words: usize) -> Self {
        let subject = subject(words);
        let between = |page: f32, about: f32| page + (about - page) * subject;
        let (title, heading, facet) = (between(24.0, 1.5), between(1.0, 0.0), between(2.0, 0.5));
        let mut worth = [0.0; 256];
        for (worth, byte) in worth.iter_mut().zip(0..=u8::MAX) {
            let weight = Weight::from_byte(byte);
            *worth = frequency(weight.text_level());
            if weight.title_class() > 0 {
                *worth += title;
            }
            if weight.is_in_heading() {
                *worth += heading;
            }
            if weight.is_in_facet() {
                *worth += facet;
            }
            *worth = worth.max(f32::MIN_POSITIVE);
        }
        Self(worth)
    }

    pub(crate) fn of(&self, weight: Weight) -> f32 {
        self.0.get(usize::from(weight.byte())).copied().unwrap_or_default()
    }
}

/// 0: such a query looks for a page. 1: for a subject.
pub(crate) fn subject(words: usize) -> f32 {
    (words as f32 - 3.0).clamp(0.0, 5.0) / 5.0
}

/// How much of the mean score of a document's neighbours is added to its own.
pub(crate) fn smoothing(words: usize) -> f32 {
    0.6 * subject(words)
}

/// What finding a word says of a document, when so many of all documents have the word.
pub(crate) fn rarity(having: usize, documents: u32) -> f32 {
    let having = having as f32;
    (1.0 + (documents as f32 - having + 0.5).max(0.5) / (having + 0.5)).ln()
}

/// Sums of scores over documents, in memory that stays for the next question.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    total: Vec<f32>,
    /// Words of the query found, and found in the title.
    found: Vec<u16>,
    titled: Vec<u16>,
    /// Documents with a score.
    scored: Vec<u32>,
    /// The word that is read now: its best reading so far, and in which documents.
    word: Vec<f32>,
    word_titled: Vec<bool>,
    of_word: Vec<u32>,
    /// The reading that is read now: how often it is said.
    said: Vec<f32>,
    of_reading: Vec<u32>,
}

impl Scores {
    /// Forgets the last question.
    pub(crate) fn clear(&mut self, documents: u32) {
        let documents = documents as usize;
        self.total.clear();
        self.total.resize(documents, 0.0);
        for counts in [&mut self.found, &mut self.titled] {
            counts.clear();
            counts.resize(documents, 0);
        }
        self.word.resize(documents, 0.0);
        self.word_titled.resize(documents, false);
        self.said.resize(documents, 0.0);
        self.scored.clear();
    }

    /// A document says something of the word that is read now.
    pub(crate) fn say(&mut self, document: u32, worth: f32, in_title: bool) {
        let index = document as usize;
        let Some(said) = self.said.get_mut(index) else { return };
        if *said == 0.0 {
            self.of_reading.push(document);
        }
        *said += worth;
        if in_title && let Some(titled) = self.word_titled.get_mut(index) {
            *titled = true;
        }
    }

    /// Ends a reading of a word; the best one counts for a document. Returns the word's rarity in this reading.
    pub(crate) fn end_reading(&mut self, worth: f32) -> f32 {
        let rarity = rarity(self.of_reading.len(), self.total.len() as u32);
        for document in self.of_reading.drain(..) {
            let index = document as usize;
            let (Some(said), Some(word)) = (self.said.get_mut(index), self.word.get_mut(index)) else {
                continue;
            };
            let score = worth * rarity * *said * (SATURATION + 1.0) / (*said + SATURATION);
            *said = 0.0;
            if *word == 0.0 {
                self.of_word.push(document);
            }
            *word = word.max(score);
        }
        rarity
    }

    /// Ends a word that the query has so many times. `counts`: documents with it have one word more of the query.
    pub(crate) fn end_word(&mut self, times: f32, counts: bool) {
        for document in self.of_word.drain(..) {
            let index = document as usize;
            let (Some(total), Some(word), Some(in_title)) =
                (self.total.get_mut(index), self.word.get_mut(index), self.word_titled.get_mut(index))
            else {
                continue;
            };
            if *total == 0.0 {
                self.scored.push(document);
            }
            *total += times * *word;
            if counts {
                if let Some(found) = self.found.get_mut(index) {
                    *found += 1;
                }
                if let Some(titled) = self.titled.get_mut(index) {
                    *titled += u16::from(*in_title);
                }
            }
            (*word, *in_title) = (0.0, false);
        }
    }

    /// Gives a document a score without a word.
    pub(crate) fn admit(&mut self, document: u32) {
        self.scored.push(document);
    }

    /// The documents with a score, in no order.
    pub(crate) fn scored(&self) -> &[u32] {
        &self.scored
    }

    pub(crate) fn total(&self, document: u32) -> f32 {
        self.total.get(document as usize).copied().unwrap_or_default()
    }

    /// How many words of the query it has.
    pub(crate) fn found(&self, document: u32) -> usize {
        self.found.get(document as usize).copied().unwrap_or_default().into()
    }

    /// How many words of the query its title has.
    pub(crate) fn titled(&self, document: u32) -> usize {
        self.titled.get(document as usize).copied().unwrap_or_default().into()
    }

    /// Bytes in memory.
    pub(crate) fn size(&self) -> usize {
        self.total.capacity() * (size_of::<f32>() * 3 + size_of::<u16>() * 2 + size_of::<bool>())
    }
}
