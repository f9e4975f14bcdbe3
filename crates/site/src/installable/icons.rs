use super::logo::Logo;
use crate::config::Color;
use crate::emit::index::HashedFile;
use rayon::prelude::*;
use resvg::tiny_skia::{self, Pixmap, Transform};
use resvg::usvg;

/// The icons of a site.
#[derive(Debug, Default)]
pub(super) struct Icons {
    /// Those that the manifest names.
    pub(super) of_manifest: Vec<HashedFile>,
    /// What the manifest says of each.
    pub(super) entries: Vec<Entry>,
    /// For the home screens of Apple's devices, which read no manifest for it.
    pub(super) touch: Option<HashedFile>,
}

/// An icon, as the manifest names it.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) path: String,
    pub(super) size: u32,
    pub(super) of: Of,
}

/// What an icon is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// The site, where a transparent picture is shown as it is.
    Site,
    /// The site, where the system cuts an icon to a shape of its own.
    Maskable,
    /// The shortcut to the search.
    Search,
    /// The shortcut to what is saved.
    Saved,
    /// A home screen of Apple's, which cuts the corners and makes black what is transparent.
    Touch,
}

/// A circle of this part of the width is never cut off: W3C, Web Application Manifest, "Icon masks and safe zone".
const SAFE: f32 = 0.8;

/// The part of the width that a logo has where only corners are cut.
const WITHIN_CORNERS: f32 = 0.72;

const MADE: [(&str, u32, Of); 7] = [
    ("192", 192, Of::Site),
    ("512", 512, Of::Site),
    ("maskable-192", 192, Of::Maskable),
    ("maskable-512", 512, Of::Maskable),
    ("search", 96, Of::Search),
    ("saved", 96, Of::Saved),
    ("touch", 180, Of::Touch),
];

/// A magnifying glass and a bookmark, in the middle half of the square that is shown of them.
const SEARCH: &str = "<circle cx=\"22\" cy=\"22\" r=\"8\"/><path d=\"m28 28 7 7\"/>";
const SAVED: &str = "<path d=\"M16 13h16v23l-8-6-8 6z\"/>";

impl Icons {
    /// Draws all of them.
    pub(super) fn draw(logo: &Logo, color: Color) -> Self {
        let drawn = MADE.par_iter().filter_map(|(name, size, of)| {
            let png = drawn(logo, color, *size, *of)?;
            Some((*size, *of, HashedFile::new(&format!("assets/app-icon-{name}"), "png", png)))
        });
        let mut icons = Self::default();
        for (size, of, file) in drawn.collect::<Vec<_>>() {
            if of == Of::Touch {
                icons.touch = Some(file);
                continue;
            }
            icons.entries.push(Entry { path: file.file.path.clone(), size, of });
            icons.of_manifest.push(file);
        }
        icons
    }
}

/// A PNG; none where there is no memory for it.
fn drawn(logo: &Logo, color: Color, size: u32, of: Of) -> Option<Vec<u8>> {
    let mut pixmap = Pixmap::new(size, size)?;
    let side = size as f32;
    if of != Of::Site {
        let Color([red, green, blue]) = color;
        pixmap.fill(tiny_skia::Color::from_rgba8(red, green, blue, 255));
    }
    match of {
        Of::Site => logo.draw(&mut pixmap, side, side),
        Of::Touch => logo.draw(&mut pixmap, side * WITHIN_CORNERS, side * WITHIN_CORNERS),
        Of::Maskable => {
            // Its corners lie on the circle.
            let (width, height) = logo.size();
            let scale = side * SAFE / width.hypot(height);
            logo.draw(&mut pixmap, width * scale, height * scale);
        }
        Of::Search => sign(&mut pixmap, SEARCH, color)?,
        Of::Saved => sign(&mut pixmap, SAVED, color)?,
    }
    pixmap.encode_png().ok()
}

/// Draws a sign of ours, dark on light or light on dark.
fn sign(pixmap: &mut Pixmap, shapes: &str, Color([red, green, blue]): Color) -> Option<()> {
    // Brightness as in Rec. 601.
    let bright = u32::from(red) * 299 + u32::from(green) * 587 + u32::from(blue) * 114 > 127_500;
    let ink = if bright { "#23211d" } else { "#fff" };
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 48 48\"><g fill=\"none\" stroke=\"{ink}\" \
         stroke-width=\"3.5\" stroke-linecap=\"round\" stroke-linejoin=\"round\">{shapes}</g></svg>"
    );
    let tree = usvg::Tree::from_str(&svg, &usvg::Options::default()).ok()?;
    let scale = pixmap.width() as f32 / tree.size().width();
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    Some(())
}
