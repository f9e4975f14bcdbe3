use super::Renderer;
use crate::Section;
use std::collections::HashMap;

/// The footnotes of a body, numbered as the text first refers to them.
#[derive(Default)]
pub(super) struct Footnotes {
    numbers: HashMap<String, usize>,
    /// By number, less one.
    notes: Vec<Note>,
    /// The HTML and the text of each note, by name.
    definitions: HashMap<String, (String, Vec<Section>)>,
    /// The open definitions, outermost first: the name of each, and what it interrupts.
    open: Vec<(String, String, Vec<Section>)>,
}

/// A note that the text refers to.
struct Note {
    name: String,
    id: String,
    /// The ids of the places that refer to it.
    references: Vec<String>,
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

    pub(super) fn start_footnote(&mut self, name: &str) {
        self.close_label();
        let (html, text) = (std::mem::take(&mut self.html), self.text.go_elsewhere());
        self.footnotes.open.push((name.to_owned(), html, text));
    }

    pub(super) fn end_footnote(&mut self) {
        if let Some((name, html, text)) = self.footnotes.open.pop() {
            let note = (std::mem::replace(&mut self.html, html), self.text.go_back(text));
            self.footnotes.definitions.entry(name).or_insert(note);
        }
    }

    /// The notes that are referred to, at the end of the page.
    pub(super) fn write_footnotes(&mut self) {
        if self.footnotes.notes.is_empty() {
            return;
        }
        self.html.push_str("<section class=\"footnotes\" aria-label=\"Footnotes\"><ol>\n");
        for note in &self.footnotes.notes {
            let (html, text) = self.footnotes.definitions.remove(&note.name).unwrap_or_default();
            self.text.add(text);
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
}
