//! What the app calls. Each call is one of a module's exports; errors are sentences for the reader.

use super::answer::Answer;
use super::content::Content;
use super::index;
use super::source::{self, Around};
use crate::api::{ApiError, json};
use crate::components::Frame;
use crate::router::Target;
use crate::storage;
use js_sys::Function;
use leptos::prelude::{document, window};
use offprint_catalog::Query;
use offprint_model::{BasePath, Boot, Page, Place, PostPage, PostSummary};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// The error of an answer that is the browser's business: it must load the document.
const LOAD_DOCUMENT: &str = "document";

thread_local! {
    /// The one site of the document.
    static SITE: RefCell<Option<Rc<Open>>> = const { RefCell::new(None) };
}

struct Open {
    frame: Frame,
    content: Rc<Content>,
}

fn site() -> Result<Rc<Open>, JsValue> {
    SITE.with(|site| site.borrow().clone()).ok_or_else(|| JsValue::from_str("the site is not open"))
}

/// Says why where a panic ends this module. The app goes on without it, once the loader knows.
pub fn set_up() {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&["Offprint stopped making lists: ", &info.to_string()].concat().into());
        if let Ok(event) = web_sys::Event::new("offprint:lists-panic") {
            // Nobody cancels it.
            let _ = window().dispatch_event(&event);
        }
    }));
}

/// Opens the site that the document's boot data names; nothing is asked for yet. A document without boot data
/// is the shell: there the content index is read at once, since it alone says what site it is.
///
/// # Errors
/// Why the content index could not be read.
#[wasm_bindgen]
pub async fn open() -> Result<(), JsValue> {
    let boot = document().query_selector("script#boot").ok().flatten().and_then(|boot| boot.text_content());
    let open = match boot.and_then(|boot| json::read::<Boot>(&boot).ok()) {
        Some(boot) => {
            let content = Content::new(boot.base.clone(), boot.app, boot.masthead.clone());
            Open { frame: Frame { base: boot.base, masthead: boot.masthead }, content }
        }
        None => from_index().await.map_err(sentence)?,
    };
    SITE.with(|site| site.replace(Some(Rc::new(open))));
    Ok(())
}

/// The index of the current release. A deploy may fall between its files: then the release is read anew,
/// and where it changed the document is loaded once, for it belongs to the old one.
async fn from_index() -> Result<Open, ApiError> {
    let meta = document().query_selector("meta[name=offprint-base]").ok().flatten();
    let base = meta.and_then(|meta| meta.get_attribute("content"));
    let base = base.and_then(|path| BasePath::new(&path).ok()).unwrap_or_default();
    let release = index::release(&base).await?;
    match index::catalog(&base, &release).await {
        Ok(catalog) => {
            let masthead = catalog.site().masthead.clone();
            let content = Content::new(base.clone(), release.app.clone(), masthead.clone());
            content.hold(catalog, release);
            Ok(Open { frame: Frame { base, masthead }, content })
        }
        Err(error) => {
            let now = index::release(&base).await?;
            let changed = now.build != release.build;
            Err(if changed && storage::first_time("offprint.release", &now.build) {
                ApiError::NotAPage
            } else {
                error
            })
        }
    }
}

/// JSON of the boot data that the document would have if its page were in a file; the page is none.
///
/// # Errors
/// When the site is not open.
#[wasm_bindgen]
pub fn boot() -> Result<String, JsValue> {
    let site = site()?;
    let boot = Boot {
        app: site.content.app().to_owned(),
        base: site.frame.base.clone(),
        masthead: site.frame.masthead.clone(),
        page: Place::missing(),
    };
    serde_json::to_string(&boot).map_err(|error| JsValue::from_str(&error.to_string()))
}

/// Reads the content index of a small site, while there is time; asks of one in memory whether it is current.
///
/// # Errors
/// When the site is not open. That the index could not be read is no error: pages come without it too.
#[wasm_bindgen]
pub async fn gather() -> Result<(), JsValue> {
    site()?.content.gather().await;
    Ok(())
}

