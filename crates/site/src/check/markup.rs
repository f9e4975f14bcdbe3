use crate::offline::{Attributes, unescaped};
use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

/// An attribute of a start tag: its element, its name, and the place of its value in the text.
pub(super) struct Attribute<'a> {
    pub(super) element: &'a str,
    pub(super) name: &'a str,
    pub(super) value: Cow<'a, str>,
    pub(super) span: Range<usize>,
}

/// All attributes of a piece of HTML, comments left out.
pub(super) fn attributes(html: &str) -> impl Iterator<Item = Attribute<'_>> {
    tags(html).flat_map(move |(element, rest)| {
        let inside = html.get(rest..).unwrap_or_default();
        Attributes(inside).map(move |(name, value)| {
            // Both are parts of one text: the distance is where it stands.
            let start = (value.as_ptr() as usize).saturating_sub(html.as_ptr() as usize);
            let span = if value.is_empty() { rest..rest } else { start..start + value.len() };
            Attribute { element, name, value: unescaped(value), span }
        })
    })
}

/// Every part of a page that a fragment can lead to: ids, and the names of old anchors.
pub(super) fn ids(html: &str) -> HashSet<String> {
    let leads = |attribute: &Attribute<'_>| {
        attribute.name.eq_ignore_ascii_case("id")
            || attribute.name.eq_ignore_ascii_case("name") && attribute.element.eq_ignore_ascii_case("a")
    };
    attributes(html).filter(leads).map(|attribute| attribute.value.into_owned()).collect()
}

/// The start tags of a text: the element's name, and where its attributes begin.
fn tags(html: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + html.get(at..)?.find('<')? + 1;
            let rest = html.get(start..)?;
            if rest.starts_with("!--") {
                at = start + rest.find("-->")?;
                continue;
            }
            let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
            at = start + length;
            if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
                return Some((rest.get(..length)?, at));
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{attributes, ids};

    #[test]
    fn ids_and_names_of_anchors_are_parts_of_a_page() {
        let html = "<h2 id=\"a\">1 < 2</h2><a name='b'></a><input name=c><!-- <p id=d> --><p id=\"e&amp;f\">";
        let mut found: Vec<String> = ids(html).into_iter().collect();
        found.sort();
        assert_eq!(found, ["a", "b", "e&f"]);
    }

    #[test]
    fn a_value_has_its_place() {
        let html = "<a class=x\n href=\"/about/\">";
        let found: Vec<&str> = attributes(html).map(|attribute| &html[attribute.span]).collect();
        assert_eq!(found, ["x", "/about/"]);
    }
}
