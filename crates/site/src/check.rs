//! Looks at a site as a build does, writes no page, and says besides what a build passes over: links and their
//! parts, titles, dates, terms, numbers, keys, pictures; and, where it is wanted, links to other sites.

mod dates;
mod external;
mod front_matter;
mod links;
mod markup;
mod orphans;
mod parts;
mod series;
mod targets;
mod terms;
mod theme;
mod titles;

pub use external::ExternalOptions;
pub(crate) use parts::missing_parts;

use crate::build::{Given, Plan, asset_paths, general_warnings, styles};
use crate::emit::index::ContentIndex;
use crate::feed::Feeds;
use crate::installable::Installable;
use crate::load::{Surveyed, load_all, survey};
use crate::prerender::{Prerenderer, Setting};
use crate::template::Template;
use crate::{BuildError, Code, Config, Diagnostic, Library, LoadOptions, Overrides, Progress, Severity};
use external::Ask;
use jiff::Timestamp;
use links::Links;
use offprint_bundle::{Bundle, Manifest};
use std::collections::HashSet;
use std::path::PathBuf;

/// What to check.
#[derive(Clone, Debug, Default)]
pub struct CheckOptions {
    /// The site's folder.
    pub site: PathBuf,
    /// In place of the configured `base_url`.
    pub base_url: Option<String>,
    /// Drafts come in.
    pub drafts: bool,
    /// Posts whose time has not come yet come in.
    pub future: bool,
    /// The moment that decides what is future and what has expired; the clock's where none is given.
    pub now: Option<Timestamp>,
    /// How other sites are asked about links to them; where it is not said, they are not.
    pub external: Option<ExternalOptions>,
}

/// What a check came to.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// All that was found, by file and place.
    pub findings: Vec<Diagnostic>,
    /// Posts and pages that were looked at.
    pub pages: usize,
    /// Addresses in them that were followed.
    pub links: usize,
    /// Whether errors kept the links from being followed.
    pub cut_short: bool,
}

/// Checks a site. Without a bundle, the app's own files are not known.
///
/// # Errors
/// Only where the bundle is broken or memory cannot be written to: what is wrong with the site is no error.
pub fn check(
    options: &CheckOptions,
    bundle: Option<&Bundle>,
    progress: &dyn Progress,
) -> Result<Checked, BuildError> {
    let overrides = Overrides { base_url: options.base_url.clone() };
    let config = match Config::read(&options.site, &overrides) {
        Ok(config) => config,
        Err(findings) => return Ok(Checked { findings, cut_short: true, ..Checked::default() }),
    };
    let now = options.now.unwrap_or_else(Timestamp::now);
    let load_options = LoadOptions { drafts: options.drafts, future: options.future, now };
    let (library, found) = load_all(&config, &load_options, progress);
    let files = survey(&config);
    // What no site is built with is said whatever `allow` says.
    let (errors, mut findings): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|finding| finding.severity == Severity::Error);
    let is_sound = errors.is_empty();
    let ask = options.external.as_ref().map(|options| Ask { options, now, progress });
    findings.extend(of_files(&config, &library, &files, now));
    let mut checked = Checked {
        pages: library.posts.len() + library.documents.len(),
        cut_short: !is_sound,
        ..Checked::default()
    };
    if is_sound {
        let stand_in = stand_in();
        let site = Site { config: &config, library: &library, files: &files };
        of_whole(site, bundle.unwrap_or(&stand_in), ask, &mut findings, &mut checked)?;
    }
    findings.retain(|finding| !config.check.allow.contains(&finding.code));
    findings.extend(errors);
    for finding in &mut findings {
        if finding.code.severity() == Severity::Error {
            finding.severity = Severity::Error;
        }
        place(finding, &files);
    }
    Diagnostic::sort(&mut findings);
    findings.dedup();
    checked.findings = findings;
    Ok(checked)
}

