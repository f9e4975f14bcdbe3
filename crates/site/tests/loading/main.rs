//! Whole small sites, loaded: what is published, where, and what is said of what is wrong.
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by a panic")]

mod addresses;
mod browse;
mod configuration;
mod errors;
mod folder;
mod front_matter;
mod links;
mod lists;
mod markdown;
mod visibility;
