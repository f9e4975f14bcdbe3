use super::attributes::{Attributes, Problem};
use std::ops::Range;

/// A line that looks like a directive, as it is read.
#[derive(Debug)]
pub(crate) enum Line<'a> {
    /// The end of a container.
    End {
        /// How many colons.
        colons: usize,
    },
    /// A leaf, or the beginning of a container.
    Directive(Directive<'a>),
}

/// A directive as it was written.
#[derive(Debug)]
pub(crate) struct Directive<'a> {
    /// Two for a leaf, more for a container.
    pub colons: usize,
    /// The name.
    pub name: &'a str,
    /// Bytes of the body that the name stands at.
    pub name_span: Range<usize>,
    /// Bytes of the body that the text in brackets, or behind a container's name, stands at.
    pub label: Option<Range<usize>>,
    /// What stands in braces.
    pub attributes: Attributes,
}

impl<'a> Line<'a> {
    /// Reads the line that stands at `span` of a body.
    pub fn read(body: &'a str, span: &Range<usize>) -> Result<Self, (Option<&'a str>, Problem)> {
        let line = body.get(span.clone()).unwrap_or_default();
        let colons = line.len() - line.trim_start_matches(':').len();
        let blanks = line[colons..].len() - skip_blanks(&line[colons..]).len();
        let start = colons + blanks;
        let name = &line[start..start + name_length(&line[start..])];
        if name.is_empty() {
            return Ok(Self::End { colons });
        }
        let name_span = span.start + start..span.start + start + name.len();
        let mut at = start + name.len();
        let fault = |message: String, at: usize| {
            let problem = Problem::new(message, span.start + at..span.end);
            (Some(name), problem.help(format!("write it as `{}`", shape(colons, name))))
        };
        let mut label = None;
        if line[at..].starts_with('[') {
            let length = bracketed(&line[at..]).ok_or_else(|| fault("`[` is not closed".to_owned(), at))?;
            label = Some(span.start + at + 1..span.start + at + length - 1);
            at += length;
        }
        let mut attributes = Attributes::new(name, name_span.end);
        if line[at..].starts_with('{') {
            let length = attributes.read(&line[at..], span.start + at).map_err(|problem| {
                (Some(name), problem.help(format!("write it as `{}`", shape(colons, name))))
            })?;
            at += length;
        }
        let behind = skip_blanks(&line[at..]);
        if !behind.is_empty() {
            let begin = line.len() - behind.len();
            if colons == 2 || label.is_some() || at > start + name.len() || begin == at {
                return Err(fault(format!("`{behind}` behind the directive is not understood"), begin));
            }
            label = Some(span.start + begin..span.end);
        }
        Ok(Self::Directive(Directive { colons, name, name_span, label, attributes }))
    }
}

impl Directive<'_> {
    /// It has a body.
    pub fn is_container(&self) -> bool {
        self.colons > 2
    }
}

/// A directive's form, for a message.
fn shape(colons: usize, name: &str) -> String {
    format!("{}{name}[text]{{key=\"value\"}}", ":".repeat(colons.min(3)))
}

/// The length of the name that a text begins with.
pub(super) fn name_length(text: &str) -> usize {
    if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return 0;
    }
    text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).count()
}

pub(super) fn skip_blanks(text: &str) -> &str {
    text.trim_start_matches([' ', '\t'])
}

/// The length of a text in balanced brackets.
fn bracketed(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'[' => depth += 1,
            b']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}
