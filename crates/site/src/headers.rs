//! `_headers` and `_redirects`, as several hosts of static sites read them.

use crate::Redirect;
use crate::diagrams::DRAWINGS;
use crate::installable::{ICONS, MANIFEST};
use crate::offline::WORKER;
use crate::policy::Policy;
use offprint_model::BasePath;
use std::collections::BTreeSet;

/// Most rules that every host reads is 100; the rest of them is ours.
const PLACES: usize = 70;

/// The content index, the search index, the icons, drawn diagrams and the versions of pictures: these have a hash in
/// their names.
const HASHED: [&str; 11] = [
    ICONS,
    DRAWINGS,
    "assets/variants/*",
    "data/site.*",
    "data/posts-*",
    "data/facets-*",
    "data/words.*",
    "data/words-*",
    "data/order-*",
    "data/files-*",
    "data/search/*",
];

/// `_headers`. Hosts join the values of all rules that match, so that no two rules may say something of
/// the same file's caching: pages are named by the folders at the top of the site that hold them.
pub(crate) fn headers<'a>(
    base: &BasePath,
    policy: &Policy,
    hashed: impl Iterator<Item = &'a str>,
    pages: impl Iterator<Item = &'a str>,
) -> String {
    let mut text = format!(
        "{}*\n  Content-Security-Policy: {}\n  X-Content-Type-Options: nosniff\n  \
         Referrer-Policy: strict-origin-when-cross-origin\n",
        base,
        policy.header()
    );
    let mut caching = |place: &str, value: &str| {
        text.push_str(&format!("{}\n  Cache-Control: {value}\n", base.file(place).replace("%2A", "*")));
    };
    // Not the folders as a whole: what an author puts beside these files has no hash in its name.
    for place in hashed.chain(HASHED) {
        caching(place, "public, max-age=31536000, immutable");
    }
    for place in [offprint_search::ENTRY, WORKER, MANIFEST] {
        caching(place, "no-cache");
    }
    for place in places(pages) {
        caching(&place, "no-cache, no-transform");
    }
    text
}

/// Where pages are, as patterns that do not overlap.
fn places<'a>(pages: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut places = BTreeSet::from([String::new()]);
    for page in pages {
        places.insert(match page.split_once('/') {
            Some((folder, _)) => format!("{folder}/*"),
            None if page == "index.html" => String::new(),
            None => page.to_owned(),
        });
    }
    // One rule for each folder would be too many: the patterns that hosts have in common are left.
    if places.len() > PLACES {
        return vec![String::new(), "*/".to_owned(), "*.html".to_owned()];
    }
    places.into_iter().collect()
}

/// `_redirects`.
pub(crate) fn redirects(base: &BasePath, redirects: &[Redirect]) -> String {
    let line = |redirect: &Redirect| format!("{} {} 301\n", base.url(&redirect.from), base.url(&redirect.to));
    redirects.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::{headers, redirects};
    use crate::Redirect;
    use crate::policy::Policy;
    use offprint_model::{BasePath, Permalink};

    #[test]
    fn no_file_has_two_rules_for_its_caching() {
        let base = BasePath::new("/blog/").expect("a path");
        let pages = ["index.html", "404.html", "posts/a/index.html", "posts/b/index.html", "über/index.html"];
        let hashed = ["assets/app-1.js"];
        let text = headers(&base, &Policy::default(), hashed.into_iter(), pages.into_iter());
        let rules: Vec<&str> = text.lines().filter(|line| line.starts_with('/')).collect();
        assert_eq!(
            rules,
            [
                "/blog/*",
                "/blog/assets/app-1.js",
                "/blog/assets/app-icon-*",
                "/blog/assets/diagram.*",
                "/blog/assets/variants/*",
                "/blog/data/site.*",
                "/blog/data/posts-*",
                "/blog/data/facets-*",
                "/blog/data/words.*",
                "/blog/data/words-*",
                "/blog/data/order-*",
                "/blog/data/files-*",
                "/blog/data/search/*",
                "/blog/search.bin",
                "/blog/sw.js",
                "/blog/manifest.webmanifest",
                "/blog/",
                "/blog/404.html",
                "/blog/posts/*",
                "/blog/%C3%BCber/*"
            ]
        );
        assert!(!text.split("/blog/assets/").next().expect("the first rule").contains("Cache-Control"));
    }

    #[test]
    fn a_site_with_every_post_at_its_top_has_few_rules_all_the_same() {
        let pages: Vec<String> = (0..1000).map(|number| format!("post-{number}/index.html")).collect();
        let pages = pages.iter().map(String::as_str);
        let text = headers(&BasePath::default(), &Policy::default(), std::iter::empty(), pages);
        assert_eq!(text.lines().filter(|line| line.starts_with('/')).count(), 18);
    }

    #[test]
    fn an_alias_is_one_line() {
        let page = |path| Permalink::new(path).expect("a path");
        let alias = Redirect { from: page("2014/old.html"), to: page("posts/ü") };
        assert_eq!(redirects(&BasePath::default(), &[alias]), "/2014/old.html /posts/%C3%BC/ 301\n");
    }
}
