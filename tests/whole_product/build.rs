//! What an author sees of `offprint new` and `offprint build`.

use crate::harness::fixture::{self, files_below, write};
use crate::harness::offprint::{self, run, run_well, said};
use std::path::Path;
use std::process::Output;

#[test]
fn a_new_site_is_built_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("my-blog");
    run_well([Path::new("new"), &site]);
    let address = ["--base-url", "https://example.org/"].map(Path::new);
    let output = run_well([Path::new("build"), Path::new("--site"), &site].into_iter().chain(address));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let last = said.trim_end().lines().last().unwrap_or_default();
    assert!(last.contains(" pages in ") && last.contains(" s: ") && last.contains("B in "), "{last}");
    assert!(
        output.stderr.is_empty(),
        "a new site has no mistakes: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    for file in [
        "index.html",
        "404.html",
        "shell.html",
        "offprint.json",
        "feed.xml",
        "sitemap.xml",
        "robots.txt",
        "_headers",
    ] {
        assert!(site.join("public").join(file).is_file(), "{file}");
    }
    assert!(!run([Path::new("new"), &site]).status.success(), "what is there is not overwritten");
}

#[test]
fn building_twice_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("first"), folder.path().join("second"));
    for out in [&first, &second, &second] {
        fixture::build(&fixture::source("journal"), out, "/");
    }
    let (first, second) = (files_below(&first), files_below(&second));
    assert!(first.len() > 40);
    assert_eq!(names(&first), names(&second));
    for ((path, one), (_, other)) in first.iter().zip(&second) {
        assert_eq!(one, other, "{path}");
    }
}

#[test]
fn drafts_and_what_is_not_yet_or_no_longer_current_stay_out() {
    let published = |arguments: &[&str]| {
        let out = tempfile::tempdir().unwrap();
        let site = fixture::source("journal");
        let paths =
            [Path::new("build"), Path::new("--site"), &site, Path::new("--out"), &out.path().join("out")];
        run_well(paths.into_iter().chain(arguments.iter().map(Path::new)));
        let names = ["unfinished", "next-year", "regatta", "the-first-light"];
        let is_there = |name: &&str| out.path().join("out/posts").join(name).join("index.html").is_file();
        names.into_iter().filter(is_there).collect::<Vec<_>>()
    };
    assert_eq!(published(&["--now", offprint::NOW]), ["the-first-light"]);
    assert_eq!(published(&["--now", offprint::NOW, "--drafts"]), ["unfinished", "the-first-light"]);
    assert_eq!(published(&["--now", offprint::NOW, "--future"]), ["next-year", "the-first-light"]);
    assert_eq!(published(&["--now", "2025-07-02"]), ["regatta"]);
    assert_eq!(published(&["--now", "2027-02-01"]), ["next-year", "the-first-light"]);
}

#[test]
fn every_mistake_is_told_with_its_file_and_the_old_output_stays() {
    let site = fixture::copy("journal");
    let out = tempfile::tempdir().unwrap();
    let out = out.path().join("out");
    fixture::build(site.path(), &out, "/");
    let before = files_below(&out);
    write(
        &site.path().join("content/posts/a-bad-date.md"),
        "+++\ntitle = \"Bad\"\ndate = \"someday\"\n+++\n\nText.\n",
    );
    write(&site.path().join("content/posts/no-title.md"), "+++\ndate = 2026-01-01\n+++\n\nText.\n");
    write(&site.path().join("content/posts/not-text.md"), b"+++\ntitle = \"\xff\"\n+++\n");
    let output = build(site.path(), &out, &[]);
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    let places = ["a-bad-date.md", "no-title.md", "not-text.md"].map(|file| said.find(file));
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "all of them, in file order: {said}");
    assert!(said.contains("someday"), "with an excerpt: {said}");
    assert!(!said.contains("\u{1b}["), "without colours, where there is no terminal");
    assert_eq!(files_below(&out), before, "the old output is whole");
}

#[test]
fn two_posts_at_one_address_are_an_error_that_names_both() {
    let site = fixture::copy("journal");
    write(
        &site.path().join("content/posts/another.md"),
        "+++\ntitle = \"Another\"\ndate = 2026-01-01\nslug = \"the-first-light\"\n+++\n\nText.\n",
    );
    let out = tempfile::tempdir().unwrap();
    let output = build(site.path(), &out.path().join("out"), &[]);
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    assert!(said.contains("posts/another.md") && said.contains("posts/the-first-light.md"), "{said}");
}

#[test]
fn a_misspelt_key_is_told_with_the_one_that_was_meant() {
    let site = fixture::copy("journal");
    let config = std::fs::read_to_string(site.path().join("offprint.toml")).unwrap();
    write(&site.path().join("offprint.toml"), config.replace("description =", "descripton ="));
    let out = tempfile::tempdir().unwrap();
    let output = build(site.path(), &out.path().join("out"), &[]);
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    assert!(said.contains("descripton") && said.contains("did you mean `description`"), "{said}");
}

#[test]
fn a_folder_that_offprint_did_not_make_is_not_replaced() {
    let out = tempfile::tempdir().unwrap();
    write(&out.path().join("thesis.txt"), "three years of work");
    let output = build(&fixture::source("journal"), out.path(), &[]);
    assert!(!output.status.success());
    assert!(said(&output).contains("not made by Offprint"), "{}", said(&output));
    assert_eq!(names(&files_below(out.path())), ["thesis.txt"]);
}

#[test]
fn a_command_that_is_not_understood_ends_with_2_and_help_ends_with_0() {
    assert_eq!(run(["build", "--no-such-flag"]).status.code(), Some(2));
    assert_eq!(run(["biuld"]).status.code(), Some(2));
    assert_eq!(run(["--version"]).status.code(), Some(0));
    for command in ["new", "build", "serve"] {
        let output = run([command, "--help"]);
        assert_eq!(output.status.code(), Some(0));
        assert!(said(&output).contains("Examples:"), "{command}");
    }
}

#[test]
fn the_binary_alone_in_an_empty_folder_does_everything() {
    let folder = tempfile::tempdir().unwrap();
    let binary = folder.path().join("offprint");
    std::fs::copy(offprint::binary(), &binary).unwrap();
    for arguments in [&["new", "blog"][..], &["build", "--site", "blog"]] {
        let mut command = std::process::Command::new(&binary);
        let output = command.args(arguments).current_dir(folder.path()).env_clear().output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
    }
    assert!(folder.path().join("blog/public/index.html").is_file());
}

pub fn build(site: &Path, out: &Path, more: &[&str]) -> Output {
    let arguments = [Path::new("build"), Path::new("--site"), site, Path::new("--out"), out];
    let fixed = ["--now", offprint::NOW].map(Path::new);
    run(arguments.into_iter().chain(fixed).chain(more.iter().map(Path::new)))
}

fn names(files: &[(String, Vec<u8>)]) -> Vec<&str> {
    files.iter().map(|(path, _)| path.as_str()).collect()
}
