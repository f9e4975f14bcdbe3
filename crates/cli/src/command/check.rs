use std::time::Instant;

use offprint_site::{CheckOptions, ExternalOptions, Severity, check};

use crate::arguments::{CheckArguments, CheckFormat, FailOn};
use crate::bundle::embedded_bundle;
use crate::command::require_site;
use crate::error::CommandError;
use crate::moment;
use crate::progress::ProgressLine;
use crate::report::{self, findings};

pub(super) fn run(arguments: &CheckArguments) -> Result<(), CommandError> {
    let started = Instant::now();
    let site = &arguments.source.site;
    require_site(site)?;
    let options = CheckOptions {
        site: site.clone(),
        base_url: arguments.address.base_url.clone(),
        drafts: arguments.selection.drafts,
        future: arguments.selection.future,
        now: Some(moment::now()?),
        external: arguments.external.then(ExternalOptions::default),
    };
    let progress = ProgressLine::new();
    let checked = check(&options, embedded_bundle().as_ref(), &progress);
    drop(progress);
    let checked = checked?;
    match arguments.format {
        CheckFormat::Text => {
            report::diagnostics(&checked.findings);
            report::say(report::check_line(&checked, started.elapsed()));
        }
        CheckFormat::Json => report::say(findings::json(&checked)),
        CheckFormat::Github => {
            for line in findings::github(&checked.findings, site) {
                report::say(line);
            }
            report::say(report::check_line(&checked, started.elapsed()));
        }
    }
    let worst = checked.findings.iter().map(|finding| finding.severity).min();
    let limit = match arguments.fail_on {
        FailOn::Errors => Severity::Error,
        FailOn::Warnings => Severity::Warning,
        FailOn::Advice => Severity::Advice,
    };
    if worst.is_some_and(|worst| worst <= limit) { Err(CommandError::Findings) } else { Ok(()) }
}
