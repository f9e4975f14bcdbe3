use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use offprint_import::Imported;
use offprint_site::{Checked, Diagnostic, Report, Severity};

/// `1 page`, `2 pages`, `1,204 files`.
fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(number as u64))
}

/// `3 errors and 1 warning in 2 files`.
pub(crate) fn count_line(diagnostics: &[Diagnostic]) -> String {
    let of = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let (errors, warnings, advice) = (of(Severity::Error), of(Severity::Warning), of(Severity::Advice));
    let files: BTreeSet<&str> = diagnostics.iter().map(|diagnostic| diagnostic.path.as_str()).collect();
    let advice = (advice > 0).then(|| match advice {
        1 => "1 piece of advice".to_owned(),
        _ => format!("{} pieces of advice", grouped(advice as u64)),
    });
    let counts = [(errors, "error"), (warnings, "warning")].into_iter().filter(|(number, _)| *number > 0);
    let mut counts: Vec<String> = counts.map(|(number, noun)| counted(number, noun)).chain(advice).collect();
    let last = counts.pop().unwrap_or_else(|| counted(0, "error"));
    let what = if counts.is_empty() { last } else { format!("{} and {last}", counts.join(", ")) };
    format!("{what} in {}", counted(files.len(), "file"))
}

/// `Built 823 pages in 0.92 s: 14.2 MB in 1,204 files, 12 of them new or changed`.
pub(crate) fn build_line(report: &Report, took: Duration) -> String {
    format!("Built {} {}", counted(report.pages, "page"), output(report, took))
}

/// The same, and where the files are.
pub(crate) fn build_line_with_folder(report: &Report, took: Duration, folder: &Path) -> String {
    let folder = folder.strip_prefix(".").unwrap_or(folder);
    format!("{}, in {}", build_line(report, took), folder.display())
}

/// `Wrote the index of 750 posts in 0.31 s: 412 kB in 5 files, 2 of them new or changed`.
pub(crate) fn index_line(report: &Report, took: Duration) -> String {
    format!("Wrote the index of {} {}", counted(report.posts, "post"), output(report, took))
}

/// What an import came to, a line for each sum.
pub(crate) fn import_lines(imported: &Imported, took: Duration, to: &str) -> String {
    let (report, totals) = (&imported.report, &imported.report.totals);
    let of = |kept: usize, before: usize| {
        if kept == before {
            grouped(before as u64)
        } else {
            format!("{} of {}", grouped(kept as u64), grouped(before as u64))
        }
    };
    let shares = totals
        .kept
        .shares()
        .map(|(name, share)| format!("  {name:<14}{} ({})", of(share.kept, share.before), share.percent()));
    let mut lines = vec![
        format!(
            "Imported {} and {} into {to} in {:.2} s: {} new or changed",
            counted(totals.posts_after, "post"),
            counted(totals.pages_after, "page"),
            took.as_secs_f64(),
            counted(imported.written, "file"),
        ),
        String::new(),
        format!("  {:<14}{}", "posts", of(totals.posts_after, totals.posts_before)),
        format!("  {:<14}{}", "pages", of(totals.pages_after, totals.pages_before)),
        format!("  {:<14}{}", "old addresses", of(totals.answered, totals.addresses)),
    ];
    lines.extend(shares);
    lines.push(String::new());
    lines.push(match report.findings.len() {
        0 => "Everything was carried over.".to_owned(),
        count => format!("{} to look at, in the report.", counted(count, "finding")),
    });
    lines.join("\n")
}

/// `Checked 750 pages and 4,213 links in 1.20 s: nothing to mend`.
pub(crate) fn check_line(checked: &Checked, took: Duration) -> String {
    let (pages, links) = (counted(checked.pages, "page"), counted(checked.links, "link"));
    let took = took.as_secs_f64();
    match checked.findings.is_empty() {
        _ if checked.cut_short => {
            format!("Checked {pages} in {took:.2} s; links are followed once the errors are mended")
        }
        true => format!("Checked {pages} and {links} in {took:.2} s: nothing to mend"),
        false => format!("Checked {pages} and {links} in {took:.2} s"),
    }
}

fn output(report: &Report, took: Duration) -> String {
    format!(
        "in {:.2} s: {} in {}, {} of them new or changed",
        took.as_secs_f64(),
        size(report.bytes),
        counted(report.files, "file"),
        grouped(report.written as u64),
    )
}

/// Bytes with three significant digits: `812 bytes`, `14.2 MB`. A kB is 1,000 bytes.
fn size(bytes: u64) -> String {
    if bytes < 1000 {
        return counted(usize::try_from(bytes).unwrap_or(usize::MAX), "byte");
    }
    let mut value = bytes as f64 / 1000.0;
    let mut unit = "kB";
    for larger in ["MB", "GB", "TB"] {
        // 999.5 would be shown as 1000.
        if value < 999.5 {
            break;
        }
        value /= 1000.0;
        unit = larger;
    }
    let decimals = match value {
        value if value < 9.995 => 2,
        value if value < 99.95 => 1,
        _ => 0,
    };
    format!("{value:.decimals$} {unit}")
}

/// A number with a comma between its thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{counted, grouped, size};

    #[test]
    fn numbers_are_easy_to_read() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(14_212_345), "14,212,345");
        assert_eq!(counted(1, "page"), "1 page");
        assert_eq!(counted(1204, "file"), "1,204 files");
    }

    #[test]
    fn sizes_have_three_digits() {
        assert_eq!(size(1), "1 byte");
        assert_eq!(size(999), "999 bytes");
        assert_eq!(size(1_000), "1.00 kB");
        assert_eq!(size(99_960), "100 kB");
        assert_eq!(size(999_700), "1.00 MB");
        assert_eq!(size(14_212_345), "14.2 MB");
    }
}
