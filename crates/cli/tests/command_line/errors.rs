use crate::Run;
use std::fs;
use std::path::Path;

const SETTINGS: &str = "title = \"A\"\n";

const TOLD: &str = "\
\x20 × the title is missing
   ╭─[content/posts/a.md:1:1]
 1 │ +++
   · ───
 2 │ date = 2026-01-01
   ╰────
  help: add `title = \"…\"` to the front matter

  × `2026-02-30` is not a date
   ╭─[content/posts/b.md:3:8]
 2 │ title = \"B\"
 3 │ date = \"2026-02-30\"
   ·        ────────────
 4 │ +++
   ╰────
  help: write a date such as `2026-05-01` or `2026-05-01T18:30:00+02:00`

2 errors in 2 files
";

fn site(folder: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
}

fn broken(folder: &Path) {
    site(
        folder,
        &[
            ("offprint.toml", SETTINGS),
            ("content/posts/b.md", "+++\ntitle = \"B\"\ndate = \"2026-02-30\"\n+++\nB\n"),
            ("content/posts/a.md", "+++\ndate = 2026-01-01\n+++\nA\n"),
            ("content/posts/c.md", "+++\ntitle = \"C\"\ndate = 2026-01-01\n+++\nC\n"),
        ],
    );
}

#[test]
fn all_errors_are_told_in_the_order_of_files_with_excerpts() {
    let folder = tempfile::tempdir().expect("a folder");
    broken(folder.path());
    let run = Run::of(folder.path(), &["index", "--site", ".", "--out", "index"]);
    assert_eq!(run.exit_code(), 1);
    assert_eq!(run.stdout(), "");
    assert_eq!(run.stderr(), TOLD);
    assert!(!folder.path().join("index").exists());
}

#[test]
fn colours_are_for_terminals_and_for_who_asks() {
    let folder = tempfile::tempdir().expect("a folder");
    broken(folder.path());
    let colours = |variables: &[(&str, &str)]| {
        let run = Run::with(folder.path(), &["index", "--site", ".", "--out", "index"], variables);
        run.stderr().contains("\u{1b}[31m")
    };
    assert!(!colours(&[]));
    assert!(colours(&[("CLICOLOR_FORCE", "1")]));
    assert!(!colours(&[("NO_COLOR", "1"), ("CLICOLOR", "1")]));
}
