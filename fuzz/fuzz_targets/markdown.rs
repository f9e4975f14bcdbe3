//! No text makes the renderer panic. What it makes of it, read as a browser reads it, has no script and no handler
//! in it, stays in its container, and is of a length that grows with the text's.
#![no_main]

#[path = "../../tests/payloads/harm.rs"]
mod harm;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use offprint_markdown::{
    Cut, Highlighter, ImageLink, Links, Options, RawHtml, SummaryLength, SummaryRule, render, summarize,
};

static HIGHLIGHTER: LazyLock<Highlighter> = LazyLock::new(Highlighter::new);

struct AsWritten;

impl Links for AsWritten {
    fn link(&self, _: &str) -> Option<String> {
        None
    }

    fn image(&self, src: &str) -> ImageLink {
        ImageLink { src: src.to_owned(), size: None }
    }
}

fuzz_target!(|body: &str| {
    let options = Options::new(&AsWritten, &HIGHLIGHTER);
    let document = render(body, &options);

    let html = &document.html;
    let harm = harm::of_body(html);
    assert!(harm.is_empty(), "{harm:?} in {html}");
    // What a program makes of it that reads it and writes it again.
    let again = harm::read_again(html);
    let harm = harm::of_body(&again);
    assert!(harm.is_empty(), "{harm:?} in {again}, of {html}");
    assert!(harm::stays_inside(html, true), "gets out: {html}");
    // Rows of a table that are too short are filled up, to 262,144 cells in all.
    assert!(html.len() < 2_000 * body.len() + 262_144 * 9 + 10_000, "{} bytes of {}", html.len(), body.len());

    // An author who is trusted may write scripts, and does not get out of the container either.
    let trusted = render(body, &Options { html: RawHtml::Trust, ..options }).html;
    assert!(harm::stays_inside(&trusted, true) && harm::stays_inside(&trusted, false), "gets out: {trusted}");

    let ids: BTreeSet<_> = document.headings.iter().map(|heading| &heading.id).collect();
    assert_eq!(ids.len(), document.headings.len(), "two headings have one address");
    for warning in &document.warnings {
        assert!(body.get(warning.span.clone()).is_some(), "{warning:?}");
    }
    for length in [SummaryLength::Sentence, SummaryLength::Words(5), SummaryLength::Chars(20)] {
        let rule = SummaryRule { length, ending: "…".to_owned(), cut: Cut::Exact };
        let summary = summarize(&document.text, &rule);
        if let SummaryLength::Chars(most) = length {
            assert!(summary.chars().count() <= most, "{summary:?}");
        }
    }
});
