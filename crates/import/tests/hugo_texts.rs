//! What becomes of a Hugo site's texts and settings.
#![allow(clippy::expect_used, reason = "a helper that cannot set up a test should stop it")]

use offprint_import::{OldSite, PageKind, hugo, measure};
use std::fs;
use std::path::Path;

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn site(files: &[(&str, &str)]) -> OldSite {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        write(folder.path(), path, text);
    }
    hugo::read(folder.path(), "2024-01-01T00:00:00Z".parse().expect("a moment")).expect("a site")
}

/// The new text of a post beside other files.
fn body(text: &str, config: &str, others: &[(&str, &str)]) -> (String, OldSite) {
    let post = format!("---\ntitle: A\ndate: 2020-01-02\n---\n{text}");
    let mut files = vec![("hugo.toml", config), ("content/posts/a.md", post.as_str())];
    files.extend(others);
    let site = site(&files);
    let page = site.pages.iter().find(|page| page.source == "content/posts/a.md").expect("the post");
    (page.body.clone(), site)
}

fn translated(text: &str) -> String {
    body(text, "", &[]).0
}

fn value<'a>(keys: &'a [(String, toml::Value)], key: &str) -> Option<&'a toml::Value> {
    keys.iter().find(|(name, _)| name == key).map(|(_, value)| value)
}

#[test]
fn shortcodes_become_what_offprint_has() {
    for (old, new) in [
        ("a\n\n{{< youtube abc >}}\n\nb\n", "a\n\n::youtube{id=\"abc\"}\n\nb\n"),
        ("- x\n  {{< youtube abc >}}\n- y\n", "- x\n\n  ::youtube{id=\"abc\"}\n\n- y\n"),
        (
            "See {{< youtube abc >}} there.\n",
            "See [YouTube video](https://www.youtube.com/watch?v=abc) there.\n",
        ),
        ("{{% notice tip %}}\nA *b*.\n{{% /notice %}}\n", ":::tip\n\nA *b*.\n\n:::\n"),
        (
            "{{< details \"More\" >}}\n{{% note %}}inner{{% /note %}}\n{{< /details >}}\n",
            ":::details[More]\n\n:::note\n\ninner\n\n:::\n\n:::\n",
        ),
        ("```go\n{{</* figure src=\"a\" */>}}\n```\n", "```go\n{{< figure src=\"a\" >}}\n```\n"),
        ("```go\n{{< youtube abc >}}\n```\n", "```go\n{{< youtube abc >}}\n```\n"),
        ("Write `{{%/* b */%}}`.\n", "Write `{{% b %}}`.\n"),
        ("a {{<nothing x=\"y\">}} b\n", "a {{\\<nothing x=\"y\">}} b\n"),
        ("So {{< katex >}}x^2{{< /katex >}}.\n", "So $x^2$.\n"),
        ("{{< katex display=true >}}\nx^2\n{{< /katex >}}\n", "$$\nx^2\n$$\n"),
        ("{{< katex >}}\nA {{< icon \"rss\" >}}b\n", "\nA b\n"),
        ("{{< lead >}}\nFirst.\n{{< /lead >}}\n", "\nFirst.\n\n"),
        ("{{< button href=\"/x y/\" >}}\nGo\n{{< /button >}}\n", "[Go](/x%20y/)\n"),
        ("{{< comment >}}gone{{< /comment >}}kept\n", "kept\n"),
        ("Run `{{<…>}}` and {{ .Title }}.\n", "Run `{{<…>}}` and {{ .Title }}.\n"),
    ] {
        assert_eq!(translated(old), new, "{old}");
    }
}

#[test]
fn what_nobody_knows_stays_and_is_listed_with_its_line() {
    let (text, site) = body("one\n\n{{< chart \"a\" >}}\nx {{< chart >}}\n{{< /chart >}}\n", "", &[]);
    assert_eq!(text, "one\n\n{{< chart \"a\" >}}\nx {{< chart >}}\n{{< /chart >}}\n");
    let finding =
        site.findings.iter().find(|finding| finding.message.contains("`chart`")).expect("a finding");
    assert_eq!((finding.path.as_str(), finding.line), ("content/posts/a.md", Some(7)));
    assert!(finding.message.contains("2 times"), "{}", finding.message);
}

