//! What becomes of a Markdown body.

use offprint_markdown::{Document, Highlighter, ImageLink, Links, Options, render};

/// A site under `/blog/` that knows the size of every image of its own.
struct Blog;

impl Links for Blog {
    fn link(&self, href: &str) -> Option<String> {
        href.strip_prefix('/').map(|path| format!("/blog/{path}"))
    }

    fn image(&self, src: &str) -> ImageLink {
        let own = !src.contains("//");
        ImageLink {
            src: self.link(src).filter(|_| own).unwrap_or_else(|| src.to_owned()),
            size: own.then_some((640, 480)),
        }
    }
}

fn document(body: &str) -> Document {
    render(body, &Options::new(&Blog, &Highlighter::new()))
}

fn html(body: &str) -> String {
    document(body).html
}

#[test]
fn headings_lead_to_themselves_and_make_the_contents() {
    let document = document(
        "## What's *new*?\n\n### `let` chains\n\n##### Deep\n\n## What's new? {.wide}\n\n## Own {#mine}\n",
    );
    assert_eq!(
        document.html,
        "<h2 id=\"whats-new\">What's <em>new</em>?<a class=\"anchor\" href=\"#whats-new\" aria-label=\"Link to this section\">#</a></h2>\n\
         <h3 id=\"let-chains\"><code>let</code> chains<a class=\"anchor\" href=\"#let-chains\" aria-label=\"Link to this section\">#</a></h3>\n\
         <h5 id=\"deep\">Deep</h5>\n\
         <h2 id=\"whats-new-1\" class=\"wide\">What's new?<a class=\"anchor\" href=\"#whats-new-1\" aria-label=\"Link to this section\">#</a></h2>\n\
         <h2 id=\"mine\">Own<a class=\"anchor\" href=\"#mine\" aria-label=\"Link to this section\">#</a></h2>\n"
    );
    let contents: Vec<_> =
        document.headings.iter().map(|h| (h.level, h.id.as_str(), h.text.as_str())).collect();
    assert_eq!(
        contents,
        [
            (2, "whats-new", "What's new?"),
            (3, "let-chains", "let chains"),
            (5, "deep", "Deep"),
            (2, "whats-new-1", "What's new?"),
            (2, "mine", "Own"),
        ]
    );
}

#[test]
fn a_page_has_one_title_whatever_its_body_begins_with() {
    let document = document("# One\n\n## Two\n\n###### Six\n");
    let levels: Vec<_> = document.headings.iter().map(|heading| heading.level).collect();
    assert_eq!(levels, [2, 3, 6]);
    assert!(!document.html.contains("<h1"));
}

#[test]
fn a_heading_does_not_take_the_id_of_a_part_of_the_page() {
    let document = document("## Boot\n\n## Main\n\n## Body {#app}\n");
    let ids: Vec<_> = document.headings.iter().map(|heading| heading.id.as_str()).collect();
    assert_eq!(ids, ["boot-1", "main-1", "app-1"]);
}

#[test]
fn headings_in_any_script_have_ids() {
    let document = document("## 日本語 入門\n\n## 🦀\n\n## \n");
    let ids: Vec<_> = document.headings.iter().map(|heading| heading.id.as_str()).collect();
    assert_eq!(ids, ["日本語-入門", "1f980", "section"]);
    assert!(document.html.contains("href=\"#%E6%97%A5%E6%9C%AC%E8%AA%9E-%E5%85%A5%E9%96%80\""));
}

#[test]
fn tables_scroll_and_align_by_class() {
    assert_eq!(
        html("|a|b|c|d|\n|-|:-|:-:|-:|\n|1|2|3|`4`|\n"),
        "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table>\n\
         <thead><tr><th>a</th><th class=\"align-left\">b</th><th class=\"align-center\">c</th><th class=\"align-right\">d</th></tr></thead>\n\
         <tbody>\n\
         <tr><td>1</td><td class=\"align-left\">2</td><td class=\"align-center\">3</td><td class=\"align-right\"><code>4</code></td></tr>\n\
         </tbody></table></div>\n"
    );
}

#[test]
fn tasks_are_boxes_with_labels() {
    assert_eq!(
        html("- [ ] open *task*\n- [x] done\n  - more\n- plain\n"),
        "<ul>\n\
         <li class=\"task\"><label><input type=\"checkbox\" disabled /> open <em>task</em></label></li>\n\
         <li class=\"task\"><label><input type=\"checkbox\" disabled checked /> done</label><ul>\n<li>more</li>\n</ul>\n</li>\n\
         <li>plain</li>\n</ul>\n"
    );
    assert_eq!(
        html("- [x] done\n\n  More.\n"),
        "<ul>\n<li class=\"task\"><p><label><input type=\"checkbox\" disabled checked /> done</label></p>\n<p>More.</p>\n</li>\n</ul>\n"
    );
}

