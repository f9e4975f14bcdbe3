use super::{PageCache, policy};
use crate::api::{ApiError, page};
use crate::screen;
use crate::state::Shown;
use js_sys::{Date, Promise};
use offprint_model::{Masthead, PageKind};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// Prefetches in one document at most: a reader who strokes every link is not about to read them all.
const PREFETCHES: u32 = 60;
/// Prefetches under way at once.
const AT_ONCE: usize = 3;

/// Pages asked of the server, each once however many want it, and the pages that came.
pub struct Requests {
    pub cache: Rc<RefCell<PageCache>>,
    context: Rc<Context>,
    /// Requests under way, by URL. They are promises because many can wait for one.
    under_way: Rc<RefCell<Vec<(String, Promise)>>>,
    prefetched: Cell<u32>,
}

/// What a page must share with the document to be shown in it.
struct Context {
    app: String,
    /// Absolute URL that every page lies below.
    site: String,
    masthead: Masthead,
    policy: String,
}

impl Requests {
    pub fn new(app: String, site: String, masthead: Masthead, policy: String) -> Self {
        Self {
            cache: Rc::default(),
            context: Rc::new(Context { app, site, masthead, policy }),
            under_way: Rc::default(),
            prefetched: Cell::new(0),
        }
    }

    /// The page at a URL, from the server.
    pub async fn page(&self, url: &str) -> Result<Shown, ApiError> {
        match JsFuture::from(self.request(url)).await {
            Ok(_) => self.cache.borrow().get(url).ok_or(ApiError::NotAPage),
            Err(network) if network.is_truthy() => Err(ApiError::Network),
            Err(_) => Err(ApiError::NotAPage),
        }
    }

    /// Asks for a page that nobody waits for yet.
    pub fn prefetch(&self, url: &str) {
        if self.prefetched.get() >= PREFETCHES || self.under_way.borrow().len() >= AT_ONCE {
            return;
        }
        self.prefetched.set(self.prefetched.get() + 1);
        let promise = self.request(url);
        wasm_bindgen_futures::spawn_local(async move {
            // Whoever follows the link asks again and hears what is wrong.
            let _ = JsFuture::from(promise).await;
        });
    }

    fn request(&self, url: &str) -> Promise {
        let under_way = self
            .under_way
            .borrow()
            .iter()
            .find(|(asked, _)| asked == url)
            .map(|(_, promise)| promise.clone());
        if let Some(promise) = under_way {
            return promise;
        }
        let (cache, context, requests) =
            (Rc::clone(&self.cache), Rc::clone(&self.context), Rc::clone(&self.under_way));
        let asked = url.to_owned();
        let promise = future_to_promise(async move {
            let answer = context.fetch(&asked).await;
            requests.borrow_mut().retain(|(url, _)| *url != asked);
            match answer {
                Ok(shown) => {
                    cache.borrow_mut().put(&asked, shown, Date::now());
                    Ok(JsValue::UNDEFINED)
                }
                Err(error) => {
                    if error == ApiError::Network {
                        screen::dispatch("offprint:lost");
                    }
                    Err(JsValue::from_bool(error == ApiError::Network))
                }
            }
        });
        self.under_way.borrow_mut().push((url.to_owned(), promise.clone()));
        promise
    }
}

impl Context {
    async fn fetch(&self, url: &str) -> Result<Shown, ApiError> {
        let file = page::fetch(url, &self.site).await?;
        let fits = file.boot.app == self.app
            && file.boot.masthead == self.masthead
            && file.shown.place.kind != PageKind::Missing
            && policy::covers(&self.policy, &file.policy)
            // Scripts of an author's own run only when the browser parses them.
            && !file.shown.html.contains("<script");
        if fits { Ok(file.shown) } else { Err(ApiError::NotAPage) }
    }
}
