use crate::folders::{Folders, answer, findings};
use offprint_import::{Answer, Generator};

fn item(more: &str, content: &str) -> String {
    format!(
        "<item>{more}<content:encoded><![CDATA[{content}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded></item>\n"
    )
}

fn post(id: u32, title: &str, slug: &str, status: &str, more: &str, content: &str) -> String {
    let head = format!(
        "<title>{title}</title><link>https://old.example/2019/05/06/{slug}/</link><dc:creator>ada</dc:creator>\
         <wp:post_id>{id}</wp:post_id><wp:post_date>2019-05-06 12:30:00</wp:post_date>\
         <wp:post_date_gmt>2019-05-06 10:30:00</wp:post_date_gmt><wp:post_name>{slug}</wp:post_name>\
         <wp:status>{status}</wp:status><wp:post_type>post</wp:post_type>{more}"
    );
    item(&head, content)
}

fn export(items: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:wp=\"http://wordpress.org/export/1.2/\">\n<channel>\n\
         <title>Old &amp; good</title><link>https://old.example</link><description>Notes</description><language>en-US</language>\n\
         <wp:base_site_url>https://old.example</wp:base_site_url><wp:base_blog_url>https://old.example</wp:base_blog_url>\n\
         <wp:author><wp:author_login>ada</wp:author_login><wp:author_display_name>Ada L.</wp:author_display_name></wp:author>\n\
         <wp:category><wp:category_nicename>code</wp:category_nicename><wp:category_parent></wp:category_parent><wp:cat_name>Code</wp:cat_name></wp:category>\n\
         <wp:category><wp:category_nicename>rust-lang</wp:category_nicename><wp:category_parent>code</wp:category_parent><wp:cat_name>Rust</wp:cat_name></wp:category>\n\
         {items}</channel></rss>"
    )
}

const TERMS: &str = "<category domain=\"category\" nicename=\"rust-lang\">Rust</category><category domain=\"post_tag\" nicename=\"c-sharp\">C#</category>";

#[test]
fn a_post_keeps_its_address_date_and_names() {
    let more = format!(
        "{TERMS}<wp:postmeta><wp:meta_key>_wp_old_slug</wp:meta_key><wp:meta_value>first-try</wp:meta_value></wp:postmeta>"
    );
    let folders = Folders::new().file(
        "export.xml",
        export(&post(
            1,
            "Hello &amp;amp; &lt;b&gt;bye&lt;/b&gt;",
            "hello",
            "publish",
            &more,
            "One\ntwo\n\n<b>Three</b>",
        )),
    );
    let imported = folders.import(Generator::WordPress);
    let text = folders.read("content/posts/hello.md");
    assert!(
        text.starts_with(
            "+++\ntitle = \"Hello & bye\"\ndate = 2019-05-06T12:30:00+02:00\nauthors = [\"Ada L.\"]\n\
             categories = [\"Rust\"]\ntags = [\"C#\"]\n"
        ),
        "{text}"
    );
    assert!(text.ends_with("\nOne\\\ntwo\n\n**Three**\n"), "{text}");
    let config = folders.read("offprint.toml");
    assert!(config.contains("permalink = \"/:year/:month/:day/:slug/\""), "{config}");
    assert!(config.contains("rule = \"words:55\"") && config.contains("ending = \" […]\""), "{config}");
    assert!(!text.contains("path ="), "{text}");
    for (url, expected) in [
        ("/2019/05/06/hello/", Answer::Page),
        ("/2019/05/06/first-try/", Answer::Redirect),
        ("/category/code/rust-lang/", Answer::Redirect),
        ("/tag/c-sharp/", Answer::Redirect),
        ("/author/ada/", Answer::Redirect),
        ("/feed/", Answer::Redirect),
        ("/category/code/rust-lang/feed/", Answer::Redirect),
        ("/2019/", Answer::Redirect),
        ("/2019/05/", Answer::Redirect),
        ("/", Answer::List),
    ] {
        assert_eq!(answer(&imported, url), expected, "{url}");
    }
    assert!(config.contains("\"/tag/c-sharp/\" = \"/tags/c-sharp/\""), "{config}");
    assert!(config.contains("\"/author/ada/\" = \"/authors/ada-l/\""), "{config}");
}

#[test]
fn what_is_not_for_everybody_is_a_draft_and_said() {
    let posts = [
        post(
            1,
            "Open",
            "open",
            "publish",
            "<wp:is_sticky>1</wp:is_sticky><wp:comment><wp:comment_approved>1</wp:comment_approved></wp:comment>",
            "Words.",
        ),
        post(2, "Private", "private", "private", "", "Secret."),
        post(3, "Locked", "locked", "publish", "<wp:post_password>x</wp:post_password>", "Locked."),
        post(4, "Draft", "", "draft", "", "Half."),
        post(5, "Trash", "trash", "trash", "", "Gone."),
    ];
    let folders = Folders::new().file("export.xml", export(&posts.concat()));
    let imported = folders.import(Generator::WordPress);
    assert_eq!(imported.report.totals.posts_after, 1);
    assert_eq!(imported.report.totals.drafts, 3);
    for name in ["private", "locked", "draft"] {
        assert!(folders.read(&format!("content/posts/{name}.md")).contains("draft = true"), "{name}");
    }
    assert!(!folders.has("content/posts/trash.md"));
    let messages: Vec<&str> =
        findings(&imported, "export.xml").into_iter().map(|(_, message)| message).collect();
    for part in [
        "Open: it stood above all others",
        "Open: its comments",
        "Private: it was private",
        "Locked: it had a password",
        "Trash: it is left out",
        "?p=123",
    ] {
        assert!(messages.iter().any(|message| message.contains(part)), "{part}: {messages:#?}");
    }
}

