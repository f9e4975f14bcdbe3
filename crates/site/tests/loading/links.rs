use crate::folder::Folder;
use offprint_site::Post;

const DRAWING: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"/>"#;

fn site(text: &str) -> Folder {
    Folder::new()
        .base_url("https://example.org/blog/")
        .file("content/posts/a/index.md", format!("+++\ntitle = 'A'\ndate = 2026-05-01\n+++\n{text}\n"))
        .file("content/posts/a/map.svg", DRAWING)
        .file("static/img/logo.svg", DRAWING)
        .page("posts/b.md", "title = 'B'\npath = '/2026/b'")
        .page("about.md", "title = 'About'")
        .page("notes/_index.md", "title = 'Notes'")
}

fn post(folder: &Folder) -> Post {
    folder.load().posts.into_iter().find(|post| post.summary.title == "A").expect("the post")
}

#[track_caller]
fn leads(written: &str, expected: &str) {
    let html = post(&site(&format!("[x]({written})"))).html;
    assert!(html.contains(&format!("href=\"{expected}\"")), "{written}: {html}");
}

#[test]
fn a_root_relative_link_gets_the_base_path() {
    leads("/about/", "/blog/about/");
    leads("/", "/blog/");
    leads("/about/?a=b#c", "/blog/about/?a=b#c");
}

#[test]
fn what_is_elsewhere_is_left_alone() {
    leads("https://example.com/a.md", "https://example.com/a.md");
    leads("#here", "#here");
    leads("mailto:a@example.org", "mailto:a@example.org");
}

#[test]
fn a_link_to_a_file_of_the_site_leads_to_its_page() {
    leads("../b.md", "/blog/2026/b/");
    leads("../b.md#part", "/blog/2026/b/#part");
    leads("../../about.md", "/blog/about/");
    leads("../../notes/_index.md", "/blog/notes/");
    leads("/posts/b.md", "/blog/2026/b/");
    leads("@/posts/b.md", "/blog/2026/b/");
    leads("map.svg", "/blog/posts/a/map.svg");
    leads("/img/logo.svg", "/blog/img/logo.svg");
}

#[test]
fn any_other_relative_link_starts_at_the_pages_address() {
    leads("../other/", "/blog/posts/other/");
    leads("./part", "/blog/posts/a/part");
    leads("../../../../x", "/blog/x");
}

#[test]
fn a_picture_has_its_address_and_its_size() {
    let html = post(&site("![Map](map.svg)\n\n![Logo](/img/logo.svg)\n\n![Logo](../../img/logo.svg)")).html;
    assert_eq!(html.matches("width=\"30\"").count(), 3, "{html}");
    assert_eq!(html.matches("height=\"20\"").count(), 3, "{html}");
    assert!(html.contains("src=\"/blog/posts/a/map.svg\""), "{html}");
    assert_eq!(html.matches("src=\"/blog/img/logo.svg\"").count(), 2, "{html}");
}

#[test]
fn a_picture_or_a_post_that_is_not_there_is_a_warning() {
    let site = site("![Map](gone.png)\n\n[B](c.md)");
    assert_eq!(
        site.warnings(),
        [
            "content/posts/a/index.md:5:8: `gone.png` is not there",
            "content/posts/a/index.md:7:5: `c.md` is not there",
        ]
    );
}

#[test]
fn a_remote_picture_is_let_in_by_its_host() {
    let post = post(&site("![x](https://pictures.example/a.png)"));
    assert_eq!(post.origins.media.into_iter().collect::<Vec<_>>(), ["https://pictures.example"]);
}

#[test]
fn a_remote_picture_can_be_kept_out() {
    let site = site("![x](https://pictures.example/a.png)").config("title = 'A'\n[images]\nremote = 'block'");
    assert_eq!(
        site.warnings(),
        ["content/posts/a/index.md: pictures from `https://pictures.example` will not be shown"]
    );
    assert!(post(&site).origins.media.is_empty());
}

#[test]
fn a_cover_that_is_not_there_is_a_warning() {
    let site = Folder::new().page("posts/a.md", "title = 'A'\ncover = 'gone.png'");
    assert_eq!(site.warnings(), ["content/posts/a.md:3:9: the cover `gone.png` is not there"]);
}
