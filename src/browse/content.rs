//! The content index in memory: how it comes there, whole or as far as it is wanted, and how it stays current.

use super::index::{self, File, check, release};
use super::part::Part;
use crate::api::ApiError;
use crate::router::PageCache;
use crate::storage;
use js_sys::{Date, Promise};
use offprint_catalog::{Catalog, IndexError, LARGE, Query, Route, Sort};
use offprint_model::{BasePath, FileRef, Masthead, PostChunk, PostOrder, Release, WordDirectory, WordShard};
use std::cell::{Ref, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// The directory of words, then words and an order, then rows; and the same again where a release has changed
/// meanwhile.
const ROUNDS: u32 = 8;

/// The content index, which many navigations share: each file of it is asked for once.
pub struct Content {
    base: BasePath,
    /// Identity of the app that runs.
    app: String,
    masthead: Masthead,
    held: RefCell<Option<Held>>,
    /// What is being read. These are promises because many can wait for one.
    under_way: RefCell<Vec<(Part, Promise)>>,
    /// Why the latest of them came to nothing.
    error: RefCell<ApiError>,
}

/// What has been read of a release.
struct Held {
    catalog: Catalog,
    release: Release,
    /// The files that the directory of words names.
    words: Vec<FileRef>,
    /// When the server last said that the release is current, in milliseconds.
    at: f64,
}

impl Content {
    /// Nothing has been read yet.
    pub fn new(base: BasePath, app: String, masthead: Masthead) -> Rc<Self> {
        let (held, under_way, error) = (RefCell::default(), RefCell::default(), ApiError::Network);
        Rc::new(Self { base, app, masthead, held, under_way, error: RefCell::new(error) })
    }

    /// Identity of the app that runs.
    pub fn app(&self) -> &str {
        &self.app
    }

    /// Takes an index that was read.
    pub fn hold(&self, catalog: Catalog, release: Release) {
        let (words, at) = (Vec::new(), Date::now());
        self.held.replace(Some(Held { catalog, release, words, at }));
    }

    /// The index, if it has been read.
    pub fn catalog(&self) -> Option<Ref<'_, Catalog>> {
        Ref::filter_map(self.held.borrow(), |held| held.as_ref().map(|held| &held.catalog)).ok()
    }

    /// The server said not long ago that the index is current.
    pub fn is_fresh(&self) -> bool {
        self.held.borrow().as_ref().is_some_and(|held| Date::now() - held.at < PageCache::FRESH)
    }

    /// Reads the index of a small site, when there is time; asks of one in memory whether it is current.
    pub async fn gather(self: &Rc<Self>) {
        if self.is_fresh() {
            return;
        }
        // Without the index lists come as pages do; a failure costs nothing that a reader would see.
        let Ok(release) = release(&self.base).await else { return };
        if self.is_current(&release) {
            return;
        }
        if release.app == self.app && release.counts.posts <= LARGE {
            // As above.
            let _ = self.part(Part::Index).await;
        } else {
            // Of a large site it is read again when a reader reaches for it. Of one that another app has been
            // published for, the next page that is fetched says so, and loads as a document.
            self.held.replace(None);
        }
    }

    /// The index is the one of this release.
    fn is_current(&self, release: &Release) -> bool {
        let mut held = self.held.borrow_mut();
        let same = held.as_mut().filter(|held| held.release.build == release.build);
        same.map(|held| held.at = Date::now()).is_some()
    }

    /// Has the index in memory, if that can be. An old one is better than none.
    pub async fn reach(self: &Rc<Self>) -> Result<(), ApiError> {
        if self.catalog().is_some() {
            self.gather().await;
        }
        if self.catalog().is_some() { Ok(()) } else { self.part(Part::Index).await }
    }

    /// Reads what a whole answer needs. `refined` is called whenever some of it has come.
    pub async fn satisfy(
        self: &Rc<Self>,
        route: &Route,
        query: &Query,
        refined: &dyn Fn(),
    ) -> Result<(), ApiError> {
        let mut before = Vec::new();
        for _ in 0..ROUNDS {
            let wants = self.catalog().map(|catalog| catalog.wants(route, query));
            let parts = wants.map_or_else(|| vec![Part::Index], |wants| Part::all_of(&wants));
            if parts.is_empty() {
                return Ok(());
            }
            if parts == before {
                break;
            }
            // All at once, and each is taken in as it comes.
            let promises: Vec<Promise> = parts.iter().map(|part| self.promise(*part)).collect();
            if parts.iter().all(|part| matches!(part, Part::Posts(_))) {
                // Which rows there are is known before what they say.
                refined();
            }
            for promise in promises {
                self.wait(promise).await?;
                refined();
            }
            before = parts;
        }
        // What came was not what was wanted.
        Err(ApiError::Gone { path: "data/".to_owned() })
    }

    async fn part(self: &Rc<Self>, part: Part) -> Result<(), ApiError> {
        self.wait(self.promise(part)).await
    }

    async fn wait(&self, promise: Promise) -> Result<(), ApiError> {
        match JsFuture::from(promise).await {
            Ok(good) if good.is_truthy() => Ok(()),
            _ => Err(self.error.borrow().clone()),
        }
    }

    fn promise(self: &Rc<Self>, part: Part) -> Promise {
        let under_way = self
            .under_way
            .borrow()
            .iter()
            .find(|(other, _)| *other == part)
            .map(|(_, promise)| promise.clone());
        under_way.unwrap_or_else(|| {
            let content = Rc::clone(self);
            let promise = future_to_promise(async move {
                let answer = content.bring(part).await;
                content.under_way.borrow_mut().retain(|(other, _)| *other != part);
                let good = answer.is_ok();
                if let Err(error) = answer {
                    content.error.replace(error);
                }
                // Never rejected: nobody may be left to hear of it.
                Ok(JsValue::from_bool(good))
            });
            self.under_way.borrow_mut().push((part, promise.clone()));
            promise
        })
    }

    async fn bring(&self, part: Part) -> Result<(), ApiError> {
        if part == Part::Index {
            return self.bring_index().await;
        }
        let Some((named, build)) = self.named(part) else {
            return Err(ApiError::Gone { path: "data/".to_owned() });
        };
        let read = self.bring_file(part, &named, &build).await;
        if matches!(read, Err(ApiError::Gone { .. }))
            && release(&self.base).await.is_ok_and(|now| !self.is_current(&now))
        {
            // The release has changed under this tab: what was read of it fits no other. Whoever waits asks
            // for the new one.
            self.held.replace(None);
            return Ok(());
        }
        read
    }

    /// The file that holds a part, and the release that names it.
    fn named(&self, part: Part) -> Option<(FileRef, String)> {
        let held = self.held.borrow();
        let held = held.as_ref()?;
        let facets = held.release.facets.as_ref();
        let file = match part {
            Part::Index => None,
            Part::Words => facets.map(|files| &files.words),
            Part::Order(Sort::Title) => facets.map(|files| &files.by_title),
            Part::Order(_) => facets.map(|files| &files.by_update),
            Part::Shard(number) => held.words.get(number),
            Part::Posts(number) => held.release.posts.get(number).map(|chunk| &chunk.file),
        };
        Some((file?.clone(), held.release.build.clone()))
    }

    async fn bring_file(&self, part: Part, named: &FileRef, build: &str) -> Result<(), ApiError> {
        let file = File::ask(&self.base, named);
        match part {
            Part::Index => Ok(()),
            Part::Words => {
                let words: WordDirectory = file.read().await?;
                self.take(named, build, words.schema, |held| {
                    held.catalog.set_words(&words);
                    held.words = words.shards.into_iter().map(|shard| shard.file).collect();
                    Ok(())
                })
            }
            Part::Order(sort) => {
                let order: PostOrder = file.read().await?;
                self.take(named, build, order.schema, |held| held.catalog.set_order(sort, &order))
            }
            Part::Shard(number) => {
                let shard: WordShard = file.read().await?;
                self.take(named, build, shard.schema, |held| held.catalog.add_words(number, shard))
            }
            Part::Posts(_) => {
                let chunk: PostChunk = file.read().await?;
                self.take(named, build, chunk.schema, |held| held.catalog.add_posts(chunk))
            }
        }
    }

    /// Takes what was read in, unless the index is another by now.
    fn take(
        &self,
        named: &FileRef,
        build: &str,
        schema: u32,
        put: impl FnOnce(&mut Held) -> Result<(), IndexError>,
    ) -> Result<(), ApiError> {
        check(schema)?;
        match self.held.borrow_mut().as_mut().filter(|held| held.release.build == build) {
            Some(held) => put(held).map_err(|_| ApiError::Gone { path: named.path.clone() }),
            None => Ok(()),
        }
    }

    /// A deploy may fall between the files: then the release is read anew, once.
    async fn bring_index(&self) -> Result<(), ApiError> {
        let mut release = index::release(&self.base).await?;
        let mut catalog = index::catalog(&self.base, &release).await;
        if matches!(catalog, Err(ApiError::Gone { .. })) {
            let now = index::release(&self.base).await?;
            if now.build != release.build {
                release = now;
                catalog = index::catalog(&self.base, &release).await;
            }
        }
        let fits = release.app == self.app
            && catalog.as_ref().map_or(true, |catalog| catalog.site().masthead == self.masthead);
        if !fits {
            // This document belongs to an older release; the one that is loaded once in its place may not.
            let first = storage::first_time("offprint.release", &release.build);
            return Err(if first {
                ApiError::NotAPage
            } else {
                ApiError::Gone { path: "offprint.json".to_owned() }
            });
        }
        self.hold(catalog?, release);
        Ok(())
    }
}
