//! Shortcodes that ask for something of the site: addresses, values, pictures.

use super::PageText;
use crate::hugo::Kind;
use crate::hugo::content::Role;
use crate::hugo::known::destination;
use crate::hugo::reference::{Target, resolve};
use crate::hugo::shortcode::Call;
use crate::hugo::target;
use crate::hugo::tree::text;
use std::collections::BTreeSet;

impl PageText<'_> {
    pub fn param(&mut self, call: &Call) {
        let path = call.arguments.get("name", 0).unwrap_or_default().to_lowercase();
        let own =
            self.entry.meta.keys.at(&path.split('.').collect::<Vec<_>>()).and_then(|value| value.text());
        match own.or_else(|| self.translator.site.config.param(&path)) {
            Some(value) => {
                self.new.push(&value);
                self.old.push_str(&value);
            }
            None => self.keep(call),
        }
    }

    pub fn qr(&mut self, call: &Call) {
        let inner = self.inner(&call.pieces);
        let text = call.arguments.named("text").map_or(inner.trim(), |text| text.trim()).to_owned();
        self.find(
            call.range.start,
            "a QR code is not made: its text stands there".to_owned(),
            "put a picture of it there",
        );
        let text = if text.contains("://") { format!("<{text}>") } else { text };
        self.new.push(&text);
        self.old.push_str(&text);
    }

    pub fn reference(&mut self, call: &Call, is_code: bool) {
        let site = self.translator.site;
        let path = call.arguments.get("path", 0).unwrap_or_default().to_owned();
        let found = resolve(site, self.entry, &path, call.arguments.named("lang"));
        let (target, fragment) = match found {
            Ok(found) => found,
            Err(message) => {
                let help = "write the address where the link shall lead";
                self.find(call.range.start, format!("`{}` finds nothing: {message}", call.name), help);
                return self.shown(&self.source[call.range.clone()], is_code);
            }
        };
        let link = match &target {
            Target::Page(page) => page.place.link.clone(),
            Target::List(link) => link.clone(),
            Target::Here => String::new(),
        };
        let base = site.config.base_path();
        let prefix = if base.is_empty() || link.is_empty() { String::new() } else { format!("/{base}") };
        let old = format!("{prefix}{}{fragment}", destination(&link));
        let before = self.new.text.trim_end_matches(' ');
        let is_link = ["](", "=\"", "='", "<", "]:"].iter().any(|end| before.ends_with(end));
        let new = match &target {
            Target::Page(page) if is_link && page.kind == Kind::Page => {
                format!("{}{fragment}", destination(&target::relative(site, self.entry, page)))
            }
            // With the base path: where it is a link, that is cut off with those of all others.
            _ => old.clone(),
        };
        self.new.push(&new);
        self.old.push_str(&old);
    }

    /// The old address of a picture in a figure: a file of the page's bundle, or one of `assets`.
    pub fn image(&self, src: &str, used: &mut BTreeSet<String>) -> String {
        let path = src.split(['?', '#']).next().unwrap_or_default().trim_start_matches("./");
        let path = path.trim_start_matches('/');
        let is_bundle = self.entry.file.role != Role::Single;
        let beside = self.entry.file.disk.parent().is_some_and(|folder| folder.join(path).is_file());
        if src.contains("://") || is_bundle && beside || !self.translator.assets.contains(path) {
            return src.to_owned();
        }
        used.insert(path.to_owned());
        match self.translator.site.config.base_path().as_str() {
            "" => format!("/{path}"),
            base => format!("/{base}/{path}"),
        }
    }

    pub fn lookup(&self, path: &str) -> Option<String> {
        let path = path.strip_prefix("Page.Site.").map_or(path.to_owned(), |rest| format!("Site.{rest}"));
        let site = path.strip_prefix("Site.").or_else(|| path.strip_prefix("site."));
        let config = &self.translator.site.config;
        match (site, path.strip_prefix("Page.")) {
            (Some("Title"), _) => text(&config.keys, &["title"]),
            (Some("BaseURL"), _) => config.base_url.clone(),
            (Some(path), _) => config.param(path.strip_prefix("Params.")?),
            (_, Some("Title")) => Some(self.entry.meta.title.clone()),
            (_, Some("RelPermalink")) => Some(self.entry.place.link.clone()),
            (_, Some(path)) => {
                let path = path.strip_prefix("Params.")?.to_lowercase();
                self.entry.meta.keys.at(&path.split('.').collect::<Vec<_>>())?.text()
            }
            _ => None,
        }
    }
}
