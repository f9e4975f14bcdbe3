use super::{Rules, to_html, to_offprint};

fn rules() -> Rules<'static> {
    Rules {
        gfm: true,
        hard_wrap: false,
        auto_ids: true,
        has_math: false,
        base_path: "/blog".to_owned(),
        relative_links: &|link| link.strip_suffix(".md").map(|name| format!("/{name}/")),
    }
}

#[track_caller]
fn becomes(source: &str, text: &str) -> Vec<String> {
    let translated = to_offprint(source, &rules());
    assert_eq!(translated.text.trim_end_matches('\n'), text, "{source}");
    translated.notes.into_iter().map(|note| note.message).collect()
}

#[test]
fn a_heading_keeps_its_id_where_offprint_would_make_another() {
    becomes("## Plain text\n", "## Plain text");
    becomes("## What's new in 4.0?\n", "## What's new in 4.0? {#whats-new-in-40}");
    becomes("## C++ notes ##\n", "## C++ notes {#c-notes}");
    becomes("## Own {#mine}\n", "## Own {#mine}");
    becomes("## Own\n{: #mine .big}\n", "## Own {#mine .big}");
    becomes("{: .no_toc}\n## Own\n", "## Own");
    becomes("## Same\n\n## Same\n", "## Same\n\n## Same");
    becomes("Title one\n=========\n", "# Title one");
    becomes("Title\n-----\ntext\n", "## Title\ntext");
    becomes("two\nlines\n---\n", "two\nlines\n\\---");
    becomes("#no heading\n", "#no heading");
}

#[test]
fn attributes_of_blocks_become_alerts_or_are_reported() {
    becomes("Mind this.\nAnd that.\n{: .note .info}\n", "> [!NOTE]\n> Mind this.\n> And that.");
    becomes("> Mind this.\n{: .notice--warning}\n", "> [!WARNING]\n> Mind this.");
    becomes("Text.\n{: #here}\n", "<a id=\"here\"></a>\n\nText.");
    let notes = becomes("Text.\n{: .fancy}\n", "Text.");
    assert_eq!(notes, ["`{: .fancy}` on a block is left out"]);
    becomes("{:box: .warning}\nText.\n{:box}\n", "> [!WARNING]\n> Text.");
    let notes = becomes("* {:.done} one\n* two\n", "* one\n* two");
    assert_eq!(notes.len(), 1);
}

#[test]
fn attributes_within_lines_go_and_are_reported() {
    let notes = becomes("[a](b){:target=\"_blank\"} text", "[a](b) text");
    assert!(notes.is_empty());
    let notes = becomes("![a](b.png){: width=\"300\" .left}", "![a](b.png)");
    assert_eq!(notes, ["`{: .left width=\"300\"}` on a picture is left out"]);
    becomes("`code`{:.language-ruby} and *em*{: .x}.", "`code` and *em*.");
    becomes("text {: .not} here", "text {: .not} here");
    becomes("`{: .in code}`", "`{: .in code}`");
}

#[test]
fn contents_are_taken_out() {
    let notes = becomes("# A\n\n* TOC\n{:toc}\n\ntext\n", "# A\n\ntext");
    assert_eq!(notes.len(), 1);
    becomes("1. This is replaced\n{:toc .max}\n\ntext", "text");
}

#[test]
fn extensions_are_read() {
    becomes("a\n\n{::comment}\nno\n{:/comment}\n\nb", "a\n\nb");
    becomes("a {::comment}no{:/} b", "a  b");
    becomes("{::nomarkdown}\n<b>*x*</b>\n{:/nomarkdown}", "<b>*x*</b>");
    let notes = becomes("{::options toc_levels=\"1\" /}\n\na", "a");
    assert_eq!(notes.len(), 1);
}

#[test]
fn abbreviations_become_elements() {
    becomes(
        "HTML in `HTML`, [HTML](HTML) and XHTML.\n\n*[HTML]: Hypertext \"Markup\"\n",
        "<abbr title=\"Hypertext &quot;Markup&quot;\">HTML</abbr> in `HTML`, \
         [<abbr title=\"Hypertext &quot;Markup&quot;\">HTML</abbr>](HTML) and XHTML.",
    );
}

#[test]
fn math_keeps_its_two_forms() {
    becomes("so $$ a^2 $$ is", "so $a^2$ is");
    becomes("text\n\n$$\na\n\nb\n$$\n\ntext", "text\n\n$$\na\nb\n$$\n\ntext");
    becomes("$$a$$\n", "$$\na\n$$");
    becomes("costs $5 or $6", "costs \\$5 or \\$6");
    let with_script = Rules { has_math: true, ..rules() };
    assert_eq!(to_offprint("so $a$ and \\\\(b\\\\)", &with_script).text, "so $a$ and $b$\n");
}

