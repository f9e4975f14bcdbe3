use super::library::{Library, document};

#[test]
fn case_and_diacritics_make_no_difference() {
    let mut library = Library::of(&[("Café", "Ein Fußweg, ÉCLAIR"), ("Other", "tea")]);
    for query in ["cafe", "CAFÉ", "fussweg", "eclair", "Éclair"] {
        assert_eq!(library.titles(query), ["Café"], "{query}");
    }
}

#[test]
fn scripts_without_spaces_are_found_by_what_stands_side_by_side() {
    let texts = [
        ("京都", "京都の寺院を訪ねる"),
        ("東京", "東京都の美術館"),
        ("大阪", "大阪城の歴史"),
        ("検索", "全文検索エンジン"),
    ];
    let mut library = Library::new("ja", texts.map(|(title, text)| document(title, text, &[])));
    assert_eq!(library.titles("検索エンジン"), ["検索"]);
    assert_eq!(library.titles("美術館"), ["東京"]);
    assert_eq!(library.titles("京都")[0], "京都");
    assert_eq!(library.titles("城"), ["大阪"], "one character");
}
