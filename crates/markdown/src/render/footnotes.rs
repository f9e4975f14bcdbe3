use super::Renderer;
use crate::prose::Placed;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::HashMap;
use std::ops::Range;

/// The footnotes of a body, numbered as the text first refers to them.
#[derive(Default)]
pub(super) struct Footnotes<'a> {
    numbers: HashMap<String, usize>,
    /// By number, less one.
    notes: Vec<Note>,
    /// What each note says and where, by name: it is written when the text has been, so that a note that
    /// another one refers to comes after it.
    definitions: HashMap<String, (Vec<Placed<'a>>, Range<usize>)>,
}

/// A note that the text refers to.
struct Note {
    name: String,
    id: String,
    /// The ids of the places that refer to it.
    references: Vec<String>,
}

impl<'a> Footnotes<'a> {
    /// Takes the definitions out of a text. The first of a name counts.
    pub fn take_definitions(&mut self, events: &mut Vec<Placed<'a>>) {
        let mut open: Vec<(String, Range<usize>, Vec<Placed<'a>>)> = Vec::new();
        let mut text = Vec::with_capacity(events.len());
        for (event, span) in std::mem::take(events) {
            match event {
                Event::Start(Tag::FootnoteDefinition(name)) => {
                    open.push((name.into_string(), span, Vec::new()))
                }
                Event::End(TagEnd::FootnoteDefinition) => {
                    if let Some((name, span, note)) = open.pop() {
                        self.definitions.entry(name).or_insert((note, span));
                    }
                }
                event => open.last_mut().map_or(&mut text, |(_, _, note)| note).push((event, span)),
            }
        }
        *events = text;
    }
}

impl Renderer<'_> {
    pub(super) fn footnote_reference(&mut self, name: &str) {
        let next = self.footnotes.notes.len();
        let index = *self.footnotes.numbers.entry(name.to_owned()).or_insert(next);
        let number = index + 1;
        if index == next {
            let id = self.ids.unique(&format!("fn-{number}"));
            self.footnotes.notes.push(Note { name: name.to_owned(), id, references: Vec::new() });
        }
        let reference = self.ids.unique(&format!("fnref-{number}"));
        if let Some(note) = self.footnotes.notes.get_mut(index) {
            self.html.push_str(&format!(
                "<sup class=\"footnote-ref\"><a href=\"#{}\" id=\"{reference}\" role=\"doc-noteref\" \
                 aria-label=\"Footnote {number}\">{number}</a></sup>",
                note.id
            ));
            note.references.push(reference);
        }
        self.text.all.push_str(&number.to_string());
    }

    /// The notes that are referred to, at the end of the page; those that other notes refer to come after them.
    pub(super) fn write_footnotes(&mut self) {
        let mut written = Vec::new();
        while let Some(note) = self.footnotes.notes.get(written.len()) {
            let (events, _) = self.footnotes.definitions.remove(&note.name).unwrap_or_default();
            let (html, text) = (std::mem::take(&mut self.html), self.text.go_elsewhere());
            self.enter_block(&Tag::FootnoteDefinition("".into()));
            self.take_all(events);
            self.leave_block(TagEnd::FootnoteDefinition);
            let note = std::mem::replace(&mut self.html, html);
            let text = self.text.go_back(text);
            self.text.add(text);
            written.push(note);
        }
        let mut unused: Vec<_> = std::mem::take(&mut self.footnotes.definitions).into_iter().collect();
        unused.sort_by_key(|(_, (_, span))| span.start);
        for (name, (_, span)) in unused {
            let help = format!("write `[^{name}]` where it belongs, or take the note out");
            self.warn(
                format!("nothing refers to the footnote `[^{name}]`: it is not shown"),
                Some(help),
                span,
            );
        }
        if written.is_empty() {
            return;
        }
        self.html.push_str("<section class=\"footnotes\" aria-label=\"Footnotes\"><ol>\n");
        for (note, html) in self.footnotes.notes.iter().zip(written) {
            let back: String = note
                .references
                .iter()
                .map(|reference| {
                    format!(
                        " <a class=\"footnote-back\" href=\"#{reference}\" role=\"doc-backlink\" \
                         aria-label=\"Back to the text\">↩\u{fe0e}</a>"
                    )
                })
                .collect();
            self.html.push_str(&format!("<li id=\"{}\">", note.id));
            match html.trim_end().strip_suffix("</p>") {
                Some(start) => self.html.push_str(&format!("{start}{back}</p>")),
                None => self.html.push_str(&format!("{}<p>{}</p>", html.trim_end(), back.trim_start())),
            }
            self.html.push_str("</li>\n");
        }
        self.html.push_str("</ol></section>\n");
    }

    /// Says which notes a text refers to in vain: what is left of such a reference is text.
    pub(super) fn warn_of_notes(&mut self, text: &str, span: &Range<usize>) {
        let mut at = 0;
        while let Some(start) = text[at..].find("[^").map(|index| at + index) {
            at = start + 2;
            let named = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
            let Some(length) = text[at..].find(|c| !named(c)) else { return };
            let name = &text[at..at + length];
            if !name.is_empty() && text[at + length..].starts_with(']') {
                let place = span.start + start..span.start + at + length + 1;
                let help = format!(
                    "write `[^{name}]: …` in a line of its own, or put it between backticks to show it as it is"
                );
                self.warn(format!("there is no footnote `[^{name}]`"), Some(help), place);
            }
        }
    }
}
