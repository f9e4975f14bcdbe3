//! What authors write after the fence of a block of code.

use std::ops::RangeInclusive;

/// A block of code and how it is to look, in the words of whichever tool its author comes from: Zola
/// (`rust,linenos,hl_lines=3-5 8,name=src/main.rs`), Hugo (`go {linenos=true hl_lines=[2,"4-6"]}`), Docusaurus
/// (`js title="x" {1,3-5} showLineNumbers`), VitePress (`js:line-numbers {1}`), Pandoc
/// (`{.rust .numberLines startFrom="10"}`), rustdoc (`rust,ignore`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fence {
    /// As written; empty for none.
    pub language: String,
    /// A title or the name of a file.
    pub title: Option<String>,
    /// The number of the first line, where lines are numbered.
    pub first_line: Option<u32>,
    /// The lines that are marked, in order and apart; the first one is 1.
    pub marked: Vec<RangeInclusive<usize>>,
    /// Lines begin with `+`, `-` or a blank, as in a patch.
    pub is_diff: bool,
}

impl Fence {
    /// Reads an info string.
    pub fn read(info: &str) -> Self {
        let mut fence = Fence::default();
        let info = info.trim();
        let text = info.trim_start_matches(['{', '.', ' ']);
        let end = text.find([',', '{', '}', ':', ' ', '\t', '=']).unwrap_or(text.len());
        let mut rest = &text[end..];
        if rest.starts_with('=') {
            // No language, but something else: `title="x"`.
            rest = text;
        } else {
            fence.language = text[..end].to_owned();
            if let Some(behind) = rest.strip_prefix(':') {
                let end = behind.find([',', '{', ' ', '\t']).unwrap_or(behind.len());
                let (name, after) = behind.split_at(end);
                if name.starts_with("line-numbers") || name.starts_with("no-line-numbers") {
                    rest = behind;
                } else {
                    fence.title = Some(name.to_owned()).filter(|name| !name.is_empty());
                    rest = after;
                }
            }
        }
        let mut start = None;
        for (key, value) in words(rest) {
            fence.take(&key, value, &mut start, rest.contains('{'));
        }
        fence.marked = merged(fence.marked);
        // To say where numbers start is not to ask for them.
        fence.first_line = fence.first_line.map(|first| start.unwrap_or(first));
        fence
    }

    fn take(&mut self, key: &str, value: Option<String>, start: &mut Option<u32>, in_braces: bool) {
        let folded: String =
            key.chars().filter(|c| !matches!(c, '-' | '_' | '.')).flat_map(char::to_lowercase).collect();
        let number = value.as_deref().and_then(|value| value.trim().parse::<u32>().ok());
        match (folded.as_str(), value) {
            ("linenos" | "linenumbers" | "numberlines" | "showlinenumbers" | "number", value) => {
                match value.as_deref() {
                    Some("false" | "off" | "no") => self.first_line = None,
                    _ => self.first_line = Some(number.unwrap_or(1)),
                }
            }
            (
                "linenostart" | "startfrom" | "start" | "linestart" | "startline" | "firstline"
                | "firstnumber",
                Some(_),
            ) => {
                *start = number;
            }
            ("hllines" | "hl" | "highlight" | "highlightlines" | "emphasizelines" | "mark", Some(lines)) => {
                self.marked
                    .extend(lines.split([',', ' ', '[', ']', '"', '\'', ';', '{', '}']).filter_map(lines_of));
            }
            ("title" | "name" | "filename" | "file" | "caption" | "label", Some(title)) => {
                self.title = Some(title).filter(|title| !title.trim().is_empty());
            }
            ("diff", None) => self.is_diff = true,
            // `{3}`, and what goes on behind `hl_lines=3-5 8`; a number alone is a word like others.
            (_, None) if in_braces || !self.marked.is_empty() => self.marked.extend(lines_of(key)),
            _ => {}
        }
    }

    /// Whether each line is an element of its own.
    pub fn has_lines(&self) -> bool {
        self.first_line.is_some() || !self.marked.is_empty() || self.is_diff
    }

    /// Whether a line is marked; the first one is 1.
    pub fn is_marked(&self, line: usize) -> bool {
        let next = self.marked.partition_point(|lines| *lines.end() < line);
        self.marked.get(next).is_some_and(|lines| lines.contains(&line))
    }
}

