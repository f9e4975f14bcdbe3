use super::*;

fn all(text: &str) -> Vec<(String, u32, Kind)> {
    let mut all = Vec::new();
    tokens(text, &mut |token| {
        assert!(
            text.get(token.range.clone()).is_some_and(|source| !source.is_empty()),
            "{token:?} of {text}"
        );
        assert!(!token.text.is_empty() && token.text.len() <= LONGEST);
        all.push((token.text.to_owned(), token.position, token.kind));
    });
    all
}

fn texts(text: &str) -> Vec<String> {
    all(text).into_iter().map(|(text, ..)| text).collect()
}

#[test]
fn words_are_folded_and_counted() {
    assert_eq!(
        all("The Éclair, (Straße)! “42”"),
        [
            ("the".to_owned(), 0, Kind::Word),
            ("eclair".to_owned(), 1, Kind::Word),
            ("strasse".to_owned(), 2, Kind::Word),
            ("42".to_owned(), 3, Kind::Word),
        ]
    );
}

#[test]
fn technical_words_are_found_whole_and_in_parts() {
    for (text, expected) in [
        ("1.80.0", &["1.80.0", "1.80", "1", "80", "0"] as &[_]),
        ("v1.80.0", &["v1.80.0", "1.80.0", "1.80", "1", "80", "0"]),
        ("1.80.0-beta.1", &["1.80.0-beta.1", "1.80.0", "1.80", "1", "80", "0", "beta", "1"]),
        ("tokio-1.2", &["tokio-1.2", "tokio", "1.2", "1", "2"]),
        ("C++", &["c++", "c"]),
        ("C++17", &["c++17", "c++", "c", "17"]),
        ("C#", &["c#", "c"]),
        ("F#/C#.", &["f#/c#", "f#", "f", "c#", "c"]),
        (".NET", &[".net", "net"]),
        ("ASP.NET", &["asp.net", "asp", "net"]),
        ("--release", &["--release", "release"]),
        ("-O3", &["-o3", "o3"]),
        ("--target=wasm32", &["--target=wasm32", "--target", "target", "wasm32"]),
        ("async/await", &["async/await", "async", "await"]),
        ("tokio::spawn_blocking", &["tokio::spawn_blocking", "tokio", "spawn_blocking", "spawn", "blocking"]),
        ("HTTP/2", &["http/2", "http", "2"]),
        ("snake_case", &["snake_case", "snake", "case"]),
        ("camelCase", &["camelcase", "camel", "case"]),
        ("HTTPServer", &["httpserver", "http", "server"]),
        ("URLs iPhone", &["urls", "iphone"]),
        ("node.js", &["node.js", "node", "js"]),
        ("user@host", &["user@host", "user", "host"]),
        ("foo-bar", &["foo-bar", "foo", "bar"]),
        ("src/main.rs", &["src/main.rs", "src", "main.rs", "main", "rs"]),
        ("#[derive(Debug)]", &["derive", "debug"]),
        ("Vec<String>", &["vec", "string"]),
        ("println!", &["println"]),
        ("#rust @user", &["rust", "user"]),
        ("1,000,000 1,2", &["1000000", "1", "2"]),
        ("end.", &["end"]),
        ("wait...what", &["wait", "what"]),
        ("foo--bar -- baz", &["foo", "bar", "baz"]),
        ("(.gitignore)", &[".gitignore", "gitignore"]),
    ] {
        assert_eq!(texts(text), expected, "{text}");
    }
}

#[test]
fn parts_have_places_in_a_row_and_the_whole_that_of_the_first() {
    assert_eq!(
        all("use tokio::spawn now"),
        [
            ("use".to_owned(), 0, Kind::Word),
            ("tokio::spawn".to_owned(), 1, Kind::Whole),
            ("tokio".to_owned(), 1, Kind::Part),
            ("spawn".to_owned(), 2, Kind::Part),
            ("now".to_owned(), 3, Kind::Word),
        ]
    );
}

