//! What a reader types, and what is found: words and parts of them, words with mistakes, phrases, names of
//! versions and languages, other scripts.

use crate::harness::browser::{Browser, pause};
use crate::harness::fixture;
use crate::harness::search::Results;
use crate::harness::server::Server;
use crate::search_page::cafe;
use std::collections::BTreeSet;

const CRYSTAL: &str = "Tuning the crystal radio";
const VALVE: &str = "Waking a valve radio";
const CAR: &str = "Two songs from a car";
const KITCHEN: &str = "The kitchen set on the windowsill";
const SOLDERING: &str = "Soldering for people who never did";
const YEAR: &str = "A year at the long table";
const RUST: &str = "Our label printer moves to Rust 1.80.0";
const TILL: &str = "The till of the flea market";
const IRON: &str = "半田ごての手入れ";
const SEWING: &str = "The sewing machine that skipped";
const DARNING: &str = "Darning, seen and unseen";

/// The search page, empty.
async fn opened() -> (Server, Browser) {
    let (_, server, browser) = cafe().await;
    browser.open_app(server.url("search/")).await;
    (server, browser)
}

fn set<'a>(titles: impl IntoIterator<Item = &'a str>) -> BTreeSet<&'a str> {
    titles.into_iter().collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_that_is_meant_comes_first() {
    let (_server, browser) = opened().await;
    for (query, first) in [
        ("crystal radio", CRYSTAL),
        ("radio crystal", CRYSTAL),
        ("brass hinge", "A hinge for the music box"),
        ("clock hall", "The clock of the ticket hall"),
        ("gramophone", YEAR),
        ("the tango had an end", YEAR),
        // As it is typed, the last word unfinished.
        ("crystal rad", CRYSTAL),
        ("solde", SOLDERING),
        ("gramoph", YEAR),
        // A version, whole.
        ("1.80.0", RUST),
        ("rust 1.81", "One version later"),
        ("c++", "An oven that speaks C++"),
        ("C#", TILL),
        (".NET", TILL),
        ("HTTP/2", TILL),
        ("--release", RUST),
        ("async/await", RUST),
        ("tokio::spawn", RUST),
        ("spawn", RUST),
        ("cut_label_here", RUST),
        ("cutLabelHere", RUST),
        ("半田", IRON),
        ("修理会", IRON),
        ("京都", "京都の修理屋"),
        ("zurich", "Crème brûlée and a blowtorch in Zürich"),
        ("CREME BRULEE", "Crème brûlée and a blowtorch in Zürich"),
        ("brûlée", "Crème brûlée and a blowtorch in Zürich"),
        ("lukasz soren", "Crème brûlée and a blowtorch in Zürich"),
        ("tablecloth", "About the café"),
        (
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "What we flashed, to the last digit",
        ),
    ] {
        let results = browser.ask(query).await;
        assert_eq!(results.titles().first(), Some(&first), "{query}: {results:?}");
        assert_eq!(results.corrected, "", "{query}");
    }
    browser.has_no_complaints("asking").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_with_a_mistake_is_found_and_the_reader_is_told() {
    let (_server, browser) = opened().await;
    for (query, meant, first) in [
        ("soldring", "soldering", SOLDERING),
        ("sodlering", "soldering", SOLDERING),
        ("zoldering", "soldering", SOLDERING),
        ("grammaphone", "gramophone", YEAR),
        ("crystal raido", "radio", CRYSTAL),
    ] {
        let results = browser.ask(query).await;
        assert!(results.corrected.contains(meant), "{query}: “{}”", results.corrected);
        assert!(results.corrected.to_lowercase().contains("showing results for"), "{}", results.corrected);
        let found = results.titles().contains(&first);
        assert!(found, "{query}: {results:?}");
        assert!(
            results.hits[0].marks.iter().any(|mark| mark.to_lowercase().starts_with(meant)),
            "{results:?}"
        );
    }
    // What stands in a post is what is meant, however like another word it is.
    let results = browser.ask("lather").await;
    assert_eq!((results.titles(), results.corrected.as_str()), (vec!["A mug with a moustache"], ""));
    // Versions and hashes are never taken for others.
    let results = browser.ask("1.83.0").await;
    assert_eq!(results.corrected, "", "{results:?}");
    browser.ask("xylophonist").await;
    let results = browser.wait_for_answer("xylophonist").await;
    assert!(results.hits.is_empty(), "{results:?}");
    assert!(results.status.to_lowercase().starts_with("no "), "{}", results.status);
    browser.has_no_complaints("asking").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_asked_for_in_signs_is_held_to() {
    let (_server, browser) = opened().await;
    let titles =
        |results: Results| -> BTreeSet<String> { results.hits.into_iter().map(|hit| hit.title).collect() };
    for (query, expected) in [
        ("\"cold joint\"", set([CAR])),
        ("\"two songs\"", set([CAR])),
        ("\"stood at ten past four\"", set(["The clock of the ticket hall"])),
        ("radio -crystal", set([CAR, KITCHEN, "From the visitors' book", "What the spring will bring"])),
        ("radio -bench", set([KITCHEN])),
        ("tag:textiles bench", set([SEWING, DARNING])),
        ("series:thread tag:beginners", set([SEWING])),
        ("tag:radio author:ben-osei", set([CAR])),
        ("tag:radio -author:ada-holm", set([CAR, KITCHEN])),
        ("year:2023 brass", set([SOLDERING, "A hinge for the music box", "Polish, or leave it"])),
        ("year:2023 tag:radio", set([CRYSTAL, VALVE])),
        ("tag:C++", set(["An oven that speaks C++"])),
        ("tag:c#", set([TILL])),
        ("tag:c ", set(["Oranges for the helpers"])),
        ("tag:\"soft skills\"", set(["Tools that may be lent"])),
        ("tag:soft-skills", set(["Tools that may be lent"])),
        ("tag:Gästebücher", set(["From the visitors' book"])),
        ("tag:gastebucher", set(["From the visitors' book"])),
        ("author:\"ben osei\" tag:radio", set([CAR])),
    ] {
        let found = titles(browser.ask(query).await);
        assert_eq!(set(found.iter().map(String::as_str)), expected, "{query}");
    }
    browser.has_no_complaints("asking").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn other_forms_of_a_word_are_found_after_the_one_that_was_asked_for() {
    let (server, browser) = opened().await;
    let results = browser.ask("repairing ").await;
    assert_eq!(results.titles()[0], SEWING, "{results:?}");
    assert!(results.titles().contains(&DARNING), "a sock is repaired: {results:?}");
    assert_eq!(results.corrected, "");
    drop(server);
    let server = Server::start(&fixture::built("reparatur")).await;
    browser.open_app(server.url("search/")).await;
    for (query, titles) in [
        ("haus ", vec!["Ein Haus ohne Keller", "Fenster in alten Häusern"]),
        ("häusern ", vec!["Fenster in alten Häusern", "Ein Haus ohne Keller"]),
        ("stadt ", vec!["Ein Haus ohne Keller", "Ein Radio mit Fernweh"]),
        ("garten ", vec!["Die Pumpe für den Garten"]),
        ("gärten ", vec!["Die Pumpe für den Garten"]),
        ("hauptstrasse", vec!["Die Pumpe für den Garten"]),
        ("gehause", vec!["Ein Radio mit Fernweh"]),
    ] {
        let results = browser.ask(query).await;
        assert_eq!(results.titles(), titles, "{query}: {results:?}");
        assert_eq!(results.corrected, "", "{query}");
    }
    browser.has_no_complaints("asking").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_input_method_is_composing_is_no_query_yet() {
    let (_server, browser) = opened().await;
    browser.ask("gramophone").await;
    let () = browser.value("document.getElementById('search-box').select()").await;
    browser.compose("はんだ").await;
    browser.compose("半田").await;
    pause(200).await;
    assert_eq!(browser.results().await.titles(), [YEAR], "the hits stay until the word is there");
    browser.compose_finally("半田").await;
    let results = browser.wait_for_answer("半田").await;
    assert_eq!(results.titles().first(), Some(&IRON));
    browser.has_no_complaints("with an input method").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hit_shows_where_it_is_and_leads_there() {
    let (_server, browser) = opened().await;
    let results = browser.ask("tango").await;
    assert_eq!(results.titles(), [YEAR]);
    let hit = &results.hits[0];
    assert_eq!(hit.place.trim_start_matches(['›', '»', '#', ' ']), "October: the gramophone");
    assert!(hit.marks.iter().all(|mark| mark.to_lowercase() == "tango") && !hit.marks.is_empty(), "{hit:?}");
    assert!(hit.excerpt.contains("tango") && hit.excerpt.len() < 500, "{hit:?}");
    let fragment = hit.href.split_once('#').map(|(_, fragment)| fragment).unwrap_or_default();
    assert!(fragment.starts_with("october-the-gramophone:~:text="), "{}", hit.href);
}
