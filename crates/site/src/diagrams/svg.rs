use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};

/// What a picture is made of.
const ELEMENTS: [&str; 26] = [
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "feDropShadow",
    "filter",
    "g",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "stop",
    "svg",
    "symbol",
    "text",
    "textPath",
    "title",
    "tspan",
    "view",
];

/// Elements that go, and leave what is in them.
const UNWRAPPED: [&str; 3] = ["a", "animate", "animateTransform"];

/// A drawing as a file that stands in a page by `<img>`: of its own size, and with nothing in it that runs, loads,
/// moves or leads anywhere, whoever opens it. Besides, its width and height in pixels.
pub(super) fn picture(drawn: &str) -> Result<(String, (u32, u32)), String> {
    let broken = |_| "the drawing is no SVG".to_owned();
    let mut reader = Reader::from_str(drawn);
    let mut writer = Writer::new(Vec::with_capacity(drawn.len()));
    let mut size = None;
    loop {
        let event = reader.read_event().map_err(|error| broken(error.to_string()))?;
        let kept = match event {
            Event::Eof => break,
            Event::Start(ref element) | Event::Empty(ref element) => {
                let name = element.name().as_ref().to_owned();
                if UNWRAPPED.contains(&name.as_str()) {
                    continue;
                }
                if !ELEMENTS.contains(&name.as_str()) {
                    return Err(format!("it holds `<{name}>`, which no picture may"));
                }
                let mut clean = BytesStart::new(name.clone());
                let is_root = name == "svg" && size.is_none();
                for attribute in element.attributes() {
                    let attribute = attribute.map_err(|error| broken(error.to_string()))?;
                    let key = attribute.key.as_ref().to_owned();
                    let value: &str = &attribute.value;
                    if is_root && key == "viewBox" {
                        size = pixels(value);
                    }
                    let is_sized = is_root && matches!(key.as_str(), "width" | "height");
                    let outside = value.contains("url(") && !value.contains("url(#");
                    let loads = key.ends_with("href") || key == "style" || key.starts_with("on");
                    if !is_sized && !outside && !loads && key != "target" {
                        clean.push_attribute(attribute);
                    }
                }
                if is_root {
                    let (width, height) = size.ok_or("the drawing has no size")?;
                    clean.push_attribute(("width", width.to_string().as_str()));
                    clean.push_attribute(("height", height.to_string().as_str()));
                }
                if matches!(event, Event::Empty(_)) { Event::Empty(clean) } else { Event::Start(clean) }
            }
            Event::End(ref element) => {
                let name = element.name().as_ref().to_owned();
                if UNWRAPPED.contains(&name.as_str()) {
                    continue;
                }
                event
            }
            Event::Text(_) | Event::GeneralRef(_) => event,
            _ => continue,
        };
        writer.write_event(kept).map_err(|error| broken(error.to_string()))?;
    }
    let svg = String::from_utf8(writer.into_inner()).map_err(|error| broken(error.to_string()))?;
    size.map(|size| (svg, size)).ok_or_else(|| "the drawing has no size".to_owned())
}

/// Width and height of a view box, rounded up.
fn pixels(view_box: &str) -> Option<(u32, u32)> {
    let mut numbers = view_box.split_whitespace().skip(2).map(str::parse::<f64>);
    let (width, height) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
    let side = |length: f64| (1.0..=30_000.0).contains(&length).then(|| length.ceil() as u32);
    Some((side(width)?, side(height)?))
}
