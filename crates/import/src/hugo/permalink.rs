//! The patterns of addresses, `resources/page/permalinks.go` of Hugo's source.

use super::go_time::{format, month_name, weekday_name, weekday_number};
use super::path::{PathRules, clean, query_unescape};
use super::{Kind, glob};
use jiff::civil::{DateTime, date};

/// One rule of `permalinks`: whose pattern it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// A pattern of kinds.
    pub kind: Option<String>,
    /// A pattern of paths below `content`, with a leading slash.
    pub path: Option<String>,
    /// What the address looks like.
    pub pattern: String,
}

impl Rule {
    /// The rule of a section, as the older form has it: `posts = "/:year/:title/"`.
    pub fn of_section(kind: &str, section: &str, pattern: &str) -> Self {
        let section = section.trim_matches([' ', '/']);
        let path = if section.is_empty() { "/*".to_owned() } else { format!("/{{{section},{section}/**}}") };
        Self { kind: Some(kind.to_owned()), path: Some(path), pattern: pattern.to_owned() }
    }

    /// Whether a page follows it.
    pub fn is_for(&self, kind: Kind, path: &str) -> bool {
        self.kind.as_deref().is_none_or(|pattern| glob::matches(pattern, kind.name()))
            && self.path.as_deref().is_none_or(|pattern| glob::matches(pattern, path))
    }
}

/// What a page puts into a pattern.
#[derive(Clone, Debug, Default)]
pub struct Values {
    /// Its title.
    pub title: String,
    /// Its `slug`; empty where it has none.
    pub slug: String,
    /// Its date. Without one it is the first day of the year 1, as in Go.
    pub date: Option<DateTime>,
    /// The first folder.
    pub section: String,
    /// The folders of the section that it lies in.
    pub sections: Vec<String>,
    /// `slug`, or else title, of each of these sections.
    pub section_slugs: Vec<String>,
    /// The file's name without ending and language, a bundle's folder; empty for a section.
    pub filename: String,
    /// The same, and a section's folder for a section.
    pub base_name: String,
}

/// The path that a pattern gives a page, cleaned; `None` where it names a token that nobody knows.
pub fn expand(pattern: &str, values: &Values, rules: PathRules) -> Option<String> {
    let text = fill(pattern, values, rules)?;
    // An escape that is none leaves nothing.
    Some(clean(&query_unescape(&text).unwrap_or_default()))
}

/// A pattern in `url`: not cleaned, as a trailing slash says something there.
pub fn expand_url(pattern: &str, values: &Values, rules: PathRules) -> Option<String> {
    let text = fill(pattern, values, rules)?;
    Some(query_unescape(&text).filter(|text| !text.is_empty()).unwrap_or_else(|| pattern.to_owned()))
}

fn fill(pattern: &str, values: &Values, rules: PathRules) -> Option<String> {
    let mut text = String::new();
    let mut rest = pattern;
    while let Some(colon) = rest.find(':') {
        let (before, after) = (&rest[..colon], &rest[colon + 1..]);
        if let Some(before) = before.strip_suffix('\\') {
            text.push_str(before);
            text.push(':');
            rest = after;
            continue;
        }
        text.push_str(before);
        let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(after.len());
        let (name, mut tail) = after.split_at(end);
        if name.is_empty() {
            text.push(':');
            rest = after;
            continue;
        }
        let mut slice = None;
        if let Some(close) = tail.strip_prefix('[').and_then(|inner| inner.find(']')) {
            slice = tail.get(1..=close);
            tail = &tail[close + 2..];
        }
        text.push_str(&value(name, slice, values, rules)?);
        rest = tail;
    }
    text.push_str(rest);
    Some(text)
}

fn value(name: &str, slice: Option<&str>, values: &Values, rules: PathRules) -> Option<String> {
    let moment = values.date.unwrap_or_else(|| date(1, 1, 1).at(0, 0, 0, 0));
    let urlized = |text: &str| rules.token(text);
    let slug_or = |other: &str| urlized(if values.slug.is_empty() { other } else { &values.slug });
    if let Some(slice) = slice {
        let all: Vec<String> = match name {
            "sections" => values.sections.clone(),
            "sectionslugs" => values.section_slugs.iter().map(|slug| urlized(slug)).collect(),
            _ => return None,
        };
        return Some(cut(&all, slice).join("/"));
    }
    Some(match name {
        "year" => moment.year().to_string(),
        "month" => format!("{:02}", moment.month()),
        "monthname" => month_name(moment.month()).to_owned(),
        "day" => format!("{:02}", moment.day()),
        "weekday" => weekday_number(moment.weekday()).to_string(),
        "weekdayname" => weekday_name(moment.weekday()).to_owned(),
        "yearday" => moment.day_of_year().to_string(),
        "section" => values.section.clone(),
        "sections" => values.sections.join("/"),
        "sectionslug" => values.section_slugs.first().map(|slug| urlized(slug)).unwrap_or_default(),
        "sectionslugs" => values.section_slugs.iter().map(|slug| urlized(slug)).collect::<Vec<_>>().join("/"),
        "title" => urlized(&values.title),
        "slug" => slug_or(&values.title),
        "filename" => urlized(&values.filename),
        "slugorfilename" => slug_or(&values.filename),
        "contentbasename" => urlized(&values.base_name),
        "slugorcontentbasename" => slug_or(&values.base_name),
        layout => format(layout, &moment)?,
    })
}

