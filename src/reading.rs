//! Which posts a reader has read, as the browser remembers it.

#[cfg(feature = "hydrate")]
pub mod marks;

use crate::api::json;

/// Addresses of posts inside the site, the latest read last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadPosts(Vec<String>);

impl ReadPosts {
    /// Posts remembered at most; the first read are forgotten.
    pub const MOST: usize = 2000;

    /// What was stored; nothing where that is missing or no list of addresses.
    pub fn parse(stored: &str) -> Self {
        Self(json::read(stored).unwrap_or_default())
    }

    /// Has a post been read?
    pub fn has(&self, address: &str) -> bool {
        self.0.iter().any(|read| read == address)
    }

    /// Notes that a post was read; false where that was known.
    pub fn add(&mut self, address: &str) -> bool {
        let new = !self.has(address);
        if new {
            self.0.push(address.to_owned());
            let excess = self.0.len().saturating_sub(Self::MOST);
            self.0.drain(..excess);
        }
        new
    }

    /// Forgets the earlier half, where there is no room for all.
    pub fn halve(&mut self) {
        self.0.drain(..self.0.len() / 2);
    }

    /// As it is stored: a JSON array. An address has no backslash and no control character.
    pub fn to_json(&self) -> String {
        let mut json = String::from("[");
        for address in &self.0 {
            if json.len() > 1 {
                json.push(',');
            }
            json.push('"');
            json.push_str(&address.replace('"', "\\\""));
            json.push('"');
        }
        json.push(']');
        json
    }
}

#[cfg(test)]
mod tests {
    use super::ReadPosts;

    #[test]
    fn what_was_read_is_remembered() {
        let mut read = ReadPosts::default();
        assert!(read.add("posts/a/") && read.add("posts/über \"b\"/") && !read.add("posts/a/"));
        let stored = read.to_json();
        assert_eq!(stored, serde_json::json!(["posts/a/", "posts/über \"b\"/"]).to_string());
        assert_eq!(ReadPosts::parse(&stored), read);
        assert!(ReadPosts::parse(&stored).has("posts/a/"));
    }

    #[test]
    fn a_broken_memory_is_an_empty_one() {
        for broken in ["", "{", "null", "{\"a\":1}", "[1]", "[\"a\""] {
            assert_eq!(ReadPosts::parse(broken), ReadPosts::default(), "{broken}");
        }
    }

    #[test]
    fn the_first_read_are_forgotten_first() {
        let mut read = ReadPosts::default();
        for number in 0..=ReadPosts::MOST {
            read.add(&number.to_string());
        }
        assert!(!read.has("0") && read.has("1"));
        read.halve();
        assert!(!read.has("1") && read.has(&ReadPosts::MOST.to_string()));
    }
}
