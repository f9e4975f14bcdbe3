use offprint_model::BasePath;
use percent_encoding::percent_decode_str;
use std::borrow::Cow;

/// Where a site lies, as far as an address in one of its files can say.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Site<'a> {
    /// Absolute, with the base path and a trailing slash; empty when not known.
    pub(crate) base_url: &'a str,
    /// The path part of it.
    pub(crate) base: &'a BasePath,
}

impl Site<'_> {
    /// The path, inside the output folder, of the file that an address means; `None` where it is another site's.
    /// `from` is the path of the file that the address stands in.
    pub(crate) fn file(&self, address: &str, from: &str) -> Option<String> {
        let address = address.trim();
        let address = address.split(['?', '#']).next().unwrap_or_default();
        if address.starts_with("//") {
            return None;
        }
        let inside = address.strip_prefix(self.base_url).filter(|_| !self.base_url.is_empty());
        let path = match inside.or_else(|| address.strip_prefix(self.base.as_str())) {
            Some(path) => Cow::Borrowed(path),
            None if address.is_empty() || address.starts_with('/') || has_scheme(address) => return None,
            None => {
                let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
                Cow::Owned(format!("{folder}/{address}"))
            }
        };
        let path = percent_decode_str(&path).decode_utf8().ok()?;
        normal(&path)
    }
}

/// Whether an address says how it is reached: `https:`, `data:`.
fn has_scheme(address: &str) -> bool {
    let scheme = address.split(['/', '?', '#']).next().unwrap_or_default();
    scheme.contains(':')
}

/// A path without `.` and `..`; `None` where it leads out of the folder.
fn normal(path: &str) -> Option<String> {
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()?),
            segment => segments.push(segment),
        }
    }
    (!segments.is_empty()).then(|| segments.join("/"))
}

#[cfg(test)]
mod tests {
    use super::Site;
    use offprint_model::BasePath;

    #[test]
    fn an_address_means_the_file_that_a_browser_would_fetch() {
        let base = BasePath::new("/blog/").expect("a path");
        let site = Site { base_url: "https://example.org/blog/", base: &base };
        let file = |address| site.file(address, "posts/a/index.html");
        for (address, path) in [
            ("/blog/img/a.png", "img/a.png"),
            ("https://example.org/blog/img/a.png", "img/a.png"),
            ("a.png", "posts/a/a.png"),
            ("./b/../a.png?w=2#x", "posts/a/a.png"),
            ("../b/a.png", "posts/b/a.png"),
            (" ../../a.png ", "a.png"),
            ("%C3%BCber%20uns.png", "posts/a/über uns.png"),
        ] {
            assert_eq!(file(address).as_deref(), Some(path), "{address}");
        }
        for other in [
            "",
            "#top",
            "/img/a.png",
            "//example.org/blog/a.png",
            "https://example.com/a.png",
            "data:image/png;base64,AAAA",
            "../../../a.png",
            "%FF.png",
        ] {
            assert_eq!(file(other), None, "{other}");
        }
    }

    #[test]
    fn a_site_without_an_address_has_local_files_all_the_same() {
        let base = BasePath::default();
        let site = Site { base_url: "", base: &base };
        assert_eq!(site.file("/a.png", "index.html").as_deref(), Some("a.png"));
        assert_eq!(site.file("//example.com/a.png", "index.html"), None);
    }
}
