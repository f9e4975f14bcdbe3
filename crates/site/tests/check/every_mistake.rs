use crate::Folder;
use offprint_site::{Code, Severity};

const LONG: &str = "A title that goes on and on until nobody who looks for something sees what it ends with";

/// A site with one of every mistake that a build lets pass, or the same one mended.
fn site(mended: bool) -> Folder {
    let or = |wrong: &'static str, right: &'static str| if mended { right } else { wrong };
    let drawing = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 3 2'><path d='M0 0h3v2z'/></svg>";
    let menu = format!("[[menu]]\nlabel = 'Notes'\nurl = '{}'\n", or("/notes/", "/posts/"));
    let long = "x".repeat(if mended { 160 } else { 161 });
    let links = [
        or("[a](b.md#nothing)", "[a](b.md#a-heading)"),
        or("[b](#nowhere)", "[b](#here)"),
        or("[c](/posts/gone/)", "[c](/posts/b/)"),
        or("[d](gone.md)", "[d](b.md)"),
        or("![e](gone.png)", "![e](/img/shown.svg)"),
        or("[f](/old/b/)", "[f](/posts/b/)"),
        or("[g](/posts/b)", "[g](/posts/b/)"),
        or("[h](/Posts/B/)", "[h](/posts/b/)"),
        or("[i](draft.md)", "[i](b.md)"),
        or("[j](/posts/later/)", "[j](/posts/b/)"),
        or("<a href='/tags/cobol/'>k</a>", "<a href='/tags/rust/'>k</a>"),
        or("[l](https://example.org/blog/gone/)", "[l](https://example.org/blog/posts/b/)"),
        or("[m](/archive/#y1999)", "[m](/archive/)"),
        "## Here",
    ];
    Folder::new(&menu)
        .post("a", "", &links.join("\n\n"))
        .post("b", "tags = ['rust']\naliases = ['/old/b/']", "## A heading\n\n![Shown](/img/shown.svg)")
        .post("draft", "draft = true", "Text.")
        .post("later", "publish_date = 2026-07-01", "Text.")
        .file(
            "content/posts/c.md",
            &format!("+++\ntitle = '{}'\ndate = 2026-05-01\n+++\nText.\n", or("POST B", "Post C")),
        )
        .file(
            "content/posts/d.md",
            &format!("+++\ntitle = '{}'\ndate = 2026-05-01\n+++\nText.\n", or(LONG, "Short")),
        )
        .post("e", &format!("description = '{long}'"), "Text.")
        .post("f", or("summary = 'Short.'", "summary = 'Short.'\ndescription = 'The same.'"), "Text.")
        .post("g", or("slug = 'A Slug'", "slug = 'a-slug'"), "Text.")
        .file(
            "content/posts/h.md",
            &format!("+++\ntitle = 'H'\ndate = {}\n+++\nText.\n", or("1970-01-01", "2020-01-01")),
        )
        .file(
            "content/posts/i.md",
            &format!("+++\ntitle = 'I'\ndate = {}\n+++\nText.\n", or("2062-01-01", "2026-07-01")),
        )
        .post("j", or("updated = 2026-04-01", "updated = 2026-06-01"), "Text.")
        .file(
            "content/posts/k.md",
            or("+++\ntitle = 'K'\n+++\nText.\n", "+++\ntitle = 'K'\ndate = 2026-05-01\n+++\nText.\n"),
        )
        .post("l", or("desciption = 'A slip.'", "description = 'No slip.'"), "Text.")
        .post("m", or("layout = 'post'", "[extra]\nlayout = 'post'"), "Text.")
        .post("n", or("tags = ['crates']", "tags = ['crate']"), "Text.")
        .post("o", "tags = ['crate']", "Text.")
        .post("p", or("tags = ['Crate']", "tags = ['crate']"), "Text.")
        .post("q", "tags = ['crate']\nseries = 'Ten steps'\nseries_number = 1", "Text.")
        .post(
            "r",
            or("series = 'Ten steps'\nseries_number = 3", "series = 'Ten steps'\nseries_number = 2"),
            "Text.",
        )
        .post(
            "s",
            or("series = 'Ten steps'\nseries_number = 3", "series = 'Ten steps'\nseries_number = 3"),
            "Text.",
        )
        .file("static/img/shown.svg", drawing)
        .file(if mended { "static/favicon.svg" } else { "static/img/lost.svg" }, drawing)
        .file("theme/footer.html", or("<a href='/blog/gone'>x</a>", "<a href='/blog/posts/b/'>x</a>"))
}

