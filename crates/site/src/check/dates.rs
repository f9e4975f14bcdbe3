use super::titles::at;
use crate::load::Surveyed;
use crate::{Code, Diagnostic};
use jiff::{Timestamp, ToSpan, Zoned};

/// Nobody had a site before: the first page of the web is of 1990.
const FIRST_YEAR: i16 = 1990;

/// Dates that are likely slips: of long ago, of a far future, in the wrong order, or missing.
pub(super) fn check(shown: &[&Surveyed], all: &[Surveyed], now: Timestamp) -> Vec<Diagnostic> {
    // A year that was mistyped keeps a post from being shown.
    let far = now.checked_add((366 * 24).hours()).unwrap_or(now);
    let is_far = |date: &Zoned| date.timestamp() > far;
    let mut findings = Vec::new();
    for file in all {
        let Some(date) = file.page.as_ref().and_then(|page| page.date.as_ref()) else { continue };
        if is_far(date) && !file.front_matter.draft {
            let message = format!("the date is more than a year from now: {}", date.date());
            let help = "a post is not published before its date; mend the year, or write `draft = true`";
            findings.push(at(file, Code::OddDate, message, span(file)).help(help));
        }
    }
    for file in shown {
        let Some(page) = &file.page else { continue };
        if let Some(date) = page.date.as_ref().filter(|date| date.year() < FIRST_YEAR) {
            let message = format!("the date is before the web began: {}", date.date());
            findings.push(at(file, Code::OddDate, message, span(file)).help("mend the year"));
        }
        if let (Some(date), Some(updated)) = (&page.date, &page.updated)
            && updated.date() < date.date()
        {
            let place = file.front_matter.updated.as_ref().map(|updated| updated.span.clone());
            let message =
                format!("it was changed on {}, before it was published on {}", updated.date(), date.date());
            findings
                .push(at(file, Code::UpdatedBeforeDate, message, place).help("mend one of the two dates"));
        }
        if page.is_post && page.date.is_none() {
            let message = "this post has no date: lists show it below all that have one".to_owned();
            findings.push(
                at(file, Code::MissingDate, message, None)
                    .help("add `date = 2026-05-01` to the front matter"),
            );
        }
    }
    findings
}

fn span(file: &Surveyed) -> Option<std::ops::Range<usize>> {
    file.front_matter.date.as_ref().map(|date| date.span.clone())
}
