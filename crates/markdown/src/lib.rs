//! From the text of a content file to what a page shows: front matter with the place of every
//! value, Markdown to HTML, headings, plain text, word counts and summaries. Pure: no files, no
//! threads, no clock.
#![warn(missing_docs)]

mod code_fence;
mod diagrams;
mod directives;
mod document;
mod front_matter;
mod highlight;
mod links;
mod math;
mod plain_text;
mod prose;
mod render;
mod sanitize;
mod snippet;
mod summary;
mod url;
mod word_count;

pub use diagrams::{Diagrams, Drawing, Undrawable};
pub use directives::embeds_post;
pub use document::{Document, Options, RawHtml, Reference, Section, Warning};
pub use front_matter::{
    CoverFields, DateText, FrontMatter, FrontMatterError, Parts, Series, Spanned, split_front_matter,
};
pub use highlight::{CODE_CLASS_PREFIX, CODE_SCOPES, Highlighter};
pub use links::{ImageLink, Links};
pub use render::render;
pub use snippet::{Snippet, SnippetError, SnippetNameError, Snippets};
pub use summary::{Cut, SummaryLength, SummaryRule, summarize};
pub use url::is_safe_source;
