use super::desk::{Listener, Reply};
use super::{Page, dom, recent, remember, value_of};
use crate::search::markup::Markup;
use crate::search::question::with_words;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    DomParser, Element, HtmlAnchorElement, HtmlDialogElement, KeyboardEvent, Response, SupportedType,
};

/// How many hits there are is told when nothing is typed for so many milliseconds.
const SETTLED: i32 = 500;

/// What stands below the box.
const PARTS: &str = "<p id=\"palette-status\" class=\"palette-status\" role=\"status\"></p>\
<div id=\"palette-corrected\"></div>\
<ul id=\"palette-list\" role=\"listbox\" aria-label=\"Results\" hidden></ul>\
<div id=\"palette-start\" class=\"palette-start\"></div>\
<p id=\"palette-all\" class=\"palette-all\" hidden><a>All results</a></p>";

/// The dialog over any page.
#[derive(Default)]
pub struct Palette {
    /// The option that the arrows have reached.
    selected: Cell<Option<usize>>,
    /// Of the hits on the screen.
    words: RefCell<String>,
    timer: Cell<i32>,
    started: Cell<bool>,
}

fn dialog() -> Option<HtmlDialogElement> {
    dom::by_id("palette")?.dyn_into().ok()
}

impl Palette {
    /// The loader has opened it; something may be typed already.
    pub fn opened(&self, page: &Rc<Page>) {
        if let Some(answer) = dom::by_id("palette-answer").filter(|_| dom::by_id("palette-list").is_none()) {
            answer.set_inner_html(PARTS);
        }
        self.typed(page);
    }

    /// Closes it; the focus goes back to where it was.
    pub fn close(&self) {
        if let Some(dialog) = dialog().filter(HtmlDialogElement::open) {
            dialog.close();
        }
    }

    fn words_typed(&self) -> String {
        value_of("palette-input").map(|input| input.value()).unwrap_or_default()
    }

    /// Answers what stands in the box now.
    pub fn typed(&self, page: &Rc<Page>) {
        let words = self.words_typed();
        if let Some(all) = dom::by_id("palette-all") {
            // A site may have a page of its own where the search page would be.
            let page_of_ours = dom::find("[data-search-open=page]").is_some();
            dom::hide(&all, words.trim().is_empty() || !page_of_ours);
            if let Some(link) = all.first_element_child() {
                dom::set(&link, "href", Some(&page.address(&with_words("", words.trim()))));
            }
        }
        if words.trim().is_empty() {
            page.desk.forget();
            self.begin(page);
        } else {
            self.busy(true);
            page.desk.ask(with_words("", &words), Listener::Palette, false);
        }
    }

    fn busy(&self, busy: bool) {
        if let Some(list) = dom::by_id("palette-list") {
            dom::set(&list, "aria-busy", busy.then_some("true"));
        }
    }

    /// Nothing is asked: recent queries, and what else one may begin with.
    fn begin(&self, page: &Rc<Page>) {
        self.busy(false);
        let mut html = Markup::default();
        let recent = recent();
        for (number, words) in recent.queries().iter().enumerate() {
            let address = page.address(&with_words("", words));
            html.tag("<li class=\"recent\" role=\"option\" aria-selected=\"false\" id=\"palette-")
                .number(number);
            html.tag("\"><a tabindex=\"-1\" href=\"").text(&address).tag("\">").text(words).tag("</a></li>");
        }
        self.fill("", &html.finish(), "");
        if let Some(list) = dom::by_id("palette-list") {
            dom::set(&list, "aria-label", Some("Recent searches"));
        }
        self.show_start(page, !recent.queries().is_empty());
    }

    fn fill(&self, corrected: &str, options: &str, status: &str) {
        let Some(list) = dom::by_id("palette-list") else { return };
        if let Some(failed) = dom::find("#palette .search-failed") {
            failed.remove();
        }
        if let Some(place) = dom::by_id("palette-corrected") {
            place.set_inner_html(corrected);
        }
        let held = self.selected.get().and_then(|at| href(&self.options(), at));
        list.set_inner_html(options);
        dom::set(&list, "aria-label", Some("Results"));
        dom::hide(&list, options.is_empty());
        if let Some(input) = dom::by_id("palette-input") {
            dom::set(&input, "aria-expanded", Some(if options.is_empty() { "false" } else { "true" }));
        }
        let options = self.options();
        let again =
            held.and_then(|held| (0..options.len()).find(|at| href(&options, *at).as_ref() == Some(&held)));
        self.select(&options, again);
        self.tell(status.to_owned());
        if let Some(start) = dom::by_id("palette-start") {
            dom::hide(&start, true);
        }
    }

    /// Tells how many hits there are, when the reader pauses.
    fn tell(&self, status: String) {
        dom::window().clear_timeout_with_handle(self.timer.get());
        self.timer.set(dom::after(if status.is_empty() { 0 } else { SETTLED }, move || {
            if let Some(place) = dom::by_id("palette-status") {
                place.set_text_content(Some(&status));
            }
        }));
    }