/// What the files say by themselves and beside each other.
fn of_files(config: &Config, library: &Library, files: &[Surveyed], now: Timestamp) -> Vec<Diagnostic> {
    let posts = library.posts.iter().map(|post| post.source.as_str());
    let documents = library.documents.iter().map(|document| document.source.as_str());
    let published: HashSet<&str> = posts.chain(documents).collect();
    let is_shown =
        |file: &&Surveyed| published.contains(file.path.as_str()) || file.name.ends_with("_index.md");
    // One that is wrong is looked at too: its author mends it anyway.
    let shown: Vec<&Surveyed> = files.iter().filter(|file| is_shown(file) || file.page.is_none()).collect();
    let mut findings = front_matter::check(config, &shown);
    findings.extend(titles::check(&shown));
    findings.extend(dates::check(&shown, files, now));
    findings.extend(terms::check(config, library, &shown));
    findings.extend(series::check(library, files));
    findings
}

/// A site as it was read.
#[derive(Clone, Copy)]
struct Site<'a> {
    config: &'a Config,
    library: &'a Library,
    files: &'a [Surveyed],
}

/// What only the whole site can tell, and other sites where they are to be asked.
fn of_whole(
    Site { config, library, files }: Site<'_>,
    bundle: &Bundle,
    ask: Option<Ask<'_>>,
    findings: &mut Vec<Diagnostic>,
    checked: &mut Checked,
) -> Result<(), BuildError> {
    findings.extend(general_warnings(config, library));
    let css = styles(library);
    let installable = match Installable::new(config, library, bundle) {
        Ok(mut installable) => {
            findings.append(&mut installable.warnings);
            installable
        }
        Err(error) => {
            findings.push(*error);
            Installable::default()
        }
    };
    let setting = Setting { app: &bundle.manifest.app, base: config.base.clone(), head_end: String::new() };
    let prerenderer = Prerenderer::new(Template::new(&bundle.template, &config.base)?, library, setting);
    let pages = prerenderer.pages();
    let index = ContentIndex::new(&library.site, prerenderer.catalog.posts())?;
    let feeds = library.site.feeds.then(|| Feeds::new(config, library));
    let hashed = asset_paths(bundle, css.as_ref());
    let given = Given { config, library, bundle, index: &index, feeds: feeds.as_ref(), hashed: &hashed };
    let claims = match Plan::new(given, &prerenderer, &pages, css, installable) {
        Ok(plan) => plan.claims,
        Err(BuildError::Content(clashes)) => {
            findings.extend(clashes.into_iter().map(|clash| clash.code(Code::SameAddress)));
            checked.cut_short = true;
            return Ok(());
        }
        Err(error) => return Err(error),
    };
    let mut links = Links::new(config, library, files, &claims, &pages, ask.is_some());
    links.follow();
    links.follow_menu();
    links.follow_theme();
    let (followed, parts) = (links.followed, std::mem::take(&mut links.parts));
    findings.retain(|finding| !links.says_better(finding));
    findings.append(&mut links.findings);
    findings.extend(parts::missing(parts, &prerenderer, &pages));
    findings.extend(orphans::check(config, library, files));
    if let (Some(ask), Some(outside)) = (ask, links.outside) {
        findings.extend(ask.about(&config.folder, outside));
    }
    checked.links = followed;
    Ok(())
}

/// A finding about a file of content as a whole stands at its first line.
fn place(finding: &mut Diagnostic, files: &[Surveyed]) {
    if finding.span.is_none()
        && let Ok(at) = files.binary_search_by(|file| file.path.as_str().cmp(&finding.path))
        && let Some(file) = files.get(at)
    {
        let end = file.text.lines().next().map_or(0, str::len);
        *finding = finding.clone().at(&file.text, 0..end);
    }
}

/// The least that a page is rendered with.
fn stand_in() -> Bundle {
    use offprint_bundle::{APP, BOOT, HEAD_END, HEAD_START};
    let template = format!(
        "<!doctype html><html lang=\"en\"><head>{HEAD_START}{HEAD_END}</head>\
         <body><div id=\"app\">{APP}</div>{BOOT}</body></html>"
    );
    let manifest = Manifest { app: "none".to_owned(), sources: "none".to_owned() };
    Bundle { manifest, template, assets: Vec::new() }
}
