use crate::Run;
use std::fs;
use std::path::Path;

/// A site with an error, a warning and a piece of advice, or some of them.
fn site(folder: &Path, text: &str) {
    let posts = folder.join("blog/content/posts");
    fs::create_dir_all(&posts).expect("a folder");
    fs::write(folder.join("blog/offprint.toml"), "title = \"A\"\nbase_url = \"https://example.org/\"\n")
        .expect("a file");
    fs::write(posts.join("a.md"), text).expect("a file");
}

const LINK: &str = "+++\ntitle = \"A\"\ndate = 2025-01-01\n+++\nSee [b](/b/).\n";
const SLUG: &str = "+++\ntitle = \"A\"\ndate = 2025-01-01\nslug = \"A\"\n+++\nText.\n";
const SUMMARY: &str = "+++\ntitle = \"A\"\ndate = 2025-01-01\nsummary = \"Short.\"\n+++\nText.\n";
const CLEAN: &str = "+++\ntitle = \"A\"\ndate = 2025-01-01\n+++\nText.\n";

fn check(text: &str, arguments: &[&str]) -> Run {
    let folder = tempfile::tempdir().expect("a folder");
    site(folder.path(), text);
    let run = Run::of(folder.path(), &[&["check", "--site", "blog"], arguments].concat());
    let names: Vec<_> = fs::read_dir(folder.path().join("blog")).expect("the site").collect();
    assert_eq!(names.len(), 2, "a check writes nothing");
    run
}

#[test]
fn the_exit_code_says_how_bad_it_is() {
    let code = |text: &str, level: &str| check(text, &["--fail-on", level]).exit_code();
    for (text, errors, warnings, advice) in
        [(LINK, 1, 1, 1), (SLUG, 0, 1, 1), (SUMMARY, 0, 0, 1), (CLEAN, 0, 0, 0)]
    {
        assert_eq!(
            (code(text, "errors"), code(text, "warnings"), code(text, "advice")),
            (errors, warnings, advice)
        );
    }
    assert_eq!(check(SLUG, &[]).exit_code(), 1);
    assert_eq!(check(SUMMARY, &[]).exit_code(), 0);
    assert_eq!(check(CLEAN, &["--fail-on", "nothing"]).exit_code(), 2);
}

#[test]
fn a_person_reads_excerpts() {
    let run = check(LINK, &[]);
    assert_eq!(
        run.stderr(),
        "\
\x20 × `/b/` leads nowhere: there is no `/b/`
   ╭─[content/posts/a.md:5:9]
 4 │ +++
 5 │ See [b](/b/).
   ·         ───
   ╰────
  help: mend the address, or take the link away

1 error in 1 file
"
    );
    assert!(run.stdout().starts_with("Checked 1 page and 1 link in "), "{}", run.stdout());
    assert!(check(CLEAN, &[]).stdout().ends_with(": nothing to mend\n"));
}

#[test]
fn a_program_reads_json() {
    assert_eq!(
        check(LINK, &["--format", "json"]).stdout(),
        "{\"findings\":[{\"code\":\"broken-link\",\"level\":\"error\",\"file\":\"content/posts/a.md\",\"line\":5,\
         \"column\":9,\"message\":\"`/b/` leads nowhere: there is no `/b/`\",\
         \"help\":\"mend the address, or take the link away\"}],\
         \"errors\":1,\"warnings\":0,\"advice\":0,\"pages\":1,\"links\":1,\"complete\":true}\n"
    );
}

#[test]
fn github_reads_annotations() {
    let run = check(LINK, &["--format", "github"]);
    assert_eq!(
        run.stdout().lines().next(),
        Some(
            "::error file=blog/content/posts/a.md,line=5,col=9,title=broken-link::\
             `/b/` leads nowhere: there is no `/b/`%0Amend the address, or take the link away"
        )
    );
    assert_eq!(run.exit_code(), 1);
}

#[test]
fn without_links_to_other_sites_nobody_is_asked() {
    assert_eq!(check(CLEAN, &["--external"]).exit_code(), 0);
}
