use crate::Folder;

#[track_caller]
fn clean(text: &str) {
    let folder = Folder::new("")
        .post("a", "tags = ['rust', 'C++']\nauthors = ['Ada']\nseries = 'One'", text)
        .post("b", "path = '/2014/10/30/Old.html'", "## A heading\n\n## Café\n\nNote[^1].\n\n[^1]: Here.")
        .file(
            "content/posts/bundle/index.md",
            "+++\ntitle = 'Bundle'\ndate = 2026-05-01\n+++\n[x](map.svg)\n",
        )
        .file("content/posts/bundle/map.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 3 2'/>")
        .file("content/notes/über uns.md", "+++\ntitle = 'Notes'\ndate = 2026-05-02\n+++\nText.\n")
        .file("content/about.md", "+++\ntitle = 'About'\n+++\nText.\n")
        .file("static/files/a b.pdf", "%PDF");
    assert_eq!(folder.told(), Vec::<String>::new(), "{text}");
}

#[test]
fn pages_that_offprint_makes_are_there() {
    for list in [
        "/",
        "/posts/",
        "/tags/",
        "/tags/rust/",
        "/tags/c-plus-plus/",
        "/authors/ada/",
        "/archive/",
        "/search/?q=x",
        "/saved/",
    ] {
        clean(&format!("[x]({list})"));
    }
    for file in ["/feed.xml", "/tags/rust/feed.xml", "/sitemap.xml", "/robots.txt", "/search.bin"] {
        clean(&format!("[x]({file})"));
    }
}

#[test]
fn an_address_may_be_written_in_many_ways() {
    for link in [
        "/2014/10/30/Old.html",
        "/about/?a=b#top",
        "/about/index.html",
        "../../about/",
        "/notes/%C3%BCber-uns/",
        "/notes/über-uns/",
        "/files/a%20b.pdf",
        "/posts/bundle/map.svg",
        "bundle/map.svg#part",
        "bundle/index.md",
        "https://example.org/blog",
        "http://example.org/blog/about/",
        "//example.org/blog/about/",
    ] {
        clean(&format!("[x]({link})"));
    }
}

#[test]
fn parts_of_pages_are_there() {
    for link in [
        "b.md#a-heading",
        "b.md#caf%C3%A9",
        "b.md#café",
        "b.md#fn-1",
        "b.md#",
        "/2014/10/30/Old.html#a-heading",
        "#top",
        "#main",
        "#own",
        "#named",
        "#:~:text=some%20words",
        "/tags/#main",
    ] {
        clean(&format!("[x]({link})\n\n<span id='own'>x</span> <a name='named'>y</a>"));
    }
}

#[test]
fn what_is_not_the_sites_is_left_alone() {
    for link in [
        "https://example.com/gone",
        "mailto:a@example.org",
        "tel:+123",
        "//example.com/",
        "https://example.organic/blog/x",
    ] {
        clean(&format!("[x](<{link}>)"));
    }
    clean("`[x](/gone/)` and\n\n```\n[x](gone.md)\n```");
}

#[test]
fn keys_that_mean_something_are_known() {
    let folder = Folder::new("[taxonomies.places]\n").file(
        "content/posts/a.md",
        "---\ntitle: A\ndate: 2026-05-01\nlastmod: 2026-05-02\npublishDate: 2026-05-01\nauthor: Ada\nplaces: [Here]\n\
         category: x\ntag: y\nseries:\n  name: One\n  number: 1\nimage: /img/a.svg\nparams:\n  layout: post\n\
         redirect_from: /old/\npublished: true\ncanonical_url: https://example.com/a\nexcerpt: Short.\n\
         description: Short.\n---\nText.\n",
    );
    let folder =
        folder.file("static/img/a.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 3 2'/>");
    assert_eq!(folder.told(), Vec::<String>::new());
}

#[test]
fn drafts_are_not_looked_at_unless_they_are_wanted() {
    let folder =
        Folder::new("").post("a", "draft = true\ndesciption = 'x'", "[x](/gone/)").post("b", "", "Text.");
    assert_eq!(folder.told(), Vec::<String>::new());
    assert_eq!(folder.check_with(|options| options.drafts = true).findings.len(), 2);
}

#[test]
fn a_picture_that_any_text_names_is_no_orphan() {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 3 2'/>";
    let folder = Folder::new("")
        .post("a", "[extra]\nbanner = '/img/a.svg'", "<img src=\"/img/b.svg\" alt=\"B\">")
        .file("static/css/more.css", "p { background: url(../img/c.svg) }")
        .file("theme/custom.css", "p { background: url('/blog/img/d%20e.svg') }")
        .file("static/img/a.svg", svg)
        .file("static/img/b.svg", svg)
        .file("static/img/c.svg", svg)
        .file("static/img/d e.svg", svg)
        .file("static/apple-touch-icon.svg", svg);
    assert_eq!(folder.told(), Vec::<String>::new());
}
