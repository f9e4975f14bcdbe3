use std::borrow::Cow;
use std::path::Path;

use crate::bundle::{read_assets, read_text};
use crate::hash::content_hash;
use crate::sources::DEMO_INDEX;
use crate::{Asset, BASE, Bundle, BundleError, TRUNK_PUBLIC_URL, offline, script, stylesheet, template};

const INDEX: &str = "index.html";

impl Bundle {
    /// Makes a bundle's folder at `into` from what Trunk wrote to `dist` with [`TRUNK_PUBLIC_URL`] as
    /// its public URL. The stylesheets become one, and so do the parts of the service worker and of the script
    /// beside it; scripts, WebAssembly and stylesheet that the template names move below `assets/` under
    /// names with their content's hash; everything else keeps its path. `sources` is the
    /// [`crate::source_hash`] of what was compiled.
    ///
    /// # Errors
    /// When `dist` is not what Trunk writes, names files it does not have, or cannot be read.
    pub fn pack(dist: &Path, sources: &str, into: &Path) -> Result<Bundle, BundleError> {
        let mut packing = Packing::read(dist)?;
        packing.drop_integrity();
        packing.merge_stylesheets()?;
        packing.hash_names()?;
        let bundle = packing.finish(sources)?;
        bundle.write(into)?;
        Ok(bundle)
    }
}

struct Packing<'a> {
    dist: &'a Path,
    template: String,
    /// What Trunk wrote and nothing has claimed yet.
    left: Vec<Asset>,
    packed: Vec<Asset>,
}

impl Packing<'_> {
    fn read(dist: &Path) -> Result<Packing<'_>, BundleError> {
        let template = read_text(&dist.join(INDEX))?;
        template::check_markers(&template)?;
        let mut left = Vec::new();
        read_assets(dist, "", &mut left)?;
        left.retain(|file| {
            let top = file.path.split('/').next().unwrap_or_default();
            file.path != INDEX && !DEMO_INDEX.contains(&top)
        });
        if let Some(snippet) = left.iter().find(|file| file.path.starts_with("snippets/")) {
            return Err(BundleError::Snippet { path: snippet.path.clone() });
        }
        let left = offline::join(left, dist)?;
        Ok(Packing { dist, template, left, packed: Vec::new() })
    }

    fn take(&mut self, path: &str) -> Result<Asset, BundleError> {
        let missing = || BundleError::FileMissing { path: path.to_owned(), dist: self.dist.to_path_buf() };
        let at = self.left.iter().position(|file| file.path == path).ok_or_else(missing)?;
        Ok(self.left.swap_remove(at))
    }

    fn text(&self, bytes: Cow<'_, [u8]>, path: &str) -> Result<String, BundleError> {
        let not_text = |_| BundleError::NotText { path: self.dist.join(path) };
        String::from_utf8(bytes.into_owned()).map_err(not_text)
    }

    fn drop_integrity(&mut self) {
        let spans: Vec<_> =
            template::tags(&self.template).iter().filter_map(template::Tag::integrity).collect();
        for span in spans.into_iter().rev() {
            self.template.replace_range(span, "");
        }
    }

    /// One stylesheet stands where the first of them stood.
    fn merge_stylesheets(&mut self) -> Result<(), BundleError> {
        let mut spans = Vec::new();
        let mut sheets = Vec::new();
        for tag in template::tags(&self.template) {
            let Some(path) = tag.stylesheet().and_then(|href| href.strip_prefix(TRUNK_PUBLIC_URL)) else {
                continue;
            };
            let bytes = self.take(path)?.bytes;
            sheets.push(self.text(bytes, path)?);
            spans.push(tag.span);
        }
        if sheets.is_empty() {
            return Ok(());
        }
        let merged = stylesheet::merge(sheets.iter().map(String::as_str));
        let path = hashed_path("style.css", merged.as_bytes());
        let link = format!(r#"<link rel="stylesheet" href="{BASE}{path}">"#);
        for (position, span) in spans.into_iter().enumerate().rev() {
            self.template.replace_range(span, if position == 0 { &link } else { "" });
        }
        self.packed.push(Asset { path, bytes: Cow::Owned(merged.into_bytes()) });
        Ok(())
    }

    /// Scripts and WebAssembly that the template names.
    fn hash_names(&mut self) -> Result<(), BundleError> {
        let mut has_app = false;
        let names: Vec<String> = quoted_addresses(&self.template)
            .filter(|path| path.ends_with(".js") || path.ends_with(".wasm"))
            .map(str::to_owned)
            .collect();
        for name in names {
            let quoted = format!("\"{TRUNK_PUBLIC_URL}{name}\"");
            if !self.template.contains(&quoted) {
                // Named twice, and already replaced.
                continue;
            }
            has_app |= name.ends_with(".wasm");
            let mut file = self.take(&name)?;
            if name.ends_with(".js") {
                let script = self.text(file.bytes, &name)?;
                file.bytes = Cow::Owned(script::strip(&script).into_bytes());
            }
            let path = hashed_path(&name, &file.bytes);
            self.template = self.template.replace(&quoted, &format!("\"{BASE}{path}\""));
            self.packed.push(Asset { path, bytes: file.bytes });
        }
        if has_app { Ok(()) } else { Err(BundleError::NoApp) }
    }

    fn finish(mut self, sources: &str) -> Result<Bundle, BundleError> {
        let named = quoted_addresses(&self.template)
            .find(|path| !path.is_empty() && !self.left.iter().any(|file| file.path == *path));
        if let Some(path) = named {
            return Err(BundleError::FileMissing { path: path.to_owned(), dist: self.dist.to_path_buf() });
        }
        // Every page carries the template, and Trunk leaves an empty line for each tag that it takes.
        let lines = self.template.lines().map(str::trim).filter(|line| !line.is_empty());
        let template = lines.collect::<Vec<_>>().join("\n").replace(TRUNK_PUBLIC_URL, BASE);
        self.packed.append(&mut self.left);
        Ok(Bundle::new(template, self.packed, sources))
    }
}

/// What the template names in attributes, relative to the public URL; the URL itself as the empty path.
fn quoted_addresses(template: &str) -> impl Iterator<Item = &str> {
    template.match_indices(TRUNK_PUBLIC_URL).filter_map(|(at, url)| {
        let quoted = template.get(..at).is_some_and(|before| before.ends_with("=\""));
        let path = template.get(at + url.len()..)?.split('"').next();
        path.filter(|_| quoted)
    })
}

/// `style.css` → `assets/style-0123456789abcdef.css`.
fn hashed_path(name: &str, bytes: &[u8]) -> String {
    let file = name.rsplit('/').next().unwrap_or(name);
    let (stem, extension) = file.rsplit_once('.').unwrap_or((file, "bin"));
    // wasm-bindgen's suffix tells nobody anything.
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    format!("assets/{stem}-{}.{extension}", content_hash(bytes))
}
