//! What becomes of directives.

use offprint_markdown::{Document, Highlighter, ImageLink, Links, Options, RawHtml, render};
use std::fmt::Write as _;
use std::time::{Duration, Instant};

struct Blog;

impl Links for Blog {
    fn link(&self, href: &str) -> Option<String> {
        href.strip_prefix('/').map(|path| format!("/blog/{path}"))
    }

    fn image(&self, src: &str) -> ImageLink {
        let own = !src.contains("//");
        ImageLink {
            src: if own { format!("/blog/{src}") } else { src.to_owned() },
            size: own.then_some((640, 360)),
        }
    }
}

fn document(body: &str) -> Document {
    render(body, &Options::new(&Blog, &Highlighter::new()))
}

/// The HTML of a body with nothing to complain of.
fn html(body: &str) -> String {
    let document = document(body);
    assert!(document.warnings.is_empty(), "{:?}", document.warnings);
    document.html
}

/// Message, what it is about, and help.
fn warnings(body: &str) -> Vec<(String, String, String)> {
    let found = document(body).warnings.into_iter();
    found.map(|w| (w.message, body[w.span].to_owned(), w.help.unwrap_or_default())).collect()
}

/// The only warning of a body.
fn warning(body: &str) -> (String, String, String) {
    let mut found = warnings(body);
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

fn messages(body: &str) -> Vec<String> {
    warnings(body).into_iter().map(|(message, ..)| message).collect()
}

// ---- callouts and details

#[test]
fn a_callout_looks_as_githubs_alerts_do() {
    for name in ["note", "tip", "important", "warning", "caution"] {
        let alert = html(&format!("> [!{}]\n> **Text**\n", name.to_uppercase()));
        assert_eq!(html(&format!(":::{name}\n**Text**\n:::\n")), alert);
    }
    assert!(
        html(":::info\nx\n:::\n")
            .starts_with("<aside class=\"alert alert-note\" role=\"note\"><p class=\"alert-title\">Info</p>")
    );
    assert!(
        html(":::danger\nx\n:::\n")
            .contains("alert-caution\" role=\"note\"><p class=\"alert-title\">Danger<")
    );
}

#[test]
fn a_callout_has_the_authors_title_with_markdown_in_it() {
    let expected = "<p class=\"alert-title\">Mind the <em>gap</em> [1]</p>";
    assert!(html(":::note[Mind the *gap* \\[1\\]]\nx\n:::\n").contains(expected));
    assert!(html("::: note Mind the *gap* \\[1\\]\nx\n:::\n").contains(expected));
    assert!(html(":::note{title=\"A < B &quot;C&quot;\"}\nx\n:::\n").contains(">A &lt; B \"C\"</p>"));
    assert!(html(":::note[# No heading]\nx\n:::\n").contains("<p class=\"alert-title\"># No heading</p>"));
}

#[test]
fn a_callout_may_be_named_and_styled() {
    assert!(
        html(":::note{#remember .wide .blue}\nx\n:::\n")
            .starts_with("<aside id=\"remember\" class=\"alert alert-note wide blue\" role=\"note\">")
    );
}

#[test]
fn details_open_or_not() {
    assert_eq!(
        html(":::details[More *here*]\nText\n:::\n"),
        "<details><summary>More <em>here</em></summary>\n<p>Text</p>\n</details>\n"
    );
    assert!(
        html(":::details{open}\nText\n:::\n").starts_with("<details open=\"\"><summary>Details</summary>")
    );
    assert!(html(":::details{open=false .x}\nText\n:::\n").starts_with("<details class=\"x\"><summary>"));
}

#[test]
fn what_a_container_holds_is_of_the_same_document() {
    let document = document(
        "## Head\n\n:::note\n## Head\n\nSee[^1] [there].\n\n[inside]: /inside/\n:::\n\n[inside]\n\n[there]: /there/\n\n[^1]: A note.\n",
    );
    assert!(document.warnings.is_empty());
    let ids: Vec<_> = document.headings.iter().map(|heading| heading.id.as_str()).collect();
    assert_eq!(ids, ["head", "head-1"]);
    assert!(document.html.contains("<a href=\"/blog/there/\">there</a>"), "{}", document.html);
    assert!(document.html.contains("<a href=\"/blog/inside/\">inside</a>"));
    assert!(document.html.contains("<section class=\"footnotes\""));
    let aside =
        &document.html[document.html.find("<aside").unwrap()..document.html.find("</aside>").unwrap()];
    assert!(aside.contains("head-1") && aside.contains("fnref-1"), "{aside}");
}

#[test]
fn the_words_of_a_container_count_and_its_own_title_does_too() {
    let document = document(":::note[A title]\nSome text\n:::\n");
    assert_eq!(document.words, 4);
    assert_eq!(document.text, "A title\nSome text");
}

// ---- where directives stand

#[test]
fn containers_nest_with_more_colons_outside_or_with_as_many() {
    let nested = html("::::note\n:::tip\nx\n:::\ny\n::::\nz\n");
    assert_eq!(
        nested,
        "<aside class=\"alert alert-note\" role=\"note\"><p class=\"alert-title\">Note</p>\n\
         <aside class=\"alert alert-tip\" role=\"note\"><p class=\"alert-title\">Tip</p>\n<p>x</p>\n</aside>\n\
         <p>y</p>\n</aside>\n<p>z</p>\n"
    );
    assert_eq!(html(":::note\n:::tip\nx\n:::\ny\n:::\nz\n"), nested);
}

#[test]
fn a_line_of_more_colons_ends_what_is_open_inside() {
    let body = "::::note\n:::tip\nx\n::::\nz\n";
    assert!(document(body).html.ends_with("<p>x</p>\n</aside>\n</aside>\n<p>z</p>\n"));
    let (message, place, help) = warning(body);
    assert_eq!((message.as_str(), place.as_str()), ("this directive is not closed", ":::tip"));
    assert_eq!(help, "write `:::` on a line of its own where it ends");
}

#[test]
fn no_blank_lines_are_needed_around() {
    assert_eq!(
        html("Before\n:::note\nText\n- item\n:::\nAfter\n"),
        "<p>Before</p>\n<aside class=\"alert alert-note\" role=\"note\"><p class=\"alert-title\">Note</p>\n\
         <p>Text</p>\n<ul>\n<li>item</li>\n</ul>\n</aside>\n<p>After</p>\n"
    );
    // Neither a heading nor a table is made of the lines of colons.
    assert!(html(":::note\n---\n:::\n").contains("<hr />"));
    assert!(
        html(":::note\n|a|\n|-|\n|1|\n:::\n").contains("<td>1</td></tr>\n</tbody></table></div>\n</aside>")
    );
    assert!(html(":::note\r\nText\r\n:::\r\n").contains("<p>Text</p>\n</aside>"));
}

#[test]
fn directives_stand_in_lists_quotes_and_footnotes() {
    let note = "<aside class=\"alert alert-note\" role=\"note\"><p class=\"alert-title\">Note</p>\n";
    assert_eq!(
        html("1. one\n\n   :::note\n   Text\n   :::\n\n2. two\n"),
        format!("<ol>\n<li><p>one</p>\n{note}<p>Text</p>\n</aside>\n</li>\n<li><p>two</p>\n</li>\n</ol>\n")
    );
    assert_eq!(
        html("> :::note\n> Text\n> :::\n> more\n"),
        format!("<blockquote>\n{note}<p>Text</p>\n</aside>\n<p>more</p>\n</blockquote>\n")
    );
    assert!(html("- :::note\n  Text\n  :::\n").starts_with(&format!("<ul>\n<li>{note}")));
    assert!(
        html("x[^1]\n\n[^1]: Foot\n\n    :::note\n    Text\n    :::\n")
            .contains(&format!("<p>Foot</p>\n{note}"))
    );
}

#[test]
fn a_container_ends_with_the_item_or_quote_that_it_stands_in() {
    let body = "- a\n  :::note\n  b\n\nafter\n:::\n";
    let html = document(body).html;
    assert!(html.contains("</aside>\n</li>\n</ul>\n<p>after</p>\n<p>:::</p>"), "{html}");
    assert_eq!(messages(body), ["this directive is not closed", "there is no directive to close here"]);
    let html = document(":::note\n> a\n> :::\n:::\n").html;
    assert!(html.contains("<p>:::</p>\n</blockquote>\n</aside>"), "{html}");
}

#[test]
fn code_html_and_comments_are_left_alone() {
    let code = ":::note\n```text\n:::tip\n::youtube{id=\"x\"}\n:::\n```\n:::\n";
    assert!(html(code).contains(">:::tip\n::youtube{id=\"x\"}\n:::\n</code>"), "{}", html(code));
    assert!(html("para\n\n    :::note\n    :::\n").contains("<code>:::note\n:::\n</code>"));
    assert!(html("- a\n\n  ```text\n  :::note é\n  ```\n").contains(">:::note é\n</code>"));
    assert!(html("~~~text\n::::\n~~~\n").contains(">::::\n</code>"));
    assert!(html("> ```text\n> ::gist{id=1}\n> ```\n").contains(">::gist{id=1}\n</code>"));
    assert!(html("<div>\n:::note\n</div>\n").contains(":::note"));
    assert!(html("a `::youtube` b\n").contains("<code>::youtube</code>"));
    assert!(!html("<!--\n:::note\n-->\n").contains("aside"));
}

#[test]
fn paths_and_words_with_colons_are_text() {
    for body in [
        "Use\n::std::mem::swap\nhere.\n",
        "x :::note\n",
        "::before is CSS\n",
        "\\:::note\n",
        "a ::youtube{id=1}\n",
    ] {
        let html = html(body);
        assert!(html.starts_with("<p>") && !html.contains("___"), "{html}");
    }
}

// ---- embeds

#[test]
fn a_video_is_a_link_until_it_is_asked_for() {
    let document = document("::youtube{id=\"dQw4w9WgXcQ\" title=\"A <song>\" start=90}\n");
    assert_eq!(
        document.html,
        "<p class=\"embed\" data-kind=\"video\" data-frame=\"https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=90\">\
         <a href=\"https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=90s\">A &lt;song&gt;</a> <span>youtube.com</span></p>\n"
    );
    assert!(document.frame_hosts.iter().eq(["https://www.youtube-nocookie.com"]));
    assert!(document.remote_hosts.is_empty());
    assert_eq!(document.text, "A <song>");
}

#[test]
fn each_site_is_linked_and_framed_by_its_own_addresses() {
    for (body, frame, link, text) in [
        (
            "::vimeo{id=76979871}",
            "https://player.vimeo.com/video/76979871?dnt=1",
            "https://vimeo.com/76979871",
            "Video",
        ),
        (
            "::post[Hello]{url=https://mastodon.example/@ada/112}",
            "https://mastodon.example/@ada/112/embed",
            "https://mastodon.example/@ada/112",
            "Hello",
        ),
        (
            "::post{url=\"https://bsky.app/profile/ada.example/post/3k2a\"}",
            "https://embed.bsky.app/embed/ada.example/app.bsky.feed.post/3k2a",
            "https://bsky.app/profile/ada.example/post/3k2a",
            "Post by ada.example",
        ),
        (
            "::post{url=\"https://twitter.com/ada/status/20?s=20\"}",
            "https://platform.twitter.com/embed/Tweet.html?id=20&amp;dnt=true",
            "https://x.com/ada/status/20",
            "Post by ada",
        ),
    ] {
        let html = html(body);
        assert!(html.contains(&format!("data-frame=\"{frame}\"><a href=\"{link}\">{text}</a>")), "{html}");
    }
}

#[test]
fn a_gist_is_a_link_to_its_file() {
    let document = document("::gist{user=octocat id=6cad326836d38bd3a7ae file=\"hello world.rb\"}\n");
    assert_eq!(
        document.html,
        "<p class=\"embed\"><a href=\"https://gist.github.com/octocat/6cad326836d38bd3a7ae#file-hello-world-rb\">\
         hello world.rb</a> <span>gist.github.com</span></p>\n"
    );
    assert!(document.frame_hosts.is_empty());
}

#[test]
fn a_video_of_the_authors_own_loads_when_it_is_played() {
    assert_eq!(
        html("::video{src=clip.mp4 poster=still.jpg title=\"A clip\" captions=clip.vtt language=en}\n"),
        "<figure><video src=\"/blog/clip.mp4\" poster=\"/blog/still.jpg\" aria-label=\"A clip\" width=\"640\" \
         height=\"360\" controls=\"\" preload=\"none\"><track kind=\"captions\" default=\"\" src=\"/blog/clip.vtt\" \
         srclang=\"en\"><a href=\"/blog/clip.mp4\">A clip</a></video><figcaption>A clip</figcaption></figure>\n"
    );
    assert_eq!(warning("::video{src=\"javascript:alert(1)\"}\n").1, "::video{src=\"javascript:alert(1)\"}");
}

#[test]
fn an_authors_frame_of_a_known_site_is_the_same_as_its_directive() {
    let document =
        document("<iframe src=\"https://www.youtube.com/embed/dQw4w9WgXcQ\" title=\"A song\"></iframe>\n");
    assert!(document.warnings.is_empty(), "{:?}", document.warnings);
    assert!(
        document.html.contains(
            "<span class=\"embed\" data-kind=\"video\" data-frame=\"https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ\">"
        ),
        "{}",
        document.html
    );
    assert!(!document.html.contains("iframe"));
}

#[test]
fn embeds_pass_beside_an_authors_html_and_nobody_else_makes_one() {
    let body = "::youtube{id=dQw4w9WgXcQ}\n\n<b data-frame=\"https://evil.example\" data-kind=\"x\">b</b>\n";
    let html = document(body).html;
    assert!(html.contains("data-frame=\"https://www.youtube-nocookie.com/"), "{html}");
    assert!(!html.contains("evil"), "{html}");
    let highlighter = Highlighter::new();
    let trusted = Options { html: RawHtml::Trust, ..Options::new(&Blog, &highlighter) };
    assert!(render(body, &trusted).html.contains("data-frame=\"https://www.youtube-nocookie.com/"));
}

// ---- mistakes

#[test]
fn a_name_that_is_unknown_stays_and_the_nearest_is_named() {
    let body = "Text\n\n:::wraning\nx\n:::\n\n::yuotube{id=1}\n";
    assert!(
        document(body).html.ends_with("<p>:::wraning</p>\n<p>x</p>\n<p>:::</p>\n<p>::yuotube{id=1}</p>\n"),
        "{}",
        document(body).html
    );
    let found = warnings(body);
    let found: Vec<_> = found.iter().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str())).collect();
    assert_eq!(
        found,
        [
            ("there is no directive `wraning`", "wraning", "did you mean `warning`?"),
            ("there is no directive `yuotube`", "yuotube", "did you mean `youtube`?"),
        ]
    );
    assert!(warning("::zebra\n").2.starts_with("there are `caution`"));
}

