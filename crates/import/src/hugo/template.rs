//! A site's own shortcodes, as far as they are HTML with arguments in it: the small part of Go's templates that
//! these need. Everything else is not understood, and said to be so.

mod functions;
mod tokens;

use super::render::escaped;
use super::shortcode::Arguments;
use tokens::{Token, assignment, split, tokens};

/// What a template makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// HTML.
    Html(String),
    /// The text between the tags, as it is.
    Inner,
    /// The same, rendered.
    InnerMarkdown,
}

/// What a template may ask for.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// Of the shortcode.
    pub arguments: &'a Arguments,
    /// There is a text between its tags that says something.
    pub has_inner: bool,
    /// `.Page.Title` and its like; `.Site.Params.x`.
    pub lookup: &'a dyn Fn(&str) -> Option<String>,
    /// The path that the site lies under, with slashes: `/blog/`.
    pub base_path: &'a str,
}

/// Fills a template in; `None` where it needs more of Hugo than this.
pub fn expand(template: &str, context: Context<'_>) -> Option<Vec<Part>> {
    let tokens = tokens(template)?;
    let mut run = Run { context, parts: Vec::new(), variables: Vec::new() };
    let end = run.block(&tokens, 0, &Item::Context, true)?;
    (end == tokens.len()).then_some(run.parts)
}

#[derive(Clone, Debug, PartialEq)]
enum Item {
    Nothing,
    Text(String),
    Html(String),
    Bool(bool),
    Number(i64),
    Inner,
    InnerMarkdown,
    /// `.Params`
    Arguments,
    /// The shortcode itself.
    Context,
}

struct Run<'a> {
    context: Context<'a>,
    parts: Vec<Part>,
    variables: Vec<(String, Item)>,
}

