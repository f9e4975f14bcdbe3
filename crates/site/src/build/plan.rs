use super::BuildError;
use super::feeds::PlannedFeeds;
use super::files::{self, Generated, Written};
use crate::emit::claims::Claims;
use crate::emit::index::{ContentIndex, HashedFile};
use crate::feed::Feeds;
use crate::installable::Installable;
use crate::prerender::{Planned, Prerenderer};
use crate::{Config, Library};
use offprint_bundle::Bundle;

/// What a release will consist of, before any page of it is made: every file has its place, and nobody else's.
pub(crate) struct Plan<'a> {
    pub(crate) claims: Claims,
    /// Files of the app and what belongs to them.
    pub(super) assets: Vec<Written<'a>>,
    /// What Offprint makes beside the pages.
    pub(super) generated: Vec<Written<'a>>,
    pub(super) feeds: Option<PlannedFeeds<'a>>,
}

/// What a plan is made of.
#[derive(Clone, Copy)]
pub(crate) struct Given<'a> {
    pub(crate) config: &'a Config,
    pub(crate) library: &'a Library,
    pub(crate) bundle: &'a Bundle,
    pub(crate) index: &'a ContentIndex,
    pub(crate) feeds: Option<&'a Feeds<'a>>,
    /// The files whose names carry a hash.
    pub(crate) hashed: &'a [String],
}

impl<'a> Plan<'a> {
    /// # Errors
    /// When two things want one place, or something cannot be written.
    pub(crate) fn new(
        given: Given<'a>,
        prerenderer: &Prerenderer<'_>,
        pages: &[Planned<'_>],
        css: Option<HashedFile>,
        installable: Installable,
    ) -> Result<Self, BuildError> {
        let Given { config, library, bundle, index, feeds, hashed } = given;
        let generated = Generated::new(config, prerenderer, pages, hashed)?;
        let mut claims = Claims::default();
        files::claim_pages(&mut claims, prerenderer, pages);
        files::claim_author_files(&mut claims, config, library);
        let worker = files::worker(&mut claims, config, library, bundle)?;
        let mut assets = files::assets(&mut claims, bundle, css);
        assets.extend(worker);
        assets.extend(files::drawings(&mut claims, library));
        assets.extend(files::installable(&mut claims, installable));
        let generated = generated.claim(&mut claims, index);
        files::claim_search(&mut claims, library);
        let feeds = feeds.map(|feeds| PlannedFeeds::claim(feeds, &config.feed_also, &mut claims));
        claims.check().map_err(BuildError::Content)?;
        Ok(Self { claims, assets, generated, feeds })
    }
}
