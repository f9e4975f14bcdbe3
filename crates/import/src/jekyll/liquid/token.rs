use std::ops::Range;

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: Kind,
    /// All of it, with its braces.
    pub range: Range<usize>,
    /// What stands between the braces, without spaces around it; the text itself for [`Kind::Text`], with what
    /// its neighbours' hyphens take away from it taken away.
    pub inside: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// `{{ … }}`
    Output,
    /// `{% … %}`
    Tag,
}

/// Cuts a template where its braces are. A brace that nothing closes is text.
pub(super) fn tokens(source: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let (mut at, mut text) = (0, 0);
    let mut trim_next = false;
    // What nothing closes from here on, nothing closes later.
    let mut unclosed = [false; 2];
    while let Some(found) = source[at..].find("{{").into_iter().chain(source[at..].find("{%")).min() {
        let open = at + found;
        let (kind, close) = match source.as_bytes().get(open + 1) {
            Some(b'{') => (Kind::Output, "}}"),
            _ => (Kind::Tag, "%}"),
        };
        let never = &mut unclosed[usize::from(kind == Kind::Tag)];
        let length = if *never { None } else { source[open + 2..].find(close) };
        let Some(length) = length else {
            *never = true;
            at = open + 2;
            continue;
        };
        let end = open + 2 + length + 2;
        let (mut from, mut to) = (open + 2, open + 2 + length);
        let (left, right) = (source[from..to].starts_with('-'), source[from..to].ends_with('-'));
        from += usize::from(left);
        to = to.saturating_sub(usize::from(right)).max(from);
        push_text(&mut tokens, source, text..open, trim_next, left);
        let inside = trimmed(source, from..to);
        tokens.push(Token { kind, range: open..end, inside: inside.clone() });
        (at, text, trim_next) = (end, end, right);
        if kind == Kind::Tag && source[inside].split_whitespace().next() == Some("raw") {
            let Some(stop) = end_of_raw(source, end) else { continue };
            push_text(&mut tokens, source, end..stop, right, false);
            (at, text, trim_next) = (stop, stop, false);
        }
    }
    push_text(&mut tokens, source, text..source.len(), trim_next, false);
    tokens
}

/// Where the tag begins that ends a raw block.
fn end_of_raw(source: &str, from: usize) -> Option<usize> {
    let mut at = from;
    while let Some(found) = source[at..].find("{%") {
        let open = at + found;
        let tag = source[open + 2..].trim_start_matches('-').trim_start();
        if tag.starts_with("endraw") {
            return Some(open);
        }
        at = open + 2;
    }
    None
}

fn push_text(tokens: &mut Vec<Token>, source: &str, range: Range<usize>, start: bool, end: bool) {
    let mut inside = range.clone();
    if start {
        inside.start = inside.end - source[inside.clone()].trim_start().len();
    }
    if end {
        inside.end = inside.start + source[inside.clone()].trim_end().len();
    }
    if !range.is_empty() {
        tokens.push(Token { kind: Kind::Text, range, inside });
    }
}

fn trimmed(source: &str, range: Range<usize>) -> Range<usize> {
    let text = &source[range.clone()];
    let start = range.start + (text.len() - text.trim_start().len());
    start..(start + text.trim().len())
}

#[cfg(test)]
mod tests {
    use super::{Kind, tokens};

    fn cut(source: &str) -> Vec<(Kind, &str)> {
        tokens(source).into_iter().map(|token| (token.kind, &source[token.inside])).collect()
    }

    #[test]
    fn a_hyphen_takes_the_space_beside_it_away() {
        assert_eq!(
            cut("a \n{{- b -}} \n c {% d %}"),
            [(Kind::Text, "a"), (Kind::Output, "b"), (Kind::Text, "c "), (Kind::Tag, "d")]
        );
    }

    #[test]
    fn what_is_raw_is_not_cut() {
        assert_eq!(
            cut("{% raw %}{{ a }} {% b %}{% endraw %}c"),
            [(Kind::Tag, "raw"), (Kind::Text, "{{ a }} {% b %}"), (Kind::Tag, "endraw"), (Kind::Text, "c")]
        );
    }

    #[test]
    fn a_brace_that_nothing_closes_is_text() {
        assert_eq!(cut("a {{ b"), [(Kind::Text, "a {{ b")]);
    }
}
