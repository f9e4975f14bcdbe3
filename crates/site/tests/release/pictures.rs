use crate::fixture::{Folder, bundle};
use image::codecs::jpeg::JpegEncoder;
use image::{ImageFormat, Rgb, RgbImage};
use offprint_model::{FileChunk, Release};
use offprint_site::{BuildOptions, Progress, Silent, build};
use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::sync::Mutex;

/// Soft shapes with a little noise over them, as in a photograph: no two pixels are the same.
fn photograph(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let (across, down) = (f64::from(x) / f64::from(width), f64::from(y) / f64::from(height));
        let noise =
            (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)).wrapping_mul(2_246_822_519) >> 29;
        let channel = |turns: f64| {
            let shape = (across * turns).sin() * (down * (turns + 2.0)).cos() + (across * down * 9.0).sin();
            (120.0 + 50.0 * shape + f64::from(noise)) as u8
        };
        Rgb([channel(3.0), channel(4.0), channel(7.0)])
    })
}

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    photograph(width, height)
        .write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, 97))
        .expect("written");
    bytes
}

/// Large boxes, as in a diagram, and some noise in a corner so that the file is not tiny.
fn diagram() -> Vec<u8> {
    let picture = RgbImage::from_fn(300, 120, |x, y| {
        let noise = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)).wrapping_mul(2_246_822_519);
        match (x / 30 + y / 30) % 2 {
            _ if x < 60 && y < 60 => Rgb([(noise >> 8) as u8, (noise >> 16) as u8, (noise >> 24) as u8]),
            0 => Rgb([250, 250, 250]),
            _ => Rgb([20, 60, 120]),
        }
    });
    let mut bytes = Vec::new();
    picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).expect("written");
    bytes
}

/// What a camera notes: how it was held, and where.
fn with_notes(jpeg: &[u8]) -> Vec<u8> {
    let mut notes = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
    notes.extend(b"52.5200 N, 13.4050 E");
    let length = u16::try_from(notes.len() + 2).expect("short").to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &notes, &jpeg[2..]].concat()
}

fn put(folder: &Folder, path: &str, bytes: &[u8]) {
    folder.write(path, "");
    fs::write(folder.path(path), bytes).expect("written");
}

/// A site with a small measure, so that its pictures are quickly made smaller.
fn site(body: &str) -> Folder {
    let folder = Folder::new();
    folder.configure("https://example.org/", "[images]\nwidths = [96, 160]\n");
    folder.post("a", "2026-01-01", "", body);
    put(&folder, "static/crab.jpg", &jpeg(240, 150));
    folder
}

fn post(folder: &Folder) -> String {
    folder.output("posts/a/index.html")
}

/// The versions of pictures in the output.
fn versions(folder: &Folder) -> BTreeMap<String, Vec<u8>> {
    folder.tree().into_iter().filter(|(path, _)| path.starts_with("assets/variants/")).collect()
}

/// Hears which stages a build has.
#[derive(Default)]
struct Stages(Mutex<Vec<String>>);

impl Progress for Stages {
    fn begin(&self, stage: &str, total: u64) {
        self.0.lock().expect("stages").push(format!("{stage} {total}"));
    }

    fn advance(&self, _steps: u64) {}
}

/// How many pictures a build made versions of.
fn made(folder: &Folder) -> Option<String> {
    let stages = Stages::default();
    build(&folder.options(), &bundle(), &stages).expect("built");
    let stages = stages.0.into_inner().expect("stages");
    stages.into_iter().find_map(|stage| stage.strip_prefix("pictures ").map(str::to_owned))
}

