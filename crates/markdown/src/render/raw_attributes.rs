use super::Renderer;
use super::raw_html::attribute;
use crate::url::{is_safe_link, is_safe_source, origin};
use html5ever::tokenizer::Tag;
use html5ever::{Attribute, LocalName, QualName, ns};
use std::ops::Range;

impl Renderer<'_> {
    /// Rewrites the addresses of a tag, sizes its image, and takes note of where it loads from.
    pub(super) fn raw_attributes(&mut self, tag: &mut Tag, span: &Range<usize>) {
        let element = tag.name.to_string();
        if element == "img" && attribute(tag, "alt").is_none() && attribute(tag, "aria-hidden").is_none() {
            let src = attribute(tag, "src").unwrap_or_default();
            let help = "describe it in `alt=\"…\"`; an empty `alt=\"\"` says that it only decorates";
            self.warn_of_no_text(&src, help.to_owned(), span.clone());
        }
        let mut size = None;
        let mut kept = Vec::with_capacity(tag.attrs.len());
        for mut attribute in std::mem::take(&mut tag.attrs) {
            let name = attribute.name.local.to_string();
            let value = attribute.value.to_string();
            let written = match (element.as_str(), name.as_str()) {
                ("a" | "area", "href") | ("form", "action") => {
                    let safe = is_safe_link(&value);
                    safe.then(|| self.followed(&value))
                }
                ("iframe" | "frame" | "embed", "src") | ("object", "data") => {
                    let address = self.found(&value).src;
                    self.frame_hosts.extend(origin(&address));
                    Some(address)
                }
                ("script", "src") | ("link", "href") => Some(self.found(&value).src),
                ("img" | "source" | "video" | "audio" | "track", "src") | ("video", "poster") => {
                    is_safe_source(&value).then(|| {
                        let link = self.loaded(&value);
                        if element == "img" {
                            size = link.size;
                        }
                        link.src
                    })
                }
                ("img" | "source", "srcset") => Some(self.source_set(&value, span)),
                (_, "cite") => is_safe_link(&value).then(|| value.clone()),
                (_, "id") => {
                    if !self.ids.take(&value) {
                        continue;
                    }
                    Some(value.clone())
                }
                _ => Some(value.clone()),
            };
            match written {
                Some(written) => {
                    attribute.value = written.into();
                    kept.push(attribute);
                }
                None => self.warn_of_address(&value, span.clone()),
            }
        }
        tag.attrs = kept;
        if element == "img" {
            set_default(tag, "loading", "lazy");
            set_default(tag, "decoding", "async");
            if let Some(size) = size {
                set_size(tag, size);
            }
        }
    }

    /// `small.png 480w, large.png 2x`, each address rewritten.
    fn source_set(&mut self, value: &str, span: &Range<usize>) -> String {
        let candidates = value.split(", ").flat_map(|part| part.split(",\n")).filter_map(|candidate| {
            let candidate = candidate.trim().trim_end_matches(',');
            let (address, descriptor) = candidate.split_once(char::is_whitespace).unwrap_or((candidate, ""));
            if !is_safe_source(address) {
                self.warn_of_address(address, span.clone());
                return None;
            }
            Some(format!("{} {}", self.loaded(address).src, descriptor.trim()).trim().to_owned())
        });
        candidates.collect::<Vec<_>>().join(", ")
    }
}

/// Gives an image the sides that its author did not, in proportion: a browser then keeps its place free.
fn set_size(tag: &mut Tag, (width, height): (u32, u32)) {
    let side = |tag: &Tag, name: &str| attribute(tag, name).map(|text| text.trim().parse::<u32>().ok());
    let scaled = |given: u32, of: u32, to: u32| {
        let scaled = u64::from(given) * u64::from(to) / u64::from(of.max(1));
        scaled.to_string()
    };
    match (side(tag, "width"), side(tag, "height")) {
        (None, None) => {
            set_default(tag, "width", &width.to_string());
            set_default(tag, "height", &height.to_string());
        }
        (Some(Some(given)), None) => set_default(tag, "height", &scaled(given, width, height)),
        (None, Some(Some(given))) => set_default(tag, "width", &scaled(given, height, width)),
        _ => {}
    }
}

fn set_default(tag: &mut Tag, name: &str, value: &str) {
    if attribute(tag, name).is_none() {
        let name = QualName::new(None, ns!(), LocalName::from(name));
        tag.attrs.push(Attribute { name, value: value.into() });
    }
}
