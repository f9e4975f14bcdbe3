// What of a page would run a script, or let somebody else's in: the other side of `xss.toml`. Read by the tests
// of several packages and by the fuzz targets, as a browser reads pages.

use html5ever::serialize::{SerializeOpts, TraversalScope, serialize};
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_document, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom, SerializableHandle};

/// Elements that nothing an author writes may become.
const ELEMENTS: [&str; 33] = [
    "animate",
    "applet",
    "audioworklet",
    "base",
    "body",
    "embed",
    "fencedframe",
    "foreignobject",
    "form",
    "frame",
    "frameset",
    "handler",
    "head",
    "html",
    "iframe",
    "isindex",
    "keygen",
    "link",
    "listener",
    "meta",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "param",
    "plaintext",
    "portal",
    "script",
    "select",
    "set",
    "style",
    "template",
    "xmp",
];

/// Attributes that run, submit, style or embed, besides all that begin with `on`.
const ATTRIBUTES: [&str; 22] = [
    "action",
    "autofocus",
    "background",
    "code",
    "codebase",
    "contenteditable",
    "dynsrc",
    "form",
    "formaction",
    "formmethod",
    "formtarget",
    "http-equiv",
    "is",
    "lowsrc",
    "manifest",
    "nonce",
    "ping",
    "popovertarget",
    "slot",
    "srcdoc",
    "style",
    "usemap",
];

/// Attributes with an address.
const ADDRESSES: [&str; 10] =
    ["cite", "classid", "data", "href", "longdesc", "poster", "profile", "src", "srcset", "url"];

/// What is wrong with the HTML of a body, which stands within a page.
pub fn of_body(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let dom = fragment(html);
    for child in root(&dom).children.borrow().iter() {
        walk(child.clone(), |node, _| found.extend(of_authors(node)));
    }
    found
}

/// What is wrong with a finished page: with all of it, and more strictly with what its author wrote, which
/// stands in the elements that `is_authors` knows.
#[allow(dead_code, reason = "not every test has whole pages")]
pub fn of_page(html: &str, is_authors: impl Fn(&str) -> bool) -> Vec<String> {
    let document = parse_document(RcDom::default(), with_scripts()).one(html).document;
    let mut found = Vec::new();
    let mut authors = Vec::new();
    walk(document, |node, _| {
        found.extend(of_ours(node));
        if attribute(node, "id").is_some_and(|id| is_authors(&id)) || has_class(node, "intro") {
            authors.push(node.clone());
        }
    });
    for element in authors {
        for child in element.children.borrow().iter() {
            walk(child.clone(), |node, _| found.extend(of_authors(node)));
        }
    }
    found
}

/// The HTML as it is once a browser has read it and written it again.
#[allow(dead_code, reason = "not every test puts bodies together")]
pub fn read_again(html: &str) -> String {
    let mut bytes = Vec::new();
    let options = SerializeOpts {
        scripting_enabled: true,
        traversal_scope: TraversalScope::ChildrenOnly(None),
        ..SerializeOpts::default()
    };
    let dom = fragment(html);
    let _ = serialize(&mut bytes, &SerializableHandle::from(root(&dom)), options);
    String::from_utf8(bytes).unwrap_or_default()
}

/// Whether a body stays within the element that it is put into.
#[allow(dead_code, reason = "not every test puts bodies together")]
pub fn stays_inside(html: &str, scripts: bool) -> bool {
    let page = format!(
        "<!doctype html><html><body><main id=\"0-outer\"><article><div id=\"0-inner\">{html}</div></article>\
         <p id=\"0-after\">after</p></main></body></html>"
    );
    let mut options = ParseOpts::default();
    options.tree_builder.scripting_enabled = scripts;
    let document = parse_document(RcDom::default(), options).one(page).document;
    let mut after = false;
    walk(document, |node, parents| {
        let parent = parents.first().and_then(|parent| attribute(parent, "id"));
        if attribute(node, "id").as_deref() == Some("0-after") {
            after = parent.as_deref() == Some("0-outer");
        }
    });
    after
}

fn with_scripts() -> ParseOpts {
    let mut options = ParseOpts::default();
    options.tree_builder.scripting_enabled = true;
    options
}

fn fragment(html: &str) -> RcDom {
    let context = QualName::new(None, ns!(html), local_name!("div"));
    parse_fragment(RcDom::default(), with_scripts(), context, Vec::new(), false).one(html)
}

/// The element around a fragment. Its nodes go with the document, which must be kept.
fn root(dom: &RcDom) -> Handle {
    let root = dom.document.children.borrow().first().cloned();
    root.unwrap_or_else(|| dom.document.clone())
}

/// Visits a node and all below it, each with its parent.
fn walk(from: Handle, mut visit: impl FnMut(&Handle, &[Handle])) {
    let mut open: Vec<(Handle, Option<Handle>)> = vec![(from, None)];
    while let Some((node, parent)) = open.pop() {
        visit(&node, parent.as_slice());
        for child in node.children.borrow().iter() {
            open.push((child.clone(), Some(node.clone())));
        }
        if let NodeData::Element { template_contents, .. } = &node.data
            && let Some(contents) = template_contents.borrow().as_ref()
        {
            open.push((contents.clone(), Some(node.clone())));
        }
    }
}

