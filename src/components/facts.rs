use super::{Frame, counted};
use leptos::either::EitherOf3;
use leptos::prelude::*;
use offprint_model::{DateStamp, Fact, PostListOptions, PostSummary};

/// Between two facts on one line.
const SEPARATOR: &str = " · ";

/// A line, or a block, of what a list says of a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// The title.
    Title(String),
    /// Short facts side by side: "April 28, 2026 · 8 min".
    Line(Vec<Segment>),
    /// The tags.
    Tags(Vec<Segment>),
    /// The summary.
    Summary(String),
    /// A link to the whole post.
    ReadMore,
}

/// A piece of a line. Two texts never stand next to each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Plain text.
    Text(String),
    /// A date, with its RFC 3339 form.
    Time {
        /// For machines.
        iso: String,
        /// For people.
        text: String,
    },
    /// A term with a page of its own.
    Link {
        /// The term's label.
        label: String,
        /// Where its list is.
        url: String,
    },
}

/// What a list says of a post, in the configured order; the title comes first where its place is not
/// configured. Short facts that follow each other share a line.
pub fn list_rows(frame: &Frame, post: &PostSummary, options: &PostListOptions) -> Vec<Row> {
    let title = || Row::Title(post.title.clone());
    let placed = options.facts.contains(&Fact::Title);
    let mut rows = if placed { Vec::new() } else { vec![title()] };
    for fact in &options.facts {
        match fact {
            Fact::Title => rows.push(title()),
            Fact::ReadMore => rows.push(Row::ReadMore),
            Fact::Summary if post.summary.is_empty() => {}
            Fact::Summary => rows.push(Row::Summary(post.summary.clone())),
            Fact::Tags => {
                let tags = tags_of(frame, post);
                if !tags.is_empty() {
                    rows.push(Row::Tags(tags));
                }
            }
            Fact::Date | Fact::ReadingTime | Fact::Words | Fact::Author | Fact::Category => {
                let segments = short_fact(frame, post, *fact, options.date_format);
                match rows.last_mut() {
                    Some(Row::Line(line)) => append(line, segments),
                    _ if segments.is_empty() => {}
                    _ => rows.push(Row::Line(segments)),
                }
            }
        }
    }
    rows
}

/// What a post's own page says below its title: everything short, and when it was updated.
pub fn post_line(frame: &Frame, post: &PostSummary) -> Vec<Segment> {
    let mut line = short_fact(frame, post, Fact::Date, 0);
    append(&mut line, updated(post));
    for fact in [Fact::ReadingTime, Fact::Words, Fact::Author, Fact::Category] {
        append(&mut line, short_fact(frame, post, fact, 0));
    }
    line
}

/// A post's tags, as written.
pub fn tags_of(frame: &Frame, post: &PostSummary) -> Vec<Segment> {
    terms(frame, post, "tags").collect()
}

fn short_fact(frame: &Frame, post: &PostSummary, fact: Fact, date_format: usize) -> Vec<Segment> {
    match fact {
        Fact::Date => post.date.as_ref().and_then(|date| time(date, date_format)).into_iter().collect(),
        Fact::ReadingTime => vec![Segment::Text(format!("{} min", post.minutes))],
        Fact::Words => vec![Segment::Text(counted(post.words as usize, "word", "words"))],
        Fact::Author => enumeration(frame, post, "authors"),
        Fact::Category => enumeration(frame, post, "categories"),
        Fact::Tags | Fact::Summary | Fact::Title | Fact::ReadMore => Vec::new(),
    }
}

/// A post's terms in one taxonomy with commas between: "Ada Wong, Bo Li".
fn enumeration(frame: &Frame, post: &PostSummary, taxonomy: &str) -> Vec<Segment> {
    let mut line = Vec::new();
    for term in terms(frame, post, taxonomy) {
        if !line.is_empty() {
            push(&mut line, Segment::Text(", ".to_owned()));
        }
        push(&mut line, term);
    }
    line
}

/// "Updated" and the day, unless it is the day of publication.
fn updated(post: &PostSummary) -> Vec<Segment> {
    let text_of = |date: &DateStamp| date.text.first().cloned();
    match &post.updated {
        Some(updated) if post.date.as_ref().and_then(text_of) != text_of(updated) => {
            let date = time(updated, 0);
            date.map_or_else(Vec::new, |date| vec![Segment::Text("Updated ".to_owned()), date])
        }
        _ => Vec::new(),
    }
}

fn time(date: &DateStamp, format: usize) -> Option<Segment> {
    let text = date.text.get(format).or_else(|| date.text.first())?;
    Some(Segment::Time { iso: date.iso.clone(), text: text.clone() })
}

fn terms<'a>(
    frame: &'a Frame,
    post: &'a PostSummary,
    taxonomy: &'a str,
) -> impl Iterator<Item = Segment> + 'a {
    post.labels(taxonomy).iter().map(move |label| match frame.term_url(taxonomy, label) {
        Some(url) => Segment::Link { label: label.clone(), url },
        None => Segment::Text(label.clone()),
    })
}

fn append(line: &mut Vec<Segment>, segments: Vec<Segment>) {
    if !line.is_empty() && !segments.is_empty() {
        push(line, Segment::Text(SEPARATOR.to_owned()));
    }
    for segment in segments {
        push(line, segment);
    }
}

fn push(line: &mut Vec<Segment>, segment: Segment) {
    match (line.last_mut(), segment) {
        (Some(Segment::Text(before)), Segment::Text(text)) => before.push_str(&text),
        (_, segment) => line.push(segment),
    }
}

/// Short facts side by side.
pub fn facts_line(line: Vec<Segment>) -> impl IntoView + use<> {
    view! { <p class="facts">{line.into_iter().map(piece).collect::<Vec<_>>()}</p> }
}

