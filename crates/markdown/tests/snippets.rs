//! An author's own directives.

use offprint_markdown::{
    Document, Highlighter, ImageLink, Links, Options, Snippet, SnippetNameError, Snippets, render,
};

struct Blog;

impl Links for Blog {
    fn link(&self, href: &str) -> Option<String> {
        href.strip_suffix(".md").map(|page| format!("/blog/{page}/"))
    }

    fn image(&self, src: &str) -> ImageLink {
        let own = !src.contains("//");
        ImageLink { src: if own { format!("/blog/{src}") } else { src.to_owned() }, size: None }
    }
}

fn document(snippet: &str, body: &str) -> Document {
    let mut snippets = Snippets::default();
    let snippet = Snippet::parse(snippet).unwrap_or_else(|error| unreachable!("{error:?}"));
    snippets.add("mine", snippet).unwrap_or_else(|error| unreachable!("{error:?}"));
    let highlighter = Highlighter::new();
    render(body, &Options { snippets: Some(&snippets), ..Options::new(&Blog, &highlighter) })
}

fn html(snippet: &str, body: &str) -> String {
    let document = document(snippet, body);
    assert!(document.warnings.is_empty(), "{:?}", document.warnings);
    document.html
}

fn warning(snippet: &str, body: &str) -> (String, String, String) {
    let mut found = document(snippet, body).warnings;
    assert_eq!(found.len(), 1, "{found:?}");
    let found = found.remove(0);
    (found.message, body[found.span].to_owned(), found.help.unwrap_or_default())
}

/// What is wrong with a template, and the part of it.
fn fault(template: &str) -> (String, String) {
    let Err(error) = Snippet::parse(template) else { unreachable!("`{template}` is read") };
    (error.message.clone(), template[error.span].to_owned())
}

#[test]
fn parameters_stand_in_text_and_in_attributes() {
    assert_eq!(
        html(
            "<p class=\"{{ tone }}\">{{ label }} {{ n | default \"0\" }}</p>",
            "::mine[A < B]{tone='x\" onclick=\"y'}\n"
        ),
        "<p class=\"x&quot; onclick=&quot;y\">A &lt; B 0</p>\n"
    );
    assert_eq!(
        html("<b>{{ a }}</b>", "::mine{a=\"<script>alert(1)</script>\"}\n"),
        "<b>&lt;script&gt;alert(1)&lt;/script&gt;</b>\n"
    );
}

#[test]
fn the_body_is_markdown_of_the_same_document() {
    let html = html(
        "<section class=\"box\">{{ body }}</section>",
        ":::mine\n## Head\n\n*Text*[^1]\n:::\n\nAfter\n\n[^1]: Note\n",
    );
    assert!(html.starts_with("<section class=\"box\">\n<h2 id=\"head\">"), "{html}");
    assert!(html.contains("<em>Text</em><sup class=\"footnote-ref\">"));
    assert!(html.contains("</section>\n<p>After</p>\n<section class=\"footnotes\""), "{html}");
}

#[test]
fn conditions_ask_whether_something_is_given() {
    let snippet = "{% if url %}<a href=\"{{ url }}\">{{ label }}</a>{% else %}<b>{{ label }}</b>{% end %}{% if wide %}!{% end %}";
    assert_eq!(html(snippet, "::mine[x]{url=/y/ wide}\n"), "<a href=\"/y/\">x</a>!\n");
    assert_eq!(html(snippet, "::mine[x]{wide=false}\n"), "<b>x</b>\n");
    assert_eq!(html("{% if body %}<i>{{ body }}</i>{% else %}<hr>{% end %}", "::mine\n"), "<hr>\n");
}

