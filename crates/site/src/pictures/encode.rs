use super::decode::Picture;
use crate::config::{ImageFormat, ImagesConfig};
use fast_image_resize::images::Image;
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::RgbaImage;
use rgb::FromSlice as _;

/// A version of a picture.
pub(super) struct Version {
    pub format: ImageFormat,
    pub width: u32,
    pub bytes: Vec<u8>,
}

/// Names the encoders and how they are used: what an older build kept is made anew where this is another.
pub(super) const ENCODERS: &str = "1 ravif-0.13 libwebp-sys-0.9 fast_image_resize-6";

/// How quick AVIF is made, from 1 to 10. At 10, files are a fifth larger.
const AVIF_SPEED: u8 = 9;

/// What AVIF calls a quality is finer than what WebP calls so.
const AVIF_QUALITY: f32 = 0.8;

/// How near a drawing's pixels stay to what they were, from 0 to 100; 100 changes none.
const NEAR_LOSSLESS: i32 = 60;

/// A picture whose width is at most so much above the largest of the versions' is not made smaller for it.
const SLACK: f64 = 1.25;

/// A version is worth its place where it is at most so wide, compared with the next.
const STEP: f64 = 0.85;

/// Makes the versions of a picture that are worth it, by format in the order of the configuration and by width.
/// `whole` is how many bytes the picture itself has.
pub(super) fn versions(picture: &Picture, config: &ImagesConfig, whole: usize) -> Vec<Version> {
    let widths = widths(picture.pixels.width(), &config.widths);
    let sized: Vec<RgbaImage> = widths.iter().filter_map(|width| resized(&picture.pixels, *width)).collect();
    let mut sets: Vec<Vec<Version>> = Vec::new();
    for format in &config.formats {
        // Where both are made, lines of a drawing are sharper in WebP, and its files are not larger.
        if *format == ImageFormat::Avif && picture.drawn && config.formats.contains(&ImageFormat::Webp) {
            continue;
        }
        let encode = |pixels: &RgbaImage| {
            let bytes = match format {
                ImageFormat::Avif => avif(pixels, picture.drawn, config.quality),
                ImageFormat::Webp => webp(pixels, picture.drawn, config.quality),
            };
            Some(Version { format: *format, width: pixels.width(), bytes: bytes? })
        };
        sets.push(worthwhile(sized.iter().filter_map(encode).collect(), whole));
    }
    // A browser takes the first format that it reads, whatever a later one would have saved.
    let largest = |set: &Vec<Version>| set.last().map_or(usize::MAX, |version| version.bytes.len());
    for place in (0..sets.len()).rev() {
        let better = sets.iter().skip(place + 1).map(largest).min().unwrap_or(usize::MAX);
        if let Some(set) = sets.get_mut(place).filter(|set| largest(set) >= better) {
            set.clear();
        }
    }
    sets.into_iter().flatten().collect()
}

/// The widths of a picture's versions: those that are asked for, less what is not smaller; and its own, unless it is
/// much larger than a page has a use for.
fn widths(own: u32, wanted: &[u32]) -> Vec<u32> {
    let most = wanted.last().copied().unwrap_or_default();
    let mut widths: Vec<u32> = wanted.iter().copied().filter(|width| *width < own).collect();
    if f64::from(own) <= f64::from(most) * SLACK {
        widths.retain(|width| f64::from(*width) <= f64::from(own) * STEP);
        widths.push(own);
    }
    widths
}

/// Of one format's versions those that are worth it. Where the largest one is no smaller than the picture itself,
/// there is none: a browser that wants the largest would get a worse one.
fn worthwhile(versions: Vec<Version>, whole: usize) -> Vec<Version> {
    let mut kept: Vec<Version> = Vec::new();
    for version in versions.into_iter().rev() {
        let least = kept.last().map_or(whole, |larger| larger.bytes.len());
        if version.bytes.len() < least {
            kept.push(version);
        } else if kept.is_empty() {
            return kept;
        }
    }
    kept.reverse();
    kept
}

