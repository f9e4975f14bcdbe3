//! Texts that are made to be slow, deep or large: each takes time in proportion to its length, or less, and a
//! stack of a fraction of what a thread has.
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by a panic")]

use offprint_markdown::{
    Cut, Document, Highlighter, ImageLink, Links, Options, RawHtml, SummaryLength, SummaryRule, render,
    split_front_matter, summarize,
};
use std::time::{Duration, Instant};

struct AsWritten;

impl Links for AsWritten {
    fn link(&self, _href: &str) -> Option<String> {
        None
    }

    fn image(&self, src: &str) -> ImageLink {
        ImageLink { src: src.to_owned(), size: None }
    }
}

/// Threads of a build have 2 MiB; a test's code takes more of them than a finished binary's.
const STACK: usize = 1024 * 1024;

/// What a text may take that is four times as long: 4 where time grows with it, 16 where it grows with its square.
const MOST_TIMES_LONGER: f64 = 9.0;

/// Below this, nothing is compared: the clock is too coarse, the machine too busy.
const NOTHING: Duration = Duration::from_millis(120);

fn rendered(body: &str, html: RawHtml) -> Document {
    let document = render(body, &Options { html, ..Options::new(&AsWritten, &Highlighter::new()) });
    for length in [SummaryLength::Sentence, SummaryLength::Words(50), SummaryLength::Chars(200)] {
        summarize(&document.text, &SummaryRule { length, ending: "…".to_owned(), cut: Cut::Word });
    }
    document
}

/// Does something in a thread with a small stack; gives what it says and how long that took.
fn in_a_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> (T, Duration) {
    let timed = move || {
        let start = processor_time();
        let result = work();
        (result, processor_time().saturating_sub(start))
    };
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(timed).expect("a thread");
    thread.join().expect("no panic")
}

/// The time that this thread had a processor for, where the system says so: other tests share the machine.
fn processor_time() -> Duration {
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|text| Some(Duration::from_nanos(text.split_whitespace().next()?.parse().ok()?)))
        .unwrap_or_else(|| START.elapsed())
}

/// Renders a text of a size and one of four times that size, sanitised and trusted.
fn takes_time_in_proportion(what: &str, size: usize, text: impl Fn(usize) -> String) {
    for html in [RawHtml::Sanitize, RawHtml::Trust] {
        // Without a tag, nothing is either.
        if html == RawHtml::Trust && !text(size).contains('<') {
            continue;
        }
        let time = |size: usize| {
            let body = text(size);
            let length = body.len();
            let ((), time) = in_a_thread(move || {
                let html = rendered(&body, html).html;
                // Rows of a table that are too short are filled up, to 262,144 cells in all.
                let most = 400 * length + 262_144 * "<td></td>".len();
                assert!(html.len() < most, "{} bytes of {length}", html.len());
            });
            time
        };
        let long = time(4 * size);
        if long > NOTHING {
            // The least of several: what else a machine does takes time, and gives none.
            println!("{what}: {long:?} ({html:?})");
            let short = (0..3).map(|_| time(size)).min().unwrap_or_default().max(NOTHING / 12);
            let times = long.as_secs_f64() / short.as_secs_f64();
            assert!(
                times < MOST_TIMES_LONGER
                    || time(4 * size).as_secs_f64() / short.as_secs_f64() < MOST_TIMES_LONGER,
                "{what}: {short:?} became {long:?} ({html:?})"
            );
        }
    }
}

