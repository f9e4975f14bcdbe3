use crate::folder::Folder;
use offprint_site::Library;

/// What authors write, all of it in one post.
const POST: &str = r#"+++
title = "Everything"
date = 2026-05-01
+++
## Heading "one" {#one .wide}

He says "*yes*" -- it's 5 $ or 6 $: https://example.org/a, www.example.org, me@example.org, H~2~O, x^2^,
~~gone~~, :tada:, $e^{i\pi}$.[^1]

$$
\begin{aligned} a &= b \\ &= c \end{aligned}
$$

Term
: Meaning.

- [x] done

| a |
|:-:|
| b |

> [!NOTE]
> Note.

```rust,linenos,hl_lines=1,name=src/main.rs
let s = "it's";
```

[^1]: A note.
"#;

fn library(config: &str) -> Library {
    Folder::new().config(config).file("content/posts/a.md", POST).load()
}

#[test]
fn what_authors_write_is_on_the_page() {
    let library = library("title = 'A'\nlanguage = 'de'\n[markdown]\nsmart_punctuation = true\n");
    let html = &library.posts[0].html;
    for part in [
        "<h2 id=\"one\" class=\"wide\">Heading „one“<a ",
        "He says „<em>yes</em>“ – it’s 5 $ or 6 $: <a href=\"https://example.org/a\">https://example.org/a</a>",
        "<a href=\"http://www.example.org\">www.example.org</a>",
        "<a href=\"mailto:me@example.org\">me@example.org</a>",
        "H<sub>2</sub>O, x<sup>2</sup>",
        "<del>gone</del>, 🎉, <math display=\"inline\">",
        "<span class=\"formula\" tabindex=\"0\" role=\"group\" aria-label=\"Formula\"><math display=\"block\">",
        "<dt>Term</dt>\n<dd>Meaning.</dd>",
        "<li class=\"task\">",
        "<td class=\"align-center\">b</td>",
        "<aside class=\"alert alert-note\"",
        "<div class=\"code-title\">src/main.rs</div>",
        "<span class=\"line marked\" data-line=\"1\">",
        "it's",
        "href=\"#fnref-1\"",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    assert!(!html.contains(" style="), "{html}");
    assert!(library.warnings.is_empty(), "{:#?}", library.warnings);
}

#[test]
fn formulas_and_printed_quotes_are_the_authors_to_switch() {
    let html = &library("title = 'A'\n[markdown]\nmath = false\n").posts[0].html;
    assert!(html.contains("He says \"<em>yes</em>\" -- it's 5 $"), "{html}");
    assert!(html.contains("$e^{i\\pi}$") && !html.contains("<math"), "{html}");
}

#[test]
fn a_formula_that_is_not_understood_is_told_with_its_place() {
    let text = "+++\ntitle = 'A'\ndate = 2026-05-01\n+++\nText.\n\nA $\\frobnicate x$.\n";
    let folder = Folder::new().file("content/posts/a.md", text);
    let warnings = folder.load().warnings;
    let [warning] = warnings.as_slice() else { panic!("{warnings:#?}") };
    assert_eq!(warning.position(), Some((7, 4)));
    assert_eq!(warning.message, "a formula is not understood: there is no command `\\frobnicate`");
}
