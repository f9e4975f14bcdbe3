//! Headings: old ids, by kramdown's rules, where Offprint would make others.

use super::attributes::Attributes;
use super::{Mode, Translator};
use offprint_model::Slug;
use pulldown_cmark::{Event, Options, Parser};

/// A heading that was found.
pub(super) struct Heading<'a> {
    pub level: usize,
    pub text: &'a str,
    pub id: Option<&'a str>,
}

/// `# Text`; without the space too, where kramdown's own Markdown is read.
pub(super) fn atx(line: &str, gfm: bool) -> Option<Heading<'_>> {
    let trimmed = line.trim_end();
    if line.len() - line.trim_start_matches(' ').len() > 3 {
        return None;
    }
    let trimmed = trimmed.trim_start_matches(' ');
    let level = trimmed.bytes().take_while(|byte| *byte == b'#').count();
    let rest = &trimmed[level..];
    if !(1..=6).contains(&level) || rest.trim().is_empty() || gfm && !rest.starts_with([' ', '\t']) {
        return None;
    }
    let (text, id) = with_id(rest.trim());
    let without = text.trim_end_matches('#');
    let text =
        if without.ends_with([' ', '\t']) || without.is_empty() || !gfm { without.trim_end() } else { text };
    Some(Heading { level, text, id }).filter(|heading| !heading.text.is_empty())
}

/// The level that a line below a heading's text gives it.
pub(super) fn setext_level(line: &str) -> Option<usize> {
    let line = line.trim_end();
    match line.chars().next()? {
        '=' if line.chars().all(|c| c == '=') => Some(1),
        '-' if line.chars().all(|c| c == '-') => Some(2),
        _ => None,
    }
}

/// `Text {#id}`
pub(super) fn with_id(text: &str) -> (&str, Option<&str>) {
    let found = text.strip_suffix('}').and_then(|before| before.rsplit_once("{#"));
    match found {
        Some((text, id)) if !id.is_empty() && !id.contains([' ', '{']) && text.ends_with([' ', '\t']) => {
            (text.trim_end(), Some(id))
        }
        _ => (text, None),
    }
}

impl Translator<'_> {
    pub(super) fn heading(&mut self, heading: &Heading<'_>, attributes: Attributes) -> String {
        let mut text = self.inline(heading.text);
        let hashes = "#".repeat(heading.level);
        if self.mode == Mode::Jekyll {
            return format!("{hashes} {text}");
        }
        if text.ends_with('}') {
            // Not meant as attributes.
            text = text.replace('{', "\\{");
        }
        let id = attributes.id.clone().or_else(|| heading.id.map(str::to_owned));
        let plain = plain(heading.text);
        let old = match id {
            Some(id) => Some(id),
            None if self.rules.auto_ids => Some(self.automatic_id(heading.text, &plain)),
            None => None,
        };
        let new = self.new_id(&plain);
        let old = old.filter(|old| !old.is_empty() && *old != new);
        let mut own = attributes;
        own.id = None;
        own.classes.retain(|class| class != "no_toc");
        let mut written: Vec<String> = old.map(|old| format!("#{old}")).into_iter().collect();
        written.extend(own.classes.drain(..).map(|class| format!(".{class}")));
        self.left_out(&own, "on a heading", heading.text);
        let attributes =
            if written.is_empty() { String::new() } else { format!(" {{{}}}", written.join(" ")) };
        format!("{hashes} {text}{attributes}")
    }

    /// What kramdown would have called it.
    fn automatic_id(&mut self, source: &str, plain: &str) -> String {
        let id = if self.rules.gfm { gfm_id(plain) } else { kramdown_id(source) };
        let used = self.old_ids.entry(id.clone()).or_insert(0);
        *used += 1;
        if *used > 1 { format!("{id}-{}", *used - 1) } else { id }
    }

    /// What Offprint will call it.
    fn new_id(&mut self, plain: &str) -> String {
        let slug = Slug::from_label(plain);
        let id = if slug.as_str().is_empty() { "section" } else { slug.as_str() };
        let used = self.new_ids.entry(id.to_owned()).or_insert(0);
        *used += 1;
        if *used > 1 { format!("{id}-{}", *used - 1) } else { id.to_owned() }
    }
}

/// The text of a heading without its markup.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for event in Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(text) | Event::Code(text) => plain.push_str(&text),
            Event::SoftBreak | Event::HardBreak => plain.push(' '),
            _ => {}
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `generate_gfm_header_id`
fn gfm_id(text: &str) -> String {
    let kept = text.to_lowercase();
    let kept = kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '\t'));
    kept.map(|c| if matches!(c, ' ' | '\t') { '-' } else { c }).collect()
}

/// `basic_generate_id`
fn kramdown_id(text: &str) -> String {
    let text = text.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
    let kept = text.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-'));
    let id: String = kept.map(|c| if c == ' ' { '-' } else { c.to_ascii_lowercase() }).collect();
    if id.is_empty() { "section".to_owned() } else { id }
}

#[cfg(test)]
mod tests {
    use super::{gfm_id, kramdown_id, plain};

    #[test]
    fn ids_are_those_of_kramdown() {
        assert_eq!(gfm_id(&plain("What's `new` in 4.0?")), "whats-new-in-40");
        assert_eq!(gfm_id(&plain("Ünïcode & more")), "ünïcode--more");
        assert_eq!(kramdown_id("1. What's *new*?"), "whats-new");
        assert_eq!(kramdown_id("日本"), "section");
    }
}
