use crate::folders::Folders;
use offprint_import::{Generator, compare, measure};

fn site() -> Folders {
    Folders::new()
        .file("config.toml", "base_url = \"https://example.org\"\ntitle = \"T\"\n")
        .file(
            "content/posts/whole.md",
            "+++\ntitle = \"Whole\"\ndate = 2024-01-01\n+++\nNothing is [missing](https://example.com/) here.\n",
        )
        .file(
            "content/posts/lossy.md",
            "+++\ntitle = \"Lossy\"\ndate = 2024-01-02\n+++\nSeven words stand in this one line.\n\n![p](p.png)\n",
        )
}

#[test]
fn a_page_that_lost_something_is_found_and_comes_first() {
    let folders = site();
    folders.import(Generator::Zola);
    // The author cuts a text: the next report says so.
    folders.edit("content/posts/lossy.md", "+++\ntitle = \"Lossy\"\ndate = 2024-01-02\n+++\nSeven words.\n");
    let imported = folders.import(Generator::Zola);
    let worst = &imported.report.pages[0];
    assert_eq!(worst.source, "content/posts/lossy.md");
    assert_eq!((worst.kept.words.before, worst.kept.words.kept, worst.kept.words.lost()), (7, 2, 5));
    assert_eq!((worst.kept.images.before, worst.kept.images.kept), (1, 0));
    let totals = &imported.report.totals.kept;
    assert_eq!((totals.words.before, totals.words.kept), (11, 6));
    assert_eq!((totals.links.before, totals.links.kept), (1, 1));
    let text = folders.read("import-report.md");
    assert!(text.contains("| words | 11 | 6 | 54.54 % |"), "{text}");
    assert!(text.contains("| `content/posts/lossy.md` | 2 of 7 | 0 of 1 |"), "{text}");
    assert!(!text.contains("whole.md"), "{text}");
}

#[test]
fn both_reports_say_the_same() {
    let folders = site();
    let imported = folders.import(Generator::Zola);
    let json: serde_json::Value = serde_json::from_str(&folders.read("import-report.json")).expect("JSON");
    assert_eq!(json["totals"]["posts_after"], 2);
    assert_eq!(json["generator"], "zola");
    assert_eq!(json["addresses"].as_array().map(Vec::len), Some(imported.report.addresses.len()));
    let text = folders.read("import-report.md");
    assert!(text.contains("| posts | 2 | 2 | 100 % |"), "{text}");
    assert!(text.contains("Every old address is answered."), "{text}");
    assert!(text.contains("No page lost a word"), "{text}");
}

#[test]
fn a_post_that_is_still_to_come_is_answered_by_nothing_yet() {
    let folders =
        site().file("content/posts/later.md", "+++\ntitle = \"Later\"\ndate = 2030-01-01\n+++\nLater.\n");
    let imported = folders.import(Generator::Zola);
    assert_eq!(crate::folders::unanswered(&imported), ["/posts/later/"]);
    assert!(!imported.report.pages[0].published);
    assert!(folders.read("import-report.md").contains("`/posts/later/`, a post"));
}

#[test]
fn a_share_is_never_rounded_up_to_all() {
    let words: String = (0..20_000).map(|number| format!("w{number} ")).collect();
    let before = measure(&words);
    let after = measure(words.trim_start_matches("w0 "));
    let kept = compare(&before, &after, "").words;
    assert_eq!(kept.lost(), 1);
    assert!(kept.kept_part() < 1.0);
}
