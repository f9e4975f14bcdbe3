/// What is wrong with a file, whichever it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Damage {
    NotAnIndex,
    Version(u8),
    Damaged(&'static str),
}

impl Damage {
    pub(crate) const ENDS_EARLY: Self = Self::Damaged("it ends early");
    pub(crate) const NOT_UTF8: Self = Self::Damaged("a text is not UTF-8");
    pub(crate) const ORDER: Self = Self::Damaged("its words are not in order");
    pub(crate) const DOCUMENT: Self = Self::Damaged("it names a document that is not there");
}
