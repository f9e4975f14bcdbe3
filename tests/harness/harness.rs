//! What the whole-product tests and the benchmarks stand on: the `offprint` binary, fixture sites built
//! with it, a plain file server, and a real Chromium or Firefox.

pub mod browser;
pub mod chromedriver;
pub mod fault;
pub mod firefox;
pub mod fixture;
pub mod generated;
pub mod headers_file;
pub mod list;
pub mod offline;
pub mod offprint;
pub mod page;
pub mod search;
pub mod server;
pub mod supervised;
pub mod touch;
