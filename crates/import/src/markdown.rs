//! Old Markdown: as HTML the way most generators make it, and changed at single places.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd, html::push_html};
use std::ops::Range;

/// A change to a text.
#[derive(Clone, Debug)]
pub(crate) struct Edit {
    pub range: Range<usize>,
    pub text: String,
}

/// CommonMark with tables, footnotes, strikethrough, task lists and attributes of headings.
pub(crate) fn parser(text: &str) -> Parser<'_> {
    Parser::new_ext(
        text,
        Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES,
    )
}

/// The HTML of a text, with the author's own HTML in it. The numbers before footnotes are left out: they are no words
/// of the author's.
pub(crate) fn html(text: &str) -> String {
    const LABEL: &str = "<sup class=\"footnote-definition-label\">";
    let mut html = String::new();
    push_html(&mut html, parser(text));
    let mut parts = html.split(LABEL);
    let mut clean = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        clean.push_str(part.split_once("</sup>").map_or(part, |(_, rest)| rest));
    }
    clean
}

/// The words of a text, without code blocks and HTML, with single spaces between them.
pub(crate) fn plain_text(text: &str) -> String {
    let mut plain = String::new();
    let mut in_code = false;
    for event in parser(text) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(words) | Event::Code(words) if !in_code => plain.push_str(&words),
            Event::SoftBreak | Event::HardBreak | Event::End(_) => {
                let ends_word = !matches!(
                    event,
                    Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Strikethrough)
                );
                if ends_word {
                    plain.push(' ');
                }
            }
            _ => {}
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Changes destinations of links and pictures, where `to` knows another one.
pub(crate) fn rewrite_links(text: &str, mut to: impl FnMut(&str) -> Option<String>) -> String {
    let mut edits = Vec::new();
    let mut change = |destination: &str, range: Range<usize>| {
        let Some(new) = to(destination) else { return };
        let written = text.get(range.clone()).unwrap_or_default();
        if let Some(at) = written.rfind(destination) {
            let start = range.start + at;
            edits.push(Edit { range: start..start + destination.len(), text: new });
        }
    };
    let parser = parser(text);
    for (_, definition) in parser.reference_definitions().iter() {
        change(&definition.dest, definition.span.clone());
    }
    for (event, range) in parser.into_offset_iter() {
        if let Event::Start(
            Tag::Link { link_type: LinkType::Inline, dest_url, .. }
            | Tag::Image { link_type: LinkType::Inline, dest_url, .. },
        ) = event
        {
            change(&dest_url, range);
        }
    }
    edited(text, edits)
}

/// A text with changes. Of two that touch each other the first counts.
pub(crate) fn edited(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| edit.range.start);
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        if edit.range.start < at {
            continue;
        }
        new.push_str(text.get(at..edit.range.start).unwrap_or_default());
        new.push_str(&edit.text);
        at = edit.range.end;
    }
    new.push_str(text.get(at..).unwrap_or_default());
    new
}

/// The address of a post on another site as `::post{url="…"}` takes it; `None` where it takes none of that site.
pub(crate) fn post_url(url: &str) -> Option<String> {
    let url = url.strip_prefix("http://").map_or_else(|| url.to_owned(), |rest| format!("https://{rest}"));
    (offprint_site::embeds_post(&url) && !url.contains(['"', '\n'])).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::{plain_text, rewrite_links};

    #[test]
    fn links_are_changed_and_code_is_not() {
        let text =
            "[a](@/a.md#x) ![p](@/a.md) [b][b] `[c](@/a.md)`\n\n```\n[d](@/a.md)\n```\n\n[b]: @/a.md \"t\"\n";
        let new = rewrite_links(text, |link| link.strip_prefix("@/a.md").map(|rest| format!("/a/{rest}")));
        assert_eq!(
            new,
            "[a](/a/#x) ![p](/a/) [b][b] `[c](@/a.md)`\n\n```\n[d](@/a.md)\n```\n\n[b]: /a/ \"t\"\n"
        );
    }

    #[test]
    fn the_words_of_a_text_are_one_line() {
        assert_eq!(plain_text("# A *b*c\n\n`d` [e](f)\n\n```\ng\n```\n- h\n- i"), "A bc d e h i");
    }
}
