use crate::writer::{Folder, Plan, document};
use crate::{Finding, ImportError, OldSite};
use jiff::Timestamp;
use offprint_site::{Config, Diagnostic, Library, LoadOptions, Overrides, Silent, load};
use std::collections::BTreeMap;

/// Where what could not be published is put: outside `content`, where it keeps nothing else from being built.
const UNFINISHED: &str = "import-unfinished";

/// Errors of a site can hide others. After so many looks the rest is left to the author.
const LOOKS: usize = 6;

/// Looks at the new site as a build would, and moves out of the way what would keep it from being built.
#[derive(Debug)]
pub(super) struct Look<'a> {
    site: &'a OldSite,
    options: LoadOptions,
    pub(super) findings: Vec<Finding>,
}

impl<'a> Look<'a> {
    pub(super) fn new(site: &'a OldSite, now: Timestamp) -> Self {
        Self { site, options: LoadOptions { drafts: false, future: false, now }, findings: Vec::new() }
    }

    /// The site as it is built; `None` where the author's own changes keep it from that.
    pub(super) fn at(
        &mut self,
        folder: &mut Folder,
        plan: &Plan,
    ) -> Result<Option<(Config, Library)>, ImportError> {
        for _ in 0..LOOKS {
            let config = match Config::read(folder.root(), &Overrides::default()) {
                Ok(config) => config,
                Err(errors) => {
                    self.findings.extend(errors.iter().map(|error| found(error, &error.path)));
                    return Ok(None);
                }
            };
            let errors = match load(&config, &self.options, &Silent) {
                Ok(library) => return Ok(Some((config, library))),
                Err(errors) => errors,
            };
            let mut by_page: BTreeMap<&str, &Diagnostic> = BTreeMap::new();
            for error in &errors {
                by_page.entry(&error.path).or_insert(error);
            }
            let mut moved = false;
            for page in &plan.pages {
                let (Some(error), Some(old)) =
                    (by_page.get(page.target.as_str()), self.site.pages.get(page.number))
                else {
                    continue;
                };
                let place = format!("{UNFINISHED}/{}", page.target.trim_start_matches("content/"));
                folder.write(&place, document(&page.front_matter, &old.body).as_bytes())?;
                folder.take_back(&page.target);
                let mut finding = found(error, &old.source);
                finding.message = format!("not published, but put into `{place}`: {}", finding.message);
                finding.line = None;
                self.findings.push(finding);
                moved = true;
            }
            folder.sweep()?;
            if !moved {
                self.findings.extend(errors.iter().map(|error| found(error, &error.path)));
                return Ok(None);
            }
        }
        Ok(None)
    }
}

fn found(error: &Diagnostic, path: &str) -> Finding {
    Finding {
        path: path.to_owned(),
        line: error.position().map(|(line, _)| line),
        message: error.message.clone(),
        help: error
            .help
            .clone()
            .unwrap_or_else(|| "mend it, and look again with `offprint check`".to_owned()),
    }
}
