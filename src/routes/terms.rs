use crate::components::{Frame, counted};
use leptos::prelude::*;
use offprint_model::TermsPage;

/// The terms of a taxonomy and how many posts each has.
pub fn terms(frame: &Frame, page: &TermsPage) -> impl IntoView + use<> {
    let terms: Vec<_> = page
        .terms
        .iter()
        .map(|term| {
            let count = counted(term.count, "post", "posts");
            view! {
                <li>
                    <a href=frame.url(&term.url)>{term.label.clone()}</a>
                    <span class="count">{count}</span>
                </li>
            }
        })
        .collect();
    view! {
        <div class="list">
            <header class="page-head"><h1 tabindex="-1">{page.title.clone()}</h1></header>
            <ul class="terms">{terms}</ul>
        </div>
    }
}
