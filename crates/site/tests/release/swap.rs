use crate::fixture::{Folder, bundle, is_whole, tree};
use offprint_model::SCHEMA_VERSION;
use offprint_site::{BuildError, BuildOptions, EmitError, Silent, build};
use std::fs::{self, File};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

#[test]
fn a_site_with_errors_leaves_the_old_output_whole() {
    let folder = Folder::small();
    folder.build();
    let before = folder.tree();
    folder.write("content/posts/broken.md", "+++\ntitle = \n+++\n");
    assert_eq!(folder.errors().len(), 1);
    assert_eq!(folder.tree(), before);
    assert_eq!(folder.leftovers(), [""; 0]);
}

#[test]
fn a_build_that_fails_while_writing_leaves_the_old_output_whole() {
    let folder = Folder::small();
    folder.build();
    let before = folder.tree();
    // No file system has room for a name this long.
    folder.post("third", "2026-03-03", &format!("tags = [\"{}\"]", "long".repeat(200)), "Words.");
    assert!(matches!(folder.try_build(), Err(BuildError::Emit(EmitError::Io { .. }))));
    assert_eq!(folder.tree(), before);
    assert_eq!(folder.leftovers(), [""; 0]);
}

#[test]
fn a_folder_that_offprint_did_not_make_is_not_replaced() {
    let folder = Folder::small();
    folder.write("public/thesis.txt", "years of work");
    let error = folder.try_build().expect_err("refused");
    assert!(matches!(error, BuildError::Emit(EmitError::NotOurs { .. })), "{error:?}");
    assert!(error.to_string().contains("was not made by Offprint"), "{error}");
    assert_eq!(folder.output("thesis.txt"), "years of work");
    assert_eq!(folder.leftovers(), [""; 0]);

    // A file of that name is no release.
    folder.write("public/offprint.json", "{}");
    assert!(folder.try_build().is_err());
}

#[test]
fn an_output_folder_among_the_sources_is_refused() {
    let folder = Folder::small();
    fs::remove_dir_all(folder.path("static")).expect("removed");
    for out in ["static", "content/out", "theme/out"] {
        let options = BuildOptions { out: folder.path(out), ..folder.options() };
        let error = build(&options, &bundle(), &Silent).expect_err(out);
        assert!(matches!(error, BuildError::Emit(EmitError::AmongSources { .. })), "{out}: {error:?}");
        assert!(!folder.path(out).exists(), "{out}");
    }
}

