use crate::fixture::Folder;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

#[test]
fn building_twice_gives_the_same_bytes() {
    let (one, other) = (Folder::small(), Folder::small());
    let report = one.build();
    other.build();
    assert_eq!(one.tree(), other.tree());
    assert_eq!(report.written, report.files);
    assert_eq!(one.tree().len(), report.files);
    assert_eq!(one.tree().values().map(|bytes| bytes.len() as u64).sum::<u64>(), report.bytes);
}

#[test]
fn building_again_writes_nothing_and_keeps_every_file_as_old_as_it_is() {
    let folder = Folder::small();
    folder.build();
    let time =
        || fs::metadata(folder.path("public/about/index.html")).and_then(|m| m.modified()).expect("a time");
    let before = (folder.tree(), time());
    let report = folder.build();
    assert_eq!(report.written, 0);
    assert_eq!((folder.tree(), time()), before);
}

#[test]
fn a_file_changed_by_hand_is_made_right_again() {
    let folder = Folder::small();
    folder.build();
    let before = folder.tree();
    folder.write("public/about/index.html", "by hand");
    folder.write("public/stray.html", "by hand");
    assert_eq!(folder.build().written, 1);
    assert_eq!(folder.tree(), before);
}

#[test]
fn the_moment_of_the_build_decides_what_is_published_and_nothing_else() {
    let folder = Folder::small();
    folder.post("later", "2026-09-09", "", "Not yet.");
    folder.build();
    let before = folder.tree();
    assert!(!before.contains_key("posts/later/index.html"));
    let mut options = folder.options();
    options.now = Some("2026-08-08T00:00:00Z".parse().expect("a moment"));
    offprint_site::build(&options, &crate::fixture::bundle(), &offprint_site::Silent).expect("built");
    assert_eq!(folder.tree(), before);
}

#[test]
fn one_post_more_changes_only_what_must_change() {
    let folder = Folder::new();
    folder.write("content/about.md", "+++\ntitle = \"About\"\n+++\nWho writes here.\n");
    for number in 0..750 {
        generated_post(&folder, number);
    }
    folder.build();
    let before = folder.tree();
    generated_post(&folder, 750);
    let report = folder.build();
    let after = folder.tree();

    let changed: BTreeSet<&str> = after
        .iter()
        .filter(|(path, bytes)| before.get(*path) != Some(bytes))
        .map(|(path, _)| path.as_str())
        .collect();
    let gone: Vec<&str> =
        before.keys().filter(|path| !after.contains_key(*path)).map(String::as_str).collect();
    println!("written: {changed:#?}\ngone: {gone:#?}");
    assert_eq!(report.written, changed.len());

    // Every feed says when the site last changed. Those that the post is in have it besides, those that it is
    // not in have nothing else that is new.
    let (feeds, changed): (Vec<&str>, Vec<&str>) =
        changed.iter().partition(|path| path.ends_with(".xml") && **path != "sitemap.xml");
    let has_it = |path: &str| {
        ["feed.xml", "index.xml", "posts/", "tags/tag-0/", "series/series-7/"]
            .iter()
            .any(|start| path.starts_with(start))
    };
    for path in &feeds {
        let (old, new) = (String::from_utf8_lossy(&before[*path]), String::from_utf8_lossy(&after[*path]));
        let fresh: Vec<&str> = new.lines().filter(|line| !old.contains(line)).collect();
        assert_eq!(fresh.len() > 1, has_it(path), "{path}: {fresh:#?}");
        assert!(fresh.iter().any(|line| line.contains("<lastBuildDate>")), "{path}");
    }
    // Two files for each of: the site, its section, five tags, eight series.
    assert_eq!(feeds.len(), 2 * 15, "{feeds:#?}");

    // Of the search index what holds the newest posts, their words and what is like them.
    let (index, changed): (Vec<&str>, Vec<&str>) =
        changed.into_iter().partition(|path| path.starts_with("data/search/"));
    let all: Vec<&String> = after.keys().filter(|path| path.starts_with("data/search/")).collect();
    let bytes = |paths: &mut dyn Iterator<Item = &str>| paths.map(|path| after[path].len()).sum::<usize>();
    let new = bytes(&mut index.iter().copied());
    let whole = bytes(&mut all.iter().map(|path| path.as_str()));
    println!("search index: {} of {} files, {new} of {whole} bytes", index.len(), all.len());
    assert!(index.len() <= 12 && new * 3 < whole, "{index:#?}");

    // Of the list of files the parts that name a changed page. The others keep their names.
    let lists = |files: &BTreeMap<String, Vec<u8>>| {
        files.keys().filter(|path| path.starts_with("data/files-")).cloned().collect::<BTreeSet<String>>()
    };
    let (old, new) = (lists(&before), lists(&after));
    println!("list of files: {} of {} parts", new.difference(&old).count(), new.len());
    assert!(old.len() == new.len() && new.intersection(&old).count() >= 2, "{new:#?}");

    let is_list = |path: &str| {
        ["index.html", "page/", "posts/index.html", "posts/page/", "tags/", "series/", "archive/"]
            .iter()
            .any(|start| path.starts_with(start))
    };
    let changed: BTreeSet<&str> = changed.into_iter().collect();
    let lists = changed.iter().filter(|path| is_list(path)).count();
    let others: Vec<&str> = changed.iter().copied().filter(|path| !is_list(path)).collect();
    let old_posts: Vec<&str> = others
        .iter()
        .copied()
        .filter(|path| path.starts_with("posts/") && before.contains_key(*path))
        .collect();
    // The neighbour in time, and the part before in its series.
    assert_eq!(old_posts, ["posts/p0740/index.html", "posts/p0749/index.html"]);
    // Home and section, 76 pages each; its one tag, 16 pages; its series; its year and its month, 3 pages each;
    // and the counts on two lists of terms and in the archive.
    assert!(lists <= 76 + 76 + 16 + 1 + 6 + 3, "{lists} lists changed");

    assert!(!others.iter().any(|path| path.starts_with("data/site.")), "{others:?}");
    let rest: Vec<&str> = others
        .into_iter()
        .filter(|path| !path.starts_with("data/files-") && !old_posts.contains(path))
        // Without the hash of what is in it.
        .map(|path| {
            if path.starts_with("data/") { path.split_once('.').map_or(path, |(name, _)| name) } else { path }
        })
        .collect();
    let expected = [
        "data/facets-0",
        "data/order-title",
        "data/order-update",
        "data/posts-3",
        "data/words-part",
        "data/words",
        "offprint.json",
        "posts/p0750/index.html",
        "search.bin",
        "search/index.html",
        "sitemap.xml",
    ];
    assert_eq!(rest, expected);
    let replaced =
        ["data/facets-0.", "data/order-", "data/posts-3.", "data/words", "data/files-", "data/search/"];
    assert!(gone.iter().all(|path| replaced.iter().any(|start| path.starts_with(start))), "{gone:?}");
}

fn generated_post(folder: &Folder, number: usize) {
    let date = jiff::civil::date(2020, 1, 1) + jiff::Span::new().days(number as i64);
    let series = if number.is_multiple_of(10) {
        format!("series = \"Series {}\"\nseries_number = {}", number / 100, number / 10 % 10 + 1)
    } else {
        String::new()
    };
    let series = if number == 750 { "series = \"Series 7\"\nseries_number = 6".to_owned() } else { series };
    let more = format!("tags = [\"tag {}\"]\n{series}", number % 5);
    folder.post(
        &format!("p{number:04}"),
        &date.to_string(),
        &more,
        "Some words.\n\n## A part\n\nMore words.",
    );
}
