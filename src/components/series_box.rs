use super::Frame;
use leptos::prelude::*;
use offprint_model::{Link, SeriesBox};

/// A post's place in its series.
pub fn series_box(frame: &Frame, series: &SeriesBox, part: Option<u32>) -> impl IntoView + use<> {
    let lead =
        part.map_or_else(|| "Part of the series ".to_owned(), |part| format!("Part {part} of the series "));
    let step = |label: &'static str, link: &Option<Link>| {
        let link = link.as_ref()?;
        let (url, title, read) = (frame.url(&link.url), link.title.clone(), link.url.as_str().to_owned());
        Some(view! { <li data-read-url=read><span class="step">{label}</span><a href=url>{title}</a></li> })
    };
    let steps: Vec<_> =
        [step("Previous", &series.previous), step("Next", &series.next)].into_iter().flatten().collect();
    let steps = (!steps.is_empty()).then(|| view! { <ul>{steps}</ul> });
    view! {
        <nav class="series" aria-label="Series">
            <p>{lead}<a href=frame.url(&series.url)>{series.title.clone()}</a></p>
            {steps}
        </nav>
    }
}
