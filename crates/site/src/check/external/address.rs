use url::{Host, Url};

/// Names that are nobody's site: of this machine, and for tests and examples (RFC 6761, RFC 2606 §3).
const RESERVED: [&str; 7] =
    ["localhost", "test", "example", "invalid", "example.com", "example.net", "example.org"];

/// An address of the web as a browser asks for it, without `#`; `None` where it is of another kind. One that no
/// browser understands is left as it is.
pub(in crate::check) fn web_address(address: &str) -> Option<String> {
    let address = address.trim();
    let whole = if address.starts_with("//") { format!("https:{address}") } else { address.to_owned() };
    let (scheme, rest) = whole.split_once(':')?;
    let is_web = ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    if !is_web || !rest.starts_with("//") {
        return None;
    }
    match Url::parse(&whole) {
        Ok(mut url) => {
            url.set_fragment(None);
            Some(url.into())
        }
        Err(_) => Some(whole.split('#').next().unwrap_or_default().to_owned()),
    }
}

/// The part of a page that an address leads to.
pub(super) fn fragment(address: &str) -> Option<&str> {
    address.split_once('#').map(|(_, part)| part).filter(|part| !part.is_empty())
}

/// The host of an address.
pub(super) fn host(url: &str) -> String {
    let host = Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned));
    host.unwrap_or_else(|| url.to_owned())
}

/// Whether there is no site that could be asked.
pub(super) fn is_reserved(url: &str) -> bool {
    let parsed = Url::parse(url);
    let Some(Host::Domain(domain)) = parsed.as_ref().ok().and_then(Url::host) else { return false };
    let domain = domain.trim_end_matches('.');
    RESERVED.iter().any(|name| {
        domain.strip_suffix(name).is_some_and(|before| before.is_empty() || before.ends_with('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::{fragment, host, is_reserved, web_address};

    #[test]
    fn an_address_is_asked_for_as_browsers_do() {
        let asked = |address| web_address(address).unwrap_or_default();
        assert_eq!(asked("HTTPS://Köln.de/a b?q=ü#part"), "https://xn--kln-sna.de/a%20b?q=%C3%BC");
        assert_eq!(asked("//rust-lang.org"), "https://rust-lang.org/");
        assert_eq!(asked("http://[wrong/#x"), "http://[wrong/");
        for other in ["mailto:a@b.org", "/a/", "#part", "http:a", "ftp://a.org/", "https"] {
            assert_eq!(web_address(other), None, "{other}");
        }
    }

    #[test]
    fn ports_are_of_one_host() {
        assert_eq!(host("http://a.org:8080/b"), host("https://a.org/c?d=//e"));
        assert_eq!(fragment("https://a.org/#b"), Some("b"));
        assert_eq!(fragment("https://a.org/#"), None);
    }

    #[test]
    fn what_is_nobodys_is_not_asked() {
        for url in
            ["http://localhost:3000/", "https://www.example.com/a", "http://a.test/", "http://example.org./"]
        {
            assert!(is_reserved(url), "{url}");
        }
        for url in ["https://myexample.com/", "http://127.0.0.1:1/", "https://example.de/", "http://[wrong/"]
        {
            assert!(!is_reserved(url), "{url}");
        }
    }
}
