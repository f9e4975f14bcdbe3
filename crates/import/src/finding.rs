/// Something that was not carried over, or not as it was.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The old file, relative to the old folder, with `/` between its parts.
    pub path: String,
    /// Its line, from 1; `None` where it is about the file as a whole.
    pub line: Option<usize>,
    /// What, in one line: lower case, no full stop.
    pub message: String,
    /// What the author can do about it.
    pub help: String,
}
