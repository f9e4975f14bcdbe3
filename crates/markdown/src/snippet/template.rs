use super::SnippetError;
use super::context::{Context, Place};
use std::collections::BTreeMap;
use std::ops::Range;

/// A part of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// HTML as it is.
    Html(String),
    /// A parameter.
    Print { parameter: String, default: Option<String>, span: Range<usize> },
    /// What the container holds.
    Body(Range<usize>),
    /// One of two.
    If { parameter: String, then: Vec<Piece>, otherwise: Vec<Piece>, span: Range<usize> },
}

/// Conditions that may stand in each other.
const DEEPEST: usize = 16;

const EXPRESSION: &str = "write `{{ name }}` or `{{ name | default \"a value\" }}`";
const STATEMENT: &str = "write `{% if name %}` … `{% else %}` … `{% end %}`";

/// A condition that is not closed.
struct Open {
    parameter: String,
    span: Range<usize>,
    /// What stands before it.
    before: Vec<Piece>,
    then: Option<Vec<Piece>>,
}

pub(super) fn parse(template: &str) -> Result<Vec<Piece>, SnippetError> {
    let mut pieces = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut at = 0;
    let opens = |rest: &str| {
        rest.match_indices('{')
            .map(|(found, _)| found)
            .find(|found| rest[found + 1..].starts_with(['{', '%']))
    };
    while let Some(found) = opens(&template[at..]) {
        let start = at + found;
        if start > at {
            pieces.push(Piece::Html(template[at..start].to_owned()));
        }
        let is_print = template[start..].starts_with("{{");
        let close = if is_print { "}}" } else { "%}" };
        let length = template[start..].find(close).ok_or_else(|| {
            SnippetError::new(format!("`{}` is not closed", &template[start..start + 2]), start..start + 2)
                .help(if is_print { EXPRESSION } else { STATEMENT })
        })?;
        let end = start + length + 2;
        let (span, inner) = (start..end, template[start + 2..end - 2].trim());
        at = end;
        if is_print {
            pieces.push(print(inner, span)?);
            continue;
        }
        let fault = |message: &str| Err(SnippetError::new(message, span.clone()).help(STATEMENT));
        let mut words = inner.split_whitespace();
        match (words.next(), words.next(), words.next()) {
            (Some("if"), Some(parameter), None) if crate::directives::is_name(parameter) => {
                if open.len() >= DEEPEST {
                    return fault("too many conditions stand in each other");
                }
                let (parameter, before) = (parameter.to_owned(), std::mem::take(&mut pieces));
                open.push(Open { parameter, span, before, then: None });
            }
            (Some("else"), None, None) => match open.last_mut() {
                Some(Open { then: then @ None, .. }) => *then = Some(std::mem::take(&mut pieces)),
                _ => return fault("there is no `if` for this `else`"),
            },
            (Some("end" | "endif"), None, None) => {
                let Some(Open { parameter, span, before, then }) = open.pop() else {
                    return fault("there is no `if` for this `end`");
                };
                let last = std::mem::replace(&mut pieces, before);
                let (then, otherwise) = match then {
                    Some(then) => (then, last),
                    None => (last, Vec::new()),
                };
                pieces.push(Piece::If { parameter, then, otherwise, span });
            }
            _ => return fault("this is not understood"),
        }
    }
    if let Some(Open { span, .. }) = open.pop() {
        return Err(
            SnippetError::new("this `if` is not closed", span).help("write `{% end %}` where it ends")
        );
    }
    if at < template.len() {
        pieces.push(Piece::Html(template[at..].to_owned()));
    }
    Ok(pieces)
}

fn print(inner: &str, span: Range<usize>) -> Result<Piece, SnippetError> {
    let fault = || SnippetError::new("this is not understood", span.clone()).help(EXPRESSION);
    let (name, filter) = match inner.split_once('|') {
        Some((name, filter)) => (name.trim(), Some(filter.trim())),
        None => (inner, None),
    };
    if !crate::directives::is_name(name) {
        return Err(fault());
    }
    let default = match filter {
        None => None,
        Some(filter) => {
            let value = filter.strip_prefix("default").map(str::trim).ok_or_else(fault)?;
            let quoted = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
            Some(quoted('"').or_else(|| quoted('\'')).ok_or_else(fault)?.to_owned())
        }
    };
    if name == "body" {
        return if default.is_none() { Ok(Piece::Body(span)) } else { Err(fault()) };
    }
    Ok(Piece::Print { parameter: name.to_owned(), default, span })
}

/// Refuses what stands where it may not.
pub(super) fn check(template: &str, pieces: &[Piece]) -> Result<(), SnippetError> {
    let mut context = Context::default();
    let bodies = check_part(pieces, &mut context)?;
    if let Some(second) = bodies.get(1) {
        let error = SnippetError::new("`{{ body }}` stands here a second time", second.clone());
        return Err(error.help("its headings and notes can be on a page only once"));
    }
    if !context.is_text() {
        let last = template.trim_end().char_indices().next_back().map_or(0, |(at, _)| at);
        let error =
            SnippetError::new("the snippet ends inside a tag, a comment or a script", last..template.len());
        return Err(error.help("close it: a snippet is whole in itself"));
    }
    Ok(())
}

/// The places of the body that one way through the template passes.
fn check_part(pieces: &[Piece], context: &mut Context) -> Result<Vec<Range<usize>>, SnippetError> {
    let mut bodies = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Html(html) => context.advance(html),
            Piece::Print { parameter, span, .. } => {
                context.place().map_err(|place| {
                    SnippetError::new(format!("`{parameter}` stands {place}"), span.clone()).help(
                        "a parameter stands in text, or between the quotes of an attribute that runs nothing",
                    )
                })?;
            }
            Piece::Body(span) => {
                if context.place() != Ok(Place::Text) {
                    let error = SnippetError::new("`{{ body }}` stands inside a tag", span.clone());
                    return Err(error.help("it is HTML: put it between tags"));
                }
                bodies.push(span.clone());
            }
            Piece::If { then, otherwise, span, .. } => {
                let mut other = context.clone();
                let mut first = check_part(then, context)?;
                let second = check_part(otherwise, &mut other)?;
                if *context != other {
                    let error = SnippetError::new(
                        "with this condition and without it, the snippet goes on in different places of its HTML",
                        span.clone(),
                    );
                    return Err(
                        error.help("close in a condition what is opened in it, such as a tag or a quote")
                    );
                }
                if second.len() > first.len() {
                    first = second;
                }
                bodies.extend(first);
            }
        }
    }
    Ok(bodies)
}

/// The parameters that a template asks for, and whether it cannot do without.
pub(super) fn parameters(pieces: &[Piece], in_condition: bool, found: &mut BTreeMap<String, bool>) {
    let mut need = |name: &str, required: bool| {
        // Who asks whether it is given can do without.
        found.entry(name.to_owned()).and_modify(|known| *known &= required).or_insert(required);
    };
    for piece in pieces {
        match piece {
            Piece::Html(_) => {}
            Piece::Print { parameter, default, .. } => need(parameter, default.is_none() && !in_condition),
            Piece::Body(_) => need("body", !in_condition),
            Piece::If { parameter, .. } => need(parameter, false),
        }
    }
    for piece in pieces {
        if let Piece::If { then, otherwise, .. } = piece {
            parameters(then, true, found);
            parameters(otherwise, true, found);
        }
    }
}
