//! Releases of one site in which everything that a page can show says of which release it is.

use crate::harness::fixture::{self, Built, write};
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex, OnceLock};

/// Posts of an edition.
pub const POSTS: usize = 12;
/// The post that tests begin with; it has a picture.
pub const POST: &str = "posts/post-03/";
/// Another one with a picture.
pub const OTHER_POST: &str = "posts/post-04/";
/// A list of six posts.
pub const TAG: &str = "tags/even/";
/// The picture, without a hash in its name, as the author named it.
pub const PICTURE: &str = "images/plate.svg";

/// An edition, by its letter, at the root of its host.
pub fn edition(letter: char) -> Built {
    edition_at(letter, "/")
}

/// An edition below a path: `/blog/`.
pub fn edition_at(letter: char, base: &str) -> Built {
    type Cell = Arc<OnceLock<Built>>;
    static EDITIONS: LazyLock<Mutex<HashMap<(char, String), Cell>>> = LazyLock::new(Mutex::default);
    let cell = {
        let mut editions = EDITIONS.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        Arc::clone(editions.entry((letter, base.to_owned())).or_default())
    };
    cell.get_or_init(|| built(letter, base, "", |_| {})).clone()
}

/// An edition at the root of its host whose source was changed before it was built. The name says how.
pub fn edition_with(letter: char, name: &str, change: impl Fn(&Path)) -> Built {
    built(letter, "/", name, change)
}

fn built(letter: char, base: &str, name: &str, change: impl Fn(&Path)) -> Built {
    let source = tempfile::tempdir().expect("a temporary folder");
    write_source(source.path(), letter);
    change(source.path());
    let place = format!("edition-{letter}{}{name}", base.trim_end_matches('/').replace('/', "-"));
    fixture::build(source.path(), &fixture::place(&place), base)
}

/// How wide the picture of an edition is, in pixels.
pub fn width(letter: char) -> u32 {
    31 + 6 * (letter as u32 - 'A' as u32)
}

/// The title of a post.
pub fn title(number: usize) -> String {
    format!("Post {number}")
}

/// The address of a post.
pub fn post(number: usize) -> String {
    format!("posts/post-{number:02}/")
}

/// Whether an edition has the frame and the styles of every other quiet one: an app of one shows pages of another in
/// its document.
pub fn is_quiet(letter: char) -> bool {
    letter >= 'P'
}

fn write_source(folder: &Path, letter: char) {
    let name = if is_quiet(letter) { "of the quay".to_owned() } else { format!("edition-{letter}") };
    let config = format!(
        "title = \"Journal {name}\"\ndescription = \"Of {name}.\"\nbase_url = \"https://example.org/\"\n\
         author = \"Mara Quay\"\ncopyright = \"© {name}\"\n"
    );
    write(&folder.join("offprint.toml"), config);
    write(&folder.join("theme/custom.css"), format!(":root {{ --edition: \"{name}\"; }}\n"));
    let width = width(letter);
    let picture = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"20\">\
         <rect width=\"{width}\" height=\"20\" fill=\"#678\"/></svg>"
    );
    write(&folder.join("static").join(PICTURE), picture);
    for number in 1..=POSTS {
        write(&folder.join(format!("content/posts/post-{number:02}.md")), text(number, letter));
    }
    write(
        &folder.join("content/about.md"),
        format!("+++\ntitle = \"About {name}\"\n+++\n\nAbout edition-{letter}.\n"),
    );
}

fn text(number: usize, letter: char) -> String {
    let tag = if number.is_multiple_of(2) { "Even" } else { "Odd" };
    let next = number % POSTS + 1;
    let mut text = format!(
        "+++\ntitle = \"{} edition-{letter}\"\ndate = 2026-05-{number:02}\ntags = [\"{tag}\"]\n\
         summary = \"Of edition-{letter}.\"\nseries = {{ name = \"Walk\", number = {number} }}\n+++\n\n\
         ![The plate](/{PICTURE})\n\n",
        title(number)
    );
    for paragraph in 1..=6 {
        text.push_str(&format!(
            "Paragraph {paragraph} of edition-{letter}: the plate was cleaned, lit and drawn again, and what the \
             drawing shows is said on [the next sheet](/{}).\n\n",
            post(next)
        ));
    }
    text.push_str(&format!("The end of sheet {number}, edition-{letter}.\n"));
    text
}