#[test]
fn references_lead_to_files() {
    let others = [
        ("content/posts/b.md", "---\ntitle: B\n---\nText.\n"),
        ("content/notes/My Note/index.md", "---\ntitle: N\n---\nText.\n"),
        ("content/notes/_index.md", "---\ntitle: Notes\n---\n"),
    ];
    for (old, new) in [
        ("[b]({{< ref \"b.md\" >}})", "[b](b.md)"),
        ("[b]({{< relref \"b#part\" >}})", "[b](b.md#part)"),
        ("[b]({{% ref \"/posts/b\" %}})", "[b](b.md)"),
        ("[b]({{< ref \"posts/b.md\" >}})", "[b](b.md)"),
        ("[n]({{< ref \"my-note\" >}})", "[n](../notes/My%20Note/index.md)"),
        ("[n]({{< ref path=\"../notes/My Note/index.md\" >}})", "[n](../notes/My%20Note/index.md)"),
        ("[s]({{< ref \"/notes\" >}})", "[s](/notes/)"),
        ("[p]({{< ref \"#part\" >}})", "[p](#part)"),
        ("[b][1]\n\n[1]: {{< ref \"b\" >}}", "[b][1]\n\n[1]: b.md"),
        ("at {{< relref \"b\" >}}", "at /blog/posts/b/"),
    ] {
        let (text, site) = body(&format!("{old}\n"), "baseURL = 'https://example.org/blog/'\n", &others);
        assert_eq!(text, format!("{new}\n"), "{old}: {:?}", site.findings);
    }
    let (text, site) = body("[x]({{< ref \"gone.md\" >}})\n", "", &others);
    assert_eq!(text, "[x]({{< ref \"gone.md\" >}})\n");
    assert!(site.findings.iter().any(|finding| finding.message.contains("no page is `gone.md`")));
}

#[test]
fn a_sites_own_shortcodes_are_filled_in_where_they_are_plain() {
    let others = [
        ("layouts/shortcodes/kbd.html", "<kbd>{{ .Get 0 }}</kbd>"),
        ("layouts/shortcodes/box.html", "<div class=\"box\">\n  {{ .Inner | markdownify }}\n</div>\n"),
        ("layouts/shortcodes/list.html", "{{ range .Site.Pages }}{{ .Title }}{{ end }}"),
        ("layouts/shortcodes/rawhtml.html", "{{ .Inner }}"),
    ];
    let (text, site) = body(
        "Press {{< kbd \"A\" >}}.\n\n{{< box >}}*x*{{< /box >}}\n\n{{< rawhtml >}}<p>raw</p>{{< /rawhtml >}}\n\n{{< list >}}\n",
        "",
        &others,
    );
    assert!(text.starts_with("Press <kbd>A</kbd>.\n"), "{text}");
    assert!(text.contains("<div class=\"box\">\n\n*x*\n\n</div>") || text.contains("*x*"), "{text}");
    assert!(text.contains("<p>raw</p>") && text.contains("{{< list >}}"), "{text}");
    let finding = site.findings.iter().find(|finding| finding.message.contains("`list`")).expect("a finding");
    assert!(finding.help.contains("layouts/shortcodes/list.html"), "{}", finding.help);
}

#[test]
fn figures_find_their_pictures() {
    let post = "---\ntitle: B\n---\n{{< figure src=\"a.png\" caption=\"A view\" >}}\n\n{{< figure src=\"/img/b.png\" >}}\n\n{{< figure src=\"c/d.png\" >}}\n";
    let site = site(&[
        ("hugo.toml", ""),
        ("content/posts/b/index.md", post),
        ("content/posts/b/a.png", "x"),
        ("static/img/b.png", "x"),
        ("assets/c/d.png", "x"),
        ("assets/unused.png", "x"),
    ]);
    let text = &site.pages[0].body;
    assert!(text.contains("![A view](a.png \"A view\")"), "{text}");
    assert!(text.contains("![](/img/b.png)") && text.contains("![](/c/d.png)"), "{text}");
    let targets: Vec<&str> = site.files.iter().map(|file| file.target.as_str()).collect();
    assert_eq!(targets, ["static/img/b.png", "static/c/d.png", "content/posts/b/a.png"]);
}

#[test]
fn links_below_a_base_path_go_on_to_lead_home() {
    let config = "baseURL = 'https://example.org/blog/'\n";
    let figures = "{{< figure src=\"/blog/img/a.png\" >}}\n\n{{< figure src=\"b.png\" title=\"B\" >}}\n";
    let (text, _) = body(figures, config, &[("assets/b.png", "x")]);
    assert!(text.starts_with("![](/img/a.png)\n") && text.contains("<img src=\"/b.png\""), "{text}");
    let old = "[a](/blog/posts/b/) [b](/about) ![c](/blog/img/a.png)\n\n[r]: /blog/x/\n\n<a href=\"/blog/y/\">y</a> [r]\n";
    let new = "[a](/posts/b/) [b](https://example.org/about) ![c](/img/a.png)\n\n[r]: /x/\n\n<a href=\"/y/\">y</a> [r]\n";
    assert_eq!(body(old, config, &[]).0, new);
}

