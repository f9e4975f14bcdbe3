use jiff::tz::{TimeZone, TimeZoneDatabase};
use std::sync::LazyLock;

/// The time zones that come with this program: a machine's own could make the same site differ elsewhere.
pub(super) static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// A zone by its name in the IANA database.
pub(crate) fn zone(name: &str) -> Option<TimeZone> {
    ZONES.get(name).ok()
}

/// The names of all zones.
pub(crate) fn zone_names() -> Vec<String> {
    ZONES.available().map(|name| name.to_string()).collect()
}
