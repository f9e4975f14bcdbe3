use super::markup::Markup;
use super::percent::{IN_FRAGMENT, UNRESERVED, encode};
use offprint_search::Hit;

/// Where a hit leads: the nearest heading, and the words around the best match as a text fragment.
pub fn address(base: &str, hit: &Hit) -> String {
    // What browsers skip or take for a slash could make another host of the path after the base.
    let path = hit.url.trim_start_matches(|c: char| c <= ' ' || matches!(c, '/' | '\\'));
    let mut address = [base, path].concat();
    if hit.place.is_some() || !hit.fragment.is_empty() {
        address.push('#');
    }
    if let Some(place) = &hit.place {
        encode(&mut address, &place.id, UNRESERVED);
    }
    if !hit.fragment.is_empty() {
        address.push_str(":~:text=");
        encode(&mut address, &hit.fragment, IN_FRAGMENT);
    }
    address
}

/// The hits as the search page lists them.
pub fn list(base: &str, hits: &[Hit]) -> String {
    let mut html = Markup::default();
    for hit in hits {
        html.tag("<li class=\"hit\"><h2 class=\"hit-title\"><a href=\"").text(&address(base, hit)).tag("\">");
        html.marked(&hit.title).tag("</a></h2>");
        about(
            &mut html,
            hit,
            ["<p class=\"hit-note\">", "<p class=\"hit-place\">", "<p class=\"hit-excerpt\">"],
            "</p>",
        );
        html.tag("</li>");
    }
    html.finish()
}

/// The hits as the palette's options.
pub fn options(base: &str, hits: &[Hit]) -> String {
    let mut html = Markup::default();
    for (number, hit) in hits.iter().enumerate() {
        html.tag("<li class=\"hit\" role=\"option\" aria-selected=\"false\" id=\"palette-").number(number);
        html.tag("\"><a tabindex=\"-1\" href=\"")
            .text(&address(base, hit))
            .tag("\"><span class=\"hit-title\">");
        html.marked(&hit.title).tag("</span>");
        let spans =
            ["<span class=\"hit-note\">", "<span class=\"hit-place\">", "<span class=\"hit-excerpt\">"];
        about(&mut html, hit, spans, "</span>");
        html.tag("</a></li>");
    }
    html.finish()
}

fn about(html: &mut Markup, hit: &Hit, [note, place, excerpt]: [&'static str; 3], end: &'static str) {
    if !hit.note.is_empty() {
        html.tag(note).text(&hit.note).tag(end);
    }
    if let Some(found) = hit.place.as_ref().filter(|place| !place.heading.is_empty()) {
        html.tag(place).text(&found.heading).tag(end);
    }
    if !hit.excerpt.text.is_empty() {
        html.tag(excerpt).marked(&hit.excerpt).tag(end);
    }
}

#[cfg(test)]
mod tests {
    use super::{Hit, address, list, options};
    use offprint_search::{Marked, Place};

    fn marked(text: &str, mark: std::ops::Range<usize>) -> Marked {
        Marked { text: text.to_owned(), marks: [mark].into() }
    }

    fn hit() -> Hit {
        Hit {
            document: 7,
            url: "posts/caf%C3%A9/".to_owned(),
            title: marked("Async <b>Rust</b>", 0..5),
            note: "1 May 2024".to_owned(),
            score: 1.0,
            excerpt: marked("an \"async\" runtime & more", 4..9),
            place: Some(Place { id: "why-async".to_owned(), heading: "Why async?".to_owned() }),
            fragment: "well-known, & co".to_owned(),
        }
    }

    #[test]
    fn a_hit_leads_to_its_heading_and_its_words() {
        let full = "/blog/posts/caf%C3%A9/#why-async:~:text=well%2Dknown%2C%20%26%20co";
        assert_eq!(address("/blog/", &hit()), full);
        assert_eq!(
            address("/", &Hit { place: None, ..hit() }),
            "/posts/caf%C3%A9/#:~:text=well%2Dknown%2C%20%26%20co"
        );
        let heading = Hit { fragment: String::new(), ..hit() };
        assert_eq!(address("/", &heading), "/posts/caf%C3%A9/#why-async");
        assert_eq!(address("/", &Hit { place: None, ..heading }), "/posts/caf%C3%A9/");
    }

    #[test]
    fn a_hit_never_leads_out_of_the_site() {
        for url in ["//evil.example", "\\\\evil.example", "/\t/evil.example", "\n/\\evil.example"] {
            let hit = Hit { url: url.to_owned(), place: None, fragment: String::new(), ..hit() };
            assert_eq!(address("/", &hit), "/evil.example", "{url:?}");
        }
        let script =
            Hit { url: "javascript:alert(1)".to_owned(), place: None, fragment: String::new(), ..hit() };
        assert_eq!(address("/", &script), "/javascript:alert(1)");
    }

    #[test]
    fn no_text_of_a_hit_is_markup() {
        let evil = "\"><img src=x onerror=alert(1)>'";
        let text = || marked(evil, 0..2);
        let hit = Hit {
            url: evil.to_owned(),
            title: text(),
            note: evil.to_owned(),
            excerpt: text(),
            place: Some(Place { id: evil.to_owned(), heading: evil.to_owned() }),
            fragment: evil.to_owned(),
            ..hit()
        };
        for html in [list("/", std::slice::from_ref(&hit)), options("/", std::slice::from_ref(&hit))] {
            assert!(!html.contains("<img"), "{html}");
            // Every quote belongs to this program's own attributes.
            let quotes = html.matches('"').count();
            assert_eq!(quotes, 2 * html.matches("=\"").count(), "{html}");
            assert!(!html.contains('\''), "{html}");
        }
    }

    #[test]
    fn the_list_reads_as_a_page_does() {
        let html = list("/", &[hit()]);
        assert!(html.starts_with(
            "<li class=\"hit\"><h2 class=\"hit-title\"><a href=\"/posts/caf%C3%A9/#why-async:~:text="
        ));
        assert!(html.contains(
            "\"><mark>Async</mark> &lt;b&gt;Rust&lt;/b&gt;</a></h2><p class=\"hit-note\">1 May 2024</p>"
        ));
        assert!(html.ends_with("<p class=\"hit-place\">Why async?</p><p class=\"hit-excerpt\">an &quot;<mark>async</mark>&quot; runtime &amp; more</p></li>"));
    }

    #[test]
    fn the_options_have_ids_in_their_order() {
        let html = options("/", &[hit(), hit()]);
        assert!(html.contains("id=\"palette-0\"") && html.contains("id=\"palette-1\""));
        assert!(!html.contains("<p"), "{html}");
    }
}
