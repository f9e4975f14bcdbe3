use crate::config::PatternError;
use crate::{Code, Diagnostic};
use offprint_model::PermalinkError;
use std::io;

/// The most terms of one taxonomy that a post can have.
pub(super) const MOST_TERMS: usize = 250;

/// What can be wrong with the files of a site.
#[derive(Debug, thiserror::Error)]
pub enum ContentError {
    /// A site without its main folder.
    #[error("the folder `content` is missing")]
    NoContent,
    /// Something else where a folder should be.
    #[error("`{0}` is not a folder")]
    NotAFolder(&'static str),
    /// A site without a page.
    #[error("there is no Markdown file in `content`")]
    Empty,
    /// A folder `a.md`.
    #[error("this is a folder, but it is named like a Markdown file")]
    FolderNamedLikeFile,
    /// A file that the system does not hand out.
    #[error("cannot read it: {}", .0.kind())]
    Unreadable(#[from] io::Error),
    /// A symlink that leads in a circle, or nowhere.
    #[error("the symlink leads {0}")]
    Symlink(&'static str),
    /// A symlink to a place outside the site's folder.
    #[error("the symlink leaves the site: it leads to `{0}`")]
    LeavesSite(String),
    /// A name that no address could be made of.
    #[error("the name is not UTF-8")]
    NameNotUtf8,
    /// Bytes that are no text.
    #[error("the file is not UTF-8: byte 0x{byte:02X} at line {line}, column {column} (offset {offset})")]
    NotUtf8 {
        /// The first bad byte.
        byte: u8,
        /// From 1.
        line: usize,
        /// From 1, in characters.
        column: usize,
        /// In bytes, from 0.
        offset: usize,
    },
    /// A page that readers could not tell from others.
    #[error("the title is missing")]
    NoTitle,
    /// A site that readers could not tell from others.
    #[error("the site has no title")]
    NoSiteTitle,
    /// A text that is no date.
    #[error("`{text}` is not a date")]
    Date {
        /// As written.
        text: String,
    },
    /// A name that looks like a date and is none.
    #[error("`{text}` in the {place} is not a date")]
    DateInName {
        /// "file name", "path".
        place: &'static str,
        /// As written.
        text: String,
    },
    /// A text that is no address.
    #[error("not an address: {0}")]
    Address(#[from] PermalinkError),
    /// The site's pattern and the post don't fit.
    #[error(transparent)]
    Pattern(#[from] PatternError),
    /// A canonical URL that is no URL.
    #[error("`{0}` is not an absolute URL")]
    Canonical(String),
    /// More terms than lists could show. Every term of a post has a list that names all the others, so that
    /// pages grow with the square of their number.
    #[error("`{key}` names {count} terms, and a post can have {MOST_TERMS}")]
    TooManyTerms {
        /// The taxonomy.
        key: String,
        /// As many as there are.
        count: usize,
    },
    /// `content/index.md`, where the home list is.
    #[error("`content/index.md` would take the home page's place")]
    HomeTaken,
    /// Two sources at one address.
    #[error("{this} and {other} are both at the address `{address}`")]
    Collision {
        /// The address.
        address: String,
        /// The second source, as a reader knows it.
        this: String,
        /// The first one.
        other: String,
    },
}

impl ContentError {
    /// What to do about it.
    fn help(&self) -> Option<&'static str> {
        Some(match self {
            Self::NoContent => {
                "posts are Markdown files in `content/posts`; `offprint new` makes a site to start from"
            }
            Self::Empty => "write a first post, such as `content/posts/hello.md`",
            Self::FolderNamedLikeFile => "rename the folder, or move its text to a file of this name",
            Self::LeavesSite(_) => "copy the file into the site",
            Self::NotUtf8 { .. } => "save the file as UTF-8",
            Self::NoTitle => "add `title = \"…\"` to the front matter",
            Self::NoSiteTitle => "add `title = \"…\"` to `offprint.toml`",
            Self::Date { .. } | Self::DateInName { .. } => {
                "write a date such as `2026-05-01` or `2026-05-01T18:30:00+02:00`"
            }
            Self::Pattern(PatternError::NoDate) => "add `date = 2026-05-01` to the front matter",
            Self::Canonical(_) => "write the whole address, such as `https://example.org/a-post/`",
            Self::TooManyTerms { .. } => {
                "keep those that a reader would look for; search finds the words of the text"
            }
            Self::HomeTaken => "rename it to `_index.md`: its text then stands above the home list",
            Self::Collision { .. } => "give one of them another `slug` or `path`",
            _ => return None,
        })
    }

    fn code(&self) -> Code {
        match self {
            Self::NoTitle | Self::NoSiteTitle => Code::MissingTitle,
            Self::Date { .. } | Self::DateInName { .. } => Code::WrongDate,
            Self::Address(_) | Self::Pattern(_) | Self::Canonical(_) => Code::WrongAddress,
            Self::TooManyTerms { .. } => Code::FrontMatter,
            Self::HomeTaken | Self::Collision { .. } => Code::SameAddress,
            _ => Code::BuildError,
        }
    }

    /// The finding that a file's author sees.
    pub(crate) fn in_file(&self, path: &str) -> Diagnostic {
        let diagnostic = Diagnostic::error(path, self.to_string()).code(self.code());
        match self.help() {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }
    }
}
