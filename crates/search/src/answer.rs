use std::ops::Range;

/// What the index says to a [`crate::Request`], as far as its files are there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The hits asked for, in order. Hits whose text is not there yet are left out until it is.
    pub hits: Vec<Hit>,
    /// All hits, as far as the files that are there tell.
    pub total: usize,
    /// Words that stand in no document, or in none together with the others, and what was looked for instead:
    /// "showing results for …".
    pub corrected: Vec<Correction>,
    /// How many of all hits have each value; empty until the files for it are there.
    pub facets: Vec<FacetCounts>,
    /// Paths of files, relative to the site's base, that would make the answer better or whole. All can be
    /// fetched at once. Empty: the answer is final.
    pub wants: Vec<String>,
    /// Nothing that is still wanted can change which hits these are or their order. Only excerpts, facets
    /// or texts may be missing.
    pub settled: bool,
    /// The words that were found, folded, for highlighting them in the document.
    pub words: Vec<String>,
}

/// A document that matches.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Its number in the order of the builder.
    pub document: u32,
    /// As the builder was given it.
    pub url: String,
    /// Its title, with what matched.
    pub title: Marked,
    /// What the builder was given to show beside the title: a date.
    pub note: String,
    /// Higher is better; comparable within one answer only.
    pub score: f32,
    /// The part of the text that says most of what was asked.
    pub excerpt: Marked,
    /// Where that is: the nearest heading at or above it.
    pub place: Option<Place>,
    /// Words of the document as they stand there around the best match, for a text fragment
    /// (`#:~:text=`, <https://wicg.github.io/scroll-to-text-fragment/>); empty where only the title matched.
    pub fragment: String,
}

/// A heading of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The fragment that leads to it.
    pub id: String,
    /// Its text.
    pub heading: String,
}

/// A text, and the byte ranges in it that matched, in order and apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// What to mark.
    pub marks: Vec<Range<usize>>,
}

/// A word that was read as another, as the best hit has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// As typed.
    pub from: String,
    /// What was looked for.
    pub to: String,
}

/// The values of a facet among all hits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCounts {
    /// The facet's key.
    pub key: String,
    /// The facet's name for readers.
    pub label: String,
    /// Its values, most frequent first.
    pub values: Vec<FacetCount>,
}

/// One value of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCount {
    /// The value's key.
    pub key: String,
    /// The value's name for readers.
    pub label: String,
    /// How many of all hits have it.
    pub count: usize,
}
