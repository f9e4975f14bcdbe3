use super::address::Site;
use crate::pictures::VARIANTS;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The files that a finished page shows or runs, as far as they are the site's: pictures, sounds, films, frames,
/// scripts and styles. `file` is the page's path inside the output folder.
///
/// Every page of every build is read for them, so that nothing is parsed but the tags that can name a file.
pub(crate) fn of_page(html: &str, file: &str, site: Site<'_>) -> Vec<String> {
    let mut found = BTreeSet::new();
    let path = |address: &str| site.file(&unescaped(address), file);
    let mut add = |address: &str| found.extend(path(address));
    // Of a picture in several versions one is enough: where another is asked for, it stands in.
    let mut version: Option<String> = None;
    for (start, _) in html.match_indices('<') {
        let tag = html.get(start + 1..).unwrap_or_default();
        if tag.starts_with("/picture") {
            version = None;
        }
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let Some(loads) = loads(name) else { continue };
        let attributes: Vec<_> = Attributes(tag.get(name.len()..).unwrap_or_default()).collect();
        let value = |wanted: &str| {
            let named = |(name, _): &&(&str, &str)| name.eq_ignore_ascii_case(wanted);
            attributes.iter().find(named).map_or("", |(_, value)| value)
        };
        if loads == LINK && !value("rel").split_ascii_whitespace().any(is_loaded) {
            continue;
        }
        if let Some(set) = Some(value("srcset")).filter(|set| is_versions(set)) {
            let widest = candidates(set).last().map(str::to_owned);
            version = widest.or(version);
            continue;
        }
        if name.eq_ignore_ascii_case("img")
            && let Some(version) = version.take()
        {
            add(&version);
            continue;
        }
        for attribute in loads {
            if attribute.ends_with("srcset") {
                candidates(value(attribute)).for_each(&mut add);
            } else {
                add(value(attribute));
            }
        }
    }
    found.into_iter().collect()
}

/// The files that a stylesheet needs. `file` is its own path inside the output folder.
pub(crate) fn of_stylesheet(css: &str, file: &str, site: Site<'_>) -> Vec<String> {
    let quoted = |text: &str| {
        let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        text.get(1..)?.split(quote).next().map(str::to_owned)
    };
    let urls = css.match_indices("url(").filter_map(|(at, start)| {
        let rest = css.get(at + start.len()..)?.trim_start();
        quoted(rest).or_else(|| rest.split(')').next().map(str::to_owned))
    });
    let imports = css
        .match_indices("@import")
        .filter_map(|(at, start)| quoted(css.get(at + start.len()..)?.trim_start()));
    let found: BTreeSet<String> = urls.chain(imports).filter_map(|url| site.file(&url, file)).collect();
    found.into_iter().collect()
}

/// Whether a set names versions that we have made of a picture. The last of them is the widest, and in the last of a
/// picture's sets the format is the one that the most browsers read.
fn is_versions(set: &str) -> bool {
    candidates(set).next().is_some_and(|address| address.contains(VARIANTS))
}

const LINK: &[&str] = &["href", "imagesrcset"];

/// The attributes of an element that name what it loads.
fn loads(element: &str) -> Option<&'static [&'static str]> {
    const KNOWN: [(&str, &[&str]); 13] = [
        ("img", &["src", "srcset"]),
        ("source", &["src", "srcset"]),
        ("script", &["src"]),
        ("link", LINK),
        ("video", &["src", "poster"]),
        ("audio", &["src"]),
        ("track", &["src"]),
        ("iframe", &["src"]),
        ("embed", &["src"]),
        ("object", &["data"]),
        ("input", &["src"]),
        ("image", &["href", "xlink:href"]),
        ("use", &["href", "xlink:href"]),
    ];
    KNOWN.into_iter().find(|(name, _)| name.eq_ignore_ascii_case(element)).map(|(_, attributes)| attributes)
}

/// The relations by which a link loads something for its page.
fn is_loaded(relation: &str) -> bool {
    ["stylesheet", "icon", "manifest", "preload", "modulepreload"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(relation))
}

/// The addresses in the value of `srcset`: each ends at a space, or at a comma before one.
fn candidates(mut text: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        text = text.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        let end = text.find(|c: char| c.is_ascii_whitespace()).unwrap_or(text.len());
        let (address, rest) = text.split_at(end);
        text = if address.ends_with(',') { rest } else { rest.find(',').map_or("", |at| &rest[at..]) };
        Some(address.trim_end_matches(',')).filter(|address| !address.is_empty())
    })
}

