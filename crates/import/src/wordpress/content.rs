use super::autop::paragraphs;
use super::export::{Export, Item};
use super::shortcodes::{Shortcode, next};
use crate::Finding;
use crate::html::{LOST_SCRIPTS_HELP, lost_scripts, piece, to_markdown};
use crate::markdown::post_url;
use crate::measure::text_of;
use crate::source_front_matter::line_of;
use std::collections::{BTreeMap, BTreeSet};

/// Turns the texts of an export into Markdown.
pub(super) struct Contents<'a> {
    export: &'a Export<'a>,
    /// Files that are there, below `uploads`.
    at_hand: &'a BTreeSet<String>,
    /// Texts of reusable blocks.
    blocks: BTreeMap<u64, &'a str>,
}

/// A text, twice.
pub(super) struct Text {
    pub body: String,
    pub reference: String,
    /// What stands before `<!--more-->`.
    pub summary: Option<String>,
}

/// A text in the making: as it will be, with pieces of Markdown in it, and as it was.
#[derive(Default)]
struct Draft {
    new: String,
    old: String,
    pieces: Vec<String>,
}

impl Draft {
    fn both(&mut self, html: &str) {
        self.new.push_str(html);
        self.old.push_str(html);
    }

    fn piece(&mut self, markdown: String, old: &str) {
        self.new.push_str(&piece(self.pieces.len()));
        self.pieces.push(markdown);
        self.old.push_str(old);
    }
}

/// Shortcodes that are code in the language of their name.
const LANGUAGES: [&str; 14] = [
    "bash",
    "c",
    "cpp",
    "csharp",
    "css",
    "go",
    "html",
    "java",
    "javascript",
    "php",
    "python",
    "ruby",
    "sql",
    "xml",
];

impl<'a> Contents<'a> {
    pub(super) fn new(export: &'a Export<'a>, at_hand: &'a BTreeSet<String>) -> Self {
        let blocks = export.items.iter().filter(|item| item.kind == "wp_block");
        Self { export, at_hand, blocks: blocks.map(|item| (item.id, item.content.as_str())).collect() }
    }

    pub(super) fn text(&self, item: &Item, findings: &mut Vec<Finding>) -> Text {
        let mut find = |at: usize, message: String, help: &str| {
            findings.push(Finding {
                path: item.file.clone(),
                line: Some(item.content_line + line_of(&item.content, at) - 1),
                message: format!("{}: {message}", item.name()),
                help: help.to_owned(),
            });
        };
        let summary = item.content.split_once("<!--more").map(|(before, _)| text_of(before));
        let mut draft = Draft::default();
        let mut at = 0;
        while let Some(code) = next(&item.content, at) {
            draft.both(&item.content[at..code.start]);
            if !self.shortcode(&code, item, &mut draft) {
                draft.both(code.whole);
                let is_one = code.inner.is_some()
                    || code.attributes.iter().any(|(key, _)| !key.is_empty())
                    || code.name.contains(['_', '-']);
                if is_one {
                    find(
                        code.start,
                        format!("the shortcode `{}` stays in the text as it was", code.name),
                        "write what it stood for",
                    );
                }
            }
            at = code.start + code.whole.len();
        }
        draft.both(&item.content[at..]);
        let has_blocks = item.content.contains("<!-- wp:");
        let (new, old) = if has_blocks {
            for name in dynamic_blocks(&item.content) {
                if name != "block" {
                    find(
                        0,
                        format!("the block `{name}` has no text of its own and is not carried over"),
                        "write what it stood for",
                    );
                }
            }
            (self.without_comments(&draft.new), self.without_comments(&draft.old))
        } else {
            (paragraphs(&draft.new), paragraphs(&draft.old))
        };
        let (new, reference) = self.embeds(&new, &old, &mut draft.pieces);
        let new = self.own_links(&new);
        let converted = to_markdown(&new, &draft.pieces);
        if lost_scripts(&new, &converted.markdown) {
            find(0, "scripts in its text are left out".to_owned(), LOST_SCRIPTS_HELP);
        }
        Text {
            body: converted.markdown,
            reference: self.own_links(&reference),
            summary: summary.filter(|text| !text.is_empty()),
        }
    }