#[test]
fn what_is_missing_or_wrong_is_shown_as_written_with_its_place() {
    for (body, message, place) in [
        ("::youtube{title=x}", "`youtube` needs the parameter `id`", "youtube"),
        (
            "::youtube{id=\"a b\"}",
            "`id` is `a b`, and should be the id of a video, such as `dQw4w9WgXcQ`",
            "id=\"a b\"",
        ),
        (
            "::youtube{id=dQw4w9WgXcQ start=soon}",
            "`start` is `soon`, and should be a number of seconds, such as `90` or `1m30s`",
            "start=soon",
        ),
        ("::vimeo{id=x}", "`id` is `x`, and should be the number of a video, such as `76979871`", "id=x"),
        (
            "::gist{id=xyz}",
            "`id` is `xyz`, and should be the digits and letters at the end of the gist's address",
            "id=xyz",
        ),
        (
            "::post{url=https://example.org/}",
            "`url` is `https://example.org/`, and should be the address of a post on Mastodon, Bluesky or X, with `https://`",
            "url=https://example.org/",
        ),
        ("::video", "`video` needs the parameter `src`", "video"),
        ("::youtube{id=x", "`{` is not closed", "{id=x"),
        ("::youtube{id=\"x}", "the value of `id` is not closed", "id=\"x}"),
        ("::youtube{id=a id=b}", "`id` is given twice", "id=b"),
        ("::youtube{=x}", "`=x` is no parameter", "=x"),
        ("::youtube{#}", "a name is missing behind `#`", "#"),
        ("::youtube[x", "`[` is not closed", "[x"),
        ("::youtube{id=x} and more", "`and more` behind the directive is not understood", "and more"),
        ("::note", "`note` holds Markdown", "note"),
        ("::note Some text", "`Some text` behind the directive is not understood", "Some text"),
    ] {
        let (found, at, help) = warning(&format!("é\n\n{body}\n"));
        assert_eq!((found.as_str(), at.as_str()), (message, place));
        assert!(!help.is_empty() || message.contains("should be"), "{message}");
        assert!(document(body).html.starts_with("<p>::"), "{body}");
    }
    assert_eq!(messages(":::youtube{id=dQw4w9WgXcQ}\n:::\n"), ["`youtube` holds no Markdown"]);
}