#[test]
fn html_is_one_block_up_to_its_closing_tag() {
    becomes(
        "<div>\n\n    <p>a</p>\n\n  <p>b</p>\n</div>\n*text*",
        "<div>\n<p>a</p>\n<p>b</p>\n</div>\n\n*text*",
    );
    becomes("<pre>\na\n\n  b\n</pre>", "<pre>\na\n&#10;  b\n</pre>");
    becomes("<p><a href=\"/blog/x\">x</a></p>", "<p><a href=\"/x\">x</a></p>");
    becomes(
        "<div class=\"n\" markdown=\"1\">\n  *a* [b](c.md)\n</div>",
        "<div class=\"n\">\n<p><em>a</em> <a href=\"/c/\">b</a></p>\n</div>",
    );
    becomes(
        "<div>\n  <h5 markdown=\"1\">`a`</h5>\n  <p markdown=\"1\">b *c*\n  </p>\n</div>",
        "<div>\n<h5><code>a</code></h5>\n<p>b <em>c</em></p>\n</div>",
    );
    becomes(
        "<div class=\"video\"><iframe width=\"1\" src=\"https://www.youtube.com/embed/abc-1?rel=0\" title=\"T\"></iframe></div>",
        "::youtube{id=\"abc-1\" title=\"T\"}",
    );
}

#[test]
fn a_figure_of_one_picture_is_markdowns() {
    becomes(
        "<figure class=\"x\">\n  <img src=\"/blog/a.png\" alt=\"A [cat]\">\n\n  <figcaption>A \"cat\"\n  here</figcaption>\n</figure>",
        "![A cat](/a.png \"A &quot;cat&quot; here\")",
    );
    becomes("<figure><img src=\"/a.png\"></figure>", "![](/a.png)");
    let linked = "<figure>\n<a href=\"/b\"><img src=\"/a.png\"></a>\n</figure>";
    becomes(linked, linked);
    let marked = "<figure><img src=\"/a.png\"><figcaption><em>A</em></figcaption></figure>";
    becomes(marked, marked);
}

#[test]
fn code_is_left_alone() {
    becomes(
        "~~~ ruby\n{: .a}\n$x [a](/blog/b)\n\n\n# no\n~~~\n",
        "~~~ruby\n{: .a}\n$x [a](/blog/b)\n\n\n# no\n~~~",
    );
    becomes("```ruby?line_numbers=false\na\n```", "```ruby\na\n```");
    becomes("```\na\n```\n{: .language-js}", "```js\na\n```");
    becomes("    a $b\n{: .language-js}", "~~~js\na $b\n~~~");
    becomes("text\n\n    a $b {: .c}\n\ntext", "text\n\n    a $b {: .c}\n\ntext");
}

#[test]
fn links_and_escapes_are_commonmarks() {
    becomes("[a](/blog/b) [c](/blogs/d) [e](f.md#g)", "[a](/b) [c](/blogs/d) [e](f.md#g)");
    becomes("[a](/a b \"T\")", "[a](</a b> \"T\")");
    becomes("[text] [x]\n\n[X]: /blog/y 'T'", "[text][x]\n\n[X]: /y 'T'");
    becomes("a \\@b \\*c\\* d\\\\\ne", "a \\\\@b \\*c\\* d\\\ne");
    let hard = Rules { hard_wrap: true, ..rules() };
    assert_eq!(to_offprint("a\nb\n\nc", &hard).text, "a  \nb\n\nc\n");
}

#[test]
fn tables_need_no_head() {
    becomes("| a | b |\n| c | d |\n", "|  |  |\n| --- | --- |\n| a | b |\n| c | d |");
}

#[test]
fn the_old_page_is_made_without_attributes() {
    let html = to_html("# A b\n{: .x}\n\n* TOC\n{:toc}\n\n[a](b){:target=\"_blank\"}\n\nT\n: D\n", &rules());
    assert_eq!(html, "<h1>A b</h1>\n<p><a href=\"b\">a</a></p>\n<dl>\n<dt>T</dt>\n<dd>D</dd>\n</dl>\n");
}

#[test]
fn nothing_is_too_broken_to_be_translated() {
    for source in [
        "{:",
        "{::",
        "](",
        "![",
        "$$",
        "`",
        "<",
        "<div markdown=",
        "<div markdown=1",
        "|",
        "#",
        "{:a",
        "*[",
        "[^",
        "\\",
        "~~~",
        "- {:",
    ] {
        to_offprint(source, &rules());
        to_html(&source.repeat(200), &rules());
    }
}

#[test]
fn a_text_that_is_made_to_be_slow_is_not() {
    for source in ["[a](", "{: .a}\n", "<!-- a\n", "{::comment}\na\n", "`a ", "![a", "<div>\n"] {
        to_offprint(&source.repeat(2_000), &rules());
    }
}
