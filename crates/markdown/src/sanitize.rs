use crate::url::{LINK_SCHEMES, is_safe_source};
use ammonia::Builder;
use html5ever::serialize::{SerializeOpts, TraversalScope, serialize};
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom, SerializableHandle};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Elements that an author may use besides those of [`ammonia`]'s own list, and those that we write.
const MORE_ELEMENTS: [&str; 12] = [
    "audio", "big", "input", "label", "meter", "picture", "progress", "section", "source", "track", "video",
    "wbr",
];

/// Elements that go together with what is in them.
const DROPPED_WHOLE: [&str; 9] =
    ["embed", "frameset", "iframe", "math", "object", "script", "style", "svg", "template"];

/// Attributes by element, besides those of [`ammonia`]'s own list.
const MORE_ATTRIBUTES: [(&str, &[&str]); 15] = [
    ("a", &["rel", "name", "target"]),
    ("audio", &["src", "controls", "loop", "muted", "preload"]),
    ("details", &["open"]),
    ("img", &["srcset", "sizes", "loading", "decoding"]),
    ("input", &["checked"]),
    ("li", &["value"]),
    ("meter", &["value", "min", "max", "low", "high", "optimum"]),
    ("ol", &["start", "reversed", "type"]),
    ("pre", &["data-lang"]),
    ("progress", &["value", "max"]),
    ("source", &["src", "srcset", "sizes", "media", "type", "width", "height"]),
    ("span", &["data-line"]),
    ("time", &["datetime"]),
    ("track", &["src", "kind", "srclang", "label", "default"]),
    ("video", &["src", "poster", "controls", "loop", "muted", "preload", "width", "height", "playsinline"]),
];

static POLICY: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut policy = Builder::default();
    policy
        .add_tags(MORE_ELEMENTS)
        .clean_content_tags(HashSet::from(DROPPED_WHOLE))
        .add_generic_attributes(["class", "id", "dir", "role", "tabindex"])
        .add_generic_attribute_prefixes(["aria-"])
        // A form control that a page's own script does not know of can only mislead: what is left is
        // the box of a task list, which nobody can tick.
        .set_tag_attribute_values(HashMap::from([(
            "input",
            HashMap::from([("type", "checkbox"), ("disabled", "")]),
        )]))
        .url_schemes(LINK_SCHEMES.into_iter().chain(["data"]).collect())
        .link_rel(None)
        .attribute_filter(|element, attribute, value| match attribute {
            "tabindex" => (value == "0" || value == "-1").then_some(Cow::Borrowed(value)),
            "src" | "poster" => is_safe_source(value).then_some(Cow::Borrowed(value)),
            "href" if element != "a" && element != "area" => None,
            "href" | "cite" if value.trim_start().to_ascii_lowercase().starts_with("data:") => None,
            _ => Some(Cow::Borrowed(value)),
        });
    for (element, attributes) in MORE_ATTRIBUTES {
        policy.add_tag_attributes(element, attributes);
    }
    policy
});

/// A page body with nothing in it that runs, submits, embeds or styles by itself. What we write
/// ourselves passes through.
pub(crate) fn sanitized(html: &str) -> String {
    let html = POLICY.clean(html).to_string();
    // The two attributes that every box gets come in the order of a hash map, another one in each
    // process; a build must give the same bytes. In text, `>` is always escaped.
    html.replace("disabled=\"\" type=\"checkbox\">", "type=\"checkbox\" disabled=\"\">")
}

/// Rounds in which a text may come to be what a browser makes of it.
const MOST_ROUNDS: usize = 5;

/// A page body as a browser would read it, with every element closed: nothing in it reaches the page around.
///
/// There is HTML that a browser reads in one way, writes in another and reads in a third ("mutations": a form in
/// a formula, for one). So it is read until it stays the same; what never does is sanitised.
pub(crate) fn balanced(html: &str) -> String {
    let mut html = read(html);
    for _ in 0..MOST_ROUNDS {
        let again = read(&html);
        if again == html {
            return html;
        }
        html = again;
    }
    sanitized(&html)
}

/// HTML as a browser reads it, written again.
fn read(html: &str) -> String {
    let mut options = ParseOpts::default();
    options.tree_builder.scripting_enabled = false;
    let context = QualName::new(None, ns!(html), local_name!("div"));
    let dom = parse_fragment(RcDom::default(), options, context, Vec::new(), false).one(html);
    // The fragment's nodes lie in a root element of their own.
    let Some(root) = dom.document.children.borrow().first().cloned() else { return String::new() };
    empty_deceptive_noscripts(&root);
    inside(root, html.len())
}

/// What stands in `<noscript>` is text to a browser that runs scripts, up to the first end tag that it finds, be
/// it in a comment or a style. There the two kinds of browsers would go different ways.
fn empty_deceptive_noscripts(root: &Handle) {
    let mut open = vec![Handle::clone(root)];
    while let Some(node) = open.pop() {
        if let NodeData::Element { name, .. } = &node.data
            && name.local == local_name!("noscript")
            && inside(Handle::clone(&node), 0).to_ascii_lowercase().contains("</noscript")
        {
            node.children.borrow_mut().clear();
        }
        open.extend(node.children.borrow().iter().map(Handle::clone));
    }
}

/// What is in an element, as HTML.
fn inside(element: Handle, likely_length: usize) -> String {
    let mut bytes = Vec::with_capacity(likely_length);
    let options = SerializeOpts {
        scripting_enabled: false,
        traversal_scope: TraversalScope::ChildrenOnly(None),
        ..SerializeOpts::default()
    };
    // Writing to memory fails only where memory does.
    let _ = serialize(&mut bytes, &SerializableHandle::from(element), options);
    String::from_utf8(bytes).unwrap_or_default()
}

/// Whether an element may stay.
pub(crate) fn is_allowed(element: &str) -> bool {
    static ELEMENTS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| POLICY.clone_tags());
    ELEMENTS.contains(element)
}

/// Whether an element goes together with what is in it.
pub(crate) fn is_dropped_whole(element: &str) -> bool {
    DROPPED_WHOLE.contains(&element)
}
