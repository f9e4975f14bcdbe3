use crate::components::Frame;
use leptos::prelude::*;
use offprint_model::ArchivePage;

/// All posts by year and month.
pub fn archive(_: &Frame, page: &ArchivePage) -> impl IntoView + use<> {
    view! {
        <div class="list archive">
            <header class="page-head"><h1 tabindex="-1">{page.title.clone()}</h1></header>
        </div>
    }
}
