//! HTML in kramdown: raw up to its closing tag, blank lines and all, but for what says `markdown="1"`.

use super::blocks::{fence, tag_name};
use super::{Mode, Translator};
use crate::jekyll::liquid::{escaped, video_id};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

/// Elements whose Markdown is a line, not blocks, by kramdown's table.
const SPAN_CONTENT: [&str; 12] =
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "th", "td", "summary", "caption"];

impl Translator<'_> {
    /// A block of HTML as CommonMark reads it: without blank lines, which would end it there, and without
    /// indentation, which would make code of what follows.
    pub(super) fn html_block(&mut self, lines: &[&str]) -> String {
        let source = lines.join("\n");
        let indent = &lines[0][..lines[0].len() - lines[0].trim_start().len()];
        if self.mode == Mode::Offprint
            && let Some(directive) = video(&source)
        {
            return format!("{indent}{directive}");
        }
        if self.mode == Mode::Offprint
            && let Some((alt, src, caption)) = figure(&source)
        {
            let src = self.address(src);
            let title = if caption.is_empty() {
                String::new()
            } else {
                format!(" \"{}\"", caption.replace('"', "&quot;"))
            };
            return format!("{indent}![{}]({src}{title})", alt.replace(['[', ']'], ""));
        }
        let html = if source.contains("markdown=") { self.with_markdown(&source) } else { source };
        let html = self.html_tag(&with_code(&html));
        compact(&html, indent)
    }

    /// Addresses of the new site, in one tag or many.
    pub(super) fn html_tag(&self, html: &str) -> String {
        let base = &self.rules.base_path;
        if base.is_empty() {
            return html.to_owned();
        }
        ["href", "src"].iter().fold(html.to_owned(), |html, name| {
            html.replace(&format!("{name}=\"{base}/"), &format!("{name}=\"/"))
                .replace(&format!("{name}='{base}/"), &format!("{name}='/"))
        })
    }

    /// Renders what stands in elements that say `markdown`.
    fn with_markdown(&mut self, source: &str) -> String {
        let mut out = String::new();
        let mut rest = source;
        while let Some(found) = rest.find("markdown=") {
            let (Some(open), Some(close)) = (rest[..found].rfind('<'), rest[found..].find('>')) else {
                break;
            };
            let tag_end = found + close + 1;
            let Some((name, false)) = tag_name(&rest[open..]) else {
                out.push_str(&rest[..tag_end]);
                rest = &rest[tag_end..];
                continue;
            };
            let value = rest[found + "markdown=".len()..].trim_start_matches(['"', '\'']);
            let says = value.split(['"', '\'', '>', ' ']).next().unwrap_or_default();
            let attribute_end = found
                + "markdown=".len()
                + rest[found + "markdown=".len()..]
                    .find(['"', '\''])
                    .map_or(says.len(), |at| at + says.len() + 2);
            let attribute_end = attribute_end.min(tag_end - 1);
            let tag = format!("{}{}", rest[open..found].trim_end(), &rest[attribute_end..tag_end]);
            let (inside, after) = element(&rest[tag_end..], name);
            out.push_str(&rest[..open]);
            out.push_str(&tag);
            match says {
                "0" => out.push_str(inside),
                _ if says == "span" || SPAN_CONTENT.contains(&name.to_ascii_lowercase().as_str()) => {
                    let translated = self.inline(inside.trim());
                    out.push_str(&span(&translated));
                }
                _ => {
                    let lines: Vec<&str> = inside.lines().collect();
                    let dedented = dedented(&lines);
                    let translated = self.nested(&dedented);
                    out.push_str(&blocks(&translated));
                }
            }
            rest = after;
        }
        out + rest
    }
}

/// Code that Liquid's `highlight` put between fences, as HTML: nobody looks for fences in HTML.
fn with_code(html: &str) -> String {
    if !html.contains("```") {
        return html.to_owned();
    }
    let lines: Vec<&str> = html.lines().collect();
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let opening = fence(lines[at]).filter(|(sign, _, _)| *sign == '`');
        let closing = opening.and_then(|(sign, length, _)| {
            let closes = |line: &&str| {
                fence(line).is_some_and(|(s, l, rest)| s == sign && l == length && rest.is_empty())
            };
            lines[at + 1..].iter().position(closes)
        });
        match (opening, closing) {
            (Some((_, _, info)), Some(length)) => {
                let language = info.split(',').next().unwrap_or_default();
                let code = escaped(&lines[at + 1..at + 1 + length].join("\n"));
                out.push(format!("<pre><code class=\"language-{language}\">{code}</code></pre>"));
                at += length + 2;
            }
            _ => {
                out.push(lines[at].to_owned());
                at += 1;
            }
        }
    }
    out.join("\n")
}

