use offprint_model::BasePathError;

/// What can be wrong in `offprint.toml`.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// It is no TOML.
    #[error("malformed TOML: {0}")]
    Syntax(String),
    /// A key that means nothing.
    #[error("unknown key `{key}`{}", place(table))]
    UnknownKey {
        /// As written.
        key: String,
        /// The table that it stands in; empty for the whole file.
        table: String,
        /// The key that was probably meant.
        nearest: Option<String>,
        /// Every key that could stand there.
        known: Vec<String>,
    },
    /// A value of another type.
    #[error("`{name}` must be {expected}, not {found}")]
    WrongType {
        /// The key's full name.
        name: String,
        /// With its article.
        expected: &'static str,
        /// With its article.
        found: &'static str,
    },
    /// A key that a table cannot do without.
    #[error("`{0}` is missing")]
    Missing(String),
    /// A text that is none of the few that mean something.
    #[error("`{name}` can't be `{found}`")]
    UnknownValue {
        /// The key's full name.
        name: String,
        /// As written.
        found: String,
        /// The value that was probably meant.
        nearest: Option<String>,
        /// What could stand there, for a reader.
        expected: String,
    },
    /// A number outside what makes sense.
    #[error("`{name}` must be at least 1, not {found}")]
    TooSmall {
        /// The key's full name.
        name: String,
        /// As written.
        found: String,
    },
    /// A number that is too small or too large.
    #[error("`{name}` must be between {least} and {most}, not {found}")]
    OutOfRange {
        /// The key's full name.
        name: String,
        /// As written.
        found: String,
        /// The smallest that makes sense.
        least: u32,
        /// The largest.
        most: u32,
    },
    /// A base URL that is none.
    #[error("`{0}` is not an address where a site could live")]
    BaseUrl(String),
    /// A base URL whose path is none.
    #[error(transparent)]
    BasePath(BasePathError),
    /// A language that is no BCP 47 tag.
    #[error("`{0}` is not a language tag")]
    Language(String),
    /// A time zone that the database doesn't know.
    #[error("unknown time zone `{found}`")]
    TimeZone {
        /// As written.
        found: String,
        /// The zone that was probably meant.
        nearest: Option<String>,
    },
    /// A permalink pattern with a token that stands for nothing.
    #[error("unknown token `:{token}` in the permalink pattern")]
    Token {
        /// Without its colon.
        token: String,
        /// The token that was probably meant.
        nearest: Option<String>,
    },
    /// A permalink pattern that gives no valid address.
    #[error("the permalink pattern gives no address: {0}")]
    Pattern(String),
    /// A date format that the formatter refuses.
    #[error("`{found}` is not a date format")]
    DateFormat {
        /// As written.
        found: String,
    },
    /// A menu entry that would run a script.
    #[error("`{0}` is not an address that a menu can lead to")]
    MenuUrl(String),
    /// A taxonomy whose key is taken by something else in front matter.
    #[error("`{0}` can't be a taxonomy: it means something else in front matter")]
    Taxonomy(String),
    /// An address that no page with others below it can have.
    #[error("`{name}` can't be `{found}`")]
    PagePath {
        /// The key's full name.
        name: String,
        /// As written.
        found: String,
    },
    /// Two pages at one address.
    #[error("the archive and the page of all topics can't both be at `{0}`")]
    SamePath(String),
    /// A noun that is not one word for one and one for many.
    #[error("`{0}` must be two texts: what one topic is called, and what several are")]
    Noun(String),
    /// A text that is no number of bytes.
    #[error("`{name}` can't be `{found}`")]
    Size {
        /// The key's full name.
        name: String,
        /// As written.
        found: String,
    },
    /// A text that is no colour.
    #[error("`{name}` can't be `{found}`")]
    Color {
        /// The key's full name.
        name: String,
        /// As written.
        found: String,
    },
    /// An end of a redirect that is no address of the site.
    #[error("`{0}` is not an address inside the site")]
    Redirect(String),
    /// A further name of the feed that is no file's.
    #[error("`{0}` is not a file that a feed can be written to")]
    FeedFile(String),
    /// Something that is planned, and must not be mistaken for something that works.
    #[error("`images.remote = \"download\"` isn't supported yet")]
    Download,
}

fn place(table: &str) -> String {
    if table.is_empty() { String::new() } else { format!(" in `[{table}]`") }
}

impl ConfigError {
    /// What to write at the place itself.
    pub(super) fn label(&self) -> Option<String> {
        match self {
            Self::UnknownKey { nearest: Some(nearest), .. }
            | Self::UnknownValue { nearest: Some(nearest), .. }
            | Self::TimeZone { nearest: Some(nearest), .. } => Some(format!("did you mean `{nearest}`?")),
            Self::Token { nearest: Some(nearest), .. } => Some(format!("did you mean `:{nearest}`?")),
            _ => None,
        }
    }

    /// What to do about it.
    pub(super) fn help(&self) -> Option<String> {
        Some(match self {
            Self::UnknownKey { known, .. } if !known.is_empty() => {
                let mut known: Vec<String> = known.iter().map(|key| format!("`{key}`")).collect();
                known.sort();
                known.dedup();
                format!("known here: {}", known.join(", "))
            }
            Self::UnknownValue { expected, .. } => format!("expected {expected}"),
            Self::BaseUrl(_) => {
                "write the whole address, such as `https://example.org/` or `https://example.org/blog/`".to_owned()
            }
            Self::Language(_) => "write a tag such as `en`, `de` or `pt-BR`".to_owned(),
            Self::TimeZone { .. } => "write a name such as `Europe/Berlin` or `UTC`".to_owned(),
            Self::Token { .. } => {
                "the tokens are `:year`, `:month`, `:day`, `:slug`, `:section` and `:sections`".to_owned()
            }
            Self::DateFormat { .. } => {
                "write an example such as `April 28, 2026` or `Nov 9, 2025`, `iso`, or a pattern such as `%d.%m.%Y`"
                    .to_owned()
            }
            Self::MenuUrl(_) => "write a path such as `/about/`, or an `https://` address".to_owned(),
            Self::PagePath { name, .. } => {
                let key = name.trim_end_matches(".path");
                format!("write an address inside the site, such as `{key}` or `all/{key}`")
            }
            Self::Noun(_) => "write, for example, `noun = [\"topic\", \"topics\"]`".to_owned(),
            Self::Size { .. } => "write a number with a unit, such as `10 MB`, `500 kB` or `0 B`".to_owned(),
            Self::Color { .. } => "write red, green and blue in hexadecimal, such as `#fcf9f2`".to_owned(),
            Self::Redirect(_) => "write paths of the site, such as `\"/old/\" = \"/new/\"`".to_owned(),
            Self::FeedFile(_) => {
                "write a name such as `atom.xml` for every feed, or a path such as `/blog/rss.xml` for the site's own"
                    .to_owned()
            }
            Self::Download => "choose `\"allow\"` or `\"block\"`".to_owned(),
            _ => return None,
        })
    }
}
