use super::ConfigError;
use offprint_model::BasePath;

/// Where a site lives: the absolute address with a trailing slash (empty when only the path is known),
/// and its path.
pub(super) fn parse(text: &str) -> Result<(String, BasePath), ConfigError> {
    let text = text.trim();
    let bad = || ConfigError::BaseUrl(text.to_owned());
    if text.is_empty() || text.starts_with('/') && !text.starts_with("//") {
        return Ok((String::new(), BasePath::new(text).map_err(ConfigError::BasePath)?));
    }
    let (scheme, rest) = text.split_once("://").ok_or_else(bad)?;
    let scheme = scheme.to_ascii_lowercase();
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host_is_good = !host.is_empty()
        && !host.contains(|c: char| c.is_whitespace() || c.is_control() || "?#\\\"'<>@".contains(c));
    if !matches!(scheme.as_str(), "http" | "https") || !host_is_good {
        return Err(bad());
    }
    let base = BasePath::new(path).map_err(ConfigError::BasePath)?;
    Ok((format!("{scheme}://{}{base}", host.to_lowercase()), base))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_site_lives_at_a_host_or_below_a_path() {
        for (written, url, base) in [
            ("https://example.org", "https://example.org/", "/"),
            ("https://Example.org/blog", "https://example.org/blog/", "/blog/"),
            ("http://localhost:8080/a/b/", "http://localhost:8080/a/b/", "/a/b/"),
            ("/blog", "", "/blog/"),
            ("", "", "/"),
        ] {
            let (found_url, found_base) = parse(written).expect(written);
            assert_eq!((found_url.as_str(), found_base.as_str()), (url, base), "{written}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for written in
            ["example.org", "//example.org/", "ftp://example.org/", "https://", "https://a b/", "https://a?b"]
        {
            assert!(parse(written).is_err(), "{written}");
        }
        assert!(parse("https://example.org/a//b/").is_err());
    }
}
