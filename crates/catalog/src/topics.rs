//! All articles by topic. An article is a post that has a topic.

use crate::Catalog;
use crate::facets::{FacetTerms, Term};
use crate::sorted::{by_number, by_text};
use offprint_model::{
    Link, PostSummary, Slug, Topic, TopicArticle, TopicSeries, TopicStart, TopicsOptions, TopicsPage, fold,
};

/// The facet of topics.
const TOPIC: &str = "topic";

/// Ids that the page has anyway.
const TAKEN: [&str; 6] = ["app", "body", "boot", "main", "narrow", "narrow-status"];

/// A series that articles belong to.
struct Series<'a> {
    slug: Slug,
    title: String,
    /// Its posts that have a number, with a topic or not: number and post.
    parts: Vec<(u32, &'a PostSummary)>,
    /// Its articles.
    count: usize,
}

impl Catalog {
    /// The facet of topics, if a post has one.
    pub(crate) fn topics(&self) -> Option<&FacetTerms> {
        self.facets.facets.iter().find(|facet| facet.name == TOPIC && !facet.terms.is_empty())
    }

    /// The posts that the page of topics tells of: articles, and where their series start.
    pub(crate) fn posts_of_topics(&self) -> Vec<u32> {
        let topics = self.topics().into_iter();
        let mut posts: Vec<u32> =
            topics.flat_map(|facet| &facet.terms).flat_map(|term| &term.posts).copied().collect();
        let series = self.series_facet().into_iter().flat_map(|facet| &facet.terms);
        posts.extend(series.flat_map(|term| &term.posts));
        posts
    }

    /// The taxonomy that numbers articles, if it has pages.
    fn series_facet(&self) -> Option<&FacetTerms> {
        self.facets.facets.iter().find(|facet| facet.ordered)
    }

    pub(crate) fn topics_page(&self) -> Option<TopicsPage> {
        let options = self.site.topics.as_ref()?;
        let facet = self.topics()?;
        let series = self.series_of(facet, options);
        let topics: Vec<Topic> = facet.by_title().map(|term| self.topic(term, &series)).collect();
        let articles = topics.iter().map(|topic| topic.articles.len()).sum();
        Some(TopicsPage {
            title: options.title.clone(),
            url: options.path.clone(),
            lead: lead(articles, topics.len(), &series, options),
            series: series.iter().map(|series| self.topic_series(series)).collect(),
            topics,
        })
    }

    /// The key of series in front matter.
    fn series_key(&self) -> &str {
        let ordered = self.site.taxonomies.iter().find(|taxonomy| taxonomy.ordered);
        ordered.map_or("series", |taxonomy| taxonomy.key.as_str())
    }

    fn series_of_post(&self, post: &PostSummary) -> Option<Slug> {
        post.labels(self.series_key()).first().map(|label| Slug::from_label(label))
    }

