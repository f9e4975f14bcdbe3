use std::ops::Range;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

/// Columns for the number of a line, and for the marks of a cut.
const BESIDE: usize = 10;

/// The text of a file with its long lines cut, and a place in it. A paragraph of Markdown is often one
/// line, and a terminal would break it so that the mark below it points at nothing.
#[derive(Debug)]
pub(crate) struct Listing {
    name: String,
    text: String,
    span: Range<usize>,
    /// The place as an editor names it, both from 1.
    position: (usize, usize),
}

impl Listing {
    /// `span` is in `text`, on the borders of characters; `position` is where it starts; `width` is in
    /// columns.
    pub(crate) fn new(
        name: &str,
        text: &str,
        span: &Range<usize>,
        position: (usize, usize),
        width: usize,
    ) -> Self {
        let mut cut = String::with_capacity(text.len());
        let mut placed = span.clone();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let content = line.trim_end_matches(['\n', '\r']);
            let place = span.start.checked_sub(start).filter(|place| *place < line.len());
            let kept = window(content, place, width.saturating_sub(BESIDE));
            let prefix = if kept.start > 0 { "…" } else { "" };
            for (offset, moved) in [(span.start, &mut placed.start), (span.end, &mut placed.end)] {
                if (start..=start + line.len()).contains(&offset) {
                    *moved =
                        cut.len() + prefix.len() + (offset - start).clamp(kept.start, kept.end) - kept.start;
                }
            }
            cut.push_str(prefix);
            cut.push_str(content.get(kept.clone()).unwrap_or_default());
            cut.push_str(if kept.end < content.len() { "…" } else { "" });
            cut.push_str(&line[content.len()..]);
            start += line.len();
        }
        Self { name: name.to_owned(), text: cut, span: placed, position }
    }

    /// The place in the text that is shown.
    pub(crate) fn span(&self) -> Range<usize> {
        self.span.clone()
    }
}

/// The bytes of a line that are shown in so many columns: all, or those around a place in it, or its start.
fn window(line: &str, place: Option<usize>, columns: usize) -> Range<usize> {
    if line.chars().nth(columns).is_none() {
        return 0..line.len();
    }
    let before = line.get(..place.unwrap_or(0).min(line.len())).unwrap_or_default();
    let skipped = before.chars().count().saturating_sub(columns / 3);
    let at = |number: usize| line.char_indices().nth(number).map_or(line.len(), |(at, _)| at);
    at(skipped)..at(skipped + columns)
}

impl SourceCode for Listing {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let contents = self.text.read_span(span, lines_before, lines_after)?;
        // Without context it is the place itself that is asked for, to name it above the lines. miette
        // counts bytes, editors characters.
        let (line, column) = if (lines_before, lines_after) == (0, 0) {
            (self.position.0.saturating_sub(1), self.position.1.saturating_sub(1))
        } else {
            (contents.line(), contents.column())
        };
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            contents.data(),
            *contents.span(),
            line,
            column,
            contents.line_count(),
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::Listing;

    fn listing(text: &str, place: &str) -> (String, String) {
        let at = text.find(place).expect(place);
        let listing = Listing::new("a.md", text, &(at..at + place.len()), (1, 1), 100);
        let shown = listing.text[listing.span()].to_owned();
        (listing.text, shown)
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        let text = "+++\ntitle = \"Ü\"\r\n+++\n";
        assert_eq!(listing(text, "\"Ü\""), (text.to_owned(), "\"Ü\"".to_owned()));
    }

    #[test]
    fn a_long_line_is_shown_around_the_place() {
        let text = format!("short\n{}<here>{}\nshort\n", "é ".repeat(200), " ö".repeat(200));
        let (cut, shown) = listing(&text, "<here>");
        assert_eq!(shown, "<here>");
        let line = cut.lines().nth(1).expect("the long line");
        assert_eq!(line.chars().count(), 92);
        assert!(line.starts_with('…') && line.ends_with('…'));
        assert_eq!(cut.lines().count(), 3);
    }

    #[test]
    fn a_place_that_is_longer_than_the_line_ends_where_the_line_is_cut() {
        let place = "x".repeat(300);
        let (_, shown) = listing(&format!("a {place} b"), &place);
        assert_eq!(shown.len(), 88);
    }

    #[test]
    fn the_end_of_the_file_is_shown_at_its_last_line() {
        let listing = Listing::new("a.md", "abc\n", &(4..4), (2, 1), 100);
        assert_eq!(listing.span(), 3..3);
        let listing = Listing::new("a.md", "", &(0..0), (1, 1), 100);
        assert_eq!(listing.span(), 0..0);
    }
}
