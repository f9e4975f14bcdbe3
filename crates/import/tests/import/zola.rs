use crate::folders::{Folders, answer, findings, unanswered};
use offprint_import::{Answer, Generator, Imported};

const CONFIG: &str = r#"
base_url = "https://example.org/"
title = "Old blog"
description = "Of old"
author = "Ada"
generate_feeds = true
feed_filenames = ["atom.xml", "rss.xml"]
feed_limit = 5
taxonomies = [{ name = "tags", feed = true, paginate_by = 1 }, { name = "places" }]

[languages.de]
title = "Altes Blog"

[extra]
logo = "x"
"#;

fn site() -> Folders {
    Folders::new()
        .file("config.toml", CONFIG)
        .file("content/_index.md", "+++\npaginate_by = 2\nsort_by = \"date\"\n+++\nHello there.\n")
        .file("content/about.md", "+++\ntitle = \"About\"\n+++\nWho *we* are.\n")
        .file(
            "content/blog/_index.md",
            "+++\ntitle = \"The blog\"\npaginate_by = 2\ngenerate_feeds = true\ntransparent = true\n+++\n",
        )
        .file(
            "content/blog/2020-01-02-First_Post!.md",
            "+++\ntitle = \"First\"\naliases = [\"old/first.html\", \"/first\"]\n[taxonomies]\ntags = [\"Rust & Go\", \"日本\"]\n+++\nIntro *words*.\n\n<!-- more -->\n\n## What's new?\n\nSee [the second](@/blog/second/index.md#part) and [us][a].\n\n[a]: @/about.md\n",
        )
        .file(
            "content/blog/second/index.md",
            "+++\ntitle = \"Second\"\ndate = 2021-05-06T07:08:09Z\npath = \"custom/Second\"\n[taxonomies]\ntags = [\"Rust & Go\"]\nplaces = [\"Rome\"]\n[extra]\nmood = \"good\"\n+++\n![A picture](pic.png)\n\n```rust,linenos,hl_lines=1\nlet a = 1;\n```\n",
        )
        .file("content/blog/second/pic.png", "png")
        .file("content/blog/second/deep/data.csv", "a,b")
        .file("content/blog/beside.txt", "beside the list")
        .file("content/blog/draft.md", "+++\ntitle = \"Draft\"\ndate = 2021-01-01\ndraft = true\n+++\nNot yet.\n")
        .file("content/blog/third.md", "+++\ntitle = \"Third\"\ndate = \"2022-01-01\"\nslug = \"Number 3\"\n+++\nThree.\n")
        .file("content/blog/erster.de.md", "+++\ntitle = \"Erster\"\ndate = 2020-02-02\n+++\nHallo.\n")
        .file("content/moved/_index.md", "+++\nredirect_to = \"/blog/\"\n+++\n")
        .file("static/img/a b.png", "png")
        .file("static/favicon.ico", "ico")
        .file("templates/index.html", "{{ section.title }}")
}

fn imported() -> (Folders, Imported) {
    let folders = site();
    let imported = folders.import(Generator::Zola);
    (folders, imported)
}

#[test]
fn every_page_keeps_its_address() {
    let (folders, imported) = imported();
    assert_eq!(unanswered(&imported), [""; 0]);
    for url in ["/about/", "/blog/first-post/", "/custom/Second/", "/blog/number-3/", "/de/blog/erster/"] {
        assert_eq!(answer(&imported, url), Answer::Page, "{url}");
    }
    for url in ["/old/first.html", "/first", "/moved/"] {
        assert_eq!(answer(&imported, url), Answer::Redirect, "{url}");
    }
    for url in ["/img/a b.png", "/custom/Second/pic.png", "/custom/Second/deep/data.csv", "/blog/beside.txt"]
    {
        assert_eq!(answer(&imported, url), Answer::File, "{url}");
    }
    // An address that the rules give anyway needs no word.
    assert!(!folders.read("content/about.md").contains("path"), "{}", folders.read("content/about.md"));
    assert!(folders.read("content/blog/third.md").contains("path = \"/blog/number-3/\""));
}

