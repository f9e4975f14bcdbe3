//! What lets a reader install a site beside other apps: a web app manifest, and icons made of the author's logo.

mod icons;
mod logo;
mod manifest;

use crate::config::{AppConfig, FILE};
use crate::emit::index::HashedFile;
use crate::html::escape;
use crate::{Config, Diagnostic, Library, StaticFile};
use icons::Icons;
use logo::{Logo, LogoError};
use offprint_bundle::Bundle;
use std::fs;

/// Where browsers are told that the manifest is. An author's own file takes its place.
pub(crate) const MANIFEST: &str = "manifest.webmanifest";

/// The icons: these have a hash in their names.
pub(crate) const ICONS: &str = "assets/app-icon-*";

/// An author's own icon for the home screens of Apple's devices.
const TOUCH_ICON: &str = "apple-touch-icon.png";

/// Favicons that icons can be made of, the best first.
const FAVICONS: [&str; 2] = ["favicon.svg", "favicon.png"];

/// What makes a site installable.
#[derive(Debug, Default)]
pub(crate) struct Installable {
    /// The icons.
    pub(crate) icons: Vec<HashedFile>,
    /// The text of [`MANIFEST`].
    pub(crate) manifest: Option<Vec<u8>>,
    /// Tags for every page's head.
    pub(crate) head: String,
    /// What the author should know.
    pub(crate) warnings: Vec<Diagnostic>,
}

impl Installable {
    /// # Errors
    /// When the logo that the author names cannot be made into icons.
    pub(crate) fn new(config: &Config, library: &Library, bundle: &Bundle) -> Result<Self, Box<Diagnostic>> {
        let theme = library.theme.head_html.as_deref().unwrap_or_default();
        let own = |path: &str| library.files.iter().find(|file| file.to == path);
        let mut installable = Self::default();
        // What the author has goes before ours.
        let (names_manifest, names_touch) = (!has_manifest(theme), !theme.contains("apple-touch-icon"));
        let makes_manifest = names_manifest && own(MANIFEST).is_none();
        let makes_touch = names_touch && own(TOUCH_ICON).is_none();
        let logo = if makes_manifest || makes_touch || config.app.logo.is_some() {
            installable.logo(config, bundle, own)?
        } else {
            None
        };
        let icons = logo.map(|logo| Icons::draw(&logo, config.app.color)).unwrap_or_default();
        let base = &config.base;
        if names_manifest {
            if makes_manifest {
                installable.manifest = Some(manifest::json(config, &library.site.masthead, &icons));
                installable.icons = icons.of_manifest;
            }
            installable.push(format_args!("<link rel=\"manifest\" href=\"{}\">", base.file(MANIFEST)));
        }
        if !theme.contains("theme-color") {
            let AppConfig { color, dark_color, .. } = &config.app;
            for (scheme, color) in [("light", color), ("dark", dark_color)] {
                installable.push(format_args!(
                    "<meta name=\"theme-color\" media=\"(prefers-color-scheme: {scheme})\" content=\"{color}\">"
                ));
            }
        }
        if names_touch {
            let touch = match (own(TOUCH_ICON), icons.touch) {
                (Some(file), _) => Some(file.to.clone()),
                (None, Some(icon)) => {
                    installable.icons.push(icon);
                    installable.icons.last().map(|icon| icon.file.path.clone())
                }
                (None, None) => None,
            };
            if let Some(path) = touch {
                let url = base.file(&path);
                installable.push(format_args!("<link rel=\"apple-touch-icon\" href=\"{}\">", escape(&url)));
            }
        }
        Ok(installable)
    }

    /// The author's logo, else the site's favicon, else the app's. A favicon was not made for this: one that
    /// cannot be drawn is passed by.
    fn logo<'a>(
        &mut self,
        config: &Config,
        bundle: &Bundle,
        own: impl Fn(&str) -> Option<&'a StaticFile>,
    ) -> Result<Option<Logo>, Box<Diagnostic>> {
        if let Some(file) = &config.app.logo {
            let bytes = fs::read(config.folder.join(&file.path)).map_err(LogoError::Read);
            let logo = bytes.and_then(|bytes| Logo::read(&file.path, &bytes));
            return logo.map(Some).map_err(|error| {
                let message = format!("`app.logo`: `{}` can't be made into icons: {error}", file.path);
                let diagnostic = file.error(message);
                Box::new(match error.help() {
                    Some(help) => diagnostic.help(help),
                    None => diagnostic,
                })
            });
        }
        for file in FAVICONS.into_iter().filter_map(own) {
            let bytes = fs::read(&file.from).map_err(LogoError::Read);
            match bytes.and_then(|bytes| Logo::read(&file.to, &bytes)) {
                Ok(logo) => return Ok(Some(logo)),
                Err(error) => {
                    let message = format!("`static/{}` can't be made into icons: {error}", file.to);
                    let help = "name a picture for them: `logo = \"static/…\"` in `[app]`";
                    self.warnings.push(Diagnostic::warning(FILE, message).help(help));
                }
            }
        }
        let icon = bundle.assets.iter().find(|asset| asset.path == FAVICONS[0]);
        Ok(icon.and_then(|icon| Logo::read(&icon.path, &icon.bytes).ok()))
    }

    fn push(&mut self, tag: std::fmt::Arguments<'_>) {
        self.head.push_str(&tag.to_string());
    }
}

/// Whether some tags name a manifest.
fn has_manifest(tags: &str) -> bool {
    ["rel=manifest", "rel=\"manifest\"", "rel='manifest'"].iter().any(|relation| tags.contains(relation))
}
