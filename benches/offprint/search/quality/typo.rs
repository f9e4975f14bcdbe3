//! Typing errors.

use crate::harness::generated::dice::Dice;

/// The text with one edit (a letter inserted, deleted, substituted, or exchanged with the next) in one of its
/// words of more than four letters; nothing where it has none.
pub fn mistyped(text: &str, dice: &mut Dice) -> Option<String> {
    let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    let long: Vec<usize> = (0..words.len()).filter(|&at| is_long(&words[at])).collect();
    let word = &mut words[*long.get(dice.below(long.len().max(1)))?];
    let letters: Vec<char> = word.chars().collect();
    let edited = loop {
        let edited = edit(letters.clone(), dice);
        if edited != letters {
            break edited;
        }
    };
    *word = edited.into_iter().collect();
    Some(words.join(" "))
}

fn is_long(word: &str) -> bool {
    let core = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    core.chars().count() > 4 && core.chars().all(char::is_alphabetic)
}

fn edit(mut letters: Vec<char>, dice: &mut Dice) -> Vec<char> {
    let at: Vec<usize> = (0..letters.len()).filter(|&at| letters[at].is_alphabetic()).collect();
    let place = at[dice.below(at.len())];
    let letter = char::from(b'a' + dice.below(26) as u8);
    match dice.below(4) {
        0 => letters.insert(place + dice.below(2), letter),
        1 => drop(letters.remove(place)),
        2 => letters[place] = letter,
        _ => {
            let next = (place + 1).min(*at.last().expect("a long word has letters"));
            letters.swap(place, next);
        }
    }
    letters
}
