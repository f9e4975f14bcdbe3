//! Formulas in a body.

use offprint_markdown::{Document, Highlighter, ImageLink, Links, Options, RawHtml, render};

struct AsWritten;

impl Links for AsWritten {
    fn link(&self, _href: &str) -> Option<String> {
        None
    }

    fn image(&self, src: &str) -> ImageLink {
        ImageLink { src: src.to_owned(), size: None }
    }
}

fn document(body: &str) -> Document {
    render(body, &Options::new(&AsWritten, &Highlighter::new()))
}

#[test]
fn formulas_stand_in_the_line_and_by_themselves() {
    let document = document("So $x^2$ is\n\n$$\n\\frac{1}{2}\n$$\n");
    assert_eq!(
        document.html,
        "<p>So <math display=\"inline\"><msup><mi>x</mi><mn>2</mn></msup></math> is</p>\n\
         <p><span class=\"formula\" tabindex=\"0\" role=\"group\" aria-label=\"Formula\"><math display=\"block\">\
         <mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac></math></span></p>\n"
    );
    assert_eq!(document.warnings, []);
    assert_eq!(document.words, 4);
    assert_eq!(document.text, "So x^2 is\n\\frac{1}{2}");
}

#[test]
fn money_and_variables_of_a_shell_are_text() {
    for text in [
        "$5 and $6",
        "it costs $5.",
        "$5-$10",
        "US$5/US$10",
        "$HOME/$USER",
        "$PATH:$HOME/bin",
        "from $1,000 to $2,000",
        "\\$5 and 5\\$",
        "a $ b $ c",
        "$A/$B",
        "US$5 or US$6 each",
        "$100 million, not 300$ million",
        "see $http://a/$ there",
    ] {
        let html = document(text).html;
        assert!(!html.contains("<math") && !html.contains("<code"), "{text}: {html}");
    }
    for formula in ["the $n$th", "$k$-means", "($x$)", "$5$", "$5 < x$,", "$a_{ij}$s", "$5 n$"] {
        assert!(document(formula).html.contains("<math"), "{formula}");
    }
}

#[test]
fn markup_between_prices_is_markup() {
    let html = |text: &str| document(text).html;
    assert_eq!(
        html("between **$5** and **$6**, `$7` and 5 %, $x$"),
        html("between **\\$5** and **\\$6**, `$7` and 5 %, $x$")
    );
    assert_eq!(
        html("$5 [a](/b%20c) `x $6 % and $7 y` [$8](/$9%) 10$0"),
        html("\\$5 [a](/b%20c) `x $6 % and $7 y` [\\$8](/$9%) 10\\$0")
    );
    let many = (1..300).map(|price| format!("**${price}** ")).collect::<String>();
    assert_eq!(html(&many).matches("<strong>$").count(), 299);
}

#[test]
fn a_formula_that_is_not_understood_is_shown_as_code_and_told() {
    let body = "Text.\n\nAn $x + \\frobnicate{y}$ here, $x^2^3$ there.\n";
    let document = document(body);
    assert!(document.html.contains("<code>x + \\frobnicate{y}</code>"), "{}", document.html);
    let told: Vec<_> = document
        .warnings
        .iter()
        .map(|warning| (warning.message.as_str(), &body[warning.span.clone()]))
        .collect();
    assert_eq!(
        told,
        [
            ("a formula is not understood: there is no command `\\frobnicate`", "\\frobnicate"),
            ("a formula is not understood: trying to add a superscript twice to the same element", "$x^2^3$"),
        ]
    );
}

#[test]
fn formulas_pass_beside_raw_html_and_an_authors_mathml_does_not() {
    let body = "<b>Bold</b> $a<b$ <math><mi>x</mi></math>\n";
    let html = document(body).html;
    assert_eq!(html.matches("<math").count(), 1, "{html}");
    assert!(
        html.contains("<b>Bold</b> <math display=\"inline\"><mi>a</mi><mo>&lt;</mo><mi>b</mi></math>"),
        "{html}"
    );
    let highlighter = Highlighter::new();
    let trusted = Options { html: RawHtml::Trust, ..Options::new(&AsWritten, &highlighter) };
    let html = render(body, &trusted).html;
    assert_eq!(html.matches("<math").count(), 2, "{html}");
}

#[test]
fn formulas_are_off_where_the_author_says_so() {
    let highlighter = Highlighter::new();
    let options = Options { math: false, ..Options::new(&AsWritten, &highlighter) };
    assert_eq!(render("$x^2$\n", &options).html, "<p>$x^2$</p>\n");
}

#[test]
fn what_authors_write_has_mathml_without_a_style_of_its_own() {
    let formulas: Vec<_> =
        include_str!("math/formulas.txt").lines().filter(|line| !line.is_empty()).collect();
    assert!(formulas.len() >= 90, "{}", formulas.len());
    for formula in formulas {
        for body in [format!("$${formula}$$\n"), format!("${formula}$\n")] {
            let document = document(&body);
            assert_eq!(document.warnings, [], "{formula}");
            assert!(document.html.contains("<math "), "{formula}: {}", document.html);
            assert!(
                document.html.ends_with("</math></span></p>\n") || document.html.ends_with("</math></p>\n")
            );
            for no in [" style=", "merror", "<script", " on", "xlink"] {
                assert!(!document.html.contains(no), "{formula}: {}", document.html);
            }
        }
    }
}

#[test]
fn what_nobody_can_read_holds_up_no_build() {
    for formula in [
        "{".repeat(50_000),
        "\\sqrt".repeat(1_500),
        "x^".repeat(3_000),
        "\\left(".repeat(1_000),
        "\\begin{array}{c} a & b & c \\\\ d & e \\end{array}".to_owned(),
        "\\def\\a{\\a\\a}\\a".to_owned(),
        "\\text{<script>alert(1)</script>}".to_owned(),
    ] {
        let html = document(&format!("$${formula}$$\n")).html;
        assert!(!html.contains("<script"), "{html}");
    }
}
