use crate::folders::{Folders, findings, tree, write};
use offprint_import::{Generator, ImportError};
use std::fs;

fn site() -> Folders {
    Folders::new()
        .file("config.toml", "base_url = \"https://example.org\"\ntitle = \"T\"\n")
        .file("content/posts/a.md", "+++\ntitle = \"A\"\ndate = 2024-01-01\n+++\nFirst.\n")
        .file("content/posts/b.md", "+++\ntitle = \"B\"\ndate = 2024-01-02\n+++\nSecond.\n")
        .file("static/x.txt", "x")
}

#[test]
fn the_old_folder_is_never_changed() {
    let folders = site();
    let before = tree(&folders.old());
    folders.import(Generator::Zola);
    folders.import(Generator::Zola);
    assert_eq!(tree(&folders.old()), before);
}

#[test]
fn importing_twice_changes_nothing() {
    let folders = site();
    folders.import(Generator::Zola);
    let before = tree(&folders.to());
    assert_eq!(folders.import(Generator::Zola).written, 0);
    assert_eq!(tree(&folders.to()), before);
}

#[test]
fn what_the_author_changed_stays_and_is_said() {
    let folders = site();
    folders.import(Generator::Zola);
    folders.edit("content/posts/a.md", "+++\ntitle = \"Mine\"\ndate = 2024-01-01\n+++\nMine.\n");
    folders.put("content/posts/a.md", "+++\ntitle = \"A\"\ndate = 2024-01-01\n+++\nChanged there.\n");
    folders.put("content/posts/b.md", "+++\ntitle = \"B\"\ndate = 2024-01-02\n+++\nChanged, too.\n");
    for _ in 0..2 {
        let imported = folders.import(Generator::Zola);
        assert!(folders.read("content/posts/a.md").contains("Mine."));
        assert!(folders.read("content/posts/b.md").contains("Changed, too."));
        assert_eq!(findings(&imported, "content/posts/a.md").len(), 1);
    }
    // Without the author's change the old site's is there again.
    fs::remove_file(folders.to().join("content/posts/a.md")).expect("removed");
    folders.import(Generator::Zola);
    assert!(folders.read("content/posts/a.md").contains("Changed there."));
}

#[test]
fn what_the_old_site_has_no_more_goes_unless_the_author_changed_it() {
    let folders = site().file("content/more/c.md", "+++\ntitle = \"C\"\ndate = 2024-01-03\n+++\nThird.\n");
    folders.import(Generator::Zola);
    folders.edit("content/posts/b.md", "+++\ntitle = \"Mine\"\ndate = 2024-01-02\n+++\nMine.\n");
    folders.edit("content/posts/own.md", "+++\ntitle = \"Own\"\ndate = 2024-01-02\n+++\nOwn.\n");
    fs::remove_file(folders.old().join("content/posts/b.md")).expect("removed");
    fs::remove_file(folders.old().join("content/more/c.md")).expect("removed");
    let imported = folders.import(Generator::Zola);
    assert!(!folders.has("content/more"));
    assert!(folders.read("content/posts/b.md").contains("Mine."));
    assert!(folders.read("content/posts/own.md").contains("Own."));
    assert_eq!(findings(&imported, "content/posts/b.md").len(), 1);
}

#[test]
fn a_folder_that_no_import_made_is_refused() {
    let folders = site();
    write(&folders.to().join("diary.txt"), b"mine");
    let error = folders.try_import(Generator::Zola).expect_err("refused");
    assert!(matches!(error, ImportError::NotEmpty(_)), "{error}");
    assert_eq!(tree(&folders.to()).len(), 1);
}

#[test]
fn folders_in_each_other_are_refused() {
    let folders = site();
    let now = "2026-06-01T12:00:00Z".parse().expect("a moment");
    let old = folders.old();
    for to in
        [old.clone(), old.join("new"), old.join("../old/deep/new"), old.parent().expect("above").to_owned()]
    {
        let error = offprint_import::import(Generator::Zola, &old, &to, now).expect_err("refused");
        assert!(matches!(error, ImportError::Nested { .. }), "{}: {error}", to.display());
    }
    assert!(!old.join("new").exists());
}

