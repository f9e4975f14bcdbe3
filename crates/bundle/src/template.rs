use std::ops::Range;

use crate::BundleError;

/// Starts the part of the head that a page replaces with its own tags.
pub const HEAD_START: &str = "<!--offprint:head-->";
/// Ends what [`HEAD_START`] starts.
pub const HEAD_END: &str = "<!--/offprint:head-->";
/// Stands where the prerendered app goes.
pub const APP: &str = "<!--offprint:app-->";
/// Stands where a page's boot data goes.
pub const BOOT: &str = "<!--offprint:boot-->";

/// Every marker must be there exactly once: a page's parts go there by plain replacement.
pub(crate) fn check_markers(template: &str) -> Result<(), BundleError> {
    for marker in [HEAD_START, HEAD_END, APP, BOOT] {
        if template.matches(marker).count() != 1 {
            return Err(BundleError::MarkerMissing { marker });
        }
    }
    Ok(())
}

/// A `link` or `script` start tag.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    /// Where it stands in the template, from `<` to `>`.
    pub(crate) span: Range<usize>,
    attributes: Vec<Attribute>,
}

#[derive(Debug, PartialEq, Eq)]
struct Attribute {
    name: String,
    value: String,
    /// With the white space before it.
    span: Range<usize>,
}

impl Tag {
    fn value(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|a| a.name == name).map(|a| a.value.as_str())
    }

    /// The address of the stylesheet that this tag links.
    pub(crate) fn stylesheet(&self) -> Option<&str> {
        self.value("rel").filter(|rel| *rel == "stylesheet").and_then(|_| self.value("href"))
    }

    /// Where the tag says which hash its file must have. A bundle's names carry the hash already, and
    /// the file may have been optimised since Trunk computed it.
    pub(crate) fn integrity(&self) -> Option<Range<usize>> {
        self.attributes.iter().find(|a| a.name == "integrity").map(|a| a.span.clone())
    }
}

/// The `link` and `script` tags of a template, outside comments. It reads HTML as Trunk writes it, with
/// quoted attribute values, not any HTML.
pub(crate) fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(rest) = html.get(at..) {
        let Some(found) = rest.find('<') else { break };
        let start = at + found;
        let tail = html.get(start..).unwrap_or_default();
        if tail.starts_with("<!--") {
            at = tail.find("-->").map_or(html.len(), |end| start + end + 3);
            continue;
        }
        at = match ["<link", "<script"].iter().find(|name| tail.starts_with(**name)) {
            Some(name) => {
                let tag = tag(html, start, start + name.len());
                let end = tag.span.end;
                tags.push(tag);
                end
            }
            None => start + 1,
        };
    }
    tags
}

fn tag(html: &str, start: usize, mut at: usize) -> Tag {
    let bytes = html.as_bytes();
    let byte = |at: usize| bytes.get(at).copied();
    let mut attributes = Vec::new();
    loop {
        let span_start = at;
        while byte(at).is_some_and(|b| b.is_ascii_whitespace() || b == b'/') {
            at += 1;
        }
        match byte(at) {
            None => return Tag { span: start..at, attributes },
            Some(b'>') => return Tag { span: start..at + 1, attributes },
            Some(_) => {}
        }
        let name_start = at;
        while byte(at).is_some_and(|b| !b.is_ascii_whitespace() && !matches!(b, b'=' | b'>' | b'/')) {
            at += 1;
        }
        let name = html.get(name_start..at).unwrap_or_default().to_ascii_lowercase();
        let mut value = String::new();
        if byte(at) == Some(b'=') {
            at += 1;
            let value_start = match byte(at) {
                Some(quote @ (b'"' | b'\'')) => {
                    at += 1;
                    let from = at;
                    while byte(at).is_some_and(|b| b != quote) {
                        at += 1;
                    }
                    let range = from..at;
                    at += 1;
                    range
                }
                _ => {
                    let from = at;
                    while byte(at).is_some_and(|b| !b.is_ascii_whitespace() && b != b'>') {
                        at += 1;
                    }
                    from..at
                }
            };
            value = html.get(value_start).unwrap_or_default().to_owned();
        } else if at == name_start {
            // A stray `=`: step over it.
            at += 1;
        }
        at = at.min(bytes.len());
        attributes.push(Attribute { name, value, span: span_start..at });
    }
}

#[cfg(test)]
mod tests {
    use super::tags;

    #[test]
    fn tags_in_comments_are_not_tags() {
        let html = r#"<!-- <link rel="stylesheet" href="a"> --><link rel="stylesheet" href="b"/>"#;
        let found = tags(html);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].stylesheet(), Some("b"));
    }

    #[test]
    fn a_tag_ends_where_it_ends() {
        let html = r#"<script type=module src='x>y' defer></script><p>"#;
        let found = tags(html);
        assert_eq!(&html[found[0].span.clone()], "<script type=module src='x>y' defer>");
    }

    #[test]
    fn half_a_tag_is_no_endless_loop() {
        for html in ["<link", "<link =", "<link a=\"", "<link a", "<script\n"] {
            assert_eq!(tags(html).len(), 1, "{html}");
        }
    }
}
