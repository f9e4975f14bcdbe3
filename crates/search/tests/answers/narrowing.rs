use super::library::{Library, document, request, titles};
use offprint_search::{Filter, FilterMode, Request};

fn library() -> Library {
    Library::new(
        "en",
        [
            document("North", "The north wind blows over cold water.", &["Wind", "Cold"]),
            document("South", "The wind from the south. North of it, a wind.", &["Wind"]),
            document("Ice", "Cold water is ice.", &["Cold"]),
            document("Fire", "No water.", &[]),
        ],
    )
}

fn filter(value: &str, mode: FilterMode) -> Filter {
    Filter { facet: "tags".to_owned(), value: value.to_owned(), mode }
}

#[test]
fn a_phrase_is_words_side_by_side() {
    assert_eq!(library().titles("\"north wind\""), ["North"]);
    assert_eq!(library().titles("\"wind north\"").len(), 0);
    assert_eq!(library().titles("\"cold water is ice\""), ["Ice"]);
}

#[test]
fn a_word_with_a_minus_is_in_no_hit() {
    assert_eq!(library().titles("water -cold"), ["Fire"]);
    assert_eq!(library().titles("wind -\"north wind\""), ["South"]);
}

#[test]
fn a_facet_in_the_query_narrows_the_hits() {
    let mut library = library();
    assert_eq!(library.titles("water tag:cold").len(), 2);
    assert_eq!(library.titles("water tags:Wind"), ["North"]);
    assert_eq!(library.titles("wind -tag:cold"), ["South"]);
    assert_eq!(library.titles("tag:wind"), ["South", "North"], "all that have it, the newest first");
    assert_eq!(library.titles("water tag:none").len(), 0);
}

#[test]
fn chosen_values_narrow_the_hits() {
    let mut library = library();
    let mut with = |filters: &[Filter]| {
        titles(&library.answer(&Request { filters: filters.to_vec(), ..request("water wind") }))
    };
    let (any, must, not) = (FilterMode::Any, FilterMode::With, FilterMode::Without);
    assert_eq!(with(&[filter("wind", any), filter("cold", any)]).len(), 3);
    assert_eq!(with(&[filter("wind", must), filter("cold", must)]), ["North"]);
    assert_eq!(with(&[filter("wind", not), filter("cold", not)]), ["Fire"]);
    assert_eq!(with(&[filter("wind", any), filter("cold", not)]), ["South"]);
}

#[test]
fn values_are_counted_over_all_hits() {
    let mut library = library();
    let answer = library.answer(&Request { facets: true, limit: 1, ..request("water") });
    assert_eq!((answer.hits.len(), answer.total), (1, 3));
    let [facet] = &answer.facets[..] else { panic!("{:?}", answer.facets) };
    assert_eq!((facet.key.as_str(), facet.label.as_str()), ("tags", "Tags"));
    let values: Vec<(&str, usize)> =
        facet.values.iter().map(|value| (value.label.as_str(), value.count)).collect();
    assert_eq!(values, [("Cold", 2), ("Wind", 1)]);
}

#[test]
fn another_alternative_is_counted_as_if_none_were_chosen() {
    let filters = vec![filter("wind", FilterMode::Any)];
    let answer = library().answer(&Request { facets: true, filters, ..request("water") });
    assert_eq!(titles(&answer), ["North"]);
    let values = answer.facets[0].values.iter().map(|value| (value.label.as_str(), value.count));
    assert_eq!(values.collect::<Vec<_>>(), [("Cold", 2), ("Wind", 1)]);
}

#[test]
fn nothing_asked_is_nothing_found() {
    for query in ["", "   ", "\"\"", "-", "!?"] {
        let answer = library().ask(query);
        assert_eq!((answer.total, answer.hits.len()), (0, 0), "{query}");
        assert!(answer.settled && answer.wants.is_empty());
    }
}

#[test]
fn a_facet_is_found_by_its_name_as_it_is_written() {
    let tags =
        [("c", "C"), ("c-plus-plus", "C++"), ("c-sharp", "C#"), ("bücher", "Bücher"), ("x", "Don’t panic")];
    let documents = tags.map(|(key, label)| {
        let mut document = document(label, "A text.", &[]);
        document.facets = vec![vec![(key.to_owned(), label.to_owned())]];
        document
    });
    let mut library = Library::new("en", documents);
    for (key, label) in tags {
        for value in [key, label, &label.to_lowercase(), &label.to_uppercase()] {
            assert_eq!(library.titles(&format!("tag:\"{value}\"")), [label], "{value}");
        }
    }
    assert_eq!(library.titles("tag:bucher"), ["Bücher"]);
    assert_eq!(library.titles("tag:dont-panic"), ["Don’t panic"]);
}

#[test]
fn an_unfinished_value_is_any_that_begins_so_unless_it_is_one() {
    let mut library = Library::new(
        "en",
        ["Go", "Google", "Golang"].map(|tag| document(&format!("On {tag}"), "A text.", &[tag])),
    );
    assert_eq!(library.titles_typing("tag:go"), ["On Go"]);
    assert_eq!(library.titles_typing("tag:goo"), ["On Google"]);
    assert_eq!(library.titles_typing("tag:g").len(), 3);
    assert_eq!(library.titles("tag:g").len(), 0);
}
