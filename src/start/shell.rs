use super::run;
use crate::api::page::policy_of;
use crate::api::{ApiError, index};
use crate::app::App;
use crate::components::Frame;
use crate::router::source::{self, Around};
use crate::router::{Content, Router, Target};
use crate::state::{Reader, Shown, Status};
use crate::{screen, storage};
use leptos::mount::mount_to_renderer;
use leptos::prelude::*;
use offprint_catalog::Query;
use offprint_model::{BasePath, Head, Masthead, Page, PostPage, PostSummary};
use std::rc::Rc;
use web_sys::HtmlElement;

/// Makes the page from the content index alone: every list is in it, the text of posts is not.
pub async fn mount(root: HtmlElement) {
    let base = base_path();
    match read(&base).await {
        Ok((content, masthead)) => {
            let (shown, status) = page_here(&content, &base).await;
            screen::set_head(&Head::of(&masthead, &shown.page));
            let reader = show(&root, &base, &masthead, shown, status);
            // The shell's own policy is made for the whole site.
            run(Router::new(content, Frame { base, masthead }, policy_of(&document()), reader));
        }
        Err(error) => {
            let message = ["This site's index did not load: ", &error.to_string(), "."].concat();
            let failed = Status::Failed { url: screen::location(), message };
            // The links stay the browser's: "try again" loads the document anew.
            show(&root, &base, &nameless(), Shown::new(Page::Missing, ""), failed);
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

/// The index of the current release. A deploy may fall between its files: then the release is read anew,
/// and where it changed the document is loaded once, for it belongs to the old one.
async fn read(base: &BasePath) -> Result<(Rc<Content>, Masthead), ApiError> {
    let release = index::release(base).await?;
    match index::catalog(base, &release).await {
        Ok(catalog) => {
            let masthead = catalog.site().masthead.clone();
            let content = Content::new(base.clone(), release.app.clone(), masthead.clone());
            content.hold(catalog, release);
            Ok((content, masthead))
        }
        Err(error) => {
            let now = index::release(base).await?;
            if now.build != release.build && storage::first_time("offprint.release", &now.build) {
                screen::load_document(&screen::location());
            }
            Err(error)
        }
    }
}

/// The page of the document's address. What a query chooses of a list comes with the router.
async fn page_here(content: &Rc<Content>, base: &BasePath) -> (Shown, Status) {
    let nothing = || (Shown::new(Page::Missing, ""), Status::Ready);
    let Some(mut target) = Target::of(&screen::location(), &screen::origin(), base) else { return nothing() };
    let address = target.address();
    target.url = target.path().to_owned();
    let route = content.catalog().and_then(|catalog| catalog.route(&target.permalink));
    if let Some(route) = route
        && let Err(error) = content.satisfy(&route, &Query::default(), &|| {}).await
    {
        let message = ["The list did not load: ", &error.to_string(), "."].concat();
        return (Shown::new(Page::Missing, ""), Status::Failed { url: address, message });
    }
    let Some(catalog) = content.catalog() else { return nothing() };
    if let Some(shown) = source::list(&catalog, &target, Around::default()) {
        return (shown, Status::Ready);
    }
    let Some(post) = catalog.posts().iter().find(|post| post.url == target.permalink) else {
        return nothing();
    };
    let message = "Only lists can be shown here. The text of this post is in a page of its own.";
    (title_page(post.clone()), Status::Failed { url: address, message: message.to_owned() })
}

/// What the content index knows of a post: all but its text.
fn title_page(post: PostSummary) -> Shown {
    let page = Page::Post(Box::new(PostPage {
        description: post.summary.clone(),
        post,
        canonical: None,
        contents: Vec::new(),
        series: None,
        older: None,
        newer: None,
    }));
    Shown::new(page, "")
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
    }
}
