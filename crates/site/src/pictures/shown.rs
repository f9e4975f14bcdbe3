use super::make::{self, Made, Variant};
use super::markup::{Image, images};
use crate::html::escape;
use crate::{Config, Diagnostic, Library, Progress, StaticFile};
use offprint_model::BasePath;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::SystemTime;

/// The pictures of a site by their addresses, and how each is shown.
#[derive(Debug)]
pub(crate) struct Pictures {
    base: BasePath,
    /// Paths inside the output folder by address.
    by_address: HashMap<String, String>,
    /// Addresses and paths of dark versions, by the path of the light one.
    dark: HashMap<String, (String, String)>,
    variants: HashMap<String, Vec<Variant>>,
    /// What the author should know.
    pub(crate) warnings: Vec<Diagnostic>,
}

/// Endings of what is a picture.
const ENDINGS: [&str; 7] = ["avif", "gif", "jpeg", "jpg", "png", "svg", "webp"];

/// Pictures of which versions can be made.
const MADE_OF: [&str; 4] = ["jpeg", "jpg", "png", "webp"];

/// A picture with so much HTML before it is not seen at first.
const FOLD: usize = 1_500;

/// The text's width in pixels where there is room for it, and what is left beside it on a small screen.
const MEASURE: u32 = 624;
const GUTTERS: u32 = 40;

/// What a fragment says of a picture: GitHub's way, and a shorter one.
const LIGHT: [&str; 2] = ["gh-light-mode-only", "light"];
const DARK: [&str; 2] = ["gh-dark-mode-only", "dark"];

/// When a picture is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scheme {
    Any,
    Light,
    Dark,
}

impl Scheme {
    /// Its class: the stylesheet hides the one that is not meant.
    fn class(self) -> Option<&'static str> {
        match self {
            Self::Any => None,
            Self::Light => Some("only-light"),
            Self::Dark => Some("only-dark"),
        }
    }
}

impl Pictures {
    /// Makes the versions of all pictures that a site's pages show, adds them to its files, and puts them into its
    /// texts.
    pub(crate) fn take(
        config: &Config,
        library: &mut Library,
        preview: bool,
        now: SystemTime,
        progress: &dyn Progress,
    ) -> Self {
        let mut pictures = Self::of(config, &library.files);
        if !config.images.formats.is_empty() && !config.images.widths.is_empty() {
            let made = pictures.make(config, library, preview, now, progress);
            pictures.variants = made.by_picture;
            pictures.warnings = made.warnings;
        }
        let posts = library.posts.par_iter_mut().map(|post| (&mut post.html, post.summary.cover.is_some()));
        let documents = library
            .documents
            .par_iter_mut()
            .map(|document| (&mut document.html, document.page.cover.is_some()));
        posts.chain(documents).for_each(|(html, covered)| pictures.rewrite(html, covered));
        let sections = library.site.sections.iter_mut().filter_map(|section| section.intro.as_mut());
        for html in library.site.intro.iter_mut().chain(sections) {
            pictures.rewrite(html, false);
        }
        pictures
    }

    fn of(config: &Config, files: &[StaticFile]) -> Self {
        let ending = |file: &&StaticFile| ENDINGS.contains(&ending(&file.to).as_str());
        let by_address: HashMap<String, String> =
            files.iter().filter(ending).map(|file| (config.base.file(&file.to), file.to.clone())).collect();
        let paths: BTreeMap<&str, &str> =
            by_address.iter().map(|(address, path)| (path.as_str(), address.as_str())).collect();
        let dark = paths.keys().filter_map(|path| {
            let (stem, ending) = path.rsplit_once('.')?;
            let dark = format!("{stem}.dark.{ending}");
            let address = paths.get(dark.as_str())?;
            Some(((*path).to_owned(), ((*address).to_owned(), dark)))
        });
        let dark = dark.collect();
        let base = config.base.clone();
        Self { base, by_address, dark, variants: HashMap::new(), warnings: Vec::new() }
    }

