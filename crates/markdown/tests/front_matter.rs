//! What an author writes at the top of a file, and what a build says of it.

use offprint_markdown::{DateText, FrontMatter, FrontMatterError, Series, Spanned, split_front_matter};
use serde_json::json;

fn read(source: &str) -> FrontMatter {
    let parts = split_front_matter(source);
    assert!(parts.as_ref().is_ok_and(|parts| parts.wrong.is_empty()), "{parts:?}");
    parts.map(|parts| parts.front_matter).unwrap_or_default()
}

fn errors(source: &str) -> Vec<FrontMatterError> {
    split_front_matter(source).map_or_else(|errors| errors, |parts| parts.wrong)
}

/// Each message, with the text of the file that it points at.
fn complaints(source: &str) -> Vec<(String, String)> {
    errors(source).iter().map(|error| (error.to_string(), source[error.span()].to_owned())).collect()
}

fn value(text: &Option<Spanned<String>>) -> Option<&str> {
    text.as_ref().map(|text| text.value.as_str())
}

fn date(text: &Option<Spanned<DateText>>) -> Option<&str> {
    text.as_ref().map(|text| text.value.0.as_str())
}

const TOML: &str = r#"+++
title = "Ownership"
date = 2024-07-25T10:00:00+02:00
updated = 2024-08-01
publish_date = "2024-07-26"
expiry_date = 2030-01-01
description = "For feeds."
summary = "For lists."
topic = "Language"
slug = "owning"
path = "2024/07/25/owning"
canonical = "https://example.org/owning/"
tags = ["Rust", "CI/CD"]
categories = "Best Practices"
audience = ["beginners"]
series = { name = "Rust from zero", number = 3 }
authors = ["Ada", "Brian"]
draft = true
aliases = ["/old/", "older"]
weight = -2
cover = { src = "cover.png", alt = "A crab", caption = "Ferris" }

[extra]
mood = "calm"
stars = 4.5
nested = { list = [1, true] }
+++

Body.
"#;

const YAML: &str = r#"---
title: Ownership
date: 2024-07-25T10:00:00+02:00
lastmod: 2024-08-01
publishDate: 2024-07-26
expiryDate: '2030-01-01'
description: >-
  For
  feeds.
excerpt: For lists.
topic: Language
slug: owning
url: 2024/07/25/owning
canonicalURL: https://example.org/owning/
tags: [Rust, CI/CD]
categories:
  - Best Practices
Audience: beginners
series: ["Rust from zero"]
series_order: 3
author:
  - name: Ada
    link: https://example.org
  - Brian
published: no
redirect_from:
  - /old/
  - older
weight: -2
cover:
  image: cover.png
  alt: A crab
  caption: Ferris
  relative: true
params:
  mood: calm
  stars: 4.5
  nested: {list: [1, true]}
---

Body.
"#;

const JSON: &str = r#"{
  "title": "Ownership",
  "date": "2024-07-25T10:00:00+02:00",
  "updated": "2024-08-01",
  "publishDate": "2024-07-26",
  "expiryDate": "2030-01-01",
  "description": "For feeds.",
  "summary": "For lists.",
  "topic": "Language",
  "slug": "owning",
  "path": "2024/07/25/owning",
  "canonical": "https://example.org/owning/",
  "tags": ["Rust", "CI\/CD"],
  "categories": ["Best Practices"],
  "audience": "beginners",
  "series": "Rust from zero",
  "part": 3,
  "authors": ["Ada", "Brian"],
  "draft": true,
  "aliases": ["/old/", "older"],
  "weight": -2,
  "cover": {"src": "cover.png", "alt": "A crab", "caption": "Ferris"},
  "extra": {"mood": "calm", "stars": 4.5, "nested": {"list": [1, true]}}
}

Body.
"#;

