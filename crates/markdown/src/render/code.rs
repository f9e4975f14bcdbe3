use super::Renderer;
use super::diagrams::MERMAID;
use crate::code_fence::Fence;
use crate::highlight::Highlighted;
use pulldown_cmark::CodeBlockKind;
use pulldown_cmark_escape::{escape_html, escape_html_body_text};
use std::ops::Range;

/// A block of code whose end is still to come.
pub(super) struct OpenCode {
    fence: Fence,
    span: Range<usize>,
    pub code: String,
}

impl Renderer<'_> {
    pub(super) fn start_code(&mut self, kind: CodeBlockKind<'_>, span: Range<usize>) {
        let fence = match &kind {
            CodeBlockKind::Fenced(info) => Fence::read(info),
            CodeBlockKind::Indented => Fence::default(),
        };
        self.text.silence();
        self.code = Some(OpenCode { fence, span, code: String::new() });
    }

    pub(super) fn end_code(&mut self) {
        let Some(OpenCode { fence, span, code }) = self.code.take() else { return };
        if let Some(title) = &fence.title {
            self.text.code(&format!("{title}\n"));
        }
        self.text.code(&code);
        self.text.resume();
        if fence.language == MERMAID && self.diagram(&code, &span) {
            return;
        }
        let (signs, code) = if fence.is_diff { without_signs(&code) } else { (Vec::new(), code) };
        let language = &fence.language;
        let html = match self.options.highlighter.highlight(language, &code) {
            Highlighted::Coloured(html) => html,
            Highlighted::Plain(html) => html.into(),
            Highlighted::Unknown(html) => {
                let help = "write `text` after the fence, or nothing, for code without colours".to_owned();
                let message = format!("no colours are known for code in `{language}`: it is shown plain");
                self.warn(message, Some(help), span);
                html.into()
            }
        };
        if let Some(title) = &fence.title {
            self.html.push_str("<div class=\"code-file\"><div class=\"code-title\">");
            let _ = escape_html_body_text(&mut self.html, title);
            self.html.push_str("</div>");
        }
        let mut label = String::new();
        let _ = escape_html(&mut label, language);
        self.html.push_str("<pre class=\"code");
        if fence.has_lines() {
            self.html.push_str(" lined");
        }
        if !label.is_empty() {
            self.html.push_str(&format!("\" data-lang=\"{label}"));
        }
        self.html.push_str("\" tabindex=\"0\"><code");
        if !label.is_empty() {
            self.html.push_str(&format!(" class=\"language-{label}\""));
        }
        self.html.push('>');
        if fence.has_lines() {
            self.write_lines(&fence, &html, &signs);
        } else {
            self.html.push_str(&html);
        }
        self.html.push_str("</code></pre>");
        self.html.push_str(if fence.title.is_some() { "</div>\n" } else { "\n" });
    }

    /// Every line as an element of its own, so that it can have a number and a ground.
    fn write_lines(&mut self, fence: &Fence, html: &str, signs: &[char]) {
        for (index, line) in lines(html).into_iter().enumerate() {
            let sign = signs.get(index).copied();
            self.html.push_str("<span class=\"line");
            if fence.is_marked(index + 1) {
                self.html.push_str(" marked");
            }
            self.html.push_str(match sign {
                Some('+') => " inserted",
                Some('-') => " deleted",
                _ => "",
            });
            if let Some(first) = fence.first_line {
                let number = (first as usize).saturating_add(index);
                self.html.push_str(&format!("\" data-line=\"{number}"));
            }
            self.html.push_str("\">");
            if let Some(sign) = sign {
                self.html.push(sign);
            }
            self.html.push_str(&line);
            self.html.push_str("</span>");
        }
    }
}

/// What each line begins with, and the code without it. A line without a sign has a blank.
fn without_signs(code: &str) -> (Vec<char>, String) {
    let mut signs = Vec::new();
    let mut bare = String::with_capacity(code.len());
    for line in code.split_inclusive('\n') {
        let sign = line.chars().next().filter(|sign| matches!(sign, '+' | '-' | ' '));
        signs.push(sign.unwrap_or(' '));
        bare.push_str(sign.map_or(line, |_| &line[1..]));
    }
    (signs, bare)
}

/// The lines of highlighted code, each with its end; a token that runs over the end of a line is taken up in the
/// next. No token stands in another.
fn lines(html: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut open = "";
    for line in html.split_inclusive('\n') {
        let (line, carried) = match line.strip_prefix("</span>") {
            Some(rest) if !open.is_empty() => (rest, ""),
            _ => (line, open),
        };
        open = match (line.rfind("<span"), line.rfind("</span>")) {
            (Some(start), end) if end.is_none_or(|end| end < start) => {
                line[start..].find('>').map_or("", |length| &line[start..=start + length])
            }
            (_, Some(_)) => "",
            (_, None) => carried,
        };
        // What is left after the last line is the end of a token.
        if !line.is_empty() {
            let end = if open.is_empty() { "" } else { "</span>" };
            lines.push(format!("{carried}{line}{end}"));
        }
    }
    lines
}
