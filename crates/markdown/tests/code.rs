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

#[test]
fn languages_go_by_the_names_that_authors_write() {
    let highlighter = Highlighter::new();
    for name in [
        "asm",
        "bash",
        "c",
        "c++",
        "c#",
        "clojure",
        "cmake",
        "console",
        "cpp",
        "cs",
        "css",
        "csharp",
        "dart",
        "diff",
        "docker",
        "dockerfile",
        "elixir",
        "elm",
        "erlang",
        "fsharp",
        "go",
        "golang",
        "graphql",
        "groovy",
        "haskell",
        "hcl",
        "html",
        "ini",
        "java",
        "javascript",
        "js",
        "json",
        "jsonc",
        "jsx",
        "julia",
        "kotlin",
        "latex",
        "less",
        "liquid",
        "lisp",
        "lua",
        "make",
        "makefile",
        "markdown",
        "md",
        "nginx",
        "nim",
        "nix",
        "node",
        "objc",
        "ocaml",
        "perl",
        "php",
        "proto",
        "protobuf",
        "python",
        "py",
        "r",
        "rb",
        "rs",
        "ruby",
        "rust",
        "Rust",
        "sass",
        "scala",
        "scss",
        "sh",
        "shell",
        "sql",
        "SQL",
        "svelte",
        "swift",
        "terraform",
        "tex",
        "toml",
        "ts",
        "tsx",
        "typescript",
        "vim",
        "vue",
        "wasm",
        "wat",
        "xml",
        "yaml",
        "yml",
        "zig",
        "zsh",
        "{.python}",
        "rust:main.rs",
    ] {
        let document = document(&format!("```{name}\nx = 1\n```\n"), &highlighter);
        assert_eq!(document.warnings, [], "{name}");
    }
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
