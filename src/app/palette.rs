//! Whether the colours of the stylesheets can be read: WCAG 2.2, contrast (minimum), level AA.

/// The stylesheets that define colours.
const SHEETS: [&str; 2] = [include_str!("../../style/tokens.css"), include_str!("../../style/code.css")];
/// Least contrast of text with what it stands on.
const TEXT: f64 = 4.5;
/// Least contrast of the edges of controls.
const EDGE: f64 = 3.0;
const SCHEMES: [&str; 2] = ["light", "dark"];

type Colour = [f64; 3];

/// A colour token of a scheme: 0 is light, 1 is dark.
fn token(name: &str, scheme: usize) -> Colour {
    let start = format!("--{name}: light-dark(");
    let pair = SHEETS.iter().find_map(|sheet| sheet.split_once(&start)?.1.split_once(')')).expect(name).0;
    let hex = pair.split(", ").nth(scheme).and_then(|text| text.strip_prefix('#')).expect(name);
    let wide =
        if hex.len() == 3 { hex.chars().flat_map(|digit| [digit, digit]).collect() } else { hex.to_owned() };
    [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&wide[at..at + 2], 16).expect(name)) / 255.0)
}

/// WCAG 2.2, "relative luminance".
fn luminance(colour: Colour) -> f64 {
    let [red, green, blue] =
        colour.map(|part| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// WCAG 2.2, "contrast ratio".
fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// What `color-mix(in srgb, colour 8%, ground)` gives: the ground of an alert.
fn tinted(colour: Colour, ground: Colour) -> Colour {
    std::array::from_fn(|part| 0.08 * colour[part] + 0.92 * ground[part])
}

#[track_caller]
fn readable(what: &str, on: &str, scheme: usize, ratio: f64, least: f64) {
    assert!(ratio >= least, "{what} on {on} is {ratio:.2} in the {} scheme", SCHEMES[scheme]);
}

#[test]
fn text_can_be_read_in_both_schemes() {
    for scheme in [0, 1] {
        for ink in
            ["ink", "ink-strong", "ink-soft", "accent", "note", "tip", "important", "warning", "caution"]
        {
            for ground in ["paper", "sheet", "accent-wash"] {
                let ratio = contrast(token(ink, scheme), token(ground, scheme));
                readable(ink, ground, scheme, ratio, TEXT);
            }
        }
        readable(
            "a filled link",
            "accent",
            scheme,
            contrast(token("on-accent", scheme), token("accent", scheme)),
            TEXT,
        );
        readable(
            "ink-strong",
            "found",
            scheme,
            contrast(token("ink-strong", scheme), token("found", scheme)),
            TEXT,
        );
        readable("an edge", "paper", scheme, contrast(token("edge", scheme), token("paper", scheme)), EDGE);
    }
}

#[test]
fn an_alert_can_be_read_in_both_schemes() {
    for (scheme, tone) in [0, 1]
        .into_iter()
        .flat_map(|scheme| ["note", "tip", "important", "warning", "caution"].map(|tone| (scheme, tone)))
    {
        let ground = tinted(token(tone, scheme), token("paper", scheme));
        for ink in [tone, "ink", "ink-soft", "accent"] {
            readable(ink, tone, scheme, contrast(token(ink, scheme), ground), TEXT);
        }
    }
}

#[test]
fn code_can_be_read_in_both_schemes() {
    for scheme in [0, 1] {
        for ink in ["comment", "keyword", "string", "constant", "function", "type", "name"] {
            let ratio = contrast(token(&format!("code-{ink}"), scheme), token("sheet", scheme));
            readable(ink, "sheet", scheme, ratio, TEXT);
        }
    }
}
