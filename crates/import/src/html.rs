//! HTML to Markdown. What Markdown has no word for stays HTML, and so does a whole text that would lose anything: a
//! library would have brought a second HTML parser along, and the proof would still have been ours to make.

mod blocks;
mod inline;

use crate::report::compare;
use crate::{markdown, measure};
use blocks::Blocks;
use html5ever::serialize::{SerializeOpts, TraversalScope, serialize};
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom, SerializableHandle};

/// Markdown made of HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Converted {
    pub markdown: String,
    /// There is HTML in it.
    pub has_html: bool,
}

/// What stands for a piece that is Markdown already: `<offprint-piece n="0"></offprint-piece>`.
pub(crate) fn piece(number: usize) -> String {
    format!("<offprint-piece n=\"{number}\"></offprint-piece>")
}

/// Elements in each other. Deeper ones are a browser's business, not Markdown's.
const DEEPEST: usize = 100;

/// Converts a text; `pieces` are those that [`piece`] stands for.
pub(crate) fn to_markdown(html: &str, pieces: &[String]) -> Converted {
    let mut options = ParseOpts::default();
    options.tree_builder.scripting_enabled = false;
    let context = QualName::new(None, ns!(html), local_name!("div"));
    let dom = parse_fragment(RcDom::default(), options, context, Vec::new(), false).one(html);
    let root = dom.document.children.borrow().first().cloned();
    let Some(root) = root.filter(|root| depth(root) < DEEPEST) else { return raw(html, pieces) };
    let mut blocks = Blocks::new(pieces);
    let markdown = blocks.of(&root);
    let loss = compare(&measure(html), &measure(&markdown::html(&markdown)), "");
    if loss.loss() > 0.0 {
        return raw(html, pieces);
    }
    Converted { markdown, has_html: blocks.has_html }
}

/// What to do about scripts that are left out.
pub(crate) const LOST_SCRIPTS_HELP: &str =
    "embed what they showed with a directive such as `::post`, or put them in `theme/snippets`";

/// Whether scripts of a text are not in what it became.
pub(crate) fn lost_scripts(html: &str, markdown: &str) -> bool {
    let has_script = |text: &str| text.to_ascii_lowercase().contains("<script");
    has_script(html) && !has_script(markdown)
}

/// The text as it is, in one block of HTML that nothing in it ends.
fn raw(html: &str, pieces: &[String]) -> Converted {
    let mut html = one_block(html);
    for (number, text) in pieces.iter().enumerate() {
        html = html.replace(&piece(number), &format!("\n\n{text}\n\n"));
    }
    Converted { markdown: format!("<div>\n{}\n</div>", html.trim()), has_html: true }
}

/// A line break that is none to Markdown.
const BREAK: &str = "&#10;";

/// HTML without blank lines and indents: a blank line would end a block of it, and what comes after the end of one may
/// not look like code. In `<pre>` both stay, and the line breaks of blank lines are written as references.
pub(crate) fn one_block(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut in_pre = false;
    for line in html.lines() {
        let is_blank = line.trim().is_empty();
        if !is_blank && !text.is_empty() {
            text.push('\n');
        }
        if in_pre {
            text.push_str(if is_blank { BREAK } else { "" });
            text.push_str(line);
        } else {
            text.push_str(line.trim());
        }
        let lower = line.to_ascii_lowercase();
        match (lower.rfind("<pre"), lower.rfind("</pre")) {
            (Some(open), Some(close)) => in_pre = open > close,
            (Some(_), None) => in_pre = true,
            (None, Some(_)) => in_pre = false,
            (None, None) => {}
        }
    }
    text
}

/// How deep a tree is, without a stack that grows with it.
fn depth(root: &Handle) -> usize {
    let mut deepest = 0;
    let mut open = vec![(root.clone(), 1)];
    while let Some((node, level)) = open.pop() {
        deepest = deepest.max(level);
        if level > DEEPEST {
            break;
        }
        open.extend(node.children.borrow().iter().map(|child| (child.clone(), level + 1)));
    }
    deepest
}

/// An element's name; nothing for what is none.
fn name(node: &Handle) -> &str {
    match &node.data {
        NodeData::Element { name, .. } => &name.local,
        _ => "",
    }
}