#[test]
fn headings_keep_their_ids_and_attributes_go() {
    let config = "[markup.goldmark.parser.attribute]\nblock = true\n";
    let (text, _) = body("## Q & A\n\nText.\n{.wide}\n\n## Plain\n", config, &[]);
    assert_eq!(text, "## Q & A {#q--a}\n\nText.\n\n## Plain\n");
}

#[test]
fn front_matter_says_the_same_in_offprints_words() {
    let post = "+++\ntitle = \"A\"\ndate = 2020-01-02T03:04:05+02:00\nlastmod = 2021-01-02\nTags = [\"x\"]\nauthor = {name = \"Ada\", url = \"u\"}\n\
                series = [\"S\"]\nseries_order = 2\nweight = 3\ncolour = \"red\"\ndraft = false\n[cover]\nimage = \"https://e.org/a.png\"\nalt = \"an a\"\n+++\nFirst.\n\n<!--more-->\n\nSecond.\n";
    let page = &site(&[("config.toml", ""), ("content/posts/a.md", post)]).pages[0];
    assert_eq!(page.kind, PageKind::Post);
    let keys: Vec<&str> = page.front_matter.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(
        keys,
        ["title", "date", "updated", "summary", "tags", "series", "authors", "weight", "cover", "extra"]
    );
    let text = |key: &str| value(&page.front_matter, key).map(ToString::to_string).unwrap_or_default();
    assert_eq!(text("date"), "2020-01-02T03:04:05+02:00");
    assert_eq!((text("summary").as_str(), text("authors").as_str()), ("\"First.\"", "[\"Ada\"]"));
    assert!(text("series").contains("number = 2") && text("extra").contains("colour = \"red\""));
    assert_eq!(page.body, "First.\n\n\nSecond.\n");
}

#[test]
fn a_text_before_and_after_has_the_same_words() {
    let old = "One \"two\" -- three... <b>four</b>\n\n{{< figure src=\"a.png\" caption=\"five six\" >}}\n\n\
               {{% alert title=\"Seven\" %}}\neight https://example.org/nine\n{{% /alert %}}\n\n{{< highlight go >}}\nten()\n{{< /highlight >}}\n\n{{< odd >}}\n";
    let (_, site) = body(old, "[markup.goldmark.renderer]\nunsafe = true\n", &[]);
    let before = measure(&site.pages[0].reference);
    for word in ["one", "two", "three", "four", "five", "six", "seven", "eight", "odd"] {
        assert!(before.words.contains_key(word), "{word}: {:?}", before.words);
    }
    assert_eq!((before.images.len(), before.code_blocks.len(), before.links.len()), (1, 1, 1));
    assert!(!site.pages[0].reference.contains("OFFPRINTHELD"), "{}", site.pages[0].reference);
}

#[test]
fn the_configuration_is_carried_over() {
    let config = "title = 'My blog'\nbaseURL = 'https://example.org/blog'\nlanguageCode = 'en-GB'\ntimeZone = 'Europe/Berlin'\n\
                  copyright = '© Ada'\npaginate = 7\nsummaryLength = 30\n[params]\ndescription = 'About *things*'\nauthor = 'Ada'\n\
                  [[menu.main]]\nname = 'Posts'\nurl = '/blog/posts/'\nweight = 2\n[[menu.main]]\nname = 'Home'\npageRef = '/'\nweight = 1\n\
                  [[menu.footer]]\nname = 'x'\nurl = '/x/'\n[taxonomies]\ntag = 'tags'\nplace = 'places'\n[services.rss]\nlimit = 5\n";
    let site = site(&[
        ("config.toml", config),
        ("content/about.md", "---\ntitle: About\nmenu: main\ndate: 2020-01-01\n---\nText.\n"),
        ("content/posts/a.md", "---\ntitle: A\ntags: [Rust]\n---\nText.\n"),
        ("content/tags/rust/_index.md", "---\ntitle: The Rust language\ndescription: A language.\n---\n"),
    ]);
    let text = |key: &str| value(&site.settings.keys, key).map(ToString::to_string).unwrap_or_default();
    assert_eq!(site.settings.base_url.as_deref(), Some("https://example.org/blog/"));
    for (key, expected) in [
        ("title", "\"My blog\""),
        ("description", "\"About things\""),
        ("language", "\"en-GB\""),
        ("timezone", "\"Europe/Berlin\""),
        ("author", "\"Ada\""),
        ("lists", "{ per_page = 7 }"),
        ("feed", "{ length = 5 }"),
        ("summary", "{ rule = \"words:30\" }"),
    ] {
        assert_eq!(text(key), expected, "{key}");
    }
    let menu = text("menu");
    let places: Vec<_> = ["\"Home\"", "\"/\"", "\"Posts\"", "\"/posts/\"", "\"About\"", "\"/about/\""]
        .iter()
        .map(|part| menu.find(part))
        .collect();
    assert!(places.iter().all(Option::is_some), "{menu}");
    assert!(menu.find("Home") < menu.find("Posts") && menu.find("Posts") < menu.find("About"), "{menu}");
    let taxonomies = text("taxonomies");
    assert!(
        taxonomies.contains("categories = false") && taxonomies.contains("The Rust language"),
        "{taxonomies}"
    );
    assert!(taxonomies.contains("places"), "{taxonomies}");
    assert!(site.findings.iter().any(|finding| finding.message.contains("the menu `footer`")));
    let about = site.pages.iter().find(|page| page.source == "content/about.md").expect("the page");
    assert_eq!(about.kind, PageKind::Page);
    assert!(value(&about.front_matter, "date").is_none());
}

