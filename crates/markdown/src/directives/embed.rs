use super::attributes::{Attributes, Problem};
use ammonia::Url;

/// Something that another site shows. Nothing of that site is loaded before a reader asks for it: a link leads
/// there, and where the site has a frame for it, the page's script offers to show that in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Embed {
    /// "video", "post", "gist".
    pub kind: &'static str,
    /// Where it stands.
    pub link: String,
    /// What can be shown in place.
    pub frame: Option<String>,
    /// What it is.
    pub title: String,
    /// The site's name, as a reader knows it.
    pub host: String,
}

impl Embed {
    fn new(kind: &'static str, link: String, frame: Option<String>, title: Option<String>) -> Self {
        let url = Url::parse(&link).ok();
        let host = url.as_ref().and_then(Url::host_str).unwrap_or_default();
        let host = host.strip_prefix("www.").unwrap_or(host).to_owned();
        let title = title.unwrap_or_else(|| match kind {
            "video" => "Video".to_owned(),
            "gist" => "Gist".to_owned(),
            _ => "Post".to_owned(),
        });
        Self { kind, link, frame, title, host }
    }

    /// A video by its id. The frame is that of YouTube's host that sets no cookies before the video plays.
    pub fn youtube(attributes: &mut Attributes, title: Option<String>) -> Result<Self, Problem> {
        let id = attributes.required("id", "::youtube{id=\"dQw4w9WgXcQ\" title=\"…\"}")?;
        if !is_youtube_id(&id) {
            return Err(attributes.wrong("id", "the id of a video, such as `dQw4w9WgXcQ`"));
        }
        let start = attributes.text("start");
        let start =
            match &start {
                Some(start) => Some(seconds(start).ok_or_else(|| {
                    attributes.wrong("start", "a number of seconds, such as `90` or `1m30s`")
                })?),
                None => None,
            };
        Ok(Self::youtube_video(&id, start, title))
    }

    fn youtube_video(id: &str, start: Option<u32>, title: Option<String>) -> Self {
        let start = start.filter(|start| *start > 0);
        let link = format!("https://www.youtube.com/watch?v={id}");
        let link = start.map_or_else(|| link.clone(), |start| format!("{link}&t={start}s"));
        let frame = format!("https://www.youtube-nocookie.com/embed/{id}");
        let frame = start.map_or_else(|| frame.clone(), |start| format!("{frame}?start={start}"));
        Self::new("video", link, Some(frame), title)
    }

    /// A video by its number, and by its hash where it is not public. `dnt=1` asks for no tracking.
    pub fn vimeo(attributes: &mut Attributes, title: Option<String>) -> Result<Self, Problem> {
        let id = attributes.required("id", "::vimeo{id=76979871 title=\"…\"}")?;
        if !is_number(&id) {
            return Err(attributes.wrong("id", "the number of a video, such as `76979871`"));
        }
        let hash = attributes.text("hash");
        if hash.as_deref().is_some_and(|hash| !is_hex(hash)) {
            return Err(attributes.wrong("hash", "the letters and digits behind the number in the address"));
        }
        Ok(Self::vimeo_video(&id, hash.as_deref(), title))
    }

    fn vimeo_video(id: &str, hash: Option<&str>, title: Option<String>) -> Self {
        let (link, frame) = match hash {
            Some(hash) => (
                format!("https://vimeo.com/{id}/{hash}"),
                format!("https://player.vimeo.com/video/{id}?h={hash}&dnt=1"),
            ),
            None => (format!("https://vimeo.com/{id}"), format!("https://player.vimeo.com/video/{id}?dnt=1")),
        };
        Self::new("video", link, Some(frame), title)
    }

