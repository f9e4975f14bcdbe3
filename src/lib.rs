//! The reader's app. The build renders every page with the views here, natively (`ssr`). In the browser the
//! app takes the finished page over (`hydrate`), and the router moves a reader from page to page without
//! loading documents; one module beside it (`browse`) makes lists there, with the same views, another (`search`)
//! answers searches.

#[cfg(feature = "views")]
pub mod api;
#[cfg(feature = "views")]
pub mod app;
#[cfg(feature = "views")]
pub mod browse;
#[cfg(feature = "views")]
pub mod components;
#[cfg(feature = "hydrate")]
pub mod filters;
#[cfg(feature = "ssr")]
pub mod prerender;
#[cfg(feature = "views")]
pub mod reading;
#[cfg(feature = "views")]
pub mod router;
#[cfg(feature = "views")]
pub mod routes;
#[cfg(feature = "hydrate")]
pub mod screen;
pub mod search;
#[cfg(feature = "hydrate")]
pub mod start;
#[cfg(feature = "views")]
pub mod state;
#[cfg(feature = "web")]
pub mod storage;
#[cfg(feature = "views")]
pub mod terms;
#[cfg(feature = "views")]
pub mod topics;

#[cfg(feature = "ssr")]
pub use prerender::prerender;
