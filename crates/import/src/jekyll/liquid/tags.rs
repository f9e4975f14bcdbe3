//! Tags that stand alone.

use super::tree::{Tag, tree};
use super::{DEEPEST_INCLUDE, Flavour, Flow, Template, Value, escaped};
use crate::markdown::post_url;
use std::collections::HashMap;

impl Template<'_> {
    pub(super) fn tag(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            "assign" => self.assign(tag),
            "increment" | "decrement" | "cycle" => self.stays(tag, "write what it stood for"),
            "break" => self.flow = Flow::Break,
            "continue" => self.flow = Flow::Continue,
            "post_url" => self.address(tag, "no post has this name"),
            "link" => self.address(tag, "no file of the site has this path"),
            "include" | "include_cached" | "include_relative" => self.include(tag),
            // What these write belongs to the head of a page, which Offprint makes.
            "seo" | "feed_meta" | "twitter_card" => {}
            "gist" => self.gist(tag),
            "youtube" | "vimeo" => self.video(tag),
            "twitter" | "tweet" => self.post(tag),
            "img" => self.picture(tag),
            name => {
                let help = match name.strip_prefix("end") {
                    Some(block) => format!("it ends a `{{% {block} %}}`; see there"),
                    None => format!("no tag `{name}` is known: write what it made, or take it out"),
                };
                self.stays(tag, &help);
            }
        }
    }

    fn assign(&mut self, tag: &Tag) {
        let Some((name, expression)) = tag.markup.split_once('=') else {
            return self.stays(tag, "it says `assign name = value`");
        };
        let value = self.evaluated(expression.trim());
        if value.is_unknown() {
            self.stays(tag, "only Jekyll knows the value: take it out with what uses it");
        }
        self.set(name.trim(), value);
    }

    /// The name in a `post_url` or `link`, whose variables are replaced first.
    fn resolved(&mut self, markup: &str) -> Option<String> {
        if !markup.contains("{{") {
            return Some(markup.trim_matches(['"', '\'']).to_owned());
        }
        let (open, close) = (markup.find("{{")?, markup.find("}}")?);
        let value = self.evaluated(markup.get(open + 2..close)?.trim());
        let name = format!("{}{}{}", &markup[..open], value.written(), &markup[close + 2..]);
        (!value.is_unknown()).then_some(name)
    }

    fn address(&mut self, tag: &Tag, help: &str) {
        let found = self.resolved(&tag.markup).and_then(|name| {
            if tag.name == "link" { self.world.link(&name) } else { self.world.post_url(&name) }
        });
        match found {
            Some(url) => self.out.push_str(&url),
            None => self.stays(tag, help),
        }
    }

    fn include(&mut self, tag: &Tag) {
        let (file, parameters) = file_and_parameters(&tag.markup);
        let Some(file) = self.resolved(file) else {
            return self.stays(tag, "only Jekyll knows which file this is: write what it made");
        };
        let text = if tag.name == "include_relative" {
            let folder = self.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let path = if folder.is_empty() { file.clone() } else { format!("{folder}/{file}") };
            self.world.relative(&path)
        } else {
            self.world.include(&file)
        };
        let Some(text) = text.filter(|_| self.depth < DEEPEST_INCLUDE) else {
            if self.include_of_a_theme(&file, parameters) {
                return;
            }
            return self
                .stays(tag, &format!("there is no `{file}` here (a theme's, perhaps): write what it made"));
        };
        let mut include = Value::Map(Vec::new());
        for (name, value) in self.parameters(parameters) {
            include.set(&name, value);
        }
        let (start, known) = (self.out.len(), self.remnants.len());
        let outer = std::mem::replace(&mut self.source, text);
        let place = std::mem::replace(&mut self.place, (0, 1));
        self.frames.push(HashMap::from([("include".to_owned(), include)]));
        self.depth += 1;
        let nodes = tree(&self.source);
        self.nodes(&nodes);
        self.depth -= 1;
        self.frames.pop();
        self.source = outer;
        self.place = place;
        self.flow = Flow::On;
        if self.remnants.len() > known {
            let first = self.remnants[known].message.clone();
            self.remnants.truncate(known);
            self.out.truncate(start);
            let help = format!("in `{file}`, {first}: write what it made, or make it a snippet");
            self.stays(tag, &help);
        }
    }

    /// What the names of themes' includes promise: a picture with a caption, a video.
    fn include_of_a_theme(&mut self, file: &str, parameters: &str) -> bool {
        let name = file.rsplit('/').next().unwrap_or(file);
        let name = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
        let parameters = self.parameters(parameters);
        if parameters.iter().any(|(_, value)| value.is_unknown()) {
            return false;
        }
        let find = |names: &[&str]| {
            let found = names.iter().find_map(|name| parameters.iter().find(|(key, _)| key == name));
            found.map(|(_, value)| value.written()).filter(|text| !text.trim().is_empty())
        };
        match name.as_str() {
            "figure" | "image" | "img" | "picture" | "responsive-image" => {
                let Some(src) = find(&["image_path", "src", "url", "path", "image", "file"]) else {
                    return false;
                };
                let alt = find(&["alt", "title", "caption"]).unwrap_or_default().replace(['[', ']'], "");
                let caption =
                    find(&["caption", "title"]).map(|text| format!(" \"{}\"", text.replace('"', "\\\"")));
                let src = if src.contains(' ') { format!("<{src}>") } else { src };
                self.out.push_str(&format!("![{alt}]({src}{})", caption.unwrap_or_default()));
                true
            }
            "youtube" | "youtubeplayer" | "youtube_player" | "vimeo" | "video" => {
                let Some(id) = find(&["id", "video", "video_id", "youtube_id", "url", "src"]) else {
                    return false;
                };
                let provider = find(&["provider"]).unwrap_or_default();
                let name = if name == "vimeo" || provider == "vimeo" { "vimeo" } else { "youtube" };
                let id = video_id(&id).to_owned();
                match self.flavour {
                    Flavour::Offprint => self.directive(name, &[("id", id)]),
                    Flavour::Jekyll | Flavour::Bare => {
                        self.out.push_str(&format!("<iframe src=\"https://{name}/{id}\"></iframe>"))
                    }
                }
                true
            }
            _ => false,
        }
    }

    /// `{% gist user/id file %}`, `{% gist id %}`
    fn gist(&mut self, tag: &Tag) {
        let mut words = tag.markup.split_whitespace().map(|word| self.word(word));
        let Some(Some(gist)) = words.next() else {
            return self.stays(tag, "only Jekyll knows which gist this is");
        };
        let file = words.next().flatten();
        let (user, id) = match gist.rsplit_once('/') {
            Some((user, id)) => (Some(user.to_owned()), id.to_owned()),
            None => (None, gist.clone()),
        };
        match self.flavour {
            Flavour::Jekyll | Flavour::Bare => {
                self.out.push_str(&format!("<script src=\"https://gist.github.com/{gist}.js\"></script>"))
            }
            Flavour::Offprint => {
                let mut parameters = Vec::new();
                if let Some(user) = user {
                    parameters.push(("user", user));
                }
                parameters.push(("id", id));
                if let Some(file) = file {
                    parameters.push(("file", file));
                }
                self.directive("gist", &parameters);
            }
        }
    }

    fn word(&self, word: &str) -> Option<String> {
        let is_name = word.contains('.') && !word.contains(['/', '"', '\'']);
        let value = if is_name || word.starts_with(['"', '\'']) { self.evaluated(word) } else { word.into() };
        match value {
            Value::Nil => Some(word.to_owned()),
            Value::Unknown => None,
            value => Some(value.written()),
        }
    }

    fn video(&mut self, tag: &Tag) {
        let word = tag.markup.split_whitespace().next().unwrap_or_default();
        let Some(address) = self.word(word).filter(|word| !word.is_empty()) else {
            return self.stays(tag, "only Jekyll knows which video this is");
        };
        let id = video_id(&address).to_owned();
        match (self.flavour, tag.name.as_str()) {
            (Flavour::Offprint, name) => self.directive(name, &[("id", id)]),
            (_, "vimeo") => {
                self.out.push_str(&format!("<iframe src=\"https://player.vimeo.com/video/{id}\"></iframe>"));
            }
            (_, _) => {
                self.out.push_str(&format!("<iframe src=\"https://www.youtube.com/embed/{id}\"></iframe>"));
            }
        }
    }

    /// `{% twitter https://… %}`
    fn post(&mut self, tag: &Tag) {
        let word = tag.markup.split_whitespace().find(|word| word.contains("://"));
        let Some(url) = word.and_then(|word| self.word(word)) else {
            return self.stays(tag, "write `::post{url=\"…\"}` with the post's address");
        };
        match self.flavour {
            Flavour::Offprint => match post_url(&url) {
                Some(url) => self.directive("post", &[("url", url)]),
                None => self.out.push_str(&format!("<{url}>")),
            },
            Flavour::Jekyll | Flavour::Bare => {
                self.out.push_str(&format!("<blockquote><a href=\"{url}\">{url}</a></blockquote>"))
            }
        }
    }

    /// Octopress' `{% img class /path/to/image width height 'title' 'alt' %}`
    fn picture(&mut self, tag: &Tag) {
        let words: Vec<&str> = tag.markup.split_whitespace().collect();
        let Some(at) = words.iter().position(|word| word.contains('/')) else {
            return self.stays(tag, "write `![what it shows](/the/picture.png)`");
        };
        let src = words[at];
        let rest = words[at + 1..].iter().skip_while(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
        let rest = rest.copied().collect::<Vec<_>>().join(" ");
        let texts: Vec<&str> = match rest.chars().next() {
            Some(quote @ ('"' | '\'')) => rest.split(quote).filter(|text| !text.trim().is_empty()).collect(),
            _ => vec![rest.as_str()],
        };
        let alt = texts.last().copied().unwrap_or_default();
        self.out.push_str(&format!("![{alt}]({src})"));
    }

    /// A directive stands alone on its line, with nothing around it.
    fn directive(&mut self, name: &str, parameters: &[(&str, String)]) {
        let parameters: Vec<String> =
            parameters.iter().map(|(key, value)| format!("{key}=\"{}\"", escaped(value))).collect();
        let line_start = self.out.rfind('\n').map_or(0, |at| at + 1);
        if !self.out[line_start..].trim().is_empty() {
            self.out.push_str("\n\n");
        } else if line_start > 0 && !self.out[..line_start].ends_with("\n\n") {
            self.out.push('\n');
        }
        self.out.push_str(&format!("::{name}{{{}}}\n", parameters.join(" ")));
    }
}

fn file_and_parameters(markup: &str) -> (&str, &str) {
    // A file's name may hold a variable, with spaces: `{{ page.lang }}/a.html`.
    let from = markup.find("}}").map_or(0, |at| at + 2);
    let end = markup[from..].find(char::is_whitespace).map_or(markup.len(), |at| from + at);
    (markup[..end].trim(), markup[end..].trim())
}

/// The id in a video's address.
pub(in super::super) fn video_id(address: &str) -> &str {
    let after = ["v=", "youtu.be/", "/embed/", "/shorts/", "/video/", "vimeo.com/"];
    let start = after.iter().find_map(|mark| address.find(mark).map(|at| at + mark.len())).unwrap_or(0);
    let id = &address[start..];
    &id[..id.find(['?', '&', '#', '/', '"']).unwrap_or(id.len())]
}
