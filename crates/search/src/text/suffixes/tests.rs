use super::Suffixes;
use super::learning::MOST;

const ENGLISH: &[&[&str]] = &[
    &["code", "coded", "codes", "coding"],
    &["name", "named", "names", "naming"],
    &["test", "tested", "testing", "tests"],
    &["build", "building", "builds"],
    &["win", "winning", "wins"],
    &["begin", "beginning", "begins"],
    &["plan", "planned", "planning", "plans"],
    &["scan", "scanned", "scanning"],
    &["city", "cities"],
    &["query", "queries", "querying"],
    &["happy", "happily"],
];

const GERMAN: &[&[&str]] = &[
    &["anderung", "anderungen"],
    &["losung", "losungen"],
    &["seite", "seiten"],
    &["suche", "suchen", "suchte", "sucht"],
    &["lerne", "lernen", "lernte", "lernt"],
];

/// The group of known words that an unknown one belongs to: those with the longest stem.
fn kin<'a>(suffixes: &Suffixes, unknown: &str, known: &[&'a str]) -> Vec<&'a str> {
    let Some(stem) = suffixes.shortest_stem(unknown) else { return Vec::new() };
    let related = known.iter().filter(|known| suffixes.relation(unknown, known).is_some());
    related.inspect(|known| assert!(known.starts_with(stem))).copied().collect()
}

fn learn(groups: &[&[&str]]) -> Suffixes {
    Suffixes::learn(groups.iter().copied())
}

#[test]
fn an_unknown_form_finds_the_known_ones() {
    let suffixes = learn(ENGLISH);
    for (unknown, known, expected) in [
        ("caching", &["cache", "cached", "cactus", "cachet"] as &[_], &["cache", "cached"] as &[_]),
        ("running", &["run", "runs", "runner", "rung"], &["run", "runs"]),
        ("libraries", &["library", "librarian"], &["library"]),
        ("parsed", &["parse", "parsing", "parser", "parade"], &["parse", "parsing"]),
        ("tokens", &["token", "tokio"], &["token"]),
        ("stopped", &["stop", "stops", "stork"], &["stop", "stops"]),
    ] {
        assert_eq!(kin(&suffixes, unknown, known), expected, "{unknown}");
    }
    let suffixes = learn(GERMAN);
    assert_eq!(kin(&suffixes, "wohnungen", &["wohnung", "wohnen", "wohl"]), ["wohnung"]);
    assert_eq!(kin(&suffixes, "fragte", &["frage", "fragen", "fragt"]), ["frage", "fragen", "fragt"]);
}

#[test]
fn words_that_only_look_alike_are_not_related() {
    let suffixes = learn(ENGLISH);
    for (unknown, known) in [
        ("wing", "we"),
        ("king", "kin"),
        ("ring", "red"),
        ("united", "unity"),
        ("cat", "category"),
        ("cache", "cachet"),
        ("python", "pythagoras"),
    ] {
        assert_eq!(suffixes.relation(unknown, known), None, "{unknown} {known}");
    }
}

#[test]
fn a_stem_has_three_letters_in_any_script() {
    let suffixes = learn(&[&["книга", "книги"], &["школа", "школы", "школи"], &["вода", "води", "воды"]]);
    assert!(suffixes.relation("погода", "погоди").is_some());
    assert!(suffixes.relation("та", "ти").is_none());
}

#[test]
fn nothing_is_learnt_from_nothing() {
    let suffixes = learn(&[]);
    assert_eq!(suffixes, Suffixes::default());
    assert_eq!((suffixes.shortest_stem("caching"), suffixes.relation("caching", "cache")), (None, None));
}

#[test]
fn what_is_learnt_is_bounded() {
    let words: Vec<[String; 2]> = (0..4000)
        .map(|number| [format!("stem{number:05}"), format!("stem{number:05}x{}", number / 4)])
        .collect();
    let groups: Vec<Vec<&str>> = words.iter().map(|pair| pair.iter().map(String::as_str).collect()).collect();
    let suffixes = Suffixes::learn(groups.iter().map(Vec::as_slice));
    assert_eq!((suffixes.endings.len(), suffixes.exchanged.len()), (MOST, MOST));
}
