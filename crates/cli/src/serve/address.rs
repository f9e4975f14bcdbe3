use offprint_model::BasePath;
use percent_encoding::percent_decode_str;

/// What lies at a path of the output folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    File,
    Folder,
}

/// Where a request leads.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// A file, by its path inside the output folder.
    File(String),
    /// Another address on this server, percent-encoded and without a query.
    Redirect(String),
    Missing,
}

/// What hosts read and do not serve.
const FOR_THE_HOST: [&str; 2] = ["_headers", "_redirects"];

/// What a static host answers a URL's path with. `entry` looks a path of the output folder up.
pub(crate) fn target(base: &BasePath, url_path: &str, entry: impl Fn(&str) -> Option<Entry>) -> Target {
    let (Some(path), Some(base_path)) = (decoded(url_path), decoded(base.as_str())) else {
        return Target::Missing;
    };
    let Some(path) = path.strip_prefix(base_path.as_str()) else {
        // `/` leads to the site, and so does `/blog` to `/blog/`.
        let to_site = path == "/" || Some(path.as_str()) == base_path.strip_suffix('/');
        return if to_site { Target::Redirect(base.to_string()) } else { Target::Missing };
    };
    if FOR_THE_HOST.contains(&path) || !is_plain(path) {
        return Target::Missing;
    }
    let index = |folder: &str| format!("{folder}index.html");
    if path.is_empty() || path.ends_with('/') {
        let file = index(path);
        return if entry(&file) == Some(Entry::File) { Target::File(file) } else { Target::Missing };
    }
    match entry(path) {
        Some(Entry::File) => Target::File(path.to_owned()),
        Some(Entry::Folder) if entry(&index(&format!("{path}/"))) == Some(Entry::File) => {
            Target::Redirect(format!("{url_path}/"))
        }
        _ => Target::Missing,
    }
}

fn decoded(url_path: &str) -> Option<String> {
    percent_decode_str(url_path).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}

/// Whether every segment is a name that stays where it is, on Windows, too.
fn is_plain(path: &str) -> bool {
    let inner = path.strip_suffix('/').unwrap_or(path);
    let is_name = |segment: &str| {
        !matches!(segment, "" | "." | "..")
            && !segment.contains(['\\', ':'])
            && !segment.contains(char::is_control)
    };
    path.is_empty() || inner.split('/').all(is_name)
}

#[cfg(test)]
mod tests {
    use super::{Entry, Target, target};
    use offprint_model::BasePath;

    const FILES: [&str; 7] = [
        "index.html",
        "404.html",
        "_headers",
        "posts/café/index.html",
        "old.html",
        "assets/app-0123456789abcdef.js",
        "empty/picture.png",
    ];

    fn visit(base: &str, url_path: &str) -> Target {
        let base = BasePath::new(base).expect(base);
        target(&base, url_path, |path| {
            let folder = format!("{path}/");
            if FILES.contains(&path) {
                Some(Entry::File)
            } else {
                FILES.iter().any(|file| file.starts_with(&folder)).then_some(Entry::Folder)
            }
        })
    }

    fn file(path: &str) -> Target {
        Target::File(path.to_owned())
    }

    #[test]
    fn a_folder_is_its_index_page() {
        assert_eq!(visit("/", "/"), file("index.html"));
        assert_eq!(visit("/", "/posts/caf%C3%A9/"), file("posts/café/index.html"));
        assert_eq!(visit("/", "/posts/café/"), file("posts/café/index.html"));
        assert_eq!(visit("/", "/old.html"), file("old.html"));
        assert_eq!(visit("/", "/old.html/"), Target::Missing);
        assert_eq!(visit("/", "/empty/"), Target::Missing);
    }

    #[test]
    fn a_folder_without_its_slash_is_sent_to_the_one_with_it() {
        assert_eq!(visit("/", "/posts/caf%C3%A9"), Target::Redirect("/posts/caf%C3%A9/".to_owned()));
        assert_eq!(visit("/blog", "/blog/posts/café"), Target::Redirect("/blog/posts/café/".to_owned()));
        assert_eq!(visit("/", "/empty"), Target::Missing);
    }

    #[test]
    fn a_site_below_a_path_is_only_there() {
        assert_eq!(visit("/blog/", "/blog/"), file("index.html"));
        assert_eq!(
            visit("/blog/", "/blog/assets/app-0123456789abcdef.js"),
            file("assets/app-0123456789abcdef.js")
        );
        assert_eq!(visit("/blog/", "/"), Target::Redirect("/blog/".to_owned()));
        assert_eq!(visit("/blog/", "/blog"), Target::Redirect("/blog/".to_owned()));
        assert_eq!(visit("/blog/", "/old.html"), Target::Missing);
        assert_eq!(visit("/caf%C3%A9/", "/café/old.html"), file("old.html"));
    }

    #[test]
    fn nothing_outside_the_site_is_served() {
        for path in [
            "/../old.html",
            "/%2e%2e/old.html",
            "/posts/..%2f..%2fold.html",
            "//old.html",
            "/posts//café/",
            "/c:/old.html",
            "/..%5cold.html",
            "/old.html%00",
            "/%ff",
        ] {
            assert_eq!(visit("/", path), Target::Missing, "{path}");
        }
    }

    #[test]
    fn what_only_the_host_reads_is_not_served() {
        assert_eq!(visit("/", "/_headers"), Target::Missing);
        assert_eq!(visit("/", "/_redirects"), Target::Missing);
    }
}
