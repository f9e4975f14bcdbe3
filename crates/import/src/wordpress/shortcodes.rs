/// A shortcode: `[name a="b" c]`, with or without `…[/name]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shortcode<'a> {
    pub name: &'a str,
    pub attributes: Vec<(String, String)>,
    pub inner: Option<&'a str>,
    /// As it was written.
    pub whole: &'a str,
    /// Where it begins in the text, in bytes.
    pub start: usize,
}

impl Shortcode<'_> {
    /// An attribute with a name.
    pub(super) fn get(&self, names: &[&str]) -> Option<&str> {
        let found = names.iter().find_map(|name| self.attributes.iter().find(|(key, _)| key == name));
        found.map(|(_, value)| value.as_str())
    }

    /// The first that has none.
    pub(super) fn bare(&self) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key.is_empty()).map(|(_, value)| value.trim_start_matches('='))
    }
}

/// The first shortcode at or after a place, by the rules of WordPress's `get_shortcode_regex`.
pub(super) fn next(text: &str, from: usize) -> Option<Shortcode<'_>> {
    let mut at = from;
    loop {
        let start = at + text.get(at..)?.find('[')?;
        match read(text, start) {
            Some(found) => return Some(found),
            None => at = start + 1,
        }
    }
}

fn read(text: &str, start: usize) -> Option<Shortcode<'_>> {
    let inside = text.get(start + 1..)?;
    let length =
        inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-').unwrap_or(inside.len());
    let name = &inside[..length];
    if !name.starts_with(|c: char| c.is_ascii_alphabetic())
        || !inside[length..].starts_with([' ', ']', '/', '='])
    {
        return None;
    }
    let close = closing(inside, length)?;
    let written = inside[length..close].trim_end_matches('/');
    let end = start + 1 + close + 1;
    let ending = format!("[/{name}]");
    let inner_end = if inside[length..close].ends_with('/') { None } else { text[end..].find(&ending) };
    let (inner, after) = match inner_end {
        // Another one of the same name before the end: this one has none.
        Some(length) if !text[end..end + length].contains(&format!("[{name}")) => {
            (Some(&text[end..end + length]), end + length + ending.len())
        }
        _ => (None, end),
    };
    Some(Shortcode { name, attributes: attributes(written), inner, whole: &text[start..after], start })
}

/// The bracket that ends an opening, quotes and pieces of HTML in it passed over.
fn closing(text: &str, from: usize) -> Option<usize> {
    let mut quote = None;
    for (at, c) in text[from..].char_indices() {
        match (quote, c) {
            (None, ']') => return Some(from + at),
            (None, '\n' | '[') => return None,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

fn attributes(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end =
            rest.find(|c: char| c.is_whitespace() || c == '=' || c == '"' || c == '\'').unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        if let Some(value) = after.strip_prefix('=').filter(|_| !word.is_empty()) {
            let (value, after) = self::value(value);
            found.push((word.to_ascii_lowercase(), value));
            rest = after.trim_start();
        } else if word.is_empty() {
            let (value, after) = self::value(rest.trim_start_matches('='));
            found.push((String::new(), value));
            rest = after.trim_start();
        } else {
            found.push((String::new(), word.to_owned()));
            rest = after.trim_start();
        }
    }
    found
}

/// A value in quotes or up to the next blank, and what comes after it.
fn value(text: &str) -> (String, &str) {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return match inner.split_once(quote) {
                Some((value, rest)) => (value.to_owned(), rest),
                None => (inner.to_owned(), ""),
            };
        }
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    (text[..end].to_owned(), &text[end..])
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn shortcodes_are_found_with_what_is_in_them() {
        let text = "a [1] [sic] [caption id=\"x\" width=300]<img src=\"a\"> Of it[/caption] b";
        let sic = next(text, 0).expect("a shortcode");
        assert_eq!((sic.name, sic.inner), ("sic", None));
        let caption = next(text, sic.start + sic.whole.len()).expect("a shortcode");
        assert_eq!((caption.name, caption.inner), ("caption", Some("<img src=\"a\"> Of it")));
        assert_eq!((caption.get(&["width"]), caption.get(&["id"])), (Some("300"), Some("x")));
        let video = next("[youtube https://youtu.be/x?a=b]", 0).expect("a shortcode");
        assert_eq!((video.attributes.len(), video.name), (1, "youtube"));
        assert_eq!(
            next("[audio mp3=\"a]b.mp3\" /]", 0)
                .and_then(|code| code.get(&["mp3"]).map(str::to_owned))
                .as_deref(),
            Some("a]b.mp3")
        );
        for text in ["[", "[a", "[]", "[é]", "[[x", "[a\n]", "[a \"b]"] {
            assert_eq!(next(text, 0), None, "{text}");
        }
    }
}
