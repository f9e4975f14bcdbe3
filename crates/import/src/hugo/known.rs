//! The shortcodes that Hugo brings along (`tpl/tplimpl/embedded/templates/_shortcodes`), and the boxes that most
//! themes have under one name or another.

use super::render::{escaped, inline, plain};
use super::shortcode::{Arguments, Call};
use crate::markdown::post_url;

/// What a shortcode becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Made {
    /// A part of a line: Markdown, and HTML as Hugo would have written it.
    Line(String, String),
    /// Lines of their own.
    Block {
        /// Offprint's Markdown.
        markdown: String,
        /// The same within a line.
        line: String,
        /// As Hugo would have written it.
        html: String,
    },
    /// Something around a text.
    Around {
        /// Offprint's line before.
        open: String,
        /// And after.
        close: String,
        /// As Hugo would have written both.
        html: (String, String),
    },
}

/// A shortcode of Hugo's own or of many themes; `inner` is the text between its tags as it is shown.
pub fn make(call: &Call, inner: &str, image: &dyn Fn(&str) -> String) -> Option<Made> {
    let arguments = &call.arguments;
    Some(match call.name.to_lowercase().as_str() {
        "figure" => figure(arguments, image)?,
        "img" | "image" if arguments.named("src").is_some() => figure(arguments, image)?,
        "highlight" => highlight(arguments, inner)?,
        "mermaid" if call.inner.is_some() => {
            let html = format!("<pre class=\"mermaid\">{}</pre>", escaped(inner.trim_matches('\n')));
            Made::Block { markdown: fence("mermaid", inner), line: String::new(), html }
        }
        "youtube" => youtube(arguments)?,
        "vimeo" | "vimeo_simple" => {
            let id = arguments.get("id", 0)?;
            let title = arguments.named("title").map(|title| format!(" title=\"{}\"", attribute(title)));
            Made::Block {
                markdown: format!("::vimeo{{id=\"{}\"{}}}", attribute(id), title.unwrap_or_default()),
                line: format!("[Vimeo video](https://vimeo.com/{id})"),
                html: format!("<iframe src=\"https://player.vimeo.com/video/{}\"></iframe>", escaped(id)),
            }
        }
        "gist" => gist(arguments)?,
        "tweet" | "twitter" | "twitter_simple" | "x" | "x_simple" => {
            let id = arguments.get("id", 0)?;
            let user = arguments.named("user").unwrap_or("i");
            post(&format!("https://x.com/{user}/status/{id}"))
        }
        "instagram" | "instagram_simple" => {
            post(&format!("https://www.instagram.com/p/{}/", arguments.get("id", 0)?))
        }
        "video" if call.inner.is_none() => {
            let src = image(arguments.get("src", 0)?);
            Made::Block {
                markdown: format!("::video{{src=\"{}\"}}", attribute(&src)),
                line: format!("[Video]({})", destination(&src)),
                html: format!("<video src=\"{}\" controls></video>", escaped(&src)),
            }
        }
        "comment" => Made::Line(String::new(), String::new()),
        "details" | "collapse" | "expand" | "spoiler" if call.inner.is_some() => {
            let named = ["summary", "title", "label"].iter().find_map(|key| arguments.named(key));
            let summary = named.or_else(|| arguments.at(0)).unwrap_or("Details");
            let is_open = matches!(arguments.named("open"), Some("true" | "1"));
            Made::Around {
                open: format!(":::details[{}]{}", title(summary), if is_open { "{open}" } else { "" }),
                close: ":::".to_owned(),
                html: (format!("<details><summary>{}</summary>", inline(summary)), "</details>".to_owned()),
            }
        }
        name if call.inner.is_some() => callout(name, arguments)?,
        _ => return None,
    })
}