    fn series_of(&self, topics: &FacetTerms, options: &TopicsOptions) -> Vec<Series<'_>> {
        let mut all: Vec<Series<'_>> = Vec::new();
        let mut numbers: Vec<u32> = topics.terms.iter().flat_map(|term| &term.posts).copied().collect();
        by_number(&mut numbers, |_| 0);
        let pages = self.series_facet();
        for post in numbers.iter().filter_map(|number| self.post(*number)) {
            let Some(slug) = self.series_of_post(post) else { continue };
            let place = all.iter().position(|series| series.slug == slug).unwrap_or_else(|| {
                let term = pages.and_then(|facet| facet.term(slug.as_str()));
                let label = || post.labels(self.series_key()).first().cloned().unwrap_or_default();
                let title = term.map_or_else(label, |term| term.title.clone());
                let posts = term.map_or(&[][..], |term| &term.posts);
                let parts = posts.iter().filter_map(|number| self.post(*number));
                let parts = parts.filter_map(|post| Some((post.part?, post))).collect();
                all.push(Series { slug, title, parts, count: 0 });
                all.len() - 1
            });
            if let Some(series) = all.get_mut(place) {
                series.count += 1;
                if pages.is_none() {
                    series.parts.extend(post.part.map(|part| (part, post)));
                }
            }
        }
        for series in &mut all {
            let parts = std::mem::take(&mut series.parts);
            series.parts = by_text(parts, |(part, _)| (u64::from(*part), String::new()));
        }
        by_text(all, |series| {
            let configured = options.series.iter().position(|slug| *slug == series.slug);
            let place = configured.map_or(u64::MAX, |place| place as u64);
            (place, [&fold(&series.title), "\0", series.slug.as_str()].concat())
        })
    }

    fn topic(&self, term: &Term, all: &[Series<'_>]) -> Topic {
        let articles = term.posts.iter().filter_map(|number| self.post(*number));
        let mut articles: Vec<(Option<usize>, &PostSummary)> = articles
            .map(|post| {
                let slug = self.series_of_post(post);
                (all.iter().position(|series| Some(&series.slug) == slug.as_ref()), post)
            })
            .collect();
        articles = by_text(articles, |(series, post)| {
            // No series last, and no number last in its series.
            let part = post.part.filter(|_| series.is_some()).unwrap_or(u32::MAX);
            let place = series.map_or(u64::from(u32::MAX), |place| place as u64);
            (place << 32 | u64::from(part), [&fold(&post.title), "\0", post.url.as_str()].concat())
        });
        Topic {
            label: term.title.clone(),
            id: self.topic_id(term.slug.as_str()),
            articles: articles
                .into_iter()
                .map(|(place, post)| TopicArticle {
                    title: post.title.clone(),
                    url: post.url.clone(),
                    blurb: post.summary.clone(),
                    series: place,
                    label: place.and_then(|place| all.get(place)).map(|series| series.label(post.part)),
                })
                .collect(),
        }
    }

    /// The slug, or what is made of it where the page or another topic has that.
    fn topic_id(&self, slug: &str) -> String {
        let mut id = slug.to_owned();
        let is_taken = |id: &str| self.topics().is_some_and(|facet| facet.term(id).is_some());
        while TAKEN.contains(&id.as_str()) || id != slug && is_taken(&id) {
            id.push_str("-1");
        }
        id
    }

    fn topic_series(&self, series: &Series<'_>) -> TopicSeries {
        let taxonomy = self.site.taxonomies.iter().find(|taxonomy| taxonomy.ordered);
        let start = series.parts.first().map(|(part, post)| TopicStart {
            number: series.number(*part),
            link: Link { title: post.title.clone(), url: post.url.clone() },
        });
        TopicSeries {
            title: series.title.clone(),
            url: taxonomy.map(|taxonomy| taxonomy.path.join(series.slug.as_str())),
            count: series.count,
            start,
        }
    }
}

impl Series<'_> {
    /// "06": as wide as the series' largest number, at least two digits.
    fn number(&self, part: u32) -> String {
        let digits = part.to_string();
        let width = self.parts.last().map_or(0, |(largest, _)| largest.to_string().len()).max(2);
        ["0".repeat(width.saturating_sub(digits.len())), digits].concat()
    }

    /// "Backend · 06".
    fn label(&self, part: Option<u32>) -> String {
        match part {
            Some(part) => [&self.title, " · ", &self.number(part)].concat(),
            None => self.title.clone(),
        }
    }
}

/// "Browse 75 articles by topic — 19 topics across Backend and DevOps series."
fn lead(articles: usize, topics: usize, series: &[Series<'_>], options: &TopicsOptions) -> String {
    let [topic, many] = &options.noun;
    let all = series.len();
    let mut lead =
        ["Browse ", &articles.to_string(), if articles == 1 { " article" } else { " articles" }].concat();
    lead.push_str(
        &[" by topic — ", &topics.to_string(), " ", if topics == 1 { topic } else { many }].concat(),
    );
    for (place, series) in series.iter().enumerate() {
        lead.push_str(match place {
            0 => " across ",
            _ if place + 1 == all => " and ",
            _ => ", ",
        });
        lead.push_str(&series.title);
    }
    lead.push_str(if all > 0 { " series" } else { "" });
    lead.push('.');
    lead
}
