//! kramdown's attribute lists: `{: .class #id key="value"}`.

use std::collections::HashMap;

/// What a list says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Attributes {
    pub id: Option<String>,
    pub classes: Vec<String>,
    /// All else, in order.
    pub pairs: Vec<(String, String)>,
    /// Names of lists that are defined elsewhere, and of kramdown's own marks: `toc`, `footnotes`.
    pub names: Vec<String>,
}

/// Lists with a name: `{:name: .class}`.
pub(super) type Named = HashMap<String, Attributes>;

impl Attributes {
    /// Reads what stands between `{:` and `}`.
    pub(super) fn read(inside: &str) -> Self {
        let mut attributes = Self::default();
        let mut rest = inside.trim();
        while !rest.is_empty() {
            let end = rest.find([' ', '\t', '\n', '=']).unwrap_or(rest.len());
            if rest[end..].starts_with('=') {
                let key = rest[..end].to_owned();
                let after = &rest[end + 1..];
                let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
                let (value, length) = match quote {
                    Some(quote) => {
                        let length = after[1..].find(quote).unwrap_or(after.len() - 1);
                        (&after[1..1 + length], (length + 2).min(after.len()))
                    }
                    None => {
                        let length = after.find(char::is_whitespace).unwrap_or(after.len());
                        (&after[..length], length)
                    }
                };
                match key.as_str() {
                    "class" => attributes.classes.extend(value.split_whitespace().map(str::to_owned)),
                    "id" => attributes.id = Some(value.to_owned()),
                    _ => attributes.pairs.push((key, value.to_owned())),
                }
                rest = after[length..].trim_start();
                continue;
            }
            attributes.word(&rest[..end]);
            rest = rest[end..].trim_start();
        }
        attributes
    }

    /// `.a.b#c`, or a name.
    fn word(&mut self, word: &str) {
        if !word.starts_with(['.', '#']) {
            self.names.push(word.to_owned());
            return;
        }
        let starts: Vec<usize> = word.match_indices(['.', '#']).map(|(at, _)| at).collect();
        for (number, start) in starts.iter().enumerate() {
            let end = starts.get(number + 1).copied().unwrap_or(word.len());
            let name = word[start + 1..end].to_owned();
            match &word[*start..=*start] {
                _ if name.is_empty() => {}
                "#" => self.id = Some(name),
                _ => self.classes.push(name),
            }
        }
    }

    /// With what the names in it stand for.
    pub(super) fn resolved(mut self, named: &Named) -> Self {
        for name in std::mem::take(&mut self.names) {
            match named.get(&name) {
                Some(list) => self.add(list.clone()),
                None => self.names.push(name),
            }
        }
        self
    }

    pub(super) fn add(&mut self, other: Self) {
        self.id = other.id.or(self.id.take());
        self.classes.extend(other.classes);
        self.pairs.extend(other.pairs);
        self.names.extend(other.names);
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }

    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.pairs.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }
}

/// A line that is a list and nothing else: what stands in it.
pub(super) fn whole_line(line: &str) -> Option<&str> {
    let inside = line.trim().strip_prefix("{:")?.strip_suffix('}')?;
    (!inside.starts_with([':', '/']) && !inside.contains('}') && !inside.is_empty()).then_some(inside)
}

/// A line that gives a list a name: `{:name: .class}`.
pub(super) fn definition(line: &str) -> Option<(&str, &str)> {
    let (name, list) = whole_line(line)?.split_once(':')?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    is_name.then_some((name, list))
}

#[cfg(test)]
mod tests {
    use super::{Attributes, definition, whole_line};

    #[test]
    fn a_list_is_read_as_kramdown_reads_it() {
        let list = Attributes::read(" .a.b #c key=\"v w\" toc other='x' class=\"d\"");
        assert_eq!(list.id.as_deref(), Some("c"));
        assert_eq!(list.classes, ["a", "b", "d"]);
        assert_eq!(list.get("key"), Some("v w"));
        assert_eq!(list.get("other"), Some("x"));
        assert!(list.has("toc"));
        Attributes::read("a=");
        Attributes::read("a=\"");
    }

    #[test]
    fn a_line_is_a_list_or_names_one() {
        assert_eq!(whole_line("  {: .a}"), Some(" .a"));
        assert_eq!(whole_line("{::comment}"), None);
        assert_eq!(whole_line("a {: .a}"), None);
        assert_eq!(definition("{:name: .a}"), Some(("name", " .a")));
        assert_eq!(definition("{: .a}"), None);
    }
}
