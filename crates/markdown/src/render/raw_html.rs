use super::Renderer;
use crate::RawHtml;
use crate::directives::Embed;
use crate::sanitize::{is_allowed, is_dropped_whole};
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};
use pulldown_cmark_escape::{escape_html, escape_html_body_text};
use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;

/// What is known of an author's HTML so far.
#[derive(Default)]
pub(super) struct RawState {
    /// There was some.
    pub seen: bool,
    /// Elements that are open and hold no prose.
    silent: usize,
    /// The open element of which nothing is shown or counted.
    hidden: Option<String>,
}

impl RawState {
    /// Whether an element is open of which nothing is shown.
    pub fn is_hidden(&self) -> bool {
        self.hidden.is_some()
    }
}

/// Elements of which the text is no prose.
const SILENT: [&str; 9] = ["figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "table"];

/// Elements that words run across.
const INLINE: [&str; 26] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "u", "var",
];

/// Elements of old pages that change nothing but looks: they go without a word.
const UNREMARKABLE: [&str; 8] = ["body", "font", "head", "html", "marquee", "noscript", "nobr", "tt"];

/// Elements of HTML that are not let through; a name that is not among them is a slip of the pen.
const KNOWN: [&str; 27] = [
    "applet", "base", "button", "canvas", "datalist", "dialog", "embed", "fieldset", "form", "frame",
    "frameset", "iframe", "input", "legend", "link", "main", "math", "meta", "object", "optgroup", "option",
    "script", "select", "style", "svg", "template", "textarea",
];

/// Attributes that one tag may have.
const MOST_ATTRIBUTES: usize = 1_000;

const TRUST_HELP: &str =
    "to keep an author's HTML as it is, set `html = \"trust\"` under `[markdown]` in `offprint.toml`";

