//! A small site, and posts for it.

use offprint_model::{
    ArchiveOptions, DateStamp, Fact, Masthead, Permalink, PostListOptions, PostSummary, SCHEMA_VERSION,
    Section, Site, Taxonomy, TopicsOptions,
};
use std::collections::BTreeMap;

pub fn options(per_page: Option<u32>) -> PostListOptions {
    PostListOptions { per_page, date_format: 0, facts: vec![Fact::Date] }
}

pub fn address(path: &str) -> Permalink {
    Permalink::new(path).expect(path)
}

/// Tags and series, a section "notes".
pub fn site(per_page: Option<u32>) -> Site {
    let taxonomy = |key: &str, title: &str, ordered| Taxonomy {
        key: key.to_owned(),
        title: title.to_owned(),
        path: address(key),
        titles: BTreeMap::new(),
        list: options(per_page),
        ordered,
    };
    Site {
        schema: SCHEMA_VERSION,
        masthead: Masthead {
            title: "Notes".to_owned(),
            description: String::new(),
            base_url: String::new(),
            language: "en".to_owned(),
            image: None,
            copyright: None,
            menu: Vec::new(),
            taxonomy_paths: BTreeMap::new(),
            browse: Vec::new(),
            large: false,
            search: None,
            offline: None,
        },
        home: options(per_page),
        intro: Some("<p>Hello.</p>".to_owned()),
        taxonomies: vec![taxonomy("tags", "Tags", false), taxonomy("series", "Series", true)],
        sections: vec![Section {
            path: "notes/".to_owned(),
            url: address("notes"),
            title: "Notes".to_owned(),
            description: None,
            intro: None,
            list: options(per_page),
        }],
        date_formats: vec!["long".to_owned()],
        topics: None,
        archive: None,
        feeds: false,
    }
}

/// The same with topics, an archive and feeds.
pub fn full_site(per_page: Option<u32>) -> Site {
    let months = ["January", "February", "March", "April", "May", "June", "July", "August", "September"];
    let months = months.into_iter().chain(["October", "November", "December"]);
    Site {
        topics: Some(TopicsOptions {
            path: address("topics"),
            title: "All Topics".to_owned(),
            series: Vec::new(),
            noun: ["topic".to_owned(), "topics".to_owned()],
        }),
        archive: Some(ArchiveOptions {
            path: address("archive"),
            title: "Archive".to_owned(),
            list: options(per_page),
            months: months.map(str::to_owned).collect(),
        }),
        feeds: true,
        ..site(per_page)
    }
}

pub fn post(title: &str, section: &str, tags: &[&str]) -> PostSummary {
    let labels = tags.iter().map(|tag| (*tag).to_owned()).collect();
    PostSummary {
        url: address(&format!("{section}{title}")),
        title: title.to_owned(),
        summary: String::new(),
        date: None,
        updated: None,
        words: 1,
        minutes: 1,
        authors: Vec::new(),
        terms: BTreeMap::from([("tags".to_owned(), labels)]),
        topic: None,
        part: None,
        section: section.to_owned(),
        weight: None,
        cover: None,
    }
}

/// A part of the series "Backend".
pub fn part(title: &str, number: Option<u32>) -> PostSummary {
    in_series(post(title, "", &[]), "Backend", number)
}

pub fn in_series(mut post: PostSummary, series: &str, number: Option<u32>) -> PostSummary {
    post.part = number;
    post.terms.insert("series".to_owned(), vec![series.to_owned()]);
    post
}

/// A post of a day, `2025-11-03`.
pub fn dated(mut post: PostSummary, day: &str) -> PostSummary {
    post.date = Some(stamp(day));
    post
}

pub fn stamp(day: &str) -> DateStamp {
    let at = day.bytes().filter(u8::is_ascii_digit).fold(0, |at, digit| at * 10 + i64::from(digit - b'0'));
    DateStamp { at, iso: format!("{day}T10:00:00+01:00"), text: vec![format!("on {day}"), day.to_owned()] }
}
