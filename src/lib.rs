//! The reader's app. The build renders every page with the views here, natively (`ssr`). In the browser the
//! app takes the finished page over (`hydrate`), and the router moves a reader from page to page without
//! loading documents; a module beside it (`browse`) makes lists there, with the same views.

pub mod api;
pub mod app;
pub mod browse;
pub mod components;
#[cfg(feature = "hydrate")]
pub mod filters;
#[cfg(feature = "ssr")]
pub mod prerender;
pub mod reading;
pub mod router;
pub mod routes;
#[cfg(feature = "hydrate")]
pub mod screen;
#[cfg(feature = "hydrate")]
pub mod start;
pub mod state;
#[cfg(any(feature = "hydrate", feature = "browse"))]
pub mod storage;
pub mod terms;
pub mod topics;

#[cfg(feature = "ssr")]
pub use prerender::prerender;
