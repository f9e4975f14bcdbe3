use super::*;

fn parse(text: &str, typing: bool) -> Query {
    let facet = |key: &str| match key {
        "tag" | "tags" => Some(0),
        "series" => Some(1),
        "author" | "authors" => Some(2),
        "year" => Some(3),
        _ => None,
    };
    let stop = |word: &str| matches!(word, "the" | "to" | "be" | "or" | "not" | "how" | "is");
    Query::parse(text, typing, &Lexicon { facet: &facet, stop: &stop })
}

fn words(query: &Query) -> Vec<&str> {
    query.clauses.iter().map(|clause| clause.text.as_str()).collect()
}

fn terms(phrase: &Phrase) -> Vec<(&str, u32)> {
    phrase.terms.iter().map(|(term, place)| (term.as_str(), *place)).collect()
}

#[test]
fn words_are_looked_for_in_their_order_and_a_repeated_one_counts_each_time() {
    let query = parse("Rust async rust Éclair rust", false);
    assert_eq!(words(&query), ["rust", "async", "eclair"]);
    assert_eq!(query.clauses.iter().map(|clause| clause.count).collect::<Vec<_>>(), [3, 1, 1]);
    assert_eq!(query.clauses[1].span, 5..10);
}

#[test]
fn only_the_last_word_is_unfinished_and_only_while_nothing_follows() {
    let typing = |text| parse(text, true).clauses.iter().map(|clause| clause.typing).collect::<Vec<_>>();
    assert_eq!(typing("rust asy"), [false, true]);
    assert_eq!(typing("rust asy "), [false, false]);
    assert_eq!(typing("rust asy, "), [false, false]);
    assert_eq!(typing("tokio::sp"), [true]);
    assert!(!parse("rust asy", false).clauses[1].typing);
}

#[test]
fn a_phrase_is_looked_for_side_by_side_and_by_its_words() {
    let query = parse("\"use tokio::spawn now\" fast", false);
    assert_eq!(words(&query), ["use", "tokio::spawn", "now", "fast"]);
    assert_eq!(terms(&query.phrases[0]), [("use", 0), ("tokio::spawn", 1), ("now", 3)]);
    assert_eq!(query.clauses[1].parts, ["tokio", "spawn"]);
}

#[test]
fn an_unclosed_quote_is_a_phrase_to_the_end() {
    let query = parse("rust \"async fu", true);
    assert_eq!(terms(&query.phrases[0]), [("async", 0), ("fu", 1)]);
    assert!(query.phrases[0].typing && query.clauses[2].typing);
    assert!(!parse("“async fu”", true).phrases[0].typing);
    assert!(parse("\"", true) == Query::default() && parse("\"\"", true) == Query::default());
}

#[test]
fn the_quotation_marks_of_a_pasted_text_are_its_own() {
    let text = "during the \"training\" phase words from documents that were judged before are put in the dictionary \
                and later every document is matched against it";
    let query = parse(text, false);
    assert!(query.phrases.is_empty() && words(&query).contains(&"training"));
    assert_eq!(parse(&format!("\"{}\"", text.replace('"', "")), false).phrases.len(), 1);
}

#[test]
fn inches_are_no_quotation_mark() {
    let query = parse("a 27\" screen", false);
    assert_eq!((words(&query).as_slice(), query.phrases.len()), (&["a", "27", "screen"] as &[_], 0));
    assert_eq!(parse("say\"hello you\"", false).phrases.len(), 1);
}

#[test]
fn a_minus_before_a_word_excludes_it() {
    for (text, excluded, asked) in [
        ("rust -async", &["async"] as &[_], &["rust"] as &[_]),
        ("-async", &["async"], &[]),
        ("rust -c++", &["c++"], &["rust"]),
        ("rust -node.js", &["node.js"], &["rust"]),
        ("rust -日本", &["日本"], &["rust"]),
        ("rust --release", &[], &["rust", "--release"]),
        ("gcc -O3", &[], &["gcc", "-o3"]),
        ("tar -x", &[], &["tar", "-x"]),
        ("it is -5", &[], &["it", "is", "5"]),
        ("foo-bar", &[], &["foo-bar"]),
        ("rust - async", &[], &["rust", "async"]),
        ("rust -", &[], &["rust"]),
        ("c++ c# .net", &[], &["c++", "c#", ".net"]),
    ] {
        let query = parse(text, false);
        let found: Vec<&str> = query.excluded.iter().map(|phrase| phrase.terms[0].0.as_str()).collect();
        assert_eq!((found.as_slice(), words(&query).as_slice()), (excluded, asked), "{text}");
    }
    assert_eq!(terms(&parse("-\"two words\"", false).excluded[0]), [("two", 0), ("words", 1)]);
}