#[test]
fn toml_yaml_and_json_say_the_same() {
    for source in [TOML, YAML, JSON] {
        let front = read(source);
        assert_eq!(value(&front.title), Some("Ownership"));
        assert_eq!(date(&front.date), Some("2024-07-25T10:00:00+02:00"));
        assert_eq!(date(&front.updated), Some("2024-08-01"));
        assert_eq!(date(&front.publish_date), Some("2024-07-26"));
        assert_eq!(date(&front.expiry_date), Some("2030-01-01"));
        assert_eq!(value(&front.description), Some("For feeds."));
        assert_eq!(value(&front.summary), Some("For lists."));
        assert_eq!(value(&front.topic), Some("Language"));
        assert_eq!(value(&front.slug), Some("owning"));
        assert_eq!(value(&front.path), Some("2024/07/25/owning"));
        assert_eq!(value(&front.canonical), Some("https://example.org/owning/"));
        assert_eq!(front.taxonomies["tags"], ["Rust", "CI/CD"]);
        assert_eq!(front.taxonomies["categories"], ["Best Practices"]);
        assert_eq!(front.taxonomies["audience"], ["beginners"]);
        assert_eq!(front.taxonomies["series"], ["Rust from zero"]);
        assert_eq!(front.series, Some(Series { label: "Rust from zero".to_owned(), number: Some(3) }));
        assert_eq!(front.authors, ["Ada", "Brian"]);
        assert!(front.draft);
        let aliases: Vec<_> = front.aliases.iter().map(|alias| alias.value.as_str()).collect();
        assert_eq!(aliases, ["/old/", "older"]);
        assert_eq!(front.weight, Some(-2));
        let cover = front.cover.unwrap();
        assert_eq!((cover.src.value.as_str(), cover.alt.as_str()), ("cover.png", "A crab"));
        assert_eq!(cover.caption.as_deref(), Some("Ferris"));
        let extra = serde_json::Value::Object(front.extra);
        assert_eq!(extra, json!({"mood": "calm", "stars": 4.5, "nested": {"list": [1, true]}}));
    }
}

#[test]
fn every_value_knows_its_place_in_the_file() {
    for (source, title, day) in [
        (TOML, "\"Ownership\"", "2024-07-25T10:00:00+02:00"),
        (YAML, "Ownership", "2024-07-25T10:00:00+02:00"),
        (JSON, "\"Ownership\"", "\"2024-07-25T10:00:00+02:00\""),
    ] {
        let front = read(source);
        assert_eq!(&source[front.title.unwrap().span], title);
        assert_eq!(&source[front.date.unwrap().span], day);
        let alias = &source[front.aliases[0].span.clone()];
        assert_eq!(alias.trim_matches('"'), "/old/");
    }
}

#[test]
fn the_body_begins_after_the_front_matter() {
    for source in [TOML, YAML, JSON] {
        let parts = split_front_matter(source).unwrap();
        assert_eq!(parts.body, "\nBody.\n");
        assert_eq!(&source[parts.body_offset..], parts.body);
    }
    let windows = "\u{feff}---\r\ntitle: Größe\r\n---\r\nBody\r\n";
    let parts = split_front_matter(windows).unwrap();
    assert_eq!((value(&parts.front_matter.title), parts.body), (Some("Größe"), "Body\r\n"));
}

#[test]
fn a_file_without_front_matter_is_all_body() {
    for source in ["# Hello", "", "{{< note >}}", "{% raw %}", "--- not a fence", "++++"] {
        let parts = split_front_matter(source).unwrap();
        assert_eq!((parts.body, parts.body_offset), (source, 0));
        assert_eq!(parts.front_matter, FrontMatter::default());
    }
    assert_eq!(split_front_matter("---\n---\nBody").unwrap().body, "Body");
    assert_eq!(split_front_matter("+++\n+++").unwrap().body, "");
}

#[test]
fn labels_stay_as_written() {
    let front = read("---\ntitle: 2024\ntags: [1.10, C++, 'null', yes, ~]\n---\n");
    assert_eq!(value(&front.title), Some("2024"));
    assert_eq!(front.taxonomies["tags"], ["1.10", "C++", "null", "yes"]);
}

#[test]
fn zolas_taxonomies_are_read_from_their_table() {
    let front = read("+++\n[taxonomies]\ntags = [\"a\"]\nauthors = [\"Ada\"]\nseries = [\"S\"]\n+++\n");
    assert_eq!(front.taxonomies["tags"], ["a"]);
    assert_eq!(front.authors, ["Ada"]);
    assert_eq!(front.series, Some(Series { label: "S".to_owned(), number: None }));
}

