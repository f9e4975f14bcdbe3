//! Pages, read from their finished HTML.

use super::{ApiError, answer, http, json};
use crate::state::{HeadTags, Shown};
use offprint_model::Boot;
use std::sync::Arc;
use web_sys::{Document, DomParser, RequestCache, SupportedType};

/// A page taken from its HTML.
pub struct PageFile {
    /// Its boot data.
    pub boot: Boot,
    /// What of it stands on the screen.
    pub shown: Shown,
    /// Its content security policy; empty where the page states none.
    pub policy: String,
}

impl PageFile {
    /// What a document says of its page, or `None` where it has no readable boot data.
    pub fn of(document: &Document) -> Option<Self> {
        // A heading of the author's may have the same id.
        let element = |selector| document.query_selector(selector).ok().flatten();
        let attribute = |selector, name| element(selector).and_then(|tag| tag.get_attribute(name));
        let boot: Boot = json::read(&element("script#boot")?.text_content()?).ok()?;
        let head = HeadTags {
            title: document.title(),
            description: attribute("meta[name=description]", "content").unwrap_or_default(),
            canonical: attribute("link[rel=canonical]", "href"),
        };
        let html = element("#main > :only-child").map(|root| root.outer_html()).unwrap_or_default();
        Some(Self {
            shown: Shown { place: boot.page.clone(), html: html.into(), head: Arc::new(head), choice: None },
            boot,
            policy: policy_of(document),
        })
    }
}

/// The content security policy that a document states; empty where it states none.
pub fn policy_of(document: &Document) -> String {
    let meta = document.query_selector("meta[http-equiv='Content-Security-Policy']").ok().flatten();
    meta.and_then(|meta| meta.get_attribute("content")).unwrap_or_default()
}

/// The service worker's word for a page that is not on this device, where the network does not answer.
const NO_ANSWER: u16 = 504;

/// Fetches the page at a root-relative URL. `site` is the absolute URL that its final address must lie below.
/// (Where the document is of a release that has gone the service worker says 409: no page, so the browser loads
/// the document anew.)
pub async fn fetch(url: &str, site: &str) -> Result<PageFile, ApiError> {
    let response = http::get(url, RequestCache::Default).await?;
    if response.status() == NO_ANSWER {
        return Err(ApiError::Network);
    }
    let content_type = http::content_type(&response);
    if !answer::is_page(response.status(), content_type.as_deref(), &response.url(), site) {
        return Err(ApiError::NotAPage);
    }
    let html = response.text().await.map_err(|_| ApiError::Network)?;
    parse(&html).as_ref().and_then(PageFile::of).ok_or(ApiError::NotAPage)
}

fn parse(html: &str) -> Option<Document> {
    DomParser::new().ok()?.parse_from_string(html, SupportedType::TextHtml).ok()
}