    /// Writes what a shortcode stands for; `false` where nobody knows.
    fn shortcode(&self, code: &Shortcode<'_>, item: &Item, draft: &mut Draft) -> bool {
        let inner = code.inner.unwrap_or_default();
        match code.name {
            "caption" | "wp_caption" => {
                let end = inner.rfind("/>").map(|at| at + 2).or_else(|| inner.rfind("</a>").map(|at| at + 4));
                let end = end.or_else(|| inner.find('>').map(|at| at + 1)).unwrap_or(0);
                let (image, words) = inner.split_at(end);
                let words = code.get(&["caption"]).unwrap_or(words.trim());
                draft.both(&format!(
                    "\n\n<figure>{}<figcaption>{words}</figcaption></figure>\n\n",
                    image.trim()
                ));
            }
            "gallery" => {
                let ids: Vec<u64> = match code.get(&["ids", "include"]) {
                    Some(ids) => ids.split(',').filter_map(|id| id.trim().parse().ok()).collect(),
                    None => {
                        let own =
                            self.export.attachments.iter().filter(|(_, file)| file.parent == Some(item.id));
                        own.map(|(id, _)| *id).collect()
                    }
                };
                let files: Vec<_> = ids.iter().filter_map(|id| self.export.attachments.get(id)).collect();
                if files.is_empty() {
                    return false;
                }
                for file in files {
                    let title = escaped(&file.title);
                    draft.both(&format!(
                        "\n\n<p><img src=\"{}\" alt=\"{title}\" /></p>\n\n",
                        escaped(&file.url)
                    ));
                }
            }
            "embed" => self.embed(inner.trim(), draft),
            "youtube" | "vimeo" | "tweet" | "gist" | "video" | "audio" => return self.media(code, draft),
            "code" | "sourcecode" | "cc" | "syntax" | "highlight" if code.inner.is_some() => {
                let language = code.get(&["lang", "language"]).or(code.bare()).unwrap_or_default();
                draft.both(&code_block(inner, language));
            }
            name if code.inner.is_some() && LANGUAGES.contains(&name) => draft.both(&code_block(inner, name)),
            _ => return false,
        }
        true
    }

    fn media(&self, code: &Shortcode<'_>, draft: &mut Draft) -> bool {
        let bare: String = code
            .attributes
            .iter()
            .filter(|(key, _)| key.is_empty() || key.contains("://"))
            .map(|(key, value)| {
                if key.is_empty() {
                    value.trim_start_matches('=').to_owned()
                } else {
                    format!("{key}={value}")
                }
            })
            .next()
            .unwrap_or_default();
        let inner = code.inner.map(str::trim).filter(|inner| !inner.is_empty());
        let source = code
            .get(&["src", "id", "url", "mp4", "m4v", "webm", "ogv", "mp3", "m4a", "ogg", "wav"])
            .or(inner)
            .unwrap_or(&bare);
        if source.is_empty() {
            return false;
        }
        let is_url = source.contains("://");
        match code.name {
            "youtube" if !is_url => self.embed(&format!("https://www.youtube.com/watch?v={source}"), draft),
            "vimeo" if !is_url => self.embed(&format!("https://vimeo.com/{source}"), draft),
            "gist" if !is_url => return false,
            "video" if is_url && source.contains("youtu") => self.embed(source, draft),
            "video" => {
                let own = self.own_address(source);
                let video = format!("\n\n<video src=\"{}\"></video>\n\n", escaped(source));
                draft.both("\n\n");
                draft.piece(format!("::video{{src=\"{}\"}}", own.replace('"', "%22")), &video);
                draft.both("\n\n");
            }
            "audio" => draft.both(&format!("\n\n<audio controls src=\"{}\"></audio>\n\n", escaped(source))),
            _ => self.embed(source, draft),
        }
        true
    }

    /// Writes what an address stands for that was to be embedded.
    fn embed(&self, url: &str, draft: &mut Draft) {
        let (markdown, old) = embedded(url);
        draft.both("\n\n");
        draft.piece(markdown, &old);
        draft.both("\n\n");
    }

    /// Addresses that stand alone on a line were embedded, too.
    fn embeds(&self, new: &str, old: &str, pieces: &mut Vec<String>) -> (String, String) {
        let mut lines = String::new();
        for line in new.lines() {
            let bare = line.trim().trim_start_matches("<p>").trim_end_matches("</p>").trim();
            if is_bare_url(bare) {
                lines.push_str(&piece(pieces.len()));
                pieces.push(embedded(bare).0);
            } else {
                lines.push_str(line);
            }
            lines.push('\n');
        }
        let mut reference = String::new();
        for line in old.lines() {
            let bare = line.trim().trim_start_matches("<p>").trim_end_matches("</p>").trim();
            if is_bare_url(bare) {
                reference.push_str(&embedded(bare).1)
            } else {
                reference.push_str(line)
            }
            reference.push('\n');
        }
        (lines, reference)
    }

    /// A text of blocks without the comments that mark them, reusable ones filled in.
    fn without_comments(&self, text: &str) -> String {
        let mut html = String::new();
        let mut rest = text;
        while let Some(start) = rest.find("<!-- ") {
            html.push_str(&rest[..start]);
            let Some(length) = rest[start..].find("-->") else {
                rest = &rest[start..];
                break;
            };
            let comment = rest[start + 5..start + length].trim();
            if let Some(block) = comment.strip_prefix("wp:block ") {
                let id: String = block
                    .chars()
                    .skip_while(|c| !c.is_ascii_digit())
                    .take_while(char::is_ascii_digit)
                    .collect();
                if let Some(content) = id.parse().ok().and_then(|id: u64| self.blocks.get(&id)) {
                    // One in another one is left out: they could go round in circles.
                    html.push_str(&strip_comments(content));
                }
            } else if !comment.starts_with("wp:") && !comment.starts_with("/wp:") {
                html.push_str(&rest[start..start + length + 3]);
            }
            rest = &rest[start + length + 3..];
        }
        html.push_str(rest);
        html
    }

