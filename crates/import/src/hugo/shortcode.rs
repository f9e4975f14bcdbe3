//! Shortcodes in a text, cut out as `parser/pageparser` does: it knows nothing of Markdown, so they are found in
//! code too. What is none stays text.

use std::ops::Range;

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// As it stands there.
    Text(Range<usize>),
    /// `{{</* name */>}}`, which shows `{{< name >}}`.
    Shown(Range<usize>, String),
    /// A shortcode.
    Call(Call),
}

/// A shortcode with what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Its name.
    pub name: String,
    /// `{{% name %}}`: what it makes is Markdown.
    pub markup: bool,
    /// Its arguments.
    pub arguments: Arguments,
    /// All of it, with the closing tag.
    pub range: Range<usize>,
    /// The opening tag.
    pub opening: Range<usize>,
    /// The text between its tags; `None` where it has one alone.
    pub inner: Option<Range<usize>>,
    /// The same, cut.
    pub pieces: Vec<Piece>,
}

/// Arguments: positional or named, never both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    /// In order.
    pub positional: Vec<String>,
    /// In order.
    pub named: Vec<(String, String)>,
}

impl Arguments {
    /// One by its place.
    pub fn at(&self, place: usize) -> Option<&str> {
        self.positional.get(place).map(String::as_str)
    }

