//! What a reader sees of search: on its page, and in the palette over any page.

use super::browser::Browser;
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;

/// Scripts, engine and index: all that search fetches.
pub const FILES: [&str; 5] =
    ["assets/offprint-search*", "assets/worker-*", "assets/page-*", "search.bin", "data/search/*"];

/// What the page says when there is no answer to be had.
pub const FAILED: &str = "document.querySelector('[role=alert].search-failed')?.checkVisibility()";

/// The page shows the whole answer to what its box says.
const ANSWERED: &str = "document.querySelector('#search-results:not([aria-busy=true])') \
     && (document.querySelector('#search-results > *') || document.getElementById('search-status').textContent.trim())";
/// And says how much there is, which it does once the reader pauses.
const TOLD: &str = "[document.getElementById('search-box').value.trim(), document.querySelector('.search-corrected strong')?.textContent] \
     .some((words) => document.getElementById('search-status').textContent.includes(`“${words}”`))";
const OPEN: &str =
    "document.querySelector('dialog#palette[open] input[role=combobox]') === document.activeElement";

/// The hits of a query, as the search page shows them.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Results {
    /// In order.
    pub hits: Vec<Found>,
    /// What is announced.
    pub status: String,
    /// "showing results for …"; empty when what was typed was found.
    pub corrected: String,
    /// What the box says.
    pub asked: String,
    /// The number behind each value of each facet, by the option's id less `sf-`.
    pub counts: BTreeMap<String, usize>,
    /// The values that are chosen.
    pub chosen: Vec<String>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Found {
    /// Its title.
    pub title: String,
    /// Where it leads: relative to the host.
    pub href: String,
    /// The heading that is named.
    pub place: String,
    /// The text around the match.
    pub excerpt: String,
    /// What is marked in title and excerpt.
    pub marks: Vec<String>,
}

impl Found {
    /// The address of the page, without what leads into it.
    pub fn page(&self) -> &str {
        self.href.split('#').next().unwrap_or_default()
    }
}

impl Results {
    /// The titles, in order.
    pub fn titles(&self) -> Vec<&str> {
        self.hits.iter().map(|hit| hit.title.as_str()).collect()
    }
}

const FIND: &str = "
    const all = (selector, below = document) => [...below.querySelectorAll(selector)];
    const text = (selector, below = document) => below.querySelector(selector)?.textContent.trim() ?? '';
    const found = (hit) => ({
        title: text('.hit-title', hit),
        href: hit.querySelector('a[href]').getAttribute('href'),
        place: text('.hit-place', hit),
        excerpt: text('.hit-excerpt', hit),
        marks: all('mark', hit).map((mark) => mark.textContent),
    });";

/// The palette, as a reader and a screen reader meet it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Palette {
    /// What is typed.
    pub asked: String,
    /// The hits.
    pub hits: Vec<Found>,
    /// The number of the option that is active, from 0.
    pub active: Option<usize>,
    /// `aria-expanded`.
    pub expanded: String,
}

impl Palette {
    /// The titles, in order.
    pub fn titles(&self) -> Vec<&str> {
        self.hits.iter().map(|hit| hit.title.as_str()).collect()
    }
}

impl Browser {
    /// Loads the search page at an address with a query, and waits for the whole answer. The app comes after it.
    pub async fn open_search(&self, url: impl Into<String>) -> Results {
        self.load(url).await;
        let told = "document.getElementById('search-status').textContent.trim()";
        self.wait("an answer", &format!("{ANSWERED} && {told}")).await;
        self.wait_for_app().await;
        self.results().await
    }

    /// Types a query into the page's box in place of what is there, and waits for the whole answer. What is
    /// announced may not be there yet.
    pub async fn ask(&self, query: &str) -> Results {
        let () = self
            .value(
                "const box = document.getElementById('search-box'); box.focus({ preventScroll: true }); box.select()",
            )
            .await;
        self.press(query).await;
        let asked = format!("document.getElementById('search-box')?.value === {}", json!(query));
        self.wait(&format!("the answer to “{query}”"), &format!("{asked} && {ANSWERED}")).await;
        self.results().await
    }

