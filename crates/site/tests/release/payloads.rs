//! A blog by somebody who means harm: nothing in its files runs. `tests/payloads/xss.toml` has the payloads.

#[path = "../../../../tests/payloads/harm.rs"]
mod harm;
#[path = "../../../../tests/payloads/site.rs"]
mod site;

use crate::fixture::Folder;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::HashSet;

/// How many blogs share the payloads: each page of one names all labels of that one as choices.
const BLOGS: usize = 4;

#[test]
fn nothing_runs_in_any_file_of_a_blog_that_means_harm() {
    let all = site::payloads();
    for number in 0..BLOGS {
        let of_all_families = all.iter().skip(number).step_by(BLOGS).cloned();
        nothing_runs_in_a_blog_of(&of_all_families.collect::<Vec<_>>());
    }
}

fn nothing_runs_in_a_blog_of(payloads: &[site::Payload]) {
    let folder = Folder::new();
    site::write(&folder.path(""), payloads);
    folder.build();
    let tree = folder.tree();
    let (mut pages, mut feeds, mut data) = (0, 0, 0);
    let mut titles = 0;
    let mut seen = HashSet::new();
    for (path, bytes) in &tree {
        let text = String::from_utf8_lossy(bytes);
        let harm = if path.ends_with(".html") || text.starts_with("<!doctype html>") {
            pages += 1;
            titles += usize::from(text.contains("alert("));
            harm::of_page(&text, |id| id == "body")
        } else if path.ends_with(".xml") {
            feeds += 1;
            // Most feeds are there under two names.
            if seen.insert(text.to_string()) { in_xml(&text, &mut seen) } else { Vec::new() }
        } else if path.ends_with(".json") {
            data += 1;
            let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
            in_json(&value, "")
        } else {
            continue;
        };
        assert!(harm.is_empty(), "{path}: {harm:#?}");
    }
    println!("{pages} pages, {feeds} XML files, {data} JSON files");
    // Every post, its alias, and a page for its label. Some labels differ in nothing that an address keeps.
    assert!(2 * pages > 5 * payloads.len(), "{pages} pages");
    assert!(titles > 2 * payloads.len(), "{titles} pages with a payload");
    assert!(feeds > payloads.len() && data > 2, "{feeds} feeds, {data} data files");
    let texts = tree.iter().filter(|(path, _)| path.starts_with("texts/"));
    let texts: String = texts.map(|(_, bytes)| String::from_utf8_lossy(bytes)).collect();
    let hides = |(number, payload): &(usize, &site::Payload)| {
        !site::swallows(&payload.text) && !texts.contains(&format!("id=\"after-{number}\""))
    };
    let hidden: Vec<_> = payloads.iter().enumerate().filter(hides).collect();
    assert!(hidden.is_empty(), "these hide what comes after them: {hidden:#?}");
}

/// The HTML that is the text of an element. A post is in several feeds: `seen` has what was looked through.
fn in_xml(text: &str, seen: &mut HashSet<String>) -> Vec<String> {
    let mut found = Vec::new();
    let mut reader = Reader::from_str(text);
    let mut content = String::new();
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}: {text}")) {
            Event::Eof => return found,
            Event::Start(tag) => {
                content.clear();
                let name = tag.name().as_ref().to_owned();
                if matches!(name.rsplit(':').next(), Some("script" | "html" | "body")) {
                    found.push(format!("<{name}>"));
                }
            }
            Event::Text(piece) => content.push_str(&piece),
            Event::GeneralRef(name) => content.push_str(match &*name {
                "lt" => "<",
                "gt" => ">",
                "amp" => "&",
                "quot" => "\"",
                "apos" => "'",
                other => panic!("&{other};"),
            }),
            Event::CData(piece) => content.push_str(&piece),
            Event::End(tag) => {
                let name = tag.name().as_ref().to_owned();
                // Titles are text, and readers know it; these are HTML.
                if matches!(name.as_str(), "description" | "content:encoded" | "content" | "summary")
                    && !seen.contains(&content)
                {
                    found.extend(harm::of_body(&content));
                    seen.insert(std::mem::take(&mut content));
                }
            }
            Event::PI(_) => found.push("a processing instruction".to_owned()),
            Event::DocType(_) => found.push("a document type".to_owned()),
            _ => {}
        }
    }
}

/// The HTML of a data file: what the app puts into a page as it is.
fn in_json(value: &serde_json::Value, key: &str) -> Vec<String> {
    match value {
        serde_json::Value::String(text) if matches!(key, "html" | "intro" | "body") => harm::of_body(text),
        serde_json::Value::Array(items) => items.iter().flat_map(|item| in_json(item, key)).collect(),
        serde_json::Value::Object(map) => map.iter().flat_map(|(key, value)| in_json(value, key)).collect(),
        _ => Vec::new(),
    }
}
