//! Text in HTML.

use std::borrow::Cow;

/// A text as it stands in HTML, between tags or in double quotes.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"']) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ => escaped.push(character),
        }
    }
    Cow::Owned(escaped)
}

/// JSON as it stands in a script element: nothing in it can end the element or open a comment.
pub(crate) fn data_island(id: &str, json: &str) -> String {
    format!("<script type=\"application/json\" id=\"{id}\">{}</script>", json.replace('<', "\\u003c"))
}

#[cfg(test)]
mod tests {
    use super::{data_island, escape};

    #[test]
    fn text_cannot_leave_its_place() {
        assert_eq!(escape("\"><b>'&amp;"), "&quot;&gt;&lt;b&gt;'&amp;amp;");
        let island = data_island("boot", "{\"title\":\"</script><!--\"}");
        assert_eq!(island.matches('<').count(), 2);
        assert!(island.contains("\\u003c/script>\\u003c!--"));
    }
}
