//! What a text says: its words, their forms, how far one word is from another, and what to show of it.

pub(crate) mod edit_distance;
pub(crate) mod excerpt;
pub(crate) mod marks;
pub(crate) mod opaque;
#[cfg(feature = "builder")]
pub(crate) mod stems;
#[cfg(feature = "builder")]
pub(crate) mod stop_words;
pub(crate) mod suffixes;
pub(crate) mod technical;
pub(crate) mod tokens;
pub(crate) mod unspaced;
pub(crate) mod word_end;
