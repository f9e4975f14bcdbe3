use std::time::Instant;

use offprint_site::{BuildOptions, write_index};

use crate::arguments::IndexArguments;
use crate::command::require_site;
use crate::error::CommandError;
use crate::moment;
use crate::report;

pub(super) fn run(arguments: &IndexArguments) -> Result<(), CommandError> {
    let started = Instant::now();
    require_site(&arguments.source.site)?;
    let options = BuildOptions {
        site: arguments.source.site.clone(),
        out: arguments.out.clone(),
        base_url: None,
        drafts: false,
        future: false,
        now: Some(moment::now()?),
        preview: false,
    };
    let written = write_index(&options, &arguments.out)?;
    report::diagnostics(&written.warnings);
    report::say(report::index_line(&written, started.elapsed()));
    Ok(())
}
