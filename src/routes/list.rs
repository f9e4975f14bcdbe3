use crate::components::filters::{filters, is_filtered, results};
use crate::components::{Frame, Saved, counted, save_line};
use leptos::prelude::*;
use offprint_model::{ListHeading, ListPage};

/// The words above a list of posts.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Title {
    /// Name and URL of the page that holds this list: a term's taxonomy.
    above: Option<(String, String)>,
    title: String,
    description: Option<String>,
    /// "12 posts", "page 2 of 5", or both.
    note: Option<String>,
}

impl Title {
    fn of(frame: &Frame, list: &ListPage) -> Self {
        let (above, title, description) = match &list.heading {
            ListHeading::Home => (None, &frame.masthead.title, Some(&frame.masthead.description)),
            ListHeading::Section { title, description } => (None, title, description.as_ref()),
            ListHeading::Period { archive, archive_url, title } => {
                (Some((archive.clone(), frame.url(archive_url))), title, None)
            }
            ListHeading::Term { taxonomy, taxonomy_url, title, description } => {
                (Some((taxonomy.clone(), frame.url(taxonomy_url))), title, description.as_ref())
            }
        };
        // Of a filtered list the filter's own line says how much is left.
        let all = list.panel.as_ref().map_or(list.total, |panel| panel.of);
        let total = (list.heading != ListHeading::Home).then(|| counted(all, "post", "posts"));
        let place =
            (list.page > 1 && !is_filtered(list)).then(|| format!("page {} of {}", list.page, list.pages));
        let note = match (total, place) {
            (Some(total), Some(place)) => Some(format!("{total}, {place}")),
            (None, Some(place)) => Some(format!("P{}", &place[1..])),
            (total, None) => total,
        };
        Self {
            above,
            title: title.clone(),
            description: description.filter(|text| !text.is_empty()).cloned(),
            note,
        }
    }
}

/// A list of posts: home, a section, a term, a year.
pub fn list(frame: &Frame, list: &ListPage) -> impl IntoView + use<> {
    let Title { above, title, description, note } = Title::of(frame, list);
    let above = above.map(|(label, url)| view! { <p class="above"><a href=url>{label}</a></p> });
    let description = description.map(|text| view! { <p class="lead">{text}</p> });
    let note = note.map(|note| view! { <p class="facts">{note}{feed(frame, list)}</p> });
    let intro = list.intro.clone().map(|html| view! { <div class="prose intro" inner_html=html></div> });
    let saved = matches!(list.heading, ListHeading::Term { .. } | ListHeading::Section { .. })
        .then(|| save_line(frame, Saved::List));
    let home = list.heading == ListHeading::Home;
    view! {
        <div class=if home { "list home" } else { "list" }>
            <header class="page-head">
                {above}
                <h1 tabindex="-1">{title}</h1>
                {description}
                {note}
                {saved}
            </header>
            {intro}
            {filters(frame, list)}
            <div id="results">{results(frame, list)}</div>
        </div>
    }
}

/// The list's own feed. The site's stands below every page.
fn feed(frame: &Frame, list: &ListPage) -> Option<impl IntoView + use<>> {
    let feed = list.feed.as_ref().filter(|_| list.heading != ListHeading::Home)?;
    Some(view! { " · "<a href=frame.url(feed) type="application/rss+xml">"RSS"</a> })
}

#[cfg(test)]
mod tests {
    use super::Title;
    use crate::components::sample;

    #[test]
    fn a_list_says_how_much_it_holds_and_where_the_reader_is() {
        let frame = sample::frame("/");
        let note = |list| Title::of(&frame, &list).note;
        assert_eq!(note(sample::home(1, 3)), None);
        assert_eq!(note(sample::home(2, 3)).as_deref(), Some("Page 2 of 3"));
        assert_eq!(note(sample::term_list(1, 3)).as_deref(), Some("6 posts"));
        assert_eq!(note(sample::term_list(3, 3)).as_deref(), Some("6 posts, page 3 of 3"));
        let mut single = sample::term_list(1, 1);
        single.total = 1;
        assert_eq!(note(single).as_deref(), Some("1 post"));
    }
}
