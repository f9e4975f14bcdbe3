// A blog by somebody who means harm: each payload of `xss.toml` in everything that a post and a site say of
// themselves, and in a post's text. Read by the tests of several packages.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// How many payloads share a post that tries them in all places of its text.
const IN_A_TEXT: usize = 16;

/// A payload and the family that it is of.
#[derive(Clone, Debug)]
pub struct Payload {
    pub family: String,
    pub text: String,
}

/// All that are known.
pub fn payloads() -> Vec<Payload> {
    let read: toml::Table = include_str!("xss.toml").parse().expect("TOML");
    let mut all = Vec::new();
    for (family, payloads) in read["family"].as_table().expect("families") {
        let texts = payloads.as_array().expect("a list").iter().map(|text| text.as_str().expect("a text"));
        all.extend(texts.map(|text| Payload { family: family.clone(), text: text.to_owned() }));
    }
    all
}

/// Writes a blog in which each of these payloads has a post.
///
/// The posts of the section `texts` have the payloads in their texts, several each. What follows a payload there
/// is a heading `after-<number>`: a page that has it shows that the payload hid nothing of what came next.
pub fn write(folder: &Path, all: &[Payload]) {
    let families = all.chunk_by(|payload, next| payload.family == next.family);
    let mut number = 0;
    for (position, payloads) in families.enumerate() {
        let first = payloads.iter().map(|payload| in_path(&payload.text)).find(|name| name.len() > 8);
        let section = format!("content/{position}{}", first.unwrap_or_default());
        put(folder, &format!("{section}/_index.md"), &section_index(&payloads[0]));
        for Payload { text, .. } in payloads {
            put(folder, &format!("{section}/{number:03}-{}.md", in_path(text)), &post(number, text));
            number += 1;
        }
    }
    let (alone, together): (Vec<usize>, Vec<usize>) = (0..all.len()).partition(|&at| swallows(&all[at].text));
    let texts = together.chunks(IN_A_TEXT).chain(alone.chunks(1));
    for (number, payloads) in texts.enumerate() {
        let text: String = payloads.iter().map(|&at| everywhere(at, &all[at].text)).collect();
        let head = format!("+++\ntitle = \"Text {number}\"\ndate = 2009-01-01\n+++\n");
        put(folder, &format!("content/texts/{number:02}.md"), &format!("{head}{text}"));
    }
    put(
        folder,
        "content/about.md",
        &format!("+++\ntitle = {0}\n+++\n{1}\n", quoted(&all[0].text), all[0].text),
    );
    put(folder, "offprint.toml", &config(all));
}

/// Whether what follows a payload belongs to it, by the rules of Markdown or of HTML.
pub fn swallows(payload: &str) -> bool {
    payload.starts_with("```") || payload.starts_with("~~~") || payload.contains("<plaintext")
}

/// What of a payload may stand in a file's name or an address.
pub fn in_path(payload: &str) -> String {
    let allowed =
        |c: &char| !c.is_control() && !matches!(c, '/' | '\\' | '?' | '#' | '%' | '\u{2028}' | '\u{2029}');
    payload.trim().chars().filter(allowed).take(60).collect::<String>().trim().to_owned()
}

fn put(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// A text as TOML has it.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text")
}

fn section_index(Payload { family, text }: &Payload) -> String {
    let title = quoted(&format!("{family} {text}"));
    format!("+++\ntitle = {title}\ndescription = {title}\n+++\n{text}\n\n[x](<{text}>)\n")
}

fn post(number: usize, payload: &str) -> String {
    let text = quoted(payload);
    let (year, month, day) = (2010 + number / 300, 1 + number % 12, 1 + number % 28);
    let address = match number % 3 {
        0 => format!("slug = {}", quoted(&format!("s{number}{}", in_path(payload)))),
        1 => format!("path = {}", quoted(&format!("/p{number}/{}", in_path(payload)))),
        _ => format!(
            "canonical = {}",
            quoted(&format!("https://example.org/{}", payload.replace(char::is_whitespace, "")))
        ),
    };
    // A label has pages and feeds of its own, and a place among the choices of each list: a post has one.
    let label = match number % 4 {
        0 => format!("tags = [{text}]"),
        1 => format!("authors = [{text}]"),
        2 => format!("categories = [{text}]"),
        _ => format!("series = {{ name = {text}, number = 1 }}"),
    };
    let alias = quoted(&format!("/old/{number}{}.html", in_path(payload)));
    let mut post = format!(
        "+++\ntitle = {text}\ndate = {year}-{month:02}-{day:02}\n{address}\naliases = [{alias}]\n\
         description = {text}\ntopic = {text}\n{label}\n"
    );
    // A summary stands in for the text; in the other posts it is made of it.
    if number.is_multiple_of(2) {
        let _ = writeln!(post, "summary = {text}");
    }
    let _ = write!(
        post,
        "cover = {{ src = {text}, alt = {text}, caption = {text} }}\n\n[extra]\nany = {text}\n{text} = {text}\n+++\n{payload}\n"
    );
    post
}

/// A payload in every place of a text.
fn everywhere(number: usize, payload: &str) -> String {
    let mut text = String::new();
    for place in PLACES {
        // What a payload leaves open does not hide the next.
        let _ = write!(
            text,
            "{}\n\n?>]]>--></script></style></textarea></title></svg></math></select></template></noscript></iframe></noembed></noframes></xmp></listing></object>\n\n",
            place.replace('@', payload)
        );
    }
    let _ = write!(text, "## After {number}\n\n");
    text
}

/// The places of a text, with `@` where the payload stands; the tests of `crates/markdown` know more.
const PLACES: [&str; 15] = [
    "@",
    "words before @ and after",
    "[x](<@>) ![x](<@>)",
    "[x](@) ![x](@)",
    "[x](/a \"@\") ![@](/a.png '@')",
    "<a href=\"@\" title=\"@\">x</a> <img src=\"@\" alt=\"@\" id='@' class='@'>",
    "[r] [^@]\n\n[r]: <@> '@'\n\n[^@]: @",
    "```@\n@\n```\n\n```rust @\n@\n```",
    "## @\n\n## x {#@ .@}",
    "|@|x|\n|-|-|\n|`@`|@|",
    "- [ ] @\n\n> [!NOTE]\n> @",
    "@\n: @",
    "$@$ $$@$$",
    "::youtube{id=\"@\" title=\"@\"}\n\n:::note{title=\"@\"}\n@\n:::",
    "<@>",
];

fn config(all: &[Payload]) -> String {
    let ways_out = all.iter().filter(|payload| payload.family == "ways out of a place");
    let ways_out: Vec<&str> = ways_out.map(|payload| payload.text.as_str()).collect();
    let text = quoted(&ways_out.join(" "));
    let first = quoted(&all[0].text);
    let mut config = format!(
        "title = {text}\ndescription = {text}\nbase_url = \"https://example.org/\"\ncopyright = {text}\n\
         authors = [{first}]\nimage = {first}\n\
         menu = [{{ label = {text}, url = \"/about/\" }}, {{ label = \"About\", url = {first} }}, {{ label = \"Home\", url = \"/\" }}]\n\n\
         [lists]\nper_page = 50\n\n[topics]\ntitle = {text}\n\n[archive]\ntitle = {text}\n\n"
    );
    for taxonomy in ["tags", "categories", "series", "authors"] {
        let _ = write!(
            config,
            "[taxonomies.{taxonomy}]\ntitle = {text}\n\n[taxonomies.{taxonomy}.terms]\n{first} = {{ title = {text}, description = {text} }}\n\n"
        );
    }
    config
}
