//! Numbers as text: variable-length quantities of five bits a character (see
//! [`offprint_model::Postings`]).

use crate::IndexError;

/// The alphabet of RFC 4648 §5.
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Set where more characters follow.
const MORE: u32 = 0b10_0000;

/// Ascending numbers, each once, as the gaps between them.
pub(crate) fn encode(numbers: &[u32]) -> String {
    let mut text = String::with_capacity(numbers.len() * 2);
    let mut expected = 0;
    for number in numbers {
        push(&mut text, number.saturating_sub(expected));
        expected = number.saturating_add(1);
    }
    text
}

/// The numbers of a text, all below `limit`.
pub(crate) fn decode(text: &str, limit: u32) -> Result<Vec<u32>, IndexError> {
    let mut expected: u32 = 0;
    let mut numbers = Vec::with_capacity(text.len().min(limit as usize));
    read(text, |gap| {
        let number =
            expected.checked_add(gap).filter(|number| *number < limit).ok_or(IndexError::Postings)?;
        // Below the limit, so that one more is a number too.
        expected = number + 1;
        numbers.push(number);
        Ok(())
    })?;
    numbers.shrink_to_fit();
    Ok(numbers)
}

/// Numbers in any order, as themselves.
pub(crate) fn encode_order(numbers: &[u32]) -> String {
    let mut text = String::with_capacity(numbers.len() * 4);
    numbers.iter().for_each(|number| push(&mut text, *number));
    text
}

/// An order of exactly the numbers below `count`.
pub(crate) fn decode_order(text: &str, count: u32) -> Result<Vec<u32>, IndexError> {
    order(text, count, |number, _| Some(number))
}

/// Numbers of which most follow the one above them, the highest first: by how much each misses that.
pub(crate) fn encode_descent(numbers: &[u32]) -> String {
    let mut text = String::with_capacity(numbers.len());
    let mut expected = numbers.len() as i64 - 1;
    for number in numbers {
        let miss = expected - i64::from(*number);
        // Of either sign, small ones as small numbers: 0, -1, 1, -2, 2 …
        let folded = if miss < 0 { -2 * miss - 1 } else { 2 * miss };
        push(&mut text, u32::try_from(folded).unwrap_or(u32::MAX));
        expected = i64::from(*number) - 1;
    }
    text
}

/// What [`encode_descent`] wrote of the numbers below `count`.
pub(crate) fn decode_descent(text: &str, count: u32) -> Result<Vec<u32>, IndexError> {
    order(text, count, |folded, before| {
        let folded = i64::from(folded);
        let miss = if folded % 2 == 0 { folded / 2 } else { -(folded + 1) / 2 };
        u32::try_from(before.map_or(i64::from(count), i64::from) - 1 - miss).ok()
    })
}

/// Each number below `count` once. `number` makes it from what is written and from the number before.
fn order(
    text: &str,
    count: u32,
    number: impl Fn(u32, Option<u32>) -> Option<u32>,
) -> Result<Vec<u32>, IndexError> {
    if text.len() < count as usize {
        return Err(IndexError::Order);
    }
    let mut seen = vec![false; count as usize];
    let mut numbers: Vec<u32> = Vec::with_capacity(count as usize);
    read(text, |written| {
        let number = number(written, numbers.last().copied()).ok_or(IndexError::Order)?;
        match seen.get_mut(number as usize) {
            Some(seen) if !*seen => *seen = true,
            _ => return Err(IndexError::Order),
        }
        numbers.push(number);
        Ok(())
    })?;
    if numbers.len() == count as usize { Ok(numbers) } else { Err(IndexError::Order) }
}

fn push(text: &mut String, mut number: u32) {
    loop {
        let bits = number % MORE;
        number /= MORE;
        let digit = if number > 0 { bits | MORE } else { bits };
        // Six bits: always in the alphabet.
        text.extend(ALPHABET.get(digit as usize).map(|letter| char::from(*letter)));
        if number == 0 {
            return;
        }
    }
}