#[test]
fn unknown_keys_and_empty_values_are_passed_over() {
    let front = read(
        "---\ntitle: T\nmenu: {main: {weight: 1}}\nlayout: post\nslug: ''\nsummary:\ntags:\ncover: {image: ''}\nserial: [1, [2]]\n---\n",
    );
    assert_eq!(value(&front.title), Some("T"));
    assert_eq!((front.slug, front.summary, front.cover), (None, None, None));
    assert_eq!(front.taxonomies.keys().collect::<Vec<_>>(), ["layout"]);
}

#[test]
fn yaml_anchors_and_merges_are_followed() {
    let front = read(
        "---\nbase: &base {alt: A crab}\ncover:\n  <<: *base\n  src: c.png\ntags: &t [x]\ncategories: *t\n---\n",
    );
    assert_eq!(front.cover.unwrap().alt, "A crab");
    assert_eq!(front.taxonomies["categories"], ["x"]);
}

#[test]
fn all_mistakes_are_told_in_one_run_in_the_order_of_the_file() {
    let source = "+++\ntitle = 5\ndate = true\ndraft = \"yes\"\ntags = [\"a\", 1]\nweight = 3000000000\nauthors = [1]\ncover = {}\nseries = { number = 1 }\n+++\n";
    let expected = [
        ("`title` must be text, not a number", "5"),
        ("`date` must be a date, not true or false", "true"),
        ("`draft` must be true or false, not text", "\"yes\""),
        ("`tags` must be text or a list of texts, not a number", "1"),
        ("`weight` must be a whole number from -2147483648 to 2147483647", "3000000000"),
        ("`authors` must be a name or a list of names, not a number", "1"),
        ("`cover` needs `src`", "{}"),
        ("`series` needs `name`", "{ number = 1 }"),
    ];
    let complaints = complaints(source);
    let complaints: Vec<_> =
        complaints.iter().map(|(message, place)| (message.as_str(), place.as_str())).collect();
    assert_eq!(complaints, expected);
}

#[test]
fn a_fence_that_is_not_closed_is_named() {
    for (source, message, help) in [
        (
            "+++\ntitle = \"T\"\n\nBody\n",
            "the closing `+++` of the front matter is missing",
            "end it with a line of `+++`, then the text",
        ),
        (
            "---\ntitle: T\n\nBody\n",
            "the closing `---` of the front matter is missing",
            "end it with a line of `---`, then the text",
        ),
        ("{\n\"title\": \"T\"\n\nBody\n", "the front matter is not valid JSON: expected `,` or `}`", ""),
        (
            "{\n\"title\": \"T\"\n",
            "the closing `}` of the front matter is missing",
            "end it with a `}`, then the text",
        ),
    ] {
        let errors = errors(source);
        assert_eq!(errors.len(), 1);
        assert_eq!(errors[0].to_string(), message);
        assert_eq!(errors[0].help().unwrap_or_default(), help);
    }
}

#[test]
fn malformed_front_matter_is_pointed_at() {
    for (source, message, at) in [
        (
            "+++\ntitle = \"T\ndate = 2024-01-01\n+++\n",
            "the front matter is not valid TOML: invalid basic string, expected `\"`",
            14,
        ),
        ("+++\na = 1\na = 2\n+++\n", "the front matter is not valid TOML: duplicate key", 10),
        (
            "---\ntitle: A: b\n---\n",
            "the front matter is not valid YAML: mapping values are not allowed in this context",
            12,
        ),
        (
            "---\ntitle: a\ntitle: b\n---\n",
            "the front matter is not valid YAML: the key `title` stands there twice",
            13,
        ),
        ("---\n- a\n- b\n---\n", "the front matter must be keys with values, not a list", 4),
        ("{ \"title\" \"T\" }\n", "the front matter is not valid JSON: expected `:`", 10),
    ] {
        let errors = errors(source);
        assert_eq!((errors[0].to_string().as_str(), errors[0].span().start), (message, at), "{source}");
    }
}

#[test]
fn front_matter_made_to_exhaust_memory_is_refused() {
    let mut bomb = "---\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..10 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{aliases}]\n"));
    }
    bomb.push_str("---\n");
    assert_eq!(errors(&bomb)[0].to_string(), "the front matter is not valid YAML: more than 20000 values");
    let deep = format!("{{\"a\": {}{} }}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(
        errors(&deep)[0].to_string(),
        "the front matter is not valid JSON: more than 64 values in each other"
    );
}
