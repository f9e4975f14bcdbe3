use std::collections::BTreeSet;

/// The folders that get a list page, parents before children: every folder with posts in it or below it,
/// and every folder that its author has described in an `_index.md`.
pub(crate) fn folders<'a>(
    posts: impl IntoIterator<Item = &'a str>,
    described: impl IntoIterator<Item = &'a str>,
) -> BTreeSet<String> {
    let mut folders = BTreeSet::new();
    for section in posts {
        for (slash, _) in section.match_indices('/') {
            if let Some(folder) = section.get(..=slash)
                && !folders.contains(folder)
            {
                folders.insert(folder.to_owned());
            }
        }
    }
    folders.extend(described.into_iter().filter(|folder| !folder.is_empty()).map(str::to_owned));
    folders
}

/// A name of a folder or a key as people write it: `inside-rust` is "Inside rust".
pub(crate) fn readable(name: &str) -> String {
    let words = name.split(['-', '_', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let mut characters = words.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{folders, readable};

    #[test]
    fn every_folder_on_the_way_to_a_post_has_a_list() {
        let found = folders(["notes/rust/", "posts/", ""], ["talks/", ""]);
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["notes/", "notes/rust/", "posts/", "talks/"]);
    }

    #[test]
    fn a_folder_name_is_made_readable() {
        assert_eq!(readable("inside-rust"), "Inside rust");
        assert_eq!(readable("über_uns"), "Über uns");
        assert_eq!(readable("--"), "--");
    }
}
