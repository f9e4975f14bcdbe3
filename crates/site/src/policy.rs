//! The content security policy: nothing but the site's own files, and exactly the hosts that a page's
//! content asks for.

mod theme;

pub(crate) use theme::blocked;

use crate::Origins;
use std::collections::BTreeSet;

/// The longest policy written into `_headers`; hosts cut a longer line, or refuse the file (2,000
/// characters a line on one of them).
const HEADER_LENGTH: usize = 1900;

/// What a page may load from other hosts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Policy {
    media: BTreeSet<String>,
    frames: BTreeSet<String>,
}

impl Policy {
    /// The policy of a page with content that needs these hosts.
    pub(crate) fn of(origins: &Origins) -> Self {
        let mut policy = Self::default();
        policy.add(origins);
        policy
    }

    /// Lets in what some content needs besides.
    pub(crate) fn add(&mut self, origins: &Origins) {
        self.media.extend(origins.media.iter().filter(|origin| is_origin(origin)).cloned());
        self.frames.extend(origins.frames.iter().filter(|origin| is_origin(origin)).cloned());
    }

    /// As `<meta http-equiv>` holds it: without `frame-ancestors`, which browsers ignore there.
    pub(crate) fn meta(&self) -> String {
        let media: String = self.media.iter().map(|origin| format!(" {origin}")).collect();
        let frames: Vec<&str> = self.frames.iter().map(String::as_str).collect();
        self.written(&media, &frames.join(" "))
    }

    /// As a header holds it, for a whole site: every page's own policy is enforced beside it, so that a
    /// line grown too long may name schemes in place of hosts.
    pub(crate) fn header(&self) -> String {
        let header = format!("{}; frame-ancestors 'none'", self.meta());
        if header.len() <= HEADER_LENGTH {
            return header;
        }
        let frames = if self.frames.is_empty() { "" } else { "https:" };
        format!("{}; frame-ancestors 'none'", self.written(" https: http:", frames))
    }

    fn written(&self, media: &str, frames: &str) -> String {
        let frames = if frames.is_empty() { String::new() } else { format!("; frame-src {frames}") };
        format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
             img-src 'self' data:{media}; media-src 'self'{media}; font-src 'self'; manifest-src 'self'; \
             worker-src 'self'; base-uri 'none'; form-action 'self'{frames}"
        )
    }
}

/// The policy of a page that only sends its reader on: it loads nothing.
pub(crate) const REDIRECT: &str = "default-src 'none'; base-uri 'none'; form-action 'none'";

/// Whether a text can stand in a policy without changing the rest of it.
fn is_origin(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']' | '_');
    host.is_some_and(|host| !host.is_empty() && host.chars().all(allowed))
}

#[cfg(test)]
mod tests {
    use super::Policy;
    use crate::Origins;

    fn origins(media: &[&str], frames: &[&str]) -> Origins {
        let set = |hosts: &[&str]| hosts.iter().map(|host| (*host).to_owned()).collect();
        Origins { media: set(media), frames: set(frames) }
    }

    #[test]
    fn a_page_without_foreign_content_loads_from_its_own_site_alone() {
        let meta = Policy::default().meta();
        assert!(!meta.contains("http"), "{meta}");
        assert!(!meta.contains("frame-src"), "{meta}");
        assert!(!meta.contains("frame-ancestors"), "{meta}");
        assert!(Policy::default().header().ends_with("; frame-ancestors 'none'"));
    }

    #[test]
    fn a_remote_image_adds_exactly_its_host() {
        let meta = Policy::of(&origins(&["https://images.example"], &["https://video.example"])).meta();
        assert!(meta.contains("img-src 'self' data: https://images.example; "), "{meta}");
        assert!(meta.contains("media-src 'self' https://images.example; "), "{meta}");
        assert!(meta.ends_with("; frame-src https://video.example"), "{meta}");
    }

    #[test]
    fn no_content_can_write_into_the_policy() {
        let odd = ["https://a.example; script-src *", "https://b.example 'unsafe-inline'", "*", "https://"];
        assert_eq!(Policy::of(&origins(&odd, &odd)), Policy::default());
    }

    #[test]
    fn a_header_names_schemes_once_hosts_are_too_many() {
        let many: Vec<String> = (0..100).map(|n| format!("https://host-{n}.example")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let policy = Policy::of(&origins(&many, &[]));
        assert!(policy.header().len() < 600);
        assert!(policy.meta().contains("https://host-99.example"));
    }
}
