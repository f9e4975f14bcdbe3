//! What a reader sees of a page, and when the app has taken it over.

use super::browser::Browser;
use serde_json::json;

/// True once the app has hydrated the page, or mounted it, and catches clicks.
const READY: &str = "document.documentElement.dataset.app === 'running'";

const MARKUP: &str = "
    const markup = (page) => {
        const copy = page.getElementById('app').cloneNode(true);
        const walk = (node) => {
            for (const child of [...node.childNodes]) {
                if (child.nodeType === Node.COMMENT_NODE) child.remove(); else walk(child);
            }
            const attributes = [...(node.attributes ?? [])].map(({ name, value }) => [name, value]).sort();
            for (const [name] of attributes) node.removeAttribute(name);
            for (const [name, value] of attributes) node.setAttribute(name, value);
            node.normalize();
        };
        walk(copy);
        for (const button of copy.querySelectorAll('[data-theme-switch]')) button.removeAttribute('aria-pressed');
        for (const button of copy.querySelectorAll('[data-saved]')) button.removeAttribute('data-saved');
        for (const button of copy.querySelectorAll('.copy, .embed button')) button.remove();
        return copy.innerHTML;
    };";

impl Browser {
    /// Loads a page and waits until the app has taken it over.
    pub async fn open_app(&self, url: impl Into<String>) {
        self.load(url).await;
        self.wait_for_app().await;
    }

    /// Waits until the app has taken the page over.
    pub async fn wait_for_app(&self) {
        self.wait("the app", READY).await;
    }

    /// Whether the app runs in this document.
    pub async fn has_app(&self) -> bool {
        self.value(&format!("return {READY}")).await
    }

    /// Puts a mark on the document that goes when another document is loaded.
    pub async fn mark_document(&self) {
        let () = self.value("window.sameDocument = true").await;
    }

    /// Whether this is still the document that was marked.
    pub async fn is_marked(&self) -> bool {
        self.value("return window.sameDocument === true").await
    }

    /// Waits until a page is on the screen: by its address and its heading.
    pub async fn wait_for_page(&self, url: &str, heading: &str) {
        let expression = format!(
            "location.href.split('#')[0] === {} && document.querySelectorAll('h1').length === 1 \
             && document.querySelector('h1').textContent.includes({})",
            json!(url),
            json!(heading)
        );
        self.wait(&format!("the page “{heading}” at {url}"), &expression).await;
    }

    /// The text of the page's heading.
    pub async fn heading(&self) -> String {
        self.value("return document.querySelector('h1').textContent.trim()").await
    }

    /// The content of the app's element as markup that does not depend on how it was made: comments and
    /// empty texts are gone, neighbouring texts are one, attributes are in order. What scripts say of the
    /// theme on its button, and of what is saved, is left out, and so are the buttons that the loader adds to texts.
    pub async fn app_markup(&self) -> String {
        self.value(&format!("{MARKUP} return markup(document)")).await
    }

    /// The same of a page's HTML, whose scripts do not run.
    pub async fn app_markup_of(&self, html: &str) -> String {
        let script =
            format!("{MARKUP} return markup(new DOMParser().parseFromString(arguments[0], 'text/html'))");
        self.value_of(&script, vec![json!(html)]).await
    }
}
