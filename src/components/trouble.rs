use crate::state::{Reader, Status};
use leptos::prelude::*;

/// How the latest navigation is doing: a thin line while data is on its way, a message when it failed.
pub fn trouble(reader: Reader) -> impl IntoView {
    let idle = move || *reader.status.read() != Status::Loading;
    let message = move || match reader.status.get() {
        Status::Failed { url, message } => Some(failure(url, message)),
        Status::Ready | Status::Loading => None,
    };
    view! {
        <div class="progress" role="progressbar" aria-label="Loading the page" hidden=idle></div>
        <div class="trouble" role="alert">{message}</div>
    }
}

/// Both are plain links, so that they work in whatever state the app is: the router takes the first.
fn failure(url: String, message: String) -> impl IntoView {
    view! {
        <div class="trouble-inner">
            <p>{message}</p>
            <p class="ways">
                <a class="button" href=url.clone()>"Try again"</a>
                <a class="button" href=url data-reload="">"Open the page"</a>
            </p>
        </div>
    }
}
