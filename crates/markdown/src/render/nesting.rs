//! How deep elements lie in each other. Browsers lay out some hundred levels and then give up (Blink's parser
//! stops at 512), and what reads HTML takes time for each level of each element: a file made to be deep would
//! hold a build for hours. Deeper markup is left out, its text stays.

use super::Renderer;
use pulldown_cmark::{Tag, TagEnd};
use std::collections::HashMap;
use std::ops::Range;

/// Levels of Markdown, and as many of an author's HTML in each.
const DEEPEST: usize = 200;

/// Elements such as `<b>` that an author may leave open: a browser opens each again in every block after it.
const MOST_FORMATS: usize = 100;

/// Tags such as `<path/>`, which close themselves in a drawing and stay open everywhere else.
const MOST_SELF_CLOSED: usize = 20_000;

/// Elements that browsers keep in mind until their own end tag comes ("formatting elements",
/// HTML Standard, 13.2.4.3).
const FORMATS: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements without an end, and those that the next of their kind ends: they don't add up.
const ENDED_BY_THEMSELVES: [&str; 31] = [
    "area", "base", "br", "caption", "col", "colgroup", "dd", "dt", "embed", "frame", "hr", "img", "input",
    "li", "link", "meta", "optgroup", "option", "p", "param", "source", "tbody", "td", "tfoot", "th",
    "thead", "tr", "track", "wbr", "body", "html",
];

/// Elements that an end tag in them does not reach out of ("in scope", HTML Standard, 13.2.4.2).
const BOUNDARIES: [&str; 9] =
    ["annotation-xml", "applet", "desc", "foreignobject", "marquee", "object", "table", "template", "title"];

/// What is open at a place in the body.
#[derive(Default)]
pub(super) struct Nesting {
    /// Levels of Markdown.
    markdown: usize,
    /// Levels of Markdown below the deepest.
    flattened: usize,
    /// An author's elements, outermost first.
    elements: Vec<String>,
    /// An author's elements of [`FORMATS`], by name.
    formats: HashMap<String, usize>,
    /// An author's elements that were left out, by name.
    left_out: HashMap<String, usize>,
    self_closed: usize,
}

impl Renderer<'_> {
    /// Whether a piece of Markdown that begins here is written.
    pub(super) fn enters(&mut self, tag: &Tag<'_>, span: &Range<usize>) -> bool {
        if matches!(tag, Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Image { .. } | Tag::MetadataBlock(_)) {
            return true;
        }
        if self.nesting.flattened == 0 && self.nesting.markdown < DEEPEST {
            self.nesting.markdown += 1;
            return true;
        }
        self.nesting.flattened += 1;
        self.break_flattened(&tag.to_end());
        let message =
            format!("quotes, lists and emphasis lie more than {DEEPEST} deep: below, only the text is kept");
        self.warn(message, Some(HELP.to_owned()), span.clone());
        false
    }

    /// Whether the end of a piece of Markdown is written.
    pub(super) fn leaves(&mut self, tag: TagEnd) -> bool {
        if matches!(tag, TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Image | TagEnd::MetadataBlock(_)) {
            return true;
        }
        if self.nesting.flattened == 0 {
            self.nesting.markdown = self.nesting.markdown.saturating_sub(1);
            return true;
        }
        self.nesting.flattened -= 1;
        self.break_flattened(&tag);
        false
    }

    /// Keeps the words of two blocks apart.
    fn break_flattened(&mut self, tag: &TagEnd) {
        let inline = matches!(
            tag,
            TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Superscript
                | TagEnd::Subscript
                | TagEnd::Link
        );
        if !inline {
            if !self.html.ends_with('\n') {
                self.html.push('\n');
            }
            self.text.block();
        }
    }

    /// Whether an author's start tag is written.
    pub(super) fn opens(&mut self, name: &str, self_closing: bool, span: &Range<usize>) -> bool {
        let nesting = &mut self.nesting;
        let (open, most) = if ENDED_BY_THEMSELVES.contains(&name) {
            return true;
        } else if FORMATS.contains(&name) {
            let open = nesting.formats.values().sum();
            if open < MOST_FORMATS {
                *nesting.formats.entry(name.to_owned()).or_default() += 1;
            }
            (open, MOST_FORMATS)
        } else if self_closing && !crate::sanitize::is_allowed(name) {
            nesting.self_closed += 1;
            (nesting.self_closed, MOST_SELF_CLOSED)
        } else {
            let open = nesting.elements.len();
            if open < DEEPEST {
                nesting.elements.push(name.to_owned());
            }
            (open, DEEPEST)
        };
        if open < most {
            return true;
        }
        *nesting.left_out.entry(name.to_owned()).or_default() += 1;
        let message = format!("more than {most} HTML elements are open here: `<{name}>` is left out");
        self.warn(message, Some(HELP.to_owned()), span.clone());
        false
    }

    /// Whether an author's end tag is written.
    pub(super) fn closes(&mut self, name: &str) -> bool {
        let nesting = &mut self.nesting;
        if let Some(left_out) = nesting.left_out.get_mut(name).filter(|left_out| **left_out > 0) {
            *left_out -= 1;
            return false;
        }
        if let Some(open) = nesting.formats.get_mut(name) {
            *open = open.saturating_sub(1);
            return true;
        }
        let mut inner =
            nesting.elements.iter().rposition(|open| open == name || BOUNDARIES.contains(&open.as_str()));
        inner = inner.filter(|at| nesting.elements[*at] == name);
        if let Some(at) = inner {
            nesting.elements.truncate(at);
        }
        true
    }
}

const HELP: &str = "close what is open, or nest less: browsers don't show more either";
