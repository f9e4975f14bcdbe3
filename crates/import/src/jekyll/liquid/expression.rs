//! Liquid's expressions: literals, variables, filters' arguments and conditions.

use super::super::value::Value;

/// Where variables come from.
pub(super) trait Scope {
    /// What a path of names leads to: `["site", "title"]`.
    fn variable(&self, path: &[Value]) -> Value;
}

/// An expression with its filters, cut: `"a" | append: "b"`.
pub(super) struct Filtered<'a> {
    pub expression: &'a str,
    pub filters: Vec<(&'a str, Vec<&'a str>)>,
}

impl<'a> Filtered<'a> {
    pub(super) fn new(markup: &'a str) -> Self {
        let mut parts = split(markup, '|').into_iter();
        let expression = parts.next().unwrap_or_default().trim();
        let filters = parts.map(|part| {
            let (name, arguments) = part.split_once(':').unwrap_or((part, ""));
            let arguments = split(arguments, ',').into_iter().map(str::trim);
            (name.trim(), arguments.filter(|argument| !argument.is_empty()).collect())
        });
        Self { expression, filters: filters.collect() }
    }
}

/// Cuts at a sign that stands outside quotes.
pub(super) fn split(text: &str, sign: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut quote) = (0, None);
    for (at, character) in text.char_indices() {
        match quote {
            Some(open) if character == open => quote = None,
            Some(_) => {}
            None if matches!(character, '"' | '\'') => quote = Some(character),
            None if character == sign => {
                parts.push(&text[start..at]);
                start = at + character.len_utf8();
            }
            None => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

/// The value of an expression without filters.
pub(super) fn value(expression: &str, scope: &dyn Scope) -> Value {
    let expression = expression.trim();
    if let Some(text) = unquoted(expression) {
        return text.into();
    }
    match expression {
        "" | "nil" | "null" => return Value::Nil,
        "true" => return Value::Bool(true),
        "false" => return Value::Bool(false),
        "blank" | "empty" => return "".into(),
        _ => {}
    }
    if let Ok(number) = expression.parse::<i64>() {
        return Value::Integer(number);
    }
    if expression.starts_with(|c: char| c.is_ascii_digit() || c == '-')
        && let Ok(number) = expression.parse::<f64>()
    {
        return Value::Float(number);
    }
    if let Some(range) = expression.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'))
        && let Some((from, to)) = range.split_once("..")
    {
        let (from, to) = (value(from, scope).integer(), value(to, scope).integer());
        let (Some(from), Some(to)) = (from, to) else { return Value::Unknown };
        return Value::List((from..=to.min(from.saturating_add(10_000))).map(Value::Integer).collect());
    }
    path(expression, scope).map_or(Value::Unknown, |path| scope.variable(&path))
}

/// The text of a quoted literal.
pub(super) fn unquoted(expression: &str) -> Option<&str> {
    let quote = expression.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let inside = expression[1..].strip_suffix(quote)?;
    (!inside.contains(quote)).then_some(inside)
}

/// `a.b[0]["c"]` as the names in it. `None` if it is no variable.
fn path(expression: &str, scope: &dyn Scope) -> Option<Vec<Value>> {
    let mut path = Vec::new();
    let mut rest = expression;
    while !rest.is_empty() {
        if let Some(inside) = rest.strip_prefix('[') {
            let close = closing_bracket(inside)?;
            path.push(value(&inside[..close], scope));
            rest = &inside[close + 1..];
        } else {
            rest = rest.strip_prefix('.').unwrap_or(rest);
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            let name = rest[..end].trim();
            if name.is_empty() || !name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '?')) {
                return None;
            }
            path.push(name.into());
            rest = &rest[end..];
        }
    }
    (!path.is_empty()).then_some(path)
}

fn closing_bracket(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut quote = None;
    for (at, character) in text.char_indices() {
        match (quote, character) {
            (Some(open), _) if character == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(character),
            (None, '[') => depth += 1,
            (None, ']') if depth == 0 => return Some(at),
            (None, ']') => depth -= 1,
            _ => {}
        }
    }
    None
}

/// What lies below a value by one name, as Liquid finds it: keys, numbers of lists, `size`, `first`, `last`.
pub(super) fn below(value: &Value, name: &Value) -> Value {
    match (value, name) {
        (Value::Unknown, _) | (_, Value::Unknown) => Value::Unknown,
        (Value::List(items), Value::Integer(number)) => {
            let at = if *number < 0 { items.len() as i64 + number } else { *number };
            usize::try_from(at).ok().and_then(|at| items.get(at)).cloned().unwrap_or_default()
        }
        (Value::Map(_), Value::Text(key)) if value.has(key) => value.get(key).clone(),
        (Value::List(items), Value::Text(key)) => match key.as_str() {
            "size" => Value::Integer(items.len() as i64),
            "first" => items.first().cloned().unwrap_or_default(),
            "last" => items.last().cloned().unwrap_or_default(),
            _ => Value::Nil,
        },
        (Value::Map(entries), Value::Text(key)) if key == "size" => Value::Integer(entries.len() as i64),
        (Value::Text(text), Value::Text(key)) if key == "size" => Value::Integer(text.chars().count() as i64),
        _ => Value::Nil,
    }
}