/// The attributes of a start tag, from what follows its name.
pub(crate) struct Attributes<'a>(pub(crate) &'a str);

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.0.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let name_end = rest.find(|c: char| c.is_ascii_whitespace() || "=>/".contains(c))?;
        let (name, rest) = rest.split_at(name_end);
        if name.is_empty() {
            return None;
        }
        let Some(value) = rest.trim_start().strip_prefix('=') else {
            self.0 = rest;
            return Some((name, ""));
        };
        let value = value.trim_start();
        let (value, rest) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value.get(1..)?.split_once(quote)?,
            _ => value.split_at(value.find(|c: char| c.is_ascii_whitespace() || c == '>')?),
        };
        self.0 = rest;
        Some((name, value))
    }
}

/// An attribute's value without the references that an address is written with.
pub(crate) fn unescaped(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    let mut text = value.to_owned();
    for (written, meant) in [("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&lt;", "<"), ("&gt;", ">")]
    {
        text = text.replace(written, meant);
    }
    // Last: what it yields is no reference any more.
    Cow::Owned(text.replace("&#38;", "&").replace("&#x26;", "&").replace("&amp;", "&"))
}

#[cfg(test)]
mod tests {
    use super::{Site, of_page, of_stylesheet};
    use offprint_model::BasePath;

    fn page(html: &str) -> Vec<String> {
        let base = BasePath::new("/blog/").expect("a path");
        of_page(html, "posts/a/index.html", Site { base_url: "https://example.org/blog/", base: &base })
    }

    #[test]
    fn everything_that_a_page_loads_of_its_own_site_is_found() {
        let html = "<p>1 < 2 <IMG alt='a > b' src=\"one.png\" loading=lazy><img src='/blog/two.png'>\
            <img src=three.png><img srcset=\"four.png 1x, /blog/five.png 2x\" src=data:,>\
            <picture><source srcset='six.webp,\n seven.webp 2x'></picture>\
            <video controls poster=\"eight.jpg\"><source src=\"nine.mp4\"/></video>\
            <object data=\"ten.svg#part\"></object><iframe src=\"/blog/eleven/\"></iframe>\
            <link rel=\"preload stylesheet\" href=/blog/twelve.css><script src=\"../thirteen.js\" async></script>\
            <svg><use xlink:href=\"fourteen.svg#icon\"/></svg><img src=\"fif&amp;teen.png\">";
        let expected = [
            "eleven",
            "five.png",
            "posts/a/eight.jpg",
            "posts/a/fif&teen.png",
            "posts/a/four.png",
            "posts/a/fourteen.svg",
            "posts/a/nine.mp4",
            "posts/a/one.png",
            "posts/a/seven.webp",
            "posts/a/six.webp",
            "posts/a/ten.svg",
            "posts/a/three.png",
            "posts/thirteen.js",
            "twelve.css",
            "two.png",
        ];
        assert_eq!(page(html), expected);
    }

    #[test]
    fn what_a_page_only_leads_to_is_no_part_of_it() {
        let html = "<a href=\"paper.pdf\">x</a><link rel=canonical href=https://example.org/blog/posts/a/>\
            <link rel=\"alternate\" href=\"/blog/feed.xml\"><img src=\"https://example.com/a.png\">\
            <code>&lt;img src=\"b.png\"&gt;</code><img>";
        assert!(page(html).is_empty(), "{:?}", page(html));
    }

    #[test]
    fn a_tag_that_never_ends_is_no_panic() {
        for html in ["<img", "<img src", "<img src=", "<img src=\"a", "<img src=a", "<", "<img =", "<img / "]
        {
            assert!(page(html).is_empty(), "{html}");
        }
    }

    #[test]
    fn a_stylesheet_names_files_in_three_ways() {
        let base = BasePath::default();
        let css = "@import 'more.css'; a { background: url( \"/img/a.png\" ) } \
            @font-face { src: url(../fonts/b.woff2) format('woff2'), url('data:,') }";
        let found = of_stylesheet(css, "css/main.css", Site { base_url: "", base: &base });
        assert_eq!(found, ["css/more.css", "fonts/b.woff2", "img/a.png"]);
    }
}
