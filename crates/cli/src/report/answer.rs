//! What a search has found, for a reader and as JSON.

use std::fmt::Write as _;

use offprint_model::BasePath;
use offprint_search::{Answer, Correction, Hit, Marked};
use serde::Serialize;

const BOLD: &str = "\u{1b}[1m";
const GREY: &str = "\u{1b}[2m";
const RESET: &str = "\u{1b}[0m";

/// An answer, and what was asked.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) query: String,
    pub(crate) answer: Answer,
    /// Where the site lies on its host.
    pub(crate) base: BasePath,
}

impl Found {
    /// A few lines for each hit. What matched is bold where a terminal shows it.
    pub(crate) fn text(&self) -> String {
        let Answer { hits, total, corrected, .. } = &self.answer;
        let mut text = String::new();
        if !corrected.is_empty() {
            let words: Vec<String> = corrected
                .iter()
                .map(|Correction { from, to, .. }| format!("`{}` instead of `{}`", plain(to), plain(from)))
                .collect();
            text.push_str(&format!("Searched for {}\n\n", words.join(", ")));
        }
        for (number, hit) in (1..).zip(hits) {
            self.write_hit(&mut text, number, hit);
        }
        text.push_str(&match (hits.len(), *total) {
            (_, 0) => format!("nothing found for `{}`", plain(&self.query)),
            (_, 1) => "1 page found".to_owned(),
            (shown, total) if shown < total => format!("the first {shown} of {total} pages found"),
            (_, total) => format!("{total} pages found"),
        });
        text
    }

    fn write_hit(&self, text: &mut String, number: usize, hit: &Hit) {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{number:>2}. {}  {GREY}{:.2}{RESET}", bold(&hit.title), hit.score);
        let place = hit.place.as_ref().map(|place| format!("#{}", plain(&place.id))).unwrap_or_default();
        let note =
            if hit.note.is_empty() { String::new() } else { format!("  {GREY}{}{RESET}", plain(&hit.note)) };
        let _ = writeln!(text, "    {}{place}{note}", plain(&self.url(hit)));
        if !hit.excerpt.text.is_empty() {
            let _ = writeln!(text, "    {}", bold(&hit.excerpt));
        }
        text.push('\n');
    }

    /// Its path on the host.
    fn url(&self, hit: &Hit) -> String {
        format!("{}{}", self.base, hit.url)
    }
}

/// A text on one line, without what a terminal would take for a command.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn bold(marked: &Marked) -> String {
    let mut text = String::new();
    let mut end = 0;
    for mark in &marked.marks {
        let (before, inside) = (marked.text.get(end..mark.start), marked.text.get(mark.clone()));
        let (Some(before), Some(inside)) = (before, inside) else { continue };
        text.push_str(&plain(before));
        text.push_str(&format!("{BOLD}{}{RESET}", plain(inside)));
        end = mark.end;
    }
    text + &plain(marked.text.get(end..).unwrap_or_default())
}

/// An answer as a line of JSON.
#[derive(Debug, Serialize)]
pub(crate) struct Line<'a> {
    query: &'a str,
    hits: Vec<LineHit<'a>>,
    total: usize,
    corrected: Vec<LineCorrection<'a>>,
}

#[derive(Debug, Serialize)]
struct LineHit<'a> {
    url: String,
    title: &'a str,
    score: f32,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    more: Option<More<'a>>,
}

#[derive(Debug, Serialize)]
struct More<'a> {
    note: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    heading: Option<LineHeading<'a>>,
    excerpt: &'a str,
    /// Where in the excerpt the matches are, in bytes.
    marks: Vec<[usize; 2]>,
}

#[derive(Debug, Serialize)]
struct LineHeading<'a> {
    id: &'a str,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct LineCorrection<'a> {
    from: &'a str,
    to: &'a str,
}

impl<'a> Line<'a> {
    /// Which pages were found.
    pub(crate) fn short(found: &'a Found) -> Self {
        Self::of(found, |_| None)
    }

