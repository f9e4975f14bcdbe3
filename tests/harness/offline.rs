//! What the proof of reading offline stands on: releases that can be told from each other by every part of a page,
//! an oracle that says whether a page is whole and of one of them, a reader's doings with the worker, what is in
//! the store, and the matrix of faults.

pub mod device;
pub mod editions;
pub mod essentials;
pub mod matrix;
pub mod oracle;
pub mod reader;
pub mod store;
