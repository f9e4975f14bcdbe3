use crate::Run;
use std::fs;
use std::path::Path;

fn new_site(folder: &Path) -> std::path::PathBuf {
    let run = Run::of(folder, &["new", "My blog"]);
    assert_eq!((run.exit_code(), run.stderr().as_str()), (0, ""));
    folder.join("My blog")
}

fn index(folder: &Path) -> Run {
    Run::of(folder, &["index", "--site", "My blog", "--out", "index"])
}

#[test]
fn a_new_site_has_posts_a_page_and_settings_that_work() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = new_site(folder.path());
    let posts = fs::read_dir(site.join("content/posts")).expect("posts").count();
    assert_eq!(posts, 3);
    for path in ["offprint.toml", "content/about.md", "static/images/desk.svg", ".gitignore"] {
        assert!(site.join(path).is_file(), "{path}");
    }
    let run = index(folder.path());
    assert_eq!((run.exit_code(), run.stderr().as_str()), (0, ""), "no error and no warning");
    let release = fs::read_to_string(folder.path().join("index/offprint.json")).expect("the release");
    assert!(release.replace(' ', "").contains("\"counts\":{\"posts\":3,\"documents\":1"), "{release}");
}

#[test]
fn a_check_of_a_new_site_misses_nothing_but_its_address() {
    let folder = tempfile::tempdir().expect("a folder");
    new_site(folder.path());
    let address = ["check", "--site", "My blog", "--fail-on", "advice", "--base-url", "https://example.org/"];
    let run = Run::of(folder.path(), &address);
    assert_eq!((run.exit_code(), run.stderr().as_str()), (0, ""));
    let run = Run::of(folder.path(), &["check", "--site", "My blog", "--format", "json"]);
    assert_eq!(run.exit_code(), 0, "advice alone is no failure");
    let codes = run.stdout().matches("\"code\":").count();
    assert_eq!(codes, 1, "{}", run.stdout());
    assert!(run.stdout().contains("\"missing-base-url\""), "{}", run.stdout());
}

#[test]
fn new_says_how_to_go_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = Run::of(folder.path(), &["new", "My blog"]);
    assert_eq!(
        run.stdout(),
        "Made a site in My blog. Look at it while you write:\n\n  cd 'My blog'\n  offprint serve\n\n\
         The posts are in content/posts/, everything else is in offprint.toml.\n"
    );
}

#[test]
fn every_setting_of_the_new_site_that_is_off_can_be_put_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = new_site(folder.path()).join("offprint.toml");
    let settings = fs::read_to_string(&path).expect("the settings");
    let is_setting = |line: &str| {
        let key = line.split(" = ").next().unwrap_or_default();
        let is_key = key.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        line.starts_with('[') || (line.contains(" = ") && is_key)
    };
    let on = |line: &str| match line.strip_prefix("# ") {
        Some(setting) if is_setting(setting) => setting.to_owned(),
        _ => line.to_owned(),
    };
    let all: Vec<String> = settings.lines().map(on).collect();
    assert!(all.iter().filter(|line| line.starts_with(char::is_alphabetic)).count() > 15);
    fs::write(&path, all.join("\n")).expect("the settings");
    let run = index(folder.path());
    assert_eq!((run.exit_code(), run.stderr().as_str()), (0, ""));
}

#[test]
fn a_folder_with_something_in_it_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("thesis.md"), "mine").expect("a file");
    let run = Run::of(folder.path(), &["new", "."]);
    assert_eq!(run.exit_code(), 2);
    assert_eq!(run.stderr(), "error: `.` is not empty; name a new or an empty folder\n");
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1);

    let run = Run::of(folder.path(), &["new", "thesis.md"]);
    assert_eq!((run.exit_code(), run.stderr().as_str()), (2, "error: `thesis.md` is not a folder\n"));
}

#[test]
fn an_empty_folder_and_a_fresh_repository_are_welcome() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join(".git")).expect("a folder");
    let run = Run::of(folder.path(), &["new", "."]);
    assert_eq!(run.exit_code(), 0, "{}", run.stderr());
    assert!(folder.path().join("content/about.md").is_file());
    assert!(!run.stdout().contains("cd "));
}
