use crate::components::{Frame, counted};
use leptos::either::Either;
use leptos::prelude::*;
use offprint_model::{ArchiveEntry, ArchiveMonth, ArchivePage, ArchiveYear, Permalink};

/// All posts by year and month; on a large site the months are links to their own lists.
pub fn archive(frame: &Frame, page: &ArchivePage) -> impl IntoView + use<> {
    let jumps: Vec<_> = page
        .years
        .iter()
        .map(|year| {
            let name = year.year.to_string();
            let (place, name) = (["#", &name].concat(), [&name, " "].concat());
            view! {
                <li>
                    <a href=place>
                        {name}
                        <span class="count">{year.count}</span>
                    </a>
                </li>
            }
        })
        .collect();
    let jumps = (page.years.len() > 1)
        .then(|| view! { <nav class="choices jump" aria-label="Years"><ul>{jumps}</ul></nav> });
    let years: Vec<_> = page.years.iter().map(|shown| year(frame, shown)).collect();
    view! {
        <div class="list archive">
            <header class="page-head">
                <h1 tabindex="-1">{page.title.clone()}</h1>
                <p class="facts">{counted(page.total, "post", "posts")}</p>
            </header>
            {jumps}
            {years}
        </div>
    }
}

fn year(frame: &Frame, year: &ArchiveYear) -> impl IntoView + use<> {
    let name = year.year.to_string();
    let months: Vec<_> = year.months.iter().map(|shown| month(frame, shown)).collect();
    view! {
        <section class="year">
            <h2 id=name.clone()>{place(frame, year.url.as_ref(), &name)}</h2>
            <p class="count">{counted(year.count, "post", "posts")}</p>
            <div class="months">{months}</div>
        </section>
    }
}

fn month(frame: &Frame, month: &ArchiveMonth) -> impl IntoView + use<> {
    let posts: Vec<_> = month.posts.iter().map(|post| entry(frame, post)).collect();
    let posts = (!posts.is_empty()).then(|| view! { <ul class="entries">{posts}</ul> });
    view! {
        <section class="month">
            <h3 id=month.id.clone()>{place(frame, month.url.as_ref(), &month.name)}</h3>
            <p class="count">{counted(month.count, "post", "posts")}</p>
            {posts}
        </section>
    }
}

/// The name of a year or month, a link where it has a list of its own.
fn place(frame: &Frame, url: Option<&Permalink>, name: &str) -> impl IntoView + use<> {
    let name = name.to_owned();
    match url {
        None => Either::Left(name),
        Some(url) => Either::Right(view! { <a href=frame.url(url)>{name}</a> }),
    }
}

fn entry(frame: &Frame, post: &ArchiveEntry) -> impl IntoView + use<> {
    let date = post.date.text.first().cloned();
    view! {
        <li data-read-url=post.url.as_str().to_owned()>
            <time class="count" datetime=post.date.iso.clone()>{date}</time>
            " "
            <a href=frame.url(&post.url)>{post.title.clone()}</a>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::archive;
    use crate::components::sample;
    use leptos::prelude::*;
    use offprint_model::{ArchiveEntry, ArchiveMonth, ArchivePage, ArchiveYear};

    fn html(large: bool) -> String {
        let entry = ArchiveEntry {
            title: "Ink".to_owned(),
            url: sample::address("posts/ink"),
            date: sample::date("November 4, 2025", "2025-11-04"),
        };
        let month = ArchiveMonth {
            id: "2025-11".to_owned(),
            name: "November".to_owned(),
            url: large.then(|| sample::address("archive/2025/11")),
            count: 1,
            posts: if large { Vec::new() } else { vec![entry] },
        };
        let year = |year, months| ArchiveYear {
            year,
            url: large.then(|| sample::address(&format!("archive/{year}"))),
            count: 12,
            months,
        };
        let page = ArchivePage {
            title: "Archive".to_owned(),
            url: sample::address("archive"),
            total: 24,
            years: vec![year(2025, vec![month]), year(2024, Vec::new())],
        };
        archive(&sample::frame("/blog/"), &page).to_html()
    }

    #[test]
    fn posts_stand_below_their_month_and_year() {
        let html = html(false);
        for part in [
            "<p class=\"facts\">24 posts</p>",
            "<a href=\"#2024\">2024 <span class=\"count\">12</span></a>",
            "<h2 id=\"2025\">2025</h2><p class=\"count\">12 posts</p>",
            "<h3 id=\"2025-11\">November</h3><p class=\"count\">1 post</p>",
            "<time datetime=\"2025-11-04T00:00:00Z\" class=\"count\">November 4, 2025</time> <a href=\"/blog/posts/ink/\">Ink</a>",
        ] {
            assert!(html.contains(part), "no `{part}` in {html}");
        }
    }

    #[test]
    fn on_a_large_site_years_and_months_lead_to_lists() {
        let html = html(true);
        assert!(html.contains("<h2 id=\"2025\"><a href=\"/blog/archive/2025/\">2025</a></h2>"), "{html}");
        assert!(html.contains("<h3 id=\"2025-11\"><a href=\"/blog/archive/2025/11/\">November</a></h3>"));
        assert!(!html.contains("<time"), "{html}");
    }
}