    /// Shows an answer, unless a better one is awaited that will have something to show.
    pub fn show(&self, _page: &Rc<Page>, reply: &Reply) {
        if reply.whole() {
            self.busy(false);
        } else if reply.count() == 0 {
            return;
        }
        self.words.replace(reply.words());
        self.fill(&reply.corrected(), &reply.hits(), &reply.status());
    }

    /// Says that there is no answer.
    pub fn fail(&self, page: &Rc<Page>) {
        self.busy(false);
        if let Some(place) = dom::by_id("palette-answer") {
            page.excuse(&place, &self.words_typed(), || {
                super::with(|page| {
                    page.palette.busy(true);
                    let search = with_words("", &page.palette.words_typed());
                    page.desk.ask(search, Listener::Palette, true);
                });
            });
        }
    }

    // ---- keys and pointers

    fn options(&self) -> Vec<Element> {
        dom::by_id("palette-list").map(|list| dom::all_in(&list, "[role=option]")).unwrap_or_default()
    }

    fn select(&self, options: &[Element], at: Option<usize>) {
        self.selected.set(at);
        for (number, option) in options.iter().enumerate() {
            dom::set(option, "aria-selected", Some(if at == Some(number) { "true" } else { "false" }));
        }
        let option = at.and_then(|at| options.get(at));
        if let Some(input) = dom::by_id("palette-input") {
            dom::set(&input, "aria-activedescendant", option.map(Element::id).as_deref());
        }
        if let Some(option) = option {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&options);
        }
    }

    /// A key is pressed in the dialog.
    pub fn key(&self, page: &Rc<Page>, event: &KeyboardEvent) {
        // While an input method is at work the keys are its own.
        if event.is_composing() || dom::around(event, "#palette-input").is_none() {
            return;
        }
        let options = self.options();
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" => {
                let last = options.len().checked_sub(1);
                let next = match (event.key() == "ArrowDown", self.selected.get()) {
                    (true, None) => last.map(|_| 0),
                    (true, Some(at)) => Some(at + 1).filter(|next| *next < options.len()),
                    (false, None) => last,
                    (false, Some(at)) => at.checked_sub(1),
                };
                self.select(&options, next);
                event.prevent_default();
            }
            "Enter" => {
                let selected =
                    self.selected.get().and_then(|at| options.get(at)?.query_selector("a").ok()?);
                let all = || dom::find("#palette-all:not([hidden]) a");
                if let Some(link) =
                    selected.or_else(all).and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok())
                {
                    event.prevent_default();
                    if event.ctrl_key() || event.meta_key() {
                        self.followed(page, &link, false);
                        // A browser that opens no window has told its reader so.
                        let _ = dom::window().open_with_url_and_target_and_features(
                            &link.href(),
                            "_blank",
                            "noopener",
                        );
                    } else {
                        link.click();
                    }
                }
            }
            _ => {}
        }
    }

    /// A link in the dialog is followed, in this window if that is plain.
    pub fn followed(&self, page: &Rc<Page>, link: &Element, plain: bool) {
        let words = self.words_typed();
        if link.closest(".hit").is_ok_and(|hit| hit.is_some()) {
            remember(&words);
            if plain {
                page.found.follow(link, &self.words.borrow());
            }
        } else if link.closest("#palette-all").is_ok_and(|all| all.is_some()) {
            remember(&words);
        }
        if plain {
            self.close();
        }
    }

    // ---- what to begin with

    /// The recent queries were forgotten.
    pub fn forgot(&self, page: &Rc<Page>) {
        if dialog().is_some_and(|dialog| dialog.open()) && self.words_typed().trim().is_empty() {
            self.begin(page);
            if let Some(input) = dom::by_id("palette-input") {
                dom::focus(&input);
            }
        }
    }

    /// Shows what the search page shows before anything is asked.
    fn show_start(&self, page: &Rc<Page>, can_forget: bool) {
        let Some(place) = dom::by_id("palette-start") else { return };
        dom::hide(&place, false);
        let button = "<button type=\"button\" class=\"palette-forget\" data-search-forget>Clear recent searches</button>";
        if let Some(old) = dom::find("#palette [data-search-forget]") {
            old.remove();
        }
        if can_forget {
            // The place is an element, and is in the document.
            let _ = place.insert_adjacent_html("beforebegin", button);
        }
        if self.started.replace(true) || dom::find("[data-search-open=page]").is_none() {
            return;
        }
        let address = page.address("");
        spawn_local(async move {
            if let Some(html) = start_of(&address).await {
                place.set_inner_html(&html);
            }
        });
    }
}

/// What the search page at an address shows before anything is asked.
async fn start_of(address: &str) -> Option<String> {
    let response: Response =
        JsFuture::from(dom::window().fetch_with_str(address)).await.ok()?.unchecked_into();
    let text = JsFuture::from(response.text().ok().filter(|_| response.ok())?).await.ok()?.as_string()?;
    let page = DomParser::new().ok()?.parse_from_string(&text, SupportedType::TextHtml).ok()?;
    Some(page.get_element_by_id("search-start")?.inner_html())
}

fn href(options: &[Element], at: usize) -> Option<String> {
    options.get(at)?.query_selector("a").ok()??.get_attribute("href")
}
