use super::Renderer;
use super::directives::plain_text;
use super::raw_html::{attribute, tokens};
use crate::directives::{Directive, Problem, nearest};
use crate::snippet::{Filled, Snippet, Values};
use crate::url::origin;
use html5ever::tokenizer::{TagKind, Token};
use std::collections::BTreeMap;
use std::ops::Range;

/// The name under which a template asks for the text in brackets.
const LABEL: &str = "label";

impl Renderer<'_> {
    /// Writes an author's own directive.
    pub(super) fn snippet(&mut self, snippet: &Snippet, directive: &Directive<'_>, span: Range<usize>) {
        let colons = directive.colons;
        let parameters = match self.parameters(snippet, directive) {
            Ok(parameters) => parameters,
            Err(problem) => return self.not_understood(problem, colons, span),
        };
        let values = Values { parameters, has_body: directive.is_container(), links: self.options.links };
        let Filled { before, after, refused } = snippet.fill(&values);
        for address in refused {
            self.warn_of_address(&address, span.clone());
        }
        self.slots.holds_theme = true;
        self.text.block();
        self.read_snippet(&before);
        let before = self.slots.keep(before);
        self.html.push_str(&before);
        self.html.push('\n');
        if directive.is_container() {
            self.read_snippet(&after);
            let after = self.slots.keep(after);
            self.open_container(colons, &format!("{after}\n"), span);
        }
    }

    /// What a template may use; what it cannot do without is there.
    fn parameters(
        &mut self,
        snippet: &Snippet,
        directive: &Directive<'_>,
    ) -> Result<BTreeMap<String, String>, Problem> {
        let Directive { name, name_span, .. } = directive;
        match (snippet.body(), directive.is_container()) {
            (None, true) => {
                let problem =
                    Problem::new(format!("the snippet `{name}` holds no Markdown"), name_span.clone());
                return Err(problem.help(format!("write it as `::{name}{{…}}`, with two colons")));
            }
            (Some(true), false) => {
                let problem = Problem::new(format!("the snippet `{name}` holds Markdown"), name_span.clone());
                return Err(problem.help(format!("write `:::{name}` above it and `:::` below")));
            }
            _ => {}
        }
        let mut given: BTreeMap<String, String> = BTreeMap::new();
        for attribute in directive.attributes.all() {
            let value = attribute.value.clone().unwrap_or_else(|| "true".to_owned());
            given.insert(attribute.name.clone(), value);
        }
        if let Some(label) = &directive.label {
            given.insert(LABEL.to_owned(), plain_text(&self.body[label.clone()]));
        }
        let is_missing =
            |(name, required): &(&str, bool)| *required && given.get(*name).is_none_or(String::is_empty);
        if let Some((missing, _)) = snippet.parameters().find(is_missing) {
            let (what, how) = match missing {
                LABEL => ("a text".to_owned(), format!("{name}[text]")),
                missing => (format!("the parameter `{missing}`"), format!("{name}{{{missing}=\"…\"}}")),
            };
            let problem = Problem::new(format!("the snippet `{name}` needs {what}"), name_span.clone());
            return Err(problem.help(format!("write it as `{}{how}`", ":".repeat(directive.colons.min(3)))));
        }
        let known: Vec<&str> = snippet.parameters().map(|(name, _)| name).collect();
        let unused =
            directive.attributes.all().iter().filter(|attribute| !known.contains(&attribute.name.as_str()));
        for attribute in unused {
            let message = format!("the snippet `{name}` does nothing with `{}`", attribute.name);
            let help = match nearest(&attribute.name, known.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None if known.is_empty() => "it takes no parameters".to_owned(),
                None => format!("it knows `{}`", known.join("`, `")),
            };
            self.report(Problem::new(message, attribute.span.clone()).help(help));
        }
        if let Some(label) = directive.label.clone().filter(|_| !known.contains(&LABEL)) {
            let problem = Problem::new(format!("the snippet `{name}` does nothing with a text"), label);
            self.report(problem.help(format!("use `{{{{ label }}}}` in `theme/snippets/{name}.html`")));
        }
        Ok(given)
    }

    /// Takes note of what a snippet says, and of the hosts that it loads from.
    fn read_snippet(&mut self, html: &str) {
        let mut is_hidden = false;
        for token in tokens(html) {
            match token {
                Token::TagToken(tag) => {
                    let is_start = tag.kind == TagKind::StartTag;
                    is_hidden = is_start && matches!(&*tag.name, "script" | "style" | "iframe");
                    let hosts = ["src", "poster"].into_iter().filter(|_| is_start);
                    let hosts: Vec<_> = hosts.filter_map(|name| origin(&attribute(&tag, name)?)).collect();
                    match &*tag.name {
                        "iframe" => self.frame_hosts.extend(hosts),
                        "audio" | "image" | "img" | "input" | "source" | "track" | "video" => {
                            self.remote_hosts.extend(hosts);
                        }
                        _ => {}
                    }
                }
                Token::CharacterTokens(text) if !is_hidden => self.text.push(&text.replace('\n', " ")),
                _ => {}
            }
        }
        self.text.block();
    }
}
