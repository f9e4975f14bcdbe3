use super::Malformed;
use std::borrow::Cow;

/// JSON text (RFC 8259) and how far it is read. Nothing here depends on the types that are read, so that
/// it is compiled once.
pub struct Text<'de> {
    rest: &'de str,
}

impl<'de> Text<'de> {
    pub fn new(text: &'de str) -> Self {
        Self { rest: text }
    }

    /// The next byte that is no white space; it stays there.
    #[inline(never)]
    pub fn peek(&mut self) -> Option<u8> {
        self.rest = self.rest.trim_start_matches([' ', '\n', '\r', '\t']);
        self.rest.as_bytes().first().copied()
    }

    /// Steps over a sign, if it comes next.
    pub fn skip(&mut self, sign: u8) -> bool {
        let found = self.peek() == Some(sign);
        if found {
            self.step(1);
        }
        found
    }

    /// Steps over a sign that must come next.
    #[inline(never)]
    pub fn expect(&mut self, sign: u8) -> Result<(), Malformed> {
        if self.skip(sign) { Ok(()) } else { Err(Malformed) }
    }

    /// Steps over `true`, `false` or `null`, if it comes next.
    #[inline(never)]
    pub fn skip_word(&mut self, word: &str) -> bool {
        self.peek();
        let rest = self.rest.strip_prefix(word);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    #[inline(never)]
    pub fn integer(&mut self) -> Result<i64, Malformed> {
        self.peek();
        let end = self.rest.find(|c: char| !matches!(c, '0'..='9' | '-')).unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        let unsigned = digits.strip_prefix('-').unwrap_or(digits);
        // No leading zeros, no fractions.
        if unsigned.len() > 1 && unsigned.starts_with('0') || rest.starts_with(['.', 'e', 'E']) {
            return Err(Malformed);
        }
        self.rest = rest;
        digits.parse().map_err(|_| Malformed)
    }

    #[inline(never)]
    pub fn string(&mut self) -> Result<Cow<'de, str>, Malformed> {
        self.expect(b'"')?;
        let mut owned = String::new();
        loop {
            let end = self.rest.find(['"', '\\']).ok_or(Malformed)?;
            let (plain, rest) = self.rest.split_at(end);
            if plain.bytes().any(|byte| byte < b' ') {
                return Err(Malformed);
            }
            self.rest = rest;
            if self.skip_byte(b'"') {
                return Ok(if owned.is_empty() { Cow::Borrowed(plain) } else { Cow::Owned(owned + plain) });
            }
            owned.push_str(plain);
            owned.push(self.escaped()?);
        }
    }

    fn escaped(&mut self) -> Result<char, Malformed> {
        // Over the backslash.
        self.step(1);
        let sign = self.rest.as_bytes().first().copied().ok_or(Malformed)?;
        let character = match sign {
            b'"' | b'\\' | b'/' => char::from(sign),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                self.step(1);
                return self.code_point();
            }
            _ => return Err(Malformed),
        };
        self.step(1);
        Ok(character)
    }

    /// Four hexadecimal digits, or two times four where UTF-16 needs a pair.
    fn code_point(&mut self) -> Result<char, Malformed> {
        let unit = self.hex()?;
        if !(0xd800..0xdc00).contains(&unit) {
            return char::from_u32(unit).ok_or(Malformed);
        }
        self.rest = self.rest.strip_prefix("\\u").ok_or(Malformed)?;
        let low = self.hex()?;
        let low = low.checked_sub(0xdc00).filter(|low| *low < 0x400).ok_or(Malformed)?;
        char::from_u32(0x10000 + ((unit - 0xd800) << 10) + low).ok_or(Malformed)
    }

    fn hex(&mut self) -> Result<u32, Malformed> {
        let digits = self.rest.get(..4).ok_or(Malformed)?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(Malformed);
        }
        self.step(4);
        u32::from_str_radix(digits, 16).map_err(|_| Malformed)
    }

    /// Steps over an object: its keys, and the texts of their values.
    #[inline(never)]
    pub fn entries(&mut self) -> Result<Vec<(Cow<'de, str>, &'de str)>, Malformed> {
        self.expect(b'{')?;
        let mut entries = Vec::new();
        while !self.skip(b'}') {
            if !entries.is_empty() {
                self.expect(b',')?;
            }
            let key = self.string()?;
            self.expect(b':')?;
            let from = self.rest;
            self.skip_value()?;
            let value = from.get(..from.len() - self.rest.len()).ok_or(Malformed)?;
            entries.push((key, value));
        }
        Ok(entries)
    }

    /// Steps over a value.
    #[inline(never)]
    pub fn skip_value(&mut self) -> Result<(), Malformed> {
        let mut depth = 0_usize;
        loop {
            match self.peek().ok_or(Malformed)? {
                b'"' => {
                    self.string()?;
                }
                b'{' | b'[' => {
                    depth += 1;
                    self.step(1);
                    continue;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1).ok_or(Malformed)?;
                    self.step(1);
                }
                b',' | b':' if depth > 0 => {
                    self.step(1);
                    continue;
                }
                // A number or a word.
                _ => {
                    let end = self.rest.find([',', ':', '}', ']', '"', '{', '[', ' ', '\n', '\r', '\t']);
                    match end {
                        Some(0) => return Err(Malformed),
                        Some(end) => self.step(end),
                        None => self.rest = "",
                    }
                }
            }
            if depth == 0 {
                return Ok(());
            }
        }
    }

    fn skip_byte(&mut self, byte: u8) -> bool {
        let found = self.rest.as_bytes().first() == Some(&byte);
        if found {
            self.step(1);
        }
        found
    }

    /// Over bytes that are known to be there.
    fn step(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }
}
