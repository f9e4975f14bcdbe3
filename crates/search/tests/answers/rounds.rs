use super::library::{Library, document, request};
use offprint_search::{ENTRY, IndexError, Request, Searcher};

const WORDS: [&str; 12] = [
    "harbour",
    "lantern",
    "windlass",
    "anchor",
    "signal",
    "ladder",
    "current",
    "pilot",
    "captain",
    "compass",
    "lighthouse",
    "northern",
];

fn many(documents: usize) -> Library {
    let text = |number: usize| {
        let word = |step: usize| WORDS[(number * step + step) % WORDS.len()];
        format!("{} {} of the {} number{number} ", word(1), word(5), word(7)).repeat(40)
    };
    let titles = (0..documents).map(|number| format!("{} {number}", WORDS[number % WORDS.len()]));
    Library::new(
        "en",
        titles.enumerate().map(|(number, title)| document(&title, &text(number), &["Sea", "Land"])),
    )
}

#[test]
fn an_answer_takes_two_rounds_of_files_and_its_counts_a_third() {
    let mut library = many(400);
    library.ask("harbour lantern");
    assert_eq!(library.rounds, 2);
    let mut library = many(400);
    library.ask("\"windlass of\" tag:sea");
    assert_eq!(library.rounds, 2);
    let mut library = many(400);
    library.answer(&Request { facets: true, ..request("signal") });
    assert_eq!(library.rounds, 3);
    let mut library = many(400);
    library.ask("lighthuose");
    assert!(library.rounds <= 4, "{}", library.rounds);
}

#[test]
fn an_answer_says_what_it_knows_so_far() {
    let mut library = many(300);
    let request = request("harbour");
    let first = library.searcher.ask(&request);
    assert!(!first.settled && first.hits.is_empty() && !first.wants.is_empty());
    for path in &first.wants {
        library.searcher.supply(path, library.files[path].clone()).unwrap();
    }
    let second = library.searcher.ask(&request);
    assert!(second.settled && second.total > 10 && !second.wants.is_empty());
    let path = &second.wants[0];
    library.searcher.supply(path, library.files[path].clone()).unwrap();
    let third = library.searcher.ask(&request);
    assert!(!third.hits.is_empty(), "hits are shown as their texts come");
    assert_eq!(third.wants.len(), second.wants.len() - 1);
}

#[test]
fn memory_stays_as_it_is_over_five_hundred_questions() {
    let mut library = many(1_500);
    let ask = |library: &mut Library, number: usize| {
        let query = format!("{} number{}", WORDS[number % WORDS.len()], number * 7 % 1_500);
        assert!(library.ask(&query).total > 0);
        library.searcher.bytes()
    };
    let most = (0..500).map(|number| ask(&mut library, number)).max().unwrap();
    assert!(most < 4 << 20, "{most} bytes");
}

#[test]
fn a_file_that_is_not_right_is_an_error_and_no_hit() {
    let mut library = many(300);
    let wants = library.searcher.ask(&request("harbour lantern")).wants;
    let whole = &library.files[&wants[0]];
    let mut supply = |path: &str, bytes: &[u8]| library.searcher.supply(path, bytes.to_vec());
    assert!(matches!(supply(&wants[0], &whole[..whole.len() - 1]), Err(IndexError::Damaged { .. })));
    assert!(matches!(supply(&wants[0], b"<!doctype html>"), Err(IndexError::NotAnIndex { .. })));
    assert!(matches!(supply("data/search/terms-000000000000.bin", whole), Err(IndexError::Unknown { .. })));
    let mut newer = whole.clone();
    newer[3] += 1;
    assert!(matches!(supply(&wants[0], &newer), Err(IndexError::Version { .. })));
    let other = library.files[&wants[1]].clone();
    assert!(matches!(library.searcher.supply(&wants[0], other), Err(IndexError::Damaged { .. })));
    assert!(Searcher::open(&library.files[ENTRY][..20]).is_err());
    let answer = library.searcher.ask(&request("harbour lantern"));
    assert_eq!((answer.hits.len(), answer.settled), (0, false));
}
