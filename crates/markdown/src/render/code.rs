use super::Renderer;
use super::diagrams::MERMAID;
use crate::highlight::Highlighted;
use pulldown_cmark::CodeBlockKind;
use pulldown_cmark_escape::escape_html;
use std::ops::Range;

impl Renderer<'_> {
    pub(super) fn start_code(&mut self, kind: CodeBlockKind<'_>, span: Range<usize>) {
        let language = match &kind {
            CodeBlockKind::Fenced(info) => language(info).to_owned(),
            CodeBlockKind::Indented => String::new(),
        };
        self.text.silence();
        self.code = Some((language, span, String::new()));
    }

    pub(super) fn end_code(&mut self) {
        let Some((language, span, code)) = self.code.take() else { return };
        self.text.code(&code);
        self.text.resume();
        if language == MERMAID && self.diagram(&code, &span) {
            return;
        }
        let html = match self.options.highlighter.highlight(&language, &code) {
            Highlighted::Coloured(html) => html,
            Highlighted::Plain(html) => html.into(),
            Highlighted::Unknown(html) => {
                let help = "write `text` after the fence, or nothing, for code without colours".to_owned();
                let message = format!("no colours are known for code in `{language}`: it is shown plain");
                self.warn(message, Some(help), span);
                html.into()
            }
        };
        if language.is_empty() {
            self.html.push_str("<pre class=\"code\" tabindex=\"0\"><code>");
        } else {
            let mut label = String::new();
            let _ = escape_html(&mut label, &language);
            self.html.push_str(&format!(
                "<pre class=\"code\" data-lang=\"{label}\" tabindex=\"0\"><code class=\"language-{label}\">"
            ));
        }
        self.html.push_str(&html);
        self.html.push_str("</code></pre>\n");
    }
}

/// The language of a fence's info string: its first word, without what other tools add to it
/// (`rust,ignore`, `js{1,3}`, `{.python}`).
fn language(info: &str) -> &str {
    let info = info.trim_start_matches(['{', '.', ' ']);
    info.split([',', '{', '}', ':', ' ', '\t']).next().unwrap_or_default()
}
