use super::config::ZolaConfig;
use super::places::Places;
use super::shortcodes::{Call, Piece, pieces};
use crate::Finding;
use crate::markdown::{self, Edit};
use crate::source_front_matter::line_of;
use offprint_model::Slug;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::HashSet;

/// Shortcodes in each other; what is deeper stays as it was.
const DEEPEST: usize = 50;

/// Turns the body of a page into Offprint's Markdown, and into the HTML that Zola would have made.
pub(super) struct Translator<'a> {
    pub config: &'a ZolaConfig,
    pub places: &'a Places<'a>,
    /// The old file.
    pub path: String,
    /// The line on which the body begins.
    pub line: usize,
}

/// A body, twice.
#[derive(Debug, Default)]
pub(super) struct Translated {
    pub body: String,
    pub reference: String,
    /// What stands before `<!-- more -->`, as text.
    pub summary: Option<String>,
}

/// Names of shortcodes that sites have for callouts, and Offprint's.
const CALLOUTS: [(&str, &str); 12] = [
    ("note", "note"),
    ("tip", "tip"),
    ("hint", "tip"),
    ("success", "tip"),
    ("important", "important"),
    ("warning", "warning"),
    ("warn", "warning"),
    ("caution", "caution"),
    ("info", "info"),
    ("danger", "danger"),
    ("error", "danger"),
    ("question", "note"),
];

