mod classes;
mod languages;

use classes::Classes;
use pulldown_cmark_escape::escape_html_body_text;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use syntect::parsing::{ParseState, ScopeStack, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

pub use classes::{CODE_CLASS_PREFIX, CODE_SCOPES};

/// Longer lines are minified code or data: colouring them costs seconds and helps no reader.
const LONGEST_LINE: usize = 4_000;

/// Larger blocks, in bytes, are data too.
const LARGEST_BLOCK: usize = 500_000;

/// Colours code at build time, into classes. Shared by all threads of a build; a block that stands
/// in many posts is coloured once.
#[derive(Default)]
pub struct Highlighter {
    /// Loaded at the first block of code: a site without any does not wait for them.
    syntaxes: OnceLock<(SyntaxSet, Classes)>,
    blocks: RwLock<Blocks>,
}

/// What was coloured already, by language and code.
type Blocks = HashMap<String, HashMap<String, Arc<str>>>;

/// A block of code as HTML, for inside `<code>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Highlighted {
    /// In colours.
    Coloured(Arc<str>),
    /// Its language has no colours, and no one expects any.
    Plain(String),
    /// Its language is not known.
    Unknown(String),
}

impl Highlighter {
    /// A highlighter with nothing loaded: make one and keep it.
    pub fn new() -> Self {
        Self::default()
    }

    /// The HTML of a block of code. `language` is what the author wrote after the fence.
    pub(crate) fn highlight(&self, language: &str, code: &str) -> Highlighted {
        let name = language.to_lowercase();
        let large = code.len() > LARGEST_BLOCK;
        if languages::is_plain(&name) || large || code.lines().any(|line| line.len() > LONGEST_LINE) {
            return Highlighted::Plain(escaped(code));
        }
        if let Some(html) = self.known(&name, code) {
            return Highlighted::Coloured(html);
        }
        let (syntaxes, classes) =
            self.syntaxes.get_or_init(|| (two_face::syntax::extra_newlines(), Classes::new()));
        let Some(syntax) = syntaxes.find_syntax_by_token(languages::canonical(&name)) else {
            return Highlighted::Unknown(escaped(code));
        };
        // A syntax definition that fails on some input is its author's mistake: the code is shown all the same.
        let html: Arc<str> =
            coloured(code, syntax, syntaxes, classes).unwrap_or_else(|_| escaped(code)).into();
        let mut blocks = self.blocks.write().unwrap_or_else(PoisonError::into_inner);
        blocks.entry(name).or_default().insert(code.to_owned(), Arc::clone(&html));
        Highlighted::Coloured(html)
    }

    fn known(&self, language: &str, code: &str) -> Option<Arc<str>> {
        let blocks = self.blocks.read().unwrap_or_else(PoisonError::into_inner);
        blocks.get(language)?.get(code).cloned()
    }
}

/// Every token that has a colour in a `span` of its own, side by side: a reader's browser gets a
/// fraction of the elements that the nested scopes would be.
fn coloured(
    code: &str,
    syntax: &SyntaxReference,
    syntaxes: &SyntaxSet,
    classes: &Classes,
) -> Result<String, syntect::Error> {
    let mut html = String::with_capacity(code.len() * 2);
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut open: Option<&str> = None;
    for line in LinesWithEndings::from(code) {
        let operations = state.parse_line(line, syntaxes)?;
        let mut at = 0;
        for (next, operation) in &operations {
            write_token(&mut html, &line[at..*next], &stack, classes, &mut open);
            stack.apply(operation)?;
            at = *next;
        }
        write_token(&mut html, &line[at..], &stack, classes, &mut open);
    }
    if open.is_some() {
        html.push_str("</span>");
    }
    Ok(html)
}

fn write_token<'a>(
    html: &mut String,
    token: &str,
    stack: &ScopeStack,
    classes: &'a Classes,
    open: &mut Option<&'a str>,
) {
    if token.is_empty() {
        return;
    }
    // Blank space has no colour: it goes with whatever is open.
    let class = if token.trim().is_empty() { *open } else { classes.of(stack) };
    if class != *open {
        if open.is_some() {
            html.push_str("</span>");
        }
        if let Some(class) = class {
            html.push_str("<span class=\"");
            html.push_str(class);
            html.push_str("\">");
        }
        *open = class;
    }
    let _ = escape_html_body_text(html, token);
}

pub(crate) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 8);
    let _ = escape_html_body_text(&mut html, text);
    html
}