    fn make(
        &self,
        config: &Config,
        library: &mut Library,
        preview: bool,
        now: SystemTime,
        progress: &dyn Progress,
    ) -> Made {
        let site = &library.site;
        let sections = site.sections.iter().filter_map(|section| section.intro.as_deref());
        let mut texts: Vec<&str> = site.intro.as_deref().into_iter().chain(sections).collect();
        texts.extend(library.posts.iter().map(|post| post.html.as_str()));
        texts.extend(library.documents.iter().map(|document| document.html.as_str()));
        let mut shown: BTreeSet<String> =
            texts.par_iter().flat_map_iter(|html| self.shown_in(html)).collect();
        let covers = library.posts.iter().filter_map(|post| post.summary.cover.as_ref());
        let covers =
            covers.chain(library.documents.iter().filter_map(|document| document.page.cover.as_ref()));
        shown.extend(covers.filter_map(|cover| self.by_address.get(&cover.src).cloned()));
        let wanted =
            |file: &&StaticFile| shown.contains(&file.to) && MADE_OF.contains(&ending(&file.to).as_str());
        let files: Vec<&StaticFile> = library.files.iter().filter(wanted).collect();
        let made = make::make(config, &files, preview, now, progress);
        let mut copies: Vec<StaticFile> = made
            .by_picture
            .values()
            .flatten()
            .map(|variant| StaticFile { from: variant.from.clone(), to: variant.path.clone() })
            .collect();
        copies.sort_by(|a, b| a.to.cmp(&b.to));
        copies.dedup();
        library.files.extend(copies);
        made
    }

    /// The paths of the pictures that a text shows, dark ones too.
    fn shown_in(&self, html: &str) -> Vec<String> {
        let mut shown = Vec::new();
        for image in images(html).iter().filter(|image| is_ours(image)) {
            let Some(source) = image.value("src") else { continue };
            let (address, scheme) = scheme_of(&source);
            let Some(path) = self.by_address.get(address) else { continue };
            if scheme == Scheme::Any {
                shown.extend(self.dark.get(path).map(|(_, dark)| dark.clone()));
            }
            shown.push(path.clone());
        }
        shown
    }

    /// Shows the pictures of a text in their versions. `covered` says that a cover stands above it.
    fn rewrite(&self, html: &mut String, covered: bool) {
        let found = images(html);
        if found.is_empty() {
            return;
        }
        let mut text = String::with_capacity(html.len() + found.len() * 512);
        let mut end = 0;
        for (place, image) in found.iter().enumerate() {
            text.push_str(html.get(end..image.range.start).unwrap_or_default());
            let first = place == 0 && !covered && image.range.start <= FOLD;
            self.write(&mut text, html, image, first);
            end = image.range.end;
        }
        text.push_str(html.get(end..).unwrap_or_default());
        *html = text;
    }

    /// A page with its cover in its versions.
    pub(crate) fn with_cover(&self, html: String) -> String {
        const COVER: &str = "<figure class=\"cover";
        let Some(start) = html.find(COVER) else { return html };
        let end =
            html.get(start..).and_then(|rest| rest.find("</figure>")).map_or(html.len(), |end| start + end);
        let Some(figure) = html.get(start..end) else { return html };
        let mut shown = figure.to_owned();
        self.rewrite(&mut shown, true);
        [html.get(..start).unwrap_or_default(), &shown, html.get(end..).unwrap_or_default()].concat()
    }

    fn write(&self, text: &mut String, html: &str, image: &Image<'_>, first: bool) {
        let source = image.value("src").unwrap_or_default();
        let (address, scheme) = scheme_of(&source);
        let path = self.by_address.get(address).filter(|_| is_ours(image));
        let dark = path.filter(|_| scheme == Scheme::Any).and_then(|path| self.dark.get(path));
        let variants = path.map_or(&[][..], |path| self.variants_of(path));
        if variants.is_empty() && scheme == Scheme::Any && dark.is_none() && !first {
            return text.push_str(html.get(image.range.clone()).unwrap_or_default());
        }
        // One of a pair is not seen: a browser that does not hurry fetches the other alone.
        let first = first && scheme == Scheme::Any && dark.is_none();
        let scheme = if dark.is_some() { Scheme::Light } else { scheme };
        let address = if scheme == Scheme::Any { &source } else { address };
        self.write_picture(text, image, variants, &Seen { address, scheme, first });
        if let Some((address, path)) = dark {
            let seen = Seen { address, scheme: Scheme::Dark, first };
            self.write_picture(text, image, self.variants_of(path), &seen);
        }
    }

    fn variants_of(&self, path: &str) -> &[Variant] {
        self.variants.get(path).map_or(&[], Vec::as_slice)
    }

