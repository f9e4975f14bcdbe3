use crate::fixture::Folder;

/// The policy of a page.
fn policy(html: &str) -> &str {
    let start = "http-equiv=\"Content-Security-Policy\" content=\"";
    html.split_once(start).expect("a policy").1.split('"').next().expect("its end")
}

#[test]
fn a_page_with_a_video_lets_in_exactly_its_frame() {
    let folder = Folder::small();
    folder.post("third", "2026-03-03", "", "::youtube{id=dQw4w9WgXcQ title=\"A song\"}\n");
    folder.build();
    let (with, without) = (folder.output("posts/third/index.html"), folder.output("posts/first/index.html"));
    assert!(policy(&with).ends_with("; frame-src https://www.youtube-nocookie.com"), "{}", policy(&with));
    assert!(!policy(&without).contains("frame-src"));
    assert!(with.contains("<a href=\"https://www.youtube.com/watch?v=dQw4w9WgXcQ\">A song</a>"));
    for file in ["posts/third/index.html", "feed.xml"] {
        assert!(!folder.output(file).contains("<iframe"), "{file}");
    }
}

#[test]
fn a_snippet_of_the_theme_is_a_directive() {
    let folder = Folder::small();
    folder.write(
        "theme/snippets/pull-quote.html",
        "<blockquote class=\"pull\">{{ body }}<p>{{ who }}</p></blockquote>",
    );
    folder.write(
        "theme/snippets/map.html",
        "<iframe src=\"https://maps.example/{{ place }}\" title=\"{{ place }}\"></iframe>",
    );
    folder.post(
        "third",
        "2026-03-03",
        "",
        ":::pull-quote{who=\"Ada & Co\"}\nThe *engine*.\n:::\n\n::map{place=london}\n",
    );
    let report = folder.build();
    assert!(report.warnings.is_empty(), "{:?}", report.warnings);
    let html = folder.output("posts/third/index.html");
    let quote = "<blockquote class=\"pull\">\n<p>The <em>engine</em>.</p>\n<p>Ada &amp; Co</p></blockquote>";
    assert!(html.contains(quote), "{html}");
    assert!(policy(&html).ends_with("; frame-src https://maps.example"), "{}", policy(&html));
}

#[test]
fn a_diagram_is_two_pictures_of_the_release() {
    let folder = Folder::small();
    let flow = "```mermaid\nflowchart LR\n  accTitle: How it goes\n  A[Write] --> B[Read]\n```\n";
    folder.post("third", "2026-03-03", "", flow);
    folder.post(
        "fourth",
        "2026-03-04",
        "",
        &format!("> Again\n\n{flow}\n```mermaid\nflowchart TD\n  A[[[-->\n```\n"),
    );
    let warnings = folder.build().warnings;
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert_eq!(warnings[0].path, "content/posts/fourth.md");
    assert_eq!(warnings[0].position(), Some((16, 3)));
    assert!(warnings[0].message.starts_with("this diagram is shown as text: "), "{}", warnings[0].message);

    let pictures: Vec<String> =
        folder.tree().into_keys().filter(|path| path.starts_with("assets/diagram.")).collect();
    assert_eq!(pictures.len(), 2, "{pictures:?}");
    let html = folder.output("posts/third/index.html");
    for picture in &pictures {
        assert!(html.contains(&format!("src=\"/{picture}\" alt=\"How it goes\" width=\"")), "{html}");
        assert!(folder.output(picture).contains("Write"));
    }
    assert!(
        html.contains("<summary>The diagram as text</summary>") && html.contains("A[Write] --&gt; B[Read]")
    );
    assert!(
        folder
            .output("_headers")
            .contains("/assets/diagram.*\n  Cache-Control: public, max-age=31536000, immutable")
    );
    let before = folder.tree();
    folder.build();
    assert_eq!(folder.tree(), before);
}

#[test]
fn what_is_wrong_in_a_snippet_or_at_its_use_has_file_and_line() {
    let folder = Folder::small();
    folder.write("theme/snippets/box.html", "<div>\n  <b {{ x }}>x</b>\n</div>\n");
    let errors = folder.errors();
    assert_eq!(errors, ["theme/snippets/box.html: `x` stands in a tag, outside the quotes of a value"]);

    folder.write("theme/snippets/box.html", "<b style=\"color:red\">{{ x }}</b>\n");
    folder.write("theme/snippets/note.html", "<b>{{ x }}</b>\n");
    folder.post("third", "2026-03-03", "", "Text\n\n::box\n");
    let warnings = folder.build().warnings;
    let warnings: Vec<_> = warnings
        .iter()
        .map(|warning| {
            let place =
                warning.position().map_or_else(String::new, |(line, column)| format!(":{line}:{column}"));
            format!("{}{place}: {}", warning.path, warning.message)
        })
        .collect();
    assert_eq!(
        warnings,
        [
            "content/posts/third.md:8:3: the snippet `box` needs the parameter `x`",
            "theme/snippets/note.html: `note` is a directive of Offprint's own, which goes before this snippet",
            "theme/snippets/box.html:1:1: the site's policy lets no style count that stands in the page",
        ]
    );
}
