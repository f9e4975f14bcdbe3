//! What a command says: errors and warnings with excerpts of the files they are in, and its last line.

mod excerpt;
mod listing;
mod summary;

use std::error::Error;
use std::fmt::Write;

use miette::{GraphicalReportHandler, GraphicalTheme};
use offprint_site::{BuildError, Diagnostic};

pub(crate) use summary::{build_line, build_line_with_folder, index_line};

use crate::error::CommandError;
use excerpt::Excerpt;

/// Columns of a report where the terminal does not say how wide it is.
const WIDTH: usize = 100;

const RED: &str = "\u{1b}[31m";
const RESET: &str = "\u{1b}[0m";

/// Prints a command's error to stderr, once, with all that caused it.
pub(crate) fn error(error: &CommandError) {
    match error {
        CommandError::Build(BuildError::Content(diagnostics)) => self::diagnostics(diagnostics),
        error => anstream::eprint!("{}", chain(error)),
    }
}

/// Prints what is wrong with a site to stderr, in the order of files, and how much it is.
pub(crate) fn diagnostics(diagnostics: &[Diagnostic]) {
    if !diagnostics.is_empty() {
        // `anstream` takes the colours out where nobody wants them.
        anstream::eprint!("{}", render(diagnostics, GraphicalTheme::unicode()));
    }
}

/// What [`error`] prints, without colours.
pub(crate) fn plain(error: &CommandError) -> String {
    match error {
        CommandError::Build(BuildError::Content(diagnostics)) => {
            render(diagnostics, GraphicalTheme::unicode_nocolor())
        }
        error => chain(error).replace(RED, "").replace(RESET, ""),
    }
}

fn render(diagnostics: &[Diagnostic], theme: GraphicalTheme) -> String {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_key(|diagnostic| (&diagnostic.path, diagnostic.span.as_ref().map(|span| span.start)));
    let handler = GraphicalReportHandler::new_themed(theme).with_links(false).with_width(WIDTH);
    let mut text = String::new();
    for diagnostic in &sorted {
        // Writing to a String cannot fail, and an excerpt is always inside its source.
        let _ = handler.render_report(&mut text, &Excerpt::of(diagnostic));
        text.push('\n');
    }
    let _ = writeln!(text, "{}", summary::count_line(&sorted));
    text
}

/// `error: …`, then a line for each cause.
fn chain(error: &dyn Error) -> String {
    let mut text = format!("{RED}error:{RESET} {error}\n");
    let mut cause = error.source();
    while let Some(error) = cause {
        let _ = writeln!(text, "  because: {error}");
        cause = error.source();
    }
    text
}