/// What stands in an element whose opening tag was read, and what follows it, from its closing tag.
fn element<'a>(rest: &'a str, name: &str) -> (&'a str, &'a str) {
    let mut depth = 0usize;
    for (at, _) in rest.match_indices('<') {
        match tag_name(&rest[at..]) {
            Some((found, true)) if found.eq_ignore_ascii_case(name) => {
                if depth == 0 {
                    return rest.split_at(at);
                }
                depth -= 1;
            }
            Some((found, false)) if found.eq_ignore_ascii_case(name) => depth += 1,
            _ => {}
        }
    }
    (rest, "")
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_HEADING_ATTRIBUTES
}

/// Markdown of one line as HTML, without a paragraph around it.
fn span(text: &str) -> String {
    let events = Parser::new_ext(text, options())
        .filter(|event| !matches!(event, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph)));
    let mut out = String::new();
    html::push_html(&mut out, events);
    out.trim_end().to_owned()
}

fn blocks(text: &str) -> String {
    let mut out = String::from("\n");
    html::push_html(&mut out, Parser::new_ext(text, options()));
    out
}

/// Without the spaces that all lines begin with.
fn dedented(lines: &[&str]) -> String {
    let indents = lines.iter().filter(|line| !line.trim().is_empty());
    let least = indents.map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    lines.iter().map(|line| line.get(least..).unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// Without blank lines and indentation, but in `<pre>`, where a blank line is written as a character.
fn compact(html: &str, indent: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut is_raw = false;
    for line in html.lines() {
        let lower = line.to_ascii_lowercase();
        if is_raw && line.trim().is_empty() {
            // The next line is appended to it: `&#10;` is the end of this one.
            out.push_str(if out.ends_with("&#10;") { "&#10;" } else { "\n&#10;" });
        } else if !line.trim().is_empty() {
            if !out.is_empty() && !out.ends_with("&#10;") {
                out.push('\n');
            }
            if is_raw {
                out.push_str(line);
            } else {
                out.push_str(indent);
                out.push_str(line.trim());
            }
        }
        for (at, _) in lower.match_indices('<') {
            if let Some(("pre" | "textarea", closes)) = tag_name(&lower[at..]) {
                is_raw = !closes;
            }
        }
    }
    out
}

/// A figure of one picture and a plain caption: its alternative text, its address, its caption.
fn figure(html: &str) -> Option<(&str, &str, String)> {
    let html = html.trim();
    let inside = html.strip_prefix("<figure")?.strip_suffix("</figure>")?;
    const MORE: [&str; 9] =
        ["<a ", "<video", "<iframe", "<pre", "<table", "<blockquote", "<figure", "<svg", "markdown="];
    if inside.matches("<img").count() != 1 || MORE.iter().any(|tag| inside.contains(tag)) {
        return None;
    }
    let open = inside.find("<img")?;
    let tag = &inside[open..open + inside[open..].find('>')? + 1];
    let attribute = |name: &str| {
        let at = tag.find(&format!(" {name}=\""))? + name.len() + 3;
        tag[at..].split('"').next()
    };
    let caption = match inside.split_once("<figcaption") {
        Some((_, rest)) => rest.split_once('>')?.1.split("</figcaption>").next()?,
        None => "",
    };
    let caption = caption.split_whitespace().collect::<Vec<_>>().join(" ");
    let src = attribute("src").filter(|src| !src.is_empty())?;
    (!caption.contains('<')).then(|| (attribute("alt").unwrap_or_default(), src, caption))
}

/// A video that stands alone, as a directive.
fn video(html: &str) -> Option<String> {
    let open = html.find("<iframe")?;
    let end = html[open..].find("</iframe>").map(|at| open + at + "</iframe>".len())?;
    let is_tag = |text: &str| {
        let mut rest = text.trim();
        while let Some((name, _)) = tag_name(rest) {
            let Some(close) = rest.find('>').filter(|_| matches!(name, "div" | "p" | "center" | "figure"))
            else {
                return false;
            };
            rest = rest[close + 1..].trim_start();
        }
        rest.is_empty()
    };
    if !is_tag(&html[..open]) || !is_tag(&html[end..]) {
        return None;
    }
    let attribute = |name: &str| {
        let at = html[open..end].find(&format!("{name}=\""))? + open + name.len() + 2;
        html[at..end].split('"').next()
    };
    let src = attribute("src")?;
    let provider = if src.contains("youtube.com/embed/") || src.contains("youtube-nocookie.com/embed/") {
        "youtube"
    } else if src.contains("player.vimeo.com/video/") {
        "vimeo"
    } else {
        return None;
    };
    let id = video_id(src);
    let title = attribute("title").filter(|title| !title.is_empty() && !title.contains(" video player"));
    let title = title.map(|title| format!(" title=\"{title}\"")).unwrap_or_default();
    (!id.is_empty() && id != "videoseries").then(|| format!("::{provider}{{id=\"{id}\"{title}}}"))
}