#[test]
fn addresses_lead_where_they_would_in_the_post_and_never_run() {
    assert_eq!(
        html("<a href=\"{{ to }}\">x</a>", "::mine{to=other.md}\n"),
        "<a href=\"/blog/other/\">x</a>\n"
    );
    assert_eq!(
        html("<img src='{{ to }}' alt=''>", "::mine{to=a.png}\n"),
        "<img src=\"/blog/a.png\" alt=\"\">\n"
    );
    assert_eq!(
        html("<a href=\"https://a.example/{{ to }}\">x</a>", "::mine{to=b}\n"),
        "<a href=\"https://a.example/b\">x</a>\n"
    );
    for (snippet, address) in [
        ("<a href=\"{{ to }}\">x</a>", "javascript:alert(1)"),
        ("<a href=\"{{ to }}\">x</a>", " JavaScript:alert(1)"),
        ("<a href=\"java{{ to }}\">x</a>", "script:alert(1)"),
        ("<iframe src=\"{{ to }}\"></iframe>", "data:image/svg+xml,<svg onload=alert(1)>"),
        ("<form action=\"{{ to }}\"></form>", "vbscript:x"),
        ("<img src=\"{{ to }}\" alt=\"\">", "data:text/html,x"),
    ] {
        let found = document(snippet, &format!("::mine{{to=\"{address}\"}}\n"));
        assert_eq!(found.warnings.len(), 1, "{address}");
        assert!(found.html.contains("=\"\""), "{}", found.html);
    }
}

#[test]
fn the_page_allows_the_hosts_that_a_snippet_loads_from() {
    let snippet = "<iframe src=\"https://maps.example/{{ q }}\" title=\"Map\"></iframe><img src=\"https://pictures.example/a.png\" alt=\"\">";
    let found = document(snippet, "::mine{q=x}\n");
    assert!(found.frame_hosts.iter().eq(["https://maps.example"]));
    assert!(found.remote_hosts.iter().eq(["https://pictures.example"]));
    assert!(found.html.contains("<iframe src=\"https://maps.example/x\" title=\"Map\"></iframe>"));
}

#[test]
fn a_snippets_html_is_the_themes_and_the_bodys_is_not() {
    let found = document(
        "<form><button onclick=\"x()\">{{ label }}</button>{{ body }}</form>",
        ":::mine[Go]\n<button>no</button>\n<b>yes</b>\n:::\n",
    );
    let html = found.html;
    assert!(html.contains("<button onclick=\"x()\">Go</button>"), "{html}");
    assert!(!html.contains("<button>"), "{html}");
    assert!(html.contains("<b>yes</b>"));
}

#[test]
fn an_open_element_ends_with_the_body() {
    assert_eq!(html("<div><p>x", "::mine\n\nAfter\n"), "<div><p>x\n</p><p>After</p>\n</div>");
    let html = document("<section>{{ body }}</section>", ":::mine\n<div>\n\ntext\n:::\nafter\n").html;
    assert_eq!(html.matches("<div>").count(), html.matches("</div>").count(), "{html}");
}

#[test]
fn what_a_snippet_says_is_found_and_counted() {
    let found = document("<p>Read {{ label }}</p><script>no()</script>", "::mine[this]\n");
    assert_eq!(found.words, 2);
    assert_eq!(found.text, "Read this");
}

#[test]
fn what_is_missing_or_unknown_is_said_with_its_place() {
    let snippet = "<p>{{ label }} {{ a }} {{ tone | default \"x\" }}</p>";
    let tuple = |found: (String, String, String), want: [&str; 3]| {
        assert_eq!([found.0.as_str(), &found.1, &found.2], want)
    };
    tuple(
        warning(snippet, "::mine[x]\n"),
        ["the snippet `mine` needs the parameter `a`", "mine", "write it as `::mine{a=\"…\"}`"],
    );
    tuple(
        warning(snippet, "::mine{a=1}\n"),
        ["the snippet `mine` needs a text", "mine", "write it as `::mine[text]`"],
    );
    tuple(
        warning(snippet, "::mine[x]{a=1 tnoe=2}\n"),
        ["the snippet `mine` does nothing with `tnoe`", "tnoe=2", "did you mean `tone`?"],
    );
    tuple(
        warning("<hr>", "::mine[x]\n"),
        [
            "the snippet `mine` does nothing with a text",
            "x",
            "use `{{ label }}` in `theme/snippets/mine.html`",
        ],
    );
    tuple(
        warning("<hr>", ":::mine\n:::\n"),
        ["the snippet `mine` holds no Markdown", "mine", "write it as `::mine{…}`, with two colons"],
    );
    tuple(
        warning("{{ body }}", "::mine\n"),
        ["the snippet `mine` holds Markdown", "mine", "write `:::mine` above it and `:::` below"],
    );
    tuple(warning("<hr>", "::mien{}\n"), ["there is no directive `mien`", "mien", "did you mean `mine`?"]);
    assert!(document(snippet, "::mine\n").html.contains("<p>::mine</p>"));
}

