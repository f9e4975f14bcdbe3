use super::ConfigError;
use super::search::flag;
use super::table::{Findings, Table, Value, wrong};
use toml::de::DeValue;

/// What readers' devices keep for reading offline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfflineConfig {
    /// Whether they keep anything.
    pub enabled: bool,
    /// Most bytes of pages that a device keeps because they were visited.
    pub visited: u64,
}

impl Default for OfflineConfig {
    fn default() -> Self {
        Self { enabled: true, visited: 10_000_000 }
    }
}

/// Decimal units, as those of disks and downloads are.
const UNITS: [(&str, f64); 4] = [("B", 1.0), ("kB", 1e3), ("MB", 1e6), ("GB", 1e9)];

/// The largest whole number that a script can count to: 9 PB.
const MOST: f64 = 9_007_199_254_740_991.0;

impl OfflineConfig {
    /// `[offline]`, or `offline = false`.
    pub(super) fn read(file: &mut Table<'_>, findings: &mut Findings) -> Self {
        let default = Self::default();
        let Some(value) = file.take("offline") else { return default };
        match value.get_ref() {
            DeValue::Boolean(enabled) => Self { enabled: *enabled, ..default },
            DeValue::Table(table) => {
                let mut table = Table::new("offline", table);
                let enabled =
                    table.take("enabled").and_then(|value| flag(value, "offline.enabled", findings));
                let visited =
                    table.take("visited").and_then(|value| size(value, "offline.visited", findings));
                table.finish(findings);
                Self {
                    enabled: enabled.unwrap_or(default.enabled),
                    visited: visited.unwrap_or(default.visited),
                }
            }
            _ => wrong(value, "offline", "a table, or `false` for none", findings).unwrap_or(default),
        }
    }
}

/// A number of bytes: `10 MB`, `500kB`.
fn size(value: Value<'_>, name: &str, findings: &mut Findings) -> Option<u64> {
    let DeValue::String(text) = value.get_ref() else {
        return wrong(value, name, "a size such as `\"10 MB\"`", findings);
    };
    let bytes = bytes(text);
    if bytes.is_none() {
        findings.error(
            &ConfigError::Size { name: name.to_owned(), found: text.clone().into_owned() },
            value.span(),
        );
    }
    bytes
}

fn bytes(text: &str) -> Option<u64> {
    let text = text.trim();
    let (number, unit) = text.split_at(text.find(|c: char| c.is_ascii_alphabetic())?);
    let (_, factor) = UNITS.iter().find(|(name, _)| name.eq_ignore_ascii_case(unit))?;
    let number = number.trim_end();
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return None;
    }
    let bytes = (number.parse::<f64>().ok()? * factor).round();
    // Both ends are exact, and nothing that is no number gets this far.
    (bytes <= MOST).then_some(bytes as u64)
}

#[cfg(test)]
mod tests {
    use super::bytes;

    #[test]
    fn a_size_is_a_number_and_a_unit() {
        for (text, expected) in [
            ("10 MB", Some(10_000_000)),
            ("500kB", Some(500_000)),
            ("500 KB", Some(500_000)),
            ("1.5 GB", Some(1_500_000_000)),
            ("0 B", Some(0)),
            ("12", None),
            ("MB", None),
            ("-1 MB", None),
            ("1e3 MB", None),
            ("1.2.3 MB", None),
            ("10 MiB", None),
            ("99999999999 GB", None),
            ("ten MB", None),
        ] {
            assert_eq!(bytes(text), expected, "{text}");
        }
    }
}
