//! No file makes the front matter's reader panic, and every place that it names is in the file.
#![no_main]

use std::ops::Range;

use libfuzzer_sys::fuzz_target;
use offprint_markdown::split_front_matter;

fuzz_target!(|source: &str| {
    match split_front_matter(source) {
        Ok(parts) => {
            assert_eq!(source.get(parts.body_offset..), Some(parts.body));
            in_file(source, parts.front_matter.span);
            parts.wrong.iter().for_each(|error| in_file(source, error.span()));
            for text in [parts.front_matter.title, parts.front_matter.slug, parts.front_matter.path] {
                text.into_iter().for_each(|text| in_file(source, text.span));
            }
            for date in [parts.front_matter.date, parts.front_matter.updated] {
                date.into_iter().for_each(|date| in_file(source, date.span));
            }
            parts.front_matter.aliases.into_iter().for_each(|alias| in_file(source, alias.span));
        }
        Err(errors) => {
            assert!(!errors.is_empty(), "an error without a reason");
            errors.iter().for_each(|error| in_file(source, error.span()));
        }
    }
});

/// On character boundaries too, or a report that shows the place would panic.
fn in_file(source: &str, span: Range<usize>) {
    assert!(source.get(span.clone()).is_some(), "{span:?} of {} bytes", source.len());
}
