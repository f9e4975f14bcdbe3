//! Sites of any size, the same each time.

use crate::fixture::{dated, full_site, options, post, stamp};
use offprint_model::{PostSummary, Section, Site, Taxonomy};
use std::collections::BTreeMap;

/// Numbers that look random (a linear congruential generator, constants of Knuth's MMIX).
pub struct Dice(pub u64);

impl Dice {
    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }

    pub fn one_in(&mut self, sides: usize) -> bool {
        self.roll(sides) == 0
    }

    fn some<'a>(&mut self, of: &[&'a str], at_most: usize) -> Vec<&'a str> {
        let count = self.roll(at_most + 1);
        (0..count).filter_map(|_| of.get(self.roll(of.len())).copied()).collect()
    }
}

pub const TAGS: [&str; 9] = ["Rust", "rust", "C++", "C#", "CI/CD", "Éclair", "日本語", "Go", "WebAssembly"];
const CATEGORIES: [&str; 4] = ["Practice", "CI-CD", "Notes", "Year"];
const SERIES: [&str; 3] = ["Backend", "DevOps", "Frontend"];
const AUTHORS: [&str; 3] = ["Ada Quill", "Ben Marlow", "Ada Marlow"];
const TOPICS: [&str; 4] = ["Caching", "caching", "Testing", "Shipping"];
pub const WORDS: [&str; 8] = ["cache", "caches", "Über", "query", "C++", "日本", "queue", "of"];
const SECTIONS: [&str; 4] = ["posts/", "notes/", "notes/rust/", ""];

/// Tags, categories (one each), series and a taxonomy whose key is a parameter of its own.
pub fn site(per_page: Option<u32>) -> Site {
    let mut site = full_site(per_page);
    let taxonomy = |key: &str, title: &str| Taxonomy {
        key: key.to_owned(),
        title: title.to_owned(),
        path: crate::fixture::address(key),
        titles: BTreeMap::new(),
        list: options(per_page),
        ordered: false,
    };
    site.taxonomies.extend([taxonomy("categories", "Categories"), taxonomy("year", "School year")]);
    site.sections.push(Section {
        path: "posts/".to_owned(),
        url: crate::fixture::address("posts"),
        title: "Posts".to_owned(),
        description: None,
        intro: None,
        list: options(per_page),
    });
    site
}

pub fn posts(dice: &mut Dice, count: usize) -> Vec<PostSummary> {
    let mut day = 0;
    (0..count)
        .map(|number| {
            let tags = dice.some(&TAGS, 5);
            let section = SECTIONS.get(dice.roll(SECTIONS.len())).expect("a section");
            let mut post = post(&format!("p{number}"), section, &tags);
            let title = dice.some(&WORDS, 4).join(" ");
            post.title = format!("{title} {number}");
            post.summary = dice.some(&WORDS, 4).join(", ");
            for (key, labels, at_most) in [("categories", &CATEGORIES[..], 1), ("series", &SERIES, 1)] {
                let labels = dice.some(labels, at_most).into_iter().map(str::to_owned).collect();
                post.terms.insert(key.to_owned(), labels);
            }
            if dice.one_in(3) {
                post.terms.insert("year".to_owned(), vec!["Third".to_owned(), "2024".to_owned()]);
            }
            post.authors = dice.some(&AUTHORS, 2).into_iter().map(str::to_owned).collect();
            post.topic = dice.some(&TOPICS, 1).first().map(|topic| (*topic).to_owned());
            post.part = dice.one_in(2).then(|| u32::try_from(dice.roll(40)).expect("small"));
            post.weight = dice.one_in(12).then(|| i32::try_from(dice.roll(3)).expect("small") - 1);
            day += dice.roll(40);
            let date = date(day);
            if dice.one_in(4) {
                post.updated = Some(stamp(&self::date(day + dice.roll(900))));
            }
            if dice.one_in(9) { post } else { dated(post, &date) }
        })
        .collect()
}

/// A day of made-up months of 28 days.
fn date(day: usize) -> String {
    let (year, day) = (2020 + day / 336, day % 336);
    format!("{year}-{:02}-{:02}", day / 28 + 1, day % 28 + 1)
}