#[test]
fn floods_of_marks_are_read_in_time() {
    for mark in ["[", "*", "`", "<", "_", "![", "](", "~", "&", "|", "\\", "$", "{", ":", "\"", "'", "=", "-"]
    {
        takes_time_in_proportion(&format!("a line of {mark}"), 8_000, |size| mark.repeat(size));
    }
    for (what, piece) in [
        ("links that do not end", "[a]("),
        ("nested links", "[a](<b>"),
        ("emphasis that does not end", "*a **b "),
        ("code that does not end", "`` a ` b"),
        ("tags that do not end", "<a b=\"c"),
        ("comments that do not end", "<!-- "),
        ("declarations that do not end", "<!A "),
        ("instructions that do not end", "<?php "),
        ("sections that do not end", "<![CDATA[ "),
        ("references", "[a] "),
        ("entities", "&amp;&#x3c;&#60;&notit;"),
        ("emphasis", "*a* **b** ~~c~~ "),
        ("tables in a line", "|a|b"),
        ("quotes", "> "),
        ("autolinks", "<https://example.org/> "),
        ("pictures", "![a](b.png) "),
        ("addresses", "<a@example.org> "),
        ("hard breaks", "a\\\n"),
        ("rules", "---\n\n"),
        ("words", "word. Word! "),
        ("attributes", "## a {#b .c d=e}\n"),
        ("directives", "::video{src=a.mp4 title=\"b\"}\n\n"),
        ("containers", ":::note{title=\"a\"}\nb\n"),
        ("containers in quotes", "> :::details\n> b\n"),
        ("directives that do not end", "::video{src=\"a "),
        ("attributes of a directive", ":::note{\n"),
    ] {
        takes_time_in_proportion(what, 1_500, |size| piece.repeat(size));
    }
    for behind in [")", "]", ";", ".", "a;"] {
        takes_time_in_proportion("what stands behind an address", 5_000, |size| {
            format!("http://example.org/{}", behind.repeat(size))
        });
    }
    takes_time_in_proportion("hosts that go on", 3_000, |size| "_www.a".repeat(size));
    takes_time_in_proportion("notes that do not end", 5_000, |size| "[^".repeat(size));
    takes_time_in_proportion("marked lines", 2_000, |size| {
        format!("```rust {{{}}}\n{}\n```\n", "1,".repeat(size), "a\n".repeat(size))
    });
}

#[test]
fn deep_markdown_is_read_in_time() {
    let nested =
        |open: &str, close: &str, depth: usize| format!("{}deep{}", open.repeat(depth), close.repeat(depth));
    for (what, open, close) in [
        ("quotes", ">", ""),
        ("items", "- ", ""),
        ("numbers", "1. ", ""),
        ("emphasis", "*a **b ", " b** a*"),
        ("strikes", "~~a ", " a~~"),
        ("brackets", "[", "]"),
        ("links", "[a ", "](b)"),
        ("pictures", "![a ", "](b)"),
        ("footnotes", "[^a]: ", ""),
    ] {
        takes_time_in_proportion(what, 1_500, |depth| nested(open, close, depth));
    }
    takes_time_in_proportion("indented items", 40, |depth| {
        (0..depth).map(|level| format!("{}- a\n", "  ".repeat(level))).collect()
    });
}

#[test]
fn deep_html_is_read_in_time() {
    for name in [
        "div",
        "b",
        "p",
        "li",
        "ul",
        "table",
        "td",
        "span",
        "a",
        "font",
        "details",
        "dd",
        "form",
        "button",
        "svg",
        "math",
        "select",
        "option",
        "template",
        "ruby",
        "rt",
        "h1",
        "h2",
        "blockquote",
        "nobr",
    ] {
        takes_time_in_proportion(&format!("open <{name}>"), 1_000, |size| format!("<{name}>").repeat(size));
        takes_time_in_proportion(&format!("<{name}> in blocks"), 400, |size| {
            format!("<{name}>x\n\n").repeat(size)
        });
    }
    for (what, piece) in [
        ("formats of many kinds", "<b class=\"{}\"><i id=\"i{}\">\n\nx\n\n"),
        ("formats that blocks end", "<div><b class=\"{}\"></div>\n\n"),
        ("formats around blocks", "<b class=\"{}\"><p></b>\n\n"),
        ("tables in cells", "<table><tr><td><div>{}</div>"),
        ("rows without a table", "<tr><td>{}"),
        ("items in quotes", "<li><blockquote>{}<li>"),
        ("texts in tables", "<table>{}<b>"),
        ("ends of nothing", "</div></p></b></table>{}"),
        ("drawings", "<svg><p><path/>{}"),
        ("formulas", "<math><mi><p><b class={}/>"),
        ("ids", "<i id=\"{}\"></i>"),
        ("frames", "<iframe src=\"https://{}.example.org/\"></iframe>"),
        ("elements that there are none of", "<x{}>"),
        ("handlers of many kinds", "<b on{}=\"x\">"),
    ] {
        takes_time_in_proportion(what, 600, |size| {
            (0..size).map(|number| piece.replace("{}", &number.to_string())).collect()
        });
    }
    for (what, quote) in
        [("bare attributes", ""), ("quoted attributes", "=\"x\""), ("odd attributes", "=\"\"=")]
    {
        takes_time_in_proportion(what, 6_000, |size| {
            let attributes: String = (0..size).map(|number| format!(" a{number}{quote}")).collect();
            format!("<div><b{attributes}>x</b></div>\n")
        });
    }
}