#[cfg(unix)]
#[test]
fn a_link_in_the_new_folder_leads_nowhere_else() {
    let folders = site();
    folders.import(Generator::Zola);
    let posts = folders.to().join("content/posts");
    fs::remove_dir_all(&posts).expect("removed");
    std::os::unix::fs::symlink(folders.old().join("content/posts"), &posts).expect("a link");
    let before = tree(&folders.old());
    folders.put("content/posts/new.md", "+++\ntitle = \"N\"\ndate = 2024-01-01\n+++\nNew.\n");
    let error = folders.try_import(Generator::Zola).expect_err("refused");
    assert!(matches!(error, ImportError::LeadsOut(_)), "{error}");
    assert_eq!(tree(&folders.old()).len(), before.len() + 1);
}

#[test]
fn names_that_differ_in_case_alone_both_arrive() {
    let folders = site()
        .file("content/posts/A.md", "+++\ntitle = \"Large\"\ndate = 2024-01-01\n+++\nLarge.\n")
        .file("static/X.txt", "X");
    let imported = folders.import(Generator::Zola);
    let texts: Vec<String> =
        tree(&folders.to()).into_values().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect();
    for words in ["First.", "Large."] {
        assert!(texts.iter().any(|text| text.starts_with("+++") && text.contains(words)), "{words}");
    }
    assert_eq!(imported.report.totals.posts_after, 3);
    assert!(imported.report.findings.iter().any(|finding| finding.message.contains("is taken")));
}

#[test]
fn a_page_that_only_showed_a_list_gives_way_to_it() {
    let folders = site()
        .file("content/tags.md", "+++\ntitle = \"Tags\"\ntemplate = \"tags.html\"\n+++\n")
        .file("content/archive.md", "+++\ntitle = \"Archive\"\n+++\nAll of it, in words.\n")
        .file(
            "content/posts/c.md",
            "+++\ntitle = \"C\"\ndate = 2024-01-03\n[taxonomies]\ntags = [\"x\"]\n+++\nThird.\n",
        )
        .file("static/404.html", "gone");
    let imported = folders.import(Generator::Zola);
    assert_eq!(crate::folders::answer(&imported, "/tags/"), offprint_import::Answer::List);
    assert_eq!(crate::folders::answer(&imported, "/archive/"), offprint_import::Answer::Page);
    assert_eq!(imported.report.totals.pages_after, 2);
    assert!(!folders.has("static/404.html"));
    assert!(!findings(&imported, "static/404.html").is_empty());
}

#[test]
fn nothing_leaves_the_new_folder_and_nothing_is_lost_to_odd_names() {
    let folders = site()
        .file(
            "content/posts/odd.md",
            "+++\ntitle = \"A \\\"title\\\"\\nwith \\u0007 \\\\ '''\"\ndate = 2024-01-04\npath = \"../../../etc/x\"\naliases = [\"../../b\", \"a?b\", \"a//b\", \"\", \"posts/a\", \"100%\"]\n[taxonomies]\ntags = [\"../x\", \"\"]\n[extra]\n\"a.b\" = { c = [1, \"d\"] }\n+++\n+++\nOdd words.\n",
        )
        .file("content/posts/a \u{202e}.md", "+++\ntitle = \"B\"\ndate = 2024-01-04\n+++\nMore words.\n");
    let imported = folders.import(Generator::Zola);
    assert_eq!(imported.report.totals.posts_after, 4);
    assert_eq!(crate::folders::unanswered(&imported), ["/../../../etc/x/", "/../../b", "/a?b"]);
    assert_eq!(crate::folders::answer(&imported, "/100%"), offprint_import::Answer::Redirect);
    let text = folders.read("content/posts/odd.md");
    assert!(text.contains("Odd words."), "{text}");
    for (what, share) in imported.report.totals.kept.shares() {
        assert_eq!(share.lost(), 0, "{what}");
    }
    let outside = tree(folders.to().parent().expect("above"));
    assert!(outside.keys().all(|name| name.starts_with("old/") || name.starts_with("new/")), "{outside:?}");
}