#[test]
fn lists_terms_and_feeds_are_answered() {
    let (folders, imported) = imported();
    assert_eq!(answer(&imported, "/"), Answer::List);
    assert_eq!(answer(&imported, "/page/2/"), Answer::List);
    assert_eq!(answer(&imported, "/page/1/"), Answer::Redirect);
    assert_eq!(answer(&imported, "/blog/"), Answer::List);
    assert_eq!(answer(&imported, "/tags/rust-go/"), Answer::List);
    // Zola writes it in Latin letters, Offprint as it is.
    assert_eq!(answer(&imported, "/tags/ri-ben/"), Answer::Redirect);
    assert_eq!(answer(&imported, "/places/rome/"), Answer::List);
    for url in ["/atom.xml", "/rss.xml", "/blog/atom.xml", "/tags/rust-go/rss.xml"] {
        assert_eq!(answer(&imported, url), Answer::Feed, "{url}");
    }
    let config = folders.read("offprint.toml");
    assert!(config.contains("also = [\"atom.xml\", \"rss.xml\"]"), "{config}");
    assert!(config.contains("\"/tags/ri-ben/\" = \"/tags/日本/\""), "{config}");
    assert!(config.contains("length = 5"), "{config}");
    assert!(config.contains("[taxonomies.places]") || config.contains("places = {}"), "{config}");
}

#[test]
fn nothing_of_a_text_is_lost() {
    let (_, imported) = imported();
    let totals = &imported.report.totals;
    assert_eq!((totals.posts_before, totals.posts_after), (4, 4));
    assert_eq!((totals.pages_before, totals.pages_after), (2, 2));
    assert_eq!(totals.drafts, 1);
    for (what, share) in totals.kept.shares() {
        assert_eq!(share.lost(), 0, "{what}: {share:?} {:#?}", imported.report.pages);
    }
    assert_eq!(totals.kept.code_blocks.before, 1);
    assert_eq!(totals.kept.images.before, 1);
    assert_eq!(totals.kept.links.before, 2);
}

#[test]
fn front_matter_says_the_same_in_offprints_words() {
    let (folders, _) = imported();
    let first = folders.read("content/blog/2020-01-02-First_Post!.md");
    assert!(first.starts_with("+++\ntitle = \"First\"\ntags = [\"Rust & Go\", \"日本\"]\n"), "{first}");
    assert!(first.contains("summary = \"Intro words.\""), "{first}");
    assert!(first.contains("aliases = [\"/old/first.html\", \"/first/\"]"), "{first}");
    let second = folders.read("content/blog/second/index.md");
    assert!(second.contains("date = 2021-05-06T07:08:09Z\n"), "{second}");
    assert!(second.contains("\n[extra]\nmood = \"good\"\n"), "{second}");
    assert!(folders.read("content/blog/third.md").contains("date = 2022-01-01\n"));
    assert!(folders.read("content/blog/draft.md").contains("draft = true"));
    assert!(folders.read("content/blog/_index.md").contains("title = \"The blog\""));
}

#[test]
fn headings_keep_the_ids_that_links_know_them_by() {
    let (folders, _) = imported();
    let first = folders.read("content/blog/2020-01-02-First_Post!.md");
    assert!(first.contains("## What's new? {#what-s-new}\n"), "{first}");
}

#[test]
fn shortcodes_become_directives_or_stay_and_are_listed() {
    let body = r#"+++
title = "Post"
date = 2024-01-01
+++
{{ youtube(id="abc") }}

In a line: {{ youtube(id="def") }} ends.

{{ gist(url="https://gist.github.com/ada/123", file="a.rs") }}

{{ figure(src="/img/a.png", alt="An A", caption="The A") }}

{% note(title="Careful") %}
With *words*.
{% end %}

{% details(summary="More") %}
{% tip() %}
Inner.
{% end %}
{% end %}

Shown: {{/* youtube(id="x") */}}

{{ unknown(a=1) }}
{% custom() %}
Body
{% end %}
"#;
    let folders = Folders::new().file("config.toml", CONFIG).file("content/post.md", body);
    folders.put("static/img/a.png", "png");
    let imported = folders.import(Generator::Zola);
    let text = folders.read("content/post.md");
    for part in [
        "\n::youtube{id=\"abc\"}\n",
        "In a line: [YouTube](https://www.youtube.com/watch?v=def) ends.",
        "\n::gist{user=\"ada\" id=\"123\" file=\"a.rs\"}\n",
        "\n![An A](/img/a.png \"The A\")\n",
        "\n:::note[Careful]\nWith *words*.\n:::\n",
        "\n::::details[More]\n:::tip\nInner.\n:::\n::::\n",
        "Shown: {{ youtube(id=\"x\") }}\n",
        "{{ unknown(a=1) }}\n{% custom() %}\nBody\n{% end %}",
    ] {
        assert!(text.contains(part), "{part}\n---\n{text}");
    }
    assert_eq!(
        findings(&imported, "content/post.md"),
        [
            (Some(25), "the shortcode `unknown` stays in the text as it was"),
            (Some(26), "the shortcode `custom` stays in the text as it was"),
        ]
    );
    assert_eq!(imported.report.totals.kept.words.lost(), 0, "{:#?}", imported.report.pages);
}

