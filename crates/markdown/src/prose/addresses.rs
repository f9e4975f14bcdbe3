use std::ops::Range;

/// A bare address in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address {
    pub place: Range<usize>,
    /// Where it leads.
    pub url: String,
}

const SCHEMES: [&str; 3] = ["https://", "http://", "ftp://"];

/// What ends a sentence rather than an address.
const TRAILING: &str = "?!.,:*_~'\"\u{2019}\u{201d}\u{bb}";

/// Punctuation of scripts without spaces: no address goes on there.
const WIDE: &str = "。，、；：？！（）「」『』【】《》〈〉…“”";

/// The bare addresses of a text by the rules of GFM 0.29 §6.9, in order. `before` is what stands in front of the
/// text in its line.
pub(super) fn find(text: &str, before: Option<char>) -> Vec<Address> {
    let mut found: Vec<Address> = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find([':', 'w', 'W', '@']).map(|index| at + index) {
        let address = match text.as_bytes()[next] {
            b':' => with_scheme(text, next, before),
            b'@' => email(text, next, found.last().map_or(0, |last| last.place.end)),
            _ => www(text, next, before),
        };
        match address {
            // What an address before it took is not its own.
            Some(address) if found.last().is_none_or(|last| last.place.end <= address.place.start) => {
                at = address.place.end;
                found.push(address);
            }
            _ => at = next + 1,
        }
    }
    found
}

fn with_scheme(text: &str, colon: usize, before: Option<char>) -> Option<Address> {
    let scheme = SCHEMES.iter().find(|scheme| {
        let start = (colon + 3).checked_sub(scheme.len());
        start
            .and_then(|start| text.get(start..colon + 3))
            .is_some_and(|written| written.eq_ignore_ascii_case(scheme))
    })?;
    let start = colon + 3 - scheme.len();
    if text[..start].chars().next_back().or(before).is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    domain(&text[colon + 3..], true)?;
    let place = start..end(text, start);
    // Nothing is left of a host of punctuation.
    (place.end > colon + 3).then(|| Address { url: text[place.clone()].to_owned(), place })
}

fn www(text: &str, start: usize, before: Option<char>) -> Option<Address> {
    let written = text.get(start..start + 4)?;
    let previous = text[..start].chars().next_back().or(before);
    let begins = previous.is_none_or(|c| c.is_whitespace() || "*_~(".contains(c));
    if !written.eq_ignore_ascii_case("www.") || !begins {
        return None;
    }
    domain(&text[start..], false)?;
    let place = start..end(text, start);
    Some(Address { url: format!("http://{}", &text[place.clone()]), place })
}

/// Whether a host stands at the beginning: labels of letters, digits, `-` and `_` with dots between them, and no
/// `_` in the last two.
fn domain(text: &str, short: bool) -> Option<()> {
    let mut letters = text.char_indices();
    let length = letters.find(|(at, c)| *at > LONGEST_HOST || !(c.is_alphanumeric() || "-_.".contains(*c)));
    let length = length.map_or(text.len(), |(at, _)| at);
    if length > LONGEST_HOST {
        return None;
    }
    let host = text[..length].trim_end_matches(['.', '-', '_']);
    let labels: Vec<&str> = host.split('.').collect();
    let sound = !host.is_empty()
        && host.starts_with(char::is_alphanumeric)
        && (short || labels.len() > 1)
        && labels.iter().rev().take(2).all(|label| !label.contains('_'));
    sound.then_some(())
}

/// Letters of the longest name of a character in HTML, `&CounterClockwiseContourIntegral;`.
const LONGEST_ENTITY: usize = 31;

/// Bytes of the longest name of a host (RFC 1035, 2.3.4).
const LONGEST_HOST: usize = 253;

