use crate::fixture::Folder;
use image::{ImageFormat, Rgba, RgbaImage};
use offprint_site::BuildError;
use serde_json::{Value, json};
use std::fs;
use std::io::Cursor;

const RED: Rgba<u8> = Rgba([200, 30, 30, 255]);
const PAPER: Rgba<u8> = Rgba([0xfc, 0xf9, 0xf2, 255]);

fn manifest(folder: &Folder) -> Value {
    serde_json::from_str(&folder.output("manifest.webmanifest")).expect("a manifest")
}

/// The picture at an address of the site.
fn icon(folder: &Folder, src: &str) -> RgbaImage {
    let path = folder.path("public").join(src.trim_start_matches("/blog").trim_start_matches('/'));
    image::load_from_memory(&fs::read(path).expect("an icon")).expect("a PNG").into_rgba8()
}

/// The address of an icon by its size and purpose.
fn src(manifest: &Value, sizes: &str, purpose: &str) -> String {
    let icons = manifest["icons"].as_array().expect("icons");
    let wanted = |icon: &&Value| icon["sizes"] == sizes && icon["purpose"] == purpose;
    let icon = icons.iter().find(wanted).unwrap_or_else(|| panic!("{sizes} {purpose} in {manifest:#}"));
    icon["src"].as_str().expect("an address").to_owned()
}

/// A PNG, or another format, of one colour.
fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = image::DynamicImage::from(RgbaImage::from_pixel(width, height, RED)).into_rgb8();
    picture.write_to(&mut bytes, format).expect("written");
    bytes.into_inner()
}

fn with_logo(name: &str, bytes: &[u8]) -> Folder {
    let folder = Folder::small();
    folder.configure("https://example.org/blog/", &format!("[app]\nlogo = \"{name}\"\n"));
    folder.write(name, "");
    fs::write(folder.path(name), bytes).expect("written");
    folder
}

#[test]
fn the_manifest_says_what_a_browser_asks_of_an_app() {
    let folder = Folder::small();
    folder.configure("https://example.org/blog/", "[app]\nshort_name = \"A&B\"\ncolor = \"#123\"\n");
    folder.build();
    let manifest = manifest(&folder);
    for (key, value) in [
        ("id", "/blog/"),
        ("name", "A & B"),
        ("short_name", "A&B"),
        ("description", "Of <things>"),
        ("lang", "en"),
        ("dir", "ltr"),
        ("start_url", "/blog/?start=app"),
        ("scope", "/blog/"),
        ("display", "standalone"),
        ("background_color", "#112233"),
        ("theme_color", "#112233"),
    ] {
        assert_eq!(manifest[key], json!(value), "{key}");
    }
    for (sizes, purpose) in
        [("192x192", "any"), ("512x512", "any"), ("192x192", "maskable"), ("512x512", "maskable")]
    {
        let side = if sizes == "192x192" { 192 } else { 512 };
        assert_eq!(icon(&folder, &src(&manifest, sizes, purpose)).dimensions(), (side, side));
    }
    let shortcuts = manifest["shortcuts"].as_array().expect("shortcuts");
    let urls: Vec<&Value> = shortcuts.iter().map(|shortcut| &shortcut["url"]).collect();
    assert_eq!(urls, ["/blog/search/", "/blog/saved/"]);
    for shortcut in shortcuts {
        let sign = icon(&folder, shortcut["icons"][0]["src"].as_str().expect("an address"));
        assert_eq!(sign.dimensions(), (96, 96));
        assert_eq!(*sign.get_pixel(0, 0), Rgba([0x11, 0x22, 0x33, 255]));
        assert!(sign.pixels().any(|pixel| *pixel == Rgba([255; 4])), "white on a dark ground");
    }
}

#[test]
fn every_page_names_the_manifest_the_colours_and_the_icon() {
    let folder = Folder::small();
    folder.configure("https://example.org/blog/", "app.dark_color = \"#000\"\n");
    folder.build();
    for page in ["index.html", "posts/first/index.html", "404.html", "shell.html", "saved/index.html"] {
        let html = folder.output(page);
        for tag in [
            "<link rel=\"manifest\" href=\"/blog/manifest.webmanifest\">",
            "<meta name=\"theme-color\" media=\"(prefers-color-scheme: light)\" content=\"#fcf9f2\">",
            "<meta name=\"theme-color\" media=\"(prefers-color-scheme: dark)\" content=\"#000000\">",
            "<link rel=\"apple-touch-icon\" href=\"/blog/assets/app-icon-touch.",
        ] {
            assert_eq!(html.matches(tag).count(), 1, "{page}: {tag}");
        }
    }
}

