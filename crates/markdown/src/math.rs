//! Formulas: TeX to MathML.

mod markup;
mod money;

pub(crate) use money::Priced;

use pulldown_latex::config::DisplayMode;
use pulldown_latex::event::{ArrayColumn, Content, EnvironmentFlow, Event, Grouping, StateChange};
use pulldown_latex::{ParserError, RenderConfig, Storage};
use std::convert::Infallible;
use std::error::Error;
use std::ops::Range;

/// Longer ones are no formulas, and reading what is nested deeper takes time that grows with its square.
const LONGEST: usize = 8_000;
const DEEPEST: usize = 64;

/// What authors of MathJax and KaTeX write beside what the parser knows, in terms of that.
const DEFINITIONS: [(&str, &str); 3] = [
    ("\\bm", "\\def\\bm#1{\\boldsymbol{#1}}"),
    ("\\bcancel", "\\def\\bcancel#1{\\cancel{#1}}"),
    ("\\boxed", "\\def\\boxed#1{\\begin{array}{|c|}\\hline #1\\\\\\hline\\end{array}}"),
];

/// Why a formula is not shown as one.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    pub message: String,
    /// Bytes of the formula, where they are known.
    pub place: Option<Range<usize>>,
}

impl Problem {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), place: None }
    }
}

/// The MathML of a formula, without inline styles: colours are left out.
pub(crate) fn mathml(formula: &str, is_block: bool) -> Result<String, Problem> {
    if formula.len() > LONGEST {
        return Err(Problem::new(format!("it is longer than {LONGEST} bytes")));
    }
    if depth(formula) > DEEPEST {
        return Err(Problem::new(format!("more than {DEEPEST} braces are open at once")));
    }
    let needed = DEFINITIONS.iter().filter(|(name, _)| formula.contains(name));
    let mut source: String = needed.map(|(_, definition)| *definition).collect();
    source.push_str(formula);
    let storage = Storage::new();
    let events: Result<Vec<_>, _> = pulldown_latex::Parser::new(&source, &storage).collect();
    let events = events.map_err(|error| problem(formula, &error))?;
    if has_surplus_columns(&events) {
        return Err(Problem::new("a row of an `array` has more columns than the array"));
    }
    if events.iter().any(is_markup) {
        return Err(Problem::new("the name of an operator cannot have `<`, `>` or `&` in it"));
    }
    let display_mode = if is_block { DisplayMode::Block } else { DisplayMode::Inline };
    let config = RenderConfig { display_mode, ..RenderConfig::default() };
    let shown = events.into_iter().filter(|event| !is_colour(event)).map(Ok::<_, Infallible>);
    let mut written = String::new();
    pulldown_latex::push_mathml(&mut written, shown, config)
        .map_err(|error| Problem::new(error.to_string()))?;
    markup::without_styles(&written).ok_or_else(|| Problem::new("it has no MathML"))
}

/// How many braces are open at once.
fn depth(formula: &str) -> usize {
    let mut open = 0_usize;
    let mut deepest = 0;
    for byte in formula.bytes() {
        match byte {
            b'{' => open += 1,
            b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(open);
    }
    deepest
}

/// Whether the name of an operator would be read as HTML: the library writes it as it is.
fn is_markup(event: &Event<'_>) -> bool {
    matches!(event, Event::Content(Content::Function(name)) if name.contains(['<', '>', '&']))
}

fn is_colour(event: &Event<'_>) -> bool {
    matches!(event, Event::StateChange(StateChange::Color(_)))
}

/// Whether a row has more columns than its array: the library would read past its end.
fn has_surplus_columns(events: &[Event<'_>]) -> bool {
    // For each open group, how many columns may still begin, and how many in each row.
    let mut open: Vec<Option<(usize, usize)>> = Vec::new();
    for event in events {
        match event {
            Event::Begin(Grouping::Array(columns)) => {
                let columns = columns.iter().filter(|column| matches!(column, ArrayColumn::Column(_)));
                let count = columns.count();
                open.push(Some((count, count)));
            }
            Event::Begin(_) => open.push(None),
            Event::End => {
                open.pop();
            }
            Event::EnvironmentFlow(EnvironmentFlow::Alignment) => {
                if let Some(Some((left, _))) = open.last_mut() {
                    *left = left.saturating_sub(1);
                    if *left == 0 {
                        return true;
                    }
                }
            }
            Event::EnvironmentFlow(EnvironmentFlow::NewLine { .. }) => {
                if let Some(Some((left, count))) = open.last_mut() {
                    *left = *count;
                }
            }
            _ => {}
        }
    }
    false
}

/// What the library says, and of an unknown command, which and where it is.
fn problem(formula: &str, error: &ParserError) -> Problem {
    let message = error.source().map_or_else(|| error.to_string(), ToString::to_string);
    if !message.contains("unknown primitive") {
        return Problem::new(message.replace("unkown", "unknown").replace(" found", ""));
    }
    let unknown = commands(formula).find(|place| {
        let storage = Storage::new();
        let alone = &formula[place.clone()];
        pulldown_latex::Parser::new(alone, &storage)
            .find_map(Result::err)
            .and_then(|error| error.source().map(ToString::to_string))
            .is_some_and(|message| message.contains("unknown primitive"))
            && !DEFINITIONS.iter().any(|(name, _)| *name == alone)
    });
    match unknown {
        Some(place) => {
            let message = format!("there is no command `{}`", &formula[place.clone()]);
            Problem { message, place: Some(place) }
        }
        None => Problem::new("it has an unknown command"),
    }
}

/// The places of `\command`s.
fn commands(formula: &str) -> impl Iterator<Item = Range<usize>> {
    formula.match_indices('\\').filter_map(|(start, _)| {
        let name = formula[start + 1..].bytes().take_while(u8::is_ascii_alphabetic).count();
        (name > 0).then_some(start..start + 1 + name)
    })
}
