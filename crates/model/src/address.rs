//! Addresses: the one place that knows how a URL, a file and a data path belong together.

use offprint_unicode::nfc;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a path segment must encode: RFC 3986 §3.3 `pchar` less what hosts and shells mistreat.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The path under which a whole site lies: `/`, or `/blog/`. Starts and ends with a slash.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct BasePath(String);

/// Why a text is no base path.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("`{0}` is not a base path: expected a path such as `/blog/`")]
pub struct BasePathError(String);

impl BasePath {
    /// A base path from a URL's path, with or without its slashes; percent-encoding is kept as written.
    pub fn new(path: &str) -> Result<Self, BasePathError> {
        let inner = path.trim_matches('/');
        let bad = |segment: &str| segment.is_empty() || segment == "." || segment == "..";
        if !inner.is_empty() && inner.split('/').any(bad)
            || inner.contains(['?', '#', '\\', '"', '<', '>', ' '])
        {
            return Err(BasePathError(path.to_owned()));
        }
        Ok(Self(if inner.is_empty() { "/".to_owned() } else { format!("/{inner}/") }))
    }

    /// The base path as it stands in an address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The root-relative URL of a page: `/blog/posts/caf%C3%A9/`.
    pub fn url(&self, permalink: &Permalink) -> String {
        format!("{}{}", self.0, permalink.encoded())
    }

    /// The root-relative URL of a file of the release, named by its path inside the output folder.
    pub fn file(&self, path: &str) -> String {
        format!("{}{}", self.0, encode(path))
    }

    /// The page that a root-relative URL path names, if it lies inside this site.
    pub fn strip(&self, url_path: &str) -> Option<Permalink> {
        Permalink::new(url_path.strip_prefix(self.0.as_str())?).ok()
    }
}

impl Default for BasePath {
    fn default() -> Self {
        Self("/".to_owned())
    }
}

impl fmt::Display for BasePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for BasePath {
    type Error = BasePathError;
    fn try_from(path: String) -> Result<Self, Self::Error> {
        Self::new(&path)
    }
}

impl From<BasePath> for String {
    fn from(path: BasePath) -> Self {
        path.0
    }
}

/// The address of a page inside its site, without the base path and without percent-encoding, in
/// Unicode NFC: `` (home), `posts/hello/`, `2014/10/30/Stability.html`. Never leaves the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct Permalink(String);

/// Why a text is no permalink.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum PermalinkError {
    /// A `.` or `..` segment, which would name another place than it says.
    #[error("`{0}` has a `.` or `..` segment")]
    Dots(String),
    /// Two slashes in a row.
    #[error("`{0}` has an empty segment")]
    EmptySegment(String),
    /// A control character, a backslash or a query.
    #[error("`{0}` holds a character that no address may have")]
    Character(String),
    /// Percent-encoding of bytes that are not UTF-8.
    #[error("`{0}` is not UTF-8 when percent-decoded")]
    Encoding(String),
}

impl Permalink {
    /// A permalink from a path, percent-encoded or not, with or without a leading slash. A path whose
    /// last segment has no file ending `.html`, `.htm` or `.xml` gets a trailing slash.
    pub fn new(path: &str) -> Result<Self, PermalinkError> {
        let decoded =
            percent_decode_str(path).decode_utf8().map_err(|_| PermalinkError::Encoding(path.to_owned()))?;
        let text = nfc(&decoded);
        let text = text.strip_prefix('/').unwrap_or(&text);
        if text.chars().any(|c| c.is_control() || matches!(c, '\\' | '?' | '#')) {
            return Err(PermalinkError::Character(path.to_owned()));
        }
        let text = match text.rsplit_once('/') {
            Some((folder, "index.html")) => format!("{folder}/"),
            None if text == "index.html" => String::new(),
            _ => text.to_owned(),
        };
        let inner = text.strip_suffix('/').unwrap_or(&text);
        if !text.is_empty() {
            for segment in inner.split('/') {
                match segment {
                    "" => return Err(PermalinkError::EmptySegment(path.to_owned())),
                    "." | ".." => return Err(PermalinkError::Dots(path.to_owned())),
                    _ => {}
                }
            }
        }
        let is_file = [".html", ".htm", ".xml"].iter().any(|ending| text.ends_with(ending));
        Ok(Self(if text.is_empty() || is_file || text.ends_with('/') { text } else { format!("{text}/") }))
    }

    /// The address of a file of the release, by its path inside the output folder: `files/a.pdf` gets no slash.
    pub fn of_file(path: &str) -> Self {
        Self(nfc(path.trim_matches('/')).into_owned())
    }

    /// The site's home page.
    pub fn home() -> Self {
        Self(String::new())
    }

