use super::syntax::{name_length, skip_blanks};
use pulldown_cmark::{CowStr, Event};
use std::borrow::Cow;
use std::ops::Range;

/// A body with the lines that may be directives hidden as thematic breaks (`___`), byte for byte.
pub(crate) struct Masked<'a> {
    body: &'a str,
    text: Cow<'a, str>,
    /// The hidden lines, less what stands before the colons and blanks behind; in order.
    lines: Vec<Range<usize>>,
}

impl<'a> Masked<'a> {
    /// Hides what looks like a directive. A leaf with a text behind it is one only if its name is known.
    pub fn new(body: &'a str, is_known: impl Fn(&str) -> bool) -> Self {
        let mut lines = Vec::new();
        if body.contains("::") {
            let mut start = 0;
            for line in body.split_inclusive('\n') {
                lines.extend(
                    directive_in(line, &is_known).map(|found| start + found.start..start + found.end),
                );
                start += line.len();
            }
        }
        let text = if lines.is_empty() { Cow::Borrowed(body) } else { Cow::Owned(masked(body, &lines)) };
        Self { body, text, lines }
    }

    /// What the Markdown parser shall read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The hidden line that begins in a part of the body.
    pub fn line_in(&self, part: &Range<usize>) -> Option<Range<usize>> {
        let next = self.lines.partition_point(|line| line.start < part.start);
        self.lines.get(next).filter(|line| line.start < part.end).cloned()
    }

    /// An event as it is without the mask: in code and HTML a directive is text.
    pub fn unmasked<'e>(&self, event: Event<'e>, span: &Range<usize>) -> Event<'e> {
        if self.line_in(span).is_none() {
            return event;
        }
        let original = |text: CowStr<'e>| match self.text.get(span.clone()) {
            Some(masked) if masked == &*text => {
                CowStr::from(self.body.get(span.clone()).unwrap_or_default().to_owned())
            }
            _ => text,
        };
        match event {
            Event::Text(text) => Event::Text(original(text)),
            Event::Html(html) => Event::Html(original(html)),
            other => other,
        }
    }
}

fn masked(body: &str, lines: &[Range<usize>]) -> String {
    let mut text = String::with_capacity(body.len());
    for line in lines {
        text.push_str(body.get(text.len()..line.start).unwrap_or_default());
        text.push_str("___");
        text.extend(std::iter::repeat_n(' ', line.len().saturating_sub(3)));
    }
    text.push_str(body.get(text.len()..).unwrap_or_default());
    text
}

/// Where in a line a directive stands, if it has the shape of one.
fn directive_in(line: &str, is_known: impl Fn(&str) -> bool) -> Option<Range<usize>> {
    let line = line.trim_end_matches([' ', '\t', '\r', '\n']);
    let start = skip_markers(line);
    let text = line.get(start..).filter(|text| text.starts_with("::") && !text.contains('\r'))?;
    let colons = text.len() - text.trim_start_matches(':').len();
    let rest = &text[colons..];
    let is_directive = if colons > 2 {
        rest.is_empty() || name_length(skip_blanks(rest)) > 0
    } else {
        let (name, behind) = rest.split_at(name_length(rest));
        !name.is_empty()
            && match behind.bytes().next() {
                None | Some(b'[' | b'{') => true,
                Some(b' ' | b'\t') => is_known(name),
                Some(_) => false,
            }
    };
    is_directive.then_some(start..line.len())
}

/// The length of what may stand before a block: indentation, signs of quotes, list markers.
fn skip_markers(line: &str) -> usize {
    let bytes = line.as_bytes();
    let is_blank = |at: usize| matches!(bytes.get(at), Some(b' ' | b'\t'));
    let mut at = 0;
    loop {
        match bytes.get(at) {
            Some(b' ' | b'\t' | b'>') => at += 1,
            Some(b'-' | b'+' | b'*') if is_blank(at + 1) => at += 2,
            Some(b'0'..=b'9') => {
                let digits = bytes[at..].iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
                let after = at + digits;
                if digits > 9 || !matches!(bytes.get(after), Some(b'.' | b')')) || !is_blank(after + 1) {
                    return at;
                }
                at = after + 2;
            }
            _ => return at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Masked;

    fn hidden(body: &str) -> Vec<String> {
        let masked = Masked::new(body, |name| name == "note");
        assert_eq!(masked.text().len(), body.len());
        masked.lines.iter().map(|line| body[line.clone()].to_owned()).collect()
    }

    #[test]
    fn lines_that_look_like_directives_are_hidden() {
        let body = "::a\n:::note Some title \r\n> - 1. ::b{x='é'}\n:::\n  ::::  wide[x]\n::note with text\n";
        assert_eq!(
            hidden(body),
            ["::a", ":::note Some title", "::b{x='é'}", ":::", "::::  wide[x]", "::note with text"]
        );
    }

    #[test]
    fn paths_and_prose_are_not() {
        for body in
            ["::std::vec is a module\n", "a ::b\n", "::\n", ":: b\n", "::before is CSS\n", "::: *x*\n"]
        {
            assert!(hidden(body).is_empty(), "{body}");
        }
    }
}