#[test]
fn footnotes_are_numbered_as_they_are_referred_to_and_lead_back() {
    assert_eq!(
        html(
            "Two[^b] and one[^a], two again[^b].\n\n[^a]: First\n    note.\n[^b]: Second.\n[^c]: Nobody asks.\n"
        ),
        "<p>Two<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\" role=\"doc-noteref\" aria-label=\"Footnote 1\">1</a></sup> \
         and one<sup class=\"footnote-ref\"><a href=\"#fn-2\" id=\"fnref-2\" role=\"doc-noteref\" aria-label=\"Footnote 2\">2</a></sup>, \
         two again<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1-1\" role=\"doc-noteref\" aria-label=\"Footnote 1\">1</a></sup>.</p>\n\
         <section class=\"footnotes\" aria-label=\"Footnotes\"><ol>\n\
         <li id=\"fn-1\"><p>Second. \
         <a class=\"footnote-back\" href=\"#fnref-1\" role=\"doc-backlink\" aria-label=\"Back to the text\">↩\u{fe0e}</a> \
         <a class=\"footnote-back\" href=\"#fnref-1-1\" role=\"doc-backlink\" aria-label=\"Back to the text\">↩\u{fe0e}</a></p></li>\n\
         <li id=\"fn-2\"><p>First\nnote. \
         <a class=\"footnote-back\" href=\"#fnref-2\" role=\"doc-backlink\" aria-label=\"Back to the text\">↩\u{fe0e}</a></p></li>\n\
         </ol></section>\n"
    );
}

#[test]
fn alerts_and_quotes_look_different() {
    assert_eq!(
        html("> [!TIP]\n> Try *it*.\n\n> Quoted.\n"),
        "<aside class=\"alert alert-tip\" role=\"note\"><p class=\"alert-title\">Tip</p>\n<p>Try <em>it</em>.</p>\n</aside>\n\
         <blockquote>\n<p>Quoted.</p>\n</blockquote>\n"
    );
}

#[test]
fn links_and_images_lead_under_the_base_path_and_images_have_sizes() {
    assert_eq!(
        html(
            "[a](/posts/a/ \"A\") [b](b/) [c](https://example.org) [d](#part) <me@example.org>\n\n![A *fine* crab](/crab.png \"Crab\")\n"
        ),
        "<p><a href=\"/blog/posts/a/\" title=\"A\">a</a> <a href=\"b/\">b</a> <a href=\"https://example.org\">c</a> \
         <a href=\"#part\">d</a> <a href=\"mailto:me@example.org\">me@example.org</a></p>\n\
         <figure><img src=\"/blog/crab.png\" alt=\"A fine crab\" width=\"640\" height=\"480\" loading=\"lazy\" decoding=\"async\" />\
         <figcaption>Crab</figcaption></figure>\n"
    );
}

#[test]
fn an_image_with_a_title_is_a_figure_where_it_stands_alone() {
    let figures = |body: &str| html(body).matches("<figure>").count();
    assert!(
        html("![A](a.png \"One & \\\"two\\\" <b>\")\n").ends_with(
            " decoding=\"async\" /><figcaption>One &amp; \"two\" &lt;b&gt;</figcaption></figure>\n"
        )
    );
    assert_eq!(figures("> ![A](a.png \"One\")\n\n- x\n\n  ![B](b.png \"Two\")\n"), 2);
    for beside in
        ["![A](a.png)", "![A](a.png \"One\") and words", "Words ![A](a.png \"One\")", "- ![A](a.png \"One\")"]
    {
        assert_eq!(figures(beside), 0, "{beside}");
    }
    assert!(html("Words ![A](a.png \"One\")").contains(" title=\"One\""));
}

#[test]
fn a_picture_without_words_is_a_warning() {
    let warnings = |body: &str| {
        let found = document(body).warnings;
        found.into_iter().map(|warning| (warning.message, body[warning.span].to_owned())).collect::<Vec<_>>()
    };
    let message = |name: &str| format!("the picture `{name}` has no words for readers who don't see it");
    assert_eq!(warnings("A ![](a.png) b"), [(message("a.png"), "![](a.png)".to_owned())]);
    assert_eq!(
        warnings("<p>\n<img src=\"/b.png\" class=\"x\">\n</p>"),
        [(message("/b.png"), "<img src=\"/b.png\" class=\"x\">".to_owned())]
    );
    for said in [
        "![ ](a.png)",
        "![A crab](a.png)",
        "<img src=\"a.png\" alt=\"\">",
        "<img src=\"a.png\" aria-hidden=\"true\">",
    ] {
        assert_eq!(warnings(said), [], "{said}");
    }
    assert!(html("![ ](a.png)").contains(" alt=\"\""));
}