#[test]
fn a_logo_of_any_format_becomes_icons_that_show_it_whole() {
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'><path fill='#c81e1e' d='M0 0h40v20H0z'/></svg>";
    let logos = [
        ("static/logo.svg", svg.to_vec()),
        ("static/logo.png", picture(400, 200, ImageFormat::Png)),
        ("static/logo.jpg", picture(2400, 1200, ImageFormat::Jpeg)),
        ("static/logo.webp", picture(40, 20, ImageFormat::WebP)),
    ];
    for (name, bytes) in logos {
        let folder = with_logo(name, &bytes);
        folder.build();
        let manifest = manifest(&folder);
        let near =
            |pixel: &Rgba<u8>, other: Rgba<u8>| pixel.0.iter().zip(other.0).all(|(a, b)| a.abs_diff(b) <= 3);
        // As wide as the icon, in the middle, on nothing.
        let plain = icon(&folder, &src(&manifest, "512x512", "any"));
        assert!(near(plain.get_pixel(2, 256), RED) && near(plain.get_pixel(509, 256), RED), "{name}");
        assert_eq!(plain.get_pixel(256, 100).0[3], 0, "{name}");
        // On the paper, and within the circle that is never cut off.
        let masked = icon(&folder, &src(&manifest, "512x512", "maskable"));
        assert!(near(masked.get_pixel(256, 256), RED), "{name}");
        for (x, y, pixel) in masked.enumerate_pixels() {
            let from_middle = (f64::from(x) + 0.5 - 256.0).hypot(f64::from(y) + 0.5 - 256.0);
            assert!(from_middle <= 0.4 * 512.0 + 1.0 || near(pixel, PAPER), "{name}: {x}, {y}");
        }
        let touch = folder.tree().into_keys().find(|path| path.starts_with("assets/app-icon-touch."));
        let touch = icon(&folder, &touch.expect("an icon"));
        assert_eq!(touch.dimensions(), (180, 180));
        assert!(touch.pixels().all(|pixel| pixel.0[3] == 255), "{name}: what is transparent would be black");
    }
}

#[test]
fn a_logo_that_cannot_be_drawn_is_an_error_at_its_key() {
    let svg =
        |inner: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">{inner}</svg>");
    for (name, bytes, why) in [
        ("static/logo.svg", svg("<text y=\"9\">A</text>"), "there is text in it"),
        ("static/logo.svg", svg("<g/>"), "there is nothing to see in it"),
        ("static/logo.svg", "<svg".to_owned(), "it is no SVG that can be drawn"),
        ("static/logo.png", "no picture".to_owned(), "it is no PNG, JPEG or WebP that can be read"),
    ] {
        let error = with_logo(name, bytes.as_bytes()).try_build();
        let Err(BuildError::Content(findings)) = error else { panic!("{why}: {error:?}") };
        let message = &findings[0].message;
        assert!(
            message.starts_with(&format!("`app.logo`: `{name}` can't be made into icons: {why}")),
            "{message}"
        );
        let (source, span) = (findings[0].source.as_ref().expect("a text"), findings[0].span.clone());
        assert_eq!(source.get(span.expect("a place")), Some(format!("\"{name}\"").as_str()));
    }
    let folder = Folder::small();
    folder.configure("https://example.org/", "app.logo = \"static/none.svg\"\n");
    let errors = folder.errors();
    assert!(
        errors[0].starts_with("offprint.toml: `app.logo`: `static/none.svg` can't be made"),
        "{errors:?}"
    );
}

#[test]
fn without_a_logo_the_sites_icon_is_made_larger() {
    let folder = Folder::small();
    folder.write("static/favicon.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'><path fill='#c81e1e' d='M0 0h8v8H0z'/></svg>");
    folder.build();
    let middle = |folder: &Folder| *icon(folder, &src(&manifest(folder), "192x192", "any")).get_pixel(96, 96);
    assert_eq!(middle(&folder), RED);
    // One that was never meant for it is no error: the app's own stands in.
    folder.write(
        "static/favicon.svg",
        "<svg xmlns='http://www.w3.org/2000/svg'><text y='.9em'>🌊</text></svg>",
    );
    let warnings = folder.build().warnings;
    let warnings: Vec<&str> = warnings.iter().map(|warning| warning.message.as_str()).collect();
    assert!(
        warnings[0].starts_with("`static/favicon.svg` can't be made into icons: there is text in it"),
        "{warnings:?}"
    );
    assert_eq!(middle(&folder), Rgba([0, 0, 0, 255]));
}

#[test]
fn what_the_author_has_goes_before_what_is_made() {
    let folder = Folder::small();
    folder.write("static/manifest.webmanifest", "{\"name\":\"Mine\"}");
    folder.write("static/apple-touch-icon.png", "Mine.");
    folder.write("static/favicon.png", "No picture, and none is made of it.");
    let warnings = folder.build().warnings;
    assert!(warnings.is_empty(), "{warnings:?}");
    assert_eq!(folder.output("manifest.webmanifest"), "{\"name\":\"Mine\"}");
    assert!(
        folder
            .output("index.html")
            .contains("<link rel=\"apple-touch-icon\" href=\"/apple-touch-icon.png\">")
    );
    assert!(!folder.tree().keys().any(|path| path.contains("app-icon")));

    let folder = Folder::small();
    folder.write("theme/head.html", "<link rel=manifest href=/my.json><meta name=theme-color content=red>");
    folder.build();
    let html = folder.output("index.html");
    assert_eq!((html.matches("manifest href").count(), html.matches("theme-color").count()), (1, 1));
    assert!(!folder.tree().contains_key("manifest.webmanifest"));
}