#[test]
fn many_of_everything_are_read_in_time() {
    let each = |size: usize, piece: &dyn Fn(usize) -> String| (0..size).map(piece).collect::<String>();
    takes_time_in_proportion("headings of one text", 2_500, |size| "## Again\n\ntext\n\n".repeat(size));
    takes_time_in_proportion("headings that look numbered", 2_500, |size| {
        each(size, &|number| format!("## Again\n\n## Again-{number}\n\n"))
    });
    takes_time_in_proportion("tasks", 4_000, |size| "- [ ] a\n".repeat(size));
    takes_time_in_proportion("rows", 4_000, |size| format!("|a|b|\n|-|-|\n{}", "|c|d|\n".repeat(size)));
    takes_time_in_proportion("columns", 4_000, |size| {
        format!("|{}\n|{}\n|{}\n", "a|".repeat(size), "-|".repeat(size), "b|".repeat(size))
    });
    takes_time_in_proportion("short rows of a wide table", 250, |size| {
        format!("|{}\n|{}\n{}", "a|".repeat(size), "-|".repeat(size), "|b|\n".repeat(size.min(400)))
    });
    takes_time_in_proportion("footnotes", 2_500, |size| {
        each(size, &|number| format!("a[^{number}]\n\n[^{number}]: note\n\n"))
    });
    takes_time_in_proportion("references to one footnote", 2_500, |size| {
        format!("{}\n\n[^1]: note\n", "a[^1] ".repeat(size))
    });
    takes_time_in_proportion("link definitions", 2_500, |size| {
        each(size, &|number| format!("[a{number}]\n\n[a{number}]: /b{number} \"title\"\n\n"))
    });
    takes_time_in_proportion("references to one long definition", 2_500, |size| {
        format!("{}\n\n[a]: /{}\n", "[a] ".repeat(size), "b".repeat(size))
    });
    takes_time_in_proportion("lines of code", 250, |size| {
        format!("```rust\n{}```\n", "let x = \"y\"; // z\n".repeat(size))
    });
    takes_time_in_proportion("one long line", 100_000, |size| "lorem ipsum ".repeat(size));
    takes_time_in_proportion("one long word", 400_000, |size| "x".repeat(size));
    takes_time_in_proportion("one long sentence of short words", 50_000, |size| "a.b ".repeat(size));
    takes_time_in_proportion("one long word of Chinese", 50_000, |size| "字".repeat(size));
    takes_time_in_proportion("one long heading", 50_000, |size| format!("# {}\n", "a ".repeat(size)));
}

#[test]
fn what_is_nested_too_deep_is_told_and_its_text_stays() {
    let document = rendered(&format!("{}deep\n", "> ".repeat(5_000)), RawHtml::Sanitize);
    assert!(document.text.contains("deep") && document.html.contains("deep"));
    assert_eq!(document.html.matches("<blockquote>").count(), 200);
    assert_eq!(document.html.matches("</blockquote>").count(), 200);
    let [warning] = &document.warnings[..] else { panic!("{:?}", document.warnings) };
    assert!(warning.message.contains("more than 200 deep"), "{}", warning.message);
    assert_eq!(warning.span.start, 400);

    let document =
        rendered(&format!("{}deep{}\n", "<div>".repeat(5_000), "</div>".repeat(5_000)), RawHtml::Sanitize);
    assert_eq!(document.html.matches("<div>").count(), 200);
    assert_eq!(document.html.matches("</div>").count(), 200);
    let [warning] = &document.warnings[..] else { panic!("{:?}", document.warnings) };
    assert_eq!(warning.message, "more than 200 HTML elements are open here: `<div>` is left out");
    assert_eq!(warning.span, 1_000..1_005);
}

