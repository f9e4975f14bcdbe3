use super::*;

/// The distance by the book: the whole table.
fn by_the_book(one: &[char], other: &[char]) -> Vec<usize> {
    let mut rows: Vec<Vec<usize>> = vec![(0..=other.len()).collect()];
    for i in 1..=one.len() {
        let mut row = vec![i];
        for j in 1..=other.len() {
            let cost = usize::from(one[i - 1] != other[j - 1]);
            let mut value = (rows[i - 1][j] + 1).min(row[j - 1] + 1).min(rows[i - 1][j - 1] + cost);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                value = value.min(rows[i - 2][j - 2] + 1);
            }
            row.push(value);
        }
        rows.push(row);
    }
    rows.pop().unwrap_or_default()
}

fn words(letters: &[char], longest: usize) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut from = 0;
    for _ in 0..longest {
        let to = words.len();
        for at in from..to {
            for letter in letters {
                let word = format!("{}{letter}", words[at]);
                words.push(word);
            }
        }
        from = to;
    }
    words.sort();
    words
}

fn shared(one: &str, other: &str) -> usize {
    one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count()
}

#[test]
fn one_slip_of_the_finger_is_one_edit() {
    for (one, other, expected) in [
        ("search", "search", Some(0)),
        ("search", "saerch", Some(1)),
        ("search", "serch", Some(1)),
        ("search", "seearch", Some(1)),
        ("search", "sesrch", Some(1)),
        ("search", "earch", Some(1)),
        ("search", "xearch", Some(1)),
        ("search", "esarhc", Some(2)),
        ("search", "sausage", None),
        ("поиск", "поик", Some(1)),
        ("", "ab", Some(2)),
        ("ab", "", Some(2)),
    ] {
        assert_eq!(distance(one, other, 2), expected, "{one} {other}");
        assert_eq!(distance(other, one, 2), expected, "{other} {one}");
    }
    assert_eq!(distance("search", "esarhc", 1), None);
}

#[test]
fn a_walk_finds_what_the_whole_table_does() {
    let words = words(&['a', 'b', 'é', 'è'], 5);
    for word in ["", "a", "ab", "éèa", "abab", "aébb", "ababab", "bbèééa"] {
        let one: Vec<char> = word.chars().collect();
        for most in 0..=2 {
            let (mut walk, mut begin) = (Walk::new(word, most, false), Walk::new(word, most, true));
            let mut last = "";
            for term in &words {
                let other: Vec<char> = term.chars().collect();
                let whole = *by_the_book(&one, &other).last().unwrap();
                let beginning = *by_the_book(&one, &other).iter().min().unwrap();
                let within = |distance: usize| (distance <= usize::from(most)).then_some(distance as u8);
                assert_eq!(walk.step(shared(last, term), term), within(whole), "{word} {term} {most}");
                assert_eq!(begin.step(shared(last, term), term), within(beginning), "{word} {term}* {most}");
                last = term;
            }
        }
    }
}

#[test]
fn an_unfinished_word_may_have_an_error_too() {
    assert_eq!(Walk::new("serahc", 2, true).step(0, "searching"), Some(2));
    assert_eq!(Walk::new("saerc", 1, true).step(0, "searching"), Some(1));
    assert_eq!(Walk::new("saerc", 1, true).step(0, "sea"), None);
}

#[test]
fn short_words_and_those_with_digits_are_taken_as_they_are() {
    for (word, edits) in
        [("its", 0), ("rust", 1), ("library", 1), ("searching", 2), ("utf8lossy", 0), ("c++", 0)]
    {
        assert_eq!(edits_allowed(word), edits, "{word}");
    }
}
