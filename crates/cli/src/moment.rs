use std::env;
use std::num::ParseIntError;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// What packagers set for builds that give the same bytes again: seconds since 1970-01-01T00:00:00Z.
/// See <https://reproducible-builds.org/specs/source-date-epoch/>.
const SOURCE_DATE_EPOCH: &str = "SOURCE_DATE_EPOCH";

#[derive(Debug, thiserror::Error)]
pub(crate) enum MomentError {
    #[error("expected a moment such as 2026-12-24T18:00:00Z or a date such as 2026-12-24")]
    Text,
    #[error("`{SOURCE_DATE_EPOCH}` is `{value}`: expected seconds since 1970 as a whole number")]
    Epoch { value: String, source: ParseIntError },
    #[error("`{SOURCE_DATE_EPOCH}` is `{value}`, which is no moment of the years -9999 to 9999")]
    EpochRange { value: String, source: jiff::Error },
}

/// A moment as an author writes it on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    /// RFC 3339: the same everywhere.
    Instant(Timestamp),
    /// The midnight at which a day begins where the site lives.
    Day(Date),
}

impl Moment {
    pub(crate) fn instant(self, zone: &TimeZone) -> Result<Timestamp, MomentError> {
        match self {
            Self::Instant(instant) => Ok(instant),
            Self::Day(date) => date
                .to_zoned(zone.clone())
                .map(|midnight| midnight.timestamp())
                .map_err(|_| MomentError::Text),
        }
    }
}

impl FromStr for Moment {
    type Err = MomentError;

    fn from_str(text: &str) -> Result<Self, MomentError> {
        if let Ok(instant) = text.parse() {
            return Ok(Self::Instant(instant));
        }
        // Jiff would read the date of `2026-12-24T18:00` and forget its time.
        if text.len() > "2026-12-24".len() {
            return Err(MomentError::Text);
        }
        text.parse().map(Self::Day).map_err(|_| MomentError::Text)
    }
}

/// The moment of a command that was not given one: `SOURCE_DATE_EPOCH`, else the clock.
pub(crate) fn now() -> Result<Timestamp, MomentError> {
    match env::var(SOURCE_DATE_EPOCH) {
        Ok(value) if !value.trim().is_empty() => from_epoch(value.trim()),
        _ => Ok(Timestamp::now()),
    }
}

fn from_epoch(value: &str) -> Result<Timestamp, MomentError> {
    let seconds = value.parse().map_err(|source| MomentError::Epoch { value: value.to_owned(), source })?;
    Timestamp::from_second(seconds)
        .map_err(|source| MomentError::EpochRange { value: value.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use super::{Moment, from_epoch};
    use jiff::tz::{TimeZone, offset};

    #[test]
    fn a_moment_is_rfc_3339_or_the_start_of_a_day_where_the_site_lives() {
        let zone = TimeZone::fixed(offset(-5));
        let at = |text: &str| {
            let moment = text.parse::<Moment>().ok()?;
            moment.instant(&zone).ok().map(|instant| instant.to_string())
        };
        assert_eq!(at("2026-12-24T18:00:00Z").as_deref(), Some("2026-12-24T18:00:00Z"));
        assert_eq!(at("2026-12-24T18:00:00+01:00").as_deref(), Some("2026-12-24T17:00:00Z"));
        assert_eq!(at("2026-12-24").as_deref(), Some("2026-12-24T05:00:00Z"));
        for text in ["", "2026-12-24T18:00:00", "2026-02-30", "yesterday", "1767225600"] {
            assert_eq!(at(text), None, "{text}");
        }
    }

    #[test]
    fn source_date_epoch_is_seconds() {
        assert_eq!(from_epoch("0").expect("valid").to_string(), "1970-01-01T00:00:00Z");
        assert!(from_epoch("soon").is_err());
        assert!(from_epoch("99999999999999").is_err());
    }
}