    /// And what they say.
    pub(crate) fn whole(found: &'a Found) -> Self {
        Self::of(found, |hit| {
            let place = hit.place.as_ref();
            Some(More {
                note: &hit.note,
                heading: place.map(|place| LineHeading { id: &place.id, text: &place.heading }),
                excerpt: &hit.excerpt.text,
                marks: hit.excerpt.marks.iter().map(|mark| [mark.start, mark.end]).collect(),
            })
        })
    }

    fn of(found: &'a Found, more: impl Fn(&'a Hit) -> Option<More<'a>>) -> Self {
        let hit = |hit: &'a Hit| LineHit {
            url: found.url(hit),
            title: &hit.title.text,
            score: hit.score,
            more: more(hit),
        };
        let correction =
            |correction: &'a Correction| LineCorrection { from: &correction.from, to: &correction.to };
        Self {
            query: &found.query,
            hits: found.answer.hits.iter().map(hit).collect(),
            total: found.answer.total,
            corrected: found.answer.corrected.iter().map(correction).collect(),
        }
    }

    /// The line.
    pub(crate) fn json(&self) -> String {
        // Texts and numbers are always JSON; a score is never infinite.
        serde_json::to_string(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{Found, Line};
    use offprint_model::BasePath;
    use offprint_search::{Answer, Correction, Hit, Marked, Place};

    fn marked(text: &str, mark: std::ops::Range<usize>) -> Marked {
        Marked { text: text.to_owned(), marks: std::iter::once(mark).collect() }
    }

    fn found() -> Found {
        let hit = Hit {
            document: 3,
            url: "posts/caf%C3%A9/".to_owned(),
            title: marked("Le café", 3..8),
            note: "May\u{1b} 1, 2026".to_owned(),
            score: 2.5,
            excerpt: marked("Un \u{1b}café noir", 4..9),
            place: Some(Place { id: "noir".to_owned(), heading: "Noir".to_owned() }),
            fragment: String::new(),
        };
        let corrected = vec![Correction { from: "cafe".to_owned(), to: "café".to_owned() }];
        let answer = Answer { hits: vec![hit], total: 12, corrected, ..Answer::default() };
        Found { query: "cafe".to_owned(), answer, base: BasePath::new("/blog/").expect("a path") }
    }

    #[test]
    fn a_hit_is_a_title_a_place_and_an_excerpt() {
        let text =
            found().text().replace("\u{1b}[1m", "*").replace("\u{1b}[2m", "").replace("\u{1b}[0m", "*");
        assert_eq!(
            text,
            "Searched for `café` instead of `cafe`\n\n \
             1. Le *café*  2.50*\n    /blog/posts/caf%C3%A9/#noir  May  1, 2026*\n    Un  *café* noir\n\n\
             the first 1 of 12 pages found"
        );
    }

    #[test]
    fn a_line_of_json_has_what_scripts_need() {
        let found = found();
        assert_eq!(
            Line::short(&found).json(),
            "{\"query\":\"cafe\",\"hits\":[{\"url\":\"/blog/posts/caf%C3%A9/\",\"title\":\"Le café\",\"score\":2.5}],\
             \"total\":12,\"corrected\":[{\"from\":\"cafe\",\"to\":\"café\"}]}"
        );
        let whole = Line::whole(&found).json();
        let more = "\"score\":2.5,\"note\":\"May\\u001b 1, 2026\",\"heading\":{\"id\":\"noir\",\"text\":\"Noir\"},\
                    \"excerpt\":\"Un \\u001bcafé noir\",\"marks\":[[4,9]]}";
        assert!(whole.contains(more), "{whole}");
    }

    #[test]
    fn nothing_found_says_so() {
        let mut found = found();
        found.answer = Answer::default();
        assert_eq!(found.text(), "nothing found for `cafe`");
        let line = "{\"query\":\"cafe\",\"hits\":[],\"total\":0,\"corrected\":[]}";
        assert_eq!(Line::short(&found).json(), line);
    }
}
