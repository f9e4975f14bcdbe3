use leptos::prelude::*;
use offprint_model::Cover;

/// The picture that stands for a page. Its place is reserved even where its size is not known.
pub fn cover(cover: &Cover) -> impl IntoView + use<> {
    let sized = cover.width.is_some() && cover.height.is_some();
    let caption = cover.caption.clone().map(|caption| view! { <figcaption>{caption}</figcaption> });
    view! {
        <figure class=if sized { "cover" } else { "cover unsized" }>
            <img
                src=cover.src.clone()
                alt=cover.alt.clone()
                width=cover.width
                height=cover.height
                decoding="async"
                fetchpriority="high"
            />
            {caption}
        </figure>
    }
}