    /// A picture with its versions: the first format that a browser reads is the one that it takes.
    fn write_picture(&self, text: &mut String, image: &Image<'_>, variants: &[Variant], seen: &Seen<'_>) {
        if variants.is_empty() {
            return write_image(text, image, seen);
        }
        let width = image.value("width").and_then(|width| width.trim().parse().ok());
        text.push_str("<picture>");
        for set in variants.chunk_by(|a, b| a.format == b.format) {
            self.write_source(text, set, width);
        }
        write_image(text, image, seen);
        text.push_str("</picture>");
    }

    fn write_source(&self, text: &mut String, set: &[Variant], width: Option<u32>) {
        let Some(format) = set.first().map(|variant| variant.format) else { return };
        let candidates: Vec<String> = match set {
            [only] => vec![self.base.file(&only.path)],
            all => all.iter().map(|one| format!("{} {}w", self.base.file(&one.path), one.width)).collect(),
        };
        let candidates = candidates.join(", ");
        text.push_str(&format!("<source type=\"image/{}\" srcset=\"{candidates}\"", format.ending()));
        if set.len() > 1 {
            text.push_str(&format!(" sizes=\"{}\"", sizes(width)));
        }
        text.push('>');
    }
}

/// How a picture is seen.
struct Seen<'a> {
    address: &'a str,
    scheme: Scheme,
    /// It is the first thing to be seen of a text.
    first: bool,
}

/// How wide a picture of so many pixels is shown: as wide as the text (39 rem), or as it is, and no wider than a small
/// screen less what is beside the text (2 × 1.25 rem). See `--measure` and `--gutter` in `style/tokens.css`.
fn sizes(width: Option<u32>) -> String {
    match width.filter(|width| *width < MEASURE) {
        Some(width) => format!("(max-width: {}px) calc(100vw - 2.5rem), {width}px", width + GUTTERS),
        None => "(max-width: 41.5rem) calc(100vw - 2.5rem), 39rem".to_owned(),
    }
}

fn write_image(text: &mut String, image: &Image<'_>, seen: &Seen<'_>) {
    text.push_str("<img");
    let mut attribute = |name: &str, value: &str| {
        text.push_str(&format!(" {name}=\"{}\"", value.replace('"', "&quot;")));
    };
    let class = seen.scheme.class();
    for (name, value) in &image.attributes {
        match (name.to_ascii_lowercase().as_str(), class) {
            ("src", Some(_)) => attribute(name, &escape(seen.address)),
            ("class", Some(class)) => attribute(name, &format!("{value} {class}")),
            // Once in a page.
            ("id", _) if seen.scheme == Scheme::Dark => {}
            ("loading", _) if seen.first && value.eq_ignore_ascii_case("lazy") => {}
            _ => attribute(name, value),
        }
    }
    if let Some(class) = class.filter(|_| image.value("class").is_none()) {
        attribute("class", class);
    }
    if seen.first && image.value("fetchpriority").is_none() {
        attribute("fetchpriority", "high");
    }
    text.push_str(if image.self_closing { " />" } else { ">" });
}

/// Whether it is for us to say which versions of a picture there are.
fn is_ours(image: &Image<'_>) -> bool {
    !image.in_picture && image.value("srcset").is_none()
}

/// An address without the fragment that says when a picture is seen, and when.
fn scheme_of(source: &str) -> (&str, Scheme) {
    match source.rsplit_once('#') {
        Some((address, fragment)) if LIGHT.contains(&fragment) => (address, Scheme::Light),
        Some((address, fragment)) if DARK.contains(&fragment) => (address, Scheme::Dark),
        _ => (source, Scheme::Any),
    }
}

