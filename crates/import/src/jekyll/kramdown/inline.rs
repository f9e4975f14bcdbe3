//! What stands within lines: attributes of links and pictures, math, abbreviations, escapes.

use super::attributes::Attributes;
use super::{Mode, Translator};

/// What a backslash takes its meaning from, in kramdown; in CommonMark it is all of ASCII's punctuation.
const ESCAPED: &str = "\\.*_+`<>()[]{}#!:|\"'$=-~";

impl Translator<'_> {
    /// Translates lines of text.
    pub(super) fn inline(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + text.len() / 8);
        let mut rest = text;
        while let Some(character) = rest.chars().next() {
            let length = match character {
                '\\' => self.backslash(rest, &mut out),
                '`' => code_span(rest, &mut out),
                '$' => self.dollar(rest, &mut out),
                '<' => self.tag(rest, &mut out),
                '{' if rest.starts_with("{:") => self.attributes(rest, &mut out),
                ']' => self.end_of_link(rest, &mut out),
                _ if !self.abbreviations.is_empty() && at_word(&out) => self.abbreviation(rest, &mut out),
                _ => 0,
            };
            if length == 0 {
                out.push(character);
                rest = &rest[character.len_utf8()..];
            } else {
                rest = &rest[length..];
            }
        }
        out
    }

    fn backslash(&self, rest: &str, out: &mut String) -> usize {
        let Some(next) = rest[1..].chars().next() else { return 0 };
        if rest.starts_with("\\\\\n") {
            // Two backslashes end a line in kramdown, one does in CommonMark.
            out.push_str("\\\n");
            return 3;
        }
        if self.rules.has_math
            && rest.starts_with("\\\\(")
            && let Some(end) = rest.find("\\\\)")
        {
            self.math(&rest[3..end], out);
            return end + 3;
        }
        if next.is_ascii_punctuation() && !ESCAPED.contains(next) {
            out.push_str("\\\\");
            return 1;
        }
        out.push('\\');
        out.push(next);
        1 + next.len_utf8()
    }

    fn dollar(&self, rest: &str, out: &mut String) -> usize {
        let inside = rest.strip_prefix("$$").and_then(|inside| inside.find("$$").map(|end| &inside[..end]));
        match inside {
            Some(math) if !math.trim().is_empty() => {
                self.math(math, out);
                math.len() + 4
            }
            // A single one is a dollar in kramdown; MathJax may have been told otherwise.
            _ if self.mode == Mode::Offprint && !self.rules.has_math => {
                out.push_str("\\$");
                1
            }
            _ => 0,
        }
    }

    pub(super) fn math(&self, math: &str, out: &mut String) {
        let math = math.trim();
        match self.mode {
            Mode::Offprint => out.push_str(&format!("${math}$")),
            // What becomes of a formula's letters is the affair of the script that draws it.
            Mode::Jekyll => out.push_str("<span class=\"math\"></span>"),
        }
    }

    fn tag(&mut self, rest: &str, out: &mut String) -> usize {
        let next = rest[1..].chars().next();
        if !next.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!')) {
            return 0;
        }
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map(|at| at + 3)
        } else {
            rest.find('>').map(|at| at + 1)
        };
        let Some(end) = end else { return 0 };
        let tag = self.html_tag(&rest[..end]);
        out.push_str(&tag);
        end
    }

    /// `{: .class}` after a link, a picture, emphasis or code; `{::comment}` and its like.
    fn attributes(&mut self, rest: &str, out: &mut String) -> usize {
        if let Some(inside) = rest.strip_prefix("{::") {
            return span_extension(rest, inside, out);
        }
        if rest.starts_with("{:/") {
            return rest.find('}').map_or(0, |end| end + 1);
        }
        let Some(end) = rest.find('}') else { return 0 };
        if !out.ends_with([')', ']', '*', '_', '`', '>', '~']) {
            return 0;
        }
        let attributes = Attributes::read(&rest[2..end]).resolved(&self.named);
        if out.ends_with(['`', '*', '_', '~']) || attributes == Attributes::default() {
            self.left_out(&attributes, "on a word", &rest[..=end]);
        } else if let Some(start) = start_of_picture(out) {
            self.picture_attributes(&attributes, start, &rest[..=end], out);
        } else {
            // What a link to another site opens in, Offprint decides for all of them.
            let mut own = attributes;
            own.pairs.retain(|(key, _)| !matches!(key.as_str(), "target" | "rel" | "title"));
            self.left_out(&own, "on a link", &rest[..=end]);
        }
        end + 1
    }

    /// `](address)`: spaces in it, the old base path before it; `] [name]`, which CommonMark does not take for
    /// one link.
    fn end_of_link(&mut self, rest: &str, out: &mut String) -> usize {
        if let Some(inside) = rest.strip_prefix("](") {
            let Some(end) = closing_parenthesis(inside) else { return 0 };
            let (address, title) = split_title(&inside[..end]);
            let address = self.address(address);
            out.push_str("](");
            out.push_str(&address);
            if !title.is_empty() {
                out.push(' ');
                out.push_str(title);
            }
            out.push(')');
            return end + 3;
        }
        let after = rest[1..].trim_start_matches([' ', '\n']);
        let gap = rest.len() - 1 - after.len();
        if (1..=2).contains(&gap)
            && let Some(end) = after.strip_prefix('[').and_then(|label| label.find(']'))
        {
            let label = after[1..=end].to_lowercase();
            if self.references.contains(&label) && !label.is_empty() {
                out.push(']');
                return 1 + gap;
            }
        }
        0
    }

    /// An address as a link of the new site has it.
    pub(super) fn address(&self, address: &str) -> String {
        let bare = address.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(address);
        let base = &self.rules.base_path;
        let mut bare = match bare.strip_prefix(base.as_str()) {
            Some(rest) if !base.is_empty() && rest.starts_with('/') => rest.to_owned(),
            Some("") if !base.is_empty() => "/".to_owned(),
            _ => bare.to_owned(),
        };
        if let Some(url) = (self.rules.relative_links)(&bare) {
            bare = url;
        }
        if bare.contains(' ') || bare.is_empty() { format!("<{bare}>") } else { bare }
    }

    fn abbreviation(&self, rest: &str, out: &mut String) -> usize {
        let found = self.abbreviations.iter().find(|(short, _)| {
            rest.strip_prefix(short.as_str()).is_some_and(|after| !after.starts_with(char::is_alphanumeric))
        });
        let Some((short, long)) = found else { return 0 };
        if long.is_empty() {
            out.push_str(&format!("<abbr>{short}</abbr>"));
        } else {
            out.push_str(&format!("<abbr title=\"{}\">{short}</abbr>", long.replace('"', "&quot;")));
        }
        short.len()
    }
}