#[test]
fn shortcodes_and_blocks_become_markdown() {
    let classic = "[caption id=\"x\" width=\"300\"]<img src=\"https://old.example/wp-content/uploads/2019/05/a.png\" alt=\"An A\" width=\"300\" /> The <em>A</em>[/caption]\n\nhttps://www.youtube.com/watch?v=abc\n\n[code language=\"php\"]\n<?php echo 1;\n\n?>\n[/code]\n\nLines [sic] <a href=\"https://old.example/2019/05/06/hello/\">home</a>\n\n[contact-form to=\"x\"]";
    let blocks = "<!-- wp:paragraph -->\n<p>In <strong>blocks</strong>.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:list -->\n<ul><li>a</li><li>b</li></ul>\n<!-- /wp:list -->\n\n<!-- wp:embed {\"url\":\"https://vimeo.com/12\"} -->\n<figure class=\"wp-block-embed\"><div class=\"wp-block-embed__wrapper\">\nhttps://vimeo.com/12\n</div></figure>\n<!-- /wp:embed -->\n\n<!-- wp:latest-posts /-->";
    let posts = post(1, "Classic", "classic", "publish", "", classic)
        + &post(2, "Blocks", "blocks", "publish", "", blocks);
    let folders = Folders::new().file("export.xml", export(&posts)).file("uploads/2019/05/a.png", "png");
    let imported = folders.import(Generator::WordPress);
    let text = folders.read("content/posts/classic.md");
    for part in [
        "![An A](/wp-content/uploads/2019/05/a.png \"The A\")",
        "\n::youtube{id=\"abc\"}\n",
        "```php\n<?php echo 1;\n\n?>\n```",
        "Lines \\[sic\\] [home](/2019/05/06/hello/)",
        "\\[contact-form to=\"x\"\\]",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let text = folders.read("content/posts/blocks.md");
    assert!(text.contains("In **blocks**.\n\n- a\n- b\n\n::vimeo{id=\"12\"}"), "{text}");
    assert_eq!(answer(&imported, "/wp-content/uploads/2019/05/a.png"), Answer::File);
    let messages: Vec<&str> =
        findings(&imported, "export.xml").into_iter().map(|(_, message)| message).collect();
    assert!(
        messages.contains(&"Classic: the shortcode `contact-form` stays in the text as it was"),
        "{messages:#?}"
    );
    assert!(messages.iter().any(|message| message.contains("`latest-posts`")), "{messages:#?}");
    for (what, share) in imported.report.totals.kept.shares() {
        assert_eq!(share.lost(), 0, "{what}: {:#?}", imported.report.pages);
    }
}

#[test]
fn what_is_no_export_is_refused() {
    let folders = Folders::new().file("export.xml", "<rss><channel><title>x</title></channel></rss>");
    let error = folders.try_import(Generator::WordPress).expect_err("refused");
    assert!(error.to_string().contains("from WordPress: "), "{error}");
    assert!(!folders.to().exists());
}

#[test]
fn an_export_in_several_files_is_one_site() {
    let folders = Folders::new()
        .file("blog.000.xml", export(&post(1, "One", "one", "publish", TERMS, "First.")))
        .file(
            "blog.001.xml",
            export(&format!(
                "{}{}",
                post(1, "One", "one", "publish", TERMS, "First."),
                post(2, "Two", "two", "publish", "", "Second [gone to=\"x\"].")
            )),
        )
        .file(
            "other.xml",
            export(&post(3, "Three", "three", "publish", "", "Third.")).replace("old.example", "x.example"),
        )
        .file("sitemap.xml", "<urlset><url><loc>https://old.example/</loc></url></urlset>");
    let imported = folders.import(Generator::WordPress);
    assert_eq!(imported.report.totals.posts_after, 2);
    assert!(folders.read("content/posts/two.md").contains("Second"));
    assert_eq!(answer(&imported, "/2019/05/06/"), Answer::Redirect);
    for (file, said) in [
        ("blog.001.xml", "Two: the shortcode `gone` stays in the text as it was"),
        ("other.xml", "it is of another site, `https://x.example/`, and left out"),
        ("sitemap.xml", "it is no export of WordPress, and left out"),
    ] {
        let found = findings(&imported, file);
        assert!(found.iter().any(|(_, message)| *message == said), "{said}: {found:#?}");
    }
}

#[test]
fn blank_lines_in_code_stay_and_scripts_that_do_not_are_told() {
    let text = "<ul><li>One<ul><li><pre>a\n\n\nb</pre></li></ul></li></ul>\n\n\
        <table><tr><td><pre>c\n\nd</pre></td></tr></table>\n\n\
        <blockquote>A post</blockquote><script async src=\"https://platform.example/widgets.js\"></script>\n\n\
        http://twitter.com/ada/status/42\n\nhttps://www.instagram.com/p/BWNjjyYFxVx/";
    let folders = Folders::new().file("export.xml", export(&post(1, "Code", "code", "publish", "", text)));
    let imported = folders.import(Generator::WordPress);
    let text = folders.read("content/posts/code.md");
    assert!(text.contains("a\n") && !text.contains("a\nb") && !text.contains('\u{200b}'), "{text}");
    assert!(text.contains("c&#10;\nd"), "{text}");
    assert!(text.contains("::post{url=\"https://twitter.com/ada/status/42\"}"), "{text}");
    assert!(text.contains("<https://www.instagram.com/p/BWNjjyYFxVx/>"), "{text}");
    let found = findings(&imported, "export.xml");
    assert!(found.iter().any(|(_, said)| *said == "Code: scripts in its text are left out"), "{found:#?}");
}
