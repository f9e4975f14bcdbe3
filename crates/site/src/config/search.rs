use super::table::{Findings, Table, Value, wrong};
use toml::de::DeValue;

/// Whether readers can search all text: `[search] enabled = false`, or `search = false`, means not.
pub(super) fn enabled(file: &mut Table<'_>, findings: &mut Findings) -> bool {
    let Some(value) = file.take("search") else { return true };
    match value.get_ref() {
        DeValue::Boolean(enabled) => *enabled,
        DeValue::Table(table) => {
            let mut table = Table::new("search", table);
            let enabled = table.take("enabled").and_then(|value| flag(value, "search.enabled", findings));
            table.finish(findings);
            enabled.unwrap_or(true)
        }
        _ => wrong(value, "search", "a table, or `false` for none", findings).unwrap_or(true),
    }
}

/// `true` or `false`.
pub(super) fn flag(value: Value<'_>, name: &str, findings: &mut Findings) -> Option<bool> {
    match value.get_ref() {
        DeValue::Boolean(flag) => Some(*flag),
        _ => wrong(value, name, "true or false", findings),
    }
}
