use super::titles::at;
use crate::config::nearest;
use crate::load::Surveyed;
use crate::{Code, Config, Diagnostic};

/// Keys that other generators know and Offprint passes over, one a line.
const FOREIGN: &str = include_str!("foreign_keys.txt");

/// The keys that an author most likely means.
const KNOWN: [&str; 24] = [
    "title",
    "date",
    "updated",
    "publish_date",
    "expiry_date",
    "description",
    "summary",
    "topic",
    "slug",
    "path",
    "canonical",
    "tags",
    "categories",
    "series",
    "series_number",
    "authors",
    "author",
    "draft",
    "aliases",
    "weight",
    "cover",
    "extra",
    "params",
    "taxonomies",
];

/// Keys without case, `_` and `-`.
fn folded(key: &str) -> String {
    key.chars().filter(|c| !matches!(c, '_' | '-')).flat_map(char::to_lowercase).collect()
}

/// Keys of front matter that mean nothing.
pub(super) fn check(config: &Config, files: &[&Surveyed]) -> Vec<Diagnostic> {
    let taxonomies: Vec<String> = config.taxonomies.iter().map(|taxonomy| folded(&taxonomy.key)).collect();
    let own: Vec<String> = config.check.front_matter.iter().map(|key| folded(key)).collect();
    let foreign: Vec<String> = FOREIGN.lines().map(folded).collect();
    let finding = |file: &Surveyed, key: &offprint_markdown::Spanned<String>| {
        let (name, is_listed) = match key.value.strip_prefix("taxonomies.") {
            Some(name) => (name, true),
            None => (key.value.as_str(), false),
        };
        let wanted = folded(name);
        // What has pages in most sites is no slip where it has none in this one.
        let built_in = is_listed && ["tags", "categories", "series", "authors"].contains(&wanted.as_str());
        if built_in || taxonomies.contains(&wanted) || own.contains(&wanted) {
            return None;
        }
        let span = Some(key.span.clone());
        if is_listed {
            let near = nearest(name, config.taxonomies.iter().map(|taxonomy| taxonomy.key.as_str()));
            let help = near.map_or_else(
                || format!("name it in `offprint.toml`: `[taxonomies.{name}]`"),
                |near| format!("is `{near}` meant? a taxonomy of your own is named in `offprint.toml`"),
            );
            let message = format!("`{name}` is no taxonomy of this site");
            return Some(at(file, Code::UnknownKey, message, span).help(help));
        }
        if foreign.contains(&wanted) {
            let message = format!("`{name}` means something to another generator, and nothing here");
            let help = "take it away, or move it below `extra`; `[check] front_matter` allows it";
            return Some(at(file, Code::ForeignKey, message, span).help(help));
        }
        let help = match nearest(name, KNOWN) {
            Some(near) if strsim::jaro_winkler(&wanted, &folded(near)) > 0.8 => format!("is `{near}` meant?"),
            _ => "keys of your own go below `extra`, or into `[check] front_matter` in `offprint.toml`"
                .to_owned(),
        };
        Some(at(file, Code::UnknownKey, format!("the key `{name}` is not known"), span).help(help))
    };
    let of = |file: &&Surveyed| {
        let findings: Vec<_> = file.front_matter.others.iter().filter_map(|key| finding(file, key)).collect();
        findings
    };
    files.iter().flat_map(of).collect()
}
