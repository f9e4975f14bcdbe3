//! HTML as a browser sees it, written so that two of them can be compared.

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// The tree of an HTML body. Of ours, what Offprint adds on purpose is taken away; of the specification's, what
/// Offprint says otherwise is said so.
pub fn of(html: &str, ours: bool) -> String {
    let context = QualName::new(None, ns!(html), local_name!("div"));
    let dom = parse_fragment(RcDom::default(), ParseOpts::default(), context, Vec::new(), false).one(html);
    let root = dom.document.children.borrow()[0].clone();
    let mut tree = Tree { ours, has_title: has_title(&root), ..Tree::default() };
    tree.children(&root);
    tree.end_text(true);
    tree.out
}

#[derive(Default)]
struct Tree {
    ours: bool,
    /// The body has a heading of the first level.
    has_title: bool,
    out: String,
    text: String,
    preformatted: usize,
    /// Of the figure whose picture comes next.
    caption: Option<String>,
}

const BLOCKS: [&str; 33] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "details",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];

impl Tree {
    fn children(&mut self, node: &Handle) {
        for child in node.children.borrow().iter() {
            self.node(child);
        }
    }

    fn node(&mut self, node: &Handle) {
        let (name, attrs) = match &node.data {
            NodeData::Text { contents } => return self.text.push_str(&contents.borrow()),
            NodeData::Element { name, attrs, .. } => (name.local.to_string(), attrs.borrow().clone()),
            NodeData::Comment { contents } => {
                self.end_text(false);
                return self.out.push_str(&format!("<!--{contents}-->\n"));
            }
            _ => return self.children(node),
        };
        let mut attributes: Vec<(String, String)> = attrs
            .iter()
            .map(|attribute| (attribute.name.local.to_string(), attribute.value.to_string()))
            .collect();
        let class = attribute(&attributes, "class").unwrap_or_default();
        if self.ours {
            match (name.as_str(), class.as_str()) {
                // Headings lead to themselves.
                ("a", "anchor") => return,
                // Code has colours, tables scroll, tasks have labels.
                ("span", class) if class.starts_with("z-") => return self.children(node),
                ("div", "table") | ("label", _) => return self.children(node),
                // The title of a picture that stands alone is its caption.
                ("figure", _) => {
                    self.end_text(true);
                    self.out.push_str("<p>\n");
                    self.caption = Some(caption(node));
                    self.children(node);
                    self.end_text(true);
                    return self.out.push_str("</p>\n");
                }
                ("figcaption", _) => return,
                ("img", _) => attributes.extend(self.caption.take().map(|title| ("title".to_owned(), title))),
                _ => {}
            }
        }
        let shown = self.normalised(&name, &mut attributes);
        let is_block = BLOCKS.contains(&shown.as_str());
        self.end_text(is_block);
        attributes.sort();
        self.out.push_str(&format!("<{shown}"));
        for (name, value) in attributes {
            self.out.push_str(&format!(" {name}={value:?}"));
        }
        self.out.push_str(">\n");
        self.preformatted += usize::from(shown == "pre");
        self.children(node);
        self.end_text(is_block);
        self.preformatted -= usize::from(shown == "pre");
        self.out.push_str(&format!("</{shown}>\n"));
    }

    /// The name of an element, and its attributes, without what differs on purpose.
    fn normalised(&self, name: &str, attributes: &mut Vec<(String, String)>) -> String {
        let is_heading =
            name.len() == 2 && name.starts_with('h') && name.ends_with(|c: char| c.is_ascii_digit());
        if self.ours {
            attributes.retain(|(attribute, value)| match (name, attribute.as_str()) {
                ("pre", "class" | "tabindex" | "data-lang") => false,
                ("img", "loading" | "decoding") => false,
                ("li", "class") => value != "task",
                _ => !(is_heading && attribute == "id"),
            });
        } else if is_heading && self.has_title {
            // The page's own title is the only heading of the first level.
            let level = name[1..].parse::<u8>().unwrap();
            return format!("h{}", (level + 1).min(6));
        }
        if matches!(name, "td" | "th") {
            for (attribute, value) in attributes.iter_mut() {
                let align = match attribute.as_str() {
                    "class" => value.strip_prefix("align-"),
                    "style" => value.strip_prefix("text-align: "),
                    _ => None,
                };
                if let Some(align) = align.map(str::to_owned) {
                    (*attribute, *value) = ("align".to_owned(), align);
                }
            }
        }
        name.to_owned()
    }

    /// Writes the text so far; outside of `<pre>`, blanks are one, and at the edge of a block none.
    fn end_text(&mut self, at_block: bool) {
        let text = std::mem::take(&mut self.text);
        let shown = if self.preformatted > 0 {
            text
        } else {
            let mut shown = text
                .split([' ', '\n', '\t', '\r'])
                .filter(|word| !word.is_empty())
                .collect::<Vec<_>>()
                .join(" ");
            let blank = |c: char| matches!(c, ' ' | '\n' | '\t' | '\r');
            // Behind the tag of an inline element, a blank counts.
            let behind_block = self.out.is_empty()
                || self.out.trim_end_matches('\n').rsplit('\n').next().is_some_and(|tag| {
                    let name = tag.trim_start_matches(['<', '/']);
                    let end = name.find([' ', '>']).unwrap_or(name.len());
                    BLOCKS.contains(&&name[..end]) || &name[..end] == "br"
                });
            if text.starts_with(blank) && !behind_block && !(shown.is_empty() && at_block) {
                shown.insert(0, ' ');
            }
            if text.ends_with(blank) && !at_block && !shown.is_empty() && shown != " " {
                shown.push(' ');
            }
            shown
        };
        if !shown.is_empty() {
            self.out.push_str(&format!("{shown:?}\n"));
        }
    }
}

fn attribute(attributes: &[(String, String)], name: &str) -> Option<String> {
    attributes.iter().find(|(attribute, _)| attribute == name).map(|(_, value)| value.clone())
}

/// The text of a figure's caption.
fn caption(node: &Handle) -> String {
    let children = node.children.borrow();
    let text = |node: &Handle| match &node.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        _ => String::new(),
    };
    let is_caption = |node: &&Handle| matches!(&node.data, NodeData::Element { name, .. } if name.local == local_name!("figcaption"));
    children
        .iter()
        .filter(is_caption)
        .flat_map(|caption| caption.children.borrow().iter().map(text).collect::<Vec<_>>())
        .collect()
}

fn has_title(node: &Handle) -> bool {
    let here = matches!(&node.data, NodeData::Element { name, .. } if name.local == local_name!("h1"));
    here || node.children.borrow().iter().any(has_title)
}
