//! The terms of a taxonomy, sorted by their links above them. The page has all that is needed: no index is
//! read.

#[cfg(feature = "hydrate")]
pub mod sorting;

/// How terms are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// As in the page's file: A to Z.
    Name,
    /// Most posts first.
    Count,
    /// The one with the newest post first; those without a dated post last.
    Latest,
}

impl Order {
    /// From a query string, with or without its `?`.
    pub fn of(search: &str) -> Self {
        let sort = search.trim_start_matches('?').split('&').find_map(|pair| pair.strip_prefix("sort="));
        match sort {
            Some("count") => Self::Count,
            Some("latest") => Self::Latest,
            _ => Self::Name,
        }
    }

    /// The id of the link that leads to it.
    pub fn link(self) -> &'static str {
        match self {
            Self::Name => "sort-name",
            Self::Count => "sort-count",
            Self::Latest => "sort-latest",
        }
    }
}

/// What a row says of its term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its place in the page's file.
    pub place: i64,
    /// Posts that carry it.
    pub count: i64,
    /// When the newest was published, in seconds since 1970.
    pub latest: Option<i64>,
}

/// The rows in an order, by their positions now. Where it does not decide, the page's file does.
pub fn arranged(rows: &[Row], order: Order) -> Vec<usize> {
    let key = |row: &Row| match order {
        Order::Name => 0,
        Order::Count => -row.count,
        Order::Latest => row.latest.map_or(i64::MAX, |at| -at),
    };
    let mut keys: Vec<(i64, i64, usize)> =
        rows.iter().enumerate().map(|(now, row)| (key(row), row.place, now)).collect();
    keys.sort_unstable();
    keys.into_iter().map(|(_, _, now)| now).collect()
}

#[cfg(test)]
mod tests {
    use super::{Order, Row, arranged};

    #[test]
    fn the_address_says_how_terms_are_sorted() {
        for (search, order) in [
            ("", Order::Name),
            ("?sort=count", Order::Count),
            ("sort=latest", Order::Latest),
            ("?q=a&sort=latest", Order::Latest),
            ("?sort=size", Order::Name),
            ("?resort=count", Order::Name),
        ] {
            assert_eq!(Order::of(search), order, "{search}");
        }
    }

    #[test]
    fn terms_are_sorted_by_count_by_date_and_back_again() {
        let row = |place, count, latest| Row { place, count, latest };
        // As they stand after another sort: neither by name nor by anything else.
        let rows = [row(3, 2, None), row(0, 2, Some(-50)), row(2, 9, Some(70)), row(1, 1, Some(70))];
        assert_eq!(arranged(&rows, Order::Name), [1, 3, 2, 0]);
        assert_eq!(arranged(&rows, Order::Count), [2, 1, 0, 3]);
        assert_eq!(arranged(&rows, Order::Latest), [3, 2, 1, 0]);
    }
}
