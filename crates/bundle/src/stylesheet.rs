/// Joins stylesheets in their order and drops what only their authors read: comments, indentation and
/// blank lines. Strings stay as they are.
pub(crate) fn merge<'a>(sheets: impl IntoIterator<Item = &'a str>) -> String {
    let mut merged = String::new();
    for sheet in sheets {
        for line in without_comments(sheet).lines().map(str::trim).filter(|line| !line.is_empty()) {
            merged.push_str(line);
            merged.push('\n');
        }
    }
    merged
}

fn without_comments(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut quote: Option<char> = None;
    let mut rest = css;
    while let Some(c) = rest.chars().next() {
        if quote.is_none() && rest.starts_with("/*") {
            rest = rest.get(2..).and_then(|inner| inner.split_once("*/")).map_or("", |(_, after)| after);
            continue;
        }
        let mut taken = c.len_utf8();
        match quote {
            // An escaped character never ends a string.
            Some(_) if c == '\\' => {
                taken += rest.chars().nth(1).map_or(0, char::len_utf8);
            }
            Some(open) if c == open => quote = None,
            None if c == '"' || c == '\'' => quote = Some(c),
            _ => {}
        }
        let (head, tail) = rest.split_at(taken);
        kept.push_str(head);
        rest = tail;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::merge;

    #[test]
    fn sheets_keep_their_order_and_lose_their_comments() {
        let merged = merge(["/* first */\na {\n  color: red; /* why */\n}\n", "b {}"]);
        assert_eq!(merged, "a {\ncolor: red;\n}\nb {}\n");
    }

    #[test]
    fn a_comment_sign_in_a_string_is_not_a_comment() {
        let css = "q::before { content: \"/* \\\" \"; }\n";
        assert_eq!(merge([css]), css);
    }
}
