use std::iter::Peekable;
use std::str::CharIndices;

/// A piece of a text with shortcodes in it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece<'a> {
    /// As it stands.
    Text(&'a str),
    /// What shall be shown and not called, written as `{{/* … */}}`: without its escape.
    Shown(String),
    /// `{{ name(key="value") }}`, or `{% name() %}…{% end %}` with what is in between.
    Call(Call<'a>),
}

/// Keys with values, in order.
type Arguments<'a> = Vec<(&'a str, String)>;

/// A shortcode.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Call<'a> {
    pub name: &'a str,
    pub arguments: Arguments<'a>,
    pub inner: Option<&'a str>,
    /// As it was written.
    pub whole: &'a str,
    /// Where it begins in the text, in bytes.
    pub start: usize,
    /// Where `inner` begins in the text.
    pub inner_start: usize,
}

impl Call<'_> {
    /// An argument.
    pub(super) fn get(&self, keys: &[&str]) -> Option<&str> {
        let found = keys.iter().find_map(|key| self.arguments.iter().find(|(name, _)| name == key));
        found.map(|(_, value)| value.as_str())
    }
}

/// Cuts a text at its shortcodes. What only looks like one is text.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut done, mut at) = (0, 0);
    while let Some(found) = text[at..].find("{{").into_iter().chain(text[at..].find("{%")).min() {
        let start = at + found;
        match piece(text, start) {
            Some((piece, end)) => {
                if done < start {
                    pieces.push(Piece::Text(&text[done..start]));
                }
                pieces.push(piece);
                (done, at) = (end, end);
            }
            None => at = start + 2,
        }
    }
    if done < text.len() {
        pieces.push(Piece::Text(&text[done..]));
    }
    pieces
}

/// The shortcode that begins at a place, and where it ends.
fn piece(text: &str, start: usize) -> Option<(Piece<'_>, usize)> {
    let is_block = text[start..].starts_with("{%");
    let closing = if is_block { "%}" } else { "}}" };
    let opening = &text[start..start + 2];
    if let Some(escaped) = text[start + 2..].strip_prefix("/*") {
        let length = escaped.find(&format!("*/{closing}"))?;
        let shown = format!("{opening}{}{closing}", &escaped[..length]);
        return Some((Piece::Shown(shown), start + 4 + length + 4));
    }
    let (name, arguments, end) = call(text, start + 2, closing)?;
    if !is_block {
        let call = Call { name, arguments, inner: None, whole: &text[start..end], start, inner_start: end };
        return Some((Piece::Call(call), end));
    }
    let (inner_end, after) = end_of(text, end)?;
    let inner = Some(&text[end..inner_end]);
    let call = Call { name, arguments, inner, whole: &text[start..after], start, inner_start: end };
    Some((Piece::Call(call), after))
}

/// Reads ` name(arguments) }}`.
fn call<'a>(text: &'a str, at: usize, closing: &str) -> Option<(&'a str, Arguments<'a>, usize)> {
    let mut cursor = Cursor { text, characters: text[at..].char_indices().peekable(), offset: at };
    cursor.blanks();
    let name = cursor.name()?;
    cursor.blanks();
    cursor.take('(')?;
    let mut arguments = Vec::new();
    loop {
        cursor.blanks();
        if cursor.take(')').is_some() {
            break;
        }
        let key = cursor.name()?;
        cursor.blanks();
        cursor.take('=')?;
        cursor.blanks();
        arguments.push((key, cursor.value()?));
        cursor.blanks();
        if cursor.take(',').is_none() {
            cursor.take(')')?;
            break;
        }
    }
    cursor.blanks();
    let end = cursor.place();
    text[end..].starts_with(closing).then_some((name, arguments, end + closing.len()))
}

