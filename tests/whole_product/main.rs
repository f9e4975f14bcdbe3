//! The whole product as its readers and authors meet it: sites built by the `offprint` binary, served
//! by a plain file server, read in a real Chromium. `cargo xtask test` runs it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what is wrong by a panic"
)]

#[path = "../harness/harness.rs"]
#[allow(dead_code, reason = "the benchmarks use other parts of it")]
mod harness;

mod access;
mod browse;
mod budgets;
mod build;
mod click_through;
mod demo;
mod deploy;
mod embeds;
mod fault_server;
mod faults;
mod filter_address;
mod filter_faults;
mod filter_words;
mod filters;
mod head;
mod history;
mod imports;
mod installable;
mod keyboard;
mod large_inputs;
mod large_site;
mod layout;
mod links;
mod many_posts;
mod missing_page;
mod network;
mod offline_faults;
mod offline_firefox;
mod offline_library_faults;
mod offline_matrix;
mod offline_oracle;
mod offline_page;
mod offline_releases;
mod offline_sites;
mod offline_units;
mod plain_server;
mod policy;
mod reading_state;
mod saved_page;
mod saving;
mod search_command;
mod search_deploy;
mod search_faults;
mod search_highlights;
mod search_keyboard;
mod search_network;
mod search_page;
mod search_palette;
mod search_policy;
mod search_serve;
mod search_touch;
mod search_words;
mod seeds;
mod serve;
mod shell;
mod sources;
mod theme;
mod without_the_app;
mod xss;
