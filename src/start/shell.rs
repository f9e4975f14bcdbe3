use super::run;
use crate::api::ApiError;
use crate::api::page::policy_of;
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
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

/// Makes the page from the content index alone: every list is in it, the text of posts is not.
pub async fn mount(root: HtmlElement, lists: Lists) {
    match lists.boot().await {
        Ok(Boot { app, base, masthead, .. }) => {
            let (shown, status) = page_here(&lists, &base, masthead.large).await;
            screen::set_head(&shown.head);
            let reader = show(&root, &base, &masthead, shown, status);
            // The shell's own policy is made for the whole site.
            run(Router::new(app, lists, Frame { base, masthead }, policy_of(&document()), reader));
        }
        Err(ApiError::NotAPage) => screen::load_document(&screen::location()),
        Err(error) => {
            let message = ["This site's index did not load: ", &error.to_string(), "."].concat();
            let failed = Status::Failed { url: screen::location(), message };
            // The links stay the browser's: "try again" loads the document anew.
            show(&root, &base_path(), &nameless(), Shown::missing(), failed);
        }
    }
}

fn show(root: &HtmlElement, base: &BasePath, masthead: &Masthead, shown: Shown, status: Status) -> Reader {
    let reader = Reader::new(shown);
    reader.status.set(status);
    root.set_inner_html("");
    let (base, masthead) = (base.clone(), masthead.clone());
    mount_to_renderer(root, move || view! { <App base masthead reader /> }).forget();
    reader
}

/// The page of the document's address. What a query chooses of a list comes with the router.
async fn page_here(lists: &Lists, base: &BasePath, large: bool) -> (Shown, Status) {
    let missing = || lists.missing().unwrap_or_else(Shown::missing);
    let Some(target) = Target::of(&screen::location(), &screen::origin(), base) else {
        return (missing(), Status::Ready);
    };
    if let Err(error) = lists.satisfy(target.path(), nobody().unchecked_ref()).await {
        let message = ["The list did not load: ", &error.to_string(), "."].concat();
        return (missing(), Status::Failed { url: target.address(), message });
    }
    if let Some(shown) = lists.answer(target.path(), Around::default()) {
        return (shown, Status::Ready);
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
