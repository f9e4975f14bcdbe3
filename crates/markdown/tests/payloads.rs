//! Every known payload in every place of a body: none runs. `tests/payloads/xss.toml` has them.
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by a panic")]

#[path = "../../../tests/payloads/harm.rs"]
mod harm;

use offprint_markdown::{
    Cut, Highlighter, ImageLink, Links, Options, RawHtml, SummaryLength, SummaryRule, render, summarize,
};
use std::collections::BTreeSet;
use std::sync::LazyLock;

struct AsWritten;

impl Links for AsWritten {
    fn link(&self, _href: &str) -> Option<String> {
        None
    }

    fn image(&self, src: &str) -> ImageLink {
        ImageLink { src: src.to_owned(), size: None }
    }
}

static HIGHLIGHTER: LazyLock<Highlighter> = LazyLock::new(Highlighter::new);

fn rendered(body: &str, html: RawHtml) -> offprint_markdown::Document {
    render(body, &Options { html, ..Options::new(&AsWritten, &HIGHLIGHTER) })
}

/// Family and payload.
fn payloads() -> Vec<(String, String)> {
    let read: toml::Table = include_str!("../../../tests/payloads/xss.toml").parse().expect("TOML");
    let mut all = Vec::new();
    for (family, payloads) in read["family"].as_table().expect("families") {
        let texts = payloads.as_array().expect("a list").iter().map(|text| text.as_str().expect("a text"));
        all.extend(texts.map(|text| (family.clone(), text.to_owned())));
    }
    all
}

/// The places of a body, with `@` where a payload stands.
const PLACES: [(&str, &str); 45] = [
    ("a paragraph", "@"),
    ("the middle of a paragraph", "before @ after\nmore @"),
    ("a block of its own", "before\n\n@\n\nafter *that*"),
    ("HTML with Markdown in it", "<div>\n\n@\n\n</div>"),
    ("an HTML block", "<div>\n@\n</div>"),
    ("HTML that does not end", "<b>@\n\n<i>@"),
    ("a link's address", "[x](@)"),
    ("a link's address in brackets", "[x](<@>)"),
    ("a link's title", "[x](/a \"@\")"),
    ("a link's other title", "[x](/a '@')"),
    ("a link's text", "[@](/a)"),
    ("a picture's address", "![x](@)"),
    ("a picture's address in brackets", "![x](<@>)"),
    ("a picture's title", "![x](/a.png \"@\")"),
    ("a picture's text", "![@](/a.png)"),
    ("a definition's address", "[x] ![x]\n\n[x]: <@> 't'"),
    ("a definition's bare address", "[x] ![x]\n\n[x]: @"),
    ("a definition's title", "[x] ![x]\n\n[x]: /a (@)"),
    ("a definition's name", "[@]\n\n[@]: /a"),
    ("an autolink", "<@>"),
    ("an address in the text", "https://example.org/@"),
    ("a fence's language", "```@\ncode\n```"),
    ("a fence's other words", "~~~rust @\ncode\n~~~"),
    ("a fence's attributes", "```{.rust title=\"@\" @}\ncode\n```"),
    ("code", "```html\n@\n```"),
    ("code in no language", "    @"),
    ("code in a line", "`@` ``@``"),
    ("a heading", "# @\n\n## @"),
    ("a heading's id", "# x {#@}"),
    ("a heading's class", "# x {.@ .b}"),
    ("a heading's attribute", "# x {title=\"@\" @}"),
    ("a footnote's name", "x[^@]\n\n[^@]: note"),
    ("a footnote", "x[^1]\n\n[^1]: @\n\n    @"),
    ("a table", "|a|b|\n|-|-|\n|@|`@`|\n"),
    ("a table's head", "|@|b|\n|-|-|\n|a|b|\n"),
    ("a list", "- @\n- [ ] @\n\n1. @"),
    ("a quote", "> [!NOTE]\n> @\n\n> @"),
    ("definitions", "@\n: @\n\nx\n: @"),
    ("a formula", "$@$ and $$@$$"),
    ("a formula's operator", "$\\operatorname{@}$ $$\\mathop{@}$$"),
    ("emphasis", "*@* **@** ~~@~~ ^@^"),
    (
        "HTML attributes",
        "<b title=\"@\" class='@' id=\"@\" lang=@>x</b> <img alt=\"@\" src='@' srcset=\"@ 1x\">",
    ),
    ("a link's address in HTML", "<a href=\"@\">x</a><a href='@'>x</a><a href=@>x</a>"),
    ("a frame's address and title", "<iframe src=\"@\" title='@'></iframe>"),
    (
        "directives",
        "::youtube{id=\"@\" title=\"@\"}\n\n:::note{title=\"@\" #@ .@}\n@\n:::\n\n::video{src=\"@\" poster='@'}\n\n::@{@}",
    ),
];