#[test]
fn a_parameter_that_nobody_knows_does_nothing() {
    let body = "::youtube{id=dQw4w9WgXcQ titel=\"x\"}\n";
    assert!(document(body).html.contains("youtube-nocookie"));
    assert_eq!(
        warning(body),
        ("`youtube` has no parameter `titel`".into(), "titel=\"x\"".into(), "did you mean `title`?".into())
    );
}

#[test]
fn what_is_not_closed_ends_with_the_text() {
    let body = ":::note\ntext\n";
    assert!(document(body).html.ends_with("<p>text</p>\n</aside>\n"));
    assert_eq!(warning(body).1, ":::note");
    assert_eq!(warning("text\n\n:::\n").0, "there is no directive to close here");
}

#[test]
fn places_are_exact_behind_letters_of_any_length_and_in_quotes() {
    let body = "Grüße 👋\n\n> - é\n>\n>   ::youtube{id=\"é\"}\n";
    assert_eq!(warning(body).1, "id=\"é\"");
}

// ---- anybody's input

#[test]
fn no_input_takes_long_or_breaks_the_page() {
    let mut bodies = vec![
        ":".repeat(100_000),
        ":::\n".repeat(20_000),
        ":::note\n".repeat(20_000),
        "::youtube\n".repeat(20_000),
        format!(":::note[{}\n", "[".repeat(100_000)),
        format!(":::note{{{}\n", "a ".repeat(100_000)),
        format!(":::note{{{}}}\n:::\n", ".a ".repeat(50_000)),
        format!("::youtube{{id=\"{}\"}}\n", "&amp;".repeat(20_000)),
        format!("{}:::note\n", "> ".repeat(5_000)),
        format!("{}:::note\n", "- ".repeat(500)),
    ];
    let mut staircase = String::new();
    for depth in (3..500).rev() {
        let _ = writeln!(staircase, "{}note", ":".repeat(depth));
    }
    bodies.push(staircase);
    for body in bodies {
        let begun = Instant::now();
        let document = document(&body);
        let start: String = body.chars().take(20).collect();
        assert!(begun.elapsed() < Duration::from_secs(20), "{start}: {:?}", begun.elapsed());
        assert_eq!(
            document.html.matches("<aside").count(),
            document.html.matches("</aside>").count(),
            "{start}"
        );
        assert!(document.html.matches("<aside").count() <= 32, "{start}");
        for warning in document.warnings {
            assert!(body.get(warning.span).is_some(), "{start}");
        }
    }
}
