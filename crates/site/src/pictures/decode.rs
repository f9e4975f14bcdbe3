use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageFormat, ImageReader, Limits, RgbaImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
use std::io::Cursor;

/// Most pixels of a picture that versions are made of: as many as the sensors of good cameras have.
pub(super) const MOST_PIXELS: u64 = 80_000_000;

/// Most bytes that reading one may take: 16 bits a channel.
const MOST_BYTES: u64 = MOST_PIXELS * 8;

/// Files of fewer bytes gain nothing that a request more would not cost.
const SMALLEST: usize = 6_000;

/// A picture as it is seen: upright, in sRGB, eight bits a channel.
pub(super) struct Picture {
    pub pixels: RgbaImage,
    /// Drawn, not photographed: a screenshot, a diagram, text. Each of its edges has to stay one.
    pub drawn: bool,
}

/// Why there is no picture to make versions of.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unfit {
    /// Nothing that its author has to know: it is animated, tiny, or of another kind.
    #[error("it stays as it is")]
    AsItIs,
    #[error("it has {0} million pixels, and {most} million are the most that versions are made of", most = MOST_PIXELS / 1_000_000)]
    TooLarge(u64),
    #[error("it is broken ({0})")]
    Broken(#[from] image::ImageError),
}

/// Its size as its head says, before anything else of it is read; `None` where nothing is made of such a file.
pub(super) fn size(bytes: &[u8]) -> Option<u64> {
    let (width, height) =
        ImageReader::with_format(Cursor::new(bytes), kind(bytes)?).into_dimensions().ok()?;
    Some(u64::from(width) * u64::from(height))
}

fn kind(bytes: &[u8]) -> Option<ImageFormat> {
    let kind = image::guess_format(bytes).ok()?;
    let known = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP].contains(&kind);
    (known && bytes.len() >= SMALLEST).then_some(kind)
}

/// Reads a picture.
pub(super) fn decode(bytes: &[u8]) -> Result<Picture, Unfit> {
    let kind = kind(bytes).ok_or(Unfit::AsItIs)?;
    let animated = match kind {
        ImageFormat::Png => PngDecoder::new(Cursor::new(bytes))?.is_apng()?,
        ImageFormat::WebP => WebPDecoder::new(Cursor::new(bytes))?.has_animation(),
        _ => false,
    };
    if animated {
        return Err(Unfit::AsItIs);
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), kind);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let (width, height) = decoder.dimensions();
    let count = u64::from(width) * u64::from(height);
    if count > MOST_PIXELS {
        return Err(Unfit::TooLarge(count.div_ceil(1_000_000)));
    }
    // Colours of ink: what they look like on a screen only their own profile could say.
    if matches!(decoder.original_color_type(), ExtendedColorType::Cmyk8 | ExtendedColorType::Cmyk16) {
        return Err(Unfit::AsItIs);
    }
    let orientation = decoder.orientation()?;
    let profile = decoder.icc_profile()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    let mut pixels = picture.into_rgba8();
    if let Some(profile) = profile {
        to_srgb(&mut pixels, &profile).ok_or(Unfit::AsItIs)?;
    }
    let drawn = kind != ImageFormat::Jpeg && is_drawn(&pixels);
    Ok(Picture { pixels, drawn })
}

/// Converts colours to sRGB, which is what a picture without a profile is taken for; `None` where a profile is none
/// of screens. Colours outside sRGB become the nearest ones inside.
fn to_srgb(pixels: &mut RgbaImage, profile: &[u8]) -> Option<()> {
    let profile = ColorProfile::new_from_slice(profile).ok()?;
    if profile.color_space != DataColorSpace::Rgb {
        return None;
    }
    let to = ColorProfile::new_srgb();
    let transform =
        profile.create_transform_8bit(Layout::Rgba, &to, Layout::Rgba, TransformOptions::default()).ok()?;
    let convert = |row: &mut [u8], converted: &mut Vec<u8>| {
        converted.resize(row.len(), 0);
        transform.transform(row, converted).ok()
    };
    let mut converted = Vec::new();
    let mut trial = trial();
    convert(&mut trial, &mut converted)?;
    // sRGB by another name: to convert it would only add noise.
    if trial.iter().zip(&converted).all(|(before, after)| before.abs_diff(*after) <= 2) {
        return Some(());
    }
    let length = pixels.width() as usize * 4;
    for row in pixels.chunks_exact_mut(length) {
        convert(row, &mut converted)?;
        row.copy_from_slice(&converted);
    }
    Some(())
}

/// Colours from all over the cube.
fn trial() -> Vec<u8> {
    (0..6 * 6 * 6).flat_map(|color: u8| [color / 36 * 51, color / 6 % 6 * 51, color % 6 * 51, 255]).collect()
}

/// In what was drawn, a pixel often is the same as the one beside it; in a photograph hardly ever, for noise.
fn is_drawn(pixels: &RgbaImage) -> bool {
    const SHARE: f64 = 0.3;
    let (mut same, mut all) = (0_u64, 0_u64);
    for row in pixels.rows() {
        let mut before = None;
        for pixel in row {
            same += u64::from(before == Some(pixel));
            all += 1;
            before = Some(pixel);
        }
    }
    same as f64 >= all as f64 * SHARE
}

#[cfg(test)]
mod tests {
    use super::{Unfit, decode, is_drawn, size};
    use image::{ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
    use std::io::Cursor;

    /// Something that does not pack well.
    fn noise(width: u32, height: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, y| {
            let value = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)).wrapping_mul(2_246_822_519);
            Rgb([(value >> 8) as u8, (value >> 16) as u8, (value >> 24) as u8])
        })
    }

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        noise(width, height).write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).expect("written");
        bytes
    }

    #[test]
    fn a_drawing_is_told_from_a_photograph() {
        let boxes =
            RgbaImage::from_fn(
                90,
                40,
                |x, y| if (x / 9 + y / 9) % 2 == 0 { Rgba([255; 4]) } else { Rgba([9; 4]) },
            );
        assert!(is_drawn(&boxes));
        assert!(!decode(&png(90, 40)).expect("a picture").drawn);
    }

    #[test]
    fn what_is_no_picture_or_tiny_stays_as_it_is() {
        for bytes in [b"GIF89a".to_vec(), b"<svg/>".to_vec(), png(8, 8), Vec::new()] {
            assert!(matches!(decode(&bytes), Err(Unfit::AsItIs)));
            assert_eq!(size(&bytes), None);
        }
        assert_eq!(size(&png(90, 40)), Some(3_600));
    }

    #[test]
    fn a_picture_that_breaks_off_is_broken() {
        let mut bytes = png(90, 90);
        bytes.truncate(bytes.len() / 2);
        assert!(matches!(decode(&bytes), Err(Unfit::Broken(_))));
    }

    #[test]
    fn a_head_that_promises_too_much_is_not_believed() {
        let mut bytes = png(90, 90);
        // The width and height of the first chunk, and its checksum.
        bytes[16..24].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
        let sum = crc(&bytes[12..29]);
        bytes[29..33].copy_from_slice(&sum.to_be_bytes());
        assert!(matches!(decode(&bytes), Err(Unfit::TooLarge(_) | Unfit::Broken(_))));
        assert_eq!(size(&bytes), Some(65_535 * 65_535));
    }

    /// PNG, annex D.
    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |crc, byte| {
            (0..8)
                .fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg()))
        })
    }
}
