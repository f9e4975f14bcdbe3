use super::Renderer;
use crate::math::{Problem, mathml};
use pulldown_cmark_escape::escape_html_body_text;
use std::ops::Range;

impl Renderer<'_> {
    /// Writes a formula; as code where it is not understood.
    pub(super) fn formula(&mut self, formula: &str, is_block: bool, span: Range<usize>) {
        match mathml(formula, is_block) {
            Ok(mathml) => {
                let html = match is_block {
                    true => format!(
                        "<span class=\"formula\" tabindex=\"0\" role=\"group\" aria-label=\"Formula\">{mathml}</span>"
                    ),
                    false => mathml,
                };
                let html = self.slots.keep(html);
                self.html.push_str(&html);
            }
            Err(Problem { message, place }) => {
                self.html.push_str("<code>");
                let _ = escape_html_body_text(&mut self.html, formula);
                self.html.push_str("</code>");
                // The dollar signs stand around it.
                let marks = if is_block { 2 } else { 1 };
                let place = place.map(|place| {
                    let start = span.start + marks;
                    start + place.start..start + place.end
                });
                let place = place.filter(|place| self.body.is_char_boundary(place.start)).unwrap_or(span);
                let help = "it is shown as code; write `\\$` for a dollar sign, or set `math = false` below \
                            `[markdown]` in `offprint.toml` where there are no formulas";
                self.warn(format!("a formula is not understood: {message}"), Some(help.to_owned()), place);
            }
        }
        self.text.formula(formula);
        self.heading_text(formula);
    }
}
