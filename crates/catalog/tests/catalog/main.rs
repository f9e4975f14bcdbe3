//! What the catalog answers, over small hand-made indexes and large made-up ones.
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by a panic")]

mod archive;
mod carried;
mod facets;
mod filters;
mod fixture;
mod lists;
mod made_up;
mod naive;
mod partial;
mod query;
mod sorting;
mod topics;
mod words;