#[test]
fn capitals_do_not_move_the_words_after_them() {
    let place = |text| all(text).last().map(|(_, position, _)| *position);
    assert_eq!(place("GitHub Actions"), place("github actions"));
}

#[test]
fn an_address_is_found_by_its_parts() {
    let found = texts("see https://example.com/posts/foo-bar?x=1#top, please");
    for part in ["https", "example.com", "example", "com", "posts", "foo-bar", "foo", "bar", "top", "please"]
    {
        assert!(found.iter().any(|found| found == part), "{part} in {found:?}");
    }
    assert!(found.iter().all(|found| found.len() < 20), "{found:?}");
}

#[test]
fn apostrophes_neither_hide_a_word_nor_make_one() {
    for (text, expected) in [
        ("don't", &["dont"] as &[_]),
        ("don’t", &["dont"]),
        ("Rust's", &["rust"]),
        ("we'll", &["we"]),
        ("l’amour", &["amour"]),
        ("qu'il", &["il"]),
        ("d'un", &["un"]),
        ("O'Reilly", &["oreilly", "o", "reilly"]),
        ("aujourd'hui", &["aujourdhui", "aujourd", "hui"]),
        ("dell'arte", &["dellarte", "dell", "arte"]),
        ("'quoted'", &["quoted"]),
        ("dogs'", &["dogs"]),
    ] {
        assert_eq!(texts(text), expected, "{text}");
    }
}

#[test]
fn scripts_without_spaces_are_read_by_two_characters() {
    for (text, expected) in [
        ("検索", &["検索", "索"] as &[_]),
        ("犬", &["犬"]),
        ("Rust言語で2024年", &["rust", "言語", "語で", "で", "2024", "年"]),
        ("한국어는", &["한국", "국어", "어는", "는"]),
        ("ไม่ดี", &["ไม่", "ม่ดี", "ดี"]),
        ("ｶﾞｷﾞ", &["ガギ", "ギ"]),
        ("東京、大阪", &["東京", "京", "大阪", "阪"]),
    ] {
        assert_eq!(texts(text), expected, "{text}");
    }
    assert_eq!(all("検索")[1], ("索".to_owned(), 1, Kind::Bigram));
}

#[test]
fn words_of_other_scripts_stay_whole() {
    for text in ["हिन्दी", "العربية", "ελληνικα", "עברית", "தமிழ்"]
    {
        assert_eq!(texts(text), [text], "{text}");
    }
    assert_eq!(texts("می\u{200c}خواهم"), ["میخواهم"]);
    assert_eq!(texts("Ёлка, й"), ["елка", "и"]);
    assert_eq!(texts("e\u{301}te\u{301}"), ["ete"]);
    assert_eq!(texts("syl\u{ad}lable"), ["syllable"]);
}

#[test]
fn an_emoji_is_a_word() {
    assert_eq!(texts("Rust🦀❤️ ok"), ["rust", "🦀", "❤", "ok"]);
    assert_eq!(texts("👍🏽👩‍💻"), ["👍", "👩", "💻"]);
}

#[test]
fn hashes_are_opaque_and_cut() {
    let hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(all(hash), [(hash[..32].to_owned(), 0, Kind::Opaque)]);
    assert_eq!(
        all(&format!("sha256:{hash}")),
        [("sha256".to_owned(), 0, Kind::Part), (hash[..32].to_owned(), 1, Kind::Opaque)]
    );
    assert_eq!(
        all("id=123e4567-e89b-12d3-a456-426614174000"),
        [("id".to_owned(), 0, Kind::Part), ("123e4567-e89b-12d3-a456-42661417".to_owned(), 1, Kind::Opaque)]
    );
}

#[test]
fn a_word_without_end_is_one_token_of_bounded_length() {
    for letter in ["a", "й", "ß", "अ", "a.", "a_", "/a", "aB"] {
        let text = letter.repeat(100_000);
        for (text, _, kind) in all(&text) {
            assert!(text.len() <= LONGEST);
            assert!(text.len() < LONGEST - 4 || kind == Kind::Opaque);
        }
    }
}