#[test]
fn footnotes_in_footnotes_lose_nothing() {
    let document =
        rendered("Before[^a].\n\n> [^a]: A[^b]\n>\n>     > [^b]: B\n\nAfter.\n", RawHtml::Sanitize);
    assert!(document.html.contains("Before") && document.html.contains("After"), "{}", document.html);
}

#[test]
fn deep_front_matter_is_refused_with_its_place() {
    let depth = 20_000;
    for text in [
        format!("+++\na = {}{}\n+++\n", "[".repeat(depth), "]".repeat(depth)),
        format!("+++\na = {}{}\n+++\n", "{ a = ".repeat(depth), " }".repeat(depth)),
        format!("+++\n{}a = 1\n+++\n", "a.".repeat(depth)),
        format!("+++\n[{}a]\n+++\n", "a.".repeat(depth)),
        format!("---\na: {}{}\n---\n", "[".repeat(depth), "]".repeat(depth)),
        format!("---\na: {}1{}\n---\n", "{a: ".repeat(depth), "}".repeat(depth)),
        format!("---\na: {}b\n---\n", "- ".repeat(depth)),
        format!("---\na: {}{}\n---\n", "&a [".repeat(depth), "]".repeat(depth)),
        format!("---\n? {}\n---\n", "? ".repeat(depth)),
        format!("{{\"a\": {}{}}}\n", "[".repeat(depth), "]".repeat(depth)),
        format!("{{\"a\": {}1{}}}\n", "{\"a\": ".repeat(depth), "}".repeat(depth)),
    ] {
        let start: String = text.chars().take(12).collect();
        let (errors, time) = in_a_thread(move || match split_front_matter(&text) {
            Ok(parts) => parts.wrong.len(),
            Err(errors) => errors.len(),
        });
        println!("{start:?}: {time:?}");
        assert!(errors > 0, "{start:?} is read");
        assert!(time < Duration::from_secs(20), "{start:?} takes {time:?}");
    }
}

#[test]
fn large_front_matter_is_read_in_time() {
    let values = |count: usize, piece: &dyn Fn(usize) -> String| (0..count).map(piece).collect::<String>();
    for (what, text) in [
        ("keys of TOML", format!("+++\n{}+++\n", values(20_000, &|n| format!("a{n} = 1\n")))),
        ("tables of TOML", format!("+++\n{}+++\n", values(20_000, &|n| format!("[a{n}.b]\n")))),
        ("a list of TOML", format!("+++\ntags = [{}]\n+++\n", values(50_000, &|n| format!("\"{n}\",")))),
        ("mistakes of TOML", format!("+++\n{}+++\n", values(20_000, &|n| format!("a{n} = \n")))),
        ("keys of YAML", format!("---\n{}---\n", values(19_000, &|n| format!("a{n}: 1\n")))),
        ("a list of YAML", format!("---\ntags:\n{}---\n", values(50_000, &|n| format!("- t{n}\n")))),
        ("keys of JSON", format!("{{{}\"z\": 1}}\n", values(20_000, &|n| format!("\"a{n}\": 1,")))),
        (
            "laughing YAML",
            format!(
                "---\na0: &a0 [x, x]\n{}---\n",
                values(40, &|n| format!("a{}: &a{} [*a{n}, *a{n}]\n", n + 1, n + 1))
            ),
        ),
    ] {
        let (_, time) = in_a_thread(move || split_front_matter(&text).map(|parts| parts.wrong.len()).ok());
        println!("{what}: {time:?}");
        assert!(time < Duration::from_secs(20), "{what}: {time:?}");
    }
}
