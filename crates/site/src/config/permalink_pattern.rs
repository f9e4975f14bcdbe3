use super::{ConfigError, table::nearest};
use offprint_model::{Permalink, PermalinkError};

/// What a token of a pattern stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Year,
    Month,
    Day,
    Slug,
    Section,
    Sections,
}

impl Token {
    const ALL: [(&'static str, Self); 6] = [
        ("year", Self::Year),
        ("month", Self::Month),
        ("day", Self::Day),
        ("slug", Self::Slug),
        ("section", Self::Section),
        ("sections", Self::Sections),
    ];
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Token(Token),
}

/// How the address of a post is made: `/:year/:month/:slug/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PermalinkPattern {
    parts: Vec<Part>,
}

/// What a post puts into a pattern.
#[derive(Clone, Copy, Debug)]
pub struct PatternValues<'a> {
    /// Year, month and day where the post is dated.
    pub date: Option<(i16, i8, i8)>,
    /// One segment.
    pub slug: &'a str,
    /// The folders below `content` as segments, outermost first.
    pub sections: &'a [String],
}

/// Why a pattern gives a post no address.
#[derive(Debug, thiserror::Error)]
pub enum PatternError {
    /// The pattern holds a date, the post has none.
    #[error("the permalink pattern needs a date, and this post has none")]
    NoDate,
    /// The result is no address.
    #[error(transparent)]
    Permalink(#[from] PermalinkError),
}

impl PermalinkPattern {
    /// Reads a pattern as written.
    pub fn parse(pattern: &str) -> Result<Self, ConfigError> {
        let mut parts = Vec::new();
        let mut rest = pattern;
        while let Some((text, after)) = rest.split_once(':') {
            if !text.is_empty() {
                parts.push(Part::Text(text.to_owned()));
            }
            let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(after.len());
            let (name, tail) = after.split_at(end);
            let token =
                Token::ALL.iter().find(|(known, _)| *known == name).ok_or_else(|| ConfigError::Token {
                    token: name.to_owned(),
                    nearest: nearest(name, Token::ALL.iter().map(|(known, _)| *known)).map(str::to_owned),
                })?;
            parts.push(Part::Token(token.1));
            rest = tail;
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest.to_owned()));
        }
        let pattern = Self { parts };
        // A pattern that fails for the plainest of posts fails for all.
        let plain =
            PatternValues { date: Some((2026, 5, 1)), slug: "slug", sections: &["section".to_owned()] };
        match pattern.permalink(&plain) {
            Ok(permalink) if permalink == Permalink::home() => {
                Err(ConfigError::Pattern("it leads to the home page".to_owned()))
            }
            Ok(_) => Ok(pattern),
            Err(error) => Err(ConfigError::Pattern(error.to_string())),
        }
    }

    /// The address of a post. A token that is empty for it (a section, where the post lies in none)
    /// takes its slash with it.
    pub fn permalink(&self, values: &PatternValues<'_>) -> Result<Permalink, PatternError> {
        let mut address = String::new();
        for part in &self.parts {
            let date = || values.date.ok_or(PatternError::NoDate);
            let value = match part {
                Part::Text(text) => {
                    let text =
                        if address.ends_with('/') { text.strip_prefix('/').unwrap_or(text) } else { text };
                    address.push_str(text);
                    continue;
                }
                Part::Token(Token::Year) => format!("{:04}", date()?.0),
                Part::Token(Token::Month) => format!("{:02}", date()?.1),
                Part::Token(Token::Day) => format!("{:02}", date()?.2),
                Part::Token(Token::Slug) => segment(values.slug),
                Part::Token(Token::Section) => {
                    values.sections.first().map_or_else(String::new, |first| segment(first))
                }
                Part::Token(Token::Sections) => {
                    values.sections.iter().map(|section| segment(section)).collect::<Vec<_>>().join("/")
                }
            };
            address.push_str(&value);
        }
        Ok(Permalink::new(&address)?)
    }
}

/// A value as one segment: [`Permalink::new`] decodes percent signs, which are text here.
fn segment(value: &str) -> String {
    let value = value.replace(['/', '\\', '?', '#'], "-").replace('%', "%25");
    if !value.is_empty() && value.chars().all(|c| c == '.') { "-".to_owned() } else { value }
}

#[cfg(test)]
mod tests {
    use super::{PatternValues, PermalinkPattern};

    fn address(pattern: &str, sections: &[&str]) -> String {
        let sections: Vec<String> = sections.iter().map(|section| (*section).to_owned()).collect();
        let values = PatternValues { date: Some((2026, 5, 1)), slug: "50% off/now", sections: &sections };
        PermalinkPattern::parse(pattern).expect(pattern).permalink(&values).expect(pattern).to_string()
    }

    #[test]
    fn a_pattern_puts_a_post_where_its_author_wants_it() {
        assert_eq!(address("/:year/:month/:day/:slug/", &[]), "/2026/05/01/50% off-now/");
        assert_eq!(address(":year/:slug.html", &[]), "/2026/50% off-now.html");
        assert_eq!(address("/:section/:slug", &["notes", "rust"]), "/notes/50% off-now/");
        assert_eq!(address("/:sections/:slug/", &["notes", "rust"]), "/notes/rust/50% off-now/");
        assert_eq!(address("/:year-:month/:slug/", &[]), "/2026-05/50% off-now/");
    }

    #[test]
    fn a_post_outside_the_sections_has_no_empty_segment() {
        assert_eq!(address("/:sections/:slug/", &[]), "/50% off-now/");
        assert_eq!(address("/blog/:section/:slug/", &[]), "/blog/50% off-now/");
    }

    #[test]
    fn a_pattern_that_cannot_work_is_refused() {
        let message = |pattern: &str| PermalinkPattern::parse(pattern).expect_err(pattern).to_string();
        assert_eq!(message("/:title/"), "unknown token `:title` in the permalink pattern");
        assert_eq!(
            message("/../:slug/"),
            "the permalink pattern gives no address: `/../slug/` has a `.` or `..` segment"
        );
        assert_eq!(message("/"), "the permalink pattern gives no address: it leads to the home page");
    }
}
