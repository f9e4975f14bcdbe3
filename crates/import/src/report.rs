//! The parity report: what an old site had, and what the new one has of it.

mod addresses;
mod comparison;
mod text;

pub use addresses::{AddressLine, Answer};
pub use comparison::{Comparison, Share, compare};

use crate::writer::Plan;
use crate::{Finding, OldSite, PageKind, measure};
use offprint_site::{Config, Library};
use serde::Serialize;
use std::collections::HashMap;

/// What an import came to, before it is counted.
pub(crate) struct Outcome<'a> {
    pub generator: &'static str,
    pub site: &'a OldSite,
    pub plan: &'a Plan,
    /// The new site; `None` where it cannot be built.
    pub built: Option<&'a (Config, Library)>,
}

/// What came of an import.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// What it was imported from.
    pub generator: &'static str,
    /// The sums.
    pub totals: Totals,
    /// Every old address, those that nothing answers first.
    pub addresses: Vec<AddressLine>,
    /// Every page with a text, those that lost most first.
    pub pages: Vec<PageLine>,
    /// What was not carried over, or not as it was.
    pub findings: Vec<FindingLine>,
}

/// Sums over a whole site.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Totals {
    /// Posts that the old site published.
    pub posts_before: usize,
    /// Those of them that the new site publishes.
    pub posts_after: usize,
    /// Other pages that the old site published.
    pub pages_before: usize,
    /// Those of them that the new site publishes.
    pub pages_after: usize,
    /// Drafts, which neither publishes.
    pub drafts: usize,
    /// Files that are copied.
    pub files: usize,
    /// Old addresses.
    pub addresses: usize,
    /// Those of them that something answers.
    pub answered: usize,
    /// What all texts together kept.
    pub kept: Comparison,
}

/// A page, before and after.
#[derive(Clone, Debug, Serialize)]
pub struct PageLine {
    /// The old file.
    pub source: String,
    /// The new file.
    pub target: String,
    /// The new site publishes it.
    pub published: bool,
    /// What it kept.
    pub kept: Comparison,
}

/// A [`Finding`], as it is written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct FindingLine {
    /// The file.
    pub path: String,
    /// Its line, from 1.
    pub line: Option<usize>,
    /// What was not carried over.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl Outcome<'_> {
    /// Counts.
    pub(crate) fn report(&self, findings: Vec<Finding>) -> Report {
        let after = self.built.map(|(_, library)| texts(library)).unwrap_or_default();
        let targets: HashMap<usize, &str> =
            self.plan.pages.iter().map(|page| (page.number, page.target.as_str())).collect();
        let host = self.site.settings.base_url.as_deref().unwrap_or_default();
        let mut totals = Totals { files: self.plan.files.len(), ..Totals::default() };
        let mut pages = Vec::new();
        for (number, page) in self.site.pages.iter().enumerate() {
            if page.url.is_none() {
                totals.drafts += 1;
                continue;
            }
            let target = targets.get(&number).copied().unwrap_or_default();
            let html = after.get(target);
            let (before, counted) = match page.kind {
                PageKind::Post => (&mut totals.posts_before, &mut totals.posts_after),
                PageKind::Page => (&mut totals.pages_before, &mut totals.pages_after),
                PageKind::Section if page.reference.trim().is_empty() => continue,
                PageKind::Section => (&mut totals.pages_before, &mut totals.pages_after),
            };
            // A page that only showed a list lost nothing when the list took its place.
            let is_list = html.is_none() && page.body.trim().is_empty();
            *before += 1;
            *counted += usize::from(html.is_some() || is_list);
            let kept = compare(&measure(&page.reference), &measure(html.copied().unwrap_or_default()), host);
            totals.kept.add(&kept);
            pages.push(PageLine {
                source: page.source.clone(),
                target: target.to_owned(),
                published: html.is_some() || is_list,
                kept,
            });
        }
        pages.sort_by(|a, b| {
            a.published
                .cmp(&b.published)
                .then_with(|| b.kept.loss().total_cmp(&a.kept.loss()))
                .then_with(|| a.source.cmp(&b.source))
        });
        let addresses = addresses::all(self);
        totals.addresses = addresses.len();
        totals.answered = addresses.iter().filter(|line| line.answer != Answer::Nothing).count();
        let mut findings: Vec<FindingLine> = findings.into_iter().map(FindingLine::from).collect();
        findings.sort();
        findings.dedup();
        Report { generator: self.generator, totals, addresses, pages, findings }
    }
}

impl From<Finding> for FindingLine {
    fn from(Finding { path, line, message, help }: Finding) -> Self {
        Self { path, line, message, help }
    }
}

/// The text of every page of a site, by its file.
fn texts(library: &Library) -> HashMap<String, &str> {
    let posts = library.posts.iter().map(|post| (post.source.clone(), post.html.as_str()));
    let documents = library.documents.iter().map(|page| (page.source.clone(), page.html.as_str()));
    let sections = library.site.sections.iter().filter_map(|section| {
        Some((format!("content/{}_index.md", section.path), section.intro.as_deref()?))
    });
    let home = library.site.intro.iter().map(|intro| ("content/_index.md".to_owned(), intro.as_str()));
    posts.chain(documents).chain(sections).chain(home).collect()
}
