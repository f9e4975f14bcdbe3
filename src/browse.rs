//! Lists made in the browser: a module of its own, which a page loads when its reader has a use for it. It
//! reads the content index, answers what a list holds that is filtered or sorted, and says it as HTML, made
//! by the views that prerendered the page.

#[cfg(feature = "browse")]
mod answer;
#[cfg(feature = "browse")]
mod content;
#[cfg(feature = "browse")]
mod exports;
#[cfg(feature = "browse")]
mod index;
mod part;
pub mod source;

#[cfg(feature = "browse")]
pub use exports::set_up;
pub use part::Part;
