//! Dates as Ruby reads them (`Time.parse`), and the zone in which Jekyll takes an address's day from them.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};

/// The zone of `timezone`; UTC where nothing is said, as a build machine's clock mostly is.
pub(super) fn zone(name: Option<&str>) -> TimeZone {
    name.and_then(|name| TimeZone::get(name.trim()).ok()).unwrap_or(TimeZone::UTC)
}

/// A date with or without time and zone, as it stands in front matter, in a zone: an address shows the day that
/// it is there. YAML dates without a zone are UTC when they have a time (so says YAML, and Ruby's parser with it).
pub(super) fn moment(text: &str, zone: &TimeZone) -> Option<Zoned> {
    let text = text.trim().trim_matches(['"', '\'']);
    if let Ok(seconds) = text.parse::<i64>()
        && text.len() >= 9
    {
        return Some(Timestamp::from_second(seconds).ok()?.to_zoned(zone.clone()));
    }
    let (date, rest) = leading_date(text)?;
    let rest = rest.trim_start_matches(['T', 't', ' ', ',']);
    let (time, rest) = leading_time(rest);
    let offset = offset(rest.trim());
    let civil = DateTime::from_parts(date, time.unwrap_or(Time::midnight()));
    match offset {
        Some(offset) => Some(offset.to_timestamp(civil).ok()?.to_zoned(zone.clone())),
        None if time.is_some() && rest.trim().is_empty() && has_seconds(text) => {
            civil.to_zoned(TimeZone::UTC).ok().map(|moment| moment.with_time_zone(zone.clone()))
        }
        None => civil.to_zoned(zone.clone()).ok(),
    }
}

/// Whether YAML takes it for a moment (`2013-05-06 02:12:52`), and not for text that Ruby reads later.
fn has_seconds(text: &str) -> bool {
    text.bytes().filter(|byte| *byte == b':').count() == 2
        && text.split('-').next().is_some_and(|year| year.len() == 4)
}

/// The date of a file name, midnight in the site's zone: `2013-5-6`, `13-05-06`.
pub(super) fn of_file_name(text: &str, zone: &TimeZone) -> Option<Zoned> {
    let (date, rest) = leading_date(text)?;
    rest.is_empty().then(|| date.to_zoned(zone.clone()).ok()).flatten()
}

/// A date at the start of a text, and what follows.
fn leading_date(text: &str) -> Option<(Date, &str)> {
    let mut numbers = [0i16; 3];
    let mut rest = text;
    let mut sign = None;
    for (at, number) in numbers.iter_mut().enumerate() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > if at == 0 { 4 } else { 2 } {
            return worded_date(text);
        }
        *number = rest[..digits].parse().ok()?;
        if at == 0 && digits <= 2 {
            // Ruby's reading of years of two digits.
            *number += if *number >= 69 { 1900 } else { 2000 };
        }
        rest = &rest[digits..];
        if at < 2 {
            let separator = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
            if sign.is_some_and(|sign| sign != separator) {
                return None;
            }
            sign = Some(separator);
            rest = &rest[1..];
        }
    }
    let [year, month, day] = numbers;
    Some((Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?, rest))
}

/// `May 6, 2013`, `6 May 2013`, `Mon, 6 May 2013`.
fn worded_date(text: &str) -> Option<(Date, &str)> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let (mut year, mut month, mut day) = (None, None, None);
    let mut end = 0;
    for word in text.split([' ', ',']) {
        if year.is_some() && month.is_some() && day.is_some() {
            break;
        }
        let start = end;
        end = (start + word.len() + 1).min(text.len());
        let lower = word.to_ascii_lowercase();
        if let Some(number) = MONTHS.iter().position(|name| lower.starts_with(name)) {
            month = i8::try_from(number + 1).ok();
        } else if let Ok(number) = lower.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<i16>() {
            if number > 31 { year = Some(number) } else { day = i8::try_from(number).ok() }
        }
    }
    Some((Date::new(year?, month?, day?).ok()?, text.get(end..).unwrap_or_default()))
}