/// Whether a condition holds; `None` if that is not known. `and` and `or` are read from the right, as Liquid does.
pub(super) fn condition(markup: &str, scope: &dyn Scope) -> Option<bool> {
    let words = words(markup);
    conjunction(&words, scope)
}

/// Liquid knows no precedence: what stands on the right is answered first.
fn conjunction(words: &[&str], scope: &dyn Scope) -> Option<bool> {
    let is_joint = |word: &&str| matches!(*word, "and" | "or");
    let mut parts = words.rsplit(is_joint);
    let mut right = comparison(parts.next().unwrap_or_default(), scope);
    for (left, joint) in parts.zip(words.iter().rev().copied().filter(is_joint)) {
        right = match (joint, comparison(left, scope), right) {
            ("and", Some(false), _) | ("and", _, Some(false)) => Some(false),
            ("or", Some(true), _) | ("or", _, Some(true)) => Some(true),
            ("and", Some(left), Some(right)) => Some(left && right),
            (_, Some(left), Some(right)) => Some(left || right),
            _ => None,
        };
    }
    right
}

fn comparison(words: &[&str], scope: &dyn Scope) -> Option<bool> {
    match words {
        [alone] => match value(alone, scope) {
            Value::Unknown => None,
            value => Some(value.is_truthy()),
        },
        [left, operator, right] => {
            let (left_value, right_value) = (value(left, scope), value(right, scope));
            if left_value.is_unknown() || right_value.is_unknown() {
                return None;
            }
            let empty = |word: &str| matches!(word, "empty" | "blank");
            let equal = if empty(right) {
                left_value.is_blank() && !(left_value.is_nil() && *right == "empty")
            } else if empty(left) {
                right_value.is_blank()
            } else {
                same(&left_value, &right_value)
            };
            match *operator {
                "==" => Some(equal),
                "!=" | "<>" => Some(!equal),
                "contains" => Some(contains(&left_value, &right_value)),
                "<" | ">" | "<=" | ">=" => {
                    let order = order(&left_value, &right_value);
                    Some(order.is_some_and(|order| match *operator {
                        "<" => order.is_lt(),
                        ">" => order.is_gt(),
                        "<=" => order.is_le(),
                        _ => order.is_ge(),
                    }))
                }
                _ => None,
            }
        }
        _ => None,
    }
}

/// Equal as Ruby says: 1 is 1.0.
pub(super) fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Integer(a), Value::Float(b)) | (Value::Float(b), Value::Integer(a)) => *a as f64 == *b,
        _ => left == right,
    }
}

pub(super) fn contains(left: &Value, right: &Value) -> bool {
    match left {
        Value::Text(text) => !right.is_nil() && text.contains(&right.written()),
        Value::List(items) => items.iter().any(|item| same(item, right)),
        Value::Map(_) => right.text().is_some_and(|key| left.has(key)),
        _ => false,
    }
}

pub(super) fn order(left: &Value, right: &Value) -> Option<std::cmp::Ordering> {
    match (left, right) {
        (Value::Text(a), Value::Text(b)) => Some(a.cmp(b)),
        _ => number(left)?.partial_cmp(&number(right)?),
    }
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Integer(number) => Some(*number as f64),
        Value::Float(number) => Some(*number),
        _ => None,
    }
}

/// The words of a condition; quoted text is one, and operators need no space around them.
fn words(markup: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = None;
    let mut quote = None;
    let mut characters = markup.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        if let Some(open) = quote {
            if character == open {
                quote = None;
            }
            continue;
        }
        let is_operator = matches!(character, '=' | '!' | '<' | '>');
        if character.is_whitespace() || is_operator {
            if let Some(from) = start.take() {
                words.push(&markup[from..at]);
            }
            if is_operator {
                let mut end = at + 1;
                if let Some((next, '=' | '>')) = characters.peek().copied() {
                    characters.next();
                    end = next + 1;
                }
                words.push(&markup[at..end]);
            }
            continue;
        }
        if matches!(character, '"' | '\'') {
            quote = Some(character);
        }
        start.get_or_insert(at);
    }
    if let Some(from) = start {
        words.push(&markup[from..]);
    }
    words
}
