use super::library::{Library, document, request, titles};
use offprint_search::{Request, Sort};

#[test]
fn a_page_whose_title_is_asked_for_comes_before_one_that_only_speaks_of_it() {
    let mut library = Library::of(&[
        ("Harbours", "A pilot boat waits. The pilot of the boat sleeps. Every pilot has a boat."),
        ("Pilot boat", "It meets ships at sea."),
        ("Ropes", "Nothing of it here."),
    ]);
    assert_eq!(library.titles("pilot boat"), ["Pilot boat", "Harbours"]);
}

#[test]
fn a_title_without_other_words_comes_first() {
    let mut library = Library::of(&[
        ("Pilot boat crew training", "A text."),
        ("Pilot boat", "A text."),
        ("Pilot boat repairs", "A text."),
        ("Ropes", "Nothing of it here."),
    ]);
    assert_eq!(library.titles("pilot boat")[0], "Pilot boat");
}

#[test]
fn any_word_finds_a_document_and_all_words_come_first() {
    let mut library = Library::of(&[
        ("One", "anchor anchor anchor anchor anchor"),
        ("Two", "a long text about many things, among them an anchor and a windlass, and much else"),
        ("Three", "windlass windlass windlass"),
        ("Four", "sails"),
    ]);
    let found = library.titles("anchor windlass");
    assert_eq!(found[0], "Two");
    assert_eq!(found.len(), 3);
}

#[test]
fn the_exact_word_comes_before_another_form_of_it() {
    let mut library = Library::of(&[
        ("One", "The sail of a boat is white."),
        ("Two", "The sails of a boat are white."),
        ("Three", "Sailing is slow."),
        ("Four", "Rowing is quick."),
        ("Five", "Rowing is dear."),
    ]);
    assert_eq!(library.titles("sails")[0], "Two");
    assert_eq!(library.titles("sail")[0], "One");
    assert_eq!(library.titles("sails").len(), 3);
}

#[test]
fn a_form_of_a_word_that_no_document_has_is_found_by_its_stem() {
    let mut documents: Vec<(String, String)> = Vec::new();
    for (index, stem) in ["mount", "paint", "anchor", "harbour", "lantern", "signal"].iter().enumerate() {
        documents.push((format!("T{index}"), format!("{stem} and {stem}s and {stem}ed and {stem}ing")));
    }
    documents.push(("Wanted".to_owned(), "they remodelled it".to_owned()));
    let documents: Vec<(&str, &str)> = documents.iter().map(|(one, two)| (&**one, &**two)).collect();
    let mut library = Library::of(&documents);
    let answer = library.ask("remodelling");
    assert_eq!(titles(&answer), ["Wanted"]);
    assert_eq!(answer.corrected, []);
}

#[test]
fn the_word_that_is_being_typed_is_found_by_its_beginning() {
    let mut library = Library::of(&[
        ("One", "The windlass turns."),
        ("Two", "The wind turns."),
        ("Three", "The tide turns."),
    ]);
    assert_eq!(library.titles_typing("wind"), ["Two", "One"]);
    assert_eq!(library.titles_typing("windl"), ["One"]);
    assert_eq!(library.titles("windla"), [""; 0]);
}

#[test]
fn a_word_that_is_asked_for_twice_counts_twice() {
    let mut library = Library::of(&[
        ("One", "rope rope rope lamp"),
        ("Two", "lamp lamp lamp rope"),
        ("Three", "stone"),
        ("Four", "stone"),
    ]);
    assert_eq!(library.titles("rope lamp lamp")[0], "Two");
    assert_eq!(library.titles("rope rope lamp")[0], "One");
}

#[test]
fn words_that_say_nothing_stand_back() {
    let mut library = Library::of(&[("One", "of the of the of the"), ("Two", "the tide"), ("Three", "ice")]);
    assert_eq!(library.titles("of the tide"), ["Two"]);
    assert_eq!(library.titles("of the").len(), 2, "alone they are looked for");
}

#[test]
fn a_document_on_the_subject_of_a_long_query_is_helped_by_those_like_it() {
    let on = |title, text| document(title, text, &[]);
    let mut documents = vec![
        on("A", "lock canal barge gate water level lift basin summit reservoir"),
        on("B", "lock canal barge gate water level lift basin towpath reservoir"),
        on("C", "lock canal barge gate water level lift basin tunnel reservoir"),
        // Says the same of the query's words as D, but those like it say nothing of them.
        on("E", "reservoir summit kitchen butter flour sugar oven bread salt yeast dough"),
        on("F", "kitchen butter flour sugar oven bread salt yeast dough plate"),
        on("G", "kitchen butter flour sugar oven bread salt yeast dough spoon"),
        on("D", "reservoir summit canal barge gate level lift basin lock water towpath"),
    ];
    documents.extend((0..6).map(|number| document(&format!("Other {number}"), "sheep wool grass hill", &[])));
    let mut library = Library::new("en", documents);
    let found = library.titles("summit reservoir tunnel towpath lock barge");
    let place = |title: &str| found.iter().position(|found| found == title).unwrap();
    assert!(place("D") < place("E"), "{found:?}");
}

#[test]
fn the_newest_come_first_where_that_is_asked_for() {
    let mut library = Library::of(&[("Old", "tide tide tide"), ("Middle", "ice"), ("New", "a tide")]);
    let newest = Request { sort: Sort::Newest, ..request("tide") };
    assert_eq!(titles(&library.answer(&newest)), ["New", "Old"]);
}

#[test]
fn pages_of_hits_follow_each_other() {
    let names: Vec<String> = (0..25).map(|number| format!("Page {number}")).collect();
    let documents: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "the tide turns")).collect();
    let mut library = Library::of(&documents);
    let mut seen = Vec::new();
    for offset in [0, 10, 20, 30] {
        let answer = library.answer(&Request { offset, ..request("tide") });
        assert_eq!(answer.total, 25);
        seen.extend(titles(&answer));
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 25);
}
