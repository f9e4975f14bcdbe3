//! The core of reading offline, in a Firefox.

use crate::harness::browser::Engine::Firefox;
use crate::harness::offline::essentials;
use crate::harness::offline::matrix::{self, Scene, Wrongdoing};

#[tokio::test]
async fn in_firefox_a_page_that_was_read_is_whole_offline() {
    essentials::a_page_that_was_read_is_whole_offline(Firefox).await;
}

#[tokio::test]
async fn in_firefox_a_host_may_write_after_a_page() {
    essentials::a_host_may_write_after_a_page(Firefox).await;
}

#[tokio::test]
async fn in_firefox_an_unsaved_post_offline_shows_what_is_saved() {
    essentials::an_unsaved_post_offline_shows_what_is_saved(Firefox).await;
}

#[tokio::test]
async fn in_firefox_what_was_saved_is_whole_offline() {
    essentials::what_was_saved_is_whole_offline(Firefox).await;
}

#[tokio::test]
async fn in_firefox_a_new_release_is_offered_and_never_mixed() {
    essentials::a_new_release_is_offered_and_never_mixed(Firefox).await;
}

#[tokio::test]
async fn in_firefox_a_corrupt_release_is_never_read() {
    essentials::a_corrupt_release_is_never_read(Firefox).await;
}

#[tokio::test]
async fn in_firefox_switched_off_it_leaves_nothing_behind() {
    essentials::switched_off_it_leaves_nothing_behind(Firefox).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_firefox_a_first_visit_that_breaks_off_anywhere_leaves_no_wrong_page() {
    let tally = matrix::run_scene(Firefox, Scene::FirstVisit, &[Wrongdoing::CutInTheMiddle]).await;
    println!("Firefox: {tally}");
    assert!(tally.tried >= 15, "{tally}");
    assert_eq!((tally.wrong, tally.broken), (Vec::new(), Vec::new()));
}
