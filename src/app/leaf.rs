use leptos::prelude::*;
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::types::{Element, Node};
use leptos::tachys::renderer::{CastFrom, Rndr};
use leptos::tachys::view::{Mountable, Position, PositionState};

/// A part of the page in which nothing changes while it is on the screen: it is put up and taken down
/// whole. A navigation brings a new one, so that no state of the page before (open details, say) stays;
/// taking over finished HTML finds its one root element and looks no further. Without it the app would
/// hold, for every element of every page, the code that finds it again and that compares it with the one
/// before: a tenth of the app's size.
///
/// The view has exactly one root element, no signals and no event handlers.
pub struct Leaf<V>(pub V);

/// A leaf on the screen.
pub enum LeafState<S> {
    /// Found in the finished page: its root.
    Found(Node),
    /// Made here.
    Built(S),
}

impl<V: Render> Render for Leaf<V> {
    type State = LeafState<V::State>;

    fn build(self) -> Self::State {
        LeafState::Built(self.0.build())
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
        LeafState::Found(cursor.current())
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

impl<S: Mountable> Mountable for LeafState<S> {
    fn unmount(&mut self) {
        match self {
            Self::Found(root) => {
                if let Some(parent) = Rndr::get_parent(root).and_then(Element::cast_from) {
                    Rndr::remove_node(&parent, root);
                }
            }
            Self::Built(state) => state.unmount(),
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        match self {
            Self::Found(root) => root.mount(parent, marker),
            Self::Built(state) => state.mount(parent, marker),
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        match self {
            Self::Found(root) => root.insert_before_this(child),
            Self::Built(state) => state.insert_before_this(child),
        }
    }

    fn elements(&self) -> Vec<Element> {
        match self {
            Self::Found(root) => Element::cast_from(root.clone()).into_iter().collect(),
            Self::Built(state) => state.elements(),
        }
    }
}