#[test]
fn an_authors_html_leads_under_the_base_path_too() {
    let document = document(
        "Text <a href=\"/posts/a/\">a</a>.\n\n<img src=\"/crab.png\" width=\"320\" srcset=\"/crab.png 1x, /crab-2.png 2x\">\n",
    );
    assert_eq!(
        document.html,
        "<p>Text <a href=\"/blog/posts/a/\">a</a>.</p>\n\
         <img src=\"/blog/crab.png\" width=\"320\" srcset=\"/blog/crab.png 1x, /blog/crab-2.png 2x\" loading=\"lazy\" decoding=\"async\" height=\"240\">\n"
    );
}

#[test]
fn a_page_names_the_hosts_that_it_loads_from() {
    let document = document(
        "![a](https://img.example.org/a.png) ![b](//cdn.example.org/b.png) ![own](c.png)\n\n<video src=\"http://media.example.org:8080/v.mp4\" poster=\"/p.png\"></video>\n\n[link](https://elsewhere.example.org)\n",
    );
    let hosts: Vec<_> = document.remote_hosts.iter().map(String::as_str).collect();
    assert_eq!(
        hosts,
        ["http://media.example.org:8080", "https://cdn.example.org", "https://img.example.org"]
    );
    assert!(document.frame_hosts.is_empty());
}

#[test]
fn the_calls_of_other_tools_are_just_text() {
    assert_eq!(
        html("{{< figure src=\"x\" >}} and {{ page.title }}"),
        "<p>{{&lt; figure src=\"x\" &gt;}} and {{ page.title }}</p>\n"
    );
}

#[test]
fn words_count_all_that_is_read_and_a_summary_takes_the_prose() {
    let document = document(
        "## A heading here\n\nSome *prose*\nwraps.\n\n- an item\n\n```rust\nlet x = 1;\n```\n\n| cell |\n|-|\n| two |\n\nEnd[^1] ![alt text](x.png)\n\n[^1]: A note.\n",
    );
    assert_eq!(document.text, "Some prose wraps.\nan item\nEnd");
    assert_eq!(document.words, 3 + 3 + 2 + 4 + 2 + 1 + 2);
    assert_eq!(document.minutes, 1);
}

#[test]
fn chinese_that_is_wrapped_in_the_source_has_no_gaps() {
    assert_eq!(document("今天天气\n很好。\n").text, "今天天气很好。");
}

fn sections(body: &str) -> Vec<(String, String, String)> {
    let sections = document(body).sections.into_iter();
    sections.map(|section| (section.id, section.heading, section.text)).collect()
}

fn section(id: &str, heading: &str, text: &str) -> (String, String, String) {
    (id.to_owned(), heading.to_owned(), text.to_owned())
}

#[test]
fn all_that_is_read_is_found_below_its_heading() {
    let body = "Above *it*\nall.\n\n- one\n- two\n\n## The `ink` {#i}\n\n```rust\nfn main() {\n    print();\n\n}\n```\n\n\
                | a | b |\n|---|---|\n| c | d |\n\n### Empty\n\n## Last\n\nEnd\\\nof it.\n";
    assert_eq!(
        sections(body),
        [
            section("", "", "Above it all.\none\ntwo"),
            section("i", "The ink", "fn main() {\nprint();\n}\na\nb\nc\nd"),
            section("empty", "Empty", ""),
            section("last", "Last", "End of it."),
        ]
    );
    assert!(sections("").is_empty());
}

#[test]
fn footnotes_are_found_where_the_page_has_them() {
    let body =
        "## One\n\nA word[^n] more.\n\n[^n]: Of *ink*.\n\n[^x]: Nobody refers to it.\n\n## Two\n\nText.\n";
    assert_eq!(
        sections(body),
        [section("one", "One", "A word more."), section("two", "Two", "Text.\nOf ink.")]
    );
}

#[test]
fn html_is_found_as_it_is_read_and_scripts_are_not() {
    let body = "## One\n\n<details><summary>More</summary>\n<p>Here\nis <b>it</b>.</p></details>\n\n<script>no()</script>\n\n今日は\n晴れ\n";
    assert_eq!(sections(body), [section("one", "One", "More\nHere is it.\n今日は晴れ")]);
}

