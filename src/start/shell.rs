use super::run;
use crate::api::ApiError;
use crate::api::page::{self, PageFile, policy_of};
use crate::api::{http, json};
use crate::app::App;
use crate::browse::source::Around;
use crate::components::Frame;
use crate::router::lists::Lists;
use crate::router::{Router, Target};
use crate::screen;
use crate::state::{Reader, Shown, Status};
use leptos::mount::mount_to_renderer;
use leptos::prelude::*;
use offprint_model::{BasePath, Boot, Masthead};
use serde::Deserialize;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, RequestCache};

/// Makes the page from the content index alone: every list is in it, the text of posts is not.
pub async fn mount(root: HtmlElement, lists: Lists) {
    match lists.boot().await {
        Ok(Boot { app, base, masthead, .. }) => {
            let (shown, status) = match page_here(&lists, &base).await {
                Ok(shown) => (shown, Status::Ready),
                Err(why) => {
                    let saved = masthead.offline.as_ref().map(|place| base.url(&place.url));
                    match instead(&base, saved).await {
                        Some(file) => (file.shown, Status::Ready),
                        None => not_here(&lists, &base, masthead.large, why),
                    }
                }
            };
            begin(&root, app, lists, Frame { base, masthead }, shown, status);
        }
        Err(ApiError::NotAPage) => screen::load_document(&screen::location()),
        Err(error) => {
            let base = base_path();
            if let Some(PageFile { boot, shown, .. }) = instead(&base, saved_page(&base).await).await {
                let frame = Frame { base, masthead: boot.masthead };
                return begin(&root, boot.app, lists, frame, shown, Status::Ready);
            }
            let message = ["This site's index did not load: ", &error.to_string(), "."].concat();
            let failed = Status::Failed { url: screen::location(), message };
            // The links stay the browser's: "try again" loads the document anew.
            show(&root, &base, &nameless(), Shown::missing(), failed);
        }
    }
}

fn begin(root: &HtmlElement, app: String, lists: Lists, frame: Frame, shown: Shown, status: Status) {
    screen::set_head(&shown.head);
    let reader = show(root, &frame.base, &frame.masthead, shown, status);
    // The shell's own policy is made for the whole site.
    run(Router::new(app, lists, frame, policy_of(&document()), reader));
}

fn show(root: &HtmlElement, base: &BasePath, masthead: &Masthead, shown: Shown, status: Status) -> Reader {
    let reader = Reader::new(shown);
    reader.status.set(status);
    root.set_inner_html("");
    let (base, masthead) = (base.clone(), masthead.clone());
    mount_to_renderer(root, move || view! { <App base masthead reader /> }).forget();
    reader
}

/// The list at the document's address; where there is none, why, if that is known. What a query chooses of a list
/// comes with the router.
async fn page_here(lists: &Lists, base: &BasePath) -> Result<Shown, Option<ApiError>> {
    let target = target(base).ok_or(None)?;
    lists.satisfy(target.path(), nobody().unchecked_ref()).await.map_err(Some)?;
    lists.answer(target.path(), Around::default()).ok_or(None)
}

/// What is said of a page that is no list.
fn not_here(lists: &Lists, base: &BasePath, large: bool, why: Option<ApiError>) -> (Shown, Status) {
    let missing = || lists.missing().unwrap_or_else(Shown::missing);
    let Some(target) = target(base) else { return (missing(), Status::Ready) };
    if let Some(error) = why {
        let message = ["The list did not load: ", &error.to_string(), "."].concat();
        return (missing(), Status::Failed { url: target.address(), message });
    }
    let (shown, message) = match lists.title_page(&target.url) {
        Some(shown) => {
            (shown, "Only lists can be shown here. The text of this post is in a page of its own.")
        }
        // Whether there is such a post would take the whole index to know.
        None if large => (missing(), "Only lists can be shown here. A post is in a page of its own."),
        None => return (missing(), Status::Ready),
    };
    (shown, Status::Failed { url: target.address(), message: message.to_owned() })
}

/// Where neither the network nor the device has the page whole: the page of what is saved, in its place. It comes
/// from the service worker, as the shell did.
async fn instead(base: &BasePath, saved: Option<String>) -> Option<PageFile> {
    let (saved, target) = (saved?, target(base)?);
    // 409 is the service worker's word for a page of another release, or one that came damaged.
    if http::status(&target.url).await.is_some_and(|status| status < 500 && status != 409) {
        return None;
    }
    let site = [screen::origin().as_str(), base.as_str()].concat();
    page::fetch(&saved, &site).await.ok()
}

/// The part of the release that names the page of what is saved, for a shell that knows nothing else.
#[derive(Deserialize)]
struct Kept {
    #[serde(default)]
    offline: Option<KeptPages>,
}

#[derive(Deserialize)]
struct KeptPages {
    saved: String,
}

/// The URL of the page of what is saved, as the release has it.
async fn saved_page(base: &BasePath) -> Option<String> {
    let release = http::get(&base.file("offprint.json"), RequestCache::Default).await.ok()?;
    let kept: Kept = json::read(&release.text().await.ok()?).ok()?;
    Some(base.file(kept.offline?.saved.strip_suffix("index.html")?))
}

fn target(base: &BasePath) -> Option<Target> {
    Target::of(&screen::location(), &screen::origin(), base)
}

/// A listener for what nobody waits for.
fn nobody() -> JsValue {
    Closure::<dyn Fn()>::new(|| {}).into_js_value()
}

/// Where the site lies, as the document says.
fn base_path() -> BasePath {
    screen::meta("offprint-base").and_then(|path| BasePath::new(&path).ok()).unwrap_or_default()
}

/// What stands around the content where even the site's name is not known.
fn nameless() -> Masthead {
    Masthead {
        title: document().title(),
        description: String::new(),
        base_url: String::new(),
        language: "en".to_owned(),
        image: None,
        copyright: None,
        menu: Vec::new(),
        taxonomy_paths: Default::default(),
        browse: Vec::new(),
        large: false,
        search: None,
        offline: None,
    }
}
