//! Which files a configuration is in (`config/configLoader.go`): one in the root, then those of
//! `config/_default` and `config/production` over it.

use crate::hugo::HugoError;
use crate::hugo::tree::{lowered, overlay};
use crate::source_front_matter::{Table, Value, decode, parse_json, parse_toml, parse_yaml};
use std::path::Path;
use walkdir::WalkDir;

const ENDINGS: [&str; 4] = ["toml", "yaml", "yml", "json"];

/// All of it, keys in lower case, and the name of its first file.
pub fn read(from: &Path) -> Result<(Table, String), HugoError> {
    let mut keys = Table::default();
    let mut first = None;
    let names =
        ["hugo", "config"].iter().flat_map(|name| ENDINGS.iter().map(move |end| format!("{name}.{end}")));
    for name in names {
        if from.join(&name).is_file() {
            overlay(&mut keys, &file(from, &name)?);
            first = Some(name);
            break;
        }
    }
    for folder in ["config/_default", "config/production"] {
        let walk = WalkDir::new(from.join(folder)).sort_by_file_name();
        for entry in walk.into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file()) {
            let path = entry.path().strip_prefix(from).unwrap_or(entry.path());
            let name = path.to_string_lossy().replace('\\', "/");
            let base = name.rsplit('/').next().unwrap_or_default();
            let Some((stem, ending)) = base.rsplit_once('.') else { continue };
            if !ENDINGS.contains(&ending.to_lowercase().as_str()) {
                continue;
            }
            overlay(&mut keys, &placed(stem, file(from, &name)?));
            first.get_or_insert(name);
        }
    }
    match first {
        Some(first) => Ok((keys, first)),
        None => Err(HugoError::NoConfig(from.to_owned())),
    }
}

/// What a file of a configuration folder sets: `params.de.toml` is `languages.de.params`.
fn placed(stem: &str, table: Table) -> Table {
    let stem = stem.to_lowercase();
    if matches!(stem.as_str(), "hugo" | "config") {
        return table;
    }
    let (name, language) =
        stem.split_once('.').map_or((stem.as_str(), None), |(name, lang)| (name, Some(lang)));
    // A list has to stand under its own name.
    let whole = match table.get(name) {
        Some(inner) if table.iter().count() == 1 => inner.clone(),
        _ => Value::Table(table),
    };
    let nest = |key: &str, value: Value| Table::from_iter([(key.to_owned(), value)]);
    match (name, language) {
        (_, None) => nest(renamed(name), whole),
        ("menu" | "menus" | "params", Some(language)) => {
            let inner = nest(renamed(name), whole);
            nest("languages", Value::Table(nest(language, Value::Table(inner))))
        }
        (_, Some(language)) => nest("languages", Value::Table(nest(language, whole))),
    }
}

/// `menu` is `menus`.
fn renamed(name: &str) -> &str {
    if name == "menu" { "menus" } else { name }
}

fn file(from: &Path, name: &str) -> Result<Table, HugoError> {
    let path = from.join(name);
    let bytes = std::fs::read(&path).map_err(|source| HugoError::Read { path: path.clone(), source })?;
    let (text, _) = decode(&bytes);
    let table = match name.rsplit('.').next() {
        Some("toml") => parse_toml(&text),
        Some("json") => parse_json(&text),
        _ => parse_yaml(&text),
    };
    let table = table.map_err(|problem| HugoError::Config {
        path: name.to_owned(),
        line: problem.line,
        message: problem.message,
    })?;
    let mut table = lowered(&table);
    if let Some(menu) = table.remove("menu") {
        table.insert("menus", menu);
    }
    Ok(table)
}
