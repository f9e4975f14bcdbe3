use super::library::{Library, titles};
use offprint_search::Correction;

fn library() -> Library {
    Library::of(&[
        ("Lighthouse", "The lighthouse keeper sleeps."),
        ("Windlass", "The windlass turns slowly against the current."),
        ("Ropes", "A rope of hemp, and 1.80.0 of them."),
        ("Tides", "The current of the tides."),
    ])
}

#[test]
fn a_typing_error_is_corrected_and_said() {
    for typed in ["lighthose", "lighthousse", "lighthouze", "lighthuose", "ilghthouse"] {
        let answer = library().ask(typed);
        assert_eq!(titles(&answer), ["Lighthouse"], "{typed}");
        let correction = Correction { from: typed.to_owned(), to: "lighthouse".to_owned() };
        assert_eq!(answer.corrected, [correction]);
    }
}

#[test]
fn the_first_letter_may_be_wrong() {
    assert_eq!(library().titles("qurrent").len(), 2);
}

#[test]
fn long_words_may_have_two_errors_and_short_ones_none() {
    assert_eq!(library().titles("lihgthuose"), ["Lighthouse"]);
    assert_eq!(library().titles("widnlsas"), ["Windlass"]);
    let mut short = Library::of(&[("Ice", "ice"), ("Sea", "sea")]);
    assert_eq!(short.titles("icf").len(), 0);
}

#[test]
fn what_is_spelt_right_is_not_corrected() {
    let mut library = Library::of(&[("One", "form form form"), ("Two", "from"), ("Three", "farm")]);
    let answer = library.ask("from");
    assert_eq!(titles(&answer), ["Two"]);
    assert_eq!(answer.corrected, []);
}

#[test]
fn numbers_are_not_corrected() {
    assert_eq!(library().titles("1.81.0").len(), 0);
    assert_eq!(library().titles("1.80.0"), ["Ropes"]);
}

#[test]
fn an_error_in_the_word_that_is_being_typed_is_corrected() {
    assert_eq!(library().titles_typing("ligthou"), ["Lighthouse"]);
    assert_eq!(library().titles_typing("keeper windl").len(), 2);
}

#[test]
fn an_error_that_happens_to_be_a_word_is_corrected_by_the_words_beside_it() {
    let mut documents = vec![("Docker image", "How to build an image with docker.")];
    documents.extend([("Dockers", "A docked ship."), ("Socker", "A socker is a junk word.")]);
    documents.extend([("Other", "An image of a ship."); 6]);
    documents.extend([("Docker run", "Running docker.")]);
    let mut library = Library::of(&documents);
    let answer = library.ask("socker image");
    assert_eq!(titles(&answer)[0], "Docker image");
    assert_eq!(answer.corrected, [Correction { from: "socker".to_owned(), to: "docker".to_owned() }]);
    assert_eq!(library.titles("socker"), ["Socker"], "alone it is what was asked for");
}

#[test]
fn a_word_that_is_near_nothing_finds_nothing() {
    let answer = library().ask("xylophone");
    assert_eq!((answer.total, answer.hits.len(), answer.corrected.len()), (0, 0, 0));
    assert!(answer.settled);
}
