//! kramdown's Markdown in Offprint's. Liquid has been expanded before.

mod attributes;
mod blocks;
mod heading;
mod html;
mod inline;
mod table;
mod text;

use attributes::{Attributes, Named};
use blocks::{Kind, blocks, fence};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::collections::{HashMap, HashSet};

/// How a site's Markdown is meant.
pub(super) struct Rules<'a> {
    /// `input: GFM`, which is what Jekyll takes for granted.
    pub gfm: bool,
    /// Each end of a line is one.
    pub hard_wrap: bool,
    /// Headings have ids.
    pub auto_ids: bool,
    /// The page loads a script for formulas, which looks for single dollars too.
    pub has_math: bool,
    /// `/blog`; empty at the root.
    pub base_path: String,
    /// The address of a file that a link names by its path; jekyll-relative-links.
    pub relative_links: &'a dyn Fn(&str) -> Option<String>,
}

/// Something of the text that could not be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Note {
    /// What stands in the old text.
    pub near: String,
    pub message: String,
    pub help: String,
}

/// A text in Offprint's Markdown.
pub(super) struct Translated {
    pub text: String,
    pub notes: Vec<Note>,
}

/// For whom a text is translated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Offprint,
    Jekyll,
}

struct Translator<'a> {
    rules: &'a Rules<'a>,
    mode: Mode,
    named: Named,
    /// What is short, and what it is short for.
    abbreviations: Vec<(String, String)>,
    /// Labels of links that are defined, in lower case.
    references: HashSet<String>,
    notes: Vec<Note>,
    old_ids: HashMap<String, usize>,
    new_ids: HashMap<String, usize>,
    /// Texts in each other at this place.
    depth: usize,
}

/// A text in Offprint's Markdown.
pub(super) fn to_offprint(source: &str, rules: &Rules<'_>) -> Translated {
    let mut translator = Translator::new(rules, Mode::Offprint, source);
    let text = translator.nested(source);
    Translated { text, notes: translator.notes }
}

/// A text as HTML, near to what kramdown makes of it.
pub(super) fn to_html(source: &str, rules: &Rules<'_>) -> String {
    let mut translator = Translator::new(rules, Mode::Jekyll, source);
    let text = translator.nested(source);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    // The numbers of footnotes are no words of the author's.
    let events = Parser::new_ext(&text, options).filter_map(|event| match event {
        Event::FootnoteReference(_) => None,
        Event::Start(Tag::FootnoteDefinition(_)) => Some(Event::Html("<div class=\"footnote\">\n".into())),
        Event::End(TagEnd::FootnoteDefinition) => Some(Event::Html("</div>\n".into())),
        event => Some(event),
    });
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, events);
    html
}

/// Quotes, lists and HTML in each other; what is deeper stays as it was.
const DEEPEST: usize = 50;