fn resized(pixels: &RgbaImage, width: u32) -> Option<RgbaImage> {
    if width == pixels.width() {
        return Some(pixels.clone());
    }
    let height = f64::from(pixels.height()) * f64::from(width) / f64::from(pixels.width());
    let height = height.round().max(1.0) as u32;
    let source = fast_image_resize::images::ImageRef::new(
        pixels.width(),
        pixels.height(),
        pixels.as_raw(),
        PixelType::U8x4,
    );
    let mut target = Image::new(width, height, PixelType::U8x4);
    // What is transparent has no colour that could shine through at its edges.
    let options =
        ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3)).use_alpha(true);
    Resizer::new().resize(&source.ok()?, &mut target, &options).ok()?;
    RgbaImage::from_raw(width, height, target.into_vec())
}

fn avif(pixels: &RgbaImage, drawn: bool, quality: u8) -> Option<Vec<u8>> {
    let quality = if drawn { quality.max(95) } else { quality };
    let quality = (f32::from(quality) * AVIF_QUALITY).max(1.0);
    let (width, height) = (pixels.width() as usize, pixels.height() as usize);
    let encoder = ravif::Encoder::new()
        .with_quality(quality)
        .with_alpha_quality(quality)
        .with_speed(AVIF_SPEED)
        // Pictures are made side by side; and by one thread each, they are the same everywhere.
        .with_num_threads(Some(1));
    let encoded = encoder.encode_rgba(ravif::Img::new(pixels.as_raw().as_slice().as_rgba(), width, height));
    Some(encoded.ok()?.avif_file)
}

fn webp(pixels: &RgbaImage, drawn: bool, quality: u8) -> Option<Vec<u8>> {
    let mut config = webp::WebPConfig::new().ok()?;
    if drawn {
        config.lossless = 1;
        config.near_lossless = NEAR_LOSSLESS;
        // Of what is lossless this is how hard it is tried.
        config.quality = 60.0;
    } else {
        config.quality = f32::from(quality);
    }
    config.method = 4;
    let opaque = pixels.pixels().all(|pixel| pixel.0[3] == 255);
    let encoded = if opaque {
        let rgb: Vec<u8> = pixels.pixels().flat_map(|pixel| [pixel.0[0], pixel.0[1], pixel.0[2]]).collect();
        webp::Encoder::from_rgb(&rgb, pixels.width(), pixels.height()).encode_advanced(&config)
    } else {
        webp::Encoder::from_rgba(pixels, pixels.width(), pixels.height()).encode_advanced(&config)
    };
    Some(encoded.ok()?.to_vec())
}

#[cfg(test)]
mod tests {
    use super::{Version, widths, worthwhile};
    use crate::config::ImageFormat;

    #[test]
    fn no_version_is_wider_than_the_picture() {
        let wanted = [640, 960, 1280];
        assert_eq!(widths(4000, &wanted), [640, 960, 1280]);
        assert_eq!(widths(1400, &wanted), [640, 960, 1400]);
        assert_eq!(widths(1000, &wanted), [640, 1000]);
        assert_eq!(widths(640, &wanted), [640]);
        assert_eq!(widths(300, &wanted), [300]);
        assert_eq!(widths(300, &[]), Vec::<u32>::new());
    }

    #[test]
    fn a_version_that_saves_nothing_is_left_out() {
        let kept = |sizes: &[usize]| {
            let versions = sizes.iter().zip(1..).map(|(size, width)| Version {
                format: ImageFormat::Webp,
                width,
                bytes: vec![0; *size],
            });
            let kept = worthwhile(versions.collect(), 100);
            kept.iter().map(|version| version.width).collect::<Vec<_>>()
        };
        assert_eq!(kept(&[10, 50, 90]), [1, 2, 3]);
        // A larger one is smaller: it is the better one for everybody.
        assert_eq!(kept(&[10, 95, 90]), [1, 3]);
        assert_eq!(kept(&[10, 50, 100]), Vec::<u32>::new());
    }
}
