//! Search in the browser: a module of its own, in a worker of its own, which a page loads when its reader reaches
//! for search. Here the index is asked and the answers become HTML; `worker.js` stands between this and the
//! network, `page.js` shows the answers. The page's part is no Rust: bindings to the document would make the
//! download half as large again.

#[cfg(any(feature = "search", test))]
mod choices;
#[cfg(feature = "search")]
pub mod engine;
#[cfg(any(feature = "search", test))]
mod hits;
#[cfg(any(feature = "search", test))]
mod markup;
#[cfg(any(feature = "search", test))]
mod percent;
#[cfg(any(feature = "search", test))]
mod question;
#[cfg(any(feature = "search", test))]
mod wording;
