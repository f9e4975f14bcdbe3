use crate::source_front_matter::Value;

/// How names become parts of addresses: `slugify` in `config.toml`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Strategy {
    /// Lower case, ASCII alone, hyphens.
    #[default]
    On,
    /// As written, less what file systems forbid.
    Safe,
    /// As written.
    Off,
}

impl Strategy {
    pub(super) fn read(value: Option<&Value>) -> Self {
        match value.and_then(Value::as_str) {
            Some("safe") => Self::Safe,
            Some("off") => Self::Off,
            _ => Self::On,
        }
    }

    /// A name in a path, or a term.
    pub(super) fn path(self, name: &str) -> String {
        match self {
            Self::On => slug::slugify(name),
            Self::Safe => {
                let name = name.trim_end_matches([' ', '.']);
                name.chars().filter(|c| !"<>:\"/\\|?*".contains(*c)).collect()
            }
            Self::Off => name.to_owned(),
        }
    }

    /// The id of a heading.
    pub(super) fn anchor(self, text: &str) -> String {
        match self {
            Self::On => slug::slugify(text),
            Self::Safe | Self::Off => text.replace(|c: char| c.is_ascii_whitespace(), "_"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Strategy::{Off, On, Safe};

    #[test]
    fn names_become_addresses_in_three_ways() {
        for (name, on, safe) in [
            ("test ", "test", "test"),
            ("tes t", "tes-t", "tes t"),
            ("dot. ", "dot", "dot"),
            ("日本", "ri-ben", "日本"),
            ("héhé", "hehe", "héhé"),
            ("What's new?", "what-s-new", "What's new"),
            ("snake_case", "snake-case", "snake_case"),
        ] {
            assert_eq!(On.path(name), on);
            assert_eq!(Safe.path(name), safe);
            assert_eq!(Off.path(name), name);
        }
        assert_eq!(On.anchor("A b"), "a-b");
        assert_eq!(Safe.anchor("A b"), "A_b");
    }
}