impl Renderer<'_> {
    pub(super) fn end_html_block(&mut self) {
        if let Some((span, html)) = self.html_block.take() {
            self.raw_html(&html, span);
            self.text.block();
        }
    }

    /// Writes an author's HTML: its addresses lead where the site's do, its images have sizes. What may
    /// stay is decided of the page as a whole, at the end.
    pub(super) fn raw_html(&mut self, html: &str, span: Range<usize>) {
        self.raw.seen = true;
        let mut rest = span.clone();
        let (html, left_out) = without_endless_tags(html);
        if left_out {
            let message = format!("an HTML tag with more than {MOST_ATTRIBUTES} attributes is left out");
            self.warn(message, None, span.clone());
        }
        for token in tokens(&html) {
            match token {
                Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                    let place = self.place_of(&tag.name, rest);
                    rest = place.end..span.end.max(place.end);
                    self.raw_start(tag, &place);
                }
                Token::TagToken(tag) => self.raw_end(&tag),
                Token::CharacterTokens(text) => self.raw_text(&text),
                Token::CommentToken(comment) if self.options.html == RawHtml::Trust => {
                    self.html.push_str(&format!("<!--{comment}-->"));
                }
                _ => {}
            }
        }
    }

    /// Where the next start tag of a name stands in a part of the body; all of the part, where the text
    /// is not as the tokenizer saw it (in a quote, its lines begin with `>`).
    fn place_of(&self, name: &str, part: Range<usize>) -> Range<usize> {
        let source = self.body.get(part.clone()).unwrap_or_default();
        let tag = source.match_indices('<').map(|(at, _)| at).find(|at| {
            source.get(at + 1..at + 1 + name.len()).is_some_and(|written| written.eq_ignore_ascii_case(name))
        });
        match tag {
            Some(start) => {
                let end = source[start..].find('>').map_or(source.len(), |at| start + at + 1);
                part.start + start..part.start + end
            }
            None => part,
        }
    }

    fn raw_text(&mut self, text: &str) {
        match self.raw.hidden.as_deref() {
            // Scripts and styles are not escaped; the sanitiser takes them out with their element.
            Some("script" | "style") => self.html.push_str(text),
            Some("iframe") if self.options.html == RawHtml::Sanitize => {}
            Some(_) => {
                let _ = escape_html_body_text(&mut self.html, text);
            }
            None => {
                let _ = escape_html_body_text(&mut self.html, text);
                let text = text.replace('\n', " ");
                self.text.push(&text);
                self.heading_text(&text);
            }
        }
    }

    fn raw_start(&mut self, mut tag: Tag, span: &Range<usize>) {
        self.place = span.clone();
        let name = tag.name.to_string();
        if !INLINE.contains(&name.as_str()) {
            self.text.block();
        }
        if SILENT.contains(&name.as_str()) {
            self.raw.silent += 1;
            self.text.silence();
        }
        if is_dropped_whole(&name) && !tag.self_closing && self.raw.hidden.is_none() && name != "embed" {
            self.raw.hidden = Some(name.clone());
        }
        if name == "plaintext" {
            // Nothing ends it, not even the page.
            return;
        }
        if self.options.html == RawHtml::Trust {
            self.warn_of_policy(&tag, span);
        } else if !self.may_stay(&tag, span) {
            return;
        } else if is_dropped_whole(&name) {
            // The sanitiser takes it out up to its end, which may stand in another piece of the text.
            self.html.push_str(&format!("<{name}>"));
            return;
        }
        if !self.opens(&name, tag.self_closing, span) {
            return;
        }
        self.raw_attributes(&mut tag, span);
        self.html.push('<');
        self.html.push_str(&name);
        for attribute in &tag.attrs {
            self.html.push(' ');
            self.html.push_str(&attribute.name.local);
            self.html.push_str("=\"");
            let _ = escape_html(&mut self.html, &attribute.value);
            self.html.push('"');
        }
        self.html.push_str(if tag.self_closing { " />" } else { ">" });
    }

    fn raw_end(&mut self, tag: &Tag) {
        let name = &*tag.name;
        if self.raw.hidden.as_deref() == Some(name) {
            self.raw.hidden = None;
        }
        if SILENT.contains(&name) && self.raw.silent > 0 {
            self.raw.silent -= 1;
            self.text.resume();
        } else if !INLINE.contains(&name) {
            self.text.block();
        }
        if self.options.html == RawHtml::Sanitize && !is_allowed(name) && !is_dropped_whole(name) {
            return;
        }
        if name == "iframe" && self.options.html == RawHtml::Sanitize {
            return;
        }
        if self.closes(name) {
            self.html.push_str(&format!("</{name}>"));
        }
    }

    /// Whether a start tag is written when HTML is sanitised; says so where it is not.
    fn may_stay(&mut self, tag: &Tag, span: &Range<usize>) -> bool {
        let name = tag.name.to_string();
        for attribute in &tag.attrs {
            let attribute = attribute.name.local.to_string();
            if attribute.starts_with("on") {
                self.warn(
                    format!("the event handler `{attribute}` is left out"),
                    Some(TRUST_HELP.to_owned()),
                    span.clone(),
                );
            } else if attribute == "style" {
                let help = "give the element a `class`, and style it in `theme/custom.css`".to_owned();
                self.warn("inline styles are left out".to_owned(), Some(help), span.clone());
            }
        }
        if name == "iframe" {
            self.write_frame_link(tag, span);
            return false;
        }
        let checkbox = name != "input" || attribute(tag, "type").is_some_and(|kind| kind == "checkbox");
        if is_allowed(&name) && checkbox || UNREMARKABLE.contains(&name.as_str()) {
            return is_allowed(&name);
        }
        if KNOWN.contains(&name.as_str()) || !checkbox {
            let message = format!("the HTML element `<{name}>` is left out");
            self.warn(message, Some(TRUST_HELP.to_owned()), span.clone());
        } else {
            let message = format!("`<{name}>` reads as an HTML element that does not exist, and is left out");
            let help = "to show it, put it between backticks or write `\\<`".to_owned();
            self.warn(message, Some(help), span.clone());
        }
        is_dropped_whole(&name)
    }

    /// A frame would load another site before its reader asks for it: a link leads there instead. What is known
    /// can be shown in place when its reader wants it.
    fn write_frame_link(&mut self, tag: &Tag, span: &Range<usize>) {
        let Some(src) = attribute(tag, "src").filter(|src| crate::url::is_safe_source(src)) else { return };
        let address = self.found(&src).src;
        let host = crate::url::origin(&address);
        let place = host.as_deref().and_then(|origin| origin.split("//").nth(1)).unwrap_or(&address);
        let title = attribute(tag, "title");
        if let Some(embed) = Embed::of_frame(&address, title.clone()) {
            let html = self.embed(&embed, "span", " class=\"embed\"");
            return self.html.push_str(&html);
        }
        let title = title.unwrap_or_else(|| format!("Embedded content on {place}"));
        self.html.push_str("<a class=\"embed\" href=\"");
        let _ = escape_html(&mut self.html, &address);
        self.html.push_str("\">");
        let _ = escape_html_body_text(&mut self.html, &title);
        self.html.push_str("</a>");
        self.warn(
            format!("the frame from `{place}` is shown as a link"),
            Some(TRUST_HELP.to_owned()),
            span.clone(),
        );
    }

    /// Says what a page's content security policy keeps trusted HTML from doing.
    fn warn_of_policy(&mut self, tag: &Tag, span: &Range<usize>) {
        let inline_script = &*tag.name == "script"
            && attribute(tag, "src").is_none()
            && !attribute(tag, "type").is_some_and(|kind| kind.contains("json"));
        let blocked = if inline_script {
            "this script".to_owned()
        } else if &*tag.name == "style" {
            "this `<style>`".to_owned()
        } else if let Some(handler) =
            tag.attrs.iter().find(|attribute| attribute.name.local.starts_with("on"))
        {
            format!("the event handler `{}`", handler.name.local)
        } else if attribute(tag, "style").is_some() {
            "inline styles".to_owned()
        } else {
            return;
        };
        let message =
            format!("browsers will not apply {blocked}: pages take scripts and styles from files alone");
        let help = "put it in a file under `static/`, or styles in `theme/custom.css`".to_owned();
        self.warn(message, Some(help), span.clone());
    }
}

