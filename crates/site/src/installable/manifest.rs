use super::icons::{Entry, Icons, Of};
use crate::Config;
use offprint_model::{BasePath, Masthead};
use serde_json::{Map, Value, json};

/// Languages that are written from right to left (Unicode CLDR, `characterOrder`).
const RIGHT_TO_LEFT: [&str; 10] = ["ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur"];

/// The text of the manifest: W3C, Web Application Manifest.
pub(super) fn json(config: &Config, masthead: &Masthead, icons: &Icons) -> Vec<u8> {
    let base = &config.base;
    let language = masthead.language.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let direction = if RIGHT_TO_LEFT.contains(&language.as_str()) { "rtl" } else { "ltr" };
    let color = config.app.color.to_string();
    let icon = |icon: &&Entry| match icon.of {
        Of::Site => Some(entry(base, icon, "any")),
        Of::Maskable => Some(entry(base, icon, "maskable")),
        Of::Search | Of::Saved | Of::Touch => None,
    };
    let mut manifest = Map::new();
    let mut say = |key: &str, value: Value| drop(manifest.insert(key.to_owned(), value));
    // The site stays the same app when its start or its name changes.
    say("id", json!(base.as_str()));
    say("name", json!(masthead.title));
    say("short_name", json!(config.app.short_name.as_deref().unwrap_or(&masthead.title)));
    if !masthead.description.is_empty() {
        say("description", json!(masthead.description));
    }
    say("lang", json!(masthead.language));
    say("dir", json!(direction));
    // By this the home page knows that it was opened as an app, and leads on to what was read last.
    say("start_url", json!(format!("{base}?start=app")));
    say("scope", json!(base.as_str()));
    say("display", json!("standalone"));
    say("background_color", json!(color));
    say("theme_color", json!(color));
    say("icons", icons.entries.iter().filter_map(|entry| icon(&entry)).collect());
    let search = masthead.search.iter().map(|search| ("Search", &search.url, Of::Search));
    let saved = masthead.offline.iter().map(|saved| ("Saved", &saved.url, Of::Saved));
    let shortcuts = search.chain(saved).map(|(name, url, of)| {
        let own = icons.entries.iter().filter(|icon| icon.of == of);
        let own: Value = own.map(|icon| entry(base, icon, "any")).collect();
        json!({ "name": name, "url": base.url(url), "icons": own })
    });
    say("shortcuts", shortcuts.collect());
    Value::Object(manifest).to_string().into_bytes()
}

fn entry(base: &BasePath, icon: &Entry, purpose: &str) -> Value {
    let Entry { path, size, .. } = icon;
    json!({ "src": base.file(path), "sizes": format!("{size}x{size}"), "type": "image/png", "purpose": purpose })
}