/// Shortcodes that several themes have under one name, for a folder without the theme: formulas (Book, Blowfish),
/// `lead`, `button` and `icon` (Congo, Blowfish).
pub fn of_themes(call: &Call, inner: &str) -> Option<Made> {
    let arguments = &call.arguments;
    let has_inner = call.inner.is_some();
    Some(match call.name.to_lowercase().as_str() {
        // Without a text it only says that the page has formulas.
        "katex" | "math" | "mathjax" if !has_inner => Made::Line(String::new(), String::new()),
        "katex" | "math" | "mathjax" => {
            let formula = inner.trim().trim_matches('$').trim();
            let is_block = formula.contains('\n')
                || arguments.at(0) == Some("display")
                || matches!(arguments.named("display"), Some("true" | "1"));
            if is_block {
                let markdown = format!("$$\n{formula}\n$$");
                Made::Block { markdown, line: format!("${formula}$"), html: String::new() }
            } else {
                Made::Line(format!("${formula}$"), String::new())
            }
        }
        "icon" if !has_inner => Made::Line(String::new(), String::new()),
        "lead" if has_inner => {
            Made::Around { open: String::new(), close: String::new(), html: Default::default() }
        }
        "button" if has_inner => {
            let href = ["href", "url", "link", "relref"].iter().find_map(|key| arguments.named(key))?;
            let text = inner.split_whitespace().collect::<Vec<_>>().join(" ");
            let html = format!("<a href=\"{}\">{}</a>", escaped(href), inline(&text));
            Made::Line(format!("[{text}]({})", destination(href)), html)
        }
        _ => return None,
    })
}

/// Names of boxes, and what they are here.
const BOXES: [(&str, &str); 22] = [
    ("note", "note"),
    ("info", "info"),
    ("tip", "tip"),
    ("hint", "tip"),
    ("success", "tip"),
    ("important", "important"),
    ("warning", "warning"),
    ("attention", "warning"),
    ("caution", "caution"),
    ("danger", "danger"),
    ("error", "danger"),
    ("bug", "danger"),
    ("failure", "danger"),
    ("primary", "note"),
    ("secondary", "note"),
    ("default", "note"),
    ("question", "info"),
    ("example", "info"),
    ("abstract", "info"),
    ("todo", "note"),
    ("light", "note"),
    ("dark", "note"),
];

/// Docsy's `alert`, Relearn's `notice`, LoveIt's `admonition`, Book's `hint`, Hextra's `callout` and their like.
fn callout(name: &str, arguments: &Arguments) -> Option<Made> {
    let known =
        |word: &str| BOXES.iter().find(|(known, _)| word.eq_ignore_ascii_case(known)).map(|(_, kind)| *kind);
    let several = matches!(name, "alert" | "notice" | "admonition" | "callout" | "hint");
    let (kind, first_is_kind) = if several {
        let named = ["type", "color", "style", "context", "kind", "level"]
            .iter()
            .find_map(|key| arguments.named(key));
        let first = arguments.at(0).and_then(known);
        (named.and_then(known).or(first).unwrap_or("note"), first.is_some())
    } else {
        (known(name).filter(|_| name != "default" && name != "light" && name != "dark")?, false)
    };
    let own = ["title", "heading", "header"].iter().find_map(|key| arguments.named(key));
    let own = own.or_else(|| arguments.at(usize::from(first_is_kind)));
    let heading = own.map(|own| format!("<p>{}</p>", inline(own))).unwrap_or_default();
    Some(Made::Around {
        open: format!(":::{kind}{}", own.map(|own| format!("[{}]", title(own))).unwrap_or_default()),
        close: ":::".to_owned(),
        html: (format!("<div>{heading}"), "</div>".to_owned()),
    })
}

fn figure(arguments: &Arguments, image: &dyn Fn(&str) -> String) -> Option<Made> {
    let old = arguments.get("src", 0)?;
    let src = image(old);
    let text = |key: &str| arguments.named(key).unwrap_or_default();
    let (caption, link, heading, credit) = (text("caption"), text("link"), text("title"), text("attr"));
    let alt = match text("alt") {
        "" => plain(caption),
        alt => alt.to_owned(),
    };
    let simple = link.is_empty() && heading.is_empty() && credit.is_empty();
    let is_plain = !caption.contains(['[', '*', '_', '`', '<', '&', '\\', '"', '\n', '$', ':']);
    let html = |src: &str| {
        let mut html = "<figure>".to_owned();
        let picture = format!("<img src=\"{}\" alt=\"{}\">", escaped(src), escaped(&alt));
        if link.is_empty() {
            html.push_str(&picture);
        } else {
            html.push_str(&format!("<a href=\"{}\">{picture}</a>", escaped(link)));
        }
        if !caption.is_empty() || !heading.is_empty() || !credit.is_empty() {
            html.push_str("<figcaption>");
            if !heading.is_empty() {
                html.push_str(&format!("<h4>{}</h4>", escaped(heading)));
            }
            if !caption.is_empty() || !credit.is_empty() {
                let credit = match (inline(credit), text("attrlink")) {
                    (credit, "") => credit,
                    (credit, href) => format!(" <a href=\"{}\">{credit}</a>", escaped(href)),
                };
                html.push_str(&format!("<p>{}{credit}</p>", inline(caption)));
            }
            html.push_str("</figcaption>");
        }
        html + "</figure>"
    };
    let picture = format!("![{}]({})", title(&alt), destination(&src));
    let markdown = match (simple && is_plain, caption) {
        (true, "") => picture.clone(),
        (true, _) => format!("![{}]({} \"{caption}\")", title(&alt), destination(&src)),
        (false, _) => html(&src),
    };
    let line = if link.is_empty() { picture } else { format!("[{picture}]({})", destination(link)) };
    Some(Made::Block { markdown, line, html: html(old) })
}

