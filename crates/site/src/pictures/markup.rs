use std::borrow::Cow;
use std::ops::Range;

/// Where versions of pictures lie in a release. Not in a folder that an author may use as well: all that is in it
/// carries a hash.
pub(crate) const VARIANTS: &str = "assets/variants/";

/// An `<img>` in a page's HTML.
#[derive(Debug)]
pub(super) struct Image<'a> {
    /// Where its tag stands.
    pub range: Range<usize>,
    /// Names and values as written, references and all.
    pub attributes: Vec<(&'a str, &'a str)>,
    /// It ends with `/>`.
    pub self_closing: bool,
    /// An author's own `<picture>` stands around it.
    pub in_picture: bool,
}

impl Image<'_> {
    /// An attribute's value, without references.
    pub(super) fn value(&self, name: &str) -> Option<Cow<'_, str>> {
        let (_, value) = self.attributes.iter().find(|(written, _)| written.eq_ignore_ascii_case(name))?;
        Some(unescaped(value))
    }
}

/// The images of a page's HTML, in order. It is HTML that was written by us or by a browser's rules: every attribute
/// ends, and `<` in a text is escaped.
pub(super) fn images(html: &str) -> Vec<Image<'_>> {
    let mut found = Vec::new();
    let (mut at, mut pictures) = (0, 0_usize);
    while let Some(start) = html.get(at..).and_then(|rest| rest.find('<')).map(|next| at + next) {
        let tag = html.get(start + 1..).unwrap_or_default();
        at = start + 1;
        if let Some(comment) = tag.strip_prefix("!--") {
            at = comment.find("-->").map_or(html.len(), |end| start + 4 + end);
            continue;
        }
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric() && c != '/').next().unwrap_or_default();
        let is = |element: &str| name.trim_end_matches('/').eq_ignore_ascii_case(element);
        if is("script") || is("style") || is("textarea") || is("template") {
            // Nothing in it is shown as it stands.
            let is_end = |end: &usize| {
                tag.get(end + 2..end + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
            };
            let end = tag.match_indices("</").map(|(end, _)| end).find(is_end);
            at = end.map_or(html.len(), |end| start + 1 + end);
        } else if is("picture") {
            pictures += 1;
        } else if is("/picture") {
            pictures = pictures.saturating_sub(1);
        } else if is("img") {
            let (attributes, length) = attributes(tag.get("img".len()..).unwrap_or_default());
            at = start + 1 + "img".len() + length;
            let self_closing = html.get(start..at).is_some_and(|tag| tag.ends_with("/>"));
            found.push(Image { range: start..at, attributes, self_closing, in_picture: pictures > 0 });
        }
    }
    found
}

/// The attributes of a start tag, from what follows its name, and where it ends.
fn attributes(text: &str) -> (Vec<(&str, &str)>, usize) {
    let mut attributes = Vec::new();
    let mut rest = text;
    let is_space = |c: char| c.is_ascii_whitespace() || c == '/';
    loop {
        rest = rest.trim_start_matches(is_space);
        if rest.is_empty() || rest.starts_with('>') {
            break;
        }
        let end = rest.find(|c: char| is_space(c) || c == '>' || c == '=').unwrap_or(rest.len()).max(1);
        let (name, after) = rest.split_at(rest.ceil_char_boundary(end));
        let Some(value) = after.trim_start().strip_prefix('=') else {
            attributes.push((name, ""));
            rest = after;
            continue;
        };
        let value = value.trim_start();
        let quoted = value.chars().next().filter(|quote| matches!(quote, '"' | '\''));
        let (value, after) = match quoted {
            Some(quote) => {
                let value = value.get(1..).unwrap_or_default();
                value.split_once(quote).unwrap_or((value, ""))
            }
            None => value
                .split_at(value.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(value.len())),
        };
        attributes.push((name, value));
        rest = after;
    }
    (attributes, text.len() - rest.len() + usize::from(rest.starts_with('>')))
}

/// An attribute's value without the references that it is written with.
fn unescaped(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    let mut text = value.to_owned();
    for (written, meant) in [
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ] {
        text = text.replace(written, meant);
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::images;

    #[test]
    fn images_are_found_where_they_are_shown() {
        let html = "<p>a &lt;img&gt; <img src=\"/a.png?x=1&amp;y=2\" alt=\"a > b\" hidden> b</p>\
                    <!-- <img src=\"/no.png\"> --><script>\"<img src='/no.png'>\"</script>\
                    <picture><source srcset=\"/b.webp\"><img src='/b.png' /></picture><IMG src=/c.png>";
        let found = images(html);
        let sources: Vec<_> = found.iter().filter_map(|image| image.value("src")).collect();
        assert_eq!(sources, ["/a.png?x=1&y=2", "/b.png", "/c.png"]);
        assert_eq!(found.iter().map(|image| image.in_picture).collect::<Vec<_>>(), [false, true, false]);
        assert_eq!(found[0].value("alt").as_deref(), Some("a > b"));
        assert_eq!(found[0].value("hidden").as_deref(), Some(""));
        assert_eq!(&html[found[1].range.clone()], "<img src='/b.png' />");
    }

    #[test]
    fn a_tag_that_does_not_end_ends_with_the_text() {
        for html in
            ["<img", "<img src", "<img src=", "<img src=\"a", "<img ü=", "<img =", "<", "<!--", "<script>"]
        {
            images(html);
        }
    }
}
