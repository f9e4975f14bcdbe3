/// Elements around which WordPress makes no paragraph, after its `wpautop`.
const BLOCKS: [&str; 40] = [
    "table",
    "thead",
    "tfoot",
    "caption",
    "col",
    "colgroup",
    "tbody",
    "tr",
    "td",
    "th",
    "div",
    "dl",
    "dd",
    "dt",
    "ul",
    "ol",
    "li",
    "pre",
    "form",
    "map",
    "area",
    "blockquote",
    "address",
    "style",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "fieldset",
    "section",
    "article",
    "aside",
    "figure",
    "figcaption",
    "details",
    "iframe",
];

/// A text of the classic editor as HTML: blank lines part paragraphs, single ones are line breaks.
pub(super) fn paragraphs(text: &str) -> String {
    let mut html = String::new();
    for block in blocks(text) {
        let block = block.trim();
        if block.is_empty() {
            continue;
        }
        if begins_block(block) {
            html.push_str(block);
        } else {
            // An element of its own that begins in the middle ends the paragraph.
            let mut paragraph = Vec::new();
            let mut rest = Vec::new();
            for line in block.lines() {
                if rest.is_empty() && !begins_block(line.trim()) {
                    paragraph.push(line);
                } else {
                    rest.push(line);
                }
            }
            html.push_str(&format!("<p>{}</p>", paragraph.join("<br />\n")));
            if !rest.is_empty() {
                html.push('\n');
                html.push_str(&rest.join("\n"));
            }
        }
        html.push_str("\n\n");
    }
    html
}

/// The parts of a text between blank lines; `<pre>` is one part, whatever is in it.
fn blocks(text: &str) -> Vec<String> {
    let mut blocks = vec![String::new()];
    let mut pre = 0_usize;
    for line in text.lines() {
        let lower = line.to_ascii_lowercase();
        if pre == 0 && lower.trim_start().starts_with("<pre") {
            blocks.push(String::new());
        }
        if line.trim().is_empty() && pre == 0 {
            blocks.push(String::new());
            continue;
        }
        if let Some(block) = blocks.last_mut() {
            block.push_str(line);
            block.push('\n');
        }
        pre = (pre + lower.matches("<pre").count()).saturating_sub(lower.matches("</pre").count());
        if pre == 0 && lower.contains("</pre") {
            blocks.push(String::new());
        }
    }
    blocks
}

fn begins_block(text: &str) -> bool {
    let Some(inner) = text.strip_prefix('<') else { return false };
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    if inner.starts_with("!--") {
        return true;
    }
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let name = inner[..end].to_ascii_lowercase();
    BLOCKS.contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    #[test]
    fn blank_lines_part_paragraphs() {
        assert_eq!(
            paragraphs("One\ntwo\n\n<h2>Three</h2>\n\n<pre>a\n\nb</pre>\nfour\n<ul>\n<li>five</li>\n</ul>"),
            "<p>One<br />\ntwo</p>\n\n<h2>Three</h2>\n\n<pre>a\n\nb</pre>\n\n<p>four</p>\n<ul>\n<li>five</li>\n</ul>\n\n"
        );
    }
}
