//! A site five times as large as another, made of it: its posts, and four new ones for each.
//!
//! Copies would add no word to the index, and invented text no common one. A new post therefore takes its
//! blocks from two posts, and some of their rare words are replaced by words that no post has, so that the
//! vocabulary grows with the text as natural ones do: V = K · nᵝ for n words (H. S. Heaps, *Information
//! Retrieval*, 1978). β is what the posts themselves show from one half to the whole. A replaced word
//! is the same throughout its post, title included, and some of the words made come back in later posts.

use crate::harness::fixture::{files_below, write};
use crate::harness::generated::dice::Dice;
use std::collections::{HashMap, HashSet};
use std::path::Path;

const TIMES: usize = 5;
/// A word is rare if no more of the posts have it.
const RARE: usize = 4;
/// One in so many of the words that are replaced becomes a word that was made before.
const COMES_BACK: usize = 3;

struct Post {
    front: Vec<String>,
    blocks: Vec<String>,
}

struct Vocabulary {
    /// In how many posts each word is.
    posts: HashMap<String, usize>,
    rare: Vec<String>,
    made: Vec<String>,
    known: HashSet<String>,
    /// Words of text so far.
    length: usize,
    /// K and β.
    heaps: (f64, f64),
}

/// Writes the site's posts and those made of them into another folder.
pub fn write_posts(content: &Path, out: &Path) {
    let sources: Vec<Post> = files_below(content)
        .into_iter()
        .filter(|(path, _)| path.ends_with(".md"))
        .filter_map(|(path, bytes)| {
            let post = Post::read(&String::from_utf8_lossy(&bytes));
            write(&out.join(path), bytes);
            post
        })
        .collect();
    let mut dice = Dice::new(5);
    let mut vocabulary = Vocabulary::of(&sources);
    for number in 0..sources.len() * (TIMES - 1) {
        let shape = &sources[number % sources.len()];
        let other = &sources[dice.below(sources.len())];
        let text = vocabulary.renew(&shape.mixed_with(other, &mut dice), &mut dice);
        write(&out.join(format!("posts/made-{number:05}.md")), text);
    }
}

impl Post {
    fn read(source: &str) -> Option<Self> {
        let (front, body) = source.strip_prefix("+++\n")?.split_once("\n+++\n")?;
        let blocks = body.split("\n\n").map(str::trim).filter(|block| !block.is_empty());
        Some(Self {
            front: front.lines().map(str::to_owned).collect(),
            blocks: blocks.map(str::to_owned).collect(),
        })
    }

    /// The front matter of the one, and about as many blocks, a part of them of the other.
    fn mixed_with(&self, other: &Self, dice: &mut Dice) -> String {
        let blocks: Vec<&str> = (0..self.blocks.len())
            .map(|at| {
                if dice.below(2) == 0 {
                    other.blocks.get(at).unwrap_or(&self.blocks[at])
                } else {
                    &self.blocks[at]
                }
            })
            .map(String::as_str)
            .collect();
        format!("+++\n{}\n+++\n\n{}\n", self.front.join("\n"), blocks.join("\n\n"))
    }
}

impl Vocabulary {
    fn of(sources: &[Post]) -> Self {
        let (mut posts, mut length) = (HashMap::<String, usize>::new(), 0);
        let mut half = (0, 0);
        // Every other post, then the others: neighbours have much in common.
        let (one, other) = (sources.iter().step_by(2), sources.iter().skip(1).step_by(2));
        for (number, post) in one.chain(other).enumerate() {
            if number == sources.len() / 2 {
                half = (length, posts.len());
            }
            let text = post.blocks.join("\n");
            length += words(&text).count();
            for word in words(&text).collect::<HashSet<_>>() {
                *posts.entry(word.to_lowercase()).or_default() += 1;
            }
        }
        let beta = (posts.len() as f64 / half.1 as f64).ln() / (length as f64 / half.0 as f64).ln();
        let heaps = (posts.len() as f64 / (length as f64).powf(beta), beta);
        let mut rare: Vec<String> = posts
            .iter()
            .filter(|(word, count)| **count <= RARE && is_lettered(word))
            .map(|(word, _)| word.clone())
            .collect();
        rare.sort();
        let known = posts.keys().cloned().collect();
        Self { posts, rare, made: Vec::new(), known, length, heaps }
    }

    /// The text with some of its rare words replaced.
    fn renew(&mut self, text: &str, dice: &mut Dice) -> String {
        let mut replaced: HashMap<String, String> = HashMap::new();
        let mut renewed = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(word) = words(rest).next() {
            let at = word.as_ptr() as usize - rest.as_ptr() as usize;
            renewed.push_str(&rest[..at]);
            rest = &rest[at + word.len()..];
            self.length += 1;
            let key = word.to_lowercase();
            let is_rare = is_lettered(&key) && self.posts.get(&key).is_none_or(|posts| *posts <= RARE);
            if is_rare && !FRONT_MATTER.contains(&key.as_str()) && !replaced.contains_key(&key) {
                let new = self.replacement(&key, dice);
                replaced.insert(key.clone(), new);
            }
            renewed.push_str(replaced.get(&key).map_or(word, String::as_str));
        }
        renewed.push_str(rest);
        renewed
    }

    fn replacement(&mut self, word: &str, dice: &mut Dice) -> String {
        let (k, beta) = self.heaps;
        let wanted = k * (self.length as f64).powf(beta);
        if (self.known.len() as f64) < wanted {
            return self.make(word, dice);
        }
        if !self.made.is_empty() && dice.below(COMES_BACK) == 0 {
            return self.made[dice.below(self.made.len())].clone();
        }
        word.to_owned()
    }

    /// The beginning of the word and the end of another: it looks like both.
    fn make(&mut self, word: &str, dice: &mut Dice) -> String {
        loop {
            let end = &self.rare[dice.below(self.rare.len())];
            let (head, tail) = (word.len() / 2 + dice.below(2), end.len() / 2);
            let made = format!("{}{}", &word[..head.min(word.len())], &end[tail..]);
            if self.known.insert(made.clone()) {
                self.made.push(made.clone());
                return made;
            }
        }
    }
}

/// What front matter has words for.
const FRONT_MATTER: [&str; 3] = ["title", "date", "tags"];

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn is_lettered(word: &str) -> bool {
    word.len() >= 4 && word.bytes().all(|letter| letter.is_ascii_lowercase())
}