/// Tags, each a link to its list.
pub fn tag_links(tags: Vec<Segment>) -> impl IntoView + use<> {
    let items: Vec<_> = tags.into_iter().map(|tag| view! { <li>{piece(tag)}</li> }).collect();
    view! { <ul class="tags" aria-label="Tags">{items}</ul> }
}

fn piece(segment: Segment) -> impl IntoView + use<> {
    match segment {
        Segment::Text(text) => EitherOf3::A(text),
        Segment::Time { iso, text } => EitherOf3::B(view! { <time datetime=iso>{text}</time> }),
        Segment::Link { label, url } => EitherOf3::C(view! { <a href=url>{label}</a> }),
    }
}

#[cfg(test)]
mod tests {
    use super::{Row, Segment, list_rows, post_line, tags_of};
    use crate::components::{Frame, sample};
    use offprint_model::{Fact, PostListOptions};

    fn options(date_format: usize, facts: &[Fact]) -> PostListOptions {
        PostListOptions { per_page: None, date_format, facts: facts.to_vec() }
    }

    fn text(line: &[Segment]) -> String {
        let texts = line.iter().map(|segment| match segment {
            Segment::Text(text) | Segment::Time { text, .. } | Segment::Link { label: text, .. } => {
                text.as_str()
            }
        });
        texts.collect()
    }

    const TITLE: &str = "Why <a> & why not";

    /// The rows below a title that stands first.
    fn rows(date_format: usize, facts: &[Fact]) -> Vec<String> {
        let rows = list_rows(&sample::frame("/"), &sample::post("a"), &options(date_format, facts));
        assert_eq!(rows.first(), Some(&Row::Title(TITLE.to_owned())));
        rows.iter()
            .skip(1)
            .map(|row| match row {
                Row::Line(line) => text(line),
                Row::Tags(tags) => {
                    tags.iter().map(|tag| format!("#{}", text(std::slice::from_ref(tag)))).collect()
                }
                Row::Summary(text) | Row::Title(text) => text.clone(),
                Row::ReadMore => "Read more".to_owned(),
            })
            .collect()
    }

    #[test]
    fn facts_stand_in_the_configured_order_on_one_line() {
        let facts = [Fact::Date, Fact::ReadingTime, Fact::Words, Fact::Author];
        assert_eq!(rows(0, &facts), ["April 28, 2026 · 8 min · 1493 words · Ada Wong, Bo Li"]);
        assert_eq!(rows(1, &[Fact::Date, Fact::Category]), ["2026-04-28 · Best-Practices"]);
    }

    #[test]
    fn a_summary_between_facts_parts_the_line() {
        let facts = [Fact::Date, Fact::Summary, Fact::ReadingTime, Fact::Tags];
        assert_eq!(rows(0, &facts), ["April 28, 2026", "What a says.", "8 min", "#Rust#CI/CD"]);
    }

    #[test]
    fn what_a_post_does_not_have_leaves_no_gap() {
        let mut post = sample::post("a");
        (post.date, post.authors, post.summary) = (None, Vec::new(), String::new());
        post.terms.clear();
        let facts = [Fact::Date, Fact::Author, Fact::Summary, Fact::Category, Fact::Tags, Fact::Words];
        let rows = list_rows(&sample::frame("/"), &post, &options(0, &facts));
        let words = Row::Line(vec![Segment::Text("1493 words".to_owned())]);
        assert_eq!(rows, [Row::Title(TITLE.to_owned()), words]);
    }

    #[test]
    fn the_title_stands_where_a_list_puts_it() {
        let facts = [Fact::Date, Fact::Title, Fact::Summary, Fact::ReadMore];
        let rows = list_rows(&sample::frame("/"), &sample::post("a"), &options(0, &facts));
        let [Row::Line(_), Row::Title(_), Row::Summary(_), Row::ReadMore] = &rows[..] else {
            panic!("{rows:?}");
        };
    }

    #[test]
    fn authors_are_links_where_they_have_pages() {
        let mut frame = sample::frame("/blog/");
        let post = sample::post("a");
        let line = |frame: &Frame| super::short_fact(frame, &post, Fact::Author, 0);
        assert_eq!(line(&frame), [Segment::Text("Ada Wong, Bo Li".to_owned())]);
        frame.masthead.taxonomy_paths.insert("authors".to_owned(), sample::address("authors"));
        assert_eq!(text(&line(&frame)), "Ada Wong, Bo Li");
        let link = Segment::Link { label: "Bo Li".to_owned(), url: "/blog/authors/bo-li/".to_owned() };
        assert_eq!(line(&frame).last(), Some(&link));
    }

    #[test]
    fn an_update_is_told_only_when_it_is_another_day() {
        let mut post = sample::post("a");
        let line = text(&post_line(&sample::frame("/"), &post));
        assert_eq!(line, "April 28, 2026 · 8 min · 1493 words · Ada Wong, Bo Li · Best-Practices");
        post.updated = Some(sample::date("May 3, 2026", "2026-05-03"));
        assert!(
            text(&post_line(&sample::frame("/"), &post))
                .starts_with("April 28, 2026 · Updated May 3, 2026 · 8")
        );
    }

    #[test]
    fn a_label_of_a_taxonomy_without_pages_is_plain_text() {
        let mut frame = sample::frame("/blog/");
        let post = sample::post("a");
        let link = Segment::Link { label: "CI/CD".to_owned(), url: "/blog/tags/ci-cd/".to_owned() };
        assert_eq!(tags_of(&frame, &post).last(), Some(&link));
        frame.masthead.taxonomy_paths.clear();
        assert_eq!(tags_of(&frame, &post).last(), Some(&Segment::Text("CI/CD".to_owned())));
    }
}
