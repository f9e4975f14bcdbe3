use super::FrontMatterError;
use super::node::{Node, Value};
use granit_parser::{Event, Parser, ScalarStyle, Span};
use std::collections::HashMap;

/// Values that one front matter may hold once its aliases are written out: enough for any real one,
/// too few for a file made to fill the memory.
const MOST_NODES: usize = 20_000;

/// How deep values may lie in each other.
const DEEPEST: usize = 64;

/// Reads YAML that begins `offset` bytes into its file.
pub(super) fn read(text: &str, offset: usize) -> Result<Node, FrontMatterError> {
    let mut tree = Tree { offset, length: text.len(), nodes: 0, ..Tree::default() };
    for event in Parser::new_from_str(text) {
        match event {
            Ok((event, span)) => tree.take(event, span)?,
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(0).min(text.len());
                return Err(tree.syntax(error.info(), at..at));
            }
        }
    }
    Ok(tree.root.unwrap_or(Node { value: Value::Null, span: offset..offset + text.len() }))
}

/// The nodes of a document while its events arrive.
#[derive(Default)]
struct Tree {
    offset: usize,
    length: usize,
    nodes: usize,
    open: Vec<Open>,
    anchors: HashMap<usize, Node>,
    root: Option<Node>,
}

/// A list or table that has not ended.
struct Open {
    start: usize,
    anchor: usize,
    items: Items,
}

enum Items {
    List(Vec<Node>),
    Table { entries: Vec<(String, Node)>, key: Option<String> },
}

impl Tree {
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), FrontMatterError> {
        let range = span.byte_range().unwrap_or(0..self.length);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let plain = style == ScalarStyle::Plain && tag.is_none();
                let value = match text.as_ref() {
                    "" | "~" | "null" | "Null" | "NULL" if plain => Value::Null,
                    _ if plain => Value::Plain(text.into_owned()),
                    _ => Value::Text(text.into_owned()),
                };
                self.add(Node { value, span: self.offset + range.start..self.offset + range.end }, anchor)
            }
            Event::SequenceStart(..) | Event::MappingStart(..) if self.open.len() >= DEEPEST => {
                Err(self.syntax(format!("more than {DEEPEST} values in each other"), range))
            }
            Event::SequenceStart(_, anchor, _) => {
                self.open.push(Open { start: range.start, anchor, items: Items::List(Vec::new()) });
                Ok(())
            }
            Event::MappingStart(_, anchor, _) => {
                let items = Items::Table { entries: Vec::new(), key: None };
                self.open.push(Open { start: range.start, anchor, items });
                Ok(())
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(Open { start, anchor, items }) = self.open.pop() else { return Ok(()) };
                let value = match items {
                    Items::List(items) => Value::List(items),
                    Items::Table { entries, .. } => Value::Table(merged(entries)),
                };
                let end = range.end.max(start);
                self.add(Node { value, span: self.offset + start..self.offset + end }, anchor)
            }
            Event::Alias(anchor) => match self.anchors.get(&anchor).cloned() {
                Some(node) => {
                    self.nodes += count(&node);
                    self.add(node, 0)
                }
                None => Err(self.syntax("an alias refers to the value that it is in".to_owned(), range)),
            },
            _ => Ok(()),
        }
    }

    fn add(&mut self, node: Node, anchor: usize) -> Result<(), FrontMatterError> {
        self.nodes += 1;
        if self.nodes > MOST_NODES {
            return Err(self.syntax(format!("more than {MOST_NODES} values"), 0..self.length));
        }
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
        let duplicate = match self.open.last_mut().map(|open| &mut open.items) {
            None => {
                self.root.get_or_insert(node);
                None
            }
            Some(Items::List(items)) => {
                items.push(node);
                None
            }
            Some(Items::Table { entries, key }) => match key.take() {
                Some(name) => {
                    entries.push((name, node));
                    None
                }
                None => {
                    let name = node.text().unwrap_or_default().to_owned();
                    let known = name != "<<" && entries.iter().any(|(other, _)| *other == name);
                    let span = node.span;
                    *key = Some(name.clone());
                    known.then_some((name, span))
                }
            },
        };
        match duplicate {
            Some((name, span)) => Err(FrontMatterError::Syntax {
                language: "YAML",
                message: format!("the key `{name}` stands there twice"),
                span,
            }),
            None => Ok(()),
        }
    }

    fn syntax(&self, message: String, range: std::ops::Range<usize>) -> FrontMatterError {
        FrontMatterError::Syntax {
            language: "YAML",
            message,
            span: self.offset + range.start..self.offset + range.end,
        }
    }
}

/// A table whose `<<` entries gave it the keys that it does not have itself.
fn merged(entries: Vec<(String, Node)>) -> Vec<(String, Node)> {
    let (merges, mut own): (Vec<_>, Vec<_>) = entries.into_iter().partition(|(key, _)| key == "<<");
    for (_, source) in merges {
        let tables = match source.value {
            Value::List(items) => items,
            _ => vec![source],
        };
        for table in tables {
            let Value::Table(defaults) = table.value else { continue };
            for (key, node) in defaults {
                if !own.iter().any(|(other, _)| *other == key) {
                    own.push((key, node));
                }
            }
        }
    }
    own
}

fn count(node: &Node) -> usize {
    match &node.value {
        Value::List(items) => 1 + items.iter().map(count).sum::<usize>(),
        Value::Table(entries) => 1 + entries.iter().map(|(_, node)| count(node)).sum::<usize>(),
        _ => 1,
    }
}
