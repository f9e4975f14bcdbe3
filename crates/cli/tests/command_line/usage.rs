use crate::Run;
use std::net::TcpListener;

fn run(arguments: &[&str]) -> Run {
    let folder = tempfile::tempdir().expect("a folder");
    Run::of(folder.path(), arguments)
}

#[test]
fn every_command_has_help_with_examples() {
    let help = run(&["--help"]);
    assert_eq!(help.exit_code(), 0);
    for command in ["new", "build", "serve", "check", "search", "import", "index"] {
        assert!(help.stdout().contains(&format!("\n  {command} ")), "{}", help.stdout());
        let help = run(&[command, "--help"]);
        assert_eq!(help.exit_code(), 0);
        assert!(help.stdout().contains(&format!("Examples:\n  offprint {command} ")), "{}", help.stdout());
    }
}

#[test]
fn the_version_is_one_line() {
    let version = run(&["--version"]);
    assert_eq!(version.exit_code(), 0);
    assert_eq!(version.stdout(), format!("offprint {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_command_that_is_not_understood_ends_with_2() {
    for arguments in [
        &[][..],
        &["biuld"],
        &["build", "--fast"],
        &["build", "--now", "yesterday"],
        &["build", "--base-url", "example.org"],
        &["serve", "--port", "70000"],
        &["new"],
        &["index"],
        &["search"],
        &["import"],
        &["import", "zola", "old"],
        &["import", "gopher", "old", "new"],
        &["search", "ink", "--limit", "0"],
        &["search", "ink", "--queries", "file"],
        &["search", "ink", "--format", "yaml"],
    ] {
        let run = run(arguments);
        assert_eq!(run.exit_code(), 2, "{arguments:?}");
        assert_eq!(run.stdout(), "", "{arguments:?}");
    }
    assert!(run(&["biuld"]).stderr().contains("'build'"));
}

#[test]
fn a_folder_without_a_site_is_named() {
    let run = run(&["build"]);
    assert_eq!(run.exit_code(), 2);
    assert_eq!(
        run.stderr(),
        "error: `.` has no offprint.toml; name your site's folder with `--site`, or start one with `offprint new DIR`\n"
    );
    let run = self::run(&["serve", "--site", "nowhere"]);
    assert_eq!(run.exit_code(), 2);
    assert_eq!(run.stderr(), "error: `nowhere` is not a folder\n");
}

#[test]
fn a_source_date_epoch_that_is_no_number_ends_with_2() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = Run::with(folder.path(), &["new", "blog"], &[("SOURCE_DATE_EPOCH", "soon")]);
    assert_eq!(run.exit_code(), 2);
    assert_eq!(
        run.stderr(),
        "error: `SOURCE_DATE_EPOCH` is `soon`: expected seconds since 1970 as a whole number\n  \
         because: invalid digit found in string\n"
    );
}

#[cfg(not(bundled))]
#[test]
fn a_binary_without_the_app_says_how_to_make_one_with_it() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(Run::of(folder.path(), &["new", "blog"]).exit_code(), 0);
    for command in [&["build", "--site", "blog"][..], &["serve", "--site", "blog", "--port", "0"]] {
        let run = Run::of(folder.path(), command);
        assert_eq!(run.exit_code(), 1);
        assert_eq!(
            run.stderr(),
            "error: this build of offprint has no app bundle, so it cannot make pages; \
             run `cargo xtask dist` in offprint's repository and use `target/dist/offprint`\n"
        );
    }
}

#[test]
fn a_port_in_use_is_named() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(Run::of(folder.path(), &["new", "blog"]).exit_code(), 0);
    let run = Run::of(folder.path(), &["serve", "--site", "blog", "--port", &port]);
    assert_eq!(run.exit_code(), 2);
    assert_eq!(
        run.stderr(),
        format!(
            "error: port {port} is in use; choose another one with `--port N`, or a free one with `--port 0`\n"
        )
    );
}
