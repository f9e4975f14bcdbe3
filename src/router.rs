//! From page to page: what a link means, where the page comes from, and how it takes the screen.

#[cfg(feature = "hydrate")]
mod arrival;
#[cfg(feature = "hydrate")]
mod choosing;
#[cfg(feature = "hydrate")]
pub mod lists;
#[cfg(feature = "hydrate")]
mod navigation;
mod page_cache;
pub mod policy;
#[cfg(feature = "hydrate")]
mod request;
mod target;
mod turn;

#[cfg(feature = "hydrate")]
pub use navigation::Router;
pub use page_cache::PageCache;
pub use target::Target;
pub use turn::{Turn, Turns};
