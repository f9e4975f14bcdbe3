//! Where the blocks of a kramdown text are: as much as has to be known to leave code alone.

use super::attributes::{definition, whole_line};
use std::ops::Range;

/// What lines are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Blank,
    /// Paragraphs, headings, lists, quotes, tables: lines without a blank one between.
    Text,
    /// Between fences, with them.
    Fence,
    /// Indented.
    Code,
    /// HTML to its closing tag.
    Html,
    /// `{: .class}`
    Attributes,
    /// `{:name: .class}`
    Definition,
    /// `{::comment}` … `{:/comment}`
    Extension,
    /// `$$` … `$$` on lines of its own.
    Math,
}

/// Elements within a line, by kramdown's table.
const SPANS: [&str; 45] = [
    "a", "abbr", "acronym", "b", "big", "bdo", "br", "button", "cite", "code", "del", "dfn", "em", "i",
    "img", "input", "ins", "kbd", "label", "mark", "option", "q", "rb", "rbc", "rp", "rt", "rtc", "ruby",
    "s", "samp", "select", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
    "video", "audio", "source", "wbr",
];

/// Elements without an end.
const VOID: [&str; 9] = ["area", "base", "br", "col", "embed", "hr", "img", "link", "meta"];

/// The blocks, in order; every line is in one.
pub(super) fn blocks(lines: &[&str]) -> Vec<(Kind, Range<usize>)> {
    let mut blocks: Vec<(Kind, Range<usize>)> = Vec::new();
    let mut at = 0;
    let mut in_list = false;
    let mut unclosed = Unclosed::default();
    while at < lines.len() {
        let line = lines[at];
        let after_blank = matches!(blocks.last(), None | Some((Kind::Blank, _)));
        let indent = indent_of(line);
        let (kind, end) = if line.trim().is_empty() {
            (Kind::Blank, at + 1)
        } else if indent >= 4 && after_blank && !in_list {
            (Kind::Code, end_of_code(lines, at))
        } else if let Some(end) = end_of_extension(lines, at, &mut unclosed) {
            (Kind::Extension, end)
        } else if definition(line).is_some() {
            (Kind::Definition, at + 1)
        } else if whole_line(line).is_some() {
            (Kind::Attributes, at + 1)
        } else if let Some(end) = end_of_fence(lines, at) {
            (Kind::Fence, end)
        } else if let Some(end) = end_of_html(lines, at, &mut unclosed) {
            (Kind::Html, end)
        } else if let Some(end) = end_of_math(lines, at, after_blank) {
            (Kind::Math, end)
        } else {
            if is_item(line) {
                in_list = true;
            } else if indent == 0 && after_blank {
                in_list = false;
            }
            (Kind::Text, at + 1)
        };
        match blocks.last_mut() {
            Some((Kind::Text, range)) if kind == Kind::Text => range.end = end,
            _ => blocks.push((kind, at..end)),
        }
        at = end;
    }
    blocks
}

/// Columns before the first letter; a tab goes to the next multiple of four.
pub(super) fn indent_of(line: &str) -> usize {
    let mut columns = 0;
    for character in line.chars() {
        match character {
            ' ' => columns += 1,
            '\t' => columns += 4 - columns % 4,
            _ => break,
        }
    }
    columns
}

/// The line begins an item of a list.
pub(super) fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let rest = match line.strip_prefix(['*', '+', '-']) {
        Some(rest) => rest,
        None => match line.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix('.') {
            Some(rest) if line.starts_with(|c: char| c.is_ascii_digit()) => rest,
            _ => return false,
        },
    };
    rest.starts_with([' ', '\t'])
}

fn end_of_code(lines: &[&str], start: usize) -> usize {
    let mut end = start + 1;
    for (at, line) in lines.iter().enumerate().skip(start + 1) {
        if indent_of(line) >= 4 && !line.trim().is_empty() {
            end = at + 1;
        } else if !line.trim().is_empty() {
            break;
        }
    }
    end
}

/// A fence has to be closed, or it is none.
fn end_of_fence(lines: &[&str], start: usize) -> Option<usize> {
    let (sign, length, info) = fence(lines[start])?;
    if sign == '`' && info.contains('`') {
        return None;
    }
    let closes =
        |line: &&str| fence(line).is_some_and(|(s, l, rest)| s == sign && l >= length && rest.is_empty());
    let length = lines[start + 1..].iter().position(closes)?;
    Some(start + 1 + length + 1)
}

/// The sign of a fence, how often it stands there, and what follows.
pub(super) fn fence(line: &str) -> Option<(char, usize, &str)> {
    let text = line.trim();
    let sign = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = text.chars().take_while(|c| *c == sign).count();
    (length >= 3).then(|| (sign, length, text[length..].trim()))
}

/// What nothing closes from some line on, and so from no later one.
#[derive(Default)]
struct Unclosed {
    comment: bool,
    extension: bool,
}