#[test]
fn a_photograph_is_offered_smaller_and_in_newer_formats() {
    let folder = site("![A crab](/crab.jpg)");
    folder.build();
    let (html, versions) = (post(&folder), versions(&folder));
    let whole = fs::metadata(folder.path("static/crab.jpg")).expect("a file").len();
    for format in ["avif", "webp"] {
        let of: Vec<&String> = versions.keys().filter(|path| path.ends_with(format)).collect();
        assert_eq!(of.len(), 2, "{of:?}");
        let set = format!("<source type=\"image/{format}\" srcset=\"/{} 96w, /{} 160w\"", of[1], of[0]);
        assert!(of[0].contains("-160."), "{of:?}");
        assert!(html.contains(&set) || html.contains(&format!("/{} 160w", of[0])), "{set}: {html}");
        assert!(of.iter().all(|path| (versions[*path].len() as u64) < whole));
    }
    assert!(html.contains("<img src=\"/crab.jpg\" alt=\"A crab\" width=\"240\" height=\"150\""), "{html}");
    let webp = versions.iter().find(|(path, _)| path.contains("-96.") && path.ends_with("webp"));
    let (_, webp) = webp.expect("a small one");
    assert_eq!(image::load_from_memory(webp).expect("a picture").width(), 96);
    assert!(
        folder.output("_headers").contains("/assets/variants/*\n  Cache-Control: public, max-age=31536000")
    );
}

#[test]
fn the_second_build_makes_no_picture_and_gives_the_same_bytes() {
    let folder = site("![A crab](/crab.jpg) ![The same crab](/again.jpg) ![Boxes](/boxes.png)");
    put(&folder, "static/again.jpg", &jpeg(240, 150));
    put(&folder, "static/boxes.png", &diagram());
    assert_eq!(made(&folder).as_deref(), Some("2"), "each picture once");
    let first = folder.tree();
    assert_eq!(made(&folder), None);
    assert_eq!(folder.tree(), first);
    // Without what was kept, and on one thread.
    fs::remove_dir_all(folder.path(".offprint")).expect("removed");
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    assert_eq!(pool.install(|| made(&folder)).as_deref(), Some("2"));
    assert_eq!(folder.tree(), first);
    // A version that was damaged is made anew.
    let kept = fs::read_dir(folder.path(".offprint/images")).expect("read").filter_map(Result::ok);
    let webp = kept.map(|entry| entry.path()).find(|path| path.extension().is_some_and(|e| e == "webp"));
    fs::write(webp.expect("a version"), "half").expect("written");
    assert_eq!(made(&folder).as_deref(), Some("1"));
    assert_eq!(folder.tree(), first);
}

#[test]
fn a_picture_that_nobody_shows_any_more_has_no_versions() {
    let folder = site("![A crab](/crab.jpg)");
    folder.build();
    assert!(!versions(&folder).is_empty());
    folder.post("a", "2026-01-01", "", "[A crab](/crab.jpg)");
    folder.build();
    assert!(versions(&folder).is_empty());
    assert!(folder.path("public/crab.jpg").is_file());
}

#[test]
fn lines_of_a_diagram_stay_sharp() {
    let folder = site("![Boxes](/boxes.png)");
    let png = diagram();
    put(&folder, "static/boxes.png", &png);
    folder.configure("https://example.org/", "[images]\nwidths = [300]\n");
    folder.build();
    let versions = versions(&folder);
    assert!(versions.keys().all(|path| path.ends_with(".webp")), "{:?}", versions.keys());
    let (before, after) =
        (image::load_from_memory(&png), versions.values().next().map(|v| image::load_from_memory(v)));
    let (before, after) =
        (before.expect("a picture").to_rgb8(), after.expect("a version").expect("a picture").to_rgb8());
    let far = |a: &Rgb<u8>, b: &Rgb<u8>| a.0.iter().zip(b.0).any(|(a, b)| a.abs_diff(b) > 4);
    assert_eq!(before.pixels().zip(after.pixels()).filter(|(a, b)| far(a, b)).count(), 0);
}

