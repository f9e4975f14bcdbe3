//! The way from one folder to the other: read, write, look at what was written, and report.

mod leads;
mod look;

use crate::report::{Outcome, Report};
use crate::writer::{Folder, Plan, configuration, document};
use crate::{FileSource, Finding, ImportError, OldSite, feed, hugo, jekyll, wordpress, zola};
use jiff::Timestamp;
use leads::Leads;
use look::Look;
use offprint_site::{Config, Overrides};
use std::fs;
use std::path::Path;
use toml::Value;

/// What a site can be imported from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Generator {
    /// Hugo: a folder with a `hugo.toml`, or one of its other configurations.
    Hugo,
    /// Jekyll: a folder with a `_config.yml`.
    Jekyll,
    /// WordPress: its export.
    WordPress,
    /// Zola: a folder with a `config.toml`.
    Zola,
    /// A feed with whole texts.
    Feed,
}

impl Generator {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Hugo, Self::Jekyll, Self::WordPress, Self::Zola, Self::Feed];

    /// Its name in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hugo => "hugo",
            Self::Jekyll => "jekyll",
            Self::WordPress => "wordpress",
            Self::Zola => "zola",
            Self::Feed => "feed",
        }
    }

    /// Reads an old site by its generator's rules; `now` decides which posts are still to come.
    ///
    /// # Errors
    /// Where there is none. What is wrong with single files is in [`OldSite::findings`].
    pub fn read(self, from: &Path, now: Timestamp) -> Result<OldSite, ImportError> {
        match self {
            Self::Hugo => Ok(hugo::read(from, now)?),
            Self::Jekyll => Ok(jekyll::read(from, now)?),
            Self::WordPress => wordpress::read(from),
            Self::Zola => zola::read(from),
            Self::Feed => feed::read(from),
        }
    }
}

/// What an import came to.
#[derive(Debug)]
pub struct Imported {
    /// What is in `import-report.md` and `import-report.json`.
    pub report: Report,
    /// Files of the new folder whose bytes are others than before.
    pub written: usize,
}

/// Imports the site in `from` into the folder `to`, which may hold an earlier import; `now` decides which posts
/// are still to come. `from` is never changed.
///
/// # Errors
/// Where the old site cannot be read, or the new folder cannot be written or is not the import's to write.
pub fn import(generator: Generator, from: &Path, to: &Path, now: Timestamp) -> Result<Imported, ImportError> {
    let site = generator.read(from, now)?;
    let mut folder = Folder::open(from, to, generator.name())?;
    write(&site, generator.name(), &mut folder, now)
}

/// Writes a site that was read into a folder, and reports.
fn write(
    site: &OldSite,
    generator: &'static str,
    folder: &mut Folder,
    now: Timestamp,
) -> Result<Imported, ImportError> {
    let mut findings = site.findings.clone();
    let (mut keys, config) = configured(site, folder.root(), &mut findings)?;
    let mut plan = Plan::new(site, &config);
    folder.write("offprint.toml", configuration(&keys).as_bytes())?;
    for page in &plan.pages {
        let body = site.pages.get(page.number).map(|old| old.body.as_str()).unwrap_or_default();
        folder.write(&page.target, document(&page.front_matter, body).as_bytes())?;
    }
    for (number, target) in &plan.files {
        copy(site, *number, target, folder, &mut findings)?;
    }
    folder.sweep()?;

    let mut look = Look::new(site, now);
    let mut built = look.at(folder, &plan)?;
    if let Some((config, library)) = &built {
        let moved = plan.give_way(site, library);
        for page in &moved {
            let Some(planned) = plan.pages.iter().find(|planned| planned.target == *page) else {
                folder.take_back(page);
                continue;
            };
            let body = site.pages.get(planned.number).map(|old| old.body.as_str()).unwrap_or_default();
            folder.write(page, document(&planned.front_matter, body).as_bytes())?;
        }
        let leads = Leads::new(site, &plan, config, library);
        for (number, target) in &leads.copies {
            copy(site, *number, target, folder, &mut findings)?;
        }
        if leads.add_to(&mut keys) {
            folder.write("offprint.toml", configuration(&keys).as_bytes())?;
        }
        if !moved.is_empty() || !leads.is_empty() {
            folder.sweep()?;
            built = look.at(folder, &plan)?;
        }
    }
    findings.append(&mut plan.findings);
    findings.append(&mut look.findings);
    findings.extend(folder.finish()?);
    let report = Outcome { generator, site, plan: &plan, built: built.as_ref() }.report(findings);
    folder.overwrite("import-report.md", report.markdown().as_bytes())?;
    folder.overwrite("import-report.json", report.json().as_bytes())?;
    Ok(Imported { report, written: folder.written() })
}

/// What `offprint.toml` will say: every key that Offprint takes. The others become findings.
fn configured(
    site: &OldSite,
    folder: &Path,
    findings: &mut Vec<Finding>,
) -> Result<(Vec<(String, Value)>, Config), ImportError> {
    let settings = &site.settings;
    let mut wanted = settings.keys.clone();
    if !wanted
        .iter()
        .any(|(key, value)| key == "title" && value.as_str().is_some_and(|text| !text.is_empty()))
    {
        wanted.retain(|(key, _)| key != "title");
        wanted.insert(0, ("title".to_owned(), Value::from("A blog")));
    }
    if let Some(url) = &settings.base_url {
        let place = wanted.iter().position(|(key, _)| key == "description").unwrap_or(0) + 1;
        wanted.insert(place.min(wanted.len()), ("base_url".to_owned(), Value::from(url.as_str())));
    }
    let parse =
        |keys: &[(String, Value)]| Config::parse(folder, configuration(keys).into(), &Overrides::default());
    let mut keys: Vec<(String, Value)> = Vec::new();
    let mut last = None;
    for (key, value) in wanted {
        keys.push((key, value));
        match parse(&keys) {
            Ok(config) => last = Some(config),
            Err(errors) => {
                let key = keys.pop().map(|(key, _)| key).unwrap_or_default();
                let why = errors.first().map(|error| error.message.clone()).unwrap_or_default();
                findings.push(Finding {
                    path: "offprint.toml".to_owned(),
                    line: None,
                    message: format!("`{key}` is left out: {why}"),
                    help: "write it by hand".to_owned(),
                });
            }
        }
    }
    match last {
        Some(config) => Ok((keys, config)),
        None => Err(ImportError::Configuration("it has no title".to_owned())),
    }
}

fn copy(
    site: &OldSite,
    number: usize,
    target: &str,
    folder: &mut Folder,
    findings: &mut Vec<Finding>,
) -> Result<(), ImportError> {
    let Some(file) = site.files.get(number) else { return Ok(()) };
    match &file.source {
        FileSource::Bytes(bytes) => folder.write(target, bytes),
        FileSource::Disk(path) => match fs::read(path) {
            Ok(bytes) => folder.write(target, &bytes),
            Err(error) => {
                findings.push(Finding {
                    path: file.url.trim_start_matches('/').to_owned(),
                    line: None,
                    message: format!("cannot read the file: {error}"),
                    help: "copy it by hand".to_owned(),
                });
                Ok(())
            }
        },
    }
}