impl Run<'_> {
    /// Runs until the `end` or `else` that belongs to this block, or the end; gives its place.
    fn block(&mut self, tokens: &[Token], mut at: usize, dot: &Item, active: bool) -> Option<usize> {
        while let Some(token) = tokens.get(at) {
            match token {
                Token::Text(text) if active => self.html(text),
                Token::Text(_) => {}
                Token::Action(action) => {
                    let (word, rest) = action.split_once(char::is_whitespace).unwrap_or((action, ""));
                    match word {
                        "end" | "else" => return Some(at),
                        "if" | "with" => {
                            at = self.choice(tokens, at, word, rest.trim(), dot, active)?;
                        }
                        "range" => at = self.range(tokens, at, rest.trim(), active)?,
                        "define" | "block" | "template" | "break" | "continue" | "try" | "return" => {
                            return None;
                        }
                        _ if !active => {}
                        _ => {
                            if let Some((name, expression)) = assignment(action) {
                                let value = self.value(expression, dot)?;
                                self.variables.push((name.to_owned(), value));
                            } else {
                                let value = self.value(action, dot)?;
                                self.write(value)?;
                            }
                        }
                    }
                }
            }
            at += 1;
        }
        Some(at)
    }

    /// `if` and `with`, with all that follows up to `end`; gives the place of the `end`.
    fn choice(
        &mut self,
        tokens: &[Token],
        mut at: usize,
        word: &str,
        condition: &str,
        dot: &Item,
        active: bool,
    ) -> Option<usize> {
        let (mut word, mut condition) = (word.to_owned(), condition.to_owned());
        let mut open = active;
        loop {
            let scope = self.variables.len();
            let (value, name) = match (open, word.as_str()) {
                (false, _) => (Item::Nothing, None),
                (true, "") => (Item::Bool(true), None),
                (true, _) => match assignment(&condition) {
                    Some((name, expression)) => (self.value(expression, dot)?, Some(name.to_owned())),
                    None => (self.value(&condition, dot)?, None),
                },
            };
            if let Some(name) = name {
                self.variables.push((name, value.clone()));
            }
            let holds = open && self.truth(&value);
            let inner = if word == "with" { value } else { dot.clone() };
            at = self.block(tokens, at + 1, &inner, holds)?;
            if !holds {
                self.variables.truncate(scope);
            }
            open &= !holds;
            let Some(Token::Action(action)) = tokens.get(at) else { return None };
            if action == "end" {
                return Some(at);
            }
            let rest = action.strip_prefix("else")?.trim();
            let (next, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
            (word, condition) = (next.to_owned(), after.trim().to_owned());
            if !matches!(word.as_str(), "" | "if" | "with") {
                return None;
            }
        }
    }

    /// `range` over the arguments; gives the place of its `end`.
    fn range(&mut self, tokens: &[Token], at: usize, over: &str, active: bool) -> Option<usize> {
        let (names, over) = match over.split_once(":=") {
            Some((names, over)) => (names.split(',').map(str::trim).collect(), over.trim()),
            None => (Vec::new(), over),
        };
        let end = self.block(tokens, at + 1, &Item::Nothing, false)?;
        let is_end = tokens.get(end) == Some(&Token::Action("end".to_owned()));
        if !matches!(over, ".Params" | "$.Params") || !is_end {
            return None;
        }
        let arguments = self.context.arguments;
        let positional = arguments.positional.iter().zip(0i64..).map(|(value, at)| (Item::Number(at), value));
        let named = arguments.named.iter().map(|(key, value)| (Item::Text(key.clone()), value));
        let items: Vec<(Item, Item)> =
            positional.chain(named).map(|(key, value)| (key, Item::Text(value.clone()))).collect();
        for (key, value) in items.into_iter().filter(|_| active) {
            let held = match names.as_slice() {
                [] => Vec::new(),
                [one] => vec![(*one, value.clone())],
                [first, second, ..] => vec![(*first, key), (*second, value.clone())],
            };
            for (name, value) in held {
                self.variables.push((name.trim_start_matches('$').to_owned(), value));
            }
            self.block(tokens, at + 1, &value, true)?;
        }
        Some(end)
    }

    fn html(&mut self, html: &str) {
        match self.parts.last_mut() {
            Some(Part::Html(before)) => before.push_str(html),
            _ if html.is_empty() => {}
            _ => self.parts.push(Part::Html(html.to_owned())),
        }
    }

    fn write(&mut self, value: Item) -> Option<()> {
        match value {
            Item::Nothing => {}
            Item::Text(text) => self.html(&escaped(&text)),
            Item::Html(html) => self.html(&html),
            Item::Bool(value) => self.html(&value.to_string()),
            Item::Number(number) => self.html(&number.to_string()),
            Item::Inner => self.parts.push(Part::Inner),
            Item::InnerMarkdown => self.parts.push(Part::InnerMarkdown),
            Item::Arguments | Item::Context => return None,
        }
        Some(())
    }

    fn truth(&self, value: &Item) -> bool {
        match value {
            Item::Nothing => false,
            Item::Text(text) | Item::Html(text) => !text.is_empty(),
            Item::Bool(value) => *value,
            Item::Number(number) => *number != 0,
            Item::Inner | Item::InnerMarkdown => self.context.has_inner,
            Item::Arguments => {
                !self.context.arguments.positional.is_empty() || !self.context.arguments.named.is_empty()
            }
            Item::Context => true,
        }
    }

    /// A pipeline.
    fn value(&self, expression: &str, dot: &Item) -> Option<Item> {
        let mut value = None;
        for command in split(expression, '|')? {
            let mut terms = split(command.trim(), ' ')?;
            terms.retain(|term| !term.trim().is_empty());
            let (first, rest) = terms.split_first()?;
            let mut arguments =
                rest.iter().map(|term| self.term(term.trim(), dot)).collect::<Option<Vec<_>>>()?;
            arguments.extend(value.take());
            let is_value = arguments.is_empty() && !first.starts_with(|c: char| c.is_ascii_alphabetic())
                || matches!(*first, "true" | "false" | "nil");
            value = Some(if is_value {
                self.term(first, dot)?
            } else {
                self.call(first.trim(), arguments, dot)?
            });
        }
        value
    }

    fn term(&self, term: &str, dot: &Item) -> Option<Item> {
        if let Some(inner) = term.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
            return self.value(inner, dot);
        }
        if let Some((call, field)) = term.strip_prefix('(').and_then(|rest| rest.rsplit_once(").")) {
            let url = self.text(&self.value(call.strip_prefix("urls.Parse ")?, dot)?)?;
            let (scheme, rest) = url.split_once("://").unwrap_or(("", &url));
            let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
            return match field {
                "Host" => Some(Item::Text(host.to_owned())),
                "Scheme" => Some(Item::Text(scheme.to_owned())),
                _ => None,
            };
        }
        if let Some(text) = term.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
            return Some(Item::Text(text.replace("\\\"", "\"").replace("\\n", "\n").replace("\\\\", "\\")));
        }
        if let Some(text) = term.strip_prefix('`').and_then(|text| text.strip_suffix('`')) {
            return Some(Item::Text(text.to_owned()));
        }
        if let Ok(number) = term.parse() {
            return Some(Item::Number(number));
        }
        let path = match term {
            "true" => return Some(Item::Bool(true)),
            "false" => return Some(Item::Bool(false)),
            "nil" => return Some(Item::Nothing),
            "." => return Some(dot.clone()),
            "$" => return Some(Item::Context),
            _ => term.strip_prefix("$.").or_else(|| term.strip_prefix('.').filter(|_| *dot == Item::Context)),
        };
        if let Some(name) =
            term.strip_prefix('$').filter(|name| !name.starts_with('.') && !name.contains('.'))
        {
            let found = self.variables.iter().rev().find(|(known, _)| known == name);
            return found.map(|(_, value)| value.clone());
        }
        match path.or_else(|| term.starts_with("site.").then_some(term))? {
            "Inner" => Some(Item::Inner),
            "InnerDeindent" => Some(Item::Inner),
            "Params" => Some(Item::Arguments),
            "IsNamedParams" => Some(Item::Bool(!self.context.arguments.named.is_empty())),
            path => Some((self.context.lookup)(path).map_or(Item::Nothing, Item::Text)).filter(|_| {
                let known = ["Page.", "Site.", "Page.Site.", "site."];
                known.iter().any(|start| path.starts_with(start)) && !path.contains("Resources")
            }),
        }
    }

    fn text(&self, value: &Item) -> Option<String> {
        match value {
            Item::Text(text) | Item::Html(text) => Some(text.clone()),
            Item::Number(number) => Some(number.to_string()),
            Item::Bool(value) => Some(value.to_string()),
            Item::Nothing => Some(String::new()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Context, Part, expand};
    use crate::hugo::shortcode::{Piece, cut};

    fn made(template: &str, call: &str) -> Option<String> {
        let Some(Piece::Call(call)) = cut(call).into_iter().next() else { panic!("no shortcode: {call}") };
        let lookup = |path: &str| (path == "Page.Title").then(|| "A & B".to_owned());
        let context = Context {
            arguments: &call.arguments,
            has_inner: call.inner.is_some(),
            lookup: &lookup,
            base_path: "/blog/",
        };
        let parts = expand(template, context)?;
        Some(
            parts
                .iter()
                .map(|part| match part {
                    Part::Html(html) => html.as_str(),
                    Part::Inner => "[inner]",
                    Part::InnerMarkdown => "[markdown]",
                })
                .collect(),
        )
    }

    #[test]
    fn a_template_of_html_and_arguments_is_filled_in() {
        for (template, call, html) in [
            ("<b>{{ .Get 0 }}</b>", "{{< x \"a & b\" >}}", "<b>a &amp; b</b>"),
            ("<b>{{ .Get \"a\" | safeHTML }}</b>", "{{< x a=\"<i>\" >}}", "<b><i></b>"),
            (
                "<p{{ with .Get \"class\" }} class=\"{{ . }}\"{{ end }}>{{ .Inner }}</p>",
                "{{< x >}}y{{< /x >}}",
                "<p>[inner]</p>",
            ),
            (
                "{{- /* x */ -}}\n <p>{{ .Inner | markdownify }}</p>",
                "{{< x >}}y{{< /x >}}",
                "<p>[markdown]</p>",
            ),
            (
                "{{ if .IsNamedParams }}n{{ else if eq (.Get 0) \"b\" }}b{{ else }}p{{ end }}",
                "{{< x b >}}",
                "b",
            ),
            ("{{ $t := .Get \"t\" | default \"none\" }}<i>{{ $t }}</i>", "{{< x >}}", "<i>none</i>"),
            (
                "{{ $id := or (.Get \"id\") (.Get 0) }}{{ with $id }}{{ printf \"/%s/%d\" . 2 }}{{ end }}",
                "{{< x a >}}",
                "/a/2",
            ),
            (
                "<a href=\"{{ .Get 0 | relURL }}\">{{ .Page.Title }}</a>",
                "{{< x img/a.png >}}",
                "<a href=\"/blog/img/a.png\">A &amp; B</a>",
            ),
            ("{{ with .Get 0 }}a{{ else }}b{{ end }}{{ len .Params }}", "{{< x >}}", "b0"),
            (
                "{{ range $i, $v := .Params }}{{ if $i }}, {{ end }}{{ $v }}{{ end }}.",
                "{{< x a b >}}",
                "a, b.",
            ),
            ("{{ range .Params }}<i>{{ . }}</i>{{ end }}", "{{< x a b >}}", "<i>a</i><i>b</i>"),
            (
                "{{ .Get \"s\" | default (urls.Parse (.Get \"u\")).Host }}",
                "{{< x u=\"https://a.org/b\" >}}",
                "a.org",
            ),
            ("{{ if isset .Params \"a\" }}{{ index .Params \"a\" }}{{ end }}", "{{< x a=1 >}}", "1"),
            ("{{ if and (.Get 0) (not (.Get 1)) }}y{{ end }}", "{{< x a >}}", "y"),
        ] {
            assert_eq!(made(template, call).as_deref(), Some(html), "{template}");
        }
    }

    #[test]
    fn a_template_that_needs_more_is_not_understood() {
        for template in [
            "{{ range .Site.Pages }}{{ . }}{{ end }}",
            "{{ errorf \"no\" }}",
            "{{ partial \"x.html\" . }}",
            "{{ with .Page.Resources.Get \"a\" }}{{ .RelPermalink }}{{ end }}",
            "{{ resources.GetRemote \"x\" }}",
            "{{ if .Get 0 }}",
            "{{ .Get 0",
        ] {
            assert_eq!(made(template, "{{< x a >}}"), None, "{template}");
        }
    }
}