/// `{::comment}` and its like within a line: its length.
fn span_extension(rest: &str, inside: &str, out: &mut String) -> usize {
    let Some(open_end) = rest.find('}') else { return 0 };
    let name = inside.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if rest[..open_end].ends_with('/') {
        return open_end + 1;
    }
    let Some(close) = rest.find("{:/") else { return 0 };
    let Some(close_end) = rest[close..].find('}').map(|at| close + at + 1) else { return 0 };
    if name == "nomarkdown" {
        out.push_str(&rest[open_end + 1..close]);
    }
    close_end
}

/// A word may begin here.
fn at_word(out: &str) -> bool {
    !out.ends_with(|c: char| c.is_alphanumeric())
}

/// A span of code is copied; backticks that nothing closes are text.
fn code_span(rest: &str, out: &mut String) -> usize {
    let length = rest.bytes().take_while(|byte| *byte == b'`').count();
    let mut at = length;
    while let Some(found) = rest[at..].find('`') {
        let start = at + found;
        let run = rest[start..].bytes().take_while(|byte| *byte == b'`').count();
        if run == length {
            out.push_str(&rest[..start + run]);
            return start + run;
        }
        at = start + run;
    }
    out.push_str(&rest[..length]);
    length
}

/// Where the picture begins that a text ends with.
fn start_of_picture(out: &str) -> Option<usize> {
    if out.ends_with('>') {
        return None;
    }
    let start = out.rfind("![")?;
    let inside = &out[start..];
    (inside.matches(')').count() <= 1 + inside.matches('(').count().saturating_sub(1)
        && !inside.contains('\n'))
    .then_some(start)
}

fn closing_parenthesis(text: &str) -> Option<usize> {
    // An address that is longer is none.
    let most = text.char_indices().nth(4_000).map_or(text.len(), |(at, _)| at);
    let text = &text[..most];
    let mut depth = 0usize;
    let mut quoted = false;
    for (at, character) in text.char_indices() {
        match character {
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if depth == 0 && !quoted => return Some(at),
            ')' if !quoted => depth -= 1,
            '\n' if text[at..].starts_with("\n\n") => return None,
            _ => {}
        }
    }
    text.find(')')
}

/// An address and its title, with the quotes.
fn split_title(inside: &str) -> (&str, &str) {
    let inside = inside.trim();
    for quote in [" \"", " '", "\n\"", "\t\""] {
        if let Some(at) = inside.find(quote)
            && inside.ends_with(&quote[1..])
            && inside.len() > at + 2
        {
            return (inside[..at].trim_end(), &inside[at + 1..]);
        }
    }
    (inside, "")
}