#[test]
fn a_photograph_stands_upright_and_tells_nobody_where_it_was_taken() {
    let folder = site("![A crab](/phone.jpg)");
    let phone = with_notes(&jpeg(240, 150));
    put(&folder, "static/phone.jpg", &phone);
    folder.build();
    assert!(post(&folder).contains("width=\"150\" height=\"240\""), "{}", post(&folder));
    let versions = versions(&folder);
    assert!(!versions.is_empty());
    for (path, bytes) in versions {
        assert!(!bytes.windows(7).any(|part| part == b"52.5200"), "{path}");
        if path.ends_with("webp") {
            let picture = image::load_from_memory(&bytes).expect("a picture");
            assert!(picture.height() > picture.width(), "{path}");
        }
    }
}

#[test]
fn what_cannot_be_made_smaller_is_shown_as_it_is() {
    let folder = site("![A crab](/broken.jpg) ![Nothing](/tiny.png)");
    let mut broken = jpeg(240, 150);
    broken.truncate(300);
    broken.resize(9_000, 0);
    put(&folder, "static/broken.jpg", &broken);
    put(&folder, "static/tiny.png", &diagram()[..60]);
    let report = folder.build();
    let html = post(&folder);
    assert!(html.contains("<img src=\"/broken.jpg\" alt=\"A crab\""), "{html}");
    assert!(!html.contains("<picture>"), "{html}");
    let warnings: Vec<_> = report.warnings.iter().map(|warning| warning.path.clone()).collect();
    assert!(warnings.iter().all(|path| !path.contains("tiny")), "{warnings:?}");
}

#[test]
fn an_author_can_do_without_versions() {
    let folder = site("![A crab](/crab.jpg)");
    folder.configure("https://example.org/", "[images]\nformats = []\n");
    assert_eq!(made(&folder), None);
    assert!(!post(&folder).contains("<picture>"));
    assert_eq!(folder.leftovers(), [""; 0]);
}

#[test]
fn a_preview_shows_the_versions_that_are_there_and_makes_none() {
    let folder = site("![A crab](/crab.jpg)");
    let preview = BuildOptions { preview: true, ..folder.options() };
    build(&preview, &bundle(), &Silent).expect("built");
    assert!(!post(&folder).contains("<picture>"));
    folder.build();
    build(&preview, &bundle(), &Silent).expect("built");
    assert!(post(&folder).contains("<picture>"));
}

#[test]
fn a_cover_is_offered_smaller_too() {
    let folder = site("");
    folder.post(
        "a",
        "2026-01-01",
        "cover = { src = \"/crab.jpg\", alt = \"A crab\" }",
        "Words.\n\n![A crab](/crab.jpg)",
    );
    folder.build();
    let html = post(&folder);
    assert_eq!(html.matches("<picture>").count(), 2, "{html}");
    assert!(html.contains("<figure class=\"cover\"><picture><source type=\"image/avif\""), "{html}");
    assert_eq!(html.matches("fetchpriority=\"high\"").count(), 1, "{html}");
    assert!(html.contains("<meta property=\"og:image\" content=\"https://example.org/crab.jpg\">"), "{html}");
}

#[test]
fn a_picture_in_many_versions_costs_a_page_one_of_them_offline() {
    let folder = site("![A crab](/crab.jpg)\n\n![A map](/map.png)");
    put(&folder, "static/map.png", b"a map");
    folder.build();
    let release: Release = serde_json::from_str(&folder.output("offprint.json")).expect("a release");
    let lists = release.files.iter().map(|list| folder.output(&list.file.path));
    let files = lists.flat_map(|list| serde_json::from_str::<FileChunk>(&list).expect("a list").files);
    let page = files.into_iter().find(|entry| entry.file.path == "posts/a/index.html").expect("the page");
    let [picture, map] = page.parts.as_slice() else { panic!("{:?}", page.parts) };
    assert!(picture.starts_with("assets/variants/crab-") && picture.contains("-160."), "{picture}");
    assert!(picture.ends_with(".webp"), "{picture}");
    assert_eq!(map, "map.png");
}
