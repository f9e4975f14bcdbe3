use super::inline::{Inline, image};
use super::{attribute, name, one_block, outer, text};
use markup5ever_rcdom::{Handle, NodeData};

/// Blocks, with a blank line between them.
pub(super) struct Blocks<'a> {
    pieces: &'a [String],
    pub has_html: bool,
}

/// Elements that begin a block.
const BLOCKS: [&str; 34] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
    "figcaption",
    "summary",
    "math",
];

impl<'a> Blocks<'a> {
    pub(super) fn new(pieces: &'a [String]) -> Self {
        Self { pieces, has_html: false }
    }

    /// The blocks in a node.
    pub(super) fn of(&mut self, node: &Handle) -> String {
        let mut blocks: Vec<String> = Vec::new();
        let mut line = Inline::new(self.pieces);
        let children = node.children.borrow();
        for (number, child) in children.iter().enumerate() {
            if self.is_block(child) {
                self.end_line(&mut line, &mut blocks);
                blocks.extend(self.block(child).filter(|block| !block.trim().is_empty()));
            } else {
                line.add(child, children.get(number + 1));
            }
        }
        self.end_line(&mut line, &mut blocks);
        blocks.join("\n\n")
    }

    fn end_line(&mut self, line: &mut Inline<'a>, blocks: &mut Vec<String>) {
        self.has_html |= line.has_html;
        let text = std::mem::take(&mut line.out);
        let text = text.trim().trim_end_matches('\\').trim_end();
        if !text.is_empty() {
            blocks.push(safe_lines(text));
        }
    }

    fn is_block(&self, node: &Handle) -> bool {
        let element = name(node);
        if element == "offprint-piece" {
            let number: Option<usize> = attribute(node, "n").and_then(|number| number.parse().ok());
            let piece = number.and_then(|number| self.pieces.get(number));
            return piece.is_some_and(|piece| is_block_text(piece));
        }
        BLOCKS.contains(&element)
    }

    fn block(&mut self, node: &Handle) -> Option<String> {
        let element = name(node);
        Some(match element {
            "p" | "div" | "section" | "article" | "main" | "header" | "footer" | "aside" | "center"
            | "figcaption" | "summary" | "address" | "li" | "dd" | "dt" => self.of(node),
            "offprint-piece" => {
                let number: usize = attribute(node, "n")?.parse().ok()?;
                self.pieces.get(number)?.clone()
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = element[1..].parse().unwrap_or(2);
                let words = self.line(node).replace("\\\n", " ");
                let id = attribute(node, "id").filter(|id| !id.is_empty() && !id.contains(['}', ' ', '"']));
                let id = id.map(|id| format!(" {{#{id}}}")).unwrap_or_default();
                if words.is_empty() {
                    return None;
                }
                format!("{} {words}{id}", "#".repeat(level))
            }
            "hr" => "---".to_owned(),
            "blockquote" => prefixed(&self.of(node), "> "),
            "ul" | "ol" => self.list(node, element == "ol"),
            "pre" => code_block(node),
            "figure" => return self.figure(node),
            "table" => self.table(node).unwrap_or_else(|| self.raw(node)),
            _ => self.raw(node),
        })
    }

    fn line(&mut self, node: &Handle) -> String {
        let mut line = Inline::new(self.pieces);
        line.children(node);
        self.has_html |= line.has_html;
        line.out.trim().to_owned()
    }

    fn raw(&mut self, node: &Handle) -> String {
        self.has_html = true;
        one_block(&outer(node))
    }

    fn list(&mut self, node: &Handle, ordered: bool) -> String {
        let start: usize = attribute(node, "start").and_then(|start| start.parse().ok()).unwrap_or(1);
        let children = node.children.borrow();
        let items = children.iter().filter(|child| matches!(child.data, NodeData::Element { .. }));
        let mut texts = Vec::new();
        let mut loose = false;
        for (number, item) in items.enumerate() {
            let marker = if ordered { format!("{}. ", start + number) } else { "- ".to_owned() };
            let mut content = self.of(item);
            let is_paragraph = |child: &Handle| name(child) == "p";
            loose |= item.children.borrow().iter().filter(|child| is_paragraph(child)).count() > 1;
            let is_tight =
                !item.children.borrow().iter().any(|child| matches!(name(child), "p" | "pre" | "blockquote"));
            if is_tight && !content.contains("```") {
                // A list in a list needs no blank line before it; code deeper inside keeps its own.
                content = content.replace("\n\n", "\n");
            }
            let indent = " ".repeat(marker.len());
            let indented = prefixed(&content, &indent);
            texts.push(format!("{marker}{}", indented.strip_prefix(&indent).unwrap_or(&indented)));
        }
        texts.join(if loose { "\n\n" } else { "\n" })
    }

