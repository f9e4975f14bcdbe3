use super::Frame;
use leptos::prelude::*;

/// What a reader keeps with one click.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// The post that is shown.
    Post,
    /// The list that is shown, with all its posts.
    List,
}

/// Offers to keep a page on the reader's device. Its place in the page is there from the first, whatever the
/// script makes of it; a site that is served to its author keeps nothing and offers nothing.
pub fn save_line(frame: &Frame, what: Saved) -> Option<impl IntoView + use<>> {
    let what = match what {
        Saved::Post => "post",
        Saved::List => "list",
    };
    frame.masthead.offline.as_ref().filter(|offline| !offline.preview).map(|_| {
        view! {
            <p class="save-line scripted">
                <button type="button" class="save" data-save=what>
                    "Save for offline"
                </button>
            </p>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{Saved, save_line};
    use crate::components::sample;
    use leptos::prelude::*;
    use offprint_model::OfflinePlace;

    fn html(offline: Option<OfflinePlace>) -> String {
        let mut frame = sample::frame("/");
        frame.masthead.offline = offline;
        save_line(&frame, Saved::List).map(|line| line.to_html()).unwrap_or_default()
    }

    #[test]
    fn a_page_can_be_saved_where_the_site_keeps_pages() {
        let place = |preview| OfflinePlace { url: sample::address("saved"), preview };
        assert!(html(Some(place(false))).contains("data-save=\"list\""));
        assert_eq!(html(Some(place(true))), "", "a preview keeps nothing");
        assert_eq!(html(None), "");
    }
}