/// The same lines in order, none of them twice.
fn merged(mut marked: Vec<RangeInclusive<usize>>) -> Vec<RangeInclusive<usize>> {
    marked.retain(|lines| !lines.is_empty());
    marked.sort_by_key(|lines| *lines.start());
    let mut apart: Vec<RangeInclusive<usize>> = Vec::new();
    for lines in marked {
        match apart.last_mut() {
            Some(last) if lines.start() <= last.end() => *last = *last.start()..=*last.end().max(lines.end()),
            _ => apart.push(lines),
        }
    }
    apart
}

/// `3` or `3-5`.
fn lines_of(text: &str) -> Option<RangeInclusive<usize>> {
    let (first, last) = text.trim().split_once('-').unwrap_or((text.trim(), text.trim()));
    Some(first.parse().ok()?..=last.parse().ok()?)
}

/// `key`, `key=value`, `key="a value"` and `key=[a, "list"]`, between blanks, commas and braces.
fn words(text: &str) -> Vec<(String, Option<String>)> {
    let mut words = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches([',', '{', '}', ' ', '\t', ';']);
        if rest.is_empty() {
            return words;
        }
        let end = rest.find([',', '{', '}', ' ', '\t', ';', '=']).unwrap_or(rest.len());
        let (key, behind) = rest.split_at(end);
        let Some(behind) = behind.strip_prefix('=') else {
            words.push((key.to_owned(), None));
            rest = behind;
            continue;
        };
        let (value, after) = match behind.chars().next() {
            Some(quote @ ('"' | '\'')) => behind[1..].split_once(quote).unwrap_or((&behind[1..], "")),
            Some('[') => behind[1..].split_once(']').unwrap_or((&behind[1..], "")),
            Some('{') => behind[1..].split_once('}').unwrap_or((&behind[1..], "")),
            _ => {
                let end = behind.find([',', '{', '}', ' ', '\t', ';']).unwrap_or(behind.len());
                behind.split_at(end)
            }
        };
        words.push((key.to_owned(), Some(value.to_owned())));
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::Fence;

    #[test]
    fn fences_are_read_as_their_tools_read_them() {
        let main = || Some("src/main.rs".to_owned());
        let rust = |title, first_line, marked| Fence {
            language: "rust".to_owned(),
            title,
            first_line,
            marked,
            is_diff: false,
        };
        for (info, expected) in [
            ("rust", rust(None, None, vec![])),
            ("rust,ignore,no_run", rust(None, None, vec![])),
            ("rust,linenos,hl_lines=3-5 8,name=src/main.rs", rust(main(), Some(1), vec![3..=5, 8..=8])),
            ("rust,linenos,linenostart=20", rust(None, Some(20), vec![])),
            ("rust {linenos=true hl_lines=[2,\"4-6\"]}", rust(None, Some(1), vec![2..=2, 4..=6])),
            (
                "rust {linenos=table,hl_lines=[8,\"15-17\"],linenostart=199}",
                rust(None, Some(199), vec![8..=8, 15..=17]),
            ),
            ("rust {linenos=false,hl_lines=\"1 3\"}", rust(None, None, vec![1..=1, 3..=3])),
            ("rust title=\"src/main.rs\" {1,3-5}", rust(main(), None, vec![1..=1, 3..=5])),
            ("rust showLineNumbers {2} title='src/main.rs'", rust(main(), Some(1), vec![2..=2])),
            ("rust{1,3-5}", rust(None, None, vec![1..=1, 3..=5])),
            ("rust:line-numbers=4 {1}", rust(None, Some(4), vec![1..=1])),
            ("rust:src/main.rs", rust(main(), None, vec![])),
            ("{.rust .numberLines startFrom=\"10\"}", rust(None, Some(10), vec![])),
            ("{.rust filename=\"src/main.rs\"}", rust(main(), None, vec![])),
        ] {
            assert_eq!(Fence::read(info), expected, "{info}");
        }
        assert!(Fence::read("rust,diff").is_diff);
        assert_eq!(Fence::read("title=\"a b\"").title.as_deref(), Some("a b"));
        assert_eq!(Fence::read("title=\"a b\"").language, "");
        for odd in ["", "{", "{}", "=", "a=\"", "a=[", "rust {hl_lines=[9-1,x,-]}", ":", "{{{", "é=é"] {
            let _ = Fence::read(odd);
        }
    }
}
