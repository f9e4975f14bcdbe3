use crate::components::{Frame, counted};
use leptos::prelude::*;
use offprint_model::{Topic, TopicArticle, TopicSeries, TopicsPage, fold};

/// All articles by topic: groups that fold, open at first, and above them the means to find one's way. All
/// of it can be read, folded and followed without the app; only what needs it is hidden until then.
pub fn topics(frame: &Frame, page: &TopicsPage) -> impl IntoView + use<> {
    let series: Vec<_> =
        page.series.iter().enumerate().map(|(index, series)| switch(frame, index, series)).collect();
    let series =
        (!series.is_empty()).then(|| view! { <ul class="series-switches" aria-label="Series">{series}</ul> });
    let jumps: Vec<_> = page
        .topics
        .iter()
        .map(|topic| {
            let count = topic.articles.len();
            view! {
                <li>
                    <a href=["#", &topic.id].concat()>
                        {[&topic.label, " "].concat()}
                        <span class="count">{count}</span>
                    </a>
                </li>
            }
        })
        .collect();
    let groups: Vec<_> = page.topics.iter().map(|topic| group(frame, topic)).collect();
    view! {
        <div class="list topics">
            <header class="page-head">
                <h1 tabindex="-1">{page.title.clone()}</h1>
                <p class="lead">{page.lead.clone()}</p>
            </header>
            <div class="filters">
                <p class="field scripted">
                    <label for="narrow">"Find on this page"</label>
                    <input id="narrow" type="search" autocomplete="off" />
                </p>
                {series}
                <nav class="choices jump" aria-label="Topics">
                    <ul>{jumps}</ul>
                </nav>
                <p id="narrow-status" role="status"></p>
            </div>
            {groups}
        </div>
    }
}

/// A series with the box that shows or hides its articles, and where it starts.
fn switch(frame: &Frame, index: usize, series: &TopicSeries) -> impl IntoView + use<> {
    let of = |title: &str| view! { <span class="visually-hidden">{[" of ", title].concat()}</span> };
    let start = series.start.as_ref().map(|start| {
        let text = ["Start at ", &start.number].concat();
        view! { <a class="start" href=frame.url(&start.link.url)>{text}{of(&series.title)}</a> }
    });
    let whole = series
        .url
        .as_ref()
        .map(|url| view! { <a class="whole" href=frame.url(url)>"All parts"{of(&series.title)}</a> });
    view! {
        <li>
            <label>
                <input class="scripted" type="checkbox" name="series" value=index.to_string() checked />
                {series.title.clone()}
            </label>
            <span class="count">{counted(series.count, "article", "articles")}</span>
            {start}
            {whole}
        </li>
    }
}

fn group(frame: &Frame, topic: &Topic) -> impl IntoView + use<> {
    let articles: Vec<_> = topic.articles.iter().map(|article| entry(frame, article)).collect();
    view! {
        <details class="topic" id=topic.id.clone() open>
            <summary>
                <h2>{topic.label.clone()}</h2>
                " "
                <span class="count">{counted(topic.articles.len(), "article", "articles")}</span>
            </summary>
            <ul class="articles">{articles}</ul>
        </details>
    }
}

fn entry(frame: &Frame, article: &TopicArticle) -> impl IntoView + use<> {
    let label = article.label.clone().map(|label| view! { <p class="facts">{label}</p> });
    let blurb = (!article.blurb.is_empty()).then(|| view! { <p class="summary">{article.blurb.clone()}</p> });
    view! {
        <li
            data-text=searched(article)
            data-series=article.series.map(|series| series.to_string())
            data-read-url=article.url.as_str().to_owned()
        >
            {label}
            <h3><a href=frame.url(&article.url)>{article.title.clone()}</a></h3>
            {blurb}
        </li>
    }
}

/// What the box that narrows the page looks at.
fn searched(article: &TopicArticle) -> String {
    let label = article.label.as_deref().unwrap_or_default();
    fold(&[&article.title, " ", &article.blurb, " ", label].concat())
}

#[cfg(test)]
mod tests {
    use super::topics;
    use crate::components::sample;
    use leptos::prelude::*;
    use offprint_model::{Link, Topic, TopicArticle, TopicSeries, TopicStart, TopicsPage};

    fn article(title: &str, series: Option<usize>) -> TopicArticle {
        TopicArticle {
            title: title.to_owned(),
            url: sample::address(&format!("posts/{}", title.to_lowercase())),
            blurb: format!("All of {title}."),
            series,
            label: series.map(|_| "Backend · 06".to_owned()),
        }
    }

    fn html() -> String {
        let topic =
            |label: &str, id: &str, articles| Topic { label: label.to_owned(), id: id.to_owned(), articles };
        let start = Link { title: "Sockets".to_owned(), url: sample::address("posts/sockets") };
        let page = TopicsPage {
            title: "All Topics".to_owned(),
            url: sample::address("topics"),
            lead: "Browse 3 articles by topic — 2 topics across Backend series.".to_owned(),
            series: vec![TopicSeries {
                title: "Backend".to_owned(),
                url: Some(sample::address("series/backend")),
                count: 1,
                start: Some(TopicStart { number: "01".to_owned(), link: start }),
            }],
            topics: vec![
                topic("CI/CD", "ci-cd", vec![article("Pipelines", Some(0)), article("Queues", None)]),
                topic("Data", "data", vec![article("Rows", None)]),
            ],
        };
        topics(&sample::frame("/blog/"), &page).to_html()
    }

    #[track_caller]
    fn has(part: &str) {
        let html = html();
        assert!(html.contains(part), "no `{part}` in {html}");
    }

    #[test]
    fn groups_are_open_and_counted_and_a_list_leads_to_each() {
        has("<a href=\"#ci-cd\">CI/CD <span class=\"count\">2</span></a>");
        has("<details id=\"ci-cd\" open class=\"topic\">");
        has("<h2>CI/CD</h2> <span class=\"count\">2 articles</span>");
        has("<h2>Data</h2> <span class=\"count\">1 article</span>");
    }

    #[test]
    fn an_article_has_its_label_before_its_title_and_its_blurb_after_it() {
        let before = "data-text=\"pipelines all of pipelines. backend · 06\" data-series=\"0\"";
        has(before);
        has(
            "<p class=\"facts\">Backend · 06</p><h3><a href=\"/blog/posts/pipelines/\">Pipelines</a></h3><p class=\"summary\">All of Pipelines.</p>",
        );
        has("data-text=\"rows all of rows. \" data-read-url=\"posts/rows/\"");
    }

    #[test]
    fn a_series_can_be_switched_off_and_says_where_it_starts() {
        has("type=\"checkbox\" name=\"series\" value=\"0\" checked");
        has("<span class=\"count\">1 article</span>");
        has("href=\"/blog/posts/sockets/\" class=\"start\">Start at 01<span class=\"visually-hidden\">");
    }
}
