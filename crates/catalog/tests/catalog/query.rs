//! What a query string says, and the one way in which it is written.

use crate::made_up::Dice;
use offprint_catalog::{Query, Sort};

const KEYS: [&str; 5] = ["tags", "categories", "series", "Own way", "page"];

fn canonical(search: &str) -> String {
    Query::parse(search, &KEYS).to_string()
}

#[test]
fn a_state_is_written_in_one_way() {
    for (written, canonical_text) in [
        ("", ""),
        ("?", ""),
        ("?tags=rust", "tags=rust"),
        ("page=2&sort=title&tags=rust&q=a", "q=a&tags=rust&sort=title&page=2"),
        ("tags=web,rust", "tags=rust,web"),
        ("tags=web&tags=rust", "tags=rust,web"),
        ("tags.without=a&tags=b&tags.with=c", "tags=b&tags.with=c&tags.without=a"),
        ("series=a&year=2025,2024&categories=b", "year=2024,2025&categories=b&series=a"),
        ("topic=a&authors=b&tags=c", "tags=c&topic=a&authors=b"),
        ("Own%20way=a", "Own%20way=a"),
        ("Own+way.without=a", "Own%20way.without=a"),
        ("page.any=a&page=3", "page.any=a&page=3"),
        ("tags=%C3%A9clair", "tags=%C3%A9clair"),
        ("sort=date", ""),
        ("page=1", ""),
    ] {
        assert_eq!(canonical(written), canonical_text, "{written}");
        assert_eq!(canonical(canonical_text), canonical_text, "read again");
    }
}

#[test]
fn odd_input_is_read_as_far_as_it_means_something() {
    for (written, canonical_text) in [
        ("tags=Rust,rust,RUST", "tags=rust"),
        ("tags=rust&tags.without=rust", "tags=rust"),
        ("tags=,,&tags", ""),
        ("utm_source=mail&fbclid=1&tags.maybe=a&=b&&", ""),
        ("q=100%25&sort=%74itle", "q=100%25&sort=title"),
        ("q=50%", "q=50%25"),
        ("q=%zz+%a", "q=%25zz%20%25a"),
        ("q=a%FFb", "q=a%EF%BF%BDb"),
        ("q=c%2B%2B++and%20%20more", "q=c%2B%2B%20and%20more"),
        ("q=!!!", ""),
        ("page=0", ""),
        ("page=-4", ""),
        ("page=99999999999999999999999999", ""),
        ("sort=backwards", ""),
        ("tags=a/../b", "tags=a-b"),
        ("page=with=a", ""),
    ] {
        assert_eq!(canonical(written), canonical_text, "{written}");
    }
    let huge = Query::parse(&format!("page={}", usize::MAX), &KEYS);
    assert_eq!(huge.page(), usize::MAX);
}

#[test]
fn whatever_stands_in_an_address_is_read_in_one_way() {
    const PARTS: [&str; 24] = [
        "tags",
        "q",
        "page",
        "sort",
        "year",
        "=",
        "=",
        "&",
        "&",
        ",",
        "%",
        "%C3",
        "%A9",
        "+",
        ".with",
        ".without",
        ".any",
        "?",
        "#",
        "é",
        "日",
        "title",
        "18446744073709551615",
        "\u{301}",
    ];
    let mut dice = Dice(9);
    for _ in 0..3000 {
        let written: String = (0..dice.roll(20)).map(|_| PARTS[dice.roll(PARTS.len())]).collect();
        let once = Query::parse(&written, &KEYS);
        let again = Query::parse(&once.to_string(), &KEYS);
        assert_eq!(again, once, "{written}");
    }
}

#[test]
fn a_link_without_end_is_heeded_only_so_far() {
    let slugs: Vec<String> = (0..20_000).map(|number| format!("t{number}")).collect();
    let query = Query::parse(&format!("tags={}", slugs.join(",")), &KEYS).to_string();
    assert_eq!(query.split(',').count(), 500);
    let words = Query::parse(&format!("q={}", "語".repeat(20_000)), &KEYS);
    assert_eq!(words.words().chars().count(), 300);
}

#[test]
fn a_query_is_empty_when_it_changes_nothing() {
    for (written, is_empty) in
        [("", true), ("page=3", true), ("utm=1", true), ("q=a", false), ("sort=title", false)]
    {
        assert_eq!(Query::parse(written, &KEYS).is_empty(), is_empty, "{written}");
    }
    assert_eq!(Query::parse("tags=", &KEYS), Query::default());
}

#[test]
fn other_words_start_at_the_first_page() {
    let query = Query::parse("q=old&tags=rust&page=4&sort=updated", &KEYS);
    assert_eq!((query.page(), query.sort(), query.words()), (4, Sort::Updated, "old"));
    assert_eq!(query.with_words(" new  words ").to_string(), "q=new%20words&tags=rust&sort=updated");
    assert_eq!(query.with_words("").to_string(), "tags=rust&sort=updated");
    assert_eq!(query.at_page(2).to_string(), "q=old&tags=rust&sort=updated&page=2");
}
