use crate::{Diagnostic, Theme};
use std::ops::Range;
use std::sync::Arc;

/// What the policy will keep the author's additions from doing, so that nobody has to find it in the
/// console of a browser.
pub(crate) fn blocked(theme: &Theme) -> Vec<Diagnostic> {
    let html = [("theme/head.html", &theme.head_html), ("theme/footer.html", &theme.footer_html)];
    let mut findings: Vec<Diagnostic> = Vec::new();
    let html = html.into_iter().filter_map(|(path, text)| Some((path, text.as_deref()?)));
    let snippets = theme.snippets.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    for (path, text) in html.chain(snippets) {
        let source: Arc<str> = text.into();
        for tag in tags(text) {
            if let Some((message, help)) = blocked_tag(text.get(tag.clone()).unwrap_or_default()) {
                findings.push(Diagnostic::warning(path, message).at(&source, tag).help(help));
            }
        }
    }
    if let Some(css) = &theme.custom_css {
        let source: Arc<str> = css.as_str().into();
        for start in ["url(http", "url(\"http", "url('http", "@import \"http", "@import 'http"] {
            findings.extend(css.match_indices(start).map(|(at, found)| {
                Diagnostic::warning(
                    "theme/custom.css",
                    "the site's policy lets no styles load from other hosts",
                )
                .at(&source, at..at + found.len())
                .help("put the file into `static/` and name it by its address there")
            }));
        }
    }
    Diagnostic::sort(&mut findings);
    findings
}

fn blocked_tag(tag: &str) -> Option<(&'static str, &'static str)> {
    let tag = tag.to_ascii_lowercase();
    let has = |attribute: &str| tag.contains(&format!(" {attribute}="));
    let is_remote = ["=\"http", "=http", "='http", "=\"//", "='//"]
        .iter()
        .any(|start| ["src", "href"].iter().any(|attribute| tag.contains(&format!(" {attribute}{start}"))));
    let loads = tag.starts_with("<script") || (tag.starts_with("<link") && tag.contains("stylesheet"));
    if tag.starts_with("<script") && !has("src") && !tag.contains("json") {
        Some((
            "the site's policy lets no script run that stands in the page",
            "put it into a file in `static/` and name that with `<script src=\"…\">`",
        ))
    } else if tag.starts_with("<style") || has("style") {
        Some((
            "the site's policy lets no style count that stands in the page",
            "write it in `theme/custom.css`",
        ))
    } else if loads && is_remote {
        Some((
            "the site's policy lets no scripts or styles load from other hosts",
            "put the file into `static/` and name it by its address there",
        ))
    } else {
        None
    }
}

/// Start tags, from `<` to `>`.
fn tags(html: &str) -> impl Iterator<Item = Range<usize>> {
    html.match_indices('<').filter_map(|(start, _)| {
        let rest = html.get(start..)?;
        let is_tag = rest.chars().nth(1).is_some_and(|c| c.is_ascii_alphabetic());
        is_tag.then(|| start..rest.find('>').map_or(html.len(), |end| start + end + 1))
    })
}

#[cfg(test)]
mod tests {
    use super::blocked;
    use crate::Theme;

    fn messages(head: &str, css: &str) -> Vec<String> {
        let theme = Theme { custom_css: Some(css.into()), head_html: Some(head.into()), ..Theme::default() };
        blocked(&theme).into_iter().map(|finding| format!("{} {:?}", finding.path, finding.span)).collect()
    }

    #[test]
    fn what_the_policy_blocks_in_a_theme_is_a_warning() {
        assert_eq!(messages("<script>count()</script>", ""), ["theme/head.html Some(0..8)"]);
        assert_eq!(messages("<p style=\"color:red\">", ""), ["theme/head.html Some(0..21)"]);
        assert_eq!(messages("<script src=\"https://a.example/x.js\">", "").len(), 1);
        assert_eq!(messages("<link rel=stylesheet href=https://a.example/x.css>", "").len(), 1);
        assert_eq!(messages("", "@import 'https://a.example/x.css';"), ["theme/custom.css Some(0..13)"]);
    }

    #[test]
    fn what_the_policy_lets_in_is_none() {
        let head = "<script src=\"/mine.js\"></script><link rel=me href=https://social.example/@me>\
                    <script type=\"application/ld+json\">{}</script>";
        assert!(messages(head, "body { background: url(/dot.png) }").is_empty());
    }
}