    /// A picture with its caption; more than that is a matter of its parts.
    fn figure(&mut self, node: &Handle) -> Option<String> {
        let mut images = Vec::new();
        let mut captions = Vec::new();
        let mut others = false;
        let mut links = 0;
        let mut open = vec![node.clone()];
        while let Some(next) = open.pop() {
            match name(&next) {
                "img" => images.push(next.clone()),
                "figcaption" => captions.push(next.clone()),
                element => {
                    links += usize::from(element == "a");
                    others |= BLOCKS.contains(&element) && !matches!(element, "figure" | "div");
                    others |= matches!(element, "iframe" | "video" | "audio" | "offprint-piece");
                    let is_text = matches!(&next.data, NodeData::Text { contents } if !contents.borrow().trim().is_empty());
                    others |= is_text;
                    open.extend(next.children.borrow().iter().cloned());
                }
            }
        }
        let plain = |caption: &Handle| caption.children.borrow().iter().all(|child| name(child) != "a");
        if let ([image_node], false, 0) = (images.as_slice(), others, links)
            && captions.len() <= 1
            && captions.iter().all(plain)
        {
            let caption = captions.first().map(text);
            return Some(image(image_node, caption.as_deref()));
        }
        Some(self.of(node))
    }

    /// A table of rows of the same length, the first of them headings; `None` where Markdown has none such.
    fn table(&mut self, node: &Handle) -> Option<String> {
        let mut rows: Vec<(Vec<String>, bool)> = Vec::new();
        for part in node.children.borrow().iter() {
            let direct = name(part) == "tr";
            let inner: Vec<Handle> = if direct { vec![part.clone()] } else { part.children.borrow().clone() };
            for row in inner.iter().filter(|row| name(row) == "tr") {
                let mut cells = Vec::new();
                let mut heading = true;
                for cell in row.children.borrow().iter().filter(|cell| matches!(name(cell), "td" | "th")) {
                    let spans = ["colspan", "rowspan"]
                        .iter()
                        .any(|key| attribute(cell, key).is_some_and(|span| span != "1"));
                    let blocks = cell.children.borrow().iter().filter(|child| self.is_block(child)).count();
                    if spans || blocks > 0 {
                        return None;
                    }
                    heading &= name(cell) == "th";
                    cells
                        .push(self.line(cell).replace('|', "\\|").replace("\\\n", "<br>").replace('\n', " "));
                }
                rows.push((cells, heading));
            }
            if !matches!(name(part), "thead" | "tbody" | "tfoot" | "tr" | "") {
                return None;
            }
        }
        let (first, rest) = rows.split_first()?;
        let columns = first.0.len();
        if !first.1 || columns == 0 || rest.iter().any(|(cells, _)| cells.len() != columns) {
            return None;
        }
        let line = |cells: &[String]| format!("| {} |", cells.join(" | "));
        let mut lines = vec![line(&first.0), format!("|{}", "---|".repeat(columns))];
        lines.extend(rest.iter().map(|(cells, _)| line(cells)));
        Some(lines.join("\n"))
    }
}

/// Markdown that is a block by itself.
fn is_block_text(text: &str) -> bool {
    text.starts_with([':', '<', '#', '|', '>']) || text.starts_with("```") || text.contains('\n')
}

/// Lines of which none begins a block that is none.
fn safe_lines(text: &str) -> String {
    let lines = text.split('\n').map(|line| {
        let line = line.trim_start();
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        if (1..10).contains(&digits) && line[digits..].starts_with(['.', ')']) {
            format!("{}\\{}", &line[..digits], &line[digits..])
        } else if line.starts_with(['#', '>', '+', '=']) || line.starts_with('-') || line.starts_with("::") {
            format!("\\{line}")
        } else {
            line.to_owned()
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn prefixed(text: &str, prefix: &str) -> String {
    let lines = text
        .split('\n')
        .map(|line| if line.is_empty() { prefix.trim_end().to_owned() } else { format!("{prefix}{line}") });
    lines.collect::<Vec<_>>().join("\n")
}

fn code_block(node: &Handle) -> String {
    let children = node.children.borrow();
    let code = children.iter().find(|child| name(child) == "code");
    let language = [Some(node), code].into_iter().flatten().find_map(language).unwrap_or_default();
    let content = text(node);
    let content = content.strip_prefix('\n').unwrap_or(&content).trim_end();
    let longest = content.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(3.max(longest + 1));
    format!("{fence}{language}\n{content}\n{fence}")
}

/// The language that a block of code names, in one of the ways of highlighters.
fn language(node: &Handle) -> Option<String> {
    let named = ["data-lang", "data-language", "data-enlighter-language", "lang"]
        .iter()
        .find_map(|key| attribute(node, key));
    let class = attribute(node, "class").unwrap_or_default();
    let by_class = || {
        let mut words = class.split([' ', ';']).filter(|word| !word.is_empty());
        while let Some(word) = words.next() {
            if let Some(language) = word
                .strip_prefix("language-")
                .or_else(|| word.strip_prefix("lang-"))
                .or_else(|| word.strip_prefix("lang:"))
            {
                return Some(language.to_owned());
            }
            if let Some(language) = word.strip_prefix("brush:") {
                return if language.is_empty() {
                    words.next().map(str::to_owned)
                } else {
                    Some(language.to_owned())
                };
            }
        }
        None
    };
    let is_name = |name: &String| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "+-#._".contains(c))
    };
    named.or_else(by_class).filter(is_name)
}
