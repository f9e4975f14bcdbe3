//! What a command says: errors and warnings with excerpts of the files they are in, and its last line.

pub(crate) mod answer;
mod excerpt;
pub(crate) mod findings;
mod listing;
mod summary;

use std::error::Error;
use std::fmt::{Display, Write as _};
use std::io::{self, Write as _};

use miette::{GraphicalReportHandler, GraphicalTheme};
use offprint_site::{BuildError, Diagnostic};

pub(crate) use summary::{build_line, build_line_with_folder, check_line, import_lines, index_line};

use crate::error::CommandError;
use excerpt::Excerpt;

/// Columns of a report: more are hard to read.
const WIDTH: usize = 100;
/// Fewer make no report.
const LEAST_WIDTH: usize = 50;

const RED: &str = "\u{1b}[31m";
const RESET: &str = "\u{1b}[0m";

/// Prints a line to stdout. Where nobody listens any more (`offprint build | head`), that is no error.
pub(crate) fn say(line: impl Display) {
    let _ = writeln!(anstream::stdout(), "{line}");
}

/// Prints a line to stderr.
pub(crate) fn complain(line: impl Display) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// Prints a command's error to stderr, once, with all that caused it.
pub(crate) fn error(error: &CommandError) {
    match error {
        CommandError::Build(BuildError::Content(diagnostics)) => self::diagnostics(diagnostics),
        CommandError::Findings => {}
        error => complain(chain(error)),
    }
}

/// Prints what is wrong with a site to stderr, in the order of files, and how much it is.
pub(crate) fn diagnostics(diagnostics: &[Diagnostic]) {
    if !diagnostics.is_empty() {
        // `anstream` takes the colours out where nobody wants them.
        complain(render(diagnostics, GraphicalTheme::unicode(), width()));
    }
}

/// What [`error`] prints, without colours.
pub(crate) fn plain(error: &CommandError) -> String {
    match error {
        CommandError::Build(BuildError::Content(diagnostics)) => {
            render(diagnostics, GraphicalTheme::unicode_nocolor(), WIDTH)
        }
        error => chain(error).replace(RED, "").replace(RESET, ""),
    }
}

fn render(diagnostics: &[Diagnostic], theme: GraphicalTheme, width: usize) -> String {
    let mut sorted = diagnostics.to_vec();
    Diagnostic::sort(&mut sorted);
    let handler = GraphicalReportHandler::new_themed(theme).with_links(false).with_width(width);
    let mut text = String::new();
    for diagnostic in &sorted {
        // Writing to a String cannot fail, and an excerpt is always inside its source.
        let _ = handler.render_report(&mut text, &Excerpt::of(diagnostic, width));
        text.push('\n');
    }
    text + &summary::count_line(&sorted)
}

/// Columns of the terminal that hears about errors.
fn width() -> usize {
    let terminal = terminal_size::terminal_size_of(io::stderr());
    terminal.map_or(WIDTH, |(width, _)| usize::from(width.0).clamp(LEAST_WIDTH, WIDTH))
}

/// `error: …`, then a line for each cause.
fn chain(error: &dyn Error) -> String {
    let mut text = format!("{RED}error:{RESET} {error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        let _ = write!(text, "\n  because: {error}");
        cause = error.source();
    }
    text
}
