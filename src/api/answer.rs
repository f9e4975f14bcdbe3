//! What an answer's status line and headers say of it.

/// Is this answer to a request for a page worth reading as one? Errors, downloads, and redirects to
/// another site are for the browser.
pub fn is_page(status: u16, content_type: Option<&str>, final_url: &str, site: &str) -> bool {
    status == 200 && final_url.starts_with(site) && media_type(content_type) == "text/html"
}

/// Is this answer the data file that was asked for? A host that answers everything with a page says so
/// by the type.
pub fn is_data(status: u16, content_type: Option<&str>) -> bool {
    status == 200 && media_type(content_type) != "text/html"
}

/// Is this status a missing file, and not a server in trouble?
pub fn is_gone(status: u16) -> bool {
    matches!(status, 200..500)
}

fn media_type(content_type: Option<&str>) -> String {
    let value = content_type.unwrap_or_default();
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Lower-case hexadecimal digits, as a release writes hashes.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let digit = |value: u8| DIGITS.get(usize::from(value & 15)).copied().unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
}

#[cfg(test)]
mod tests {
    use super::{hex, is_data, is_page};

    const SITE: &str = "https://example.org/blog/";
    const HERE: &str = "https://example.org/blog/posts/a/";

    #[test]
    fn only_a_good_html_answer_of_this_site_is_shown_in_the_app() {
        assert!(is_page(200, Some("text/html; charset=utf-8"), HERE, SITE));
        assert!(is_page(200, Some("Text/HTML"), HERE, SITE));
        assert!(!is_page(404, Some("text/html"), HERE, SITE));
        assert!(!is_page(500, Some("text/html"), HERE, SITE));
        assert!(!is_page(200, Some("application/pdf"), HERE, SITE));
        assert!(!is_page(200, None, HERE, SITE));
        assert!(!is_page(200, Some("text/html"), "https://login.example/", SITE));
        assert!(!is_page(200, Some("text/html"), "https://example.org/shop/", SITE));
    }

    #[test]
    fn a_page_in_place_of_a_data_file_is_not_data() {
        assert!(is_data(200, Some("application/json")));
        assert!(is_data(200, None));
        assert!(!is_data(200, Some("text/html; charset=utf-8")));
        assert!(!is_data(404, Some("application/json")));
    }

    #[test]
    fn hashes_are_written_as_in_the_release() {
        assert_eq!(hex(&[0x00, 0x0f, 0xa0, 0xff]), "000fa0ff");
    }
}
