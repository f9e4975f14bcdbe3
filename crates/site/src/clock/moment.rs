use super::DateFormat;
use super::zones::ZONES;
use jiff::Zoned;
use jiff::civil::{Date, Time};
use jiff::fmt::temporal::Pieces;
use jiff::tz::TimeZone;
use offprint_model::DateStamp;

/// Reads a date or a date with a time: RFC 3339, RFC 9557, and what people write instead (a space for
/// the `T`, another before the offset). Without a zone it is a time of the site's zone, without a time
/// its midnight.
pub(crate) fn moment(text: &str, site_zone: &TimeZone) -> Option<Zoned> {
    let text = text.trim();
    // `2015-02-26 15:06:00 -0800`: the parser wants the offset right behind the time.
    let joined =
        text.rsplit_once(' ').filter(|(_, offset)| offset.starts_with(['+', '-'])).map(|(head, offset)| {
            let tail = if offset.len() == 5 {
                format!("{}:{}", offset.get(..3)?, offset.get(3..)?)
            } else {
                offset.into()
            };
            Some(format!("{}{tail}", head.trim_end()))
        });
    let joined = joined.flatten();
    let pieces = Pieces::parse(joined.as_deref().unwrap_or(text)).ok()?;
    // Outside these years RFC 3339 has no text for a date.
    if !(1..=9999).contains(&pieces.date().year()) {
        return None;
    }
    let zone = match pieces.to_time_zone_with(&ZONES) {
        Ok(Some(zone)) => zone,
        Ok(None) => pieces.to_numeric_offset().map_or_else(|| site_zone.clone(), TimeZone::fixed),
        Err(_) => return None,
    };
    let civil = pieces.date().to_datetime(pieces.time().unwrap_or(Time::midnight()));
    civil.to_zoned(zone).ok()
}

/// A moment with every text that readers see of it.
pub(crate) fn stamp(moment: &Zoned, formats: &[DateFormat]) -> DateStamp {
    DateStamp {
        at: moment.timestamp().as_second(),
        iso: moment.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        text: formats.iter().map(|format| format.text(moment)).collect(),
    }
}

/// The date that a file's name starts with, and the rest of the name: `2026-05-01-a-walk`. The date is
/// `Err` with its text where it looks like one and is none: `2026-02-30-a-walk`.
pub(crate) fn date_in_name(name: &str) -> Option<(Result<Date, &str>, &str)> {
    let text = name.get(..10)?;
    let rest = name.get(10..)?.strip_prefix(['-', '_', ' '])?;
    if rest.is_empty() || !looks_like_date(text, b'-') {
        return None;
    }
    Some((text.parse().map_err(|_| text), rest))
}

/// The date in a path: three segments of it in a row, `2014/10/30`. `Err` as in [`date_in_name`].
pub(crate) fn date_in_path(path: &str) -> Option<Result<Date, &str>> {
    let starts = path.match_indices('/').map(|(slash, _)| slash + 1);
    let text = std::iter::once(0)
        .chain(starts)
        .filter_map(|start| path.get(start..start + 11))
        .find(|text| text.ends_with('/') && looks_like_date(text, b'/'))?;
    let text = text.get(..10)?;
    Some(text.replace('/', "-").parse().map_err(|_| text))
}

fn looks_like_date(text: &str, separator: u8) -> bool {
    text.bytes().take(10).enumerate().all(|(place, byte)| match place {
        4 | 7 => byte == separator,
        _ => byte.is_ascii_digit(),
    })
}

#[cfg(test)]
mod tests {
    use super::{date_in_name, date_in_path, moment, stamp};
    use crate::clock::DateFormat;
    use jiff::civil::date;
    use jiff::tz::TimeZone;

    fn iso(text: &str) -> Option<String> {
        let zone = TimeZone::get("Asia/Kolkata").expect("a zone");
        moment(text, &zone).map(|moment| stamp(&moment, &[DateFormat::long()]).iso)
    }

    #[test]
    fn a_date_without_a_zone_is_midnight_where_the_site_lives() {
        assert_eq!(iso("2026-05-01").as_deref(), Some("2026-05-01T00:00:00+05:30"));
        assert_eq!(iso("2026-05-01T10:20").as_deref(), Some("2026-05-01T10:20:00+05:30"));
        assert_eq!(iso("2026-05-01 10:20:30").as_deref(), Some("2026-05-01T10:20:30+05:30"));
    }

    #[test]
    fn a_zone_that_the_author_wrote_is_kept() {
        assert_eq!(iso("2026-05-01T10:20:30Z").as_deref(), Some("2026-05-01T10:20:30+00:00"));
        assert_eq!(iso("2026-05-01T10:20:30-08:00").as_deref(), Some("2026-05-01T10:20:30-08:00"));
        assert_eq!(iso("2015-02-26 15:06:00 -0800").as_deref(), Some("2015-02-26T15:06:00-08:00"));
        assert_eq!(iso("2026-05-01T10:20[Europe/Berlin]").as_deref(), Some("2026-05-01T10:20:00+02:00"));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "2026-02-30",
            "yesterday",
            "2026",
            "01.05.2026",
            "2026-05-01T25:00",
            "-000001-01-01",
            "é",
            " +0",
        ] {
            assert_eq!(iso(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_stands_in_front_of_a_name() {
        assert_eq!(date_in_name("2026-05-01-a-walk"), Some((Ok(date(2026, 5, 1)), "a-walk")));
        assert_eq!(date_in_name("2026-02-30-a-walk"), Some((Err("2026-02-30"), "a-walk")));
        assert_eq!(date_in_name("2026-05-01"), None);
        assert_eq!(date_in_name("2026-05-0日本"), None);
        assert_eq!(date_in_name("a-walk"), None);
    }

    #[test]
    fn a_date_stands_in_a_path() {
        assert_eq!(date_in_path("2014/10/30/Stability"), Some(Ok(date(2014, 10, 30))));
        assert_eq!(date_in_path("/2014/10/30/Stability"), Some(Ok(date(2014, 10, 30))));
        assert_eq!(date_in_path("inside/2014/10/30/x"), Some(Ok(date(2014, 10, 30))));
        assert_eq!(date_in_path("2014/13/30/x"), Some(Err("2014/13/30")));
        assert_eq!(date_in_path("2014/10/30"), None);
        assert_eq!(date_in_path("日本/語/10/30/x"), None);
    }
}