/// Is the index in memory, and did the server say not long ago that it is current?
#[wasm_bindgen]
pub fn is_fresh() -> bool {
    site().is_ok_and(|site| site.content.is_fresh())
}

/// The page at a root-relative URL (path and query), made from what is in memory; nothing where that is not
/// enough, or where the page is none that the content index makes.
///
/// `open`: the choices are wanted even where nothing is chosen. `here`: the list's first page is on the screen.
/// `partly`: rows may still be on their way. `needles`: what is looked for in long facets, a facet's key and a
/// text in turn.
#[wasm_bindgen]
pub fn answer(url: &str, open: bool, here: bool, partly: bool, needles: Vec<String>) -> Option<Answer> {
    let site = site().ok()?;
    let target = target(&site, url)?;
    let pairs =
        needles.chunks_exact(2).filter_map(|pair| Some((pair.first()?.clone(), pair.get(1)?.clone())));
    let needles: Vec<(String, String)> = pairs.collect();
    let catalog = site.content.catalog()?;
    let page = source::list(&catalog, &target, Around { open, needles: &needles, here, partly })?;
    Some(Answer::of(&site.frame, &page))
}

/// Is the page at a root-relative URL a list of the content index, as far as that is in memory?
#[wasm_bindgen]
pub fn makes(url: &str) -> bool {
    site().is_ok_and(|site| {
        let target = target(&site, url);
        let catalog = site.content.catalog();
        target.zip(catalog).is_some_and(|(target, catalog)| catalog.route(&target.permalink).is_some())
    })
}

/// What the content index knows of the post at a root-relative URL: all but its text.
#[wasm_bindgen]
pub fn title_page(url: &str) -> Option<Answer> {
    let site = site().ok()?;
    let target = target(&site, url)?;
    let catalog = site.content.catalog()?;
    let post: PostSummary = catalog.posts().iter().find(|post| post.url == target.permalink)?.clone();
    let page = Page::Post(Box::new(PostPage {
        description: post.summary.clone(),
        post,
        canonical: None,
        contents: Vec::new(),
        series: None,
        older: None,
        newer: None,
    }));
    Some(Answer::of(&site.frame, &page))
}

/// The page that says that there is none.
#[wasm_bindgen]
pub fn missing() -> Option<Answer> {
    Some(Answer::of(&site().ok()?.frame, &Page::Missing))
}

/// Reads all that a whole answer to a root-relative URL takes. `refined` is called whenever some of it has
/// come. False where the content index makes no such page.
///
/// # Errors
/// Why it could not be read, as a sentence; `document` where the document must be loaded instead.
#[wasm_bindgen]
pub async fn satisfy(url: String, refined: Function) -> Result<bool, JsValue> {
    let site = site()?;
    site.content.reach().await.map_err(sentence)?;
    let Some(target) = target(&site, &url) else { return Ok(false) };
    let question = site.content.catalog().and_then(|catalog| {
        let of_list = source::question(&catalog, &target);
        of_list.or_else(|| Some((catalog.route(&target.permalink)?, Query::default())))
    });
    let Some((route, query)) = question else { return Ok(false) };
    // What a listener throws is its own business.
    let tell = || drop(refined.call0(&JsValue::UNDEFINED));
    site.content.satisfy(&route, &query, &tell).await.map_err(sentence)?;
    Ok(true)
}

fn target(site: &Open, url: &str) -> Option<Target> {
    let origin = window().location().origin().ok()?;
    Target::of(&[origin.as_str(), url].concat(), &origin, &site.frame.base)
}

fn sentence(error: ApiError) -> JsValue {
    match error {
        ApiError::NotAPage => JsValue::from_str(LOAD_DOCUMENT),
        error => JsValue::from_str(&error.to_string()),
    }
}