#[test]
fn bare_addresses_are_links() {
    assert_eq!(
        html(
            "See https://example.org/a_b?c=1&d=2. Or (www.example.org), me@example.org; not `https://a.org`.\n\n[www.a.org](/b) <a href=\"/c\">https://c.org</a>\n"
        ),
        "<p>See <a href=\"https://example.org/a_b?c=1&amp;d=2\">https://example.org/a_b?c=1&amp;d=2</a>. \
         Or (<a href=\"http://www.example.org\">www.example.org</a>), \
         <a href=\"mailto:me@example.org\">me@example.org</a>; not <code>https://a.org</code>.</p>\n\
         <p><a href=\"/blog/b\">www.a.org</a> <a href=\"/blog/c\">https://c.org</a></p>\n"
    );
}

#[test]
fn letters_stand_above_and_below_the_line() {
    assert_eq!(
        html("H~2~O, x^2^, ~~gone~~, ~gone too~, `a~1~`\n"),
        "<p>H<sub>2</sub>O, x<sup>2</sup>, <del>gone</del>, <del>gone too</del>, <code>a~1~</code></p>\n"
    );
}

#[test]
fn emoji_have_names_and_headings_keep_their_ids() {
    let document = document("## Party :tada:\n\nDone :+1: \\:tada: `:tada:` :nope:\n");
    assert!(document.html.starts_with("<h2 id=\"party-tada\">Party 🎉<a "), "{}", document.html);
    assert!(document.html.contains("<p>Done 👍 :tada: <code>:tada:</code> :nope:</p>"), "{}", document.html);
    assert_eq!(document.headings[0].text, "Party 🎉");
}

fn printed(language: &str, body: &str) -> String {
    let highlighter = Highlighter::new();
    let options = Options { quotes: Some(language), ..Options::new(&Blog, &highlighter) };
    render(body, &options).html
}

#[test]
fn quotes_are_printed_in_the_sites_language_where_that_is_wanted() {
    assert_eq!(html("\"It's\" -- so...\n"), "<p>\"It's\" -- so...</p>\n");
    let body = "\"*It's*\" -- so... `\"x\"` \\\"raw\\\" https://a.org/--\"b\"\n";
    assert_eq!(
        printed("en", body),
        "<p>“<em>It’s</em>” – so… <code>\"x\"</code> \"raw\" <a href=\"https://a.org/--%22b\">https://a.org/--\"b</a>”</p>\n"
    );
    assert_eq!(printed("de", "Er sagt \"**ja**\".\n"), "<p>Er sagt „<strong>ja</strong>“.</p>\n");
    assert_eq!(printed("fr", "\"oui\"\n"), "<p>«\u{202f}oui\u{202f}»</p>\n");
    assert!(printed("en", "## What's new?\n").starts_with("<h2 id=\"whats-new\">What’s new?<a "));
}

#[test]
fn terms_have_definitions() {
    assert_eq!(
        html("Apple\n: A fruit.\n: A *firm*.\n"),
        "<dl>\n<dt>Apple</dt>\n<dd>A fruit.</dd>\n<dd>A <em>firm</em>.</dd>\n</dl>\n"
    );
    assert_eq!(
        html("Pear\n:   Another.\n\n    With more.\n"),
        "<dl>\n<dt>Pear</dt>\n<dd><p>Another.</p>\n<p>With more.</p>\n</dd>\n</dl>\n"
    );
}

#[test]
fn notes_may_refer_to_notes() {
    let document = document("[^inner]: Inner.\n\n[^a]: See[^inner] and[^a].\n\nText[^a].\n");
    let notes: Vec<_> = document.html.split("<li id=\"").skip(1).collect();
    assert!(notes[0].starts_with("fn-1\"><p>See") && notes[1].starts_with("fn-2\"><p>Inner."), "{notes:#?}");
    assert!(notes[0].contains("href=\"#fnref-1\"") && notes[0].contains("href=\"#fnref-1-1\""), "{notes:#?}");
    assert!(notes[1].contains("href=\"#fnref-2\""), "{notes:#?}");
    assert_eq!(document.warnings, []);
}

#[test]
fn a_note_that_is_missing_or_unused_is_told() {
    let body = "Text[^gone] and `[^code]` and \\[^escaped].\n\n[^unused]: Nobody asks.\n";
    let document = document(body);
    let told: Vec<_> = document
        .warnings
        .iter()
        .map(|warning| (warning.message.as_str(), &body[warning.span.clone()]))
        .collect();
    assert_eq!(
        told,
        [
            ("there is no footnote `[^gone]`", "[^gone]"),
            ("nothing refers to the footnote `[^unused]`: it is not shown", "[^unused]: Nobody asks.\n"),
        ]
    );
}

#[test]
fn a_line_that_only_begins_with_a_colon_defines_nothing() {
    assert_eq!(html("Done\n:tada: at last\n"), "<p>Done\n🎉 at last</p>\n");
    assert_eq!(html("Done\n\n:tada: at last\n\nMore.\n"), "<p>Done</p>\n<p>🎉 at last</p>\n<p>More.</p>\n");
}