    /// One by its name, in whichever case; `None` where it says nothing.
    pub fn named(&self, name: &str) -> Option<&str> {
        let found = self.named.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// By its name, or else its place.
    pub fn get(&self, name: &str, place: usize) -> Option<&str> {
        self.named(name).or_else(|| self.at(place)).filter(|value| !value.is_empty())
    }
}

/// Shortcodes in each other; what is deeper is text.
const DEEPEST: usize = 50;

/// Cuts a text into pieces.
pub fn cut(text: &str) -> Vec<Piece> {
    let mut open: Vec<(Call, Vec<Piece>)> = Vec::new();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = 0;
    let mut start = 0;
    while let Some(found) = text[at..].find("{{") {
        let place = at + found;
        let Some(tag) = tag(text, place) else {
            // `{{{< a >}}` has one that begins a bracket later.
            at = place + 1;
            continue;
        };
        let end = tag.range().end;
        if start < place {
            pieces.push(Piece::Text(start..place));
        }
        match tag {
            Tag::Shown(range, text) => pieces.push(Piece::Shown(range, text)),
            Tag::Open(call, true) => pieces.push(Piece::Call(call)),
            Tag::Open(call, false) if open.len() >= DEEPEST => pieces.push(Piece::Text(call.range)),
            Tag::Open(call, false) => open.push((call, std::mem::take(&mut pieces))),
            Tag::Close(name, range) => {
                if open.iter().any(|(call, _)| call.name == name) {
                    while let Some((mut call, before)) = open.pop() {
                        let inside = std::mem::replace(&mut pieces, before);
                        if call.name == name {
                            call.inner = Some(call.opening.end..range.start);
                            call.range.end = range.end;
                            call.pieces = inside;
                            pieces.push(Piece::Call(call));
                            break;
                        }
                        // One without a closing tag holds nothing: what came after it is beside it.
                        pieces.push(Piece::Call(call));
                        pieces.extend(inside);
                    }
                } else {
                    pieces.push(Piece::Text(range));
                }
            }
        }
        at = end;
        start = end;
    }
    if start < text.len() {
        pieces.push(Piece::Text(start..text.len()));
    }
    while let Some((call, before)) = open.pop() {
        let inside = std::mem::replace(&mut pieces, before);
        pieces.push(Piece::Call(call));
        pieces.extend(inside);
    }
    pieces
}

enum Tag {
    Open(Call, bool),
    Close(String, Range<usize>),
    Shown(Range<usize>, String),
}

impl Tag {
    fn range(&self) -> &Range<usize> {
        match self {
            Self::Open(call, _) => &call.range,
            Self::Close(_, range) | Self::Shown(range, _) => range,
        }
    }
}

/// The tag that begins at a place.
fn tag(text: &str, place: usize) -> Option<Tag> {
    let rest = &text[place + 2..];
    let (right, markup) = match rest.chars().next()? {
        '<' => (">}}", false),
        '%' => ("%}}", true),
        _ => return None,
    };
    let inside = place + 3;
    if let Some(comment) = text[inside..].strip_prefix("/*") {
        let end = comment.find(&format!("*/{right}"))?;
        let range = place..inside + 2 + end + 2 + right.len();
        let shown = format!("{}{}{right}", &text[place..inside], &comment[..end]);
        return Some(Tag::Shown(range, shown));
    }
    let mut scan = Scan { text, at: inside };
    scan.spaces();
    let closes = scan.take('/');
    scan.spaces();
    let name = scan.name()?;
    let mut arguments = Arguments::default();
    loop {
        scan.spaces();
        if scan.rest().starts_with(right) {
            let range = place..scan.at + right.len();
            if closes {
                return Some(Tag::Close(name, range));
            }
            return Some(Tag::Open(call(name, markup, arguments, range), false));
        }
        if let Some(after) = scan.rest().strip_prefix('/')
            && after.trim_start().starts_with(right)
        {
            let skipped = after.len() - after.trim_start().len();
            let range = place..scan.at + 1 + skipped + right.len();
            return Some(Tag::Open(call(name, markup, arguments, range), true));
        }
        scan.argument(right, &mut arguments)?;
    }
}

fn call(name: String, markup: bool, arguments: Arguments, range: Range<usize>) -> Call {
    Call { name, markup, arguments, opening: range.clone(), range, inner: None, pieces: Vec::new() }
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl Scan<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn take(&mut self, character: char) -> bool {
        let there = self.rest().starts_with(character);
        if there {
            self.at += character.len_utf8();
        }
        there
    }

    fn name(&mut self) -> Option<String> {
        let rest = self.rest();
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '.');
        if !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
            return None;
        }
        let mut end = rest.find(|c: char| !is_name(c)).unwrap_or(rest.len());
        // The slash before the end closes the shortcode.
        if rest[..end].ends_with('/') {
            end -= 1;
        }
        let name = rest[..end].to_owned();
        self.at += end;
        Some(name)
    }

    /// The next argument. `None` where there is none: the text ends, or a quote does not.
    fn argument(&mut self, right: &str, arguments: &mut Arguments) -> Option<()> {
        if self.rest().starts_with(['"', '`', '\\']) {
            let value = self.quoted()?;
            arguments.positional.push(value);
            return Some(());
        }
        let word = self.word(right, true);
        if word.is_empty() {
            return None;
        }
        let before = self.at;
        self.spaces();
        if self.take('=') {
            self.spaces();
            let value = match self.rest().chars().next()? {
                '"' | '`' | '\\' => self.quoted()?,
                _ => self.word(right, false),
            };
            arguments.named.push((word, value));
        } else {
            self.at = before;
            arguments.positional.push(word);
        }
        Some(())
    }

    /// What stands there without quotes.
    fn word(&mut self, right: &str, key: bool) -> String {
        let rest = self.rest();
        let mut end = 0;
        for (at, character) in rest.char_indices() {
            let closing = rest[at..].starts_with(right)
                || rest[at..].strip_prefix('/').is_some_and(|after| after.starts_with(right));
            if character.is_whitespace() || closing || key && character == '=' {
                break;
            }
            end = at + character.len_utf8();
        }
        let word = rest[..end].to_owned();
        self.at += end;
        word
    }

    fn quoted(&mut self) -> Option<String> {
        if self.take('`') {
            let rest = self.rest();
            let end = rest.find('`')?;
            let value = rest[..end].to_owned();
            self.at += end + 1;
            return Some(value);
        }
        let escaped = self.take('\\');
        if !self.take('"') {
            return None;
        }
        let mut value = String::new();
        loop {
            let rest = self.rest();
            let character = rest.chars().next().filter(|c| *c != '\n')?;
            if rest.starts_with("\\\"") {
                self.at += 2;
                if escaped {
                    return Some(value);
                }
                value.push('"');
                continue;
            }
            self.at += character.len_utf8();
            if character == '"' {
                return Some(value);
            }
            value.push(character);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Call, Piece, cut};

    fn calls(text: &str) -> Vec<Call> {
        let pieces = cut(text).into_iter();
        pieces
            .filter_map(|piece| match piece {
                Piece::Call(call) => Some(call),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn arguments_are_read_in_every_form() {
        for (text, positional, named) in [
            ("{{< sc1 >}}", &[][..], &[][..]),
            ("{{<sc1 param1>}}", &["param1"], &[]),
            ("{{< sc1 param1 1.5 -3 >}}", &["param1", "1.5", "-3"], &[]),
            ("{{< sc1 \"a b\" `c \"d\"` >}}", &["a b", "c \"d\""], &[]),
            ("{{% sc1 a=\"b \\\"c\\\"\" d=e f = `g` %}}", &[], &[("a", "b \"c\""), ("d", "e"), ("f", "g")]),
            ("{{< sc1\n  a=\"x\"\n  b=\"y\"\n>}}", &[], &[("a", "x"), ("b", "y")]),
            ("{{< sc1 id=x>}}", &[], &[("id", "x")]),
            ("{{< sc1 a=\"https://example.org/?b=c\" />}}", &[], &[("a", "https://example.org/?b=c")]),
            ("{{< sc1 />}}", &[], &[]),
        ] {
            let found = calls(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].name, "sc1", "{text}");
            assert_eq!(found[0].range, 0..text.len(), "{text}");
            assert_eq!(found[0].arguments.positional, positional, "{text}");
            let expected: Vec<_> = named.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
            assert_eq!(found[0].arguments.named, expected, "{text}");
        }
    }

    #[test]
    fn shortcodes_hold_others() {
        let text = "a {{< outer >}}b {{% inner %}}c{{% /inner %}} {{< leaf >}} d{{< /outer >}} e {{<leaf/>}}";
        let found = calls(text);
        let names: Vec<_> = found.iter().map(|call| call.name.as_str()).collect();
        assert_eq!(names, ["outer", "leaf"]);
        let inner = found[0].inner.clone().expect("a text");
        assert_eq!(&text[inner], "b {{% inner %}}c{{% /inner %}} {{< leaf >}} d");
        let inside: Vec<_> = found[0].pieces.iter().filter(|piece| matches!(piece, Piece::Call(_))).collect();
        assert_eq!(inside.len(), 2);
    }

    #[test]
    fn one_that_is_not_closed_holds_nothing() {
        let found = calls("{{< a >}} b {{< c >}} d {{< /c >}}");
        let inner: Vec<_> = found.iter().map(|call| call.inner.is_some()).collect();
        assert_eq!(inner, [false, true]);
    }

    #[test]
    fn one_that_is_only_shown_is_text() {
        let text = "x {{</* figure src=\"a.png\" */>}} {{%/* b */%}}";
        let shown: Vec<_> = cut(text)
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Shown(_, text) => Some(text),
                _ => None,
            })
            .collect();
        assert_eq!(shown, ["{{< figure src=\"a.png\" >}}", "{{% b %}}"]);
    }

    #[test]
    fn what_is_no_shortcode_stays_text() {
        for text in [
            "{{ .Title }}",
            "{{<…>}}",
            "{{< >}}",
            "{{< a",
            "{{< a \"b >}}",
            "{{ '{{<' }}",
            "a {{",
            "{{< /a >}}",
            "{{<%= x %>}}",
        ] {
            assert!(calls(text).is_empty(), "{text}");
            let length: usize = cut(text)
                .iter()
                .map(|piece| match piece {
                    Piece::Text(range) => range.len(),
                    _ => 0,
                })
                .sum();
            assert_eq!(length, text.len(), "{text}");
        }
    }
}
