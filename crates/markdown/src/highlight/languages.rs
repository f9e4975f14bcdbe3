use std::collections::HashMap;
use std::sync::LazyLock;

/// Names that ask for no colours.
pub(super) fn is_plain(name: &str) -> bool {
    matches!(
        name,
        "" | "text"
            | "txt"
            | "plain"
            | "plaintext"
            | "none"
            | "nohighlight"
            | "output"
            | "ascii"
            | "raw"
            | "mermaid"
    )
}

static NAMES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let lines = include_str!("languages.txt").lines().filter(|line| !line.starts_with('#'));
    let known = lines.filter_map(|line| line.split_once(": "));
    known.flat_map(|(known, others)| others.split(' ').map(move |other| (other, known))).collect()
});

/// The name under which the syntax set knows a language that goes by several.
pub(super) fn canonical(name: &str) -> &str {
    NAMES.get(name).copied().unwrap_or(name)
}
