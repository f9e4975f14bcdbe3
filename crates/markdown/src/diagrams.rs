/// Draws the diagrams of a site (code blocks in `mermaid`) when it is built. Each is drawn once, whatever asks.
pub trait Diagrams {
    /// The picture of a diagram's source.
    ///
    /// # Errors
    /// What in the source is not understood.
    fn draw(&self, source: &str) -> Result<Drawing, Undrawable>;
}

/// A diagram as pictures: files of the site, which hold no script and load nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// The address of the picture on light paper.
    pub light: String,
    /// The address of the one on dark paper.
    pub dark: String,
    /// Width and height in pixels.
    pub size: (u32, u32),
}

/// Why a diagram cannot be drawn.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Undrawable {
    /// What is wrong, in one line.
    pub message: String,
    /// The line of the source, from 1.
    pub line: Option<usize>,
}
