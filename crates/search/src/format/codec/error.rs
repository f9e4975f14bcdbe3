/// What is wrong with a file, whichever it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Damage {
    NotAnIndex,
    Version(u8),
    Damaged(&'static str),
}

pub(crate) const ENDS_EARLY: &str = "it ends early";
pub(crate) const TOO_LARGE: &str = "a number is too large";
pub(crate) const NOT_UTF8: &str = "a text is not UTF-8";
pub(crate) const ORDER: &str = "its words are not in order";
pub(crate) const OTHER: &str = "it speaks of other documents";
pub(crate) const DOCUMENT: &str = "it names a document that is not there";
