//! Dates in the layouts of Go's `time` package, as patterns of addresses may have them.

use jiff::civil::{DateTime, Weekday};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/// The English name of a month, from 1.
pub fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default()
}

/// The number of a day, Sunday first.
pub fn weekday_number(day: Weekday) -> i8 {
    day.to_sunday_zero_offset()
}

/// The English name of a day.
pub fn weekday_name(day: Weekday) -> &'static str {
    usize::try_from(weekday_number(day)).ok().and_then(|at| DAYS.get(at)).copied().unwrap_or_default()
}

/// A date in a layout (<https://pkg.go.dev/time#Layout>). `None` where the layout says nothing of a date: then
/// it is no layout.
pub fn format(layout: &str, date: &DateTime) -> Option<String> {
    let mut text = String::new();
    let mut rest = layout;
    let mut found = false;
    'next: while let Some(first) = rest.chars().next() {
        for (component, value) in components(date) {
            // `Jan` begins many words: in a longer one it is text, as `2` in `20` is not.
            if let Some(after) = rest.strip_prefix(component)
                && !(component == "Jan" && after.starts_with(|c: char| c.is_ascii_lowercase()))
            {
                text.push_str(&value);
                rest = after;
                found = true;
                continue 'next;
            }
        }
        text.push(first);
        rest = &rest[first.len_utf8()..];
    }
    found.then_some(text)
}

/// Longer ones first.
fn components(date: &DateTime) -> [(&'static str, String); 18] {
    let hour = date.hour();
    let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
    [
        ("January", month_name(date.month()).to_owned()),
        ("Monday", weekday_name(date.weekday()).to_owned()),
        ("2006", format!("{:04}", date.year())),
        ("002", format!("{:03}", date.day_of_year())),
        ("Jan", month_name(date.month()).chars().take(3).collect()),
        ("Mon", weekday_name(date.weekday()).chars().take(3).collect()),
        ("01", format!("{:02}", date.month())),
        ("02", format!("{:02}", date.day())),
        ("03", format!("{twelve:02}")),
        ("04", format!("{:02}", date.minute())),
        ("05", format!("{:02}", date.second())),
        ("06", format!("{:02}", date.year().rem_euclid(100))),
        ("15", format!("{hour:02}")),
        ("PM", if hour < 12 { "AM" } else { "PM" }.to_owned()),
        ("1", date.month().to_string()),
        ("2", date.day().to_string()),
        ("3", twelve.to_string()),
        ("5", date.second().to_string()),
    ]
}

#[cfg(test)]
mod tests {
    use super::format;
    use jiff::civil::date;

    #[test]
    fn a_layout_is_filled_with_a_date() {
        let date = date(2012, 4, 6).at(3, 1, 59, 0);
        for (layout, text) in [
            ("2006-01-02", "2012-04-06"),
            ("06", "12"),
            ("1", "4"),
            ("2", "6"),
            ("Jan", "Apr"),
            ("January", "April"),
            ("Monday", "Friday"),
            ("002", "097"),
        ] {
            assert_eq!(format(layout, &date).as_deref(), Some(text), "{layout}");
        }
        assert_eq!(format("slug_", &date), None);
    }
}
