//! Brings what is on the screen in step with the HTML of the same page in another state.

use super::find;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlTemplateElement, Node};

/// What a reader has a hand on, and what a screen reader listens to: these elements stay, with what was
/// typed into them and how they are folded, while the text around them changes. `#results` has the focus
/// after its pages were turned.
const HELD: &str = "input, details, summary, [role=status], #results";

/// The first element of an HTML text, not in the document yet.
pub fn element_of(html: &str) -> Option<Element> {
    let template = document().create_element("template").ok()?;
    template.set_inner_html(html);
    template.unchecked_into::<HtmlTemplateElement>().content().first_element_child()
}

/// Makes what an element holds equal to what the root of an HTML text holds. Attributes of elements that
/// stay are left alone. `told` is what the status line goes on to say, if not what the new one says. The
/// focus returns to the element of the same id, or to the first that one of `instead` finds.
pub fn patch(element: &Element, html: &str, told: Option<&str>, instead: &[&str]) {
    let Some(wanted) = element_of(html) else { return };
    if let Some(status) = wanted.query_selector("#filter-status").ok().flatten().filter(|_| told.is_some()) {
        status.set_text_content(told);
    }
    let focused = document().active_element().filter(|focused| element.contains(Some(focused)));
    morph(element, &wanted);
    if let Some(lost) = focused.filter(|focused| !focused.is_connected()) {
        let again = document().get_element_by_id(&lost.id()).filter(|_| !lost.id().is_empty());
        if let Some(next) = again.or_else(|| instead.iter().find_map(|selector| find(selector))) {
            focus(&next);
        }
    }
}

/// Focuses an element without scrolling to it.
pub fn focus(element: &Element) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // An element that cannot take the focus leaves it where it is.
        let _ = element.focus_with_options(&options);
    }
}

fn morph(old: &Element, new: &Element) {
    let mut cursor = old.first_child();
    while let Some(wanted) = new.first_child() {
        if let Some(held) = cursor.as_ref().and_then(|from| held_as(from, &wanted)) {
            while let Some(passed) = cursor.take_if(|passed| !passed.is_same_node(Some(&held))) {
                cursor = passed.next_sibling();
                detach(old, &passed);
            }
            cursor = held.next_sibling();
            detach(new, &wanted);
            if let (Some(held), Some(wanted)) = (held.dyn_ref(), wanted.dyn_ref()) {
                morph(held, wanted);
            }
        } else if let Some(equal) = cursor.take_if(|node| node.is_equal_node(Some(&wanted))) {
            cursor = equal.next_sibling();
            detach(new, &wanted);
        } else {
            // From one tree into the other: neither holds what it is put into.
            let _ = old.insert_before(&wanted, cursor.as_ref());
        }
    }
    while let Some(rest) = cursor {
        cursor = rest.next_sibling();
        detach(old, &rest);
    }
}

fn detach(parent: &Element, child: &Node) {
    // It is a child of this parent.
    let _ = parent.remove_child(child);
}

/// The element, at or after a place, that stays for one of the new page.
fn held_as(from: &Node, wanted: &Node) -> Option<Node> {
    let wanted = wanted.dyn_ref::<Element>().filter(|element| holds(element))?;
    let mut place = Some(from.clone());
    while let Some(node) = place {
        let same = |element: &&Element| {
            element.node_name() == wanted.node_name() && element.id() == wanted.id() && holds(element)
        };
        if node.dyn_ref::<Element>().filter(same).is_some() {
            return Some(node);
        }
        place = node.next_sibling();
    }
    None
}

fn holds(element: &Element) -> bool {
    element.matches(HELD).is_ok_and(|is| is) || element.query_selector(HELD).is_ok_and(|held| held.is_some())
}
