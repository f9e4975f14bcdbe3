//! The module that makes lists from the content index, as the app sees it.

use crate::api::{ApiError, json};
use crate::browse::source::Around;
use crate::state::{Choice, HeadTags, Shown};
use js_sys::{Function, Promise};
use offprint_model::Boot;
use std::cell::{Cell, RefCell};
use std::sync::Arc;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// What the module exports: `crate::browse`, in another memory. Whatever it throws stays there.
    #[derive(Clone)]
    type Module;

    #[wasm_bindgen(method, catch)]
    fn boot(this: &Module) -> Result<String, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn gather(this: &Module) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn is_fresh(this: &Module) -> Result<bool, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn answer(
        this: &Module,
        url: &str,
        open: bool,
        here: bool,
        partly: bool,
        needles: Vec<String>,
    ) -> Result<Option<Answer>, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn title_page(this: &Module, url: &str) -> Result<Option<Answer>, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn missing(this: &Module) -> Result<Option<Answer>, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn satisfy(this: &Module, url: &str, refined: &Function) -> Result<JsValue, JsValue>;

    type Answer;

    #[wasm_bindgen(method, getter)]
    fn place(this: &Answer) -> String;
    #[wasm_bindgen(method, getter)]
    fn html(this: &Answer) -> String;
    #[wasm_bindgen(method, getter)]
    fn title(this: &Answer) -> String;
    #[wasm_bindgen(method, getter)]
    fn description(this: &Answer) -> String;
    #[wasm_bindgen(method, getter)]
    fn canonical(this: &Answer) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn words(this: &Answer) -> String;
    #[wasm_bindgen(method, getter)]
    fn query(this: &Answer) -> String;
    #[wasm_bindgen(method, getter)]
    fn status(this: &Answer) -> String;
    #[wasm_bindgen(method, getter)]
    fn panel(this: &Answer) -> bool;
    #[wasm_bindgen(method, getter)]
    fn filtered(this: &Answer) -> bool;
    #[wasm_bindgen(method)]
    fn free(this: &Answer);
}

/// What a reader is told of a module that has trapped.
const TRAPPED: &str = "the module that makes lists has failed";

/// Lists from the content index. The module that makes them is loaded when it is first needed.
pub struct Lists {
    /// Loads the module; a promise of its exports.
    load: Function,
    module: RefCell<Option<Module>>,
    /// It has trapped: what it holds may be half done.
    trapped: Cell<bool>,
}

impl Lists {
    /// With the function that loads the module.
    pub fn new(load: Function) -> Self {
        Self { load, module: RefCell::new(None), trapped: Cell::new(false) }
    }

    async fn module(&self) -> Result<Module, ApiError> {
        if let Some(module) = self.loaded() {
            return Ok(module);
        }
        if self.trapped.get() {
            return Err(ApiError::Index(TRAPPED.to_owned()));
        }
        let promise = self.load.call0(&JsValue::UNDEFINED).map_err(|_| ApiError::Network)?;
        let module =
            JsFuture::from(promise.unchecked_into::<Promise>()).await.map_err(|error| reason(&error))?;
        let module: Module = module.unchecked_into();
        self.module.replace(Some(module.clone()));
        Ok(module)
    }

    fn loaded(&self) -> Option<Module> {
        self.module.borrow().clone()
    }

    /// A call that threw was a trap: the module is not asked again.
    fn sound<T>(&self, result: Result<T, JsValue>) -> Option<T> {
        if result.is_err() {
            self.trapped.set(true);
            self.module.replace(None);
        }
        result.ok()
    }

    /// The boot data of a document without any.
    pub async fn boot(&self) -> Result<Boot, ApiError> {
        let text = self.module().await?.boot().map_err(|error| reason(&error))?;
        json::read(&text).map_err(|_| ApiError::Network)
    }

    /// Has the content index of a small site in memory, and current, if that can be.
    pub async fn gather(&self) {
        if let Ok(module) = self.module().await {
            // Pages come without the index, too.
            let _ = module.gather().await;
        }
    }

    /// Asks whether an index that is in memory is current.
    pub async fn renew(&self) {
        if self.loaded().is_some() {
            self.gather().await;
        }
    }

    /// The index is in memory, and the server said not long ago that it is current.
    pub fn are_fresh(&self) -> bool {
        self.loaded().and_then(|module| self.sound(module.is_fresh())).unwrap_or_default()
    }

    /// The page at a root-relative URL, if what is in memory is enough to make it.
    pub fn answer(&self, url: &str, around: Around<'_>) -> Option<Shown> {
        let needles = around.needles.iter().flat_map(|(facet, text)| [facet.clone(), text.clone()]).collect();
        let Around { open, here, partly, .. } = around;
        let answer = self.loaded()?.answer(url, open, here, partly, needles);
        shown(&self.sound(answer)??)
    }

    /// What the index knows of the post at a root-relative URL.
    pub fn title_page(&self, url: &str) -> Option<Shown> {
        let answer = self.loaded()?.title_page(url);
        shown(&self.sound(answer)??)
    }

    /// The page that says that there is none.
    pub fn missing(&self) -> Option<Shown> {
        let answer = self.loaded()?.missing();
        shown(&self.sound(answer)??)
    }

    /// Reads what a whole answer takes; `refined` hears of every part. False where it is no list.
    pub async fn satisfy(&self, url: &str, refined: &Function) -> Result<bool, ApiError> {
        let answer = self.module().await?.satisfy(url, refined).await;
        answer.map(|is_list| is_list.is_truthy()).map_err(|error| reason(&error))
    }
}

fn shown(answer: &Answer) -> Option<Shown> {
    let choice = Choice {
        words: answer.words(),
        query: answer.query(),
        status: answer.status(),
        panel: answer.panel(),
        filtered: answer.filtered(),
    };
    let head =
        HeadTags { title: answer.title(), description: answer.description(), canonical: answer.canonical() };
    let place = json::read(&answer.place()).ok();
    let html = answer.html().into();
    answer.free();
    Some(Shown { place: place?, html, head: Arc::new(head), choice: Some(Arc::new(choice)) })
}

/// The module's errors are sentences, but for one word; what it did not say itself comes from the network.
fn reason(error: &JsValue) -> ApiError {
    match error.as_string() {
        Some(word) if word == "document" => ApiError::NotAPage,
        Some(sentence) => ApiError::Index(sentence),
        None => ApiError::Network,
    }
}
