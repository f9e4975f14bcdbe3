//! A text out of Hugo's Markdown into Offprint's, and as HTML beside it: what it was before.

mod asked;
mod lines;
mod links;

use super::heading::{IdRule, keep_ids};
use super::known::{Made, make, of_themes};
use super::render as html;
use super::render::{Rules, plain, render};
use super::shortcode::{Call, Piece, cut};
use super::site::{Entry, Site};
use super::template::{Context, Part, expand};
use super::tree::{flag_at, text};
use crate::Finding;
use lines::Lines;
pub use links::new_address;
use pulldown_cmark::{Event, Parser, Tag};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A text, twice.
#[derive(Clone, Debug, Default)]
pub struct Translated {
    /// In Offprint's Markdown.
    pub body: String,
    /// As HTML, as Hugo would have written it.
    pub reference: String,
    /// What stands before `<!--more-->`.
    pub summary: Option<String>,
    /// Files of `assets` that it shows.
    pub assets: BTreeSet<String>,
    /// An author's HTML is in it.
    pub has_html: bool,
}

/// What all texts of a site need.
pub struct Translator<'a> {
    /// The site.
    pub site: &'a Site,
    /// Its own shortcodes: their files and templates by name.
    pub templates: BTreeMap<String, (String, String)>,
    /// Names of files below `assets`.
    pub assets: BTreeSet<String>,
    /// Addresses of all files that are copied.
    pub urls: BTreeSet<String>,
    /// Dollars mean formulas.
    pub math: bool,
}

/// The divider that Hugo looks for; no other spelling counts.
const MORE: &str = "<!--more-->";

impl Translator<'_> {
    /// Translates a page's text.
    pub fn translate(&self, entry: &Entry, findings: &mut Vec<Finding>) -> Translated {
        let source = entry.body.as_str();
        let mut page = PageText {
            translator: self,
            entry,
            source,
            code: code_ranges(source),
            new: Lines::default(),
            old: String::new(),
            held: Vec::new(),
            unknown: BTreeMap::new(),
            findings,
            translated: Translated::default(),
        };
        page.pieces(&cut(source));
        page.finish()
    }

    fn setting(&self, path: &[&str], default: bool) -> bool {
        flag_at(&self.site.config.keys, path).unwrap_or(default)
    }

    fn id_rule(&self) -> IdRule {
        if !self.setting(&["markup", "goldmark", "parser", "autoheadingid"], true) {
            return IdRule::Off;
        }
        let keys = &self.site.config.keys;
        let rule = text(keys, &["markup", "goldmark", "parser", "autoidtype"])
            .or_else(|| text(keys, &["markup", "goldmark", "parser", "autoheadingidtype"]));
        match rule.as_deref() {
            Some("github-ascii") => IdRule::GitHubAscii,
            Some("blackfriday") => IdRule::Blackfriday,
            _ => IdRule::GitHub,
        }
    }
}

struct PageText<'a> {
    translator: &'a Translator<'a>,
    entry: &'a Entry,
    source: &'a str,
    /// Where code is in the source.
    code: Vec<Range<usize>>,
    new: Lines,
    /// Markdown with marks in it where HTML belongs.
    old: String,
    /// The HTML of each mark.
    held: Vec<String>,
    /// Shortcodes that stay, with the line of the first and how many there are.
    unknown: BTreeMap<String, (usize, usize)>,
    findings: &'a mut Vec<Finding>,
    translated: Translated,
}