fn highlight(arguments: &Arguments, inner: &str) -> Option<Made> {
    let language = arguments.get("lang", 0)?;
    let options = arguments.at(1).or_else(|| arguments.named("options")).unwrap_or_default();
    let options = fence_options(options);
    let info = if options.is_empty() { language.to_owned() } else { format!("{language} {{{options}}}") };
    let code = inner.trim_matches(['\n', '\r']);
    let html = format!("<pre><code class=\"language-{}\">{}</code></pre>", escaped(language), escaped(code));
    Some(Made::Block { markdown: fence(&info, inner), line: format!("`{}`", code.replace('`', "'")), html })
}

/// `linenos=table,hl_lines=8 15-17` as a fence has it: `linenos=table,hl_lines=[8,"15-17"]`.
fn fence_options(options: &str) -> String {
    let options = options.split(',').filter_map(|option| {
        let (key, value) = option.split_once('=')?;
        let (key, value) = (key.trim().to_lowercase(), value.trim().trim_matches(['\'', '"']));
        Some(match key.as_str() {
            "hl_lines" => {
                let lines = value.split_whitespace().map(|line| match line.parse::<u32>() {
                    Ok(line) => line.to_string(),
                    Err(_) => format!("\"{line}\""),
                });
                format!("hl_lines=[{}]", lines.collect::<Vec<_>>().join(","))
            }
            "linenos" if value == "false" => return None,
            "linenos" | "linenostart" => format!("{key}={value}"),
            _ => return None,
        })
    });
    options.collect::<Vec<_>>().join(",")
}

/// A block of code, with a fence longer than any in it.
pub fn fence(info: &str, code: &str) -> String {
    let code = code.trim_matches(['\n', '\r']);
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{info}\n{code}\n{fence}")
}

fn youtube(arguments: &Arguments) -> Option<Made> {
    let id = arguments.get("id", 0)?;
    let mut markdown = format!("::youtube{{id=\"{}\"", attribute(id));
    if let Some(title) = arguments.named("title") {
        markdown.push_str(&format!(" title=\"{}\"", attribute(title)));
    }
    if let Some(start) =
        arguments.named("start").filter(|start| start.parse::<u32>().is_ok_and(|start| start > 0))
    {
        markdown.push_str(&format!(" start={start}"));
    }
    markdown.push('}');
    let line = format!("[YouTube video](https://www.youtube.com/watch?v={id})");
    let html = format!("<iframe src=\"https://www.youtube.com/embed/{}\"></iframe>", escaped(id));
    Some(Made::Block { markdown, line, html })
}

fn gist(arguments: &Arguments) -> Option<Made> {
    let (user, id) = (arguments.get("user", 0)?, arguments.get("id", 1)?);
    let file =
        arguments.get("file", 2).map(|file| format!(" file=\"{}\"", attribute(file))).unwrap_or_default();
    Some(Made::Block {
        markdown: format!("::gist{{user=\"{}\" id=\"{}\"{file}}}", attribute(user), attribute(id)),
        line: format!("[Gist](https://gist.github.com/{user}/{id})"),
        html: format!(
            "<script src=\"https://gist.github.com/{}/{}.js\"></script>",
            escaped(user),
            escaped(id)
        ),
    })
}

fn post(url: &str) -> Made {
    Made::Block {
        markdown: match post_url(url) {
            Some(url) => format!("::post{{url=\"{}\"}}", attribute(&url)),
            None => format!("<{url}>"),
        },
        line: format!("<{url}>"),
        html: format!("<blockquote><a href=\"{0}\">{0}</a></blockquote>", escaped(url)),
    }
}

/// A value in quotes of a directive.
fn attribute(value: &str) -> String {
    value.replace('&', "&amp;").replace('"', "&quot;").replace('\n', " ")
}

