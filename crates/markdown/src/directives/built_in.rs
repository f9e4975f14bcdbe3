use super::attributes::Problem;
use super::embed::Embed;
use super::syntax::Directive;

/// A directive of ours, understood.
#[derive(Debug)]
pub(crate) enum BuiltIn {
    /// A note that stands apart.
    Callout {
        /// The class that it looks by, without its beginning.
        class: &'static str,
        /// The title that it has by itself.
        title: &'static str,
        /// The author's title, where it is a parameter.
        own_title: Option<String>,
    },
    /// What a reader unfolds.
    Details {
        /// It is unfolded from the beginning.
        open: bool,
    },
    /// Something of another site.
    Embed(Embed),
    /// A video of the author's own.
    Video(Video),
}

/// A video file.
#[derive(Debug)]
pub(crate) struct Video {
    pub src: String,
    pub poster: Option<String>,
    pub title: Option<String>,
    pub captions: Option<String>,
    pub language: Option<String>,
}

/// Callouts: name, class and title. The classes are those of GitHub's alerts.
const CALLOUTS: [(&str, &str, &str); 7] = [
    ("note", "note", "Note"),
    ("tip", "tip", "Tip"),
    ("important", "important", "Important"),
    ("warning", "warning", "Warning"),
    ("caution", "caution", "Caution"),
    ("info", "note", "Info"),
    ("danger", "caution", "Danger"),
];

/// All names, for suggestions.
pub(crate) const NAMES: [&str; 13] = [
    "caution",
    "danger",
    "details",
    "gist",
    "important",
    "info",
    "note",
    "post",
    "tip",
    "video",
    "vimeo",
    "warning",
    "youtube",
];

/// Whether a directive is one of ours.
pub(crate) fn is_built_in(name: &str) -> bool {
    NAMES.contains(&name)
}

fn is_container(name: &str) -> bool {
    name == "details" || CALLOUTS.iter().any(|callout| callout.0 == name)
}

impl BuiltIn {
    /// Understands a directive of ours. `label` is the text in brackets, for those that show it as it is.
    /// Besides, what an author should know.
    pub fn read(directive: &mut Directive<'_>, label: Option<&str>) -> Result<(Self, Vec<Problem>), Problem> {
        let name = directive.name;
        if is_container(name) != directive.is_container() {
            let (is, write) = if is_container(name) {
                ("holds Markdown", format!("write `:::{name}` above it and `:::` below"))
            } else {
                ("holds no Markdown", format!("write it as `::{name}{{…}}`, with two colons"))
            };
            return Err(Problem::new(format!("`{name}` {is}"), directive.name_span.clone()).help(write));
        }
        let attributes = &mut directive.attributes;
        // Any of them may be named and styled.
        let mut known = vec!["id", "class", "title"];
        let title = attributes.text("title").or_else(|| label.map(str::to_owned));
        let built_in = match name {
            "youtube" => {
                known.push("start");
                Self::Embed(Embed::youtube(attributes, title)?)
            }
            "vimeo" => {
                known.push("hash");
                Self::Embed(Embed::vimeo(attributes, title)?)
            }
            "gist" => {
                known.extend(["user", "file"]);
                Self::Embed(Embed::gist(attributes, title)?)
            }
            "post" => {
                known.push("url");
                Self::Embed(Embed::post(attributes, title)?)
            }
            "video" => {
                known.extend(["src", "poster", "captions", "language"]);
                Self::Video(Video {
                    src: attributes.required("src", "::video{src=\"clip.mp4\" title=\"…\"}")?,
                    poster: attributes.text("poster"),
                    title,
                    captions: attributes.text("captions"),
                    language: attributes.text("language"),
                })
            }
            "details" => {
                known.push("open");
                Self::Details { open: attributes.flag("open") }
            }
            name => match CALLOUTS.into_iter().find(|callout| callout.0 == name) {
                Some((_, class, own)) => {
                    Self::Callout { class, title: own, own_title: title.filter(|_| label.is_none()) }
                }
                None => {
                    return Err(Problem::new(format!("`{name}` is unknown"), directive.name_span.clone()));
                }
            },
        };
        let warnings = attributes.unknown(&known, &["id", "class"]);
        Ok((built_in, warnings))
    }
}

#[cfg(test)]
mod tests {
    use super::{CALLOUTS, NAMES, is_built_in};

    #[test]
    fn every_callout_has_a_name_that_is_known() {
        assert!(CALLOUTS.iter().all(|callout| is_built_in(callout.0)));
        assert!(NAMES.is_sorted());
    }
}
