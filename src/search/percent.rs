/// Appends a text percent-encoded, but for letters, digits and what is `kept`.
pub fn encode(to: &mut String, text: &str, kept: &[u8]) {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || kept.contains(&byte) {
            to.push(char::from(byte));
        } else {
            to.push('%');
            to.extend([byte >> 4, byte & 15].iter().filter_map(|digit| DIGITS.get(usize::from(*digit))));
        }
    }
}

/// RFC 3986's unreserved characters that are neither letter nor digit.
pub const UNRESERVED: &[u8] = b"-._~";

/// Those that mean nothing in a text fragment (<https://wicg.github.io/scroll-to-text-fragment/>).
pub const IN_FRAGMENT: &[u8] = b"._~";
