//! Hashes, keys and encoded data. Nobody completes or mistypes them, and release notes have so many that they
//! would be most of a dictionary.

/// Shortest hexadecimal number that is taken for the hash of a commit.
const SHORT_HASH: usize = 7;
/// From here on any mix of digits and letters `a` to `f` is a hash, as is any number.
const HASH: usize = 16;
/// Shortest encoded data: shorter ones cannot be told from names.
const ENCODED: usize = 20;

/// Is this, as it stands in a text, rather a hash, a key or encoded data than a word?
pub(crate) fn is_opaque(word: &str) -> bool {
    let mut counts = Counts::default();
    if word.len() < SHORT_HASH || !word.bytes().all(|byte| counts.take(byte)) {
        return false;
    }
    let letters = counts.upper + counts.lower;
    if counts.digits == 0 {
        return false;
    }
    if counts.hexadecimal {
        if counts.signs > 0 {
            return word.len() == 36
                && word.bytes().enumerate().all(|(at, byte)| (byte == b'-') == is_dash(at));
        }
        return if letters == 0 { word.len() > HASH } else { word.len() >= HASH || counts.switches > 1 };
    }
    // Letters and digits by chance: of base64 two neighbours in three are of different classes, of lower case
    // with digits two in five; of names one in six.
    word.len() >= ENCODED
        && ((counts.upper > 0 && counts.lower > 0 && counts.changes * 5 >= word.len() * 2)
            || counts.switches * 4 >= word.len())
}

/// Where a UUID has its dashes (RFC 9562).
fn is_dash(at: usize) -> bool {
    matches!(at, 8 | 13 | 18 | 23)
}

/// What a word consists of.
struct Counts {
    digits: usize,
    upper: usize,
    lower: usize,
    signs: usize,
    hexadecimal: bool,
    /// Neighbours of which one is a digit, one a letter.
    switches: usize,
    /// Neighbours of different classes: digits, capitals, small letters.
    changes: usize,
    last: u8,
}

impl Default for Counts {
    fn default() -> Self {
        Self { digits: 0, upper: 0, lower: 0, signs: 0, hexadecimal: true, switches: 0, changes: 0, last: 0 }
    }
}

impl Counts {
    /// Counts a byte; false where encoded data has none such.
    fn take(&mut self, byte: u8) -> bool {
        let class = match byte {
            b'0'..=b'9' => 1,
            b'A'..=b'Z' => 2,
            b'a'..=b'z' => 3,
            b'+' | b'/' | b'=' | b'_' | b'-' => 0,
            _ => return false,
        };
        match class {
            0 => self.signs += 1,
            1 => self.digits += 1,
            2 => self.upper += 1,
            _ => self.lower += 1,
        }
        self.hexadecimal &= byte.is_ascii_hexdigit() || byte == b'-';
        if class > 0 && self.last > 0 && class != self.last {
            self.changes += 1;
            if class == 1 || self.last == 1 {
                self.switches += 1;
            }
        }
        self.last = class;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::is_opaque;

    #[test]
    fn hashes_keys_and_data_are_opaque() {
        for word in [
            "9b2c6f1",
            "e20fd8a",
            "d41d8cd98f00b204e9800998ecf8427e",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "123e4567-e89b-12d3-a456-426614174000",
            "c2VhcmNoIHRoYXQgcmVhZGVycyB0cnVzdA09",
            "oqVuAfXRKap7fdgcCY5uykM6R9GqQ8K",
            "AKIAIOSFODNN7EXAMPLE4x9Q",
            "k3j4h5k2j3h4k5j2h3k4",
            "12345678901234567",
        ] {
            assert!(is_opaque(word), "{word}");
        }
    }

    #[test]
    fn words_names_and_numbers_are_not() {
        for word in [
            "search",
            "defaced",
            "decade1",
            "1.80.0",
            "sha256",
            "wasm32-unknown-unknown",
            "x86_64-unknown-linux-gnu",
            "HashMapIterator2Adapter",
            "internationalization",
            "crates/search/src/Tokens2",
            "2024-01-15",
            "1234567",
            "0123456789",
            "Utf8LossyChunksIterator",
            "AbstractSingletonProxyFactoryBean",
            "überraschung12345678",
        ] {
            assert!(!is_opaque(word), "{word}");
        }
    }
}
