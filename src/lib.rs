//! The reader's app. The build renders every page with the components here, natively (`ssr`); in the
//! browser the same components take the finished page over (`hydrate`) and the router moves a reader
//! from page to page without loading documents.

pub mod app;
pub mod components;
#[cfg(feature = "ssr")]
pub mod prerender;
pub mod routes;
pub mod state;

#[cfg(feature = "ssr")]
pub use prerender::prerender;
