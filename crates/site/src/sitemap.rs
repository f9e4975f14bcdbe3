//! `sitemap.xml` (sitemaps.org, protocol 0.9) and `robots.txt`.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io;

/// Addresses that one sitemap may hold.
pub(crate) const SIZE: usize = 50_000;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// An address of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Absolute.
    pub(crate) url: String,
    /// When what is there was last changed, RFC 3339.
    pub(crate) changed: Option<String>,
}

/// The sitemap's files by path: one, or as many as it takes with an index over them.
pub(crate) fn sitemaps(base_url: &str, places: &[Place]) -> io::Result<Vec<(String, Vec<u8>)>> {
    if places.len() <= SIZE {
        return Ok(vec![("sitemap.xml".to_owned(), document("urlset", "url", places)?)]);
    }
    let mut files = Vec::new();
    let mut index = Vec::new();
    for (number, places) in (1..).zip(places.chunks(SIZE)) {
        let path = format!("sitemap-{number}.xml");
        index.push(Place { url: format!("{base_url}{path}"), changed: None });
        files.push((path, document("urlset", "url", places)?));
    }
    files.push(("sitemap.xml".to_owned(), document("sitemapindex", "sitemap", &index)?));
    Ok(files)
}

/// `robots.txt`: everything may be read, and where the sitemap is.
pub(crate) fn robots(base_url: &str) -> String {
    let sitemap =
        if base_url.is_empty() { String::new() } else { format!("\nSitemap: {base_url}sitemap.xml\n") };
    format!("User-agent: *\nAllow: /\n{sitemap}")
}

fn document(root: &str, element: &str, places: &[Place]) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new(Vec::new());
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer.create_element(root).with_attribute(("xmlns", NAMESPACE)).write_inner_content(|writer| {
        for place in places {
            writer.create_element(element).write_inner_content(|writer| {
                writer.create_element("loc").write_text_content(BytesText::new(&place.url))?;
                if let Some(changed) = &place.changed {
                    writer.create_element("lastmod").write_text_content(BytesText::new(changed))?;
                }
                Ok(())
            })?;
        }
        Ok(())
    })?;
    let mut text = writer.into_inner();
    text.push(b'\n');
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::{Place, SIZE, robots, sitemaps};
    use quick_xml::Reader;
    use quick_xml::events::Event;

    fn elements(xml: &[u8], name: &str) -> usize {
        let mut reader = Reader::from_str(std::str::from_utf8(xml).expect("UTF-8"));
        let mut count = 0;
        loop {
            match reader.read_event().expect("well-formed") {
                Event::Start(start) if start.name().as_ref() == name => count += 1,
                Event::Eof => return count,
                _ => {}
            }
        }
    }

    fn places(count: usize) -> Vec<Place> {
        let place = |number| Place { url: format!("https://example.org/{number}/?a=1&b=2"), changed: None };
        (0..count).map(place).collect()
    }

    #[test]
    fn a_small_site_has_one_sitemap() {
        let files = sitemaps("https://example.org/", &places(3)).expect("written");
        assert_eq!(files.len(), 1);
        assert_eq!(elements(&files[0].1, "loc"), 3);
    }

    #[test]
    fn a_sitemap_is_split_at_fifty_thousand_addresses() {
        let files = sitemaps("https://example.org/", &places(SIZE + 1)).expect("written");
        let counts: Vec<_> = files.iter().map(|(path, xml)| (path.as_str(), elements(xml, "loc"))).collect();
        assert_eq!(counts, [("sitemap-1.xml", SIZE), ("sitemap-2.xml", 1), ("sitemap.xml", 2)]);
    }

    #[test]
    fn robots_are_told_where_the_sitemap_is() {
        assert_eq!(
            robots("https://example.org/blog/"),
            "User-agent: *\nAllow: /\n\nSitemap: https://example.org/blog/sitemap.xml\n"
        );
        assert_eq!(robots(""), "User-agent: *\nAllow: /\n");
    }
}
