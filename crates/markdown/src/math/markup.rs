/// Attributes of MathML Core that formulas may have.
const ATTRIBUTES: [&str; 24] = [
    "accent",
    "accentunder",
    "class",
    "columnspan",
    "depth",
    "display",
    "displaystyle",
    "fence",
    "form",
    "height",
    "largeop",
    "linethickness",
    "lspace",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "rowspan",
    "rspace",
    "scriptlevel",
    "separator",
    "stretchy",
    "symmetric",
    "width",
];

/// Elements of MathML Core, those that formulas have (<https://www.w3.org/TR/mathml-core/>).
const ELEMENTS: [&str; 27] = [
    "math",
    "menclose",
    "merror",
    "mfrac",
    "mi",
    "mmultiscripts",
    "mn",
    "mo",
    "mover",
    "mpadded",
    "mphantom",
    "mprescripts",
    "mroot",
    "mrow",
    "ms",
    "mspace",
    "msqrt",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
    "munderover",
];

/// MathML with nothing in it but elements and attributes of MathML; a space that goes back (`\!`) has a class in
/// place of its style. `None` if it is anything else.
pub(super) fn without_styles(mathml: &str) -> Option<String> {
    let mut out = String::with_capacity(mathml.len());
    let mut rest = mathml;
    while let Some(start) = rest.find('<') {
        text(&rest[..start], &mut out);
        // The library writes the sign itself as it is.
        if rest[start + 1..].starts_with('<') {
            out.push_str("&lt;");
            rest = &rest[start + 1..];
            continue;
        }
        let end = start + rest[start..].find('>')?;
        tag(&rest[start + 1..end], &mut out)?;
        rest = &rest[end + 1..];
    }
    // A formula ends with its own tag.
    (rest.is_empty() && !out.is_empty()).then_some(out)
}

fn text(text: &str, out: &mut String) {
    for (index, part) in text.replace("&nbsp;", "\u{a0}").split('&').enumerate() {
        if index > 0 {
            let is_entity = ["amp;", "lt;", "gt;"].iter().any(|entity| part.starts_with(entity));
            out.push_str(if is_entity { "&" } else { "&amp;" });
        }
        out.push_str(part);
    }
}

fn tag(tag: &str, out: &mut String) -> Option<()> {
    let (slash, name) = match tag.strip_prefix('/') {
        Some(name) => ("/", name),
        None => ("", tag),
    };
    let end = name.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(name.len());
    let (name, mut rest) = name.split_at(end);
    if !ELEMENTS.contains(&name) {
        return None;
    }
    out.push('<');
    out.push_str(slash);
    out.push_str(name);
    while let Some((written, after)) = rest.split_once("=\"") {
        let (value, after) = after.split_once('"')?;
        let attribute = written.trim();
        rest = after;
        if attribute == "style" && name == "mspace" && value.starts_with("margin-left: -0.1") {
            out.push_str(" class=\"thin\"");
        } else if ATTRIBUTES.contains(&attribute) && !value.contains('<') {
            out.push_str(&format!(" {attribute}=\"{value}\""));
        }
    }
    // Elements of MathML end with a tag of their own where HTML is parsed as XML, too.
    out.push_str(if rest.trim() == "/" { " />" } else { ">" });
    Some(())
}
