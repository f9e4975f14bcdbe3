//! How many typing errors apart two words are: insertions, deletions, substitutions and transpositions of
//! neighbours, each place edited once (optimal string alignment, after Damerau 1964 and Wagner and Fischer
//! 1974, with the diagonal band of Ukkonen 1985).

/// Most edits that are looked for, ever.
pub(crate) const MOST_EDITS: u8 = 2;
/// Cells of a row that can be within [`MOST_EDITS`]: as many to each side of the diagonal.
const BAND: usize = 2 * MOST_EDITS as usize + 1;
/// More than any distance that counts.
const FAR: u8 = 100;

/// How many typing errors a word of a query may have: none in short ones and in those with digits, one from
/// four letters, two from eight.
pub(crate) fn edits_allowed(word: &str) -> u8 {
    if !word.chars().all(char::is_alphabetic) {
        return 0;
    }
    match word.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        _ => MOST_EDITS,
    }
}

/// The distance of two words, if it is at most `most` (itself at most [`MOST_EDITS`]).
pub(crate) fn distance(one: &str, other: &str, most: u8) -> Option<u8> {
    Walk::new(one, most, false).step(0, other)
}

/// Walks a sorted dictionary; what two neighbours begin with in common is worked out once.
#[derive(Clone, Debug)]
pub(crate) struct Walk {
    word: Vec<char>,
    most: u8,
    prefix: bool,
    /// One for each character of the term, and one for none.
    rows: Vec<Row>,
}

/// The distances of a term's beginning to the beginnings of the word.
#[derive(Clone, Copy, Debug)]
struct Row {
    /// `cells[n]` is for the beginning with `n - MOST_EDITS` characters more than the term's.
    cells: [u8; BAND],
    /// The least of the distances to the whole word so far.
    best: u8,
    /// Is there nothing within reach from here on?
    lost: bool,
    character: char,
    /// Bytes of the term's beginning.
    end: usize,
}

impl Walk {
    /// Looks for words at most `most` edits from `word`; with `prefix` for words that have a beginning so near.
    pub(crate) fn new(word: &str, most: u8, prefix: bool) -> Self {
        let word: Vec<char> = word.chars().collect();
        let mut first = Row { cells: [FAR; BAND], best: FAR, lost: false, character: '\0', end: 0 };
        for (ahead, cell) in (0..).zip(first.cells.iter_mut().skip(usize::from(MOST_EDITS))) {
            if usize::from(ahead) <= word.len() {
                *cell = ahead;
            }
            if usize::from(ahead) == word.len() {
                first.best = ahead;
            }
        }
        Self { word, most: most.min(MOST_EDITS), prefix, rows: vec![first] }
    }

    /// The distance of the next word, which has its first `shared` bytes in common with the one before (0 is
    /// always right, only slower).
    pub(crate) fn step(&mut self, shared: usize, term: &str) -> Option<u8> {
        while self.rows.len() > 1 && self.rows.last().is_some_and(|row| row.end > shared) {
            self.rows.pop();
        }
        let mut last = *self.rows.last()?;
        if !last.lost {
            // A character that two terms share in part has been taken back as a whole.
            for character in term.get(last.end..)?.chars() {
                let before = self.rows.len().checked_sub(2).and_then(|at| self.rows.get(at)).copied();
                last = self.row(before, &last, character);
                self.rows.push(last);
                if last.lost {
                    break;
                }
            }
        }
        let distance = if self.prefix {
            last.best
        } else if last.lost {
            return None;
        } else {
            // The whole term against the whole word.
            *last.cells.get((self.word.len() + usize::from(MOST_EDITS)).checked_sub(self.rows.len() - 1)?)?
        };
        (distance <= self.most).then_some(distance)
    }

    /// The row of one character more.
    fn row(&self, before: Option<Row>, last: &Row, character: char) -> Row {
        let depth = self.rows.len();
        let mut cells = [FAR; BAND];
        let (mut least, mut best, mut left) = (FAR, last.best, FAR);
        for (at, cell) in cells.iter_mut().enumerate() {
            // How much of the word this cell is for.
            let Some(length) = (depth + at).checked_sub(usize::from(MOST_EDITS)) else { continue };
            if length > self.word.len() {
                break;
            }
            let above = last.cells.get(at + 1).copied().unwrap_or(FAR);
            let mut value = above.min(left) + 1;
            if let Some(place) = length.checked_sub(1) {
                let diagonal = last.cells.get(at).copied().unwrap_or(FAR);
                let same = self.word.get(place) == Some(&character);
                value = value.min(diagonal + u8::from(!same));
                if let (Some(before), Some(other)) = (before, place.checked_sub(1))
                    && self.word.get(place) == Some(&last.character)
                    && self.word.get(other) == Some(&character)
                {
                    value = value.min(before.cells.get(at).copied().unwrap_or(FAR) + 1);
                }
            }
            (*cell, left) = (value, value);
            least = least.min(value);
            if length == self.word.len() {
                best = best.min(value);
            }
        }
        Row { cells, best, lost: least > self.most, character, end: last.end + character.len_utf8() }
    }
}

#[cfg(test)]
mod tests;
