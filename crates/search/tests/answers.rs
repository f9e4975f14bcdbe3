//! What a reader sees who asks a small index.
#![cfg(feature = "builder")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

mod answers {
    pub mod library;

    mod corrections;
    mod narrowing;
    mod ranking;
    mod rounds;
    mod scripts;
    mod technical;
}
