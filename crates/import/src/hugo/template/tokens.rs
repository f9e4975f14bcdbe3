//! A template cut into text and actions, and actions into words.

/// A part of a template.
#[derive(Clone, Debug, PartialEq)]
pub enum Token {
    /// As it is.
    Text(String),
    /// What stands between the braces.
    Action(String),
}

/// Text and actions, white space trimmed where `{{-` and `-}}` say so.
pub fn tokens(template: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = template;
    let mut trim = false;
    while let Some(start) = rest.find("{{") {
        let (text, after) = (&rest[..start], &rest[start + 2..]);
        let left = after.starts_with("- ") || after.starts_with("-\n") || after.starts_with("-/*");
        let after = if left { &after[1..] } else { after };
        let text = if trim { text.trim_start() } else { text };
        tokens.push(Token::Text(if left { text.trim_end() } else { text }.to_owned()));
        let end = if after.trim_start().starts_with("/*") {
            let close = after.find("*/")? + 2;
            close + after[close..].find("}}")?
        } else {
            action_end(after)?
        };
        let action = &after[..end];
        trim = action.ends_with('-')
            && (action.ends_with(" -") || action.ends_with("*/-") || action.ends_with("\n-"));
        let action = if trim { &action[..action.len() - 1] } else { action }.trim();
        if !action.starts_with("/*") && !action.is_empty() {
            tokens.push(Token::Action(action.to_owned()));
        }
        rest = &after[end + 2..];
    }
    tokens.push(Token::Text(if trim { rest.trim_start() } else { rest }.to_owned()));
    Some(tokens)
}

/// Where `}}` is, outside of quotes.
pub fn action_end(text: &str) -> Option<usize> {
    let mut quote = None;
    let mut escaped = false;
    for (at, character) in text.char_indices() {
        match quote {
            Some('"') if escaped => escaped = false,
            Some('"') if character == '\\' => escaped = true,
            Some(open) if character == open => quote = None,
            Some(_) => {}
            None if matches!(character, '"' | '`') => quote = Some(character),
            None if text[at..].starts_with("}}") => return Some(at),
            None => {}
        }
    }
    None
}

/// `$name := expression`
pub fn assignment(action: &str) -> Option<(&str, &str)> {
    let (name, expression) = action.strip_prefix('$')?.split_once('=')?;
    let name = name.trim_end().trim_end_matches(':').trim_end();
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    is_name.then_some((name, expression.trim()))
}

/// Cuts outside of quotes and brackets; at spaces, any white space.
pub fn split(text: &str, at: char) -> Option<Vec<&str>> {
    let mut parts = Vec::new();
    let (mut depth, mut quote, mut start, mut escaped) = (0usize, None, 0, false);
    for (place, character) in text.char_indices() {
        match (quote, character) {
            (Some('"'), _) if escaped => escaped = false,
            (Some('"'), '\\') => escaped = true,
            (Some(open), _) if character == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '`') => quote = Some(character),
            (None, '(') => depth += 1,
            (None, ')') => depth = depth.checked_sub(1)?,
            (None, _) if depth == 0 && (character == at || at == ' ' && character.is_whitespace()) => {
                parts.push(&text[start..place]);
                start = place + character.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    (depth == 0 && quote.is_none()).then_some(parts)
}