pub(super) fn attribute(tag: &Tag, name: &str) -> Option<String> {
    tag.attrs
        .iter()
        .find(|attribute| &*attribute.name.local == name)
        .map(|attribute| attribute.value.to_string())
}

/// HTML without the tags that have more attributes than the tokenizer, which compares each with all before it,
/// gets through; and whether there were any.
fn without_endless_tags(html: &str) -> (Cow<'_, str>, bool) {
    // Each attribute takes a byte and one before it.
    if html.len() < 2 * MOST_ATTRIBUTES {
        return (Cow::Borrowed(html), false);
    }
    let mut kept = String::new();
    let mut kept_to = 0;
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
        let after = html[start + 1..].trim_start_matches('/');
        if !after.starts_with(|c: char| c.is_ascii_alphabetic()) {
            at = start + 1;
            continue;
        }
        let (end, attributes) = end_of_tag(html, start);
        if attributes > MOST_ATTRIBUTES {
            kept.push_str(&html[kept_to..start]);
            kept_to = end;
        }
        at = end;
        // What stands in these is no tag.
        if let Some(name) = ["script", "style"]
            .iter()
            .find(|name| after.get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name)))
        {
            at += html[at..].find(&format!("</{name}")).unwrap_or(html.len() - at);
        }
    }
    if kept_to == 0 {
        return (Cow::Borrowed(html), false);
    }
    kept.push_str(&html[kept_to..]);
    (Cow::Owned(kept), true)
}

/// Where the tag that begins at a place ends, and how many attributes it has, by the states of the tokenizer
/// (HTML Standard, 13.2.5.8 and 32 to 40).
fn end_of_tag(html: &str, start: usize) -> (usize, usize) {
    enum State {
        TagName,
        BeforeName,
        Name,
        AfterName,
        BeforeValue,
        Bare,
        Quoted(u8),
    }
    let mut attributes = 0;
    let mut state = State::TagName;
    for (at, byte) in html.bytes().enumerate().skip(start + 1) {
        let blank = byte.is_ascii_whitespace();
        state = match (state, byte) {
            (State::Quoted(quote), _) if byte != quote => State::Quoted(quote),
            (State::Quoted(_), _) => State::BeforeName,
            (_, b'>') => return (at + 1, attributes),
            (State::TagName | State::Name, b'/') if at > start + 1 => State::BeforeName,
            (State::TagName, _) if blank => State::BeforeName,
            (State::TagName, _) => State::TagName,
            (State::Name | State::AfterName, b'=') => State::BeforeValue,
            (State::Name | State::AfterName, _) if blank => State::AfterName,
            (State::Name, _) => State::Name,
            (State::BeforeName | State::AfterName, b'/') => State::BeforeName,
            (State::BeforeName, _) if blank => State::BeforeName,
            (State::BeforeName | State::AfterName, _) => {
                attributes += 1;
                State::Name
            }
            (State::BeforeValue, b'"' | b'\'') => State::Quoted(byte),
            (State::BeforeValue, _) if blank => State::BeforeValue,
            (State::Bare, _) if blank => State::BeforeName,
            (State::BeforeValue | State::Bare, _) => State::Bare,
        };
    }
    (html.len(), attributes)
}

/// The tags and texts of a piece of HTML; a tag that does not end in it is none.
pub(super) fn tokens(html: &str) -> Vec<Token> {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(Collected::default(), Default::default());
    // The sink never stops at a script, so one call reads all of it.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

#[derive(Default)]
struct Collected(RefCell<Vec<Token>>);

impl TokenSink for Collected {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let result = match &token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => match &*tag.name {
                "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                "style" | "iframe" | "noembed" | "noframes" | "xmp" => {
                    TokenSinkResult::RawData(RawKind::Rawtext)
                }
                "textarea" | "title" => TokenSinkResult::RawData(RawKind::Rcdata),
                _ => TokenSinkResult::Continue,
            },
            _ => TokenSinkResult::Continue,
        };
        self.0.borrow_mut().push(token);
        result
    }
}
