use crate::builder::{Document, Facet, Schema, Section};

/// Documents of made-up words: few of them frequent, most rare, as in any language (Zipf's law).
pub(super) fn documents(count: u32) -> Vec<Document> {
    (0..count).map(document).collect()
}

fn document(number: u32) -> Document {
    let mut chance = Chance(u64::from(number) + 1);
    let paragraph = |chance: &mut Chance, words: u32| {
        let words: Vec<String> = (0..words).map(|_| word(chance.rank())).collect();
        words.join(" ")
    };
    let title = format!("{} {} {}", word(chance.rank() + 50), word(chance.rank() + 500), number);
    let sections = (0..3)
        .map(|section| {
            let heading = if section == 0 { String::new() } else { word(chance.rank() + 20) };
            let text = format!("{}\n{}", paragraph(&mut chance, 15), paragraph(&mut chance, 25));
            Section { id: heading.clone(), heading, text }
        })
        .collect();
    let tag = word(chance.next() as u32 % 20 + 100);
    let year = (2010 + number / 60).to_string();
    let facets = vec![vec![(tag.clone(), tag.to_uppercase())], vec![(year.clone(), year)]];
    Document { url: format!("posts/{number}/"), title, note: "a day".to_owned(), sections, facets }
}

pub(super) fn schema() -> Schema {
    let facet = |key: &str, searched| Facet {
        key: key.to_owned(),
        aliases: Vec::new(),
        label: key.to_owned(),
        searched,
    };
    Schema { language: "en".to_owned(), facets: vec![facet("tags", true), facet("year", false)] }
}

/// A word by its rank: frequent ones are short. Three in a row have one stem.
fn word(rank: u32) -> String {
    const SYLLABLES: [&str; 24] = [
        "ba", "ke", "lo", "mi", "nu", "per", "sta", "tri", "vo", "wa", "ran", "del", "fi", "go", "hu", "cor",
        "men", "pla", "qui", "ros", "sel", "tan", "ul", "ver",
    ];
    let mut word = String::new();
    let mut left = rank / 3;
    loop {
        word.push_str(SYLLABLES[(left % 24) as usize]);
        left /= 24;
        if left == 0 {
            return word + ["", "s", "ing"][(rank % 3) as usize];
        }
    }
}

/// A row of numbers without order, always the same (SplitMix64, Steele, Lea, Flood 2014).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// The rank of a word: each power of two as probable as the one before.
    fn rank(&mut self) -> u32 {
        let power = self.next() % 15;
        (self.next() % (1 << power)) as u32 + (1 << power) - 1
    }
}
