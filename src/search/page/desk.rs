use super::dom;
use js_sys::Function;
use std::cell::{Cell, RefCell};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

/// A worker that runs answers within so many milliseconds, be it that it waits for files. One that does not hangs.
const PATIENCE: i32 = 8000;

#[wasm_bindgen]
extern "C" {
    /// What the worker says; `worker.js` lists it.
    pub type Reply;

    #[wasm_bindgen(method, getter)]
    fn ready(this: &Reply) -> Option<bool>;
    #[wasm_bindgen(method, getter)]
    fn id(this: &Reply) -> Option<u32>;
    #[wasm_bindgen(method, getter)]
    fn trouble(this: &Reply) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    pub fn whole(this: &Reply) -> bool;
    #[wasm_bindgen(method, getter)]
    pub fn settled(this: &Reply) -> bool;
    #[wasm_bindgen(method, getter)]
    pub fn hits(this: &Reply) -> String;
    #[wasm_bindgen(method, getter)]
    pub fn count(this: &Reply) -> usize;
    #[wasm_bindgen(method, getter)]
    pub fn total(this: &Reply) -> usize;
    #[wasm_bindgen(method, getter)]
    pub fn status(this: &Reply) -> String;
    #[wasm_bindgen(method, getter)]
    pub fn corrected(this: &Reply) -> String;
    #[wasm_bindgen(method, getter)]
    pub fn choices(this: &Reply) -> String;
    #[wasm_bindgen(method, getter)]
    pub fn more(this: &Reply) -> String;
    #[wasm_bindgen(method, getter)]
    pub fn words(this: &Reply) -> String;
}

/// What a worker is started with.
pub struct Files {
    /// The compiled module.
    pub module: JsValue,
    /// URL of what goes with it.
    pub glue: String,
    /// URL of the worker's script.
    pub script: String,
    /// Where the site lies.
    pub base: String,
}

/// Who hears an answer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Listener {
    /// The dialog over any page.
    Palette,
    /// The search page.
    Results,
}

/// Where questions are put to the worker. Only the latest is answered.
pub struct Desk {
    files: Files,
    worker: RefCell<Worker>,
    hear: Function,
    fail: Function,
    /// The worker has its index.
    ready: Cell<bool>,
    latest: Cell<u32>,
    asked: RefCell<Option<Asked>>,
}

#[derive(Clone)]
struct Asked {
    id: u32,
    search: String,
    listener: Listener,
    /// Files that failed get another chance.
    again: bool,
    /// A worker was started anew for it.
    restarted: bool,
    /// It was answered, if not in full.
    heard: bool,
}

/// What has become of a question.
pub enum Heard {
    /// An answer; there may be a better one later.
    Answer(Reply, Listener),
    /// There is none.
    Trouble(Listener),
}

impl Desk {
    /// A desk with a worker that was started already, and is told now what to run.
    pub fn new(files: Files, worker: Worker, entry: &JsValue, tell: fn(Heard)) -> Self {
        let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(heard) = super::with(|page| page.desk.hear(event.data().unchecked_into())).flatten() {
                tell(heard);
            }
        });
        let fail = Closure::<dyn Fn()>::new(move || {
            if let Some(heard) = super::with(|page| page.desk.trap()).flatten() {
                tell(heard);
            }
        });
        let desk = Self {
            files,
            worker: RefCell::new(worker.clone()),
            hear: hear.into_js_value().unchecked_into(),
            fail: fail.into_js_value().unchecked_into(),
            ready: Cell::new(false),
            latest: Cell::new(0),
            asked: RefCell::new(None),
        };
        desk.employ(&worker, entry);
        desk
    }

    /// Asks a query string of the search page. Whatever was asked before is not answered any more.
    pub fn ask(&self, search: String, listener: Listener, again: bool) {
        let id = self.latest.get().wrapping_add(1);
        self.latest.set(id);
        self.asked.replace(Some(Asked { id, search, listener, again, restarted: false, heard: false }));
        if again && !self.ready.get() {
            self.replace();
        }
        self.put();
    }

    /// The question is not of interest any more.
    pub fn forget(&self) {
        self.asked.replace(None);
    }

    fn put(&self) {
        let Some(asked) = self.asked.borrow().clone() else { return };
        let message = dom::object(&[
            ("id", asked.id.into()),
            ("search", asked.search.into()),
            ("palette", (asked.listener == Listener::Palette).into()),
            ("again", asked.again.into()),
        ]);
        // What can be copied is never refused.
        let _ = self.worker.borrow().post_message(&message);
        if self.ready.get() {
            self.watch(asked.id);
        }
    }

    /// Replaces a worker that gives no sign of life.
    fn watch(&self, id: u32) {
        dom::after(PATIENCE, move || {
            super::with(|page| {
                let waits = |asked: &Asked| asked.id == id && !asked.heard;
                if page.desk.asked.borrow().as_ref().is_some_and(waits) {
                    page.desk.fail.call0(&JsValue::UNDEFINED).ok();
                }
            });
        });
    }

    fn hear(&self, reply: Reply) -> Option<Heard> {
        if reply.ready().is_some() {
            self.ready.set(true);
            if let Some(asked) = self.asked.borrow().as_ref() {
                self.watch(asked.id);
            }
            return None;
        }
        let trouble = reply.trouble();
        if trouble.as_deref() == Some("trap") {
            return self.trap();
        }
        let mut asked = self.asked.borrow_mut();
        // A worker that could not even begin answers to no question.
        let asked = asked
            .as_mut()
            .filter(|asked| reply.id() == Some(asked.id) || trouble.is_some() && !self.ready.get())?;
        asked.heard = true;
        Some(if trouble.is_some() {
            Heard::Trouble(asked.listener)
        } else {
            Heard::Answer(reply, asked.listener)
        })
    }

    /// The worker is of no use any more: another one takes its place, once for each question.
    fn trap(&self) -> Option<Heard> {
        let listener = {
            let mut asked = self.asked.borrow_mut();
            match asked.as_mut() {
                Some(asked) if asked.restarted => Some(asked.listener),
                Some(asked) => {
                    asked.restarted = true;
                    None
                }
                None => None,
            }
        };
        self.replace();
        if listener.is_none() {
            self.put();
        }
        listener.map(Heard::Trouble)
    }

    fn replace(&self) {
        self.worker.borrow().terminate();
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        // Refused only for another site's script.
        if let Ok(worker) = Worker::new_with_options(&self.files.script, &options) {
            self.ready.set(false);
            self.employ(&worker, &JsValue::NULL);
            self.worker.replace(worker);
        }
    }

    fn employ(&self, worker: &Worker, entry: &JsValue) {
        worker.set_onmessage(Some(&self.hear));
        worker.set_onerror(Some(&self.fail));
        let message = dom::object(&[
            ("module", self.files.module.clone()),
            ("glue", self.files.glue.as_str().into()),
            ("base", self.files.base.as_str().into()),
            ("entry", entry.clone()),
        ]);
        // A module and bytes can be copied.
        let _ = worker.post_message(&message);
    }
}
