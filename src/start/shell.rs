use super::run;
use crate::api::page::policy_of;
use crate::api::{ApiError, index};
use crate::app::App;
use crate::router::{Router, Target, source};
use crate::state::{Reader, Shown, Status};
use crate::{screen, storage};
use leptos::mount::mount_to_renderer;
use leptos::prelude::*;
use offprint_catalog::Catalog;
use offprint_model::{BasePath, Head, Masthead, Page, PostPage, PostSummary, Release};
use std::rc::Rc;
use web_sys::HtmlElement;

/// Makes the page from the content index alone: every list is in it, the text of posts is not.
pub async fn mount(root: HtmlElement) {
    let base = base_path();
    match read(&base).await {
        Ok((release, catalog)) => {
            let masthead = catalog.site().masthead.clone();
            let (page, status) = page_here(&catalog, &base);
            screen::set_head(&Head::of(&masthead, &page));
            let reader = show(&root, &base, &masthead, page, status);
            // The shell's own policy is made for the whole site.
            let router = Router::new(release.app, base, masthead, policy_of(&document()), reader);
            router.hold(Rc::new(catalog), release.build);
            run(router);
        }
        Err(error) => {
            let message = ["This site's index did not load: ", &error.to_string(), "."].concat();
            let failed = Status::Failed { url: screen::location(), message };
            // The links stay the browser's: "try again" loads the document anew.
            show(&root, &base, &nameless(), Page::Missing, failed);
        }
    }
}

fn show(root: &HtmlElement, base: &BasePath, masthead: &Masthead, page: Page, status: Status) -> Reader {
    let reader = Reader::new(Shown::new(page, ""));
    reader.status.set(status);
    root.set_inner_html("");
    let (base, masthead) = (base.clone(), masthead.clone());
    mount_to_renderer(root, move || view! { <App base masthead reader /> }).forget();
    reader
}

/// The index of the current release. A deploy may fall between its files: then the release is read anew,
/// and where it changed the document is loaded once, for it belongs to the old one.
async fn read(base: &BasePath) -> Result<(Release, Catalog), ApiError> {
    let release = index::release(base).await?;
    match index::catalog(base, &release).await {
        Ok(catalog) => Ok((release, catalog)),
        Err(error) => {
            let now = index::release(base).await?;
            if now.build != release.build && storage::first_time("offprint.release", &now.build) {
                screen::load_document(&screen::location());
            }
            Err(error)
        }
    }
}

fn page_here(catalog: &Catalog, base: &BasePath) -> (Page, Status) {
    let target = Target::of(&screen::location(), &screen::origin(), base);
    let Some(target) = target else { return (Page::Missing, Status::Ready) };
    if let Some(shown) = source::list(catalog, &target.permalink) {
        return (Page::clone(&shown.page), Status::Ready);
    }
    let Some(post) = catalog.posts().iter().find(|post| post.url == target.permalink) else {
        return (Page::Missing, Status::Ready);
    };
    let message = "Only lists can be shown here. The text of this post is in a page of its own.";
    (title_page(post.clone()), Status::Failed { url: target.address(), message: message.to_owned() })
}

/// What the content index knows of a post: all but its text.
fn title_page(post: PostSummary) -> Page {
    Page::Post(Box::new(PostPage {
        description: post.summary.clone(),
        post,
        canonical: None,
        contents: Vec::new(),
        series: None,
        older: None,
        newer: None,
    }))
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