/// A part of a list by `low:high`, by one number or by `last`, never out of bounds.
fn cut<'a>(all: &'a [String], slice: &str) -> &'a [String] {
    let slice = slice.trim().to_lowercase();
    let last = all.len().saturating_sub(1);
    let number = |text: &str| text.parse::<usize>().unwrap_or(0);
    let low = |text: &str| match text {
        "" => Some(0),
        "last" => Some(last),
        _ => Some(number(text)).filter(|at| *at < all.len()),
    };
    let Some((from, to)) = slice.split_once(':') else {
        return low(&slice).and_then(|at| all.get(at..=at)).unwrap_or_default();
    };
    let high = match to {
        "" => all.len(),
        "last" => last,
        _ => number(to).min(all.len()),
    };
    low(from).and_then(|from| all.get(from..high)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Rule, Values, expand};
    use crate::hugo::Kind;
    use crate::hugo::path::PathRules;
    use jiff::civil::date;

    fn values() -> Values {
        Values {
            title: "Spf13 Vim 3.0 Release and new website".to_owned(),
            slug: "The Slug".to_owned(),
            date: Some(date(2012, 4, 6).at(3, 1, 59, 0)),
            section: "blue".to_owned(),
            sections: ["a", "b", "c"].map(str::to_owned).to_vec(),
            section_slugs: ["A-slug", "B slug"].map(str::to_owned).to_vec(),
            filename: "test-page".to_owned(),
            base_name: "test-page".to_owned(),
        }
    }

    /// From Hugo's `resources/page/permalinks_test.go`, with the same page.
    #[test]
    fn every_token_says_something_of_its_page() {
        for (pattern, path) in [
            (":title", "spf13-vim-3.0-release-and-new-website"),
            ("/:year-:month-:title", "/2012-04-spf13-vim-3.0-release-and-new-website"),
            (
                "/:year/:yearday/:month/:monthname/:day/:weekday/:weekdayname/",
                "/2012/97/04/April/06/5/Friday",
            ),
            ("/:section/", "/blue"),
            ("/:title/", "/spf13-vim-3.0-release-and-new-website"),
            ("/:slug/", "/the-slug"),
            ("/:filename/", "/test-page"),
            ("/:slugorfilename/", "/the-slug"),
            ("/:06-:1-:2-:Monday", "/12-4-6-Friday"),
            ("/:2006_01_02_15_04_05.000", "/2012_04_06_03_01_59.000"),
            ("/:sections/", "/a/b/c"),
            ("/:sections[last]/", "/c"),
            ("/:sections[0]/:sections[last]/", "/a/c"),
            ("/:sections[1:]/x", "/b/c/x"),
            ("/:sections[:last]/x", "/a/b/x"),
            ("/:sections[1:2]/x", "/b/x"),
            ("/:sections[9]/x", "/x"),
            ("/:sectionslug/:sectionslugs/", "/a-slug/a-slug/b-slug"),
            ("/:contentbasename/:slugorcontentbasename/", "/test-page/the-slug"),
            ("/\\:slug/", "/:slug"),
            ("/fixed/", "/fixed"),
        ] {
            let found = expand(pattern, &values(), PathRules::default());
            assert_eq!(found.as_deref(), Some(path), "{pattern}");
        }
        for pattern in [":blog", "/:year//:nothing_"] {
            assert_eq!(expand(pattern, &values(), PathRules::default()), None, "{pattern}");
        }
    }

    #[test]
    fn a_page_without_a_date_is_of_the_year_one() {
        let found = expand("/:year/:month/:title/", &Values { date: None, ..values() }, PathRules::default());
        assert_eq!(found.as_deref(), Some("/1/01/spf13-vim-3.0-release-and-new-website"));
    }

    #[test]
    fn a_section_without_a_name_is_the_pages_in_the_root() {
        let root = Rule::of_section("page", "/", "/:slug/");
        assert!(root.is_for(Kind::Page, "/about"));
        assert!(!root.is_for(Kind::Page, "/posts/a"));
        let posts = Rule::of_section("page", "posts", "/:slug/");
        assert!(posts.is_for(Kind::Page, "/posts/2020/a") && !posts.is_for(Kind::Section, "/posts"));
    }
}
