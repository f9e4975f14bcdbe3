use super::Renderer;
use crate::{Drawing, Warning};
use pulldown_cmark_escape::{escape_html, escape_html_body_text};
use std::ops::Range;

/// The language of a block that is a diagram.
pub(super) const MERMAID: &str = "mermaid";

impl Renderer<'_> {
    /// Writes a diagram in place of its source, which stays at hand below it. Where it cannot be drawn the source is
    /// what is shown, and this is false.
    pub(super) fn diagram(&mut self, source: &str, span: &Range<usize>) -> bool {
        let Some(diagrams) = self.options.diagrams else { return false };
        match diagrams.draw(source) {
            Ok(Drawing { light, dark, size: (width, height) }) => {
                let alt = description(source).unwrap_or_else(|| "Diagram".to_owned());
                self.html.push_str("<figure class=\"diagram\">");
                for (address, class) in [(light, "only-light"), (dark, "only-dark")] {
                    self.html.push_str(&format!("<img class=\"{class}\" src=\""));
                    let _ = escape_html(&mut self.html, &address);
                    self.html.push_str("\" alt=\"");
                    let _ = escape_html(&mut self.html, &alt);
                    self.html.push_str(&format!(
                        "\" width=\"{width}\" height=\"{height}\" loading=\"lazy\" decoding=\"async\" />"
                    ));
                }
                self.html.push_str("<details><summary>The diagram as text</summary><pre class=\"code\" tabindex=\"0\"><code>");
                let _ = escape_html_body_text(&mut self.html, source);
                self.html.push_str("</code></pre></details></figure>\n");
                true
            }
            Err(undrawable) => {
                let place = undrawable.line.and_then(|line| self.line_of_block(span, line));
                self.warnings.push(Warning {
                    message: format!("this diagram is shown as text: {}", undrawable.message),
                    help: Some("its syntax is that of Mermaid: <https://mermaid.js.org/>".to_owned()),
                    span: place.unwrap_or_else(|| span.clone()),
                });
                false
            }
        }
    }

    /// Where a line of a fenced block, counted from 1 behind its fence, stands in the body.
    fn line_of_block(&self, span: &Range<usize>, line: usize) -> Option<Range<usize>> {
        let block = self.body.get(span.clone())?;
        let mut start = span.start;
        for (number, text) in block.split_inclusive('\n').enumerate() {
            if number == line {
                let blanks = text.len() - text.trim_start().len();
                return Some(start + blanks..start + text.trim_end().len()).filter(|place| !place.is_empty());
            }
            start += text.len();
        }
        None
    }
}

/// What a diagram says of itself to those who do not see it: `accDescr`, else `accTitle`, else its title.
fn description(source: &str) -> Option<String> {
    let after = |key: &str| {
        source.lines().find_map(|line| {
            let value = line.trim().strip_prefix(key)?.trim_start();
            let value = value.strip_prefix(':').unwrap_or(value).trim();
            (!value.is_empty()).then(|| value.to_owned())
        })
    };
    let long = source.split_once("accDescr {").or_else(|| source.split_once("accDescr{"));
    let long = long.and_then(|(_, rest)| Some(rest.split_once('}')?.0));
    let long = long.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    long.filter(|text| !text.is_empty())
        .or_else(|| after("accDescr:"))
        .or_else(|| after("accTitle:"))
        .or_else(|| after("title "))
        .or_else(|| after("title:"))
}
