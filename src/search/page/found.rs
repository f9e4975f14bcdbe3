use super::{dom, history};
use std::cell::{Cell, RefCell};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, Node, Range, ScrollToOptions};

/// Places that are marked in a page.
const MOST: usize = 1000;

#[wasm_bindgen]
extern "C" {
    /// Of the CSS Custom Highlight API, <https://drafts.csswg.org/css-highlight-api-1/>.
    type Highlight;

    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<Highlight, JsValue>;
    #[wasm_bindgen(method)]
    fn add(this: &Highlight, range: &Range);
    #[wasm_bindgen(catch, js_namespace = ["CSS", "highlights"], js_name = set)]
    fn set_highlight(name: &str, highlight: &Highlight) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["CSS", "highlights"], js_name = delete)]
    fn delete_highlight(name: &str) -> Result<JsValue, JsValue>;
}

/// The name that the stylesheet knows.
const NAME: &str = "found";

/// Words that were found, marked in the page that is opened from a hit. A document that the browser loads itself
/// has the text fragment of the hit's address instead.
#[derive(Default)]
pub struct Found {
    next: RefCell<Option<Next>>,
    shown: Cell<bool>,
}

struct Next {
    path: String,
    /// The heading that the hit leads to; empty for the page itself.
    place: String,
    /// Folded.
    words: Vec<String>,
}

impl Found {
    /// A hit is opened.
    pub fn follow(&self, link: &Element, words: &str) {
        let Some(link) = link.dyn_ref::<HtmlAnchorElement>() else { return };
        let (path, hash) = (link.pathname(), link.hash());
        let place = hash.strip_prefix('#').unwrap_or_default().split(":~:").next().unwrap_or_default();
        let place = percent_encoding::percent_decode_str(place).decode_utf8_lossy().into_owned();
        let words = words.lines().map(str::to_owned).collect();
        let here = path == history::path();
        self.next.replace(Some(Next { path, place, words }));
        if here {
            // The page is there already, and no other will be shown.
            dom::after(0, || {
                super::with(|page| page.found.arrive());
            });
        }
    }

    /// A page is on the screen.
    pub fn arrive(&self) {
        self.clear();
        let Some(next) = self.next.take().filter(|next| next.path == history::path()) else { return };
        self.mark(&next);
    }

    /// Takes the marks away.
    pub fn clear(&self) {
        if self.shown.replace(false) {
            let _ = delete_highlight(NAME);
        }
    }

    fn mark(&self, next: &Next) {
        // Browsers without it show the page unmarked.
        let (Some(main), Ok(highlight)) = (dom::by_id("main"), Highlight::new()) else { return };
        let ranges = ranges(&main, &next.words);
        for range in ranges.iter() {
            highlight.add(range);
        }
        self.shown.set(!ranges.is_empty() && set_highlight(NAME, &highlight).is_ok());
        let heading = dom::by_id(&next.place).filter(|_| !next.place.is_empty());
        let after = |range: &&Range| {
            let node = range.start_container().ok();
            heading.as_ref().zip(node).is_none_or(|(heading, node)| {
                heading.contains(Some(&node))
                    || heading.compare_document_position(&node) & Node::DOCUMENT_POSITION_FOLLOWING != 0
            })
        };
        // Not the title's, where there is one in the text.
        let in_text = |range: &&Range| {
            let parent = range.start_container().ok().and_then(|node| node.parent_element());
            parent.is_none_or(|parent| parent.closest("h1").is_ok_and(|heading| heading.is_none()))
        };
        if let Some(range) = ranges.iter().filter(in_text).find(after) {
            scroll_to(range, heading.as_ref());
        }
    }
}

/// Scrolls to a place, unless it is in view with the heading above it.
fn scroll_to(range: &Range, heading: Option<&Element>) {
    let window = dom::window();
    let height = window.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    let place = range.get_bounding_client_rect();
    let top = heading.map_or(f64::MIN, |heading| heading.get_bounding_client_rect().top());
    if top <= 0.0 && heading.is_some() || place.bottom() > height || place.top() < 0.0 {
        let options = ScrollToOptions::new();
        options.set_top(window.scroll_y().unwrap_or_default() + place.top() - height / 3.0);
        options.set_behavior(web_sys::ScrollBehavior::Instant);
        window.scroll_to_with_scroll_to_options(&options);
    }
}

/// Where words stand in an element.
fn ranges(element: &Element, words: &[String]) -> Vec<Range> {
    let mut ranges = Vec::new();
    let walker = dom::document().create_tree_walker_with_what_to_show(element, SHOW_TEXT);
    let Ok(walker) = walker else { return ranges };
    while let Ok(Some(node)) = walker.next_node() {
        let text = node.node_value().unwrap_or_default();
        for mark in offprint_search::marks(&text, words) {
            let units = |end: usize| text.get(..end).map(|text| text.encode_utf16().count());
            let ends = units(mark.start).zip(units(mark.end));
            if let Some((start, end)) =
                ends.and_then(|(a, b)| Some((u32::try_from(a).ok()?, u32::try_from(b).ok()?)))
                && let Ok(range) = Range::new()
                && range.set_start(&node, start).is_ok()
                && range.set_end(&node, end).is_ok()
            {
                ranges.push(range);
            }
        }
        if ranges.len() > MOST {
            break;
        }
    }
    ranges
}

/// `NodeFilter.SHOW_TEXT`.
const SHOW_TEXT: u32 = 4;
