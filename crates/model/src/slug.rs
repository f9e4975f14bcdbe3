use offprint_unicode::{is_mark, nfc, push_lower};
use serde::{Deserialize, Serialize};

/// One segment of an address made from a label: lower case, letters and digits of any script,
/// with single hyphens between. `CI/CD` is `ci-cd`, `C++` is `c-plus-plus`, `C#` is `c-sharp`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Slug(String);

impl Slug {
    /// The slug of a label. A label without a letter or digit (an emoji, say) keeps its code points
    /// in hexadecimal, so that no label is without an address.
    pub fn from_label(label: &str) -> Self {
        let mut words = vec![String::new()];
        for character in nfc(label).chars() {
            match character {
                '+' => words.extend(["plus".to_owned(), String::new()]),
                '#' => words.extend(["sharp".to_owned(), String::new()]),
                '\'' | '’' => {}
                // Combining marks belong to the letter before them (Devanagari vowel signs, for one).
                _ if character.is_alphanumeric() || is_mark(character) => {
                    if let Some(word) = words.last_mut() {
                        push_lower(word, character);
                    }
                }
                _ => words.push(String::new()),
            }
        }
        words.retain(|word| !word.is_empty());
        let mut slug = words.join("-");
        if slug.is_empty() {
            let points: Vec<String> = label.chars().map(|c| format!("{:x}", u32::from(c))).collect();
            slug = points.join("-");
        }
        Self(slug)
    }

    /// The slug as it stands in an address, before percent-encoding.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Slug {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Slug;

    #[test]
    fn a_label_becomes_one_address_segment() {
        for (label, slug) in [
            ("CI/CD", "ci-cd"),
            ("Rust  &  Go", "rust-go"),
            ("C++", "c-plus-plus"),
            ("C#", "c-sharp"),
            ("Don’t panic", "dont-panic"),
            ("Über uns", "über-uns"),
            ("日本語 入門", "日本語-入門"),
            ("हिन्दी", "हिन्दी"),
            ("../etc", "etc"),
            ("🦀", "1f980"),
        ] {
            assert_eq!(Slug::from_label(label).as_str(), slug, "{label}");
        }
    }
}
