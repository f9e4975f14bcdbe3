use crate::fixture::Folder;

/// The policy of a page; it must be the first thing in its head that a policy could hold for.
fn policy(html: &str) -> &str {
    let start = "<meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"";
    html.split_once(start).expect("a policy").1.split('"').next().expect("its end")
}

#[test]
fn a_page_with_a_remote_picture_lets_in_exactly_its_host() {
    let folder = Folder::small();
    folder.post("third", "2026-03-03", "", "![A cat](https://cats.example/cat.png)");
    folder.build();
    let (with, without) = (folder.output("posts/third/index.html"), folder.output("posts/first/index.html"));
    let (with, without) = (policy(&with), policy(&without));
    assert!(!without.contains("http"), "{without}");
    assert!(with.contains("img-src 'self' data: https://cats.example;"), "{with}");
    assert_eq!(with.replace(" https://cats.example", ""), without);

    let headers = folder.output("_headers");
    let union = headers.lines().find(|line| line.contains("Content-Security-Policy")).expect("a policy");
    assert!(union.contains("https://cats.example"), "{union}");
    assert!(union.ends_with("frame-ancestors 'none'"), "{union}");
    assert!(!policy(&folder.output("index.html")).contains("http"));
}

#[test]
fn nothing_in_any_page_is_inline() {
    let folder = Folder::small();
    folder.post(
        "third",
        "2026-03-03",
        "",
        "| a |\n|:-:|\n| b |\n\n<p style=\"color: red\" onclick=\"x()\">Red</p>\n",
    );
    folder.build();
    for (path, bytes) in folder.tree() {
        let html = String::from_utf8_lossy(&bytes);
        if path.ends_with(".html") {
            let scripts = html.matches("<script").count();
            let known =
                html.matches("<script type=\"application/json\"").count() + html.matches("src=\"").count();
            assert!(scripts <= known, "{path}");
            for inline in [" style=", "<style", " onclick="] {
                assert!(!html.contains(inline), "{path} has {inline}");
            }
        }
    }
}
