use std::collections::HashMap;

use super::made_up::documents;
use super::{IndexFile, index};
use crate::ENTRY;

/// What a reader who has the index fetches anew at most when a document comes to 750, and why.
#[test]
fn a_document_more_changes_few_files() {
    let all = documents(751);
    let sizes = |files: Vec<IndexFile>| -> HashMap<String, usize> {
        files.into_iter().map(|file| (file.path.clone(), file.compressed().len())).collect()
    };
    let before = sizes(index(&all[..750]));
    let after = sizes(index(&all));
    let changed: Vec<(&String, usize)> = after
        .iter()
        .filter(|(path, _)| *path != ENTRY && !before.contains_key(*path))
        .map(|(path, size)| (path, *size))
        .collect();
    let of = |kind: &str| -> (usize, usize) {
        let those = changed.iter().filter(|(path, _)| path.contains(kind));
        those.fold((0, 0), |(count, bytes), (_, size)| (count + 1, bytes + size))
    };
    let total: usize = after.values().sum();
    let bytes: usize = changed.iter().map(|(_, size)| size).sum();
    println!("{} of {} files, {bytes} of {total} bytes", changed.len(), after.len());
    for kind in ["terms", "positions", "spelling", "text", "columns", "neighbours"] {
        println!("{kind}: {:?}", of(kind));
    }
    // Shards of the recent segment only: it has at most an eighth of the documents, and what is not of its
    // dictionary is about half of all.
    assert!(of("terms").1 + of("positions").1 < total / 16);
    // The file that it was put into; or a new one, and those of a group that has become whole with it. This
    // document is no such one.
    assert!(of("text").0 <= 2);
    // The last of each.
    assert_eq!((of("columns").0, of("neighbours").0), (1, 1));
    // New words only.
    assert!(of("spelling").0 <= 4);
    assert!(bytes < total / 12);
}
