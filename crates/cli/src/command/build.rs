use std::time::Instant;

use offprint_site::{BuildError, BuildOptions, Config, Overrides, build};

use crate::arguments::BuildArguments;
use crate::command::{require_bundle, require_site};
use crate::error::CommandError;
use crate::moment::{self, Moment};
use crate::progress::ProgressLine;
use crate::report;

pub(super) fn run(arguments: &BuildArguments) -> Result<(), CommandError> {
    let started = Instant::now();
    let site = &arguments.source.site;
    require_site(site)?;
    let bundle = require_bundle()?;
    let options = BuildOptions {
        site: site.clone(),
        out: arguments.out.clone().unwrap_or_else(|| site.join("public")),
        base_url: arguments.address.base_url.clone(),
        drafts: arguments.selection.drafts,
        future: arguments.selection.future,
        now: Some(instant(arguments)?),
        preview: false,
    };
    let progress = ProgressLine::new();
    let built = build(&options, &bundle, &progress);
    drop(progress);
    let built = built?;
    report::diagnostics(&built.warnings);
    report::say(report::build_line_with_folder(&built, started.elapsed(), &options.out));
    Ok(())
}

fn instant(arguments: &BuildArguments) -> Result<jiff::Timestamp, CommandError> {
    Ok(match arguments.now {
        None => moment::now()?,
        Some(Moment::Instant(instant)) => instant,
        Some(day) => {
            let config =
                Config::read(&arguments.source.site, &Overrides::default()).map_err(BuildError::Content)?;
            day.instant(&config.time_zone)?
        }
    })
}