#[test]
fn there_are_as_many_payloads_as_were_promised_each_once() {
    let all = payloads();
    let different: BTreeSet<_> = all.iter().map(|(_, payload)| payload).collect();
    assert_eq!(different.len(), all.len());
    assert!(all.len() >= 300, "{}", all.len());
}

#[test]
fn what_says_that_nothing_runs_notices_what_does() {
    let runs = payloads().into_iter().filter(|(_, payload)| !harm::of_body(payload).is_empty()).count();
    // The others need a place that makes something of them: a link's address, an attribute, Markdown.
    assert!(runs > 170, "{runs}");
    for (html, harmless) in [
        ("<a href=\"https://example.org/javascript:x\">x</a>", true),
        ("<a href=\" java\nscript:alert(1)\">x</a>", false),
        ("<img src=\"data:image/png;base64,AA\">", true),
        ("<a href=\"data:image/svg+xml,x\">x</a>", false),
        ("<svg><a xlink:href=\"javascript:x\">x</a></svg>", false),
        ("<noscript><p title=\"</noscript><img src=x onerror=x>\">", false),
    ] {
        assert_eq!(harm::of_body(html).is_empty(), harmless, "{html}");
    }
    assert!(!harm::stays_inside("</div></article></main>", true));
    assert!(harm::stays_inside("</p><b>", true));
}

#[test]
fn no_payload_runs_wherever_it_stands_in_a_body() {
    let mut wrong = Vec::new();
    for (family, payload) in payloads() {
        for (place, frame) in PLACES {
            let html = rendered(&frame.replace('@', &payload), RawHtml::Sanitize).html;
            // And what it becomes when a program reads it and writes it again.
            let again = harm::read_again(&html);
            for html in [&html, &again] {
                let harm = harm::of_body(html);
                if !harm.is_empty() {
                    wrong.push(format!("{family}, in {place}: {payload}\n{harm:?}\n{html}"));
                }
            }
            if !harm::stays_inside(&html, true) {
                wrong.push(format!("{family}, in {place}, gets out: {payload}\n{html}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} times:\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n\n"));
}

#[test]
fn trusted_html_stays_in_its_place_whatever_it_is() {
    for (family, payload) in payloads() {
        for (place, frame) in PLACES {
            let document = rendered(&frame.replace('@', &payload), RawHtml::Trust);
            for scripts in [true, false] {
                let inside = harm::stays_inside(&document.html, scripts);
                assert!(inside, "{family}, in {place}: {payload}\n{}", document.html);
            }
        }
    }
    for body in [
        "<noscript><!-- </noscript></div></article></main> --></noscript>",
        "<noscript><style></noscript></div></article></main></style></noscript>",
        "<noscript></div></article></main></noscript>",
        "<plaintext>",
        "<svg><style>&lt;/style>&lt;/svg>&lt;/div>&lt;/article>&lt;/main></style></svg>",
        "<textarea></div></article></main>",
        "<select><option></div></article></main>",
        "<template></div></article></main></template>",
        "<!-- </div></article></main>",
        "<script>\"</div></article></main>\"",
        "<script><!--<script></script></div></article></main>",
    ] {
        let document = rendered(&format!("{body}\n\n*more*\n"), RawHtml::Trust);
        for scripts in [true, false] {
            assert!(harm::stays_inside(&document.html, scripts), "{body}\n{}", document.html);
        }
    }
}

#[test]
fn what_is_said_of_a_body_is_text() {
    for (_, payload) in payloads() {
        let document = rendered(&format!("{payload}\n\n## {payload}\n\n{payload}\n"), RawHtml::Sanitize);
        let rule = SummaryRule { length: SummaryLength::Chars(60), ending: "…".to_owned(), cut: Cut::Word };
        assert!(summarize(&document.text, &rule).chars().count() <= 60);
        let ids: BTreeSet<_> = document.headings.iter().map(|heading| &heading.id).collect();
        assert_eq!(ids.len(), document.headings.len(), "{payload}");
    }
}
