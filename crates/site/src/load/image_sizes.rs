use image::ImageDecoder as _;
use image::codecs::jpeg::JpegDecoder;
use image::metadata::Orientation;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::HashMap;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};

/// Width and height in pixels.
pub(super) type Size = (u32, u32);

/// Sizes of pictures on disk; each file is looked at once.
#[derive(Debug, Default)]
pub(super) struct ImageSizes {
    known: RwLock<HashMap<PathBuf, Option<Size>>>,
}

impl ImageSizes {
    /// The size of a picture, if the file is one.
    pub(super) fn of(&self, file: &Path) -> Option<Size> {
        // A poisoned lock means that another thread panicked in the middle of an insert; the map is whole.
        if let Some(size) = self.known.read().unwrap_or_else(PoisonError::into_inner).get(file) {
            return *size;
        }
        let size = read(file);
        self.known.write().unwrap_or_else(PoisonError::into_inner).insert(file.to_owned(), size);
        size
    }
}

fn read(file: &Path) -> Option<Size> {
    if file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("svg")) {
        return svg(&std::fs::read_to_string(file).ok()?);
    }
    let size = imagesize::size(file).ok()?;
    let size = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
    let size = if lies_on_its_side(file) { (size.1, size.0) } else { size };
    (size.0 > 0 && size.1 > 0).then_some(size)
}

/// Whether a photograph says that it has to be turned by a quarter: browsers do so.
fn lies_on_its_side(file: &Path) -> bool {
    let is_photograph = file
        .extension()
        .is_some_and(|ending| ["jpg", "jpeg"].iter().any(|known| ending.eq_ignore_ascii_case(known)));
    if !is_photograph {
        return false;
    }
    let orientation = File::open(file).ok().and_then(|file| {
        let mut decoder = JpegDecoder::new(BufReader::new(file)).ok()?;
        decoder.orientation().ok()
    });
    matches!(
        orientation,
        Some(
            Orientation::Rotate90
                | Orientation::Rotate270
                | Orientation::Rotate90FlipH
                | Orientation::Rotate270FlipH
        )
    )
}

/// The size of an SVG: its `width` and `height` where both are plain or in `px`, else its `viewBox`.
fn svg(text: &str) -> Option<Size> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().ok()? {
            Event::Start(root) | Event::Empty(root) => {
                if root.local_name().as_ref() != "svg" {
                    return None;
                }
                let value = |name: &str| {
                    let attribute = root.try_get_attribute(name).ok()??;
                    Some(attribute.value.into_owned())
                };
                let length = |name: &str| pixels(value(name)?.trim().trim_end_matches("px"));
                if let (Some(width), Some(height)) = (length("width"), length("height")) {
                    return Some((width, height));
                }
                let viewed = value("viewBox")?;
                let mut numbers = viewed.split([' ', ',']).filter(|number| !number.is_empty()).skip(2);
                return Some((pixels(numbers.next()?)?, pixels(numbers.next()?)?));
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

fn pixels(number: &str) -> Option<u32> {
    let number: f64 = number.trim().parse().ok()?;
    // Larger than any screen or any picture: not a size that helps a layout.
    const LARGEST: f64 = 100_000.0;
    (1.0..=LARGEST).contains(&number).then(|| number.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::svg;

    #[test]
    fn a_drawing_says_how_large_it_is() {
        assert_eq!(
            svg(r#"<?xml version="1.0"?><!-- x --><svg width="300px" height="20.4"/>"#),
            Some((300, 20))
        );
        assert_eq!(svg(r#"<svg width="100%" viewBox="0 0 640,480"><g/></svg>"#), Some((640, 480)));
        assert_eq!(
            svg(r#"<svg:svg xmlns:svg="http://www.w3.org/2000/svg" viewBox="0 0 2 1"/>"#),
            Some((2, 1))
        );
    }

    #[test]
    fn what_is_no_drawing_has_no_size() {
        for text in [
            "",
            "<html width='1' height='1'/>",
            "<svg>",
            "<svg viewBox='0 0 1'/>",
            "<svg width='1e9' height='-1'/>",
        ] {
            assert_eq!(svg(text), None, "{text}");
        }
    }
}
