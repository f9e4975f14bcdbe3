//! Sites of any size, the same for the same size.

pub mod blog;
pub mod dice;

use super::fixture::write;
use dice::Dice;
use std::path::Path;

const WORDS: &[&str] = &[
    "harbour", "tide", "rope", "lamp", "the", "of", "and", "slowly", "pier", "against", "a", "water",
    "morning", "signal", "keeps", "falls", "under", "every", "ladder", "ice", "wind", "north", "in", "stone",
    "boat", "with", "chart", "two",
];

/// Writes a site with so many posts: three years of them up to the tests' fixed moment, with tags, series,
/// code, tables and links.
pub fn site(folder: &Path, posts: usize) {
    write(
        &folder.join("offprint.toml"),
        "title = \"Many tides\"\ndescription = \"A generated journal.\"\nbase_url = \"https://example.org/\"\nauthor = \"Mara Quay\"\n",
    );
    for number in 0..posts {
        write(&folder.join(format!("content/posts/entry-{number:05}.md")), post(number, posts));
    }
}

fn post(number: usize, posts: usize) -> String {
    let mut dice = Dice::new(number as u64 + 1);
    let hours = (number * 26_280) / posts.max(1);
    let (days, hour) = (hours / 24, hours % 24);
    let (year, month, day) = (2023 + days / 365, days % 365 / 31 + 1, days % 365 % 28 + 1);
    let mut text = format!(
        "+++\ntitle = \"Entry {number}: {}\"\ndate = {year}-{month:02}-{day:02}T{hour:02}:00:00Z\n\
         tags = [\"topic {}\", \"place {}\"]\ncategories = [\"{}\"]\n",
        words(&mut dice, 4),
        number % 12,
        number % 40,
        ["Logbook", "Reference", "Letters"][number % 3],
    );
    if number.is_multiple_of(10) {
        text.push_str(&format!(
            "series = {{ name = \"Series {}\", number = {} }}\n",
            number % 50 / 10,
            number / 50 + 1
        ));
    }
    text.push_str("+++\n");
    for section in 0..3 {
        text.push_str(&format!("\n## {} {section}\n", words(&mut dice, 3)));
        for _ in 0..4 {
            text.push_str(&format!(
                "\n{}. [{}](/posts/entry-{:05}/)\n",
                words(&mut dice, 60),
                words(&mut dice, 2),
                number / 2
            ));
        }
    }
    if number.is_multiple_of(3) {
        text.push_str(&format!(
            "\n```rust\nfn tide_{number}(minutes: u32) -> u32 {{\n    minutes + {number} // {}\n}}\n```\n",
            words(&mut dice, 5)
        ));
    }
    if number.is_multiple_of(5) {
        text.push_str("\n| day | height |\n|:----|------:|\n| one | 4.2 |\n| two | 4.4 |\n");
    }
    text
}

fn words(dice: &mut Dice, count: usize) -> String {
    (0..count).map(|_| WORDS[dice.below(WORDS.len())]).collect::<Vec<_>>().join(" ")
}
