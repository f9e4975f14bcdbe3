//! Whole old sites, written here, and what becomes of them.
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by a panic")]

mod corpora;
mod feed;
mod floods;
mod folders;
mod report;
mod wordpress;
mod writing;
mod zola;