fn end_of_extension(lines: &[&str], start: usize, unclosed: &mut Unclosed) -> Option<usize> {
    let line = lines[start].trim();
    let inside = line.strip_prefix("{::").and_then(|rest| rest.split_once('}'));
    match inside {
        Some((opening, rest)) if opening.ends_with('/') && rest.is_empty() => Some(start + 1),
        Some((_, "")) if !unclosed.extension => {
            let closes = |line: &&str| line.trim().starts_with("{:/") && line.trim().ends_with('}');
            let length = lines[start + 1..].iter().position(closes);
            unclosed.extension = length.is_none();
            Some(start + 1 + length? + 1)
        }
        _ => None,
    }
}

fn end_of_math(lines: &[&str], start: usize, after_blank: bool) -> Option<usize> {
    if !after_blank || indent_of(lines[start]) >= 4 {
        return None;
    }
    let first = lines[start].trim().strip_prefix("$$")?;
    if let Some(length) = first.find("$$") {
        let next =
            lines.get(start + 1).is_none_or(|line| line.trim().is_empty() || whole_line(line).is_some());
        return (first[length + 2..].is_empty() && next).then_some(start + 1);
    }
    for (at, line) in lines.iter().enumerate().skip(start + 1) {
        if let Some(length) = line.find("$$") {
            return line[length + 2..].trim().is_empty().then_some(at + 1);
        }
    }
    None
}

/// The name of a tag at the start of a text, and whether it closes.
pub(super) fn tag_name(text: &str) -> Option<(&str, bool)> {
    let inside = text.strip_prefix('<')?;
    let (inside, closes) = inside.strip_prefix('/').map_or((inside, false), |inside| (inside, true));
    let length = inside.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(inside.len());
    let follows = inside[length..].chars().next();
    let is_tag = inside.starts_with(|c: char| c.is_ascii_alphabetic())
        && follows.is_none_or(|c| c.is_whitespace() || matches!(c, '>' | '/'));
    is_tag.then(|| (&inside[..length], closes))
}

fn end_of_html(lines: &[&str], start: usize, unclosed: &mut Unclosed) -> Option<usize> {
    let line = lines[start].trim_start();
    if line.starts_with("<!--") {
        if unclosed.comment {
            return None;
        }
        let length = lines[start..].iter().position(|line| line.contains("-->"));
        unclosed.comment = length.is_none();
        return Some(start + length? + 1);
    }
    let (name, closes) = tag_name(line)?;
    let name = name.to_ascii_lowercase();
    if SPANS.contains(&name.as_str()) {
        return None;
    }
    if closes || VOID.contains(&name.as_str()) {
        return Some(start + 1);
    }
    let mut open = 0usize;
    for (at, line) in lines.iter().enumerate().skip(start) {
        let lower = line.to_ascii_lowercase();
        for (place, _) in lower.match_indices('<') {
            match tag_name(&lower[place..]) {
                Some((found, true)) if found == name => {
                    open = open.saturating_sub(1);
                    if open == 0 {
                        return Some(at + 1);
                    }
                }
                Some((found, false)) if found == name => {
                    let tag = lower[place..].split_inclusive('>').next().unwrap_or_default();
                    open += usize::from(!tag.ends_with("/>"));
                }
                _ => {}
            }
        }
        if open == 0 && at > start {
            return Some(at);
        }
    }
    // Nothing closes it: up to the next blank line.
    let length = lines[start..].iter().position(|line| line.trim().is_empty());
    Some(length.map_or(lines.len(), |length| start + length))
}

#[cfg(test)]
mod tests {
    use super::{Kind, blocks};

    fn kinds(text: &str) -> Vec<Kind> {
        let lines: Vec<&str> = text.lines().collect();
        blocks(&lines).into_iter().map(|(kind, _)| kind).filter(|kind| *kind != Kind::Blank).collect()
    }

    #[test]
    fn code_is_known_in_every_form() {
        assert_eq!(kinds("~~~ ruby\n# a\n\n~~~\ntext"), [Kind::Fence, Kind::Text]);
        assert_eq!(kinds("text\n\n    code\n\n    code\ntext"), [Kind::Text, Kind::Code, Kind::Text]);
        assert_eq!(
            kinds("- item\n\n    still the item\n\ntext\n\n    code"),
            [Kind::Text, Kind::Text, Kind::Text, Kind::Code]
        );
        assert_eq!(kinds("```\nnever closed"), [Kind::Text]);
    }

    #[test]
    fn html_goes_to_its_closing_tag() {
        assert_eq!(kinds("<div>\n\n    <div>a</div>\n\n</div>\ntext"), [Kind::Html, Kind::Text]);
        assert_eq!(kinds("<em>a</em> text"), [Kind::Text]);
        assert_eq!(kinds("text\n<div>a</div>"), [Kind::Text, Kind::Html]);
        assert_eq!(kinds("<!-- a\n\nb -->\ntext"), [Kind::Html, Kind::Text]);
        assert_eq!(kinds("<div>\na\n\nb"), [Kind::Html, Kind::Text]);
    }

    #[test]
    fn attributes_extensions_and_math_are_blocks() {
        assert_eq!(
            kinds("text\n{: .a}\n{:b: .c}\n{::comment}\n\na\n{:/comment}\n\n$$\nx\n$$\n"),
            [Kind::Text, Kind::Attributes, Kind::Definition, Kind::Extension, Kind::Math]
        );
    }
}
