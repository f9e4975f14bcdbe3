//! Renders the app natively.

use crate::app::App;
use crate::state::{Reader, Shown};
use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use offprint_model::Boot;
use std::sync::Arc;

/// The HTML inside `<div id="app">`.
pub fn prerender(boot: &Boot, body: &str) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new())));
    let (base, masthead) = (boot.base.clone(), boot.masthead.clone());
    let shown = Shown::new(boot.page.clone(), body);
    let html = owner.with(|| {
        let reader = Reader::new(shown);
        view! { <App base masthead reader /> }.to_html()
    });
    owner.unset_with_forced_cleanup();
    html
}
