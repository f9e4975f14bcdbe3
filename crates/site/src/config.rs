//! `offprint.toml`: [`written`](written) is what an author wrote, [`Config`] what it means.

mod resolved;

pub use resolved::{Config, Overrides, Remote};
