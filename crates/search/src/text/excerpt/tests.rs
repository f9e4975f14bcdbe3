use super::*;

const TEXT: &str = "Every release is built twice. The first build warms the cache, the second one is compared with it.\n\
Readers never see the difference, and that is the point of it all.\n\
An async runtime polls futures until they are ready. Tokio is an async runtime for Rust with a scheduler \
that steals work between threads, timers, and sockets; it is what most servers use. When a future is not \
ready, the runtime parks it and goes on with another one, so that few threads serve many connections. \
That is why blocking inside of a task is a bad idea: everything else on the thread has to wait for it.\n\
In the end we measured, and measured again.";

/// The excerpt of a text for words of equal worth.
fn of(text: &str, words: &[&str]) -> Excerpt {
    let made = excerpt(text, &mut |token| {
        words.iter().position(|word| *word == token.text).map(|word| Match { word, weight: 1.0 })
    });
    check(text, &made);
    made
}

/// What holds of any excerpt.
fn check(text: &str, made: &Excerpt) {
    let mut end = None;
    for mark in &made.marked.marks {
        assert!(made.marked.text.get(mark.clone()).is_some_and(|mark| !mark.is_empty()), "{made:?}");
        assert!(end.is_none_or(|end| mark.start > end), "{made:?}");
        end = Some(mark.end);
    }
    assert!(text.is_char_boundary(made.at) && text.contains(&made.fragment) && !made.fragment.contains('\n'));
}

fn marks(made: &Excerpt) -> Vec<&str> {
    made.marked.marks.iter().map(|mark| &made.marked.text[mark.clone()]).collect()
}

#[test]
fn an_excerpt_shows_the_place_with_most_of_the_words() {
    let made = of(TEXT, &["tokio", "runtime", "scheduler"]);
    assert_eq!(marks(&made), ["runtime", "Tokio", "runtime", "scheduler"]);
    assert!(made.marked.text.starts_with("An async runtime polls"), "{}", made.marked.text);
    let words = made.marked.text.split(' ').count();
    assert!((26..=38).contains(&words), "{words}: {}", made.marked.text);
    assert!(made.worth > 3.0);
}

#[test]
fn words_side_by_side_are_the_best_match() {
    let made = of(TEXT, &["few", "threads"]);
    assert_eq!(&TEXT[made.at..made.at + 11], "few threads");
    assert!(
        made.fragment.contains("few threads") && made.fragment.split(' ').count() > 4,
        "{}",
        made.fragment
    );
}

#[test]
fn an_excerpt_begins_and_ends_with_whole_words_and_says_where_it_is_cut() {
    let made = of(TEXT, &["connections"]);
    assert!(made.marked.text.starts_with("When a future"), "{}", made.marked.text);
    let long = format!("{} needle {}", "straw ".repeat(100), "straw ".repeat(100));
    let made = of(&long, &["needle"]);
    assert!(made.marked.text.starts_with("… straw") && made.marked.text.ends_with("straw …"), "{made:?}");
    assert_eq!(marks(&made), ["needle"]);
    assert_eq!(made.at, 601);
}

#[test]
fn without_a_match_the_beginning_is_shown() {
    let made = of(TEXT, &["nothing"]);
    assert!(made.marked.text.starts_with("Every release"));
    assert_eq!((made.at, made.fragment.as_str(), made.worth), (0, "", 0.0));
    assert_eq!(of("", &["a"]), Excerpt::default());
    assert_eq!(of("Short.", &[]).marked.text, "Short.");
}

#[test]
fn at_the_end_of_the_text_more_is_shown_of_what_stands_before() {
    let made = of(TEXT, &["again"]);
    assert!(made.marked.text.starts_with('…') && made.marked.text.ends_with("measured again."), "{made:?}");
    assert!(made.marked.text.split(' ').count() > 25, "{made:?}");
}

#[test]
fn a_fragment_stays_in_its_line() {
    assert_eq!(of(TEXT, &["readers"]).fragment, "Readers never see the difference, and that");
    assert_eq!(of("one\ntwo words\nthree", &["two"]).fragment, "two words");
    assert_eq!(of("Short one. Another sentence.", &["another"]).fragment, "Another sentence");
}

#[test]
fn scripts_without_spaces_are_counted_by_characters() {
    let text = format!("{}検索エンジン{}", "これは長い文章です。".repeat(20), "まだ続きます".repeat(40));
    let made = of(&text, &["検索", "索エ", "エン"]);
    assert_eq!(marks(&made), ["検索エン"]);
    let length = made.marked.text.chars().count();
    assert!((70..=110).contains(&length), "{length}: {}", made.marked.text);
    assert!(made.fragment.contains("検索エン"), "{}", made.fragment);
}

#[test]
fn compounds_and_elided_words_are_shown_whole() {
    let made = of("Call `tokio::spawn` in C++. Rust's l'amour!", &["spawn", "c++", "rust", "amour"]);
    assert_eq!(marks(&made), ["spawn", "C++", "Rust", "amour"]);
    assert_eq!(made.marked.text, "Call `tokio::spawn` in C++. Rust's l'amour!");
    let made = of("See (tokio::spawn).", &["tokio::spawn", "tokio", "spawn"]);
    assert_eq!(marks(&made), ["tokio::spawn"]);
}

#[test]
fn spaces_and_lines_become_one_space() {
    let made = of("fn  main() {\n    run();\n}\n\n\tdone", &["run", "done"]);
    assert_eq!(made.marked.text, "fn main() { run(); } done");
    assert_eq!(marks(&made), ["run", "done"]);
}

#[test]
fn no_text_is_too_strange() {
    for text in [
        "=".repeat(9000),
        "a".repeat(9000),
        "日".repeat(9000),
        "🦀".repeat(3000),
        "\n".repeat(50),
        "a.".repeat(5000),
    ] {
        for word in ["a", "日日", "🦀", ""] {
            let made = of(&text, &[word]);
            assert!(made.marked.text.len() < 2000, "{}", made.marked.text.len());
        }
        let all = excerpt(&text, &mut |token| Some(Match { word: token.range.start, weight: 0.5 }));
        check(&text, &all);
        assert!(all.marked.text.len() < 2000);
    }
}

#[test]
fn a_title_is_marked_whole() {
    let made = marked("Tokio, async and more async", &mut |token| {
        (token.text == "async").then_some(Match { word: 0, weight: 1.0 })
    });
    assert_eq!(made.marks, [7..12, 22..27]);
}