fn read(text: &str, mut each: impl FnMut(u32) -> Result<(), IndexError>) -> Result<(), IndexError> {
    let (mut number, mut shift) = (0_u64, 0);
    for letter in text.bytes() {
        let digit = u64::from(value(letter).ok_or(IndexError::Postings)?);
        number |= (digit % u64::from(MORE)) << shift;
        shift += 5;
        // Seven characters hold 35 bits; what follows them has no place in a number.
        if digit < u64::from(MORE) {
            each(u32::try_from(number).map_err(|_| IndexError::Postings)?)?;
            (number, shift) = (0, 0);
        } else if shift > 30 {
            return Err(IndexError::Postings);
        }
    }
    if shift == 0 { Ok(()) } else { Err(IndexError::Postings) }
}

fn value(letter: u8) -> Option<u8> {
    match letter {
        b'A'..=b'Z' => Some(letter - b'A'),
        b'a'..=b'z' => Some(letter - b'a' + 26),
        b'0'..=b'9' => Some(letter - b'0' + 52),
        b'-' => Some(62),
        b'_' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{decode, decode_descent, decode_order, encode, encode_descent, encode_order};
    use crate::IndexError;

    #[test]
    fn posts_come_back_as_they_were_written() {
        for numbers in [
            vec![],
            vec![0],
            vec![31],
            vec![32],
            vec![0, 1, 2, 3],
            vec![5, 100, 101, 49_999],
            vec![u32::MAX - 1],
            (0..5000).map(|number| number * 7).collect(),
        ] {
            assert_eq!(decode(&encode(&numbers), u32::MAX), Ok(numbers));
        }
    }

    #[test]
    fn consecutive_posts_take_a_character_each() {
        assert_eq!(encode(&[0, 1, 2, 3]), "AAAA");
        assert_eq!(encode(&[1, 34]), "BgB");
    }

    #[test]
    fn a_damaged_list_of_posts_is_an_error() {
        for text in ["g", "A!", "é", "A A", "________", "gggggggA", "-----------------", "_______A"] {
            assert_eq!(decode(text, 1000), Err(IndexError::Postings), "{text}");
        }
        assert_eq!(decode(&encode(&[10]), 10), Err(IndexError::Postings), "beyond the last post");
        assert_eq!(decode("AAA", 2), Err(IndexError::Postings), "more posts than there are");
    }

    #[test]
    fn any_text_is_posts_in_their_order_or_an_error() {
        let mut state = 1_u64;
        for _ in 0..20_000 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let text: String = (0..8).map(|at| char::from((state >> (at * 7)) as u8 & 0x7f)).collect();
            if let Ok(numbers) = decode(&text, 100_000) {
                assert!(numbers.is_sorted_by(|a, b| a < b) && numbers.iter().all(|number| *number < 100_000));
            }
        }
    }

    #[test]
    fn an_order_that_goes_down_takes_little() {
        assert_eq!(encode_descent(&[3, 2, 1, 0]), "AAAA");
        for order in [vec![], vec![0], vec![0, 1, 2, 3, 4], vec![4, 0, 3, 2, 1], vec![2, 4, 3, 0, 1]] {
            let count = order.len() as u32;
            assert_eq!(decode_descent(&encode_descent(&order), count), Ok(order));
        }
        for (text, count) in [("AAB", 3), ("AA", 3), ("BAA", 3), ("AAAA", 3), ("________B", 2), ("AB!", 3)] {
            assert!(decode_descent(text, count).is_err(), "{text}");
        }
    }

    #[test]
    fn an_order_is_one_of_all_posts() {
        let order = [3, 0, 2, 1, 4];
        assert_eq!(decode_order(&encode_order(&order), 5), Ok(order.to_vec()));
        for (text, count) in [("AAB", 3), ("AB", 3), ("ABCD", 3), ("", u32::MAX), ("AB!", 3), ("ABg", 3)] {
            assert!(decode_order(text, count).is_err(), "{text}");
        }
    }
}