fn ending(path: &str) -> String {
    path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Pictures, StaticFile, Variant, sizes};
    use crate::config::ImageFormat;
    use crate::{Config, Overrides};
    use std::path::{Path, PathBuf};

    /// A site of `/blog/` with these pictures; of `crab.png` there are versions.
    fn pictures() -> Pictures {
        let text = "title = 'A'\nbase_url = 'https://example.org/blog/'";
        let config =
            Config::parse(Path::new("."), text.into(), &Overrides::default()).expect("a configuration");
        let names = ["crab.png", "map.svg", "map.dark.svg", "two crabs.png"];
        let files = names.map(|name| StaticFile { from: PathBuf::from(name), to: name.to_owned() });
        let mut pictures = Pictures::of(&config, &files);
        let variant = |format: ImageFormat, width| Variant {
            format,
            width,
            path: format!("assets/variants/crab-{width}.{}", format.ending()),
            from: PathBuf::new(),
        };
        let variants = [(ImageFormat::Avif, 640), (ImageFormat::Avif, 960), (ImageFormat::Webp, 960)];
        let variants = variants.map(|(format, width)| variant(format, width)).to_vec();
        pictures.variants.insert("crab.png".to_owned(), variants);
        pictures
    }

    fn shown(html: &str) -> String {
        let mut html = html.to_owned();
        // Another picture is the first to be seen.
        pictures().rewrite(&mut html, true);
        html
    }

    #[test]
    fn a_picture_is_offered_in_its_versions() {
        assert_eq!(
            shown(
                "<p><img src=\"/blog/crab.png\" alt=\"A &amp; B\" width=\"2000\" height=\"9\" loading=\"lazy\" /></p>"
            ),
            "<p><picture><source type=\"image/avif\" srcset=\"/blog/assets/variants/crab-640.avif 640w, \
             /blog/assets/variants/crab-960.avif 960w\" \
             sizes=\"(max-width: 41.5rem) calc(100vw - 2.5rem), 39rem\">\
             <source type=\"image/webp\" srcset=\"/blog/assets/variants/crab-960.webp\">\
             <img src=\"/blog/crab.png\" alt=\"A &amp; B\" width=\"2000\" height=\"9\" loading=\"lazy\" /></picture></p>"
        );
        assert_eq!(sizes(Some(320)), "(max-width: 360px) calc(100vw - 2.5rem), 320px");
    }

    #[test]
    fn what_an_author_arranged_stays_so() {
        for html in [
            "<picture><source srcset=\"/blog/map.svg\"><img src=\"/blog/crab.png\" alt=\"\"></picture>",
            "<img src=\"/blog/crab.png\" srcset=\"/blog/crab.png 2x\" alt=\"\">",
            "<a href=\"/blog/crab.png\">A crab</a>",
            "<img src=\"https://example.com/crab.png\" alt=\"\" loading=\"lazy\" />",
            "<img src=\"/blog/two%20crabs.png\" alt=\"\">",
            "<img src=\"/blog/crab.png?v=2\" alt=\"\">",
        ] {
            assert_eq!(shown(html), html);
        }
    }

    #[test]
    fn a_picture_for_the_dark_is_not_shown_in_the_light() {
        assert_eq!(
            shown(
                "<img src=\"/blog/a.png#gh-dark-mode-only\" alt=\"\"><img src=\"https://example.com/a.png#light\" class=\"x\">"
            ),
            "<img src=\"/blog/a.png\" alt=\"\" class=\"only-dark\">\
             <img src=\"https://example.com/a.png\" class=\"x only-light\">"
        );
        assert_eq!(
            shown("<img src=\"/blog/map.svg\" id=\"map\" alt=\"A map\">"),
            "<img src=\"/blog/map.svg\" id=\"map\" alt=\"A map\" class=\"only-light\">\
             <img src=\"/blog/map.dark.svg\" alt=\"A map\" class=\"only-dark\">"
        );
        let html = "<img src=\"/blog/map.svg#layer\" alt=\"\">";
        assert_eq!(shown(html), html);
    }

    #[test]
    fn the_first_picture_comes_first_and_all_others_when_they_are_seen() {
        let rewritten = |html: &str, covered| {
            let mut html = html.to_owned();
            pictures().rewrite(&mut html, covered);
            html
        };
        let two = "<p>A</p><img src=\"/a.png\" loading=\"lazy\" /><img src=\"/b.png\" loading=\"lazy\" />";
        assert_eq!(
            rewritten(two, false),
            "<p>A</p><img src=\"/a.png\" fetchpriority=\"high\" /><img src=\"/b.png\" loading=\"lazy\" />"
        );
        assert_eq!(rewritten(two, true), two);
        let below = format!("<p>{}</p>{two}", "word ".repeat(400));
        assert_eq!(rewritten(&below, false), below);
    }

    #[test]
    fn a_cover_is_offered_in_its_versions() {
        let page = "<main><figure class=\"cover\"><img src=\"/blog/crab.png\"></figure><img src=\"/blog/crab.png\"></main>";
        let html = pictures().with_cover(page.to_owned());
        assert_eq!(html.matches("<picture>").count(), 1, "{html}");
        assert!(html.ends_with("</picture></figure><img src=\"/blog/crab.png\"></main>"), "{html}");
    }
}
