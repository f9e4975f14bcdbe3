use std::borrow::Cow;

/// A text with `:tada:` as the picture that GitHub gives the name. A name that is not known stays, and so do the
/// colons of a time or a path.
pub(crate) fn with_emoji(text: &str) -> Cow<'_, str> {
    let mut shown = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(start) = text[at..].find(':').map(|index| at + index) {
        at = start + 1;
        let rest = &text[at..];
        let length =
            rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"_+-".contains(byte)).count();
        if length == 0 || rest.as_bytes().get(length) != Some(&b':') {
            continue;
        }
        let end = at + length + 1;
        let joins = |c: char| c.is_alphanumeric() || c == '/';
        // Several in a row share no colon: `:tada::rocket:`.
        let follows = copied == start && start > 0;
        let before = text[..start].chars().next_back();
        let alone = (follows || !before.is_some_and(|c| joins(c) || c == ':'))
            && !text[end..].chars().next().is_some_and(joins);
        let Some(emoji) = emojis::get_by_shortcode(&rest[..length]).filter(|_| alone) else { continue };
        shown.push_str(&text[copied..start]);
        shown.push_str(emoji.as_str());
        (copied, at) = (end, end);
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    shown.push_str(&text[copied..]);
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::with_emoji;

    #[test]
    fn names_become_pictures() {
        assert_eq!(with_emoji("Done :tada:, :+1: (:rocket:) :tada::rocket:"), "Done 🎉, 👍 (🚀) 🎉🚀");
    }

    #[test]
    fn times_paths_and_unknown_names_stay() {
        for text in ["10:100:30", "std::env::var", "a:100:b", ":no_such_thing:", ": :", "::", "http://x:80/"]
        {
            assert_eq!(with_emoji(text), text);
        }
    }
}
