//! What is let through of an author's HTML, and of addresses.

use offprint_markdown::{Document, Highlighter, ImageLink, Links, Options, RawHtml, render};

struct AsWritten;

impl Links for AsWritten {
    fn link(&self, _href: &str) -> Option<String> {
        None
    }

    fn image(&self, src: &str) -> ImageLink {
        ImageLink { src: src.to_owned(), size: None }
    }
}

fn document(body: &str, html: RawHtml) -> Document {
    render(body, &Options { html, ..Options::new(&AsWritten, &Highlighter::new()) })
}

fn sanitized(body: &str) -> String {
    document(body, RawHtml::Sanitize).html
}

fn warnings(body: &str, html: RawHtml) -> Vec<(String, String)> {
    let document = document(body, html);
    document.warnings.iter().map(|w| (w.message.clone(), body[w.span.clone()].to_owned())).collect()
}

#[test]
fn harmless_html_stays_and_may_hold_markdown() {
    assert_eq!(
        sanitized(
            "<details open class=\"more\"><summary>More</summary>\n\n**Inside**\n\n</details>\n\nPress <kbd>F1</kbd>.<br>\n"
        ),
        "<details open=\"\" class=\"more\"><summary>More</summary>\n<p><strong>Inside</strong></p>\n</details>\n<p>Press <kbd>F1</kbd>.<br></p>\n"
    );
    assert_eq!(
        sanitized("<progress value=\"3\" max=\"9\"></progress>\n"),
        "<p><progress value=\"3\" max=\"9\"></progress></p>\n"
    );
}

#[test]
fn scripts_handlers_and_styles_are_left_out() {
    let body = "a <b onclick=\"x()\" style=\"color:red\">b</b> <script>alert(1)</script>c\n\n\
        <style>p { color: red }</style>\n\n<svg><script>alert(2)</script></svg>\n\n<p id=\"boot\" tabindex=\"5\">d</p>\n";
    assert_eq!(sanitized(body), "<p>a <b>b</b> c</p>\n\n<p></p>\n<p>d</p>\n");
    assert_eq!(document(body, RawHtml::Sanitize).words, 4);
}

#[test]
fn a_task_box_is_written_the_same_way_in_every_build() {
    let html = sanitized("- [ ] a\n\n<b>x</b>\n");
    assert!(html.contains("<label><input type=\"checkbox\" disabled=\"\"> a</label>"), "{html}");
}

#[test]
fn what_we_write_ourselves_survives_beside_an_authors_html() {
    let body = "## Head\n\n- [x] done\n\n|a|\n|-:|\n|1|\n\n> [!NOTE]\n> N\n\nT[^1]\n\n```rust\nfn f() {}\n```\n\n![i](i.png)\n\n[^1]: F\n";
    let plain = sanitized(body).replace(" />", ">").replace(" disabled checked>", " disabled=\"\">");
    let mixed = sanitized(&format!("{body}\n<b>x</b>\n")).replace(" checked=\"\"", "");
    let (before, _) = plain.split_once("<section").unwrap();
    assert!(mixed.starts_with(before), "{mixed}");
    assert!(mixed.contains("role=\"doc-backlink\" aria-label=\"Back to the text\">↩"));
}

#[test]
fn addresses_that_run_or_read_are_left_out() {
    for address in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#10;script:alert(1)",
        "&#1;javascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
    ] {
        for body in [
            format!("[x](<{address}>)"),
            format!("<a href=\"{address}\">x</a>"),
            format!("![x](<{address}>)"),
            format!("<img src=\"{address}\" alt=\"\">"),
        ] {
            let html = sanitized(&body);
            assert!(!html.contains("href") && !html.contains("src"), "{body} gave {html}");
        }
    }
    assert_eq!(sanitized("![dot](data:image/png;base64,AAAA)").matches("data:image/png").count(), 1);
    assert_eq!(
        warnings("See [it](javascript:alert(1)).", RawHtml::Trust),
        [(
            "`javascript:alert(1)` is left out: a page does not lead to `javascript:` addresses".to_owned(),
            "[it](javascript:alert(1))".to_owned()
        )]
    );
}

#[test]
fn a_frame_becomes_a_link_that_loads_nothing() {
    let body = "<iframe src=\"https://video.example.org/embed/1\" title=\"A talk\"></iframe>\n";
    let document = document(body, RawHtml::Sanitize);
    assert_eq!(document.html, "<a class=\"embed\" href=\"https://video.example.org/embed/1\">A talk</a>\n");
    assert!(document.frame_hosts.is_empty());
    assert_eq!(document.warnings[0].message, "the frame from `video.example.org` is shown as a link");
}

#[test]
fn what_is_left_out_is_told_with_its_place() {
    let body = "Use Vec<T> here.\n\n<form action=\"/x\">\n<button style=\"x\">Go</button></form>\n";
    let told = warnings(body, RawHtml::Sanitize);
    let told: Vec<_> = told.iter().map(|(message, place)| (message.as_str(), place.as_str())).collect();
    assert_eq!(
        told,
        [
            ("`<t>` reads as an HTML element that does not exist, and is left out", "<T>"),
            ("the HTML element `<form>` is left out", "<form action=\"/x\">"),
            ("inline styles are left out", "<button style=\"x\">"),
            ("the HTML element `<button>` is left out", "<button style=\"x\">"),
        ]
    );
}

#[test]
fn trusted_html_stays_but_cannot_close_the_page_around_it() {
    let document = document(
        "<form action=\"/x\"><input type=\"text\" name=\"q\">\n\n</div></main>\n\n*a*\n\n<script src=\"/own.js\"></script>\n\n<iframe src=\"https://video.example.org/1\"></iframe>\n",
        RawHtml::Trust,
    );
    assert_eq!(
        document.html,
        "<form action=\"/x\"><input type=\"text\" name=\"q\">\n\n<p><em>a</em></p>\n<script src=\"/own.js\"></script>\n\
         <iframe src=\"https://video.example.org/1\"></iframe>\n</form>"
    );
    assert_eq!(document.frame_hosts.into_iter().collect::<Vec<_>>(), ["https://video.example.org"]);
}

#[test]
fn trusted_html_that_a_browser_will_block_is_told() {
    let body = "<script>x()</script>\n\n<b onclick=\"x()\">b</b>\n";
    let told = warnings(body, RawHtml::Trust);
    let told: Vec<_> = told.iter().map(|(message, place)| (message.as_str(), place.as_str())).collect();
    assert_eq!(
        told,
        [
            (
                "browsers will not apply this script: pages take scripts and styles from files alone",
                "<script>"
            ),
            (
                "browsers will not apply the event handler `onclick`: pages take scripts and styles from files alone",
                "<b onclick=\"x()\">"
            ),
        ]
    );
}

#[test]
fn what_stands_in_html_is_read_and_counted() {
    let document = document(
        "<div><p>One two.</p><p>Three.</p></div>\n\n<table><tr><td>cell</td></tr></table>\n\nFour.\n",
        RawHtml::Sanitize,
    );
    assert_eq!(document.text, "One two.\nThree.\nFour.");
    assert_eq!(document.words, 5);
}
