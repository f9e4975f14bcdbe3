use super::{Malformed, read};
use offprint_model::{Boot, PageKind, PostChunk, Release, Site};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Debug;

fn boot() -> String {
    let boot = json!({
        "app": "0123", "base": "/blog/", "unknown": [{"a": [1.5, null, "]"]}, true],
        "masthead": {
            "title": "Tide \"Table\" \\ \u{8}\u{c}\n\r\t / \u{1f980} é", "language": "en",
            "menu": [{"label": "Tags", "url": "/blog/tags/"}], "taxonomy_paths": {"tags": "tags/"},
        },
        "page": {"url": "posts/a/", "section": "posts/", "kind": "post"},
    });
    boot.to_string()
}

fn post() -> Value {
    json!({
        "url": "posts/a/", "title": "A", "words": 3, "minutes": 1, "weight": -4, "section": "posts/",
        "date": {"at": -86400, "iso": "1969-12-31T00:00:00Z", "text": ["December 31, 1969"]},
        "terms": {"tags": ["CI/CD", "日本語"], "series": []},
    })
}

fn options() -> Value {
    json!({"per_page": null, "date_format": 0, "facts": ["date", "reading-time"]})
}

fn site() -> String {
    let site = json!({
        "schema": 2, "masthead": {"title": "A", "language": "en"}, "home": options(),
        "taxonomies": [{"key": "tags", "title": "Tags", "path": "tags/", "list": options(),
            "titles": {"rust": {"title": "Rust", "description": null}}}],
        "sections": [{"path": "posts/", "url": "posts/", "title": "Posts", "list": options()}],
        "date_formats": ["long"],
        "topics": {"path": "topics/", "title": "Topics", "noun": ["tag", "tags"], "series": ["ink"]},
        "feeds": true,
    });
    site.to_string()
}

fn agrees<T: DeserializeOwned + PartialEq + Debug>(text: &str) {
    let reference = serde_json::from_str::<T>(text).map_err(|_| Malformed);
    assert_eq!(read::<T>(text), reference, "{text}");
}

#[test]
fn a_page_is_read_as_it_was_written() {
    reads::<Boot>(&boot());
    reads::<PageKind>("\"terms\"");
    for wrong in ["\"term\"", "{}", "{\"term\":[]}", "0", "terms"] {
        agrees::<PageKind>(wrong);
    }
}

fn reads<T: DeserializeOwned + PartialEq + Debug>(text: &str) {
    assert!(read::<T>(text).is_ok(), "{text}");
    agrees::<T>(text);
    let pretty = serde_json::to_string_pretty(&serde_json::from_str::<Value>(text).expect("JSON"));
    agrees::<T>(&pretty.expect("JSON"));
}

#[test]
fn fields_stand_in_any_order_and_each_once() {
    let post = post().to_string();
    let turned = post.replacen('{', "{\"updated\":null,", 1);
    reads::<offprint_model::PostSummary>(&turned);
    agrees::<offprint_model::PostSummary>(&turned.replacen('{', "{\"title\":\"B\",", 1));
}

#[test]
fn the_content_index_is_read_as_it_was_written() {
    let chunk = json!({"schema": 1, "first": 0, "posts": [post(), post()]}).to_string();
    assert!(read::<PostChunk>(&chunk).is_ok_and(|chunk| chunk.posts.len() == 2));
    agrees::<PostChunk>(&chunk);
    let file = json!({"path": "data/posts-0.json", "sha256": "ab"});
    let release = json!({
        "schema": 1, "app": "a", "build": "b", "counts": {"posts": 1, "documents": 0, "pages": 9},
        "site": file, "posts": [{"file": file, "first": 0, "count": 1}], "files": [],
    });
    assert!(read::<Release>(&release.to_string()).is_ok());
    agrees::<Release>(&release.to_string());
    reads::<Site>(&site());
}

#[test]
fn a_text_that_ends_early_is_an_error() {
    fn cut<T: DeserializeOwned + PartialEq + Debug>(text: &str) {
        for (end, _) in text.char_indices() {
            let part = text.get(..end).expect("a boundary");
            assert_eq!(read::<T>(part), Err(Malformed), "{part}");
        }
    }
    cut::<Boot>(&boot());
    cut::<Site>(&site());
}

/// Values of unknown keys are only stepped over, so a mistake there may pass.
#[test]
fn a_mistake_anywhere_never_panics_and_is_seen() {
    let known = boot().replace(r#","unknown":[{"a":[1.5,null,"]"]},true]"#, "");
    with_mistakes::<Boot>(&known);
    with_mistakes::<Site>(&site());
}

fn with_mistakes<T: DeserializeOwned + PartialEq + Debug>(text: &str) {
    for (at, _) in text.char_indices() {
        for wrong in ["", "x", "\"", "\\", "{", "}", "[", "]", ",", ":", "0", "-", "\n", "\u{0}", "é"] {
            let Some((head, tail)) = text.split_at_checked(at) else { continue };
            let mut rest = tail.chars();
            rest.next();
            let changed = [head, wrong, rest.as_str()].concat();
            // The one number that the reference takes for a fraction.
            if !changed.contains(":-0,") {
                agrees::<T>(&changed);
            }
        }
    }
}

#[test]
fn every_way_to_write_a_string_is_read() {
    for text in [
        r#""""#,
        r#""plain""#,
        r#""\u00e9\u00E9""#,
        r#""\ud83e\udd80""#,
        r#""\ud83e""#,
        r#""\udd80""#,
        r#""\ud83ex""#,
        r#""\x""#,
        r#""\u12""#,
        r#""\u+123""#,
        r#""\"\\\/\b\f\n\r\t""#,
        "\"a\nb\"",
        "\"open",
        " \"white\" ",
        "\"a\"b",
    ] {
        agrees::<String>(text);
    }
}

#[test]
fn numbers_are_whole() {
    for text in
        ["0", "-1", "4294967295", "4294967296", "01", "-", "--1", "1-1", "", "9223372036854775808", "true"]
    {
        agrees::<u32>(text);
        agrees::<i64>(text);
        agrees::<Option<u8>>(text);
    }
    assert_eq!(read::<i64>("1.5"), Err(Malformed));
    assert_eq!(read::<u32>("1e3"), Err(Malformed));
}

#[test]
fn an_unknown_value_is_stepped_over() {
    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct One {
        a: u32,
    }
    for value in ["1.5e-7", "null", "[]", "{}", r#"[{"x":["}",{"y":[]}]},"]"]"#, r#""\"}""#, "[ 1 , [ 2 ] ]"]
    {
        assert_eq!(read(&format!(r#"{{"b":{value},"a":1}}"#)), Ok(One { a: 1 }), "{value}");
        assert_eq!(read(&format!(r#"{{"a":1,"b":{value}}}"#)), Ok(One { a: 1 }), "{value}");
    }
    let deep = "[".repeat(100_000);
    assert_eq!(read::<One>(&format!(r#"{{"b":{deep}"#)), Err(Malformed));
}

#[test]
fn a_tuple_is_read_to_its_end() {
    assert_eq!(read("[[1,-2],[3,4]]"), Ok(vec![(1u32, -2i32), (3, 4)]));
    assert_eq!(
        read("{\"noun\": [\"tag\", \"tags\"] }").map(|noun: BTreeMap<String, [String; 2]>| noun.len()),
        Ok(1)
    );
    for wrong in ["[[1]]", "[[1,2,3]]", "[[1,2}]", "[1,2]"] {
        assert_eq!(read::<Vec<(u32, i32)>>(wrong), Err(Malformed), "{wrong}");
    }
}
