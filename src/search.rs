//! Search in the browser: a module of its own, which a page loads when its reader reaches for search. It runs
//! twice from one compiled WebAssembly: in a worker, where it holds the index and answers (`engine`), and on the
//! page, where it shows the answers (`page`). `worker.js` stands between the engine and the network.

pub mod choices;
#[cfg(feature = "search")]
mod engine;
pub mod hits;
pub mod markup;
#[cfg(feature = "search")]
mod page;
pub mod question;
pub mod recent;
pub mod wording;

#[cfg(feature = "search")]
pub use page::set_up;
