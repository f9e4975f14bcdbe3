//! A site that has grown.

use crate::build::build;
use crate::harness::fixture::{files_below, write};
use crate::harness::generated;
use crate::harness::offprint::{self, said};
use std::collections::BTreeMap;
use std::process::Stdio;
use std::time::{Duration, Instant};

#[test]
fn a_post_more_changes_what_it_must_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let (site, out) = (folder.path().join("site"), folder.path().join("out"));
    generated::site(&site, 750);
    assert!(build(&site, &out, &[]).status.success());
    let before: BTreeMap<String, Vec<u8>> = files_below(&out).into_iter().collect();
    let post = "+++\ntitle = \"One more\"\ndate = 2026-05-31\ntags = [\"topic 3\"]\n+++\n\nText.\n";
    write(&site.join("content/posts/one-more.md"), post);
    let output = build(&site, &out, &[]);
    assert!(output.status.success(), "{}", said(&output));
    let after: BTreeMap<String, Vec<u8>> = files_below(&out).into_iter().collect();
    let changed: Vec<&String> = after.keys().filter(|path| before.get(*path) != after.get(*path)).collect();
    println!("{} of {} files are new or changed: {changed:#?}", changed.len(), after.len());

    let changed: Vec<&str> = changed.into_iter().map(String::as_str).collect();
    let beginning = |name: &str| changed.iter().filter(|path| path.starts_with(name)).count();
    let pages: Vec<&str> = changed.iter().copied().filter(|path| path.ends_with(".html")).collect();
    let posts =
        pages.iter().filter(|path| path.starts_with("posts/") && !path.starts_with("posts/page/")).count()
            - 1;
    assert_eq!(posts, 2, "the post itself and the one before it");
    let tags: Vec<_> =
        pages.iter().filter(|path| path.starts_with("tags/") && **path != "tags/index.html").collect();
    assert!(tags.iter().all(|path| path.starts_with("tags/topic-3/")), "{tags:?}");
    assert_eq!(beginning("assets/"), 0);
    assert_eq!(beginning("data/posts-"), 1, "the last part of the content index, not the first");
    assert_eq!(beginning("data/facets-"), 1);
    assert_eq!(beginning("data/site."), 0);
    let lists = [("page/", 75), ("posts/page/", 75), ("tags/topic-3/", 9), ("authors/mara-quay/", 76)];
    let expected: usize = lists.iter().map(|(_, pages)| pages).sum();
    assert!(pages.len() < expected + 20, "{} pages", pages.len());

    // Every feed says when the site last changed; what else it says changes where the post is listed.
    let said = |files: &BTreeMap<String, Vec<u8>>, path: &str| -> Vec<String> {
        let text =
            String::from_utf8_lossy(files.get(path).map(Vec::as_slice).unwrap_or_default()).into_owned();
        text.lines().filter(|line| !line.contains("lastBuildDate")).map(str::to_owned).collect()
    };
    let news: Vec<&str> = changed
        .iter()
        .copied()
        .filter(|path| path.ends_with("feed.xml") && said(&before, path) != said(&after, path))
        .collect();
    assert_eq!(news, ["authors/mara-quay/feed.xml", "feed.xml", "posts/feed.xml", "tags/topic-3/feed.xml"]);
}

#[test]
fn a_build_that_is_killed_leaves_the_old_output_whole() {
    let folder = tempfile::tempdir().unwrap();
    let (site, out) = (folder.path().join("site"), folder.path().join("out"));
    generated::site(&site, 300);
    assert!(build(&site, &out, &[]).status.success());
    let old = files_below(&out);

    let config = std::fs::read_to_string(site.join("offprint.toml")).unwrap();
    write(&site.join("offprint.toml"), config.replace("title = \"", "title = \"New: "));
    let start = Instant::now();
    let fresh = folder.path().join("fresh");
    assert!(build(&site, &fresh, &[]).status.success());
    let whole = start.elapsed();
    let new = files_below(&fresh);
    assert_ne!(old, new);

    let mut killed = 0;
    for part in 1..=12 {
        let mut build = offprint::command(["build", "--now", offprint::NOW, "--site"]);
        build.arg(&site).arg("--out").arg(&out).stdout(Stdio::null()).stderr(Stdio::null());
        let mut build = build.spawn().unwrap();
        std::thread::sleep(whole * part / 12);
        killed += u32::from(build.try_wait().unwrap().is_none());
        build.kill().unwrap();
        build.wait().unwrap();
        let found = files_below(&out);
        assert!(
            found == old || found == new,
            "killed after {:?}: neither the old output nor the new",
            whole * part / 12
        );
    }
    assert!(killed >= 3, "{killed} of 12 builds were under way when they were killed");
    assert!(build(&site, &out, &[]).status.success());
    assert!(files_below(&out) == new, "the next build goes through");
    let mut left: Vec<_> =
        std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["fresh", "out", "site"], "and leaves nothing beside the output");
    assert!(whole < Duration::from_secs(60));
}
