use super::{attribute, name, outer, text};
use markup5ever_rcdom::{Handle, NodeData};

/// The inside of a line.
pub(super) struct Inline<'a> {
    pub pieces: &'a [String],
    pub has_html: bool,
    pub out: String,
}

impl<'a> Inline<'a> {
    pub(super) fn new(pieces: &'a [String]) -> Self {
        Self { pieces, has_html: false, out: String::new() }
    }

    /// Adds a node.
    pub(super) fn add(&mut self, node: &Handle, next: Option<&Handle>) {
        match &node.data {
            NodeData::Text { contents } => self.words(&contents.borrow()),
            NodeData::Element { .. } => self.element(node, next),
            _ => {}
        }
    }

    pub(super) fn children(&mut self, node: &Handle) {
        let children = node.children.borrow();
        for (number, child) in children.iter().enumerate() {
            self.add(child, children.get(number + 1));
        }
    }

    fn words(&mut self, text: &str) {
        for c in text.chars() {
            if matches!(c, ' ' | '\n' | '\t' | '\r') {
                if !self.out.ends_with([' ', '\n']) && !self.out.is_empty() {
                    self.out.push(' ');
                }
                continue;
            }
            match c {
                '\\' | '*' | '_' | '[' | ']' | '`' | '<' | '$' | '~' => {
                    self.out.push('\\');
                    self.out.push(c);
                }
                '&' => self.out.push_str("&amp;"),
                c => self.out.push(c),
            }
        }
    }

    fn element(&mut self, node: &Handle, next: Option<&Handle>) {
        match name(node) {
            "br" => {
                let end = self.out.trim_end_matches(' ').len();
                self.out.truncate(end);
                self.out.push_str("\\\n");
            }
            "em" | "i" => self.marked(node, "*", next),
            "strong" | "b" => self.marked(node, "**", next),
            "del" | "s" | "strike" => self.marked(node, "~~", next),
            "code" | "tt" if node.children.borrow().iter().all(is_text) => self.code(&text(node)),
            "a" => self.link(node),
            "img" => {
                let image = image(node, None);
                self.out.push_str(&image);
            }
            "offprint-piece" => {
                let number: Option<usize> = attribute(node, "n").and_then(|number| number.parse().ok());
                if let Some(piece) = number.and_then(|number| self.pieces.get(number)) {
                    self.out.push_str(piece);
                }
                self.children(node);
            }
            // Without a word of its own, and without anything to keep.
            "span" | "font" | "small" | "big" | "p" | "div" => self.children(node),
            "script" | "style" => {}
            "iframe" | "audio" | "video" | "object" | "embed" | "svg" | "input" | "button" | "select" => {
                self.raw(node);
            }
            element => {
                self.has_html = true;
                self.out.push_str(&format!("<{element}>"));
                self.children(node);
                self.out.push_str(&format!("</{element}>"));
            }
        }
    }

    fn raw(&mut self, node: &Handle) {
        self.has_html = true;
        self.out.push_str(&outer(node).split_whitespace().collect::<Vec<_>>().join(" "));
    }

    /// Text between marks, with blanks outside of them. Where the marks would be no marks, elements.
    fn marked(&mut self, node: &Handle, mark: &str, next: Option<&Handle>) {
        let mut inner = Inline::new(self.pieces);
        inner.out.push('\u{1}');
        inner.children(node);
        self.has_html |= inner.has_html;
        let text = inner.out.trim_start_matches('\u{1}');
        let words = text.trim();
        if words.is_empty() {
            if !text.is_empty() && !self.out.ends_with(' ') {
                self.out.push(' ');
            }
            return;
        }
        if text.starts_with(char::is_whitespace) && !self.out.ends_with([' ', '\n']) {
            self.out.push(' ');
        }
        let follows = next.map(super::text).unwrap_or_default();
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let ends_blank = text.ends_with(char::is_whitespace);
        let opens = is_word(words.chars().next()) || !is_word(self.out.chars().last());
        let closes = is_word(words.chars().last()) || ends_blank || !is_word(follows.chars().next());
        let clash =
            self.out.ends_with(['*', '~']) || words.starts_with(['*', '~']) || words.ends_with(['*', '~']);
        if opens && closes && !clash {
            self.out.push_str(&format!("{mark}{words}{mark}"));
        } else {
            let element = name(node);
            self.has_html = true;
            self.out.push_str(&format!("<{element}>{words}</{element}>"));
        }
        if ends_blank {
            self.out.push(' ');
        }
    }

    fn code(&mut self, text: &str) {
        let text = text.replace('\n', " ");
        if text.trim().is_empty() {
            return;
        }
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest + 1);
        let space = if longest > 0 || text.starts_with(' ') && text.ends_with(' ') { " " } else { "" };
        self.out.push_str(&format!("{fence}{space}{text}{space}{fence}"));
    }

    fn link(&mut self, node: &Handle) {
        let Some(href) = attribute(node, "href") else {
            let anchor = attribute(node, "id").or_else(|| attribute(node, "name"));
            if let Some(id) = anchor.filter(|id| !id.contains(['"', '<', '&'])) {
                self.has_html = true;
                self.out.push_str(&format!("<a id=\"{id}\"></a>"));
            }
            self.children(node);
            return;
        };
        let mut inner = Inline::new(self.pieces);
        inner.out.push('\u{1}');
        inner.children(node);
        self.has_html |= inner.has_html;
        let words = inner.out.trim_start_matches('\u{1}').trim();
        if inner.out.starts_with("\u{1} ") && !self.out.ends_with([' ', '\n']) {
            self.out.push(' ');
        }
        self.out.push_str(&format!(
            "[{words}]({}{})",
            destination(&href),
            title(attribute(node, "title").as_deref())
        ));
        if inner.out.ends_with(' ') && inner.out.len() > 2 {
            self.out.push(' ');
        }
    }
}

/// A picture, with a caption where it has one.
pub(super) fn image(node: &Handle, caption: Option<&str>) -> String {
    let src = attribute(node, "src").unwrap_or_default();
    let alt = attribute(node, "alt").unwrap_or_default();
    let alt: String = alt
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .flat_map(|c| {
            if matches!(c, '[' | ']' | '\\' | '*' | '_' | '`' | '<' | '$') { vec!['\\', c] } else { vec![c] }
        })
        .collect();
    let own = attribute(node, "title");
    format!("![{alt}]({}{})", destination(&src), title(caption.or(own.as_deref())))
}

fn destination(url: &str) -> String {
    let url = url.trim().replace(['\n', '\r', '\t'], "");
    if url.is_empty() || url.contains([' ', '(', ')', '<', '>']) {
        format!("<{}>", url.replace('<', "%3C").replace('>', "%3E"))
    } else {
        url
    }
}

fn title(text: Option<&str>) -> String {
    let text = text
        .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|text| !text.is_empty());
    text.map(|text| format!(" \"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))).unwrap_or_default()
}

fn is_text(node: &Handle) -> bool {
    matches!(node.data, NodeData::Text { .. })
}
