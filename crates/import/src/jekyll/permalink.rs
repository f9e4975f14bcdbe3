//! Addresses as Jekyll makes them: `Jekyll::URL`, the permalink styles, and the templates of pages and
//! collections. All paths here are as the web server sees them: decoded.

use jiff::Zoned;
use percent_encoding::percent_decode_str;

use super::slug::slugify;

/// A template of a style's name, or the template itself.
pub(super) fn template_of_style(style: &str) -> &str {
    match style {
        "none" => "/:categories/:title:output_ext",
        "date" => "/:categories/:year/:month/:day/:title:output_ext",
        "ordinal" => "/:categories/:year/:y_day/:title:output_ext",
        "pretty" => "/:categories/:year/:month/:day/:title/",
        "weekdate" => "/:categories/:year/W:week/:short_day/:title:output_ext",
        template => template,
    }
}

/// `Utils.add_permalink_suffix`: pages end as posts do.
pub(super) fn with_suffix(template: &str, style: &str) -> String {
    let suffix = match style {
        "pretty" => "/",
        "date" | "ordinal" | "none" => ":output_ext",
        other if other.ends_with('/') => "/",
        other if other.ends_with(":output_ext") => ":output_ext",
        _ => "",
    };
    format!("{template}{suffix}")
}

/// What the tokens of a document's template stand for.
#[derive(Debug, Default)]
pub(super) struct Tokens<'a> {
    pub collection: &'a str,
    /// The path in the collection without ending, with a slash before it.
    pub path: &'a str,
    /// The file's name without ending.
    pub basename: &'a str,
    /// The slug of front matter or file name.
    pub slug: &'a str,
    pub categories: &'a [String],
    pub date: Option<&'a Zoned>,
    pub output_ext: &'a str,
}

impl Tokens<'_> {
    /// What a token stands for. `None`: there is no such token; an empty date has empty ones.
    fn get(&self, name: &str) -> Option<String> {
        let date = |format: &str| self.date.map(|date| date.strftime(format).to_string()).unwrap_or_default();
        let unique = |names: Vec<String>| {
            let mut unique: Vec<String> = Vec::new();
            names.into_iter().for_each(|name| {
                if !unique.contains(&name) {
                    unique.push(name)
                }
            });
            unique.join("/")
        };
        let slug = if self.slug.is_empty() { self.basename } else { self.slug };
        Some(match name {
            "collection" => self.collection.to_owned(),
            "path" => self.path.to_owned(),
            "output_ext" => self.output_ext.to_owned(),
            "name" => slugify(self.basename, None, false),
            "title" => slugify(slug, Some("pretty"), true),
            "slug" => slugify(slug, None, false),
            "categories" => unique(self.categories.iter().map(|name| name.to_lowercase()).collect()),
            "slugified_categories" => {
                unique(self.categories.iter().map(|name| slugify(name, None, false)).collect())
            }
            "year" => date("%Y"),
            "short_year" => date("%y"),
            "month" => date("%m"),
            "i_month" => date("%-m"),
            "short_month" => date("%b"),
            "long_month" => date("%B"),
            "day" => date("%d"),
            "i_day" => date("%-d"),
            "y_day" => date("%j"),
            "w_year" => date("%G"),
            "week" => date("%V"),
            "w_day" => date("%u"),
            "short_day" => date("%a"),
            "long_day" => date("%A"),
            "hour" => date("%H"),
            "minute" => date("%M"),
            "second" => date("%S"),
            _ => return None,
        })
    }
}

/// A document's address.
///
/// # Errors
/// The name of a token that Jekyll does not know; it stops the build there.
pub(super) fn document(template: &str, tokens: &Tokens<'_>) -> Result<String, String> {
    let mut url = String::new();
    let mut rest = template;
    while let Some(colon) = rest.find(':') {
        url.push_str(&decoded(&rest[..colon]));
        let after = &rest[colon + 1..];
        let length = after.bytes().take_while(|byte| byte.is_ascii_lowercase() || *byte == b'_').count();
        let name = &after[..length];
        if name.is_empty() {
            url.push(':');
        } else if let Some(value) = tokens.get(name) {
            url.push_str(&value);
        } else if let Some(value) = name.strip_suffix('_').and_then(|name| tokens.get(name)) {
            // `/:month_:day`: the underscore is not the name's.
            url.push_str(&value);
            url.push('_');
        } else {
            return Err(name.to_owned());
        }
        rest = &after[length..];
    }
    url.push_str(&decoded(rest));
    Ok(sanitized(&url))
}

/// A page's address from its folder (`/a`, empty for the source), its name without ending, the ending that it is
/// written with, and the site's style.
pub(super) fn page(
    permalink: Option<&str>,
    folder: &str,
    basename: &str,
    output_ext: &str,
    style: &str,
) -> String {
    let template = match permalink {
        Some(permalink) => decoded(permalink),
        None if !matches!(output_ext, ".html" | ".xhtml" | ".htm") => {
            "/:path/:basename:output_ext".to_owned()
        }
        None if basename == "index" => "/:path/".to_owned(),
        None => with_suffix("/:path/:basename", style),
    };
    sanitized(
        &template.replace(":path", folder).replace(":basename", basename).replace(":output_ext", output_ext),
    )
}

/// The address of a file of a collection that has no front matter.
pub(super) fn collection_file(template: &str, collection: &str, path: &str, name: &str, ext: &str) -> String {
    let url = template
        .replace(":collection", collection)
        .replace(":path", path)
        .replace(":output_ext", "")
        .replace(":name", name)
        .replace(":title", "");
    let url = sanitized(&url);
    format!("{}{ext}", url.strip_suffix('/').unwrap_or(&url))
}

/// Replaces the tokens of plugins' templates: `/tag/:name/`.
pub(super) fn plain(template: &str, tokens: &[(&str, &str)]) -> String {
    let url =
        tokens.iter().fold(decoded(template), |url, (name, value)| url.replace(&format!(":{name}"), value));
    sanitized(&url)
}

/// `URL.sanitize_url`: one slash at the start, none twice, no way up.
pub(super) fn sanitized(url: &str) -> String {
    let url = format!("/{url}").replace("..", "/").replace("./", "");
    let mut squeezed = String::with_capacity(url.len());
    for character in url.chars() {
        if character != '/' || !squeezed.ends_with('/') {
            squeezed.push(character);
        }
    }
    squeezed
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), |text| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::{Tokens, document, page};

    #[test]
    fn a_token_that_nobody_knows_is_named() {
        assert_eq!(document("/:year/:nonsense/", &Tokens::default()), Err("nonsense".to_owned()));
    }

    #[test]
    fn pages_end_as_posts_do() {
        for (style, url) in [
            ("date", "/a/about.html"),
            ("pretty", "/a/about/"),
            ("none", "/a/about.html"),
            ("weekdate", "/a/about"),
            ("/blog/:title/", "/a/about/"),
            ("/blog/:title", "/a/about"),
            ("/blog/:title:output_ext", "/a/about.html"),
        ] {
            assert_eq!(page(None, "/a", "about", ".html", style), url, "{style}");
        }
        assert_eq!(page(None, "", "index", ".html", "date"), "/");
        assert_eq!(page(None, "/a", "feed", ".xml", "pretty"), "/a/feed.xml");
        assert_eq!(page(Some("about/:basename%20x/"), "/a", "me", ".html", "date"), "/about/me x/");
    }
}