    /// Links and pictures of the site itself, without its host, where they go on working.
    fn own_links(&self, html: &str) -> String {
        let Some((_, place)) = self.export.base_url.split_once("://") else { return html.to_owned() };
        let mut text = html.to_owned();
        for scheme in ["https://", "http://"] {
            let own = format!("=\"{scheme}{place}");
            let mut new = String::with_capacity(text.len());
            let mut rest = text.as_str();
            while let Some(at) = rest.find(&own) {
                new.push_str(&rest[..at]);
                let path = &rest[at + own.len()..];
                let path_end = path.find('"').unwrap_or(path.len());
                if self.stays(&path[..path_end]) {
                    new.push_str("=\"/")
                } else {
                    new.push_str(&own)
                }
                rest = path;
            }
            new.push_str(rest);
            text = new;
        }
        text
    }

    fn own_address(&self, url: &str) -> String {
        let inner = url.strip_prefix(&self.export.base_url).filter(|path| self.stays(path));
        inner.map_or_else(|| url.to_owned(), |path| format!("/{path}"))
    }

    /// Whether the new site has what the old one had at a path.
    fn stays(&self, path: &str) -> bool {
        match path.strip_prefix("wp-content/uploads/") {
            Some(file) => {
                let file = percent_encoding::percent_decode_str(file).decode_utf8_lossy();
                self.at_hand.contains(file.as_ref())
            }
            None => !path.starts_with("wp-") && !path.starts_with('?'),
        }
    }
}

fn strip_comments(text: &str) -> String {
    let mut html = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("<!--") {
        html.push_str(&rest[..start]);
        rest = rest[start..].find("-->").map_or("", |length| &rest[start + length + 3..]);
    }
    html + rest
}

/// Blocks that are made when a page is asked for: `<!-- wp:latest-posts /-->`.
fn dynamic_blocks(text: &str) -> BTreeSet<&str> {
    let comments = text.split("<!-- wp:").skip(1).filter_map(|rest| rest.split_once("-->"));
    let dynamic = comments.filter(|(comment, _)| comment.trim_end().ends_with('/'));
    dynamic.filter_map(|(comment, _)| comment.split([' ', '/']).next()).collect()
}

fn is_bare_url(text: &str) -> bool {
    let has_scheme = text.starts_with("https://") || text.starts_with("http://");
    has_scheme && !text.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"'))
}

/// What an address stands for, in Markdown and as HTML.
fn embedded(url: &str) -> (String, String) {
    let url = url.replace("&amp;", "&");
    let plain = url.replace(['"', '\n'], "");
    let path = plain.split_once("://").map_or(plain.as_str(), |(_, rest)| rest).trim_start_matches("www.");
    let id_end = |text: &str| text.find(['?', '&', '#', '/']).unwrap_or(text.len());
    let youtube =
        path.strip_prefix("youtu.be/").or_else(|| path.strip_prefix("youtube.com/embed/")).or_else(|| {
            path.starts_with("youtube.com/watch").then(|| path.split_once("v=").map(|(_, id)| id)).flatten()
        });
    if let Some(id) = youtube.map(|id| &id[..id_end(id)]).filter(|id| !id.is_empty()) {
        let frame = format!("<iframe src=\"https://www.youtube.com/embed/{}\"></iframe>", escaped(id));
        return (format!("::youtube{{id=\"{id}\"}}"), frame);
    }
    if let Some(id) = path.strip_prefix("vimeo.com/").map(|id| &id[..id_end(id)])
        && !id.is_empty()
        && id.bytes().all(|byte| byte.is_ascii_digit())
    {
        return (
            format!("::vimeo{{id=\"{id}\"}}"),
            format!("<iframe src=\"https://player.vimeo.com/video/{id}\"></iframe>"),
        );
    }
    if let Some((user, id)) = path.strip_prefix("gist.github.com/").and_then(|path| path.split_once('/')) {
        let id = &id[..id_end(id)];
        return (format!("::gist{{user=\"{user}\" id=\"{id}\"}}"), String::new());
    }
    let link = format!("<p><a href=\"{}\"></a></p>", escaped(&plain));
    let post = post_url(&plain).map(|url| format!("::post{{url=\"{url}\"}}"));
    (post.unwrap_or_else(|| format!("<{plain}>")), link)
}

fn code_block(code: &str, language: &str) -> String {
    let code = code.trim_matches('\n');
    // Editors have escaped it, or not: as text it is escaped once.
    let code = if code.contains("&lt;") || code.contains("&gt;") || code.contains("&amp;") {
        code.to_owned()
    } else {
        escaped(code)
    };
    format!("\n\n<pre><code class=\"language-{}\">{code}\n</code></pre>\n\n", escaped(language))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