/// Where the body that begins at a place ends, and where what comes after its `{% end %}` begins.
fn end_of(text: &str, start: usize) -> Option<(usize, usize)> {
    let (mut depth, mut at) = (0, start);
    while let Some(found) = text[at..].find("{%") {
        let open = at + found;
        let inner_start = open + 2;
        let length = text[inner_start..].find("%}")?;
        let inner = text[inner_start..inner_start + length].trim_matches('-').trim();
        let close = inner_start + length + 2;
        if inner == "end" {
            if depth == 0 {
                return Some((open, close));
            }
            depth -= 1;
            at = close;
        } else if let Some((_, _, end)) = call(text, inner_start, "%}") {
            depth += 1;
            at = end;
        } else {
            at = inner_start;
        }
    }
    None
}

struct Cursor<'a> {
    text: &'a str,
    characters: Peekable<CharIndices<'a>>,
    offset: usize,
}

impl<'a> Cursor<'a> {
    fn place(&mut self) -> usize {
        self.characters.peek().map_or(self.text.len(), |(at, _)| self.offset + at)
    }

    fn blanks(&mut self) {
        while self.characters.next_if(|(_, c)| c.is_whitespace()).is_some() {}
    }

    fn take(&mut self, wanted: char) -> Option<()> {
        self.characters.next_if(|(_, c)| *c == wanted).map(drop)
    }

    fn name(&mut self) -> Option<&'a str> {
        let start = self.place();
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        while self.characters.next_if(|(_, c)| is_name(*c)).is_some() {}
        let name = &self.text[start..self.place()];
        name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_').then_some(name)
    }

    /// Text in one of three kinds of quotes, a number, true or false, or a list of those as it is written.
    fn value(&mut self) -> Option<String> {
        let start = self.place();
        let (_, first) = self.characters.next()?;
        match first {
            '"' | '\'' | '`' => {
                for (at, c) in self.characters.by_ref() {
                    if c == first {
                        return Some(self.text[start + 1..self.offset + at].to_owned());
                    }
                }
                None
            }
            '[' => {
                for (at, c) in self.characters.by_ref() {
                    if c == ']' {
                        return Some(self.text[start..=self.offset + at].to_owned());
                    }
                }
                None
            }
            c if c.is_ascii_alphanumeric() || c == '-' => {
                let more = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
                while self.characters.next_if(|(_, c)| more(*c)).is_some() {}
                Some(self.text[start..self.place()].to_owned())
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, pieces};

    #[test]
    fn shortcodes_are_found_with_their_arguments() {
        let text = "a {{ youtube(id=\"x y\", autoplay=true, n=-1.5) }} b\n{% note(title='T') %}\nin {% q() %}d{% end %}\n{% end %} c";
        let found = pieces(text);
        let [
            Piece::Text("a "),
            Piece::Call(video),
            Piece::Text(" b\n"),
            Piece::Call(note),
            Piece::Text(" c"),
        ] = found.as_slice()
        else {
            panic!("{found:?}");
        };
        assert_eq!(
            (video.name, video.get(&["id"]), video.get(&["n"])),
            ("youtube", Some("x y"), Some("-1.5"))
        );
        assert_eq!((note.name, note.get(&["t", "title"])), ("note", Some("T")));
        assert_eq!(note.inner, Some("\nin {% q() %}d{% end %}\n"));
        assert_eq!(&text[note.inner_start..note.inner_start + 3], "\nin");
    }

    #[test]
    fn what_only_looks_like_one_is_text() {
        for text in [
            "{{closure}}",
            "{{r1, r2}}",
            "{{ #include <cmath> }}",
            "{% if x %}",
            "{% note() %} open",
            "{{",
            "{{ a(",
            "{{ a(b=\"",
            "{%é",
        ] {
            assert_eq!(pieces(text), [Piece::Text(text)], "{text}");
        }
    }

    #[test]
    fn an_escaped_one_is_shown() {
        assert_eq!(
            pieces("{{/* youtube(id=\"x\") */}}!"),
            [Piece::Shown("{{ youtube(id=\"x\") }}".to_owned()), Piece::Text("!")]
        );
        assert_eq!(pieces("{%/* end */%}"), [Piece::Shown("{% end %}".to_owned())]);
    }
}