    /// Waits for the whole answer to a query in the page's box, and until it is announced.
    pub async fn wait_for_answer(&self, query: &str) -> Results {
        let asked = format!("document.getElementById('search-box')?.value === {}", json!(query));
        self.wait(&format!("the answer to “{query}”"), &format!("{asked} && {ANSWERED} && {TOLD}")).await;
        self.results().await
    }

    /// Waits until the address has this query string and its answer is there.
    pub async fn wait_for_search(&self, query: &str) -> Results {
        let there = format!("location.search === {}", json!(query));
        self.wait(&format!("the answer at {query}"), &format!("{there} && {ANSWERED} && {TOLD}")).await;
        self.results().await
    }

    /// The search page.
    pub async fn results(&self) -> Results {
        let script = format!(
            "{FIND}
             const options = all('#search-facets a.option');
             const key = (option) => option.id.replace(/^sf-/, '');
             return {{
                 hits: all('#search-results .hit').map(found),
                 status: text('#search-status'),
                 corrected: text('#search-results .search-corrected'),
                 asked: document.getElementById('search-box').value,
                 counts: Object.fromEntries(options.map((option) => [key(option), Number(text('.count', option))])),
                 chosen: options.filter((option) => option.getAttribute('aria-current') === 'true').map(key),
             }}"
        );
        self.value(&script).await
    }

    /// Follows a link among the choices beside the hits. WebDriver takes what a wide page shows of closed
    /// details for hidden: the pointer does not.
    pub async fn narrow(&self, selector: &str) {
        if !self.value::<bool>("return document.getElementById('search-facets').checkVisibility()").await {
            self.click("#search-narrow > summary").await;
        }
        let find = format!("document.querySelector({})", json!(selector));
        self.wait(selector, &format!("{find}?.checkVisibility()")).await;
        let () =
            self.value(&format!("{find}.scrollIntoView({{ block: 'center', behavior: 'instant' }})")).await;
        self.hover(selector).await;
        self.driver().action_chain().click().perform().await.expect("a click");
    }

    /// Opens the palette by its key.
    pub async fn open_palette(&self) {
        self.press("/").await;
        self.wait_for_palette().await;
    }

    /// Waits until the palette is open and can be typed in.
    pub async fn wait_for_palette(&self) {
        self.wait("the palette", OPEN).await;
    }

    /// Waits until the palette is gone.
    pub async fn wait_for_no_palette(&self) {
        self.wait("no palette", "!document.querySelector('dialog#palette[open]')").await;
    }

    /// Types into the palette, and waits for the whole answer.
    pub async fn ask_palette(&self, query: &str) -> Palette {
        self.press(query).await;
        self.wait_for_palette_answer(query).await
    }

    /// Waits for the whole answer to what is typed in the palette.
    pub async fn wait_for_palette_answer(&self, query: &str) -> Palette {
        let answered = format!(
            "document.querySelector('#palette input').value === {} && document.querySelector('#palette-list:not([aria-busy=true])') \
             && (document.querySelector('#palette-list .hit') || document.querySelector('#palette [role=status]').textContent.includes({}))",
            json!(query),
            json!(format!("“{}”", query.trim()))
        );
        self.wait(&format!("the palette's answer to “{query}”"), &answered).await;
        self.palette().await
    }

    /// The palette. What it points at exists and says of itself that it is chosen.
    pub async fn palette(&self) -> Palette {
        let script = format!(
            "{FIND}
             const input = document.querySelector('#palette input');
             const options = all('#palette-list > li[role=option]');
             const pointed = input.getAttribute('aria-activedescendant');
             const chosen = options.filter((option) => option.getAttribute('aria-selected') === 'true');
             if (pointed ? chosen.length !== 1 || chosen[0].id !== pointed : chosen.length)
                 throw new Error(`points at “${{pointed}}”, chosen: ${{chosen.map((option) => option.id)}}`);
             return {{
                 asked: input.value,
                 hits: options.map(found),
                 active: pointed ? options.indexOf(chosen[0]) : null,
                 expanded: input.getAttribute('aria-expanded'),
             }}"
        );
        self.value(&script).await
    }
}
