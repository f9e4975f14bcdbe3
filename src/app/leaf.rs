use leptos::prelude::*;
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::types::{Element, Node};
use leptos::tachys::renderer::{CastFrom, Rndr};
use leptos::tachys::view::{Mountable, Position, PositionState};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlTemplateElement;

/// A part of the page in which nothing changes while it is on the screen: it is put up and taken down
/// whole, as HTML. Built natively and in the browser it is the same text, so that a page which the app
/// makes equals the one that was prerendered. A navigation brings a new one, so that no state of the page
/// before (open details, say) stays; taking over finished HTML finds its one root element and looks no
/// further. Without it the app would hold, for every element of every page, the code that makes it, the
/// code that finds it again and the code that compares it with the one before: 16 kB of the app's size.
///
/// The view has exactly one root element, no signals and no event handlers.
pub struct Leaf<V>(pub V);

/// A leaf on the screen: its root.
pub struct LeafState(Node);

impl<V: RenderHtml> Render for Leaf<V> {
    type State = LeafState;

    fn build(self) -> Self::State {
        let template = Rndr::create_element("template", None);
        Rndr::set_inner_html(&template, &self.0.to_html());
        let content = template.unchecked_ref::<HtmlTemplateElement>().content();
        // A view of no element at all would be a mistake of ours: it shows as an empty place.
        LeafState(content.first_child().unwrap_or_else(|| template.into()))
    }

    fn rebuild(self, state: &mut Self::State) {
        let mut next = self.build();
        state.insert_before_this(&mut next);
        state.unmount();
        *state = next;
    }
}

impl<V: RenderHtml> RenderHtml for Leaf<V> {
    type AsyncOutput = Self;
    type Owned = Leaf<V::Owned>;

    const MIN_LENGTH: usize = V::MIN_LENGTH;

    fn dry_resolve(&mut self) {
        self.0.dry_resolve();
    }

    async fn resolve(self) -> Self {
        self
    }

    fn html_len(&self) -> usize {
        self.0.html_len()
    }

    fn to_html_with_buf(
        self,
        html: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        attributes: Vec<AnyAttribute>,
    ) {
        self.0.to_html_with_buf(html, position, escape, mark_branches, attributes);
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
        Leaf(self.0.into_owned())
    }
}

impl<V: RenderHtml> AddAnyAttr for Leaf<V> {
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