#[test]
fn a_configuration_in_many_files_is_one() {
    let site = site(&[
        ("config/_default/hugo.yaml", "title: A\nbaseURL: https://a.org/\n"),
        ("config/_default/params.toml", "Description = 'D'\n"),
        ("config/_default/menus.en.toml", "[[main]]\nname = 'Posts'\nurl = '/posts/'\n"),
        ("config/_default/permalinks.toml", "posts = '/:year/:slug/'\n"),
        ("config/production/config.toml", "baseURL = 'https://b.org/'\n"),
        ("content/posts/a.md", "---\ntitle: A\ndate: 2020-01-02\n---\nText.\n"),
    ]);
    assert_eq!(site.settings.base_url.as_deref(), Some("https://b.org/"));
    assert_eq!(site.pages[0].url.as_deref(), Some("/2020/a/"));
    assert!(
        value(&site.settings.keys, "menu").is_some() && value(&site.settings.keys, "description").is_some()
    );
}

#[test]
fn a_folder_that_is_no_hugo_site_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let error = hugo::read(folder.path(), jiff::Timestamp::UNIX_EPOCH).expect_err("no site");
    assert!(error.to_string().contains("`hugo.toml`"), "{error}");
    write(folder.path(), "hugo.toml", "title = 'a'\nb = =\n");
    let error = hugo::read(folder.path(), jiff::Timestamp::UNIX_EPOCH).expect_err("no site");
    assert!(error.to_string().contains("`hugo.toml`, line 2"), "{error}");
}

#[test]
fn texts_of_other_kinds_and_broken_ones_are_listed() {
    let site = site(&[
        ("hugo.toml", ""),
        ("content/posts/a.org", "---\ntitle: A\n---\n* Heading\n"),
        ("content/posts/b.md", "---\ntitle: [\n---\nText.\n"),
        ("content/posts/c.html", "---\ntitle: C\n---\n<div>\n\n    <p>x</p>\n</div>\n"),
        ("layouts/index.html", "x"),
        ("data/x.yaml", "a: 1"),
    ]);
    let find = |path: &str| site.findings.iter().any(|finding| finding.path.ends_with(path));
    assert!(find("a.org") && find("b.md") && find("layouts") && find("data"), "{:?}", site.findings);
    let text =
        |path: &str| site.pages.iter().find(|page| page.source.ends_with(path)).map(|page| page.body.clone());
    assert_eq!(text("c.html").as_deref(), Some("<div>\n<p>x</p>\n</div>\n"));
    assert!(text("a.org").is_some_and(|text| text.contains("* Heading")));
    assert_eq!(text("b.md").as_deref(), Some("Text.\n"));
}

#[test]
fn pages_in_the_root_are_posts_where_there_are_no_others() {
    let kinds = |files: &[(&str, &str)]| {
        let site = site(files);
        site.pages.iter().map(|page| (page.source.clone(), page.kind)).collect::<Vec<_>>()
    };
    let dated = "---\ntitle: A\ndate: 2020-01-02\n---\nText.\n";
    let alone = kinds(&[
        ("hugo.toml", ""),
        ("content/a.md", dated),
        ("content/index.md", "---\ntitle: Home\n---\nHi.\n"),
    ]);
    assert_eq!(alone[0], ("content/a.md".to_owned(), PageKind::Post));
    assert_eq!(alone[1], ("content/index.md".to_owned(), PageKind::Section));
    let beside = kinds(&[("hugo.toml", ""), ("content/about.md", dated), ("content/posts/a.md", dated)]);
    assert_eq!(beside[0], ("content/about.md".to_owned(), PageKind::Page));
}