#[test]
fn the_output_of_another_version_is_replaced() {
    let folder = Folder::small();
    folder.build();
    folder.write("public/offprint.json", r#"{ "schema": 99, "app": "x", "build": "y", "shards": [] }"#);
    folder.build();
    assert!(folder.output("offprint.json").contains(&format!("\"schema\":{SCHEMA_VERSION},")));
}

#[test]
fn a_file_is_no_output_folder() {
    let folder = Folder::small();
    folder.write("public", "a file");
    assert!(matches!(folder.try_build(), Err(BuildError::Emit(EmitError::NotOurs { .. }))));
}

#[test]
fn the_history_and_the_domain_in_an_output_folder_stay() {
    let folder = Folder::small();
    folder.write("public/.git/HEAD", "ref: refs/heads/pages");
    folder.write("public/CNAME", "example.org");
    folder.write("static/.well-known/security.txt", "Contact: mailto:a@example.org");
    for _ in 0..2 {
        folder.build();
        assert_eq!(folder.output(".git/HEAD"), "ref: refs/heads/pages");
        assert_eq!(folder.output("CNAME"), "example.org");
        assert_eq!(folder.output(".well-known/security.txt"), "Contact: mailto:a@example.org");
    }
    // What the site itself put there goes with it.
    folder.remove("static/.well-known/security.txt");
    folder.build();
    assert!(!folder.path("public/.well-known").exists());
    assert!(folder.path("public/.git/HEAD").exists());
    assert_eq!(folder.leftovers(), [""; 0]);
}

#[cfg(unix)]
#[test]
fn an_output_folder_behind_a_link_is_replaced_and_the_link_stays() {
    let folder = Folder::small();
    folder.write("elsewhere/real/.git/HEAD", "here");
    std::os::unix::fs::symlink(folder.path("elsewhere/real"), folder.path("public")).expect("linked");
    folder.build();
    assert!(fs::symlink_metadata(folder.path("public")).expect("there").is_symlink());
    assert!(is_whole(&folder.path("elsewhere/real")));
}

#[test]
fn two_builds_of_one_output_do_not_meet() {
    let folder = Folder::small();
    folder.write(".public.offprint/lock", "");
    let lock = File::open(folder.path(".public.offprint/lock")).expect("a file");
    lock.lock().expect("held");
    let error = folder.try_build().expect_err("refused");
    assert!(matches!(error, BuildError::Emit(EmitError::Busy { .. })), "{error:?}");
    // Not by closing it: a process that another test starts at this moment holds a copy until it runs.
    lock.unlock().expect("let go");
    folder.build();
    assert_eq!(folder.leftovers(), [""; 0]);
}

#[test]
fn a_build_killed_while_staging_is_cleared_away() {
    let folder = Folder::small();
    folder.build();
    folder.write(".public.offprint/new/posts/half/index.html", "<!doct");
    folder.write(".public.offprint/new/.well-known/half", "");
    folder.write("content/posts/broken.md", "+++\ntitle = \n+++\n");
    let before = folder.tree();
    folder.errors();
    assert_eq!(folder.tree(), before);
    assert_eq!(folder.leftovers(), [""; 0]);
}

#[test]
fn a_build_killed_after_the_exchange_is_completed() {
    let folder = Folder::small();
    folder.write("public/.git/HEAD", "ref: refs/heads/pages");
    folder.build();
    fs::create_dir_all(folder.path(".public.offprint/new")).expect("created");
    fs::rename(folder.path("public/.git"), folder.path(".public.offprint/new/.git")).expect("moved");
    folder.write(".public.offprint/new/index.html", "the release before");
    folder.write(".public.offprint/journal", "[\".git\"]");
    folder.build();
    assert_eq!(folder.output(".git/HEAD"), "ref: refs/heads/pages");
    assert_eq!(folder.leftovers(), [""; 0]);
}

#[test]
fn a_build_killed_between_two_renames_is_undone() {
    let folder = Folder::small();
    folder.write("public/.git/HEAD", "ref: refs/heads/pages");
    folder.build();
    let before = folder.tree();
    fs::create_dir_all(folder.path(".public.offprint/new")).expect("created");
    fs::rename(folder.path("public"), folder.path(".public.offprint/old")).expect("moved");
    folder.write(".public.offprint/journal", "[\".git\"]");
    folder.write("content/posts/broken.md", "+++\ntitle = \n+++\n");
    // The next build puts things right even if it comes to nothing itself.
    folder.errors();
    assert_eq!(folder.tree(), before);
    assert_eq!(folder.leftovers(), [""; 0]);
}

const KILLED: &str = "OFFPRINT_TEST_KILLED";

/// Not a test of its own: the process that [`a_killed_build_leaves_a_whole_output`] kills.
#[test]
fn build_to_be_killed() {
    let Some(site) = std::env::var_os(KILLED) else { return };
    let options = offprint_site::BuildOptions {
        out: std::path::Path::new(&site).join("public"),
        site: site.into(),
        ..offprint_site::BuildOptions::default()
    };
    offprint_site::build(&options, &crate::fixture::bundle(), &offprint_site::Silent).expect("built");
}

#[test]
fn a_killed_build_leaves_a_whole_output() {
    let folder = Folder::small();
    for number in 0..60 {
        folder.post(&format!("p{number}"), "2026-01-15", "", "Words.");
    }
    folder.write("public/.git/HEAD", "ref: refs/heads/pages");
    let child = || {
        Command::new(std::env::current_exe().expect("this test"))
            .args(["--exact", "swap::build_to_be_killed"])
            .env(KILLED, folder.path(""))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("started")
    };
    let started = Instant::now();
    assert!(child().wait().expect("ended").success());
    let whole = started.elapsed();
    for step in 0..24 {
        // Every page changes each time, so that a mixture would show.
        folder.configure("https://example.org/", &format!("authors = [\"Nobody {step}\"]"));
        let before = folder.tree();
        let mut process = child();
        std::thread::sleep(whole.mul_f64(f64::from(step) / 20.0).max(Duration::from_millis(1)));
        process.kill().expect("killed");
        process.wait().expect("ended");
        if folder.path("public").exists() && !folder.path(".public.offprint/journal").exists() {
            assert!(is_whole(&folder.path("public")), "step {step}");
        }
        let after = folder.tree();
        let changed = after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)).count();
        let is_old = changed == 0;
        let is_new = after.get("offprint.json") != before.get("offprint.json");
        assert!(is_old || is_new, "step {step}: {changed} files changed, the release did not");
    }
    folder.build();
    assert!(is_whole(&folder.path("public")));
    assert_eq!(folder.output(".git/HEAD"), "ref: refs/heads/pages");
    assert_eq!(folder.leftovers(), [""; 0]);
    assert!(tree(&folder.path("public")).contains_key("posts/p59/index.html"));
}
