use super::filter_url;
use crate::components::{Frame, counted};
use leptos::either::Either;
use leptos::prelude::*;
use offprint_model::{Facet, FacetOption, ListPage, Mode};

/// What a reader can choose, for `#facets`: sorts and facets, or, until they are known, the pages by which
/// posts are found.
pub(super) fn facets(frame: &Frame, list: &ListPage) -> impl IntoView + use<> {
    match &list.panel {
        None => Either::Left(browse(frame)),
        Some(panel) => {
            let groups: Vec<_> = panel
                .facets
                .iter()
                .enumerate()
                .map(|(number, facet)| group(frame, list, facet, number == 0))
                .collect();
            Either::Right(view! { {sorts(frame, list)}<div class="facets">{groups}</div> })
        }
    }
}

/// The pages by which posts are found without a filter.
fn browse(frame: &Frame) -> Option<impl IntoView + use<>> {
    let ways: Vec<_> = frame
        .masthead
        .browse
        .iter()
        .map(|link| view! { <li><a href=frame.url(&link.url)>{link.title.clone()}</a></li> })
        .collect();
    (!ways.is_empty()).then(|| {
        view! {
            <nav class="choices" aria-label="Browse by">
                <p>"Browse by"</p>
                <ul>{ways}</ul>
            </nav>
        }
    })
}

fn sorts(frame: &Frame, list: &ListPage) -> Option<impl IntoView + use<>> {
    let panel = list.panel.as_ref().filter(|panel| panel.sorts.len() > 1)?;
    let sorts: Vec<_> = panel
        .sorts
        .iter()
        .enumerate()
        .map(|(number, sort)| {
            let (id, url) = (["sort-", &number.to_string()].concat(), filter_url(frame, list, &sort.query));
            view! { <li><a id=id href=url aria-current=current(sort.on)>{sort.label.clone()}</a></li> }
        })
        .collect();
    Some(view! {
        <nav class="choices" aria-label="Sort">
            <p>"Sort"</p>
            <ul>{sorts}</ul>
        </nav>
    })
}

fn group(frame: &Frame, list: &ListPage, facet: &Facet, first: bool) -> impl IntoView + use<> {
    let id = |kind: &str| [kind, &id_of(facet)].concat();
    let chosen = facet.options.iter().any(|option| option.chosen.is_some());
    let long = facet.total > Facet::SHOWN || !facet.needle.is_empty();
    let find = long.then(|| {
        view! {
            <input
                type="search"
                class="find"
                id=id("find-")
                data-facet=facet.key.clone()
                aria-label=["Find in ", &facet.title].concat()
                placeholder=["Find in ", &facet.title].concat()
                value=facet.needle.clone()
                autocomplete="off"
            />
        }
    });
    view! {
        <details class="facet" id=id("facet-") open=chosen || first || !facet.needle.is_empty()>
            <summary>{[&facet.title, " "].concat()}<span class="count">{facet.total}</span></summary>
            {find}
            <div id=id("options-")>{facet_options(frame, list, facet)}</div>
        </details>
    }
}

/// The options of one facet, and how many of its terms they are.
pub(super) fn facet_options(frame: &Frame, list: &ListPage, facet: &Facet) -> impl IntoView + use<> {
    let options: Vec<_> = facet.options.iter().map(|option| option_row(frame, list, facet, option)).collect();
    let more = facet.total > facet.options.len();
    let note = match options.len() {
        0 => Some("Nothing of that name.".to_owned()),
        shown if more => Some([&shown.to_string(), " of ", &facet.total.to_string()].concat()),
        _ => None,
    };
    view! {
        <ul class="options">{options}</ul>
        {note.map(|note| view! { <p class="count">{note}</p> })}
    }
}

/// The label adds to what is shown (*or*); the small links ask for a term or shut it out.
fn option_row(frame: &Frame, list: &ListPage, facet: &Facet, option: &FacetOption) -> impl IntoView + use<> {
    let id = ["f-", &id_of(facet), "-", &option.slug].concat();
    let way = |mode: Mode, text: &'static str, suffix: &str, query: &str| {
        view! {
            <a
                id=[&id, suffix].concat()
                class="way"
                href=filter_url(frame, list, query)
                aria-label=[text, " posts with ", &option.label].concat()
                aria-current=current(option.chosen == Some(mode))
            >
                {text}
            </a>
        }
    };
    let with = (!facet.single).then(|| way(Mode::With, "only", "-with", &option.with));
    let name = [&option.label, ", ", &counted(option.count, "post", "posts")].concat();
    view! {
        <li>
            <a
                id=id.clone()
                class="option"
                href=filter_url(frame, list, &option.or)
                aria-label=name
                aria-current=current(option.chosen == Some(Mode::Or))
            >
                {[&option.label, " "].concat()}
                <span class="count">{option.count}</span>
            </a>
            {with}
            {way(Mode::Without, "not", "-without", &option.without)}
        </li>
    }
}

/// A facet's key as a part of an id, in which no space may stand.
fn id_of(facet: &Facet) -> String {
    facet.key.replace(' ', "-")
}

fn current(on: bool) -> Option<&'static str> {
    on.then_some("true")
}