impl PageText<'_> {
    fn pieces(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            match piece {
                Piece::Text(range) => self.text(&self.source[range.clone()]),
                Piece::Shown(range, text) => self.shown(text, self.is_code(range.start)),
                Piece::Call(call) => self.call(call),
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.translated.summary.is_none()
            && let Some((before, after)) = text.split_once(MORE)
        {
            self.new.push(before);
            self.old.push_str(before);
            self.translated.summary = Some(plain(&self.new.text));
            let after = after.strip_prefix('\n').unwrap_or(after);
            self.new.push(after);
            self.old.push_str(after);
            return;
        }
        self.new.push(text);
        self.old.push_str(text);
    }

    /// A tag that stays on the page. Without a space it would be taken for HTML.
    fn shown(&mut self, text: &str, is_code: bool) {
        let tag = text
            .strip_prefix("{{<")
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_alphabetic() || c == '/'));
        let text = if tag && !is_code { text.replacen("{{<", "{{\\<", 1) } else { text.to_owned() };
        self.new.push(&text);
        self.old.push_str(&text);
    }

    fn is_code(&self, at: usize) -> bool {
        self.code.iter().any(|range| range.contains(&at))
    }

    fn line(&self, at: usize) -> usize {
        self.entry.body_line + self.source[..at].matches('\n').count()
    }

    fn find(&mut self, at: usize, message: String, help: &str) {
        let line = Some(self.line(at));
        let path = self.entry.file.source.clone();
        self.findings.push(Finding { path, line, message, help: help.to_owned() });
    }

    /// Keeps HTML out of the way of the Markdown around it.
    fn hold(&mut self, html: String) {
        self.old.push_str(&format!("OFFPRINTHELD{}X", self.held.len()));
        self.held.push(html);
    }

    fn call(&mut self, call: &Call) {
        let is_code = self.is_code(call.range.start);
        match call.name.as_str() {
            "ref" | "relref" => return self.reference(call, is_code),
            "param" => return self.param(call),
            "qr" => return self.qr(call),
            _ => {}
        }
        if is_code {
            return self.keep(call);
        }
        let inner = self.inner(&call.pieces);
        let assets = std::cell::RefCell::new(BTreeSet::new());
        let image = |src: &str| {
            let old = self.image(src, &mut assets.borrow_mut());
            // In a directive, nothing looks for addresses later.
            let new =
                links::new_address(self.translator.site, self.entry, &old).filter(|_| call.name == "video");
            new.unwrap_or(old)
        };
        let made = make(call, &inner, &image);
        self.translated.assets.append(&mut assets.into_inner());
        match made {
            Some(made) => self.made(call, made),
            None => self.own(call),
        }
    }

    fn made(&mut self, call: &Call, made: Made) {
        match made {
            Made::Line(markdown, html) => {
                self.new.push(&markdown);
                self.hold(html);
            }
            Made::Block { markdown, line, html } => {
                let rest = &self.source[call.range.end..];
                let ends = rest.lines().next().unwrap_or_default().trim().is_empty();
                self.new.block(&markdown, &line, ends);
                self.hold(html);
            }
            Made::Around { open, .. } if open.is_empty() => self.pieces(&call.pieces),
            Made::Around { open, close, html } => {
                self.new.block(&open, "", true);
                self.hold(html.0);
                self.old.push_str("\n\n");
                self.pieces(&call.pieces);
                self.old.push_str("\n\n");
                self.new.block(&close, "", true);
                self.hold(html.1);
            }
        }
    }

    /// One of the site's own: filled in where its template is plain, else it stays.
    fn own(&mut self, call: &Call) {
        let Some((_, template)) = self.translator.templates.get(&call.name.to_lowercase()) else {
            let inner = self.inner(&call.pieces);
            return match of_themes(call, &inner) {
                Some(made) => self.made(call, made),
                None => self.keep(call),
            };
        };
        let lookup = |path: &str| self.lookup(path);
        let base = self.translator.site.config.base_path();
        let base_path = if base.is_empty() { "/".to_owned() } else { format!("/{base}/") };
        let has_inner = call.inner.clone().is_some_and(|range| !self.source[range].trim().is_empty());
        let context =
            Context { arguments: &call.arguments, has_inner, lookup: &lookup, base_path: &base_path };
        let Some(parts) = expand(template, context) else { return self.keep(call) };
        let is_inline = !parts.iter().any(|part| matches!(part, Part::Html(html) if is_block(html)))
            && call.inner.clone().is_none_or(|range| !self.source[range].contains("\n\n"));
        for part in parts {
            match part {
                Part::Html(html) => {
                    // Blank lines would end a block of HTML, and indented ones begin code.
                    let lines = html.lines().map(str::trim).filter(|line| !line.is_empty());
                    let html = lines.collect::<Vec<_>>().join(if is_inline { " " } else { "\n" });
                    self.translated.has_html |= html.contains('<');
                    if call.markup {
                        self.new.push(&html);
                        self.old.push_str(&html);
                    } else if is_inline {
                        self.new.push(&html);
                        self.hold(html);
                    } else if !html.is_empty() {
                        self.new.block(&html, "", true);
                        self.hold(html);
                    }
                }
                Part::Inner if !call.markup => {
                    let inner = self.inner(&call.pieces);
                    self.new.push(&inner);
                    self.hold(inner);
                }
                Part::Inner | Part::InnerMarkdown if is_inline => self.pieces(&call.pieces),
                Part::Inner | Part::InnerMarkdown => {
                    self.new.push("\n\n");
                    self.old.push_str("\n\n");
                    self.pieces(&call.pieces);
                    self.new.push("\n\n");
                    self.old.push_str("\n\n");
                }
            }
        }
    }

    /// A shortcode that nobody knows, as it was, with what it holds.
    fn keep(&mut self, call: &Call) {
        let line = self.line(call.range.start);
        let (_, count) = self.unknown.entry(call.name.clone()).or_insert((line, 0));
        *count += 1;
        let is_code = self.is_code(call.range.start);
        self.shown(&self.source[call.opening.clone()], is_code);
        if let Some(inner) = &call.inner {
            self.pieces(&call.pieces);
            self.shown(&self.source[inner.end..call.range.end], is_code);
        }
    }

    /// The text between two tags as it is, tags shown.
    fn inner(&self, pieces: &[Piece]) -> String {
        let pieces = pieces.iter().map(|piece| match piece {
            Piece::Text(range) => self.source[range.clone()].to_owned(),
            Piece::Shown(_, text) => text.clone(),
            Piece::Call(call) => self.source[call.range.clone()].to_owned(),
        });
        pieces.collect()
    }

    fn finish(mut self) -> Translated {
        let names = std::mem::take(&mut self.unknown);
        for (name, (line, count)) in names {
            let times = if count == 1 { String::new() } else { format!(", {count} times from here on") };
            let help = match self.translator.templates.get(&name.to_lowercase()) {
                Some((file, _)) => {
                    format!("see what `{file}` makes of it, and write that as Markdown or HTML")
                }
                None => {
                    format!("its template is not in this folder; write what it made, or a snippet `{name}`")
                }
            };
            let message = format!("the shortcode `{name}` is not known and stays as it was{times}");
            let path = self.entry.file.source.clone();
            self.findings.push(Finding { path, line: Some(line), message, help });
        }
        let translator = self.translator;
        let attributes = translator.setting(&["markup", "goldmark", "parser", "attribute", "block"], false);
        let mut new = self.new.finish();
        let mut old = self.old;
        if attributes {
            (new, old) = (without_attributes(&new), without_attributes(&old));
        }
        let raw = translator.site.config.html;
        let mut parser = Parser::new_ext(&new, html::extensions());
        let has_html = parser.any(|event| matches!(event, Event::Html(_) | Event::InlineHtml(_)));
        let typographer =
            !translator.setting(&["markup", "goldmark", "extensions", "typographer", "disable"], false);
        let html = render(&old, Rules { raw, typographer, math: translator.math });
        self.translated.reference = put_back(&html, &self.held);
        self.translated.has_html |= has_html;
        let new = keep_ids(&new, translator.id_rule());
        self.translated.body = links::moved(&new, translator.site, self.entry);
        self.translated
    }
}

