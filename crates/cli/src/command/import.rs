use std::time::Instant;

use offprint_import::{Generator, import};

use crate::arguments::{ImportArguments, ImportFrom};
use crate::command::new::quoted;
use crate::error::CommandError;
use crate::moment;
use crate::report;

pub(super) fn run(arguments: &ImportArguments) -> Result<(), CommandError> {
    let started = Instant::now();
    let generator = match arguments.generator {
        ImportFrom::Hugo => Generator::Hugo,
        ImportFrom::Jekyll => Generator::Jekyll,
        ImportFrom::Wordpress => Generator::WordPress,
        ImportFrom::Zola => Generator::Zola,
        ImportFrom::Feed => Generator::Feed,
    };
    if !arguments.from.exists() {
        return Err(CommandError::Nowhere { path: arguments.from.clone() });
    }
    let imported = import(generator, &arguments.from, &arguments.to, moment::now()?)?;
    let to = arguments.to.display().to_string();
    report::say(report::import_lines(&imported, started.elapsed(), &to));
    report::say(format_args!(
        "\nRead {to}/import-report.md, then look at the site:\n\n  offprint check --site {0}\n  offprint serve --site {0}",
        quoted(&to)
    ));
    Ok(())
}