/// `02:12:52.5`, `2:12`, `2:12 pm` at the start of a text, and what follows.
fn leading_time(text: &str) -> (Option<Time>, &str) {
    let length = text.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.')).count();
    let mut parts = text[..length].split(':');
    let mut number = |most: i8| -> Option<i8> {
        let part = parts.next()?;
        let part = part.split('.').next()?;
        part.parse::<i8>().ok().filter(|number| *number <= most)
    };
    let (Some(hour), Some(minute)) = (number(24), number(59)) else { return (None, text) };
    let second = number(60).unwrap_or(0).min(59);
    let mut rest = &text[length..];
    let mut hour = hour % 24;
    let half = rest.trim_start().get(..2).map(str::to_ascii_lowercase);
    if let Some(half @ ("am" | "pm")) = half.as_deref() {
        hour = hour % 12 + if half == "pm" { 12 } else { 0 };
        rest = &rest.trim_start()[2..];
    }
    (Time::new(hour, minute, second, 0).ok(), rest)
}

/// `Z`, `UTC`, `+0200`, `+02:00`, `-7`, `EST` at the start of a text.
fn offset(text: &str) -> Option<Offset> {
    let zone = text.split_whitespace().next()?;
    let named = match zone.to_ascii_uppercase().as_str() {
        "Z" | "UTC" | "GMT" => Some(0),
        "EST" | "CDT" => Some(-5),
        "EDT" => Some(-4),
        "CST" | "MDT" => Some(-6),
        "MST" | "PDT" => Some(-7),
        "PST" => Some(-8),
        "CET" | "BST" | "MEZ" => Some(1),
        "CEST" | "EET" | "MESZ" => Some(2),
        "EEST" | "MSK" => Some(3),
        "JST" => Some(9),
        _ => None,
    };
    if let Some(hours) = named {
        return Offset::from_hours(hours).ok();
    }
    let sign = match zone.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let digits: String = zone[1..].chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.parse::<i32>().ok()?, 0),
        4 => (digits[..2].parse::<i32>().ok()?, digits[2..].parse::<i32>().ok()?),
        _ => return None,
    };
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

#[cfg(test)]
mod tests {
    use super::{moment, of_file_name, zone};

    #[test]
    fn dates_are_read_as_ruby_reads_them() {
        let zone = zone(Some("America/Los_Angeles"));
        for (text, expected) in [
            ("2013-05-06 02:12:52 +0200", "2013-05-05T17:12:52-07:00"),
            ("2013-05-06 02:12:52 -0700", "2013-05-06T02:12:52-07:00"),
            ("2013-05-06", "2013-05-06T00:00:00-07:00"),
            ("2013-05-06T10:20:30Z", "2013-05-06T03:20:30-07:00"),
            ("2013-05-06 2:12 PM PST", "2013-05-06T15:12:00-07:00"),
            ("May 6, 2013", "2013-05-06T00:00:00-07:00"),
            ("Mon, 06 May 2013 10:00:00 +0000", "2013-05-06T03:00:00-07:00"),
            // Known from SafeYAML's `TIME_MATCHER`: with seconds it is a YAML time, which is UTC.
            ("2013-05-06 02:12:52", "2013-05-05T19:12:52-07:00"),
            ("2013-05-06 02:12", "2013-05-06T02:12:00-07:00"),
            ("2013/5/6", "2013-05-06T00:00:00-07:00"),
        ] {
            let read = moment(text, &zone).unwrap();
            assert_eq!(read.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(), expected, "{text}");
        }
        assert!(moment("soon", &zone).is_none());
    }

    #[test]
    fn years_of_two_digits_in_file_names_are_of_this_century_or_the_last() {
        let zone = zone(None);
        assert_eq!(of_file_name("13-5-6", &zone).unwrap().strftime("%F").to_string(), "2013-05-06");
        assert_eq!(of_file_name("99-12-31", &zone).unwrap().strftime("%F").to_string(), "1999-12-31");
        assert!(of_file_name("2013-13-01", &zone).is_none());
    }
}