impl Translator<'_> {
    pub(super) fn translate(&self, source: &str, findings: &mut Vec<Finding>) -> Translated {
        let (mut body, mut reference) = (String::new(), String::new());
        self.expand(source, (self.line, 0), &mut body, &mut reference, findings);
        let body = self.linked(&body, true, findings);
        let body = self.with_ids(&body);
        let reference = markdown::html(&self.linked(&reference, false, &mut Vec::new()));
        let summary = ["<!-- more -->", "<!--more-->"].iter().find_map(|mark| Some(body.split_once(mark)?.0));
        let summary = summary.map(markdown::plain_text).filter(|text| !text.is_empty());
        Translated { body, reference, summary }
    }

    /// Writes a text without its shortcodes.
    fn expand(
        &self,
        source: &str,
        (first_line, depth): (usize, usize),
        body: &mut String,
        reference: &mut String,
        findings: &mut Vec<Finding>,
    ) {
        for piece in pieces(source) {
            match piece {
                Piece::Text(text) => {
                    body.push_str(text);
                    reference.push_str(text);
                }
                Piece::Shown(text) => {
                    body.push_str(&text);
                    reference.push_str(&text);
                }
                Piece::Call(call) => {
                    let line = first_line + line_of(source, call.start) - 1;
                    self.call(&call, source, (line, depth), body, reference, findings);
                }
            }
        }
    }

    fn call(
        &self,
        call: &Call<'_>,
        source: &str,
        (line, depth): (usize, usize),
        body: &mut String,
        reference: &mut String,
        findings: &mut Vec<Finding>,
    ) {
        let alone = stands_alone(source, call);
        if let Some(inner) = call.inner.filter(|_| depth < DEEPEST) {
            let (mut new, mut old) = (String::new(), String::new());
            let inner_line = line + line_of(source, call.inner_start) - line_of(source, call.start);
            self.expand(inner, (inner_line, depth + 1), &mut new, &mut old, findings);
            if let Some((opening, closing)) = container(call, &new).filter(|_| alone) {
                body.push_str(&format!("{opening}\n{}\n{closing}", new.trim_matches('\n')));
                reference.push_str(&format!("<div>\n\n{}\n\n</div>\n", old.trim_matches('\n')));
                return;
            }
        } else if let Some((new, old)) = self.leaf(call, alone) {
            body.push_str(&new);
            reference.push_str(&old);
            return;
        }
        body.push_str(call.whole);
        reference.push_str(call.whole);
        findings.push(Finding {
            path: self.path.clone(),
            line: Some(line),
            message: format!("the shortcode `{}` stays in the text as it was", call.name),
            help: "write what it stood for, in Markdown or as a directive, or make a snippet of it"
                .to_owned(),
        });
    }

    /// A shortcode without a body: as Offprint has it, and as HTML.
    fn leaf(&self, call: &Call<'_>, alone: bool) -> Option<(String, String)> {
        let id = call.get(&["id"]).filter(|id| !id.is_empty());
        let title =
            call.get(&["title"]).map(|title| format!(" title=\"{}\"", quoted(title))).unwrap_or_default();
        let frame = |src: &str| format!("<iframe src=\"{src}\"></iframe>");
        match call.name {
            "youtube" if call.get(&["playlist"]).is_none() => {
                let id = id?;
                let new = if alone {
                    format!("::youtube{{id=\"{}\"{title}}}", quoted(id))
                } else {
                    format!("[YouTube](https://www.youtube.com/watch?v={id})")
                };
                Some((new, frame(&format!("https://www.youtube-nocookie.com/embed/{id}"))))
            }
            "vimeo" => {
                let id = id?;
                let new = if alone {
                    format!("::vimeo{{id=\"{}\"{title}}}", quoted(id))
                } else {
                    format!("[Vimeo](https://vimeo.com/{id})")
                };
                Some((new, frame(&format!("https://player.vimeo.com/video/{id}"))))
            }
            "streamable" => {
                let id = id?;
                Some((
                    format!("[Streamable](https://streamable.com/{id})"),
                    frame(&format!("https://streamable.com/e/{id}")),
                ))
            }
            "gist" => {
                let url = call.get(&["url"])?;
                let path = url.trim_end_matches('/').strip_prefix("https://gist.github.com/")?;
                let (user, id) = path.trim_end_matches(".js").split_once('/')?;
                let file =
                    call.get(&["file"]).map(|file| format!(" file=\"{}\"", quoted(file))).unwrap_or_default();
                let new = if alone {
                    format!("::gist{{user=\"{user}\" id=\"{id}\"{file}}}")
                } else {
                    format!("[Gist]({url})")
                };
                Some((new, String::new()))
            }
            "figure" | "image" | "img" | "picture" | "resize_image" => {
                let src = call.get(&["src", "path", "url"])?;
                let folder = self
                    .path
                    .strip_prefix("content/")
                    .and_then(|name| name.rfind('/').map(|at| &name[..=at]));
                let found = self.places.named(folder.unwrap_or_default(), src);
                let src = found.as_deref().unwrap_or(src);
                let caption = call.get(&["caption", "title"]);
                let alt = call.get(&["alt"]).or(caption).unwrap_or_default();
                let shown = caption.map(|caption| format!(" \"{}\"", quoted(caption))).unwrap_or_default();
                let src_text =
                    if src.contains([' ', '(', ')']) { format!("<{src}>") } else { src.to_owned() };
                let new = format!("![{}]({src_text}{shown})", alt.replace(['[', ']', '\n'], " "));
                let old = match caption {
                    Some(caption) => {
                        format!("<figure><img src=\"{src}\"><figcaption>{caption}</figcaption></figure>")
                    }
                    None => format!("<img src=\"{src}\">"),
                };
                Some((new, old))
            }
            _ => None,
        }
    }

    /// Leads `@/` links where their files are: for Offprint by their new names where these changed, for the
    /// reference by their addresses.
    fn linked(&self, text: &str, is_new: bool, findings: &mut Vec<Finding>) -> String {
        markdown::rewrite_links(text, |destination| {
            let name = destination.strip_prefix("@/")?;
            let (name, anchor) = name.split_at(name.find(['#', '?']).unwrap_or(name.len()));
            let Some(linked) = self.places.pages.get(name) else {
                findings.push(Finding {
                    path: self.path.clone(),
                    line: None,
                    message: format!("the link to `{destination}` leads to no file"),
                    help: "name the file that it should lead to".to_owned(),
                });
                return None;
            };
            match linked.name.as_deref().filter(|_| is_new) {
                Some(new) if new == name => None,
                Some(new) => Some(format!("@/{new}{anchor}")),
                None => Some(format!("{}{anchor}", linked.url)),
            }
        })
    }

    /// Names the headings whose ids Zola made otherwise than Offprint would, so that links to them go on working.
    fn with_ids(&self, text: &str) -> String {
        let mut edits = Vec::new();
        let (mut zola, mut offprint) = (HashSet::new(), HashSet::new());
        let mut heading: Option<(String, bool)> = None;
        for (event, range) in markdown::parser(text).into_offset_iter() {
            match event {
                Event::Start(Tag::Heading { id, .. }) => {
                    if let Some(id) = &id {
                        zola.insert(id.to_string());
                        offprint.insert(id.to_string());
                    }
                    heading = Some((String::new(), id.is_some()));
                }
                Event::Text(words) | Event::Code(words) => {
                    if let Some((heading, _)) = &mut heading {
                        heading.push_str(&words);
                    }
                }
                Event::SoftBreak | Event::HardBreak => {
                    if let Some((heading, _)) = &mut heading {
                        heading.push(' ');
                    }
                }
                Event::End(TagEnd::Heading(_)) => {
                    let Some((words, false)) = heading.take() else { continue };
                    let old = unique(&self.config.anchors.anchor(&words), &mut zola);
                    let new = unique(Slug::from_label(&words).as_str(), &mut offprint);
                    let written = text.get(range.clone()).unwrap_or_default();
                    let Some(end) = end_of_heading(written).filter(|_| old != new && !old.is_empty()) else {
                        continue;
                    };
                    edits.push(Edit {
                        range: range.start + end..range.start + end,
                        text: format!(" {{#{old}}}"),
                    });
                }
                _ => {}
            }
        }
        markdown::edited(text, edits)
    }
}

