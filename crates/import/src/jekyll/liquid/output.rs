//! Blocks that become code or quotes.

use super::expression::{Scope, value};
use super::tree::Block;
use super::{Flavour, Template, escaped};

impl Template<'_> {
    /// `{% highlight lang linenos mark_lines="1 2" %}`
    pub(super) fn highlight(&mut self, block: &Block) {
        let (language, options) =
            block.tag.markup.split_once(char::is_whitespace).unwrap_or((&block.tag.markup, ""));
        let mut attributes = String::new();
        if options.split_whitespace().any(|word| word == "linenos" || word.starts_with("linenos=")) {
            attributes.push_str(",linenos");
        }
        let marked = options.split_once("mark_lines=\"").and_then(|(_, rest)| rest.split('"').next());
        if let Some(lines) = marked {
            attributes.push_str(",hl_lines=");
            attributes.push_str(&lines.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        let language = language.to_ascii_lowercase();
        self.code(block, &language, &attributes);
    }

    /// Octopress' `{% codeblock Title lang:ruby url %}`
    pub(super) fn codeblock(&mut self, block: &Block) {
        let mut words = Vec::new();
        let (mut language, mut attributes) = (String::new(), String::new());
        for word in block.tag.markup.split_whitespace() {
            match word.split_once(':') {
                Some(("lang", name)) => language = name.to_ascii_lowercase(),
                Some(("linenos", "true")) => attributes.push_str(",linenos"),
                Some(("start" | "mark" | "linenos", _)) => {}
                _ if word.contains("://") => {}
                _ => words.push(word),
            }
        }
        if !words.is_empty() {
            attributes.push_str(&format!(",name={}", words.join(" ").replace([',', '`'], "")));
        }
        self.code(block, &language, &attributes);
    }

    fn code(&mut self, block: &Block, language: &str, attributes: &str) {
        let start = self.out.len();
        self.branch(block.branches.first());
        let code = self.out.split_off(start);
        let code = code.trim_matches(['\n', '\r']);
        // What stands before the tag on its line: the indentation of the list item that it is in.
        let line_start = self.out.rfind('\n').map_or(0, |at| at + 1);
        let before = self.out[line_start..].to_owned();
        let indent = if before.trim().is_empty() { before } else { String::new() };
        if self.out.len() > line_start && indent.is_empty() {
            self.out.push('\n');
        }
        match self.flavour {
            Flavour::Offprint => {
                let fence = fence_around(code);
                self.out.push_str(&format!("{fence}{language}{attributes}\n{code}\n{indent}{fence}"));
            }
            Flavour::Jekyll | Flavour::Bare => {
                let code = escaped(code);
                self.out.push_str(&format!("<pre><code class=\"language-{language}\">{code}</code></pre>"));
            }
        }
        // A fence ends with its line.
        if !self.source[block.range.end..].starts_with(['\n', '\r']) {
            self.out.push('\n');
        }
    }

    /// Octopress' `{% blockquote Author, Source url Title %}`
    pub(super) fn quote(&mut self, block: &Block) {
        let start = self.out.len();
        self.branch(block.branches.first());
        let quote = self.out.split_off(start);
        let mut lines: Vec<String> = quote.trim().lines().map(|line| format!("> {line}")).collect();
        if !block.tag.markup.is_empty() {
            lines.extend([">".to_owned(), format!("> — {}", block.tag.markup)]);
        }
        self.out.push_str(&lines.join("\n"));
        self.out.push('\n');
    }

    /// jekyll-figure's `{% figure caption:"…" class:"…" %}`: a picture with a caption, or several.
    pub(super) fn figure(&mut self, block: &Block) {
        let start = self.out.len();
        self.branch(block.branches.first());
        let inside = self.out.split_off(start);
        let inside = inside.trim();
        let caption = block.tag.markup.split_once("caption:\"").and_then(|(_, rest)| rest.split('"').next());
        let caption = caption.unwrap_or_default();
        let picture = inside.strip_suffix(')').filter(|picture| {
            picture.starts_with("![") && picture.matches("](").count() == 1 && !picture.contains(['"', '\n'])
        });
        // Markup in a caption is none in a title.
        let is_plain = !caption.contains(['[', '*', '_', '`', '<']);
        match picture {
            _ if caption.is_empty() => self.out.push_str(inside),
            Some(picture) if is_plain && self.flavour == Flavour::Offprint => {
                self.out.push_str(&format!("{picture} \"{caption}\")"));
            }
            _ => self.out.push_str(&format!("{inside}\n\n{caption}")),
        }
        self.out.push('\n');
    }

    /// Parameters of a tag, `name="text"` or `name=variable`.
    pub(super) fn parameters(&self, markup: &str) -> Vec<(String, super::Value)> {
        let mut parameters = Vec::new();
        let mut rest = markup.trim();
        while let Some((name, after)) = rest.split_once('=') {
            let name = name.split_whitespace().last().unwrap_or_default().to_owned();
            let after = after.trim_start();
            let (written, following) = match after.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let end = closing(&after[1..], quote);
                    let text = after[1..=end].replace(&format!("\\{quote}"), &quote.to_string());
                    (super::Value::Text(text), after.get(end + 2..).unwrap_or_default())
                }
                _ => {
                    let end = after.find(char::is_whitespace).unwrap_or(after.len());
                    (value(&after[..end], self as &dyn Scope), &after[end..])
                }
            };
            if !name.is_empty() {
                parameters.push((name, written));
            }
            rest = following.trim_start();
        }
        parameters
    }
}

/// Where a quoted text ends; a backslash keeps a quote in it.
fn closing(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, character) in text.char_indices() {
        if character == quote && !is_escaped {
            return at;
        }
        is_escaped = character == '\\' && !is_escaped;
    }
    text.len()
}

/// A fence that is longer than any in the code.
fn fence_around(code: &str) -> String {
    let longest = code
        .lines()
        .map(|line| line.trim_start().chars().take_while(|character| *character == '`').count())
        .max()
        .unwrap_or(0);
    "`".repeat(3.max(longest + 1))
}
