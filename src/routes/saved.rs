use leptos::prelude::*;

/// What is saved on the reader's device. The page's part of offline reading fills it in: only the device knows.
pub fn saved() -> impl IntoView {
    view! {
        <div class="saved-page" data-saved-page="">
            <header class="page-head">
                <h1 tabindex="-1">"Saved"</h1>
            </header>
            <noscript>
                <p class="lead">"Saving takes a script, and this browser runs none. Everything here can be read online."</p>
            </noscript>
            <p id="saved-status" role="status" aria-live="polite"></p>
            <section id="saved-site"></section>
            <section id="saved-items"></section>
            <section id="saved-visited"></section>
            <section id="saved-recent"></section>
        </div>
    }
}
