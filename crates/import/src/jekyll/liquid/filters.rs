//! Liquid's filters and Jekyll's, those that need nothing but their input.

use super::super::value::Value;
use super::super::{date, slug};
use super::expression::{below, order, same};
use pulldown_cmark::{Options, Parser, html};

/// A filter's answer. [`Value::Unknown`] where the filter is not known here, or needs the built site.
pub(super) fn apply(name: &str, input: &Value, arguments: &[Value], site: &Value) -> Value {
    if input.is_unknown() || arguments.iter().any(Value::is_unknown) {
        return Value::Unknown;
    }
    let text = input.written();
    let first = arguments.first().map(Value::written).unwrap_or_default();
    let second = arguments.get(1).map(Value::written).unwrap_or_default();
    match name {
        "append" => (text + &first).into(),
        "prepend" => (first + &text).into(),
        "downcase" => text.to_lowercase().into(),
        "upcase" => text.to_uppercase().into(),
        "capitalize" => capitalized(&text).into(),
        "strip" => text.trim().into(),
        "lstrip" => text.trim_start().into(),
        "rstrip" => text.trim_end().into(),
        "strip_newlines" => text.replace(['\n', '\r'], "").into(),
        "newline_to_br" => text.replace('\n', "<br />\n").into(),
        "escape" | "xml_escape" => escaped(&text).into(),
        "escape_once" => escaped(&text).replace("&amp;amp;", "&amp;").into(),
        "strip_html" => without_tags(&text).into(),
        "replace" => text.replace(&first, &second).into(),
        "replace_first" => text.replacen(&first, &second, 1).into(),
        "remove" => text.replace(&first, "").into(),
        "remove_first" => text.replacen(&first, "", 1).into(),
        "truncate" => truncated(&text, arguments).into(),
        "truncatewords" => truncated_words(&text, arguments).into(),
        "number_of_words" => Value::Integer(text.split_whitespace().count() as i64),
        "normalize_whitespace" => text.split_whitespace().collect::<Vec<_>>().join(" ").into(),
        "url_encode" | "cgi_escape" => encoded(&text).replace("%20", "+").into(),
        "uri_escape" => encoded(&text).replace("%2F", "/").replace("%3A", ":").into(),
        "slugify" => slug::slugify(&text, arguments.first().and_then(Value::text), false).into(),
        "markdownify" => markdown(&text).into(),
        "smartify" | "raw" => input.clone(),
        "jsonify" => input.json().into(),
        "to_integer" => Value::Integer(text.trim().parse().unwrap_or(0)),
        "default" => {
            let empty = !input.is_truthy() || input.is_blank();
            if empty { arguments.first().cloned().unwrap_or_default() } else { input.clone() }
        }
        "date" | "date_to_string" | "date_to_long_string" | "date_to_xmlschema" | "date_to_rfc822" => {
            date_text(name, &text, &first, site)
        }
        "relative_url" => relative_url(&text).into(),
        "absolute_url" if has_scheme(&text) => text.into(),
        "absolute_url" => (site.get("url").written() + &relative_url(&text)).into(),
        "strip_index" => match text.strip_suffix("/index.html").or_else(|| text.strip_suffix("/index.htm")) {
            Some(folder) => format!("{folder}/").into(),
            None => text.into(),
        },
        "plus" | "minus" | "times" | "divided_by" | "modulo" | "round" | "ceil" | "floor" | "abs"
        | "at_least" | "at_most" => arithmetic(name, input, arguments.first()),
        _ => list_filter(name, input, &text, arguments, &first),
    }
}

fn list_filter(name: &str, input: &Value, text: &str, arguments: &[Value], first: &str) -> Value {
    let items = || input.list().to_vec();
    let key = |item: &Value| if first.is_empty() { item.clone() } else { below(item, &first.into()) };
    match name {
        "split" if first.is_empty() => Value::List(text.chars().map(|c| c.to_string().into()).collect()),
        "split" if first == " " => Value::List(text.split_whitespace().map(Value::from).collect()),
        "split" => {
            let mut parts: Vec<&str> = text.split(first).collect();
            while parts.last().is_some_and(|part| part.is_empty()) {
                parts.pop();
            }
            Value::List(parts.into_iter().map(Value::from).collect())
        }
        "join" => {
            let between = if arguments.is_empty() { " " } else { first };
            input.list().iter().map(Value::written).collect::<Vec<_>>().join(between).into()
        }
        "array_to_sentence_string" => {
            let items: Vec<String> = input.list().iter().map(Value::written).collect();
            sentence(&items, if first.is_empty() { "and" } else { first }).into()
        }
        "first" | "last" | "size" => match (name, input) {
            ("size", Value::Nil) => Value::Integer(0),
            _ => below(input, &name.into()),
        },
        "reverse" => Value::List(items().into_iter().rev().collect()),
        "compact" => Value::List(items().into_iter().filter(|item| !item.is_nil()).collect()),
        "concat" => {
            let more = arguments.first().map(|more| more.list().to_vec()).unwrap_or_default();
            Value::List(items().into_iter().chain(more).collect())
        }
        "push" => Value::List(items().into_iter().chain(arguments.first().cloned()).collect()),
        "map" => Value::List(items().iter().map(key).collect()),
        "uniq" => {
            let mut unique: Vec<Value> = Vec::new();
            for item in items() {
                if !unique.iter().any(|known| same(&key(known), &key(&item))) {
                    unique.push(item);
                }
            }
            Value::List(unique)
        }
        "group_by" => {
            let mut groups: Vec<(Value, Vec<Value>)> = Vec::new();
            for item in items() {
                let name = key(&item);
                match groups.iter_mut().find(|(known, _)| same(known, &name)) {
                    Some((_, group)) => group.push(item),
                    None => groups.push((name, vec![item])),
                }
            }
            let groups = groups.into_iter().map(|(name, items)| {
                let mut group = Value::default();
                group.set("name", name.written().into());
                group.set("size", Value::Integer(items.len() as i64));
                group.set("items", Value::List(items));
                group
            });
            Value::List(groups.collect())
        }
        "where" => {
            let wanted = arguments.get(1);
            let matches = |item: &Value| match wanted {
                Some(wanted) => {
                    let found = key(item);
                    same(&found, wanted) || found.list().iter().any(|one| same(one, wanted))
                }
                None => key(item).is_truthy(),
            };
            Value::List(items().into_iter().filter(matches).collect())
        }
        "sort" | "sort_natural" => {
            let mut sorted = items();
            sorted.sort_by(|a, b| {
                let (a, b) = (key(a), key(b));
                if name == "sort_natural" {
                    a.written().to_lowercase().cmp(&b.written().to_lowercase())
                } else {
                    order(&a, &b).unwrap_or(std::cmp::Ordering::Equal)
                }
            });
            Value::List(sorted)
        }
        "slice" => {
            let start = arguments.first().and_then(Value::integer).unwrap_or(0);
            let length = arguments.get(1).and_then(Value::integer).unwrap_or(1).max(0) as usize;
            let cut = |size: usize| {
                let start = if start < 0 { size as i64 + start } else { start };
                usize::try_from(start).unwrap_or(size)
            };
            match input {
                Value::List(items) => {
                    Value::List(items.iter().skip(cut(items.len())).take(length).cloned().collect())
                }
                _ => {
                    let start = cut(text.chars().count());
                    text.chars().skip(start).take(length).collect::<String>().into()
                }
            }
        }
        _ => Value::Unknown,
    }
}