    /// This folder's page with further segments below it: each is taken as text, slashes in it included.
    pub fn join(&self, segment: &str) -> Self {
        let segment: String = nfc(segment).replace(['/', '\\', '?', '#'], "-");
        let segment = if segment.chars().all(|c| c == '.') { "-".to_owned() } else { segment };
        Self(format!("{}{segment}/", self.0))
    }

    /// Page `number` of a list that starts here; page 1 is the list's own address.
    pub fn page(&self, number: usize) -> Self {
        if number <= 1 { self.clone() } else { Self(format!("{}page/{number}/", self.0)) }
    }

    /// The list's address and page number of an address, for any address that may be a list's.
    pub fn split_page(&self) -> (Self, usize) {
        let parts = self.0.strip_suffix('/').and_then(|text| text.rsplit_once('/'));
        if let Some((head, number)) = parts
            && let Ok(number) = number.parse::<usize>()
            && number > 1
            && let Some(list) = head.strip_suffix("page")
            && (list.is_empty() || list.ends_with('/'))
        {
            return (Self(list.to_owned()), number);
        }
        (self.clone(), 1)
    }

    /// The address without base path or percent-encoding.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address percent-encoded, without the base path.
    pub fn encoded(&self) -> String {
        encode(&self.0)
    }

    /// The file that holds the page, relative to the output folder: `posts/hello/index.html`.
    pub fn file(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') {
            format!("{}index.html", self.0)
        } else {
            self.0.clone()
        }
    }

    /// What two addresses share when a file system that ignores case would keep only one of them.
    pub fn collision_key(&self) -> String {
        self.0.to_lowercase()
    }
}

fn encode(path: &str) -> String {
    utf8_percent_encode(path, SEGMENT).to_string()
}

impl fmt::Display for Permalink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}", self.0)
    }
}

impl TryFrom<String> for Permalink {
    type Error = PermalinkError;
    fn try_from(path: String) -> Result<Self, Self::Error> {
        Self::new(&path)
    }
}

impl From<Permalink> for String {
    fn from(permalink: Permalink) -> Self {
        permalink.0
    }
}

#[cfg(test)]
mod tests {
    use super::{BasePath, Permalink, PermalinkError};

    fn permalink(path: &str) -> Permalink {
        Permalink::new(path).expect(path)
    }

    #[test]
    fn a_page_is_a_folder_or_a_file() {
        assert_eq!(permalink("/posts/hello").as_str(), "posts/hello/");
        assert_eq!(permalink("posts/hello/index.html").as_str(), "posts/hello/");
        assert_eq!(permalink("/2014/10/30/Stability.html").file(), "2014/10/30/Stability.html");
        assert_eq!(permalink("2014/12/12/1.0-Timeline").file(), "2014/12/12/1.0-Timeline/index.html");
        assert_eq!(permalink("/").file(), "index.html");
    }

    #[test]
    fn an_address_is_the_same_however_it_was_written() {
        assert_eq!(permalink("caf%C3%A9/"), permalink("cafe\u{301}"));
        assert_eq!(permalink("café").encoded(), "caf%C3%A9/");
    }

    #[test]
    fn no_address_leaves_the_site() {
        assert!(matches!(Permalink::new("../etc/passwd"), Err(PermalinkError::Dots(_))));
        assert!(matches!(Permalink::new("a/%2e%2e/b"), Err(PermalinkError::Dots(_))));
        assert!(matches!(Permalink::new("a//b"), Err(PermalinkError::EmptySegment(_))));
        assert!(matches!(Permalink::new("a\\b"), Err(PermalinkError::Character(_))));
        assert!(matches!(Permalink::new("%ff"), Err(PermalinkError::Encoding(_))));
        assert_eq!(Permalink::home().join("../x").as_str(), "..-x/");
        assert_eq!(Permalink::home().join("..").as_str(), "-/");
    }

    #[test]
    fn pages_of_a_list_have_their_own_addresses() {
        let list = permalink("tags/rust");
        assert_eq!(list.page(3).as_str(), "tags/rust/page/3/");
        assert_eq!(list.page(3).split_page(), (list.clone(), 3));
        assert_eq!(list.page(1).split_page(), (list, 1));
        assert_eq!(permalink("page/2").split_page(), (Permalink::home(), 2));
        assert_eq!(permalink("homepage/2").split_page().1, 1);
        assert_eq!(permalink("page/1").split_page().1, 1);
    }

    #[test]
    fn a_base_path_is_run_time_data() {
        let base = BasePath::new("blog").expect("valid");
        assert_eq!(base.url(&permalink("über")), "/blog/%C3%BCber/");
        assert_eq!(base.strip("/blog/%C3%BCber/"), Some(permalink("über")));
        assert_eq!(base.strip("/elsewhere/"), None);
        assert_eq!(BasePath::new("").expect("valid"), BasePath::default());
        assert!(BasePath::new("a//b").is_err());
        assert!(BasePath::new("/../").is_err());
    }
}
