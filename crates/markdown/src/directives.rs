//! Directives: what an author asks for that Markdown has no sign for. The syntax is that of CommonMark's
//! proposal of generic directives (<https://talk.commonmark.org/t/444>), which Docusaurus, Starlight and
//! MyST read too.
//!
//! ```markdown
//! ::youtube{id="dQw4w9WgXcQ" title="A song" start=30}
//!
//! :::note[A *title*]{.wide #remember}
//! Any **Markdown**.
//! :::
//! ```
//!
//! - A *leaf* is two colons and a name, alone on its line. A *container* begins with three colons or more and a
//!   name, and ends at a line of as many colons alone; what stands between is Markdown of the same document:
//!   footnotes, reference links and heading ids are shared.
//! - Behind the name come `[text]`, in which brackets are balanced or written `\[`, then `{…}` with parameters:
//!   `key="value"`, `key='value'`, `key=word`, `flag`, `#id`, `.class`. A value may hold `&quot;`, `&apos;`,
//!   `&#39;`, `&lt;`, `&gt;` and `&amp;`; nothing else is special in it. A container without either may have its
//!   text as the rest of the line: `:::note A title`. Blanks between colons and name don't count.
//! - A line of colons closes the innermost container that was opened with as many, and what is open in it; if
//!   there is none, the innermost that was opened with fewer. So containers nest with more colons outside, and
//!   with equal ones too.
//! - Directives stand where a paragraph could: in the body, in lists, quotes and footnotes; they end with the
//!   item or quote that they stand in. In code, HTML blocks and comments they are text. A paragraph before one
//!   needs no blank line.
//! - What is not understood (an unknown name, a parameter missing or wrong) stays on the page as it was written,
//!   and is a warning. A parameter that a directive does not know is a warning, and does nothing.
//!
//! Whatever is not built in is an author's own: `theme/snippets/name.html` (see [`crate::Snippets`]).
//!
//! Built in: `note`, `tip`, `important`, `warning`, `caution`, `info`, `danger` and `details{open}` as containers;
//! `youtube{id title start}`, `vimeo{id title hash}`, `gist{id user file title}`, `post{url title}` and
//! `video{src poster title captions language}` as leaves.
//!
//! How it meets the parser, which knows no directives: the lines that may be some are hidden as thematic breaks
//! of the same length (`mask`), which are blocks of their own wherever a directive may stand, and nothing but
//! text wherever it may not. So the parser decides what is code, and every place in the body stays what it was.
//! Where it finds one of these breaks, the line is read (`syntax`) and written (`render/directives`).

mod attributes;
mod built_in;
mod embed;
mod mask;
mod syntax;

pub(crate) use attributes::{Attributes, Problem};
pub(crate) use built_in::{BuiltIn, NAMES, Video, is_built_in};
pub(crate) use embed::Embed;
pub(crate) use mask::Masked;
pub(crate) use syntax::{Directive, Line};

/// Whether a text is a name as a directive or a parameter has it.
pub(crate) fn is_name(text: &str) -> bool {
    !text.is_empty() && syntax::name_length(text) == text.len()
}

/// Whether `::post{url="…"}` takes this address.
pub fn embeds_post(url: &str) -> bool {
    Embed::of_post(url, None).is_some()
}

/// Containers that may be open in each other; deeper ones stay text.
pub(crate) const DEEPEST: usize = 32;

/// The name that was meant, by Jaro-Winkler similarity.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const ALIKE: f64 = 0.8;
    let folded = name.to_lowercase();
    known
        .into_iter()
        .map(|known| (strsim::jaro_winkler(&folded, &known.to_lowercase()), known))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, known)| known)
}
