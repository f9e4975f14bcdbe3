use super::ConfigError;
use super::table::{Findings, Table, Value, nearest, text, wrong};
use std::ops::RangeInclusive;
use toml::Spanned;
use toml::de::DeValue;

/// How pictures of the site are shown: which smaller versions of them a build makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImagesConfig {
    /// The formats of these versions, the one to be tried first in front; none of them, and pictures are shown
    /// as they are.
    pub formats: Vec<ImageFormat>,
    /// Their widths in pixels, from small to large.
    pub widths: Vec<u32>,
    /// How true they are, from 1 to 100, on the scale of WebP.
    pub quality: u8,
}

/// A format that pictures are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ImageFormat {
    /// AV1 Image File Format: the smallest files, for photographs.
    Avif,
    /// WebP, which all browsers of today read.
    Webp,
}

impl ImageFormat {
    const ALL: [(&str, Self); 2] = [("avif", Self::Avif), ("webp", Self::Webp)];

    /// Its name in `offprint.toml`, and the ending of its files.
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Avif => "avif",
            Self::Webp => "webp",
        }
    }
}

/// Widths that a page of text has a use for.
const WIDTHS: RangeInclusive<u32> = 16..=4096;

impl Default for ImagesConfig {
    /// The text is 39 rem wide, 624 pixels on most screens: once, half as much again for large phones, and twice.
    fn default() -> Self {
        Self {
            formats: vec![ImageFormat::Avif, ImageFormat::Webp],
            widths: vec![640, 960, 1280],
            quality: 80,
        }
    }
}

impl ImagesConfig {
    /// `[images]`, and what it says of pictures on other hosts.
    pub(super) fn read(file: &mut Table<'_>, findings: &mut Findings) -> (Self, Option<Spanned<String>>) {
        let default = Self::default();
        let Some(mut table) = file.table("images", findings) else { return (default, None) };
        let remote = table.text("remote", findings);
        let formats = table.take("formats").and_then(|value| formats(value, findings));
        let widths = table.take("widths").and_then(|value| widths(value, findings));
        let quality =
            table.take("quality").and_then(|value| number(value, "images.quality", 1..=100, findings));
        table.finish(findings);
        let read = Self {
            formats: formats.unwrap_or(default.formats),
            widths: widths.unwrap_or(default.widths),
            quality: quality.and_then(|quality| u8::try_from(quality).ok()).unwrap_or(default.quality),
        };
        (read, remote)
    }
}

fn formats(value: Value<'_>, findings: &mut Findings) -> Option<Vec<ImageFormat>> {
    let name = "images.formats";
    let DeValue::Array(items) = value.get_ref() else {
        return wrong(value, name, "a list such as `[\"avif\", \"webp\"]`", findings);
    };
    let mut formats = Vec::new();
    for item in items.iter() {
        let Some(written) = text(item, name, findings) else { continue };
        let known = ImageFormat::ALL.into_iter().find(|(name, _)| name == written.get_ref());
        match known {
            Some((_, format)) if formats.contains(&format) => {}
            Some((_, format)) => formats.push(format),
            None => {
                let names = ImageFormat::ALL.map(|(name, _)| name);
                let error = ConfigError::UnknownValue {
                    name: name.to_owned(),
                    found: written.get_ref().clone(),
                    nearest: nearest(written.get_ref(), names).map(str::to_owned),
                    expected: "`avif`, `webp`, or nothing".to_owned(),
                };
                findings.error(&error, written.span());
            }
        }
    }
    Some(formats)
}

fn widths(value: Value<'_>, findings: &mut Findings) -> Option<Vec<u32>> {
    let name = "images.widths";
    let DeValue::Array(items) = value.get_ref() else {
        return wrong(value, name, "a list of pixels such as `[640, 1280]`", findings);
    };
    let mut widths: Vec<u32> = items.iter().filter_map(|item| number(item, name, WIDTHS, findings)).collect();
    widths.sort_unstable();
    widths.dedup();
    Some(widths)
}

fn number(value: Value<'_>, name: &str, within: RangeInclusive<u32>, findings: &mut Findings) -> Option<u32> {
    let DeValue::Integer(written) = value.get_ref() else {
        return wrong(value, name, "a whole number", findings);
    };
    let digits = written.as_str().replace('_', "");
    let number = u32::from_str_radix(&digits, written.radix()).ok().filter(|number| within.contains(number));
    if number.is_none() {
        let error = ConfigError::OutOfRange {
            name: name.to_owned(),
            found: digits,
            least: *within.start(),
            most: *within.end(),
        };
        findings.error(&error, value.span());
    }
    number
}