/// The words of a text, with single spaces between them.
pub(super) fn to_words(source: &str, rules: &Rules<'_>) -> String {
    let mut translator = Translator::new(rules, Mode::Jekyll, source);
    let text = translator.nested(source);
    let mut words = String::new();
    for event in Parser::new_ext(&text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell) => {
                words.push(' ')
            }
            _ => {}
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl<'a> Translator<'a> {
    fn new(rules: &'a Rules<'a>, mode: Mode, source: &str) -> Self {
        let mut translator = Self {
            rules,
            mode,
            named: Named::new(),
            abbreviations: Vec::new(),
            references: HashSet::new(),
            notes: Vec::new(),
            old_ids: HashMap::new(),
            new_ids: HashMap::new(),
            depth: 0,
        };
        let lines: Vec<&str> = source.lines().collect();
        for (kind, range) in blocks(&lines) {
            for line in &lines[range] {
                match kind {
                    Kind::Definition => {
                        if let Some((name, list)) = attributes::definition(line) {
                            translator.named.insert(name.to_owned(), Attributes::read(list));
                        }
                    }
                    Kind::Text => translator.definition(line),
                    _ => {}
                }
            }
        }
        translator
    }

    /// `*[HTML]: Hypertext Markup Language`, `[label]: address`
    fn definition(&mut self, line: &str) {
        if let Some((short, long)) = text::abbreviation(line) {
            self.abbreviations.push((short.to_owned(), long.to_owned()));
        } else if let Some((label, _)) = text::link_definition(line) {
            self.references.insert(label.to_lowercase());
        }
    }

    /// Translates a text, or one within another.
    fn nested(&mut self, source: &str) -> String {
        if self.depth >= DEEPEST {
            return source.to_owned();
        }
        self.depth += 1;
        let translated = self.blocks_of(source);
        self.depth -= 1;
        translated
    }

    fn blocks_of(&mut self, source: &str) -> String {
        let all: Vec<&str> = source.lines().collect();
        let blocks = blocks(&all);
        let mut out: Vec<String> = Vec::new();
        let mut before: Option<Attributes> = None;
        let mut at = 0;
        while let Some((kind, range)) = blocks.get(at) {
            let lines = &all[range.clone()];
            at += 1;
            // Attributes belong to what stands right before them, else to what follows.
            let mut own = before.take();
            if !matches!(kind, Kind::Blank | Kind::Attributes | Kind::Definition | Kind::Extension) {
                while let Some((Kind::Attributes, range)) = blocks.get(at) {
                    at += 1;
                    own.get_or_insert_default().add(self.read_attributes(all[range.start]));
                }
            }
            let own_or_none = || own.clone().unwrap_or_default();
            match kind {
                Kind::Blank => {
                    out.push(String::new());
                    before = own;
                }
                Kind::Attributes => {
                    let list = self.read_attributes(all[range.start]);
                    own.get_or_insert_default().add(list);
                    before = own;
                }
                Kind::Definition => before = own,
                Kind::Extension => self.extension(lines, &mut out),
                Kind::Fence => {
                    let fence = self.fence(lines, own_or_none());
                    out.extend(fence);
                }
                Kind::Code => {
                    let code = self.code(lines, own_or_none());
                    out.extend(code);
                }
                Kind::Html => {
                    part(&mut out);
                    out.push(self.html_block(lines));
                    // What follows on the next line is Markdown again.
                    out.push(String::new());
                }
                Kind::Math => self.math_block(lines, &mut out),
                Kind::Text => {
                    let text = self.text_block(lines, own_or_none());
                    out.extend(text);
                }
            }
        }
        let mut text = out.join("\n");
        text.push('\n');
        squeezed(&text)
    }

    fn read_attributes(&self, line: &str) -> Attributes {
        attributes::whole_line(line).map(Attributes::read).unwrap_or_default().resolved(&self.named)
    }

    /// `{::nomarkdown}`: what stands in it is HTML already. Comments go, and so do options.
    fn extension(&mut self, lines: &[&str], out: &mut Vec<String>) {
        let name = lines[0].trim().trim_start_matches("{::");
        if name.starts_with("nomarkdown") && lines.len() > 2 {
            part(out);
            out.push(self.html_block(&lines[1..lines.len() - 1]));
            out.push(String::new());
        } else if name.starts_with("options") {
            self.note(lines[0], "is left out: it has no counterpart", "see whether the page needs it");
        }
    }

    fn fence(&mut self, lines: &[&str], attributes: Attributes) -> Vec<String> {
        let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        let Some((sign, length, info)) =
            fence(&lines[0]).map(|(sign, length, info)| (sign, length, info.to_owned()))
        else {
            return lines;
        };
        let indent = lines[0][..lines[0].len() - lines[0].trim_start().len()].to_owned();
        let language = self.language(&info, attributes);
        lines[0] = format!("{indent}{}{language}", sign.to_string().repeat(length));
        lines
    }

    /// The language of a block of code from its fence and its attributes.
    fn language(&mut self, info: &str, mut attributes: Attributes) -> String {
        // Options of the highlighter follow a question mark.
        let mut language = info.split('?').next().unwrap_or_default().to_owned();
        let named = attributes
            .classes
            .iter()
            .position(|class| class.starts_with("language-") || class.starts_with("lang-"));
        if let Some(at) = named {
            let class = attributes.classes.remove(at);
            if language.is_empty() {
                language = class.split_once('-').map(|(_, name)| name.to_owned()).unwrap_or_default();
            }
        }
        if attributes.classes.iter().any(|class| class == "linenos" || class == "line-numbers") {
            attributes.classes.retain(|class| class != "linenos" && class != "line-numbers");
            language = format!("{},linenos", if language.is_empty() { "text" } else { &language });
        }
        attributes.classes.retain(|class| class != "highlight");
        self.left_out(&attributes, "on a block of code", info);
        language
    }

    fn code(&mut self, lines: &[&str], attributes: Attributes) -> Vec<String> {
        let language = self.language("", attributes);
        if language.is_empty() || self.mode == Mode::Jekyll {
            return lines.iter().map(|line| (*line).to_owned()).collect();
        }
        let mut fenced = vec![format!("~~~{language}")];
        fenced.extend(lines.iter().map(|line| {
            line.strip_prefix('\t')
                .or_else(|| line.strip_prefix("    "))
                .unwrap_or(line.trim_start())
                .to_owned()
        }));
        fenced.push("~~~".to_owned());
        fenced
    }

    fn math_block(&mut self, lines: &[&str], out: &mut Vec<String>) {
        let math = lines.join("\n");
        let math = math.trim().trim_start_matches("$$").trim_end_matches("$$").trim();
        part(out);
        match self.mode {
            Mode::Offprint => {
                let math: Vec<&str> = math.lines().filter(|line| !line.trim().is_empty()).collect();
                out.extend(["$$".to_owned(), math.join("\n"), "$$".to_owned()]);
            }
            Mode::Jekyll => out.push("<div class=\"math\"></div>".to_owned()),
        }
        out.push(String::new());
    }

    fn note(&mut self, near: &str, what: &str, help: &str) {
        let shown = near.trim();
        self.notes.push(Note {
            near: shown.to_owned(),
            message: format!("`{shown}` {what}"),
            help: help.to_owned(),
        });
    }

    /// Says which attributes are not carried over.
    fn left_out(&mut self, attributes: &Attributes, place: &str, near: &str) {
        let classes = attributes.classes.iter().map(|class| format!(".{class}"));
        let ids = attributes.id.iter().map(|id| format!("#{id}"));
        let pairs = attributes.pairs.iter().map(|(key, value)| format!("{key}=\"{value}\""));
        let names =
            attributes.names.iter().filter(|name| !matches!(name.as_str(), "toc" | "footnotes")).cloned();
        let all: Vec<String> = ids.chain(classes).chain(pairs).chain(names).collect();
        if all.is_empty() {
            return;
        }
        self.notes.push(Note {
            near: near.trim().to_owned(),
            message: format!("`{{: {}}}` {place} is left out", all.join(" ")),
            help: "Offprint has no words for it: write the element as HTML where it matters".to_owned(),
        });
    }
}

/// A blank line before what must not continue a paragraph.
fn part(out: &mut Vec<String>) {
    if out.last().is_some_and(|line| !line.trim().is_empty()) {
        out.push(String::new());
    }
}

/// One blank line where there are several between blocks, but in code. Blank lines at the start and end go.
fn squeezed(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut out = String::with_capacity(text.len());
    let mut was_blank = true;
    for (kind, range) in blocks(&lines) {
        if kind == Kind::Blank {
            if !was_blank {
                out.push('\n');
            }
            was_blank = true;
            continue;
        }
        was_blank = false;
        for line in &lines[range] {
            out.push_str(line);
            out.push('\n');
        }
    }
    let length = out.trim_end().len();
    out.truncate(length);
    out.push('\n');
    out
}

#[cfg(test)]
mod tests;
