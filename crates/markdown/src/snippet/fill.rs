use super::Snippet;
use super::context::{Context, Place};
use super::template::Piece;
use crate::Links;
use crate::url::{is_safe_link, is_safe_source};
use pulldown_cmark_escape::{escape_html, escape_html_body_text};
use std::collections::BTreeMap;

/// What is given to a snippet.
pub(crate) struct Values<'a> {
    /// By name; a flag is `true`.
    pub parameters: BTreeMap<String, String>,
    /// It is a container.
    pub has_body: bool,
    /// Where addresses lead.
    pub links: &'a dyn Links,
}

impl Values<'_> {
    fn is_given(&self, name: &str) -> bool {
        match name {
            "body" => self.has_body,
            name => self.parameters.get(name).is_some_and(|value| !value.is_empty() && value != "false"),
        }
    }
}

/// A snippet with its parameters.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Filled {
    /// What stands before the body.
    pub before: String,
    /// What stands behind it.
    pub after: String,
    /// Addresses that were left out.
    pub refused: Vec<String>,
}

impl Snippet {
    /// The HTML for some parameters.
    pub(crate) fn fill(&self, values: &Values<'_>) -> Filled {
        let mut writer = Writer {
            values,
            context: Context::default(),
            html: String::new(),
            value: None,
            body: None,
            refused: Vec::new(),
        };
        writer.write(&self.pieces);
        let after = writer.body.map(|body| writer.html.split_off(body)).unwrap_or_default();
        Filled { before: writer.html, after, refused: writer.refused }
    }
}

struct Writer<'a> {
    values: &'a Values<'a>,
    context: Context,
    html: String,
    /// The value of an attribute that is open.
    value: Option<Value>,
    /// Where the body belongs.
    body: Option<usize>,
    refused: Vec<String>,
}

/// A value, as far as it is written.
struct Value {
    /// Where it begins in the HTML.
    start: usize,
    text: String,
    /// How many parameters, and whether there is something else.
    parameters: usize,
    is_mixed: bool,
    place: Option<Place>,
}

impl Writer<'_> {
    fn write(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            match piece {
                Piece::Html(html) => html.chars().for_each(|character| self.html(character)),
                Piece::Print { parameter, default, .. } => {
                    let given = self.values.parameters.get(parameter).filter(|value| !value.is_empty());
                    if let Some(text) = given.or(default.as_ref()) {
                        self.print(text);
                    }
                }
                Piece::Body(_) => self.body = Some(self.html.len()),
                Piece::If { parameter, then, otherwise, .. } => {
                    self.write(if self.values.is_given(parameter) { then } else { otherwise });
                }
            }
        }
    }

    fn html(&mut self, character: char) {
        let was_in_value = self.context.is_in_value();
        self.context.next(character);
        match (was_in_value, self.context.is_in_value()) {
            (true, true) => {
                if let Some(value) = &mut self.value {
                    value.text.push(character);
                    value.is_mixed = true;
                }
                self.html.push(character);
            }
            (true, false) => {
                self.end_value();
                self.html.push(character);
            }
            (false, is_in_value) => {
                self.html.push(character);
                if is_in_value {
                    let (start, place) = (self.html.len(), self.context.place().ok());
                    self.value =
                        Some(Value { start, text: String::new(), parameters: 0, is_mixed: false, place });
                }
            }
        }
    }

    fn print(&mut self, text: &str) {
        match &mut self.value {
            None => {
                let _ = escape_html_body_text(&mut self.html, text);
            }
            Some(value) => {
                value.text.push_str(text);
                value.parameters += 1;
                let _ = escape_html(&mut self.html, text);
            }
        }
    }

    /// Looks at an address that is whole now.
    fn end_value(&mut self) {
        let Some(value) = self.value.take() else { return };
        let Some(Place::Address { is_media }) = value.place else { return };
        if value.parameters == 0 {
            return;
        }
        let is_safe = if is_media { is_safe_source(&value.text) } else { is_safe_link(&value.text) };
        if !is_safe {
            self.html.truncate(value.start);
            self.refused.push(value.text);
        } else if value.parameters == 1 && !value.is_mixed {
            let address = if is_media {
                self.values.links.image(&value.text).src
            } else {
                self.values.links.link(&value.text).unwrap_or(value.text)
            };
            self.html.truncate(value.start);
            let _ = escape_html(&mut self.html, &address);
        }
    }
}
