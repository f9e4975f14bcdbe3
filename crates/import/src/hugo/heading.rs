//! Ids of headings as Hugo makes them (`markup/goldmark/autoid.go`): of a heading's source, marks and all.

use super::path::is_digit;
use offprint_model::Slug;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use std::collections::HashSet;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// `autoHeadingIDType`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IdRule {
    /// Letters, digits, underscores and hyphens.
    #[default]
    GitHub,
    /// The same, of ASCII alone.
    GitHubAscii,
    /// Words with single hyphens between.
    Blackfriday,
    /// None are made.
    Off,
}

impl IdRule {
    fn id(self, text: &str) -> String {
        let mut id = String::new();
        match self {
            Self::Off => {}
            Self::Blackfriday => {
                let mut gap = false;
                for character in text.chars() {
                    if character.is_alphabetic() || character.is_numeric() {
                        if std::mem::take(&mut gap) && !id.is_empty() {
                            id.push('-');
                        }
                        id.extend(character.to_lowercase());
                    } else {
                        gap = true;
                    }
                }
            }
            Self::GitHub | Self::GitHubAscii => {
                let ascii = self == Self::GitHubAscii;
                let text: String = match ascii {
                    true => text.nfd().filter(|c| !is_combining_mark(*c)).collect(),
                    false => text.to_owned(),
                };
                for character in text.trim().chars().filter(|c| !ascii || c.is_ascii()) {
                    if matches!(character, '-' | ' ') {
                        id.push('-');
                    } else if character == '_' || character.is_alphabetic() || is_digit(character) {
                        id.extend(character.to_lowercase());
                    }
                }
            }
        }
        id
    }
}

struct Found {
    /// All of it in the text.
    range: Range<usize>,
    /// `{#id}`
    id: Option<String>,
    /// It has other attributes, which an id could be added to.
    attributes: bool,
    words: String,
}

/// Writes the old id behind headings that would have another one, so that links to them go on to work.
pub fn keep_ids(text: &str, rule: IdRule) -> String {
    let mut found: Vec<Found> = Vec::new();
    let mut open = false;
    for (event, range) in Parser::new_ext(text, super::render::extensions()).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { id, classes, attrs, .. }) => {
                open = true;
                let id = id.map(|id| id.to_string());
                let attributes = !classes.is_empty() || !attrs.is_empty();
                found.push(Found { range, id, attributes, words: String::new() });
            }
            Event::End(TagEnd::Heading(_)) => open = false,
            Event::Text(words) | Event::Code(words) if open => {
                found.iter_mut().next_back().into_iter().for_each(|heading| heading.words.push_str(&words));
            }
            Event::SoftBreak | Event::HardBreak if open => {
                found.iter_mut().next_back().into_iter().for_each(|heading| heading.words.push(' '));
            }
            _ => {}
        }
    }
    let mut ids = (HashSet::new(), HashSet::new());
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for heading in found {
        let source = &text[heading.range.clone()];
        let line_end = heading_line(source);
        let old = heading.id.clone().unwrap_or_else(|| unique(&mut ids.0, source_id(source, line_end, rule)));
        let words = heading.words.split_whitespace().collect::<Vec<_>>().join(" ");
        let new = heading.id.clone().unwrap_or_else(|| match Slug::from_label(&words).as_str() {
            "" => "section".to_owned(),
            slug => slug.to_owned(),
        });
        let new = unique(&mut ids.1, new);
        if heading.id.is_some() || heading.attributes || rule == IdRule::Off || old == new {
            ids.0.insert(old);
            continue;
        }
        ids.1.insert(old.clone());
        let end = heading.range.start + line_end;
        out.push_str(text.get(done..end).unwrap_or_default().trim_end_matches([' ', '\t']));
        out.push_str(&format!(" {{#{old}}}"));
        // Closing signs go: nothing may stand behind the id.
        let closed = source.trim_start().starts_with('#');
        done =
            if closed { heading.range.start + source.lines().next().unwrap_or_default().len() } else { end };
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

/// Where the last line of a heading's text ends: without closing `#` and without a line of `=` or `-` below.
fn heading_line(source: &str) -> usize {
    let trimmed = source.trim_end();
    if source.trim_start().starts_with('#') {
        let line = trimmed.lines().next().unwrap_or_default();
        let without = line.trim_end_matches('#');
        let closes = without.len() < line.len() && without.ends_with([' ', '\t']);
        return if closes && !without.trim().is_empty() {
            without.trim_end().len()
        } else {
            line.trim_end().len()
        };
    }
    trimmed.rfind('\n').map_or(trimmed.len(), |end| trimmed[..end].trim_end().len())
}

fn source_id(source: &str, line_end: usize, rule: IdRule) -> String {
    let text = &source[..line_end];
    let last = text.rsplit('\n').next().unwrap_or_default().trim_start();
    let words = if source.trim_start().starts_with('#') { last.trim_start_matches('#') } else { last };
    match rule.id(words) {
        id if id.is_empty() => "heading".to_owned(),
        id => id,
    }
}

fn unique(taken: &mut HashSet<String>, wanted: String) -> String {
    let mut id = wanted.clone();
    let mut number = 0;
    while !taken.insert(id.clone()) {
        number += 1;
        id = format!("{wanted}-{number}");
    }
    id
}

#[cfg(test)]
mod tests {
    use super::{IdRule, keep_ids};

    /// From Hugo's `markup/goldmark/autoid_test.go`.
    #[test]
    fn ids_are_githubs() {
        for (text, id) in [
            ("God is good: 神真美好", "god-is-good-神真美好"),
            ("Number 32", "number-32"),
            ("Question?", "question"),
            ("1+2=3", "123"),
            ("Hyphen-minus -- two", "hyphen-minus----two"),
            ("under_score", "under_score"),
            ("Trailing space ", "trailing-space"),
        ] {
            assert_eq!(IdRule::GitHub.id(text), id, "{text}");
        }
        assert_eq!(IdRule::GitHubAscii.id("Résumé 神"), "resume-");
        assert_eq!(IdRule::Blackfriday.id("Hyphen-minus -- two!"), "hyphen-minus-two");
    }

    #[test]
    fn a_heading_that_would_get_another_id_keeps_the_old_one() {
        let text =
            "# Plain words\n\n## A.B & c ##\n\nText.\n\nUnder `x.y`\n---\n\n## Own {#own}\n\n## A.B & c\n";
        let kept = keep_ids(text, IdRule::GitHub);
        let expected = "# Plain words\n\n## A.B & c {#ab--c}\n\nText.\n\nUnder `x.y` {#under-xy}\n---\n\n\
                        ## Own {#own}\n\n## A.B & c {#ab--c-1}\n";
        assert_eq!(kept, expected);
    }

    #[test]
    fn code_is_no_heading() {
        let text = "```\n# A.B\n```\n";
        assert_eq!(keep_ids(text, IdRule::GitHub), text);
    }
}
