//! The posts of a blog, as text.

use super::collection::Document;
use crate::harness::fixture::files_below;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::path::Path;

/// The posts below a folder, in the order of their paths.
pub fn read(folder: &Path) -> Vec<Document> {
    let mut files = files_below(folder);
    files.sort();
    files
        .iter()
        .filter(|(path, _)| path.ends_with(".md") || path.ends_with(".markdown"))
        .filter_map(|(_, bytes)| post(&String::from_utf8_lossy(bytes)))
        .collect()
}

fn post(source: &str) -> Option<Document> {
    let fence = source.lines().next()?;
    let (front, body) = match fence {
        "+++" | "---" => source[fence.len()..].split_once(&format!("\n{fence}"))?,
        _ => source.split_once("\n\n")?,
    };
    let title = front.lines().find_map(|line| {
        let (key, value) = line.split_once(['=', ':'])?;
        key.trim().eq_ignore_ascii_case("title").then(|| value.trim())
    })?;
    let title = title.trim_matches(['"', '\'']).replace("\\\"", "\"");
    Some(Document { title, sections: sections(body) })
}

fn sections(body: &str) -> Vec<(String, String)> {
    let mut sections = vec![(String::new(), String::new())];
    let mut in_heading = false;
    for event in Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES) {
        let Some((heading, text)) = sections.last_mut() else { continue };
        let now = if in_heading { heading } else { text };
        match event {
            Event::Start(Tag::Heading { .. }) => {
                sections.push(Default::default());
                in_heading = true;
            }
            Event::End(TagEnd::Heading(_)) => in_heading = false,
            Event::Text(words) | Event::Code(words) => now.push_str(&words),
            Event::SoftBreak | Event::End(TagEnd::TableCell) => now.push(' '),
            Event::HardBreak
            | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock | TagEnd::TableRow) => {
                now.push('\n');
            }
            _ => {}
        }
    }
    sections
}
