use super::filter_url;
use crate::components::{Frame, counted};
use leptos::prelude::*;
use offprint_model::{Chip, ListPage, Mode};

/// How many posts are left, for `#filter-status`; or, of a whole list, how it is sorted if not as it was.
/// Nothing where nothing was chosen.
pub fn status(list: &ListPage) -> String {
    match &list.panel {
        Some(panel) if panel.chips.is_empty() && panel.words.is_empty() => {
            let sort = panel.sorts.iter().skip(1).find(|sort| sort.on);
            sort.map(|sort| ["Sort: ", &sort.label].concat()).unwrap_or_default()
        }
        None => String::new(),
        Some(_) if list.total == 0 => "No posts: take a filter away".to_owned(),
        Some(panel) => [&list.total.to_string(), " of ", &counted(panel.of, "post", "posts")].concat(),
    }
}

/// What a chip says after its facet. Two terms of one facet chosen by *or* read on: "Rust", "or Go".
fn wording(chip: &Chip, before: Option<&Chip>) -> String {
    let goes_on = before.is_some_and(|before| before.facet == chip.facet && before.mode == Mode::Or);
    let word = match chip.mode {
        Mode::Or if goes_on => "or ",
        Mode::Or => "",
        Mode::With => "with ",
        Mode::Without => "without ",
    };
    [word, &chip.label].concat()
}

/// What is chosen, each a link that takes it away, for `#chips`.
pub(super) fn chips(frame: &Frame, list: &ListPage) -> Option<impl IntoView + use<>> {
    let panel = list.panel.as_ref().filter(|panel| !panel.chips.is_empty())?;
    let mut before = None;
    let items: Vec<_> = panel
        .chips
        .iter()
        .enumerate()
        .map(|(number, chip)| {
            let text = wording(chip, before.replace(chip));
            view! {
                <li>
                    <a id=["chip-", &number.to_string()].concat() href=filter_url(frame, list, &chip.query)>
                        <span class="of">{[&chip.facet, ": "].concat()}</span>
                        {text}
                        <span class="visually-hidden">", take away"</span>
                    </a>
                </li>
            }
        })
        .collect();
    Some(view! {
        <ul class="chips" aria-label="Chosen filters">
            {items}
            <li><a id="clear" class="clear" href=frame.url(&list.url)>"Clear all"</a></li>
        </ul>
    })
}
