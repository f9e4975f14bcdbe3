//! Every page of a site as HTML: the template, filled with what the reader's app shows of it.

mod contents;
mod head;
mod redirect;
mod series;

pub(crate) use redirect::redirect;

use crate::feed;
use crate::html::data_island;
use crate::policy::Policy;
use crate::template::{Parts, Template};
use crate::{Document, Library, Origins, Post};
use offprint_catalog::{Catalog, Route};
use offprint_model::{
    BasePath, Boot, DocumentPage, Head, Link, ListPage, Page, Permalink, Place, PostPage, SavedPage,
    SearchPage,
};
use series::SeriesBoxes;

/// Terms on the search page before anything is searched for.
const TERMS: usize = 12;

/// The same of posts.
const NEWEST: usize = 5;

/// Renders pages; from many threads at once.
#[derive(Debug)]
pub(crate) struct Prerenderer<'a> {
    pub(crate) template: Template,
    pub(crate) catalog: Catalog,
    pub(crate) library: &'a Library,
    series: SeriesBoxes,
    /// What can stand in the query string of a list: see [`head::filters`].
    filters: String,
    /// Identity of the app.
    pub(crate) app: &'a str,
    pub(crate) base: BasePath,
    /// Tags for the end of every head.
    pub(crate) head_end: String,
}

