//! Code in colours.

use offprint_markdown::{CODE_SCOPES, Document, Highlighter, ImageLink, Links, Options, render};

struct AsWritten;

impl Links for AsWritten {
    fn link(&self, _href: &str) -> Option<String> {
        None
    }

    fn image(&self, src: &str) -> ImageLink {
        ImageLink { src: src.to_owned(), size: None }
    }
}

fn document(body: &str, highlighter: &Highlighter) -> Document {
    render(body, &Options::new(&AsWritten, highlighter))
}

#[test]
fn code_is_coloured_by_class_alone() {
    let document = document("```rust,ignore\nfn main() {} // <b>\n```\n", &Highlighter::new());
    assert_eq!(
        document.html,
        "<pre class=\"code\" data-lang=\"rust\" tabindex=\"0\"><code class=\"language-rust\">\
         <span class=\"z-storage\">fn </span><span class=\"z-entity z-name z-function\">main</span>() {} \
         <span class=\"z-comment\">// &lt;b&gt;\n</span></code></pre>\n"
    );
    assert_eq!(document.warnings, []);
}

#[test]
fn code_without_a_language_is_plain() {
    let highlighter = Highlighter::new();
    for body in ["```\na < b\n```\n", "    a < b\n"] {
        let html = document(body, &highlighter).html;
        assert_eq!(html, "<pre class=\"code\" tabindex=\"0\"><code>a &lt; b\n</code></pre>\n");
    }
    let html = document("```text\na\n```\n", &highlighter).html;
    assert_eq!(
        html,
        "<pre class=\"code\" data-lang=\"text\" tabindex=\"0\"><code class=\"language-text\">a\n</code></pre>\n"
    );
}

#[test]
fn an_unknown_language_is_shown_plain_and_told_once() {
    let body = "Text.\n\n```zorp\nx\n```\n\n```zorp\ny\n```\n";
    let document = document(body, &Highlighter::new());
    assert!(document.html.contains("<code class=\"language-zorp\">x\n</code>"));
    let [warning] = document.warnings.as_slice() else { panic!("{:?}", document.warnings) };
    assert_eq!(warning.message, "no colours are known for code in `zorp`: it is shown plain");
    assert_eq!(
        warning.help.as_deref(),
        Some("write `text` after the fence, or nothing, for code without colours")
    );
    assert_eq!(&body[warning.span.clone()], "```zorp\nx\n```");
}

/// A little of what every language has, so that each finds something to colour.
const SAMPLE: &str = "# a comment\n// a comment\n-- a comment\n; a comment\n% a comment\n\" a comment\n/* a comment */\n\
    let x = 42 + \"text\"; return true;\n<a href=\"x\">y</a>\nkey: \"value\"\n[section]\nname = 'value'\n\
    function main() { if (x > 1) { return null; } }\n@charset \"x\";\n* heading\n== heading ==\n\\command{x}\n$x = 1;\n\
    GET / HTTP/1.1\n+ added\n1,2,\"x\"\n{% if x %}{{ x }}{% endif %}\n**bold** ``code``\n";

#[test]
fn languages_go_by_the_names_that_authors_write() {
    let highlighter = Highlighter::new();
    let names: std::collections::BTreeSet<_> = include_str!("code/names.txt").split_whitespace().collect();
    let mut plain = Vec::new();
    for name in &names {
        let document = document(&format!("```{name}\n{SAMPLE}```\n"), &highlighter);
        if !document.warnings.is_empty() || !document.html.contains("<span class=\"z-") {
            plain.push(*name);
        }
    }
    assert_eq!(plain, [""; 0]);
    assert!(names.len() >= 250, "{}", names.len());
    assert_eq!(document("```SQL\nSELECT 1\n```\n", &highlighter).warnings, []);
}

#[test]
fn only_documented_classes_are_written() {
    let body = "```rust\n#[derive(Debug)]\nstruct A<'a>(&'a str);\nfn f(x: u8) -> String { format!(\"{x}\\n\") }\n```\n\
        ```html\n<a href=\"x\">y</a><style>p { color: red }</style>\n```\n```yaml\na: [1, true]\n```\n\
        ```diff\n- a\n+ b\n```\n```js\nconst s = `a ${b + 1}`; class A {}\n```\n```sh\necho \"$HOME\" | grep -v x\n```\n";
    let html = document(body, &Highlighter::new()).html;
    let documented: Vec<_> = CODE_SCOPES
        .iter()
        .map(|scope| scope.split('.').map(|atom| format!("z-{atom}")).collect::<Vec<_>>().join(" "))
        .collect();
    let mut written = html.split("<span class=\"").skip(1).filter_map(|rest| rest.split('"').next());
    assert!(written.clone().count() > 30);
    assert!(written.all(|classes| documented.iter().any(|known| known == classes)), "{html}");
}

#[test]
fn minified_code_does_not_hold_up_the_build() {
    let line = "a=1;".repeat(5_000);
    let html = document(&format!("```js\n{line}\n```\n"), &Highlighter::new()).html;
    assert!(html.contains(&format!("<code class=\"language-js\">{line}")));
}

#[test]
fn lines_have_numbers_and_marks_and_the_block_a_title() {
    let document = document(
        "```rust,linenos,linenostart=9,hl_lines=2,name=src/<a>.rs\n/* a\nb */ x\n\ny\n```\n",
        &Highlighter::new(),
    );
    assert_eq!(
        document.html,
        "<div class=\"code-file\"><div class=\"code-title\">src/&lt;a&gt;.rs</div>\
         <pre class=\"code lined\" data-lang=\"rust\" tabindex=\"0\"><code class=\"language-rust\">\
         <span class=\"line\" data-line=\"9\"><span class=\"z-comment\">/* a\n</span></span>\
         <span class=\"line marked\" data-line=\"10\"><span class=\"z-comment\">b */</span> x\n</span>\
         <span class=\"line\" data-line=\"11\">\n</span>\
         <span class=\"line\" data-line=\"12\">y\n</span></code></pre></div>\n"
    );
    assert_eq!(document.sections[0].text, "src/<a>.rs\n/* a\nb */ x\ny");
}

#[test]
fn what_a_patch_adds_and_takes_away_keeps_its_colours() {
    let document = document("```rust,diff\n fn a() {}\n-fn b() {}\n+fn c() {}\n```\n", &Highlighter::new());
    let function = |name: &str| {
        format!(
            "<span class=\"z-storage\">fn </span><span class=\"z-entity z-name z-function\">{name}</span>() {{}}\n"
        )
    };
    assert_eq!(
        document.html,
        format!(
            "<pre class=\"code lined\" data-lang=\"rust\" tabindex=\"0\"><code class=\"language-rust\">\
             <span class=\"line\"> {}</span><span class=\"line deleted\">-{}</span>\
             <span class=\"line inserted\">+{}</span></code></pre>\n",
            function("a"),
            function("b"),
            function("c")
        )
    );
}

#[test]
fn lines_pass_beside_raw_html() {
    let document = document("<b>x</b>\n\n```rust,linenos\nx\n```\n", &Highlighter::new());
    assert!(document.html.contains("<span class=\"line\" data-line=\"1\">x\n</span>"), "{}", document.html);
}