fn code_ranges(text: &str) -> Vec<Range<usize>> {
    let events = Parser::new_ext(text, html::extensions()).into_offset_iter();
    let code = events.filter(|(event, _)| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))));
    code.map(|(_, range)| range).collect()
}

/// The held HTML in its places; a paragraph of nothing else is none.
fn put_back(html: &str, held: &[String]) -> String {
    let mut html = html.to_owned();
    for (place, inner) in held.iter().enumerate().rev() {
        let mark = format!("OFFPRINTHELD{place}X");
        let alone = format!("<p>{mark}</p>");
        html = if html.contains(&alone) { html.replace(&alone, inner) } else { html.replace(&mark, inner) };
    }
    html
}

fn is_block(html: &str) -> bool {
    const BLOCKS: [&str; 16] = [
        "<div",
        "<p>",
        "<p ",
        "<figure",
        "<ul",
        "<ol",
        "<table",
        "<details",
        "<blockquote",
        "<section",
        "<aside",
        "<pre",
        "<iframe",
        "<video",
        "<audio",
        "<h",
    ];
    BLOCKS.iter().any(|tag| html.contains(tag))
}

/// Without lines of `{.class}` below blocks.
fn without_attributes(text: &str) -> String {
    let code = code_ranges(text);
    let mut out = String::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let inside = line.trim();
        let is_list =
            inside.strip_prefix('{').and_then(|inside| inside.strip_suffix('}')).is_some_and(|inside| {
                inside.starts_with(['.', '#'])
                    || inside
                        .split_once('=')
                        .is_some_and(|(key, _)| key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
            });
        if !is_list || code.iter().any(|range| range.contains(&at)) {
            out.push_str(line);
        }
        at += line.len();
    }
    out
}