#[test]
fn an_exclusion_is_not_an_option_while_it_is_typed() {
    assert_eq!(words(&parse("rust -a", true)), ["rust"]);
    assert_eq!(words(&parse("gcc -O3", true)), ["gcc", "-o3"]);
}

#[test]
fn facets_are_known_by_key_and_alias() {
    for (text, facet, value, without) in [
        ("tag:rust", 0, "rust", false),
        ("TAGS:Rust", 0, "Rust", false),
        ("tag:\"two words\"", 0, "two words", false),
        ("tag:“two words", 0, "two words", false),
        ("-tag:x", 0, "x", true),
        ("series:a-b", 1, "a-b", false),
        ("author:\"Ann Lee\"", 2, "Ann Lee", false),
        ("-year:2024", 3, "2024", true),
    ] {
        let query = parse(text, false);
        assert_eq!(
            query.filters,
            [Narrowing { facet, value: value.to_owned(), without, typing: false }],
            "{text}"
        );
        assert_eq!((words(&query).len(), query.excluded.len()), (0, 0), "{text}");
    }
    assert!(parse("tag:ru", true).filters[0].typing);
    assert!(!parse("tag:ru ", true).filters[0].typing && !parse("tag:\"ru\"", true).filters[0].typing);
    assert_eq!(parse("tag:", true), Query::default());
}

#[test]
fn an_unknown_key_is_text() {
    assert_eq!(words(&parse("foo:bar", false)), ["foo:bar"]);
    assert_eq!(words(&parse("std::fmt tag::x http://a.b", false)), ["std::fmt", "tag::x", "http://a.b"]);
    assert_eq!(words(&parse("year", false)), ["year"]);
}

#[test]
fn stop_words_stand_back_unless_there_is_nothing_else() {
    let stops =
        |text, typing| parse(text, typing).clauses.iter().map(|clause| clause.stop).collect::<Vec<_>>();
    assert_eq!(stops("how to be rust", false), [true, true, true, false]);
    assert_eq!(stops("to be or not to be", false), [false; 4]);
    assert_eq!(stops("how to", true), [true, false]);
}

#[test]
fn a_single_character_stands_for_all_that_begin_with_it() {
    let query = parse("犬 検索エ", true);
    assert_eq!(words(&query), ["犬", "検索", "索エ"]);
    assert_eq!(query.clauses.iter().map(|clause| clause.begins).collect::<Vec<_>>(), [true, false, false]);
    assert!(query.clauses.iter().all(|clause| !clause.typing));
    let query = parse("\"東京都\"", false);
    assert_eq!(terms(&query.phrases[0]), [("東京", 0), ("京都", 1)]);
}

#[test]
fn the_whole_of_a_compound_is_one_word_with_parts() {
    let query = parse("1.80.0 async/await GitHub c++", true);
    assert_eq!(words(&query), ["1.80.0", "async/await", "github", "c++"]);
    let parts: Vec<_> = query.clauses.iter().map(|clause| clause.parts.join(" ")).collect();
    assert_eq!(parts, ["1 80 0", "async await", "git hub", "c"]);
}

#[test]
fn a_very_long_query_is_cut() {
    let query = parse(&"web ".repeat(2_500_000), true);
    assert_eq!(words(&query), ["web"]);
    assert_eq!(query.clauses[0].count as usize, MOST_BYTES / 4);
    let many: String = (0..5000).map(|number| format!("w{number} ")).collect();
    assert_eq!(parse(&many, true).clauses.len(), MOST_CLAUSES);
    parse(&"日".repeat(100_000), true);
    parse(&"\"".repeat(100_000), true);
    parse(&"-tag:".repeat(100_000), true);
}