fn attributes(node: &Handle) -> Vec<(String, String)> {
    let NodeData::Element { attrs, .. } = &node.data else { return Vec::new() };
    let attrs = attrs.borrow();
    let written = attrs.iter().map(|attribute| {
        let prefix = attribute.name.prefix.as_ref().map(|prefix| format!("{prefix}:")).unwrap_or_default();
        (format!("{prefix}{}", attribute.name.local).to_ascii_lowercase(), attribute.value.to_string())
    });
    written.collect()
}

fn attribute(node: &Handle, name: &str) -> Option<String> {
    let NodeData::Element { attrs, .. } = &node.data else { return None };
    let attrs = attrs.borrow();
    let mut of_no_namespace = attrs.iter().filter(|attribute| attribute.name.prefix.is_none());
    let found = of_no_namespace.find(|attribute| (*attribute.name.local).eq_ignore_ascii_case(name));
    found.map(|attribute| attribute.value.to_string())
}

fn has_class(node: &Handle, class: &str) -> bool {
    attribute(node, "class").is_some_and(|classes| classes.split_whitespace().any(|own| own == class))
}

fn element(node: &Handle) -> Option<String> {
    match &node.data {
        NodeData::Element { name, .. } => Some(name.local.to_string().to_ascii_lowercase()),
        _ => None,
    }
}

fn of_authors(node: &Handle) -> Vec<String> {
    let Some(name) = element(node) else { return Vec::new() };
    let mut found = of_attributes(node, &name);
    if ELEMENTS.contains(&&*name) {
        found.push(format!("<{name}>"));
    }
    let checkbox = |(key, value): &(String, String)| key == "type" && value == "checkbox";
    if name == "input" && !attributes(node).iter().any(checkbox) {
        found.push("<input>".to_owned());
    }
    for (key, _) in attributes(node).iter().filter(|(key, _)| ATTRIBUTES.contains(&&**key)) {
        found.push(format!("<{name} {key}>"));
    }
    found
}

/// What nothing in a page may be, whoever wrote it.
fn of_ours(node: &Handle) -> Vec<String> {
    let Some(name) = element(node) else { return Vec::new() };
    let mut found = of_attributes(node, &name);
    let value = |key: &str| attribute(node, key).unwrap_or_default();
    match name.as_str() {
        "script" => {
            let (source, kind) = (value("src"), value("type"));
            let ours = source.starts_with('/') && !source.starts_with("//") && source.contains("/assets/");
            let text: String = node
                .children
                .borrow()
                .iter()
                .map(|child| match &child.data {
                    NodeData::Text { contents } => contents.borrow().to_string(),
                    _ => "an element".to_owned(),
                })
                .collect();
            let data = matches!(kind.as_str(), "application/json" | "application/ld+json");
            if !(ours && text.is_empty() || data && source.is_empty() && !text.contains('<')) {
                found.push(format!("<script src=\"{source}\" type=\"{kind}\">{text}"));
            }
        }
        "meta" if value("http-equiv").eq_ignore_ascii_case("refresh") => {
            let content = value("content");
            let to = content.split_once("url=").map_or(content.as_str(), |(_, to)| to);
            if !(to.starts_with('/') || to.starts_with("https://example.org/")) || to.starts_with("//") {
                found.push(format!("<meta http-equiv=refresh content=\"{content}\">"));
            }
        }
        "meta" if !matches!(value("http-equiv").as_str(), "" | "Content-Security-Policy") => {
            found.push(format!("<meta http-equiv=\"{}\">", value("http-equiv")));
        }
        "applet" | "base" | "embed" | "frame" | "frameset" | "iframe" | "object" | "plaintext" | "portal"
        | "style" | "xmp" => found.push(format!("<{name}>")),
        _ => {}
    }
    let runs = ["style", "srcdoc", "formaction", "background", "ping"];
    for (key, _) in attributes(node).iter().filter(|(key, _)| runs.contains(&&**key)) {
        found.push(format!("<{name} {key}>"));
    }
    found
}

/// Handlers, and addresses that run.
fn of_attributes(node: &Handle, name: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (key, value) in attributes(node) {
        if key.starts_with("on") {
            found.push(format!("<{name} {key}>"));
        }
        let local = key.rsplit(':').next().unwrap_or_default();
        if ADDRESSES.contains(&local) {
            let loads = matches!(name, "img" | "source" | "video" | "audio" | "track")
                || (name, local) == ("link", "href");
            let candidates =
                if local == "srcset" { value.split(',').collect() } else { vec![value.as_str()] };
            for address in candidates.iter().filter(|address| !is_harmless(address, loads)) {
                found.push(format!("<{name} {key}=\"{address}\">"));
            }
        }
    }
    found
}

/// Whether nothing runs where an address leads, as a browser reads it (URL Standard, 4.4): blanks and controls
/// before it and line breaks in it don't count.
fn is_harmless(address: &str, loads: bool) -> bool {
    let cleaned: String = address
        .trim_start_matches(|c: char| c <= ' ')
        .chars()
        .filter(|character| !matches!(character, '\t' | '\n' | '\r'))
        .collect::<String>()
        .to_ascii_lowercase();
    let Some((scheme, rest)) = cleaned.split_once(':') else { return true };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    match scheme {
        _ if !is_scheme => true,
        "data" => loads && rest.starts_with("image/"),
        "javascript" | "vbscript" | "livescript" | "mocha" | "view-source" | "feed" | "jar" | "blob"
        | "filesystem" | "file" | "about" | "res" | "mhtml" | "chrome" | "intent" => false,
        _ => true,
    }
}