/// What a page is about.
#[derive(Clone, Debug)]
pub(crate) enum Subject<'a> {
    /// A list page.
    List(Route),
    /// A post, by its number.
    Post(usize, &'a Post),
    /// A page outside the lists.
    Document(&'a Document),
    /// Where a reader searches.
    Search(&'a Permalink),
    /// What is saved on the reader's device.
    Saved(&'a Permalink),
    /// `404.html`.
    Missing,
    /// `shell.html`: the app without a page, to be filled in the browser.
    Shell,
}

/// A page to render, and the file to write it to.
#[derive(Clone, Debug)]
pub(crate) struct Planned<'a> {
    pub(crate) file: String,
    pub(crate) subject: Subject<'a>,
}

/// The settings that are the same for every page.
#[derive(Debug)]
pub(crate) struct Setting<'a> {
    pub(crate) app: &'a str,
    pub(crate) base: BasePath,
    pub(crate) head_end: String,
}

impl<'a> Prerenderer<'a> {
    pub(crate) fn new(template: Template, library: &'a Library, setting: Setting<'a>) -> Self {
        let summaries = library.posts.iter().map(|post| post.summary.clone()).collect();
        let catalog = Catalog::new(library.site.clone(), summaries);
        let (series, filters) = (SeriesBoxes::new(&catalog), head::filters(&catalog));
        let Setting { app, base, head_end } = setting;
        Self { template, catalog, library, series, filters, app, base, head_end }
    }

    /// Every page of the site.
    pub(crate) fn pages(&self) -> Vec<Planned<'a>> {
        let list = |route: Route| {
            let file = self.catalog.permalink(&route).file();
            Planned { file, subject: Subject::List(route) }
        };
        let posts = self.library.posts.iter().enumerate().map(|(number, post)| Planned {
            file: post.summary.url.file(),
            subject: Subject::Post(number, post),
        });
        let documents = self
            .library
            .documents
            .iter()
            .map(|document| Planned { file: document.page.url.file(), subject: Subject::Document(document) });
        let others = [("404.html", Subject::Missing), ("shell.html", Subject::Shell)];
        let others = others.map(|(file, subject)| Planned { file: file.to_owned(), subject });
        let lists = self.catalog.routes().into_iter().map(list);
        let search = self.library.site.masthead.search.iter().filter(|search| !search.own);
        let search =
            search.map(|search| Planned { file: search.url.file(), subject: Subject::Search(&search.url) });
        let saved = self.library.site.masthead.offline.iter();
        let saved =
            saved.map(|place| Planned { file: place.url.file(), subject: Subject::Saved(&place.url) });
        lists.chain(posts).chain(documents).chain(search).chain(saved).chain(others).collect()
    }

    /// The policy of a page: what its own content needs, and nothing else.
    pub(crate) fn policy(&self, subject: &Subject<'_>) -> Policy {
        let none = Origins::default();
        Policy::of(match subject {
            Subject::Post(_, post) => &post.origins,
            Subject::Document(document) => &document.origins,
            Subject::List(Route::Home { page: 1 }) => &self.library.home_origins,
            Subject::List(Route::Section { section, page: 1 }) => {
                self.library.section_origins.get(*section).unwrap_or(&none)
            }
            Subject::List(_) | Subject::Search(_) | Subject::Saved(_) | Subject::Missing | Subject::Shell => {
                &none
            }
        })
    }

    /// A page's HTML.
    pub(crate) fn html(&self, subject: &Subject<'_>) -> serde_json::Result<String> {
        let masthead = &self.library.site.masthead;
        let page = self.page(subject);
        let head = Head::of(masthead, &page);
        let is_shell = matches!(subject, Subject::Shell);
        let mut tags = head::Tags::new(&self.policy(subject));
        if is_shell {
            tags.title(&masthead.title);
        } else {
            tags.page(&head, masthead, &self.base);
            tags.neighbours(&page, &self.base);
        }
        if matches!(&page, Page::List(list) if list.total > 0) {
            tags.filters(&self.filters);
        }
        if matches!(page, Page::Search(_)) {
            tags.search();
        }
        if matches!(page, Page::Missing | Page::Search(_) | Page::Saved(_)) {
            tags.keep_out_of_search();
        }
        tags.base(&self.base);
        if self.library.site.feeds {
            if let Page::List(ListPage { feed: Some(own), heading, .. }) = &page
                && let Some(title) = feed::title_of(heading, &masthead.title)
            {
                tags.feed(&self.base.url(own), &title);
            }
            tags.feed(&self.base.file(feed::NAME), &masthead.title);
        }
        let mut tail = self.library.theme.footer_html.clone().unwrap_or_default();
        let mut app = String::new();
        if !is_shell {
            let boot = Boot {
                app: self.app.to_owned(),
                base: self.base.clone(),
                masthead: masthead.clone(),
                page: Place::of(&page),
            };
            app = offprint_app::prerender(&boot, &page, body(subject));
            tail.push_str(&data_island("boot", &serde_json::to_string(&boot)?));
        }
        Ok(self.template.fill(&Parts {
            language: &masthead.language,
            head: &tags.finish(),
            head_end: &self.head_end,
            app: &app,
            tail: &tail,
        }))
    }

    fn page(&self, subject: &Subject<'_>) -> Page {
        match subject {
            Subject::List(route) => self.catalog.page(route),
            Subject::Post(number, post) => Page::Post(Box::new(self.post_page(*number, post))),
            Subject::Document(document) => Page::Document(DocumentPage {
                contents: contents::within_budget(&document.page.contents),
                ..document.page.clone()
            }),
            Subject::Search(url) => Page::Search(self.search_page(url)),
            Subject::Saved(url) => Page::Saved(SavedPage { url: (*url).clone() }),
            Subject::Missing | Subject::Shell => Page::Missing,
        }
    }

    fn search_page(&self, url: &Permalink) -> SearchPage {
        let newest = self.library.posts.iter().rev().take(NEWEST).map(|post| &post.summary);
        let newest = newest.map(|post| Link { title: post.title.clone(), url: post.url.clone() });
        SearchPage { url: url.clone(), terms: self.catalog.most_used(TERMS), newest: newest.collect() }
    }

    fn post_page(&self, number: usize, post: &Post) -> PostPage {
        let link = |number: usize| {
            let summary = &self.library.posts.get(number)?.summary;
            Some(Link { title: summary.title.clone(), url: summary.url.clone() })
        };
        PostPage {
            post: post.summary.clone(),
            // Said once in the page's data: most posts have one text for both.
            description: if post.description == post.summary.summary {
                String::new()
            } else {
                post.description.clone()
            },
            canonical: post.canonical.clone(),
            contents: contents::within_budget(&post.contents),
            series: self.series.of(&post.summary),
            older: number.checked_sub(1).and_then(link),
            newer: link(number + 1),
        }
    }
}

fn body<'a>(subject: &Subject<'a>) -> &'a str {
    match subject {
        Subject::Post(_, post) => &post.html,
        Subject::Document(document) => &document.html,
        Subject::List(_) | Subject::Search(_) | Subject::Saved(_) | Subject::Missing | Subject::Shell => "",
    }
}

/// The address of a list page, for messages.
pub(crate) fn name(subject: &Subject<'_>, permalink: impl Fn(&Route) -> Permalink) -> String {
    match subject {
        Subject::List(route) => format!("the list at `{}`", permalink(route)),
        Subject::Post(_, post) => format!("`{}`", post.source),
        Subject::Document(document) => format!("`{}`", document.source),
        Subject::Search(_) => "the search page".to_owned(),
        Subject::Saved(_) => "the page of what is saved".to_owned(),
        Subject::Missing => "the page for missing addresses".to_owned(),
        Subject::Shell => "the app's shell".to_owned(),
    }
}