/// Where an address ends: before a blank or `<`, without the punctuation of the sentence around it.
fn end(text: &str, start: usize) -> usize {
    let length = text[start..]
        .find(|c: char| c.is_whitespace() || c == '<' || c.is_control() || WIDE.contains(c))
        .unwrap_or(text.len() - start);
    let mut end = start + length;
    // Brackets that nothing in the address opens.
    let surplus = |open: char, close: char| {
        let address = &text[start..end];
        address.matches(close).count().saturating_sub(address.matches(open).count())
    };
    let (mut round, mut square) = (surplus('(', ')'), surplus('[', ']'));
    loop {
        let address = &text[start..end];
        let Some(last) = address.chars().next_back() else { return end };
        let cut = match last {
            ')' if round > 0 => {
                round -= 1;
                1
            }
            ']' if square > 0 => {
                square -= 1;
                1
            }
            ';' => {
                let name = address.bytes().rev().skip(1).take(LONGEST_ENTITY);
                let name = name.take_while(u8::is_ascii_alphanumeric).count();
                let entity = address.len() - 1 - name;
                if name > 0 && address[..entity].ends_with('&') { name + 2 } else { 1 }
            }
            last if TRAILING.contains(last) => last.len_utf8(),
            _ => return end,
        };
        end -= cut;
    }
}

/// `me@example.org`, with `mailto:` or `xmpp:` in front of it or without.
fn email(text: &str, at: usize, from: usize) -> Option<Address> {
    let local = text[from..at]
        .bytes()
        .rev()
        .take_while(|byte| byte.is_ascii_alphanumeric() || b".-_+".contains(byte))
        .count();
    let host = text[at + 1..]
        .bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(byte))
        .count();
    let host_end = at + 1 + text[at + 1..at + 1 + host].trim_end_matches('.').len();
    let host = &text[at + 1..host_end];
    let sound = local > 0
        && host.contains('.')
        && !host.starts_with('.')
        && !host.contains("..")
        // A version (`react@18.2.0`) is no host.
        && host.ends_with(|c: char| c.is_ascii_alphabetic());
    if !sound {
        return None;
    }
    let start = at - local;
    let scheme = ["mailto:", "xmpp:"].into_iter().find(|scheme| text[from..start].ends_with(scheme));
    let start = start - scheme.map_or(0, str::len);
    let place = start..host_end;
    let written = &text[place.clone()];
    let url = if scheme.is_some() { written.to_owned() } else { format!("mailto:{written}") };
    Some(Address { place, url })
}

#[cfg(test)]
mod tests {
    use super::find;

    fn shown(text: &str) -> Vec<&str> {
        find(text, None).into_iter().map(|address| &text[address.place]).collect()
    }

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        for (text, address) in [
            ("See https://example.org.", "https://example.org"),
            ("(see https://example.org/a_(b))", "https://example.org/a_(b)"),
            ("https://example.org/a?b=c&d=1, then", "https://example.org/a?b=c&d=1"),
            ("www.example.org/search?q=a)b", "www.example.org/search?q=a)b"),
            ("www.example.org/a&copy;", "www.example.org/a"),
            ("see \"https://example.org/a\"!", "https://example.org/a"),
            ("http://localhost:1111/a<b", "http://localhost:1111/a"),
            ("看https://example.org/文。好", "https://example.org/文"),
            ("[https://example.org]", "https://example.org"),
            ("write to me@example.org.", "me@example.org"),
            ("a.b-c_d+e@x-y.example.org", "a.b-c_d+e@x-y.example.org"),
            ("mailto:me@example.org", "mailto:me@example.org"),
        ] {
            assert_eq!(shown(text), [address], "{text}");
        }
    }

    #[test]
    fn what_only_resembles_an_address_is_text() {
        for text in [
            "xhttps://example.org",
            "https://",
            "http://_",
            "www.",
            "www",
            "awww.example.org",
            "a@b",
            "a@b.c-",
            "@me.org",
            "www.a_b.c_d",
            "ssh://example.org",
            "https:/x",
        ] {
            assert_eq!(shown(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn several_addresses_stand_in_one_text() {
        assert_eq!(shown("https://a.org, www.b.org and c@d.org"), ["https://a.org", "www.b.org", "c@d.org"]);
        assert_eq!(find("www.a.org", None)[0].url, "http://www.a.org");
        assert_eq!(find("me@a.org", None)[0].url, "mailto:me@a.org");
        assert!(find("www.a.org", Some('`')).is_empty());
    }
}