#[test]
fn names_are_kept_where_zola_keeps_them() {
    let config = "base_url = \"https://example.org\"\ntitle = \"T\"\n[slugify]\npaths = \"off\"\npaths_keep_dates = true\ntaxonomies = \"safe\"\nanchors = \"off\"\n";
    let folders = Folders::new().file("config.toml", config).file(
        "content/Notes/2020-01-02_My Note.md",
        "+++\ntitle = \"N\"\n[taxonomies]\ntags = [\"Ä ß\"]\n+++\n# A B\n",
    );
    let imported = folders.import(Generator::Zola);
    assert_eq!(answer(&imported, "/Notes/2020-01-02_My Note/"), Answer::Page);
    let text = folders.read("content/Notes/2020-01-02_My Note.md");
    assert!(text.contains("path = \"/Notes/2020-01-02_My Note/\""), "{text}");
    assert!(text.contains("# A B {#A_B}"), "{text}");
}

#[test]
fn what_is_broken_is_said_and_hides_nothing_else() {
    let folders = site()
        .file("content/blog/broken.md", "+++\ntitle = \n+++\nBody\n")
        .file("content/blog/open.md", "+++\ntitle = \"x\"\nBody\n")
        .file("content/blog/latin.md", b"+++\ntitle = \"L\"\ndate = 2020-01-01\n+++\ncaf\xe9\n")
        .file("content/blog/baddate.md", "+++\ntitle = \"B\"\ndate = \"some day\"\n+++\nWords.\n");
    let imported = folders.import(Generator::Zola);
    let broken = findings(&imported, "content/blog/broken.md");
    assert!(
        broken.iter().any(|(line, message)| *line == Some(2) && message.contains("front matter")),
        "{broken:?}"
    );
    assert!(!findings(&imported, "content/blog/open.md").is_empty());
    assert!(folders.read("content/blog/latin.md").contains("café"));
    assert!(folders.read("content/blog/broken.md").contains("Body"));
    // A date that is none keeps the page out, not the site.
    assert!(folders.read("import-unfinished/blog/baddate.md").contains("Words."));
    assert_eq!(answer(&imported, "/blog/first-post/"), Answer::Page);
    assert_eq!(unanswered(&imported), ["/blog/baddate/"]);
    assert_eq!(imported.report.totals.posts_before - imported.report.totals.posts_after, 1);
}

#[test]
fn a_link_to_a_section_that_leads_on_leads_on_and_pictures_are_looked_for_as_zola_does() {
    let text = "+++\ntitle = \"Second\"\n+++\nSee [it](@/guide/_index.md#top).\n\n\
        {{ figure(src=\"blog/first/a.png\") }}\n\n{{ resize_image(path=\"static/img/b.png\", width=1) }}\n\n\
        {{ img(src=\"img/b.png\") }}\n\n{{ image(src=\"c.png\") }}\n\n{{ image(src=\"nowhere.png\") }}\n";
    let folders = Folders::new()
        .file("config.toml", "base_url = \"https://example.org\"\ntitle = \"T\"\n")
        .file("content/guide/_index.md", "+++\nredirect_to = \"guide/start\"\n+++\n")
        .file("content/guide/start.md", "+++\ntitle = \"Start\"\n+++\nText.\n")
        .file("content/blog/first/index.md", "+++\ntitle = \"First\"\npath = \"1st\"\n+++\nText.\n")
        .file("content/blog/first/a.png", "png")
        .file("content/blog/second/index.md", text)
        .file("content/blog/second/c.png", "png")
        .file("static/img/b.png", "png");
    let imported = folders.import(Generator::Zola);
    let text = folders.read("content/blog/second/index.md");
    for part in [
        "See [it](/guide/start/#top).",
        "![](/1st/a.png)",
        "![](/img/b.png)\n\n![](/img/b.png)",
        "![](c.png)",
        "![](nowhere.png)",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    for (what, share) in imported.report.totals.kept.shares() {
        assert_eq!(share.lost(), 0, "{what}: {:#?}", imported.report.pages);
    }
}