fn attribute(node: &Handle, wanted: &str) -> Option<String> {
    let NodeData::Element { attrs, .. } = &node.data else { return None };
    attrs
        .borrow()
        .iter()
        .find(|attribute| &*attribute.name.local == wanted)
        .map(|found| found.value.to_string())
}

/// All text below a node.
fn text(node: &Handle) -> String {
    match &node.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        NodeData::Element { name, .. } if &*name.local == "br" => "\n".to_owned(),
        _ => node.children.borrow().iter().map(text).collect(),
    }
}

/// A node as HTML, with itself.
fn outer(node: &Handle) -> String {
    let options = SerializeOpts { traversal_scope: TraversalScope::IncludeNode, ..SerializeOpts::default() };
    let mut bytes = Vec::new();
    let _ = serialize(&mut bytes, &SerializableHandle::from(node.clone()), options);
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{piece, to_markdown};

    fn markdown(html: &str) -> String {
        to_markdown(html, &[]).markdown
    }

    #[test]
    fn what_markdown_has_a_word_for_is_markdown() {
        for (html, expected) in [
            (
                "<p>A <em>b</em> <strong>c</strong> <code>d`e</code>.</p><p>F<br>g</p>",
                "A *b* **c** `` d`e ``.\n\nF\\\ng",
            ),
            ("<h2 id=\"x\">T</h2><p>p</p>", "## T {#x}\n\np"),
            ("<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>", "- a\n- b\n  1. c"),
            ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
            ("<pre><code class=\"language-rs\">let a;\n\nb\n</code></pre>", "```rs\nlet a;\n\nb\n```"),
            (
                "<p><a href=\"/a (b)\" title=\"t\">x</a> <img src=\"i.png\" alt=\"An [i]\"></p>",
                "[x](</a (b)> \"t\") ![An \\[i\\]](i.png)",
            ),
            (
                "<figure><img src=\"i.png\" alt=\"A\"><figcaption>Of <b>it</b></figcaption></figure>",
                "![A](i.png \"Of it\")",
            ),
            (
                "<table><thead><tr><th>a</th><th>b|c</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
                "| a | b\\|c |\n|---|---|\n| 1 | 2 |",
            ),
            ("a * b _c_ <b>1.</b> [x] &lt;b&gt; $5", "a \\* b \\_c\\_ **1.** \\[x\\] \\<b> \\$5"),
            (
                "<p>1. not a list</p><p># not a heading</p><p>::: no</p>",
                "1\\. not a list\n\n\\# not a heading\n\n\\::: no",
            ),
            ("<p>a</p><hr><p>b</p>", "a\n\n---\n\nb"),
        ] {
            assert_eq!(markdown(html), expected, "{html}");
        }
    }

    #[test]
    fn what_it_has_none_for_stays_html() {
        let found = to_markdown(
            "<p>a</p><div class=\"x\"><p>b</p></div><details><summary>s</summary>\n\n<p>c</p></details>",
            &[],
        );
        assert!(found.has_html);
        assert!(found.markdown.contains("<details><summary>s</summary>"), "{found:?}");
        assert!(markdown("H<sub>2</sub>O").contains("H<sub>2</sub>O"));
        assert_eq!(markdown("un<b>\"frigging\"</b>believable"), "un<b>\"frigging\"</b>believable");
    }

    #[test]
    fn pieces_that_are_markdown_already_stand_on_their_own() {
        let html = format!("<p>a {} b</p>{}", piece(0), piece(1));
        let pieces = ["[x](y)".to_owned(), "::youtube{id=\"z\"}".to_owned()];
        assert_eq!(to_markdown(&html, &pieces).markdown, "a [x](y) b\n\n::youtube{id=\"z\"}");
    }

    #[test]
    fn nothing_is_too_deep_or_too_broken() {
        let deep = "<div>".repeat(2_000) + "x";
        assert!(markdown(&deep).contains('x'));
        for html in ["", "<", "</p>", "<table><tr>", "<ul><p>x", "<pre>", "&#x110000;", "<li>a"] {
            markdown(html);
        }
    }
}