/// A root-relative address without the old base path, which Offprint puts before it by itself.
fn relative_url(text: &str) -> String {
    if has_scheme(text) || text.starts_with("//") {
        return text.to_owned();
    }
    let path = if text.starts_with('/') || text.is_empty() { text.to_owned() } else { format!("/{text}") };
    // A home page as `relative_url` writes it is the base path; ours is the root.
    if path.is_empty() { "/".to_owned() } else { path.replace(' ', "%20") }
}

fn has_scheme(text: &str) -> bool {
    text.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    })
}

fn date_text(name: &str, text: &str, format: &str, site: &Value) -> Value {
    if matches!(text, "now" | "today") {
        return Value::Unknown;
    }
    let zone = date::zone(site.get("timezone").text());
    let Some(moment) = date::moment(text, &zone) else { return text.into() };
    let pattern = match name {
        "date" if format.is_empty() => return text.into(),
        "date" => format,
        "date_to_string" => "%d %b %Y",
        "date_to_long_string" => "%d %B %Y",
        "date_to_rfc822" => "%a, %d %b %Y %H:%M:%S %z",
        _ => "%Y-%m-%dT%H:%M:%S%:z",
    };
    jiff::fmt::strtime::format(pattern, &moment).map_or(Value::Unknown, Value::from)
}

fn arithmetic(name: &str, input: &Value, argument: Option<&Value>) -> Value {
    let number = |value: &Value| match value {
        Value::Integer(number) => Some(*number as f64),
        Value::Float(number) => Some(*number),
        Value::Text(text) => text.trim().parse().ok(),
        _ => Some(0.0),
    };
    let (Some(left), Some(right)) = (number(input), argument.map_or(Some(0.0), number)) else {
        return Value::Integer(0);
    };
    let answer = match name {
        "plus" => left + right,
        "minus" => left - right,
        "times" => left * right,
        "divided_by" | "modulo" if right == 0.0 => return Value::Unknown,
        "divided_by" if matches!(argument, Some(Value::Float(_))) => left / right,
        "divided_by" => (left / right).floor(),
        "modulo" => left.rem_euclid(right),
        "round" => {
            let scale = 10f64.powi(right as i32);
            (left * scale).round() / scale
        }
        "ceil" => left.ceil(),
        "floor" => left.floor(),
        "at_least" => left.max(right),
        "at_most" => left.min(right),
        _ => left.abs(),
    };
    if answer.fract() == 0.0 && answer.abs() < 9e15 {
        Value::Integer(answer as i64)
    } else {
        Value::Float(answer)
    }
}

/// The first letter large, the others small.
fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + &letters.as_str().to_lowercase()
    })
}

/// Text as HTML.
pub(in super::super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

fn without_tags(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        plain.push_str(&rest[..open]);
        match rest[open..].find('>') {
            Some(close) => rest = &rest[open + close + 1..],
            None => rest = "",
        }
    }
    plain + rest
}

fn truncated(text: &str, arguments: &[Value]) -> String {
    let most = arguments.first().and_then(Value::integer).unwrap_or(50).max(0) as usize;
    let ending = arguments.get(1).map_or_else(|| "...".to_owned(), Value::written);
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept = most.saturating_sub(ending.chars().count());
    text.chars().take(kept).collect::<String>() + &ending
}

fn truncated_words(text: &str, arguments: &[Value]) -> String {
    let most = arguments.first().and_then(Value::integer).unwrap_or(15).max(1) as usize;
    let ending = arguments.get(1).map_or_else(|| "...".to_owned(), Value::written);
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= most { text.to_owned() } else { words[..most].join(" ") + &ending }
}

fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

fn sentence(items: &[String], connector: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] => format!("{one} {connector} {two}"),
        [first @ .., last] => format!("{}, {connector} {last}", first.join(", ")),
    }
}

fn markdown(text: &str) -> String {
    let mut page = String::new();
    html::push_html(
        &mut page,
        Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_SMART_PUNCTUATION),
    );
    page.trim_end().to_owned()
}
