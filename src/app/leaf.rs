use leptos::prelude::*;
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::types::{Element, Node};
use leptos::tachys::renderer::{CastFrom, Rndr};
use leptos::tachys::view::{Mountable, Position, PositionState};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlTemplateElement;
use std::sync::Arc;

/// A part of the page in which nothing changes while it is on the screen: HTML of one element, put up and
/// taken down whole. A navigation brings a new one, so that no state of the page before (open details, say)
/// stays; taking over finished HTML finds its element and looks no further. So the app holds no code that
/// makes, finds or compares what stands in a page.
///
/// (Leptos' own `InertElement` keeps a copy of every HTML that it was ever given.)
pub struct Leaf(pub Arc<str>);

/// A leaf on the screen: its root.
pub struct LeafState(Node);

impl Render for Leaf {
    type State = LeafState;

    fn build(self) -> Self::State {
        let template = Rndr::create_element("template", None);
        Rndr::set_inner_html(&template, &self.0);
        let content = template.unchecked_ref::<HtmlTemplateElement>().content();
        // A page of no element at all would be a mistake of ours: it shows as an empty place.
        LeafState(content.first_child().unwrap_or_else(|| template.into()))
    }

    fn rebuild(self, state: &mut Self::State) {
        let mut next = self.build();
        state.insert_before_this(&mut next);
        state.unmount();
        *state = next;
    }
}

impl RenderHtml for Leaf {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn html_len(&self) -> usize {
        self.0.len()
    }

    fn to_html_with_buf(
        self,
        html: &mut String,
        position: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
        html.push_str(&self.0);
        *position = Position::NextChild;
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> Self::State {
        match position.get() {
            Position::FirstChild => cursor.child(),
            Position::Current => {}
            _ => cursor.sibling(),
        }
        position.set(Position::NextChild);
        LeafState(cursor.current())
    }

    fn into_owned(self) -> Self::Owned {
        self
    }
}

impl AddAnyAttr for Leaf {
    type Output<A: Attribute> = Self;

    fn add_any_attr<A: Attribute>(self, _: A) -> Self::Output<A> {
        self
    }
}

impl Mountable for LeafState {
    fn unmount(&mut self) {
        if let Some(parent) = Rndr::get_parent(&self.0).and_then(Element::cast_from) {
            Rndr::remove_node(&parent, &self.0);
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.0.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.0.insert_before_this(child)
    }

    fn elements(&self) -> Vec<Element> {
        Element::cast_from(self.0.clone()).into_iter().collect()
    }
}