    /// A gist is a link: GitHub offers a script to show one in place, which a page's policy forbids, and lets no
    /// other page frame its own.
    pub fn gist(attributes: &mut Attributes, title: Option<String>) -> Result<Self, Problem> {
        let id = attributes.required("id", "::gist{user=\"octocat\" id=\"6cad326836d38bd3a7ae\"}")?;
        if !is_hex(&id) {
            return Err(attributes.wrong("id", "the digits and letters at the end of the gist's address"));
        }
        let user = attributes.text("user");
        if user.as_deref().is_some_and(|user| !is_name(user, "-")) {
            return Err(attributes.wrong("user", "the name of somebody on GitHub"));
        }
        let file = attributes.text("file");
        let mut link = match &user {
            Some(user) => format!("https://gist.github.com/{user}/{id}"),
            None => format!("https://gist.github.com/{id}"),
        };
        if let Some(file) = &file {
            let anchor: String =
                file.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }).collect();
            link.push_str(&format!("#file-{}", anchor.to_ascii_lowercase()));
        }
        Ok(Self::new("gist", link, None, title.or(file)))
    }

    /// A post on Mastodon, Bluesky or X, by the address that a browser shows.
    pub fn post(attributes: &mut Attributes, title: Option<String>) -> Result<Self, Problem> {
        let url = attributes.required("url", "::post{url=\"https://mastodon.social/@name/1234\"}")?;
        Self::of_post(&url, title).ok_or_else(|| {
            attributes.wrong("url", "the address of a post on Mastodon, Bluesky or X, with `https://`")
        })
    }

    pub fn of_post(written: &str, title: Option<String>) -> Option<Self> {
        let url = Url::parse(written).ok()?;
        let host = url.host_str().filter(|_| url.scheme() == "https")?;
        let parts: Vec<&str> = url.path_segments()?.filter(|part| !part.is_empty()).collect();
        let title = |author: &str| {
            title.clone().unwrap_or_else(|| format!("Post by {}", author.trim_start_matches('@')))
        };
        match (host.strip_prefix("www.").unwrap_or(host), parts.as_slice()) {
            ("bsky.app", ["profile", who, "post", key]) if is_name(who, ".-:") && is_name(key, "") => {
                let frame = format!("https://embed.bsky.app/embed/{who}/app.bsky.feed.post/{key}");
                let link = format!("https://bsky.app/profile/{who}/post/{key}");
                Some(Self::new("post", link, Some(frame), Some(title(who))))
            }
            ("x.com" | "twitter.com" | "mobile.twitter.com", [who, "status", id])
                if is_name(who, "_") && is_number(id) =>
            {
                let frame = format!("https://platform.twitter.com/embed/Tweet.html?id={id}&dnt=true");
                let link = format!("https://x.com/{who}/status/{id}");
                Some(Self::new("post", link, Some(frame), Some(title(who))))
            }
            (_, [who, id])
                if who.strip_prefix('@').is_some_and(|who| is_name(who, "_.-@")) && is_number(id) =>
            {
                let link = format!("{}/{who}/{id}", url.origin().ascii_serialization());
                let frame = format!("{link}/embed");
                Some(Self::new("post", link, Some(frame), Some(title(who))))
            }
            _ => None,
        }
    }

    /// What a frame that an author wrote shows, where its site is known.
    pub fn of_frame(src: &str, title: Option<String>) -> Option<Self> {
        let src = src.trim();
        let url = if src.starts_with("//") { Url::parse(&format!("https:{src}")) } else { Url::parse(src) };
        let url = url.ok().filter(|url| matches!(url.scheme(), "https" | "http"))?;
        let value =
            |key: &str| url.query_pairs().find(|(name, _)| name == key).map(|(_, value)| value.into_owned());
        let parts: Vec<&str> = url.path_segments()?.filter(|part| !part.is_empty()).collect();
        match (url.host_str()?, parts.as_slice()) {
            (
                "www.youtube.com" | "youtube.com" | "www.youtube-nocookie.com" | "youtube-nocookie.com",
                ["embed", id],
            ) => {
                let list = value("list").filter(|list| is_name(list, "_-"));
                match list {
                    Some(list) if *id == "videoseries" => {
                        let link = format!("https://www.youtube.com/playlist?list={list}");
                        let frame = format!("https://www.youtube-nocookie.com/embed/videoseries?list={list}");
                        Some(Self::new("video", link, Some(frame), title))
                    }
                    _ if is_youtube_id(id) => {
                        let start = value("start").and_then(|start| seconds(&start));
                        Some(Self::youtube_video(id, start, title))
                    }
                    _ => None,
                }
            }
            ("player.vimeo.com", ["video", id]) if is_number(id) => {
                let hash = value("h").filter(|hash| is_hex(hash));
                Some(Self::vimeo_video(id, hash.as_deref(), title))
            }
            (_, [who, id, "embed"]) => {
                let host = url.host_str()?;
                Self::of_post(&format!("https://{host}/{who}/{id}"), title)
            }
            _ => None,
        }
    }
}

fn is_youtube_id(text: &str) -> bool {
    (6..=32).contains(&text.len()) && is_name(text, "_-") && text != "videoseries"
}

fn is_number(text: &str) -> bool {
    (1..=32).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_hex(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// ASCII letters and digits, and some signs: what can stand in an address as it is.
fn is_name(text: &str, signs: &str) -> bool {
    (1..=256).contains(&text.len()) && text.chars().all(|c| c.is_ascii_alphanumeric() || signs.contains(c))
}

/// `90`, `90s`, `1m30s`, `1h2m3s`.
fn seconds(text: &str) -> Option<u32> {
    let mut total = 0_u32;
    let mut number = String::new();
    for character in text.trim().chars() {
        let unit = match character {
            '0'..='9' => {
                number.push(character);
                continue;
            }
            'h' => 3600,
            'm' => 60,
            's' => 1,
            _ => return None,
        };
        total = total.checked_add(number.parse::<u32>().ok()?.checked_mul(unit)?)?;
        number.clear();
    }
    if number.is_empty() { Some(total) } else { total.checked_add(number.parse().ok()?) }
}

#[cfg(test)]
mod tests {
    use super::{Embed, seconds};

    #[test]
    fn a_time_is_written_in_seconds_or_with_units() {
        assert_eq!(seconds("90"), Some(90));
        assert_eq!(seconds("1m30s"), Some(90));
        assert_eq!(seconds("1h2m3"), Some(3723));
        assert_eq!(seconds("soon"), None);
        assert_eq!(seconds("m"), None);
        assert_eq!(seconds("99999999999"), None);
    }

    #[test]
    fn frames_of_known_sites_are_known() {
        let frame = |src| Embed::of_frame(src, None).and_then(|embed| embed.frame);
        for (src, known) in [
            (
                "https://www.youtube.com/embed/dQw4w9WgXcQ?start=9",
                "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=9",
            ),
            (
                "//www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
                "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
            ),
            (
                "https://www.youtube.com/embed/videoseries?list=PLx_1",
                "https://www.youtube-nocookie.com/embed/videoseries?list=PLx_1",
            ),
            (
                "http://player.vimeo.com/video/76979871?h=8272103f6e",
                "https://player.vimeo.com/video/76979871?h=8272103f6e&dnt=1",
            ),
            ("https://mastodon.example/@ada/42/embed", "https://mastodon.example/@ada/42/embed"),
        ] {
            assert_eq!(frame(src).as_deref(), Some(known));
        }
        for src in [
            "https://example.org/embed/dQw4w9WgXcQ",
            "https://www.youtube.com/embed/<script>",
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
            "javascript:alert(1)",
            "",
        ] {
            assert_eq!(frame(src), None, "{src}");
        }
    }
}
