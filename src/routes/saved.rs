use crate::components::Frame;
use leptos::either::Either;
use leptos::prelude::*;

/// What is on the reader's device. No two devices have the same, so the page is a frame that a script fills;
/// without one nothing can be kept, and the page says so.
pub fn saved(frame: &Frame) -> impl IntoView + use<> {
    let preview = frame.masthead.offline.as_ref().is_some_and(|offline| offline.preview);
    let inside = if preview { Either::Left(preview_note()) } else { Either::Right(device()) };
    view! {
        <div class="saved-page" data-saved-page="">
            <header class="page-head">
                <h1 tabindex="-1">"Saved"</h1>
                <p class="lead">"What you can read on this device without a network."</p>
            </header>
            {inside}
        </div>
    }
}

/// An author drafts many sites at one address: there nothing is kept unless it is asked for.
fn preview_note() -> impl IntoView {
    view! {
        <p id="saved-status">
            "This is a preview, which keeps nothing on the device. Pages are kept on the published site, and \
             here with "
            <code>"offprint serve --offline"</code>"."
        </p>
    }
}

/// Parts are hidden until it is known what is in them.
fn device() -> impl IntoView {
    view! {
        <noscript>
            <p class="lead">"Keeping pages takes a script, and this browser runs none."</p>
        </noscript>
        <p id="saved-status" class="scripted" role="status" aria-live="polite"></p>
        <div id="saved-device" class="scripted" hidden>
            <section id="saved-site"></section>
            <section hidden>
                <h2>"Saved by you"</h2>
                <ul id="saved-items"></ul>
                <p id="saved-promise"></p>
            </section>
            <section hidden>
                <h2>"Kept from your visits"</h2>
                <p>"The pages that you read last stay as long as there is room for them."</p>
                <ul id="saved-visited"></ul>
            </section>
            <section hidden>
                <h2>"Recently read"</h2>
                <ul id="saved-recent"></ul>
            </section>
            <section>
                <h2>"On this device"</h2>
                <p>
                    <label>
                        <input id="saved-keep" type="checkbox" role="switch" autocomplete="off"/>
                        "Keep pages on this device, to read them without a network"
                    </label>
                </p>
                <p>"Which posts you read and where you stopped is known to this device alone."</p>
                <p><button id="saved-forget" type="button" class="button">"Forget what I read"</button></p>
                <p id="saved-forgotten" role="status" aria-live="polite"></p>
            </section>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::saved;
    use crate::components::sample;
    use leptos::prelude::*;
    use offprint_model::OfflinePlace;

    fn html(preview: bool) -> String {
        let mut frame = sample::frame("/blog/");
        frame.masthead.offline = Some(OfflinePlace { url: sample::address("saved"), preview });
        saved(&frame).to_html()
    }

    #[test]
    fn every_part_has_its_place_once() {
        let html = html(false);
        let parts = "status device site items promise visited recent keep forget forgotten";
        for part in parts.split(' ') {
            assert_eq!(html.matches(&format!("id=\"saved-{part}\"")).count(), 1, "{part} in {html}");
        }
        assert!(html.contains("<h1 tabindex=\"-1\">Saved</h1>"), "{html}");
    }

    #[test]
    fn nothing_is_said_of_the_device_before_it_is_known() {
        let html = html(false);
        assert!(
            html.contains(
                "<p id=\"saved-status\" role=\"status\" aria-live=\"polite\" class=\"scripted\"></p>"
            ),
            "{html}"
        );
        assert!(html.contains("<div id=\"saved-device\" hidden class=\"scripted\">"), "{html}");
    }

    #[test]
    fn who_runs_no_scripts_is_told_that_nothing_is_kept() {
        assert!(html(false).contains("<noscript><p class=\"lead\">Keeping pages takes a script"));
    }

    #[test]
    fn a_preview_says_where_pages_are_kept_and_offers_nothing() {
        let html = html(true);
        assert!(html.contains("<code>offprint serve --offline</code>"), "{html}");
        assert!(
            !html.contains("<button") && !html.contains("<input") && !html.contains("noscript"),
            "{html}"
        );
    }
}
