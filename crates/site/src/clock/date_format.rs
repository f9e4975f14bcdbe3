use jiff::Zoned;
use jiff::civil::{Date, date};
use jiff::fmt::strtime;

/// How a date is shown to readers.
///
/// An author writes an example ("April 28, 2026", "Nov 9, 2025", "28 April 2026", "28.4.2026",
/// "2026-04-28"), `iso`, or a pattern in `strftime`'s language. Names of months and days are English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateFormat {
    written: String,
    pattern: String,
}

/// What examples can look like, most telling first: "May 5, 2026" is read as a full name.
const EXAMPLES: [&str; 10] = [
    "%B %-d, %Y",
    "%b %-d, %Y",
    "%-d %B %Y",
    "%-d %b %Y",
    "%B %Y",
    "%b %Y",
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%d/%m/%Y",
    "%-d.%-m.%Y",
];

/// Directives that give a name, and so a language.
const NAMES: [char; 12] = ['A', 'a', 'B', 'b', 'h', 'P', 'p', 'c', 'r', 'x', 'X', 'v'];

impl DateFormat {
    /// "April 28, 2026".
    pub fn long() -> Self {
        Self { written: "April 28, 2026".to_owned(), pattern: "%B %-d, %Y".to_owned() }
    }

    /// "2026-04-28".
    pub fn iso() -> Self {
        Self { written: "iso".to_owned(), pattern: "%Y-%m-%d".to_owned() }
    }

    /// The format that a text stands for: an example, `iso`, or a pattern. `None` if it is none of them.
    pub fn parse(written: &str) -> Option<Self> {
        let text = written.trim();
        let pattern = if text.eq_ignore_ascii_case("iso") {
            "%Y-%m-%d".to_owned()
        } else if text.contains('%') {
            text.to_owned()
        } else {
            (*EXAMPLES.iter().find(|pattern| is_example(pattern, text))?).to_owned()
        };
        let format = Self { written: written.to_owned(), pattern };
        // The formatter reports an unknown directive only when it is used.
        let sample = date(2026, 4, 28).at(0, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).ok()?;
        strtime::format(&format.pattern, &sample).ok()?;
        Some(format)
    }

    /// As the author wrote it.
    pub fn as_written(&self) -> &str {
        &self.written
    }

    /// Whether it shows a name of a month or day, which is known in English only.
    pub fn has_names(&self) -> bool {
        let mut after_percent = false;
        self.pattern.chars().any(|character| {
            let directive = after_percent && NAMES.contains(&character);
            // Flags and widths (`%-d`, `%^B`, `%10B`) stand between the percent sign and its letter.
            after_percent =
                if after_percent { "-_0^#123456789".contains(character) } else { character == '%' };
            directive
        })
    }

    /// Whether two formats show every date alike.
    pub fn same_as(&self, other: &Self) -> bool {
        self.pattern == other.pattern
    }

    /// A date as text.
    pub fn text(&self, moment: &Zoned) -> String {
        strtime::format(&self.pattern, moment).unwrap_or_else(|_| moment.date().to_string())
    }
}

/// Whether a pattern gives back exactly this text for the date that it reads in it.
fn is_example(pattern: &str, text: &str) -> bool {
    let Ok(mut parsed) = strtime::parse(pattern, text) else { return false };
    if parsed.day().is_none() && parsed.set_day(Some(1)).is_err() {
        return false;
    }
    let read: Option<Date> = parsed.to_date().ok();
    read.is_some_and(|read| {
        strtime::format(pattern, read).is_ok_and(|shown| shown.eq_ignore_ascii_case(text))
    })
}

#[cfg(test)]
mod tests {
    use super::DateFormat;
    use jiff::{civil::date, tz::TimeZone};

    #[test]
    fn a_format_is_an_example_or_a_pattern() {
        let day = date(2026, 2, 3).at(0, 0, 0, 0).to_zoned(TimeZone::UTC).expect("a day");
        for (written, shown) in [
            ("April 28, 2026", "February 3, 2026"),
            ("Nov 9, 2025", "Feb 3, 2026"),
            ("May 5, 2026", "February 3, 2026"),
            ("28 April 2026", "3 February 2026"),
            ("April 2026", "February 2026"),
            ("2026-04-28", "2026-02-03"),
            ("iso", "2026-02-03"),
            ("ISO", "2026-02-03"),
            ("28.4.2026", "3.2.2026"),
            ("%d.%m.%Y", "03.02.2026"),
            ("%A, %e %B", "Tuesday,  3 February"),
        ] {
            let format = DateFormat::parse(written).expect(written);
            assert_eq!(format.text(&day), shown, "{written}");
        }
    }

    #[test]
    fn what_is_neither_is_refused() {
        for written in ["", "long", "28 Aprile 2026", "%", "%!", "2026-02-30"] {
            assert_eq!(DateFormat::parse(written), None, "{written}");
        }
    }

    #[test]
    fn names_are_noticed() {
        assert!(DateFormat::long().has_names());
        assert!(DateFormat::parse("%^b %Y").expect("valid").has_names());
        assert!(!DateFormat::iso().has_names());
        assert!(!DateFormat::parse("%dB%%B").expect("valid").has_names());
    }
}