const FOUND: &[&str] = &[
    "broken-anchor content/posts/a.md:6:5 `b.md#nothing` leads to a page that has no part `#nothing`",
    "broken-anchor content/posts/a.md:8:5 `#nowhere` leads to a page that has no part `#nowhere`",
    "broken-link content/posts/a.md:10:5 `/posts/gone/` leads nowhere: there is no `/posts/gone/`",
    "broken-link content/posts/a.md:12:5 `gone.md` is not there",
    "missing-file content/posts/a.md:14:6 `gone.png` is not there",
    "redirected-link content/posts/a.md:16:5 `/old/b/` is an old address, which leads on to `/posts/b/`",
    "redirected-link content/posts/a.md:18:5 `/posts/b` leads on to `/posts/b/`: its last slash is missing",
    "broken-link content/posts/a.md:20:5 `/Posts/B/` leads nowhere: the address is `/posts/b/`, and hosts tell case apart",
    "unpublished-link content/posts/a.md:22:5 `draft.md` leads to a page that readers don't get: `content/posts/draft.md` is a draft",
    "unpublished-link content/posts/a.md:24:5 `/posts/later/` leads to a page that readers don't get: `content/posts/later.md` is not published at this time",
    "broken-link content/posts/a.md:26:10 `/tags/cobol/` leads nowhere: there is no `/tags/cobol/`",
    "broken-link content/posts/a.md:28:5 `https://example.org/blog/gone/` leads nowhere: there is no `/gone/`",
    "broken-anchor content/posts/a.md:30:5 `/archive/#y1999` leads to a page that has no part `#y1999`",
    "duplicate-title content/posts/c.md:2:9 the title \"POST B\" differs in case alone from that of `content/posts/b.md`",
    "long-title content/posts/d.md:2:9 the title has 87 characters; search engines show about 70",
    "long-description content/posts/e.md:4:15 the description has 161 characters; search engines show about 160",
    "missing-description content/posts/f.md:4:11 there is a summary and no description",
    "odd-slug content/posts/g.md:4:8 the slug `A Slug` has a space in it",
    "odd-date content/posts/h.md:3:8 the date is before the web began: 1970-01-01",
    "odd-date content/posts/i.md:3:8 the date is more than a year from now: 2062-01-01",
    "updated-before-date content/posts/j.md:4:11 it was changed on 2026-04-01, before it was published on 2026-05-01",
    "missing-date content/posts/k.md:1:1 this post has no date: lists show it below all that have one",
    "unknown-key content/posts/l.md:4:1 the key `desciption` is not known",
    "foreign-key content/posts/m.md:4:1 `layout` means something to another generator, and nothing here",
    "similar-terms content/posts/n.md:4:10 `crates` differs from `crate` only as one and several, both in `tags`",
    "similar-terms content/posts/p.md:4:10 `Crate` differs from `crate` only in how it is written, both in `tags`",
    "series-number content/posts/r.md:4:1 the series \"Ten steps\" has a part 3 and no part 2",
    "series-number content/posts/s.md:1:1 part 3 of the series \"Ten steps\" is also `content/posts/r.md`",
    "broken-link offprint.toml:5:8 `/notes/` leads nowhere: there is no `/notes/`",
    "orphan-image static/img/lost.svg no page shows this picture or leads to it",
    "broken-link theme/footer.html:1:10 `/blog/gone` leads nowhere: there is no `/gone`",
];

#[test]
fn one_of_every_mistake_is_found_at_its_place() {
    let told = site(false).told();
    let expected: Vec<String> = FOUND.iter().map(|line| (*line).to_owned()).collect();
    for line in expected.iter().filter(|line| !told.contains(line)) {
        println!("not found:   {line}");
    }
    for line in told.iter().filter(|line| !expected.contains(line)) {
        println!("too much:    {line}");
    }
    assert_eq!(told, expected);
}

#[test]
fn the_same_site_mended_is_clean() {
    let checked = site(true).check();
    assert_eq!(site(true).told(), Vec::<String>::new());
    assert_eq!((checked.pages, checked.cut_short), (18, false));
    assert!(checked.links > 14, "{}", checked.links);
}

#[test]
fn every_finding_says_what_to_do_and_how_bad_it_is() {
    for finding in site(false).check().findings {
        let (code, severity) = (finding.code, finding.severity);
        assert_eq!(severity, code.severity(), "{finding:?}");
        assert!(finding.help.is_some(), "{finding:?}");
    }
    assert_eq!(Code::BrokenLink.severity(), Severity::Error);
    assert_eq!(Code::LongTitle.severity(), Severity::Advice);
}

#[test]
fn what_is_likely_meant_is_said() {
    let help = |link: &str| {
        let folder = Folder::new("")
            .post("a", "", link)
            .post("a-long-name", "", "## A heading")
            .post("zebra", "", "Text.");
        let finding = folder.check().findings.into_iter().next().expect(link);
        finding.help.expect("help")
    };
    assert_eq!(help("[x](/posts/a-long-nam/)"), "is `/posts/a-long-name/` meant?");
    assert_eq!(help("[x](/blog/posts/zebra/)"), "the base path comes by itself: write `/posts/zebra/`");
    assert_eq!(help("[x](a-long-name.md#a-headin)"), "is `#a-heading` meant?");
    assert_eq!(help("[x](/posts/zebra?a=b#top)"), "write `/posts/zebra/?a=b#top`");
}

#[test]
fn what_keeps_a_site_from_being_built_is_said_with_what_else_can_be_seen() {
    let folder = Folder::new("")
        .file("content/posts/a.md", "+++\ndate = 2026-05-01\ndesciption = 'x'\n+++\nText.\n")
        .post("b", "desciption = 'y'", "[gone](/gone/)");
    let checked = folder.check();
    assert!(checked.cut_short);
    assert_eq!(
        folder.told(),
        [
            "missing-title content/posts/a.md:1:1 the title is missing",
            "unknown-key content/posts/a.md:3:1 the key `desciption` is not known",
            "unknown-key content/posts/b.md:4:1 the key `desciption` is not known",
        ]
    );
}

#[test]
fn a_configuration_that_is_wrong_is_a_finding() {
    let folder = Folder::new("[check]\nallow = ['long-titel']\n").post("a", "", "Text.");
    let findings = folder.of(Code::Config);
    let label = findings.first().and_then(|finding| finding.label.clone().or_else(|| finding.help.clone()));
    assert!(label.is_some_and(|said| said.contains("long-title")), "{findings:?}");
}

#[test]
fn every_code_is_explained_in_the_documentation() {
    let text = include_str!("../../../../demo/content/posts/checking-a-site.md");
    for code in Code::all() {
        assert!(text.contains(&format!("`{}`", code.name())), "{}", code.name());
    }
}
