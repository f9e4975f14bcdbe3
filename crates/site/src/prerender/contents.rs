use offprint_model::Heading;

/// Bytes that a table of contents may take of the 8 KB that a page may weigh beside its body.
const BUDGET: usize = 4096;

/// A table of contents as long as a page can carry, twice: once for the eye and once in the page's data.
/// A longer one leaves out the lower level, and is left out where that does not help.
pub(super) fn within_budget(contents: &[Heading]) -> Vec<Heading> {
    if weight(contents) <= BUDGET {
        return contents.to_vec();
    }
    let top = contents.iter().map(|heading| heading.level).min().unwrap_or_default();
    let upper: Vec<Heading> = contents.iter().filter(|heading| heading.level == top).cloned().collect();
    if weight(&upper) <= BUDGET && upper.len() > 2 { upper } else { Vec::new() }
}

fn weight(contents: &[Heading]) -> usize {
    // The tags around a heading's link, and the names around its fields.
    contents.iter().map(|heading| 2 * (heading.id.len() + heading.text.len()) + 64).sum()
}

#[cfg(test)]
mod tests {
    use super::within_budget;
    use offprint_model::Heading;

    fn headings(count: usize, level: impl Fn(usize) -> u8) -> Vec<Heading> {
        let heading = |number| Heading {
            level: level(number),
            id: format!("heading-{number}"),
            text: format!("Heading {number}"),
        };
        (0..count).map(heading).collect()
    }

    #[test]
    fn a_short_table_of_contents_is_whole() {
        let contents = headings(20, |number| if number % 4 == 0 { 2 } else { 3 });
        assert_eq!(within_budget(&contents), contents);
    }

    #[test]
    fn a_long_one_leaves_out_the_lower_level() {
        let contents = headings(80, |number| if number % 4 == 0 { 2 } else { 3 });
        let kept = within_budget(&contents);
        assert_eq!(kept.len(), 20);
        assert!(kept.iter().all(|heading| heading.level == 2));
    }

    #[test]
    fn one_that_stays_too_long_is_left_out() {
        assert!(within_budget(&headings(200, |_| 2)).is_empty());
    }
}
