//! How well documents answer a query.
//!
//! BM25F with the fields weighed by what the query looks for: Robertson, Zaragoza, Taylor, "Simple BM25
//! Extension to Multiple Weighted Fields", CIKM 2004. Short queries look for a page, whose title they quote;
//! long ones for a subject, which no title says in the same words.

use crate::format::weight::{Weight, frequency};

/// How soon a word said more often says no more.
const SATURATION: f32 = 2.0;

/// How a query is to be answered, by its length.
#[derive(Debug)]
pub(crate) struct Profile {
    /// What each weight is worth: the frequency that a word in a text, a title, a heading and a facet would
    /// have to have in a text of average length to say as much.
    worth: [f32; 256],
    /// What another form of a word is worth beside the word itself.
    form: f32,
    /// How much of the mean score of a document's neighbours is added to its own.
    pub(crate) smoothing: f32,
}

impl Profile {
    /// For a query of so many words.
    pub(crate) fn new(words: usize) -> Self {
        // 0: it looks for a page. 1: for a subject.
        let subject = (words as f32 - 3.0).clamp(0.0, 3.0) / 3.0;
        let between = |page: f32, about: f32| page + (about - page) * subject;
        let (title, part, aside) = (between(24.0, 1.5), between(6.0, 1.5), between(1.5, 0.5));
        let mut worth = [0.0; 256];
        for (worth, byte) in worth.iter_mut().zip(0..=u8::MAX) {
            let weight = Weight::from_byte(byte);
            *worth = frequency(weight.text_level());
            if weight.title_class() > 0 {
                *worth += if weight.is_part() { part } else { title };
            }
            if weight.is_aside() {
                *worth += aside;
            }
            *worth = worth.max(f32::MIN_POSITIVE);
        }
        Self { worth, form: between(0.4, 0.9), smoothing: subject }
    }

    pub(crate) fn worth(&self, weight: Weight, form: Form) -> f32 {
        let worth = self.worth.get(usize::from(weight.byte())).copied().unwrap_or_default();
        match form {
            Form::Same => worth,
            Form::Kin => worth * self.form,
            Form::Completion => worth * COMPLETION,
        }
    }
}

/// What a word that begins as what is typed is worth.
const COMPLETION: f32 = 0.5;

/// How a word of the index is the word of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Same,
    /// It has the same stem.
    Kin,
    /// It begins as what is typed.
    Completion,
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
    /// The class of the title's length, where a word was found in it.
    title_class: Vec<u8>,
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
        self.title_class.clear();
        self.title_class.resize(documents, 0);
        self.word.resize(documents, 0.0);
        self.word_titled.resize(documents, false);
        self.said.resize(documents, 0.0);
        self.scored.clear();
    }

    /// A document says something of the word that is read now.
    pub(crate) fn say(&mut self, document: u32, worth: f32, title_class: u8) {
        let index = document as usize;
        let Some(said) = self.said.get_mut(index) else { return };
        if *said == 0.0 {
            self.of_reading.push(document);
        }
        *said += worth;
        if title_class > 0
            && let (Some(titled), Some(class)) =
                (self.word_titled.get_mut(index), self.title_class.get_mut(index))
        {
            (*titled, *class) = (true, title_class);
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

    /// The class of the length of its title, 0 if no word of the query is there.
    pub(crate) fn title_class(&self, document: u32) -> u8 {
        self.title_class.get(document as usize).copied().unwrap_or_default()
    }

    /// Bytes in memory.
    pub(crate) fn size(&self) -> usize {
        self.total.capacity() * (size_of::<f32>() * 3 + size_of::<u16>() * 2 + 2)
    }
}