#[test]
fn a_mistake_in_a_template_has_its_place() {
    for (template, message, place) in [
        ("<p>{{ a</p>", "`{{` is not closed", "{{"),
        ("{% if a", "`{%` is not closed", "{%"),
        ("<p>{{ a b }}</p>", "this is not understood", "{{ a b }}"),
        ("{{ a | upper }}", "this is not understood", "{{ a | upper }}"),
        ("{{ a | default x }}", "this is not understood", "{{ a | default x }}"),
        ("{% for a %}", "this is not understood", "{% for a %}"),
        ("x{% if a %}y", "this `if` is not closed", "{% if a %}"),
        ("{% end %}", "there is no `if` for this `end`", "{% end %}"),
        ("{% else %}", "there is no `if` for this `else`", "{% else %}"),
        ("{% if a %}{% else %}{% else %}{% end %}", "there is no `if` for this `else`", "{% else %}"),
        ("<p {{ a }}>", "`a` stands in a tag, outside the quotes of a value", "{{ a }}"),
        ("<p class={{ a }}>", "`a` stands in the value of `class` without quotes", "{{ a }}"),
        ("<script>x = '{{ a }}'</script>", "`a` stands in `<script>`", "{{ a }}"),
        ("<p onclick=\"{{ a }}\">", "`a` stands in the attribute `onclick`", "{{ a }}"),
        ("<p style=\"{{ a }}\">", "`a` stands in the attribute `style`", "{{ a }}"),
        ("<!-- {{ a }} -->", "`a` stands in a comment", "{{ a }}"),
        ("<p title=\"{{ body }}\">", "`{{ body }}` stands inside a tag", "{{ body }}"),
        ("{{ body }}{{ body }}", "`{{ body }}` stands here a second time", "{{ body }}"),
        ("<p title=\"x>é", "the snippet ends inside a tag, a comment or a script", "é"),
        (
            "{% if a %}<p title=\"{% end %}x",
            "with this condition and without it, the snippet goes on in different places of its HTML",
            "{% if a %}",
        ),
    ] {
        let (found, at) = fault(template);
        assert_eq!((found.as_str(), at.as_str()), (message, place), "{template}");
    }
}

#[test]
fn a_name_is_one_that_a_directive_can_have() {
    let mut snippets = Snippets::default();
    let snippet = || Snippet::parse("<hr>").unwrap();
    assert_eq!(snippets.add("note", snippet()), Err(SnippetNameError::BuiltIn("note".into())));
    assert!(matches!(snippets.add("my box", snippet()), Err(SnippetNameError::NoName(_))));
    assert_eq!(snippets.add("my-box_2", snippet()), Ok(()));
}

#[test]
fn no_template_takes_long() {
    let begun = std::time::Instant::now();
    for template in [
        "{{".repeat(100_000),
        "{% if a %}".repeat(50_000),
        "<".repeat(200_000),
        "<!-".repeat(100_000),
        "<a b='".repeat(50_000),
    ] {
        let _ = Snippet::parse(&template);
    }
    assert!(begun.elapsed() < std::time::Duration::from_secs(20));
}
