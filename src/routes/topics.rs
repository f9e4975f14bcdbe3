use crate::components::Frame;
use leptos::prelude::*;
use offprint_model::TopicsPage;

/// All articles by topic.
pub fn topics(_: &Frame, page: &TopicsPage) -> impl IntoView + use<> {
    view! {
        <div class="list topics">
            <header class="page-head"><h1 tabindex="-1">{page.title.clone()}</h1></header>
        </div>
    }
}
