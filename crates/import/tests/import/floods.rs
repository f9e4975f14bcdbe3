use crate::folders::{Folders, findings, unanswered};
use offprint_import::Generator;

/// So deep that a walk by recursion would not come back.
const DEEP: usize = 3_000;

#[test]
fn what_lies_in_itself_thousands_of_times_is_imported_all_the_same() {
    let zola = format!("{}words{}", "{% quote() %}\n".repeat(DEEP), "\n{% end %}".repeat(DEEP));
    let folders = Folders::new()
        .file("config.toml", "base_url = \"https://example.org\"\n")
        .file("content/deep.md", format!("+++\ntitle = \"Deep\"\n+++\n{zola}\n"));
    let imported = folders.import(Generator::Zola);
    assert_eq!(unanswered(&imported), [""; 0]);
    assert!(folders.read("content/deep.md").contains("words"));

    let hugo = format!("{}words{}", "{{< box >}}\n".repeat(DEEP), "\n{{< /box >}}".repeat(DEEP));
    let folders = Folders::new()
        .file("hugo.toml", "baseURL = \"https://example.org/\"\n")
        .file("content/posts/deep.md", format!("+++\ntitle = \"Deep\"\n+++\n{hugo}\n"));
    folders.import(Generator::Hugo);
    assert!(folders.read("content/posts/deep.md").contains("words"));

    let jekyll = format!("{}words{}", "<div markdown=\"1\">\n".repeat(DEEP), "\n</div>".repeat(DEEP));
    let folders = Folders::new().file("_config.yml", "title: T\n").file(
        "_posts/2020-01-02-deep.md",
        format!("---\ntitle: Deep\n---\n{jekyll}\n\n{}words\n", "> ".repeat(DEEP)),
    );
    folders.import(Generator::Jekyll);
}

#[test]
fn what_zola_did_not_publish_stays_behind_and_is_said() {
    let folders = Folders::new()
        .file(
            "config.toml",
            "base_url = \"https://example.org\"\nignored_content = [\"*.psd\", \"**/notes.*\"]\n[markdown]\nsmart_punctuation = true\n",
        )
        .file("content/a.md", "+++\ntitle = \"A\"\n+++\nIt costs $5 or $6.\n")
        .file("content/sub/_index.md", "+++\ntitle = \"Sub\"\n+++\n")
        .file("content/sub/notes.md", "+++\ntitle = \"Notes\"\n+++\nMine.\n")
        .file("content/sub/b.psd", "psd")
        .file("content/.hidden.md", "+++\ntitle = \"Hidden\"\n+++\nMine.\n");
    let imported = folders.import(Generator::Zola);
    for left in ["content/sub/notes.md", "content/sub/b.psd", "content/.hidden.md"] {
        assert!(!folders.has(left), "{left}");
    }
    let told = findings(&imported, "config.toml");
    assert!(told.iter().any(|(_, message)| message.starts_with("3 files of `content`")), "{told:?}");
    let settings = folders.read("offprint.toml");
    assert!(settings.contains("math = false") && settings.contains("smart_punctuation = true"), "{settings}");
}
