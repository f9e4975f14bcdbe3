//! Exports and feeds as trees: lenient with whatever exports have in them.

use crate::source_front_matter::{Problem, line_of};
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

/// An element with its name as it was written, prefix included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Element>,
    /// All text of its own, references resolved.
    pub text: String,
    /// Its line, from 1.
    pub line: usize,
    /// What is in it as it was written, where it says that it is XHTML.
    pub inner: Option<String>,
}

/// Elements in each other.
const DEEPEST: usize = 100;

impl Element {
    /// Reads a document.
    pub(crate) fn parse(text: &str) -> Result<Self, Problem> {
        // XML 1.0 has no place for control characters; exports have them all the same.
        let text: String =
            text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t' | '\r')).collect();
        let mut reader = Reader::from_str(&text);
        reader.config_mut().check_end_names = false;
        let mut open = vec![Self::default()];
        let mut starts = vec![0];
        let mut lines = Lines::default();
        loop {
            let place = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            let problem = |message: String| Problem { line: line_of(&text, place), message };
            match reader.read_event().map_err(|error| problem(error.to_string()))? {
                Event::Start(start) => {
                    open.push(Self::begin(&start, lines.at(&text, place)));
                    starts.push(usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX));
                    if open.len() > DEEPEST {
                        return Err(problem("elements are too deep in each other".to_owned()));
                    }
                }
                Event::Empty(start) => {
                    let element = Self::begin(&start, lines.at(&text, place));
                    if let Some(parent) = open.last_mut() {
                        parent.children.push(element);
                    }
                }
                Event::End(_) => {
                    if open.len() > 1
                        && let (Some(mut element), Some(start)) = (open.pop(), starts.pop())
                        && let Some(parent) = open.last_mut()
                    {
                        if element.attribute("type").is_some_and(|kind| kind.contains("xhtml")) {
                            element.inner = text.get(start..place).map(str::to_owned);
                        }
                        parent.children.push(element);
                    }
                }
                Event::Text(words) => append(&mut open, &words.xml10_content()),
                Event::CData(words) => append(&mut open, &words.xml10_content()),
                Event::GeneralRef(reference) => {
                    let character = reference.resolve_char_ref().ok().flatten().map(String::from);
                    let named = || resolve_predefined_entity(&reference).map(str::to_owned);
                    let resolved = character.or_else(named);
                    append(&mut open, &resolved.unwrap_or_else(|| format!("&{};", &*reference)));
                }
                Event::Eof => break,
                _ => {}
            }
        }
        while open.len() > 2 {
            if let Some(element) = open.pop()
                && let Some(parent) = open.last_mut()
            {
                parent.children.push(element);
            }
        }
        let mut roots = open.pop().map(|last| if open.is_empty() { last.children } else { vec![last] });
        let root = roots.as_mut().and_then(|roots| roots.drain(..).next());
        root.ok_or_else(|| Problem { line: 1, message: "there is no element in it".to_owned() })
    }

    fn begin(start: &BytesStart<'_>, line: usize) -> Self {
        let mut written = start.attributes();
        let attributes = written.with_checks(false).flatten().map(|attribute| {
            let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
            let value = value.map(|value| value.into_owned()).unwrap_or_default();
            (attribute.key.into_inner().to_owned(), value)
        });
        Self {
            name: start.name().into_inner().to_owned(),
            attributes: attributes.collect(),
            line,
            ..Self::default()
        }
    }

    /// The first child of a name.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// All children of a name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The text of a child; `None` where it is blank.
    pub(crate) fn text_of(&self, name: &str) -> Option<&str> {
        self.child(name).map(|child| child.text.trim()).filter(|text| !text.is_empty())
    }

    /// An attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

fn append(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

/// Counts lines once, however many places are asked for: they come in order.
#[derive(Default)]
struct Lines {
    done: usize,
    line: usize,
}

impl Lines {
    fn at(&mut self, text: &str, place: usize) -> usize {
        let passed = text.as_bytes().get(self.done..place).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == b'\n').count();
        self.done = place.max(self.done);
        self.line + 1
    }
}

#[cfg(test)]
mod tests {
    use super::Element;

    #[test]
    fn an_export_becomes_a_tree() {
        let text = "<?xml version=\"1.0\"?>\n<rss a=\"1 &amp; 2\">\n<item><t>a &amp; b&nbsp;&#99;</t><c:e><![CDATA[<p>x</p>]]></c:e><e/></item></rss>";
        let root = Element::parse(text).expect("a tree");
        assert_eq!((root.name.as_str(), root.attribute("a"), root.line), ("rss", Some("1 & 2"), 2));
        let item = root.child("item").expect("an item");
        assert_eq!(item.text_of("t"), Some("a & b&nbsp;c"));
        assert_eq!(item.text_of("c:e"), Some("<p>x</p>"));
        assert_eq!((item.line, item.children.len()), (3, 3));
    }

    #[test]
    fn what_is_cut_off_is_read_as_far_as_it_goes() {
        let root = Element::parse("<a><b>1</b><b>2").expect("a tree");
        assert_eq!(root.all("b").count(), 2);
        assert!(Element::parse("no xml").is_err());
        assert!(Element::parse("").is_err());
        assert!(Element::parse(&"<a>".repeat(100_000)).is_err());
    }
}
