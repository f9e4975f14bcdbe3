//! No text makes the renderer panic, and what it makes of raw HTML has no script in it.
#![no_main]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use offprint_markdown::{
    Cut, Highlighter, ImageLink, Links, Options, SummaryLength, SummaryRule, render, summarize,
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

    let html = document.html.to_ascii_lowercase();
    for forbidden in ["<script", "<style", "<iframe", "<object", "<base"] {
        assert!(!html.contains(forbidden), "{forbidden} in {html}");
    }
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
