/// A heading of a page, for its table of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6, as on the page: a body with a first level of its own moves one down, below the title.
    pub level: u8,
    /// The fragment that leads to it, unique in its page.
    pub id: String,
    /// Its text without markup.
    pub text: String,
}
