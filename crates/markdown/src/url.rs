use ammonia::Url;

/// Schemes that a link may have. What a browser would run (`javascript:`, `vbscript:`, `data:`) and
/// what it would read from the reader's disk (`file:`) is not among them.
pub(crate) const LINK_SCHEMES: [&str; 24] = [
    "bitcoin",
    "ftp",
    "ftps",
    "geo",
    "git",
    "http",
    "https",
    "im",
    "irc",
    "ircs",
    "magnet",
    "mailto",
    "matrix",
    "news",
    "nntp",
    "openpgp4fpr",
    "sftp",
    "sip",
    "sms",
    "ssh",
    "tel",
    "urn",
    "webcal",
    "xmpp",
];

/// The scheme of a URL in lower case, as a browser reads it: without the blanks and controls before it
/// and the line breaks and tabs in it.
pub(crate) fn scheme(url: &str) -> Option<String> {
    let mut scheme = String::new();
    for character in url.trim_start_matches(|c| c <= ' ').chars() {
        match character {
            '\t' | '\n' | '\r' => {}
            ':' => return (!scheme.is_empty()).then_some(scheme),
            'a'..='z' | 'A'..='Z' => scheme.push(character.to_ascii_lowercase()),
            '0'..='9' | '+' | '-' | '.' if !scheme.is_empty() => scheme.push(character),
            _ => return None,
        }
    }
    None
}

/// Whether a link may lead there.
pub(crate) fn is_safe_link(url: &str) -> bool {
    scheme(url).is_none_or(|scheme| LINK_SCHEMES.contains(&scheme.as_str()))
}

/// Whether an image or another file may be loaded from there: the web, or image data in the URL itself,
/// which browsers draw without running what is in it.
pub fn is_safe_source(url: &str) -> bool {
    match scheme(url).as_deref() {
        None | Some("http" | "https") => true,
        Some("data") => {
            let data = url.trim_start_matches(|c| c <= ' ');
            data.get(..11).is_some_and(|start| start.eq_ignore_ascii_case("data:image/"))
        }
        Some(_) => false,
    }
}

/// `https://example.org` of a URL on the web; `None` for one inside the site.
pub(crate) fn origin(url: &str) -> Option<String> {
    let url = url.trim();
    let parsed =
        if url.starts_with("//") { Url::parse(&format!("https:{url}")) } else { Url::parse(url) }.ok()?;
    matches!(parsed.scheme(), "http" | "https").then(|| parsed.origin().ascii_serialization())
}
