use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageReader, RgbaImage};
use resvg::tiny_skia::{IntSize, Pixmap, PixmapPaint, Transform};
use resvg::usvg::{self, roxmltree};
use std::io::{self, Cursor};

/// A picture that icons are made of.
#[derive(Debug)]
pub(super) enum Logo {
    Drawing(Box<usvg::Tree>),
    /// Its colours are multiplied by how opaque they are: what is transparent has no colour that could shine
    /// through at its edges.
    Picture(RgbaImage),
}

/// Why a file is no logo.
#[derive(Debug, thiserror::Error)]
pub(super) enum LogoError {
    #[error("{0}")]
    Read(io::Error),
    #[error("it is no SVG that can be drawn ({0})")]
    Drawing(usvg::Error),
    #[error("there is text in it, and fonts are not the same on every machine")]
    Text,
    #[error("it is no PNG, JPEG or WebP that can be read ({0})")]
    Picture(image::ImageError),
    #[error("there is nothing to see in it")]
    Nothing,
}

impl LogoError {
    pub(super) fn help(&self) -> Option<&'static str> {
        match self {
            Self::Text => Some("turn the text into outlines; drawing programs call it “object to path”"),
            Self::Picture(_) => Some("the name of an SVG ends with `.svg`"),
            _ => None,
        }
    }
}

/// Most pixels on a side of a picture that icons are made of: twice the largest icon.
const LARGEST: u32 = 1024;

/// Pixels of the trial by which a logo without anything to see is found.
const TRIAL: u32 = 32;

impl Logo {
    /// The picture in a file.
    pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Self, LogoError> {
        let is_svg = name.to_ascii_lowercase().ends_with(".svg");
        let logo = if is_svg { drawing(bytes)? } else { Self::Picture(picture(bytes)?) };
        let seen = Pixmap::new(TRIAL, TRIAL).is_some_and(|mut trial| {
            logo.draw(&mut trial, TRIAL as f32, TRIAL as f32);
            trial.data().iter().any(|byte| *byte != 0)
        });
        if seen { Ok(logo) } else { Err(LogoError::Nothing) }
    }

    /// Width and height.
    pub(super) fn size(&self) -> (f32, f32) {
        match self {
            Self::Drawing(tree) => (tree.size().width(), tree.size().height()),
            Self::Picture(picture) => (picture.width() as f32, picture.height() as f32),
        }
    }

    /// Draws it into the middle, as large as a box lets it be.
    pub(super) fn draw(&self, onto: &mut Pixmap, width: f32, height: f32) {
        let (own_width, own_height) = self.size();
        let scale = (width / own_width).min(height / own_height);
        let left = (onto.width() as f32 - own_width * scale) / 2.0;
        let top = (onto.height() as f32 - own_height * scale) / 2.0;
        match self {
            Self::Drawing(tree) => {
                let place = Transform::from_scale(scale, scale).post_translate(left, top);
                resvg::render(tree, place, &mut onto.as_mut());
            }
            Self::Picture(picture) => {
                let pixels = |length: f32| (length * scale).round().max(1.0) as u32;
                let Some(scaled) = scaled(picture, pixels(own_width), pixels(own_height)) else { return };
                let (left, top) = (left.round() as i32, top.round() as i32);
                onto.draw_pixmap(
                    left,
                    top,
                    scaled.as_ref(),
                    &PixmapPaint::default(),
                    Transform::identity(),
                    None,
                );
            }
        }
    }
}

fn drawing(bytes: &[u8]) -> Result<Logo, LogoError> {
    let text = std::str::from_utf8(bytes).map_err(|_| LogoError::Drawing(usvg::Error::NotAnUtf8Str))?;
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let document = roxmltree::Document::parse_with_options(text, options)
        .map_err(|error| LogoError::Drawing(usvg::Error::ParsingFailed(error)))?;
    if document.descendants().any(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text"))) {
        return Err(LogoError::Text);
    }
    let mut options = usvg::Options::default();
    // What lies in other files is not part of the logo: it is drawn as it would be on any machine.
    options.image_href_resolver.resolve_string = Box::new(|_, _| None);
    let tree = usvg::Tree::from_xmltree(&document, &options).map_err(LogoError::Drawing)?;
    Ok(Logo::Drawing(Box::new(tree)))
}

fn picture(bytes: &[u8]) -> Result<RgbaImage, LogoError> {
    let read = || {
        let mut decoder = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?.into_decoder()?;
        let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let mut picture = DynamicImage::from_decoder(decoder)?;
        picture.apply_orientation(orientation);
        Ok(picture.into_rgba8())
    };
    let mut picture = read().map_err(LogoError::Picture)?;
    for pixel in picture.pixels_mut() {
        let [red, green, blue, opaque] = pixel.0;
        let times = |color: u8| (u16::from(color) * u16::from(opaque) / 255) as u8;
        pixel.0 = [times(red), times(green), times(blue), opaque];
    }
    let longer = picture.width().max(picture.height());
    if longer <= LARGEST {
        return Ok(picture);
    }
    // Once, and not for every icon: a photograph may have fifty million pixels.
    let smaller = |side: u32| (u64::from(side) * u64::from(LARGEST) / u64::from(longer)).max(1) as u32;
    Ok(image::imageops::thumbnail(&picture, smaller(picture.width()), smaller(picture.height())))
}

fn scaled(picture: &RgbaImage, width: u32, height: u32) -> Option<Pixmap> {
    let mut scaled = image::imageops::resize(picture, width, height, FilterType::CatmullRom);
    for pixel in scaled.pixels_mut() {
        let [red, green, blue, opaque] = pixel.0;
        // The filter overshoots at hard edges.
        pixel.0 = [red.min(opaque), green.min(opaque), blue.min(opaque), opaque];
    }
    Pixmap::from_vec(scaled.into_raw(), IntSize::from_wh(width, height)?)
}
