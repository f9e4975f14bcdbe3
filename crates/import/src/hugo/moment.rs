//! Dates as Hugo reads them: with a zone or in the site's, in whichever of many shapes.

use jiff::civil::{Date, DateTime};
use jiff::fmt::strtime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// A date as it was written, and when that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// As a clock showed it where it was written: what addresses are made of.
    pub clock: DateTime,
    /// When.
    pub timestamp: Timestamp,
    /// In new front matter: a date, or RFC 3339.
    pub written: String,
}

/// Shapes of `cast.ToTime` that are not ISO 8601's.
const SHAPES: [&str; 15] = [
    "%Y-%m-%dT%H:%M:%S%z",
    "%a, %d %b %Y %H:%M:%S %z",
    "%a, %d %b %Y %H:%M:%S",
    "%a %b %e %H:%M:%S %Y",
    "%d %b %Y %H:%M:%S %z",
    "%d %b %Y %H:%M",
    "%Y-%m-%d %H:%M:%S %z",
    "%Y-%m-%d %H:%M:%S%z",
    "%Y-%m-%d %H:%M %z",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%d %H:%M",
    "%d %b %Y",
    "%b %d, %Y",
    "%B %d, %Y",
];

impl Moment {
    /// What a text says, in the site's zone if it names none.
    pub fn read(text: &str, zone: &TimeZone) -> Option<Self> {
        let text = text.trim();
        // `2015-01-12 08:00:00 +0000 UTC` is how Go prints a time.
        let text = text.strip_suffix(" UTC").filter(|rest| rest.contains([' ', 'T'])).unwrap_or(text);
        if let Ok(day) = text.parse::<Date>()
            && text.len() <= 10
        {
            return Self::at(day.at(0, 0, 0, 0), zone, text.to_owned());
        }
        if let Ok(timestamp) = text.parse::<Timestamp>() {
            let offset = jiff::fmt::temporal::Pieces::parse(text).ok()?.to_numeric_offset()?;
            let zoned = timestamp.to_zoned(offset.to_time_zone());
            return Some(Self::of(&zoned));
        }
        if let Ok(clock) = text.parse::<DateTime>() {
            return Self::at(clock, zone, clock.to_string());
        }
        for shape in SHAPES {
            let Ok(parsed) = strtime::parse(shape, text) else { continue };
            if let Some(offset) = parsed.offset()
                && let Ok(clock) = parsed.to_datetime()
            {
                return clock.to_zoned(offset.to_time_zone()).ok().map(|zoned| Self::of(&zoned));
            }
            if let Ok(clock) = parsed.to_datetime() {
                return Self::at(clock, zone, clock.to_string());
            }
            if let Ok(day) = parsed.to_date() {
                return Self::at(day.at(0, 0, 0, 0), zone, day.to_string());
            }
        }
        None
    }

    /// The date at the start of a file's name, and what comes after it (`dateAndSlugFromBaseFilename`).
    pub fn in_name(name: &str, zone: &TimeZone) -> Option<(Self, String)> {
        let rest = |at: usize| name.get(at..).map(|rest| rest.trim_matches([' ', '-', '_']).to_owned());
        let day = name.get(..10)?;
        if let Some(time) = name.get(11..19) {
            let text = format!("{day}T{}", time.replace('-', ":"));
            if let Some(moment) = text.parse::<DateTime>().ok().and_then(|_| Self::read(&text, zone)) {
                return Some((moment, rest(19)?));
            }
        }
        let moment = Self::read(day, zone)?;
        Some((moment, rest(10)?))
    }

    fn at(clock: DateTime, zone: &TimeZone, written: String) -> Option<Self> {
        let timestamp = zone.to_zoned(clock).ok()?.timestamp();
        Some(Self { clock, timestamp, written })
    }

    fn of(zoned: &Zoned) -> Self {
        let written = zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
        Self { clock: zoned.datetime(), timestamp: zoned.timestamp(), written }
    }

    /// As a value of new front matter.
    pub fn to_toml(&self) -> toml::Value {
        self.written.parse().map_or_else(|_| toml::Value::String(self.written.clone()), toml::Value::Datetime)
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;
    use jiff::tz::TimeZone;

    #[test]
    fn a_date_is_read_in_whichever_shape() {
        let zone = TimeZone::get("Europe/Berlin").expect("a zone");
        for (text, clock, utc) in [
            ("2020-07-01", "2020-07-01T00:00:00", "2020-06-30T22:00:00Z"),
            ("2020-07-01T10:00:00", "2020-07-01T10:00:00", "2020-07-01T08:00:00Z"),
            ("2020-07-01 10:00:00", "2020-07-01T10:00:00", "2020-07-01T08:00:00Z"),
            ("2020-07-01T23:30:00-07:00", "2020-07-01T23:30:00", "2020-07-02T06:30:00Z"),
            ("2020-07-01T23:30:00Z", "2020-07-01T23:30:00", "2020-07-01T23:30:00Z"),
            ("2020-07-01 23:30:00 +0200", "2020-07-01T23:30:00", "2020-07-01T21:30:00Z"),
            ("2015-01-12 08:00:00 +0000 UTC", "2015-01-12T08:00:00", "2015-01-12T08:00:00Z"),
            ("Mon, 02 Jan 2006 15:04:05 +0000", "2006-01-02T15:04:05", "2006-01-02T15:04:05Z"),
            ("2020-07-01T23:30:00+0200", "2020-07-01T23:30:00", "2020-07-01T21:30:00Z"),
            ("02 Jan 2006", "2006-01-02T00:00:00", "2006-01-01T23:00:00Z"),
            ("2020-07-01 10:00", "2020-07-01T10:00:00", "2020-07-01T08:00:00Z"),
        ] {
            let moment = Moment::read(text, &zone).expect(text);
            assert_eq!(moment.clock.to_string(), clock, "{text}");
            assert_eq!(moment.timestamp.to_string(), utc, "{text}");
            assert!(moment.written.parse::<toml::value::Datetime>().is_ok(), "{text}: {}", moment.written);
        }
        assert_eq!(Moment::read("soon", &zone), None);
    }

    /// From Hugo's `resources/page/pagemeta/page_frontmatter_test.go`.
    #[test]
    fn a_file_name_can_begin_with_a_date() {
        for (name, clock, slug) in [
            ("2012-09-12-page", "2012-09-12T00:00:00", "page"),
            ("2012-09-12_a-page", "2012-09-12T00:00:00", "a-page"),
            ("2012-09-12", "2012-09-12T00:00:00", ""),
            ("2012-09-12-17-45-30-page", "2012-09-12T17:45:30", "page"),
        ] {
            let (moment, rest) = Moment::in_name(name, &TimeZone::UTC).expect(name);
            assert_eq!((moment.clock.to_string().as_str(), rest.as_str()), (clock, slug));
        }
        assert_eq!(Moment::in_name("aPage", &TimeZone::UTC), None);
        assert_eq!(Moment::in_name("page-2012-09-12", &TimeZone::UTC), None);
    }
}
