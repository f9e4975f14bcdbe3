//! A blog as large as one likes, with the tags, titles and summaries that blogs have.

use super::dice::{Dice, Zipf};
use crate::harness::fixture;
use std::fmt::Write as _;
use std::path::Path;

/// How much there is of what.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Posts, in ten years.
    pub posts: usize,
    /// Tags, of which the second is used half as often as the first, the third a third as often (Zipf).
    pub tags: usize,
    /// Different words of titles and summaries, used as unevenly.
    pub words: usize,
    /// Series of twelve parts.
    pub series: usize,
}

/// Tags of a post.
const TAGS: usize = 4;
const CATEGORIES: usize = 12;
const AUTHORS: usize = 20;
const PARTS: usize = 12;
/// Every so many-th post belongs to a topic.
const TOPIC_EVERY: usize = 25;
const TOPICS: usize = 30;

/// Words that English is held together by.
const SMALL: &[&str] = &[
    "the", "of", "and", "to", "a", "in", "is", "for", "with", "on", "that", "how", "from", "by", "what",
    "an", "we", "your", "it", "when", "not", "without", "why", "one", "about", "into", "more", "are",
];
const BEGINNINGS: &[&str] = &[
    "ba", "cor", "de", "fen", "gra", "hol", "in", "jas", "kel", "lum", "mar", "nor", "ost", "per", "qui",
    "ros", "sta", "tor", "ul", "ven", "wil", "yar", "zen", "tri", "con", "pre", "sub", "al", "em", "un",
];
const MIDDLES: &[&str] =
    &["ti", "ra", "lo", "ne", "mi", "da", "su", "pe", "vi", "ko", "an", "er", "ol", "is"];
const ENDS: &[&str] =
    &["ing", "er", "ion", "s", "ment", "le", "ic", "al", "ty", "ed", "or", "um", "ar", "ness"];

/// Writes the blog, the same for the same size.
pub fn write(folder: &Path, size: Size) {
    let config = "title = \"A large blog\"\ndescription = \"Generated.\"\nbase_url = \"https://example.org/\"\n\
         author = \"Author 0\"\n";
    fixture::write(&folder.join("offprint.toml"), config);
    let (tags, words) = (Zipf::new(size.tags), Zipf::new(size.words));
    for number in 0..size.posts {
        let text = post(number, size, &tags, &words);
        fixture::write(&folder.join(format!("content/posts/p{number:05}.md")), text);
    }
}

/// The word of a rank: the small ones first, then made ones, all different.
pub fn word(rank: usize) -> String {
    let Some(made) = rank.checked_sub(SMALL.len()) else { return SMALL[rank].to_owned() };
    let mut parts = vec![BEGINNINGS[made % BEGINNINGS.len()]];
    let mut rest = made / BEGINNINGS.len();
    let end = ENDS[rest % ENDS.len()];
    rest /= ENDS.len();
    while rest > 0 {
        parts.push(MIDDLES[(rest - 1) % MIDDLES.len()]);
        rest = (rest - 1) / MIDDLES.len();
    }
    parts.push(end);
    parts.concat()
}

fn post(number: usize, size: Size, tags: &Zipf, words: &Zipf) -> String {
    let mut dice = Dice::new(number as u64 + 1);
    let hours = (number * 10 * 365 * 24) / size.posts.max(1);
    let (days, hour) = (hours / 24, hours % 24);
    let (year, month, day) = (2016 + days / 365, days % 365 / 31 + 1, days % 365 % 28 + 1);
    let mut chosen: Vec<usize> = Vec::new();
    while chosen.len() < TAGS.min(size.tags) {
        let tag = tags.draw(&mut dice);
        if !chosen.contains(&tag) {
            chosen.push(tag);
        }
    }
    let tags: Vec<String> = chosen.into_iter().map(|tag| format!("\"{}\"", tag_label(tag))).collect();
    let mut text = format!(
        "+++\ntitle = \"{}\"\ndate = {year}-{month:02}-{day:02}T{hour:02}:00:00Z\nsummary = \"{}.\"\n\
         tags = [{}]\ncategories = [\"Category {}\"]\nauthors = [\"Author {}\"]\n",
        sentence(4 + dice.below(6), words, &mut dice),
        sentence(18 + dice.below(18), words, &mut dice),
        tags.join(", "),
        dice.below(CATEGORIES),
        dice.below(AUTHORS),
    );
    if dice.below(8) == 0 {
        let later = (day + dice.below(20)).min(28);
        let _ = writeln!(text, "updated = {}-{month:02}-{later:02}T{hour:02}:30:00Z", year.min(2024) + 1);
    }
    if number < size.series * PARTS {
        let (series, part) = (number % size.series, number / size.series + 1);
        let _ = writeln!(text, "series = {{ name = \"Series {series}\", number = {part} }}");
    }
    if number.is_multiple_of(TOPIC_EVERY) {
        let _ = writeln!(text, "topic = \"Topic {}\"", number / TOPIC_EVERY % TOPICS);
    }
    let _ = write!(text, "+++\n\n{}.\n", sentence(40, words, &mut dice));
    text
}

/// The label of the tag of a rank, of one word or two.
pub fn tag_label(rank: usize) -> String {
    let first = word(SMALL.len() + rank);
    if rank.is_multiple_of(3) { format!("{first} {}", word(SMALL.len() + rank * 7 + 1)) } else { first }
}

fn sentence(count: usize, words: &Zipf, dice: &mut Dice) -> String {
    let mut text = (0..count).map(|_| word(words.draw(dice))).collect::<Vec<_>>().join(" ");
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}
