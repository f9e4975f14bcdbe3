use leptos::prelude::*;
use offprint_model::Heading;

/// An entry of a table of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// `#` and the heading's id.
    pub href: String,
    /// The heading's text.
    pub text: String,
    /// How deep it lies below the page's highest headings: 0, 1 or 2 and more.
    pub depth: usize,
}

/// The entries of a table of contents. A page whose highest heading is an h3 starts at depth 0 all the same.
pub fn entries(headings: &[Heading]) -> Vec<Entry> {
    let top = headings.iter().map(|heading| heading.level).min().unwrap_or_default();
    headings
        .iter()
        .map(|heading| Entry {
            href: format!("#{}", heading.id),
            text: heading.text.clone(),
            depth: usize::from(heading.level - top).min(2),
        })
        .collect()
}

/// What the stylesheet indents by; the highest headings go without.
fn below(depth: usize) -> Option<&'static str> {
    match depth {
        0 => None,
        1 => Some("1"),
        _ => Some("2"),
    }
}

/// A table of contents that a reader opens where the screen is narrow, and that stays open beside the
/// text where there is room (the stylesheet decides).
pub fn contents(headings: &[Heading]) -> Option<impl IntoView + use<>> {
    let items: Vec<_> = entries(headings)
        .into_iter()
        .map(|entry| view! { <li data-depth=below(entry.depth)><a href=entry.href>{entry.text}</a></li> })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <details class="contents">
                <summary>"Contents"</summary>
                <nav aria-label="Contents"><ol>{items}</ol></nav>
            </details>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::entries;
    use offprint_model::Heading;

    #[test]
    fn contents_start_at_the_highest_heading_in_use() {
        let headings = [(3, "a"), (4, "b"), (6, "c"), (3, "d")];
        let headings =
            headings.map(|(level, id)| Heading { level, id: id.to_owned(), text: id.to_uppercase() });
        let shown: Vec<_> =
            entries(&headings).into_iter().map(|entry| (entry.href, entry.text, entry.depth)).collect();
        let expected = [("#a", "A", 0), ("#b", "B", 1), ("#c", "C", 2), ("#d", "D", 0)];
        assert_eq!(shown, expected.map(|(href, text, depth)| (href.to_owned(), text.to_owned(), depth)));
        assert!(entries(&[]).is_empty());
    }
}
