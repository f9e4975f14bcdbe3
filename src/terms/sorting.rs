//! Sorts the terms on the screen.

use super::{Order, Row, arranged};
use crate::screen::{find, find_all};
use web_sys::Element;

/// Brings the terms on the screen into the order that a query string asks for, and marks its link. On
/// another page there is nothing to do.
pub fn sort(search: &str) {
    let order = Order::of(search);
    let rows = find_all(".terms > li");
    let said: Vec<Row> = rows.iter().map(row).collect();
    for element in arranged(&said, order).into_iter().filter_map(|now| rows.get(now)) {
        if let Some(list) = element.parent_element() {
            // A row may stand anywhere in its own list.
            let _ = list.append_child(element);
        }
    }
    for other in [Order::Name, Order::Count, Order::Latest] {
        if let Some(link) = find(&["#", other.link()].concat()) {
            // The name of the attribute is valid.
            let _ = if other == order {
                link.set_attribute("aria-current", "true")
            } else {
                link.remove_attribute("aria-current")
            };
        }
    }
}

fn row(element: &Element) -> Row {
    let number = |name| element.get_attribute(name).and_then(|value| value.parse().ok());
    Row {
        place: number("data-place").unwrap_or_default(),
        count: number("data-count").unwrap_or_default(),
        latest: number("data-latest"),
    }
}
