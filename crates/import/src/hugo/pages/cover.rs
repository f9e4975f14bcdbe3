//! The picture that stands for a page.

use super::Assets;
use crate::hugo::body::{Translator, new_address};
use crate::hugo::config::Component;
use crate::hugo::content::Role;
use crate::hugo::render::plain;
use crate::hugo::site::Entry;
use crate::hugo::tree::text;
use crate::source_front_matter::Value;

impl Translator<'_> {
    /// The picture that stands for a page; an error with its name where it is nowhere.
    pub(super) fn cover(&self, entry: &Entry, assets: &mut Assets) -> Option<Result<toml::Value, String>> {
        let keys = &entry.meta.keys;
        let names = ["cover", "featured_image", "featuredimage", "image", "images", "thumbnail"];
        let value =
            names.iter().find_map(|name| keys.get(name).filter(|value| !matches!(value, Value::Null)))?;
        let (src, alt, caption) = match value {
            Value::Table(table) => {
                let src = ["image", "src", "url", "img"].iter().find_map(|key| text(table, &[key]))?;
                (src, text(table, &["alt"]), text(table, &["caption"]))
            }
            _ => (value.texts().into_iter().next()?, None, None),
        };
        let src = match self.picture(entry, src.trim(), assets) {
            Some(src) => src,
            None => return Some(Err(src)),
        };
        if alt.is_none() && caption.is_none() {
            return Some(Ok(src.into()));
        }
        let mut cover = toml::Table::from_iter([("src".to_owned(), toml::Value::from(src))]);
        alt.into_iter().for_each(|alt| drop(cover.insert("alt".to_owned(), alt.into())));
        caption.into_iter().for_each(|text| drop(cover.insert("caption".to_owned(), plain(&text).into())));
        Some(Ok(toml::Value::Table(cover)))
    }

    /// The new address of a picture named in front matter, if it is there.
    fn picture(&self, entry: &Entry, src: &str, assets: &mut Assets) -> Option<String> {
        if src.contains("://") {
            return Some(src.to_owned());
        }
        let path = src.trim_start_matches("./").trim_start_matches('/');
        let beside = entry.file.disk.parent().is_some_and(|folder| folder.join(path).is_file());
        if beside && entry.file.role != Role::Single && !src.starts_with('/') {
            return Some(new_address(self.site, entry, src).unwrap_or_else(|| src.to_owned()));
        }
        let base = self.site.config.base_path();
        let below = path
            .strip_prefix(base.as_str())
            .filter(|_| !base.is_empty())
            .map(|rest| rest.trim_start_matches('/'));
        for path in [Some(path), below].into_iter().flatten() {
            let is_static = self
                .site
                .config
                .mounts
                .iter()
                .any(|mount| mount.component == Component::Static && mount.folder.join(path).is_file());
            if is_static {
                return Some(format!("/{path}"));
            }
            if self.assets.contains(path) {
                assets.insert(path.to_owned());
                return Some(format!("/{path}"));
            }
            if self.urls.contains(&format!("/{path}")) {
                return Some(format!("/{path}"));
            }
        }
        None
    }
}