/// An id as both have it: `a`, `a-1`, `a-2`.
fn unique(wanted: &str, taken: &mut HashSet<String>) -> String {
    let mut id = wanted.to_owned();
    let mut number = 0;
    while !taken.insert(id.clone()) {
        number += 1;
        id = format!("{wanted}-{number}");
    }
    id
}

/// Where a heading's own line ends, if an id can stand there.
fn end_of_heading(written: &str) -> Option<usize> {
    let written = written.trim_end();
    let line = if written.trim_start().starts_with('#') {
        written
    } else {
        // Underlined: the id goes above the line.
        written.rsplit_once('\n')?.0.trim_end()
    };
    (!line.ends_with(['#', '}', '\\']) && !line.contains("{#")).then_some(line.len())
}

/// Nothing else stands on the lines of a shortcode.
fn stands_alone(source: &str, call: &Call<'_>) -> bool {
    let before = source[..call.start].rsplit('\n').next().unwrap_or_default();
    let after = source[call.start + call.whole.len()..].split('\n').next().unwrap_or_default();
    before.trim().is_empty() && after.trim().is_empty()
}

fn quoted(text: &str) -> String {
    text.replace('"', "'").replace('\n', " ")
}

/// What stands above and below the body of a shortcode.
fn container(call: &Call<'_>, inner: &str) -> Option<(String, String)> {
    let title = call.get(&["title", "summary", "header"]).map(|title| title.replace(['[', ']', '\n'], " "));
    let label = title.as_ref().map(|title| format!("[{title}]")).unwrap_or_default();
    // The outer one has more colons than any inside.
    let most = inner.lines().map(|line| line.len() - line.trim_start_matches(':').len()).max().unwrap_or(0);
    let colons = ":".repeat(3.max(most + 1));
    let callout = |name: &str| CALLOUTS.iter().find(|(known, _)| *known == name).map(|(_, ours)| *ours);
    if let Some(name) = callout(call.name) {
        return Some((format!("{colons}{name}{label}"), colons));
    }
    match call.name {
        "alert" | "admonition" | "callout" => {
            let name = call.get(&["type", "kind", "icon", "style"]).and_then(callout).unwrap_or("note");
            Some((format!("{colons}{name}{label}"), colons))
        }
        "details" | "spoiler" | "collapse" | "expand" => {
            let label = title.unwrap_or_else(|| "Details".to_owned());
            Some((format!("{colons}details[{label}]"), colons))
        }
        "mermaid" => Some(("```mermaid".to_owned(), "```".to_owned())),
        _ => None,
    }
}