/// A text in square brackets.
fn title(text: &str) -> String {
    text.replace('[', "\\[").replace(']', "\\]").replace('\n', " ")
}

/// An address in round brackets.
pub fn destination(url: &str) -> String {
    if url.contains([' ', '(', ')', '<', '>']) {
        url.replace(' ', "%20")
            .replace('(', "%28")
            .replace(')', "%29")
            .replace('<', "%3C")
            .replace('>', "%3E")
    } else {
        url.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{Made, make};
    use crate::hugo::shortcode::{Piece, cut};

    fn markdown(text: &str) -> Option<String> {
        let Some(Piece::Call(call)) = cut(text).into_iter().next() else { panic!("no shortcode: {text}") };
        let inner = call.inner.clone().map(|range| text[range].to_owned()).unwrap_or_default();
        Some(match make(&call, &inner, &|src| src.to_owned())? {
            Made::Line(markdown, _) | Made::Block { markdown, .. } => markdown,
            Made::Around { open, close, .. } => format!("{open}…{close}"),
        })
    }

    #[test]
    fn hugos_own_shortcodes_become_offprints() {
        for (shortcode, expected) in [
            ("{{< figure src=\"a b.png\" alt=\"A [b]\" >}}", "![A \\[b\\]](a%20b.png)"),
            ("{{< figure src=\"a.png\" caption=\"A view\" width=\"300\" >}}", "![A view](a.png \"A view\")"),
            (
                "{{< figure src=\"a.png\" link=\"/x/\" title=\"T\" caption=\"c *d*\" attr=\"me\" attrlink=\"/me/\" >}}",
                "<figure><a href=\"/x/\"><img src=\"a.png\" alt=\"c d\"></a><figcaption><h4>T</h4><p>c <em>d</em> \
                 <a href=\"/me/\">me</a></p></figcaption></figure>",
            ),
            (
                "{{< highlight go \"linenos=table,hl_lines=8 15-17,linenostart=199,style=monokai\" >}}\na ```b\n{{< /highlight >}}",
                "````go {linenos=table,hl_lines=[8,\"15-17\"],linenostart=199}\na ```b\n````",
            ),
            ("{{< youtube w7Ft2ymGmfc >}}", "::youtube{id=\"w7Ft2ymGmfc\"}"),
            (
                "{{< youtube id=\"a\" title=\"A \\\"b\\\"\" start=\"30\" >}}",
                "::youtube{id=\"a\" title=\"A &quot;b&quot;\" start=30}",
            ),
            ("{{< vimeo 146022717 >}}", "::vimeo{id=\"146022717\"}"),
            (
                "{{< gist spf13 7896402 \"a.html\" >}}",
                "::gist{user=\"spf13\" id=\"7896402\" file=\"a.html\"}",
            ),
            (
                "{{< tweet user=\"SanDiegoZoo\" id=\"14\" >}}",
                "::post{url=\"https://x.com/SanDiegoZoo/status/14\"}",
            ),
            ("{{< tweet 14 >}}", "::post{url=\"https://x.com/i/status/14\"}"),
            ("{{< instagram BWNjjyYFxVx >}}", "<https://www.instagram.com/p/BWNjjyYFxVx/>"),
            (
                "{{< details summary=\"See `x`\" open=true >}}a{{< /details >}}",
                ":::details[See `x`]{open}…:::",
            ),
            ("{{< details >}}a{{< /details >}}", ":::details[Details]…:::"),
            ("{{% alert title=\"Note\" color=\"info\" %}}a{{% /alert %}}", ":::info[Note]…:::"),
            ("{{% notice warning \"Look\" %}}a{{% /notice %}}", ":::warning[Look]…:::"),
            ("{{< admonition type=tip title=\"T\" >}}a{{< /admonition >}}", ":::tip[T]…:::"),
            ("{{< warning >}}a{{< /warning >}}", ":::warning…:::"),
            ("{{< mermaid >}}\ngraph TD;\n{{< /mermaid >}}", "```mermaid\ngraph TD;\n```"),
        ] {
            assert_eq!(markdown(shortcode).as_deref(), Some(expected), "{shortcode}");
        }
        for shortcode in [
            "{{< figure >}}",
            "{{< tabs >}}a{{< /tabs >}}",
            "{{< note >}}",
            "{{< default >}}a{{< /default >}}",
        ] {
            assert_eq!(markdown(shortcode), None, "{shortcode}");
        }
    }
}
