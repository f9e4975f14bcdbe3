//! An author's own directives: `theme/snippets/name.html` is what `::name{…}` or `:::name` … `:::` becomes. The
//! template language is small on purpose:
//!
//! ```html
//! <figure class="quote">
//!   <blockquote>{{ body }}</blockquote>
//!   {% if source %}<figcaption><a href="{{ source }}">{{ label | default "Source" }}</a></figcaption>{% end %}
//! </figure>
//! ```
//!
//! - `{{ name }}` is a parameter, `{{ name | default "x" }}` one with a value for when it is not given. It stands in
//!   text or in a quoted attribute, and is escaped for that place; nowhere else may it stand. An address in an
//!   attribute has a harmless scheme or is left out; one that is a parameter and nothing else leads where it would
//!   in the post (`clip.mp4` beside it, `other.md`).
//! - `{{ label }}` is the text in brackets, `{{ id }}` and `{{ class }}` are `#id` and `.class`.
//! - `{{ body }}` is what the container holds, as HTML. It stands in text.
//! - `{% if name %}…{% else %}…{% end %}`: whether a parameter is given, not empty and not `false`.
//!
//! The HTML is the author's theme, and is trusted as `theme/footer.html` is. The parameters stand in posts, and
//! are not.

mod context;
mod fill;
mod template;

use std::collections::BTreeMap;
use std::ops::Range;
use template::Piece;

pub(crate) use fill::{Filled, Values};

/// A template, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    pieces: Vec<Piece>,
    /// What it asks for, `body` among it, and whether it cannot do without.
    parameters: BTreeMap<String, bool>,
}

/// Why a template is not understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct SnippetError {
    /// What is wrong, in one line.
    pub message: String,
    /// What to write.
    pub help: Option<String>,
    /// Bytes of the template that it is about.
    pub span: Range<usize>,
}

impl SnippetError {
    fn new(message: impl Into<String>, span: Range<usize>) -> Self {
        Self { message: message.into(), help: None, span }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// The snippets of a site, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippets(BTreeMap<String, Snippet>);

impl Snippets {
    /// Adds one. A directive of Offprint's own goes before one of its name, and says so here.
    ///
    /// # Errors
    /// When no directive can have the name.
    pub fn add(&mut self, name: &str, snippet: Snippet) -> Result<(), SnippetNameError> {
        if crate::directives::is_built_in(name) {
            return Err(SnippetNameError::BuiltIn(name.to_owned()));
        }
        if !crate::directives::is_name(name) {
            return Err(SnippetNameError::NoName(name.to_owned()));
        }
        self.0.insert(name.to_owned(), snippet);
        Ok(())
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Snippet> {
        self.0.get(name)
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

/// Why a snippet cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SnippetNameError {
    /// A name that is taken.
    #[error("`{0}` is a directive of Offprint's own, which goes before this snippet")]
    BuiltIn(String),
    /// A name that no directive can have.
    #[error(
        "`{0}` is no name for a directive: it begins with a letter, and has letters, digits, `-` and `_`"
    )]
    NoName(String),
}

impl Snippet {
    /// Reads a template.
    ///
    /// # Errors
    /// The first thing in it that is not understood.
    pub fn parse(template: &str) -> Result<Self, SnippetError> {
        let pieces = template::parse(template)?;
        template::check(template, &pieces)?;
        let mut parameters = BTreeMap::new();
        template::parameters(&pieces, false, &mut parameters);
        Ok(Self { pieces, parameters })
    }

    /// Whether it shows what a container holds: `None` if it does not, else whether it cannot do without.
    pub(crate) fn body(&self) -> Option<bool> {
        self.parameters.get("body").copied()
    }

    /// The parameters in braces, and whether they must be given.
    pub(crate) fn parameters(&self) -> impl Iterator<Item = (&str, bool)> {
        let own = self.parameters.iter().filter(|(name, _)| *name != "body");
        own.map(|(name, required)| (name.as_str(), *required))
    }
}
