//! Packing what Trunk writes into a bundle, and reading it again.
#![allow(clippy::expect_used, reason = "a helper that cannot set up a test should stop it")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use offprint_bundle::{BASE, Bundle, BundleError, TRUNK_PUBLIC_URL, source_hash};
use tempfile::TempDir;

const INDEX: &str = r#"<!doctype html><html lang="en"><head>
<!--offprint:head--><title>Offprint</title><!--/offprint:head-->
<link rel="icon" href="/__offprint_base__/favicon.svg">
<link rel="stylesheet" href="/__offprint_base__/base.css" integrity="sha384-AbC+/="/>
<link rel="stylesheet" href="/__offprint_base__/post.css"/>
<script src="/__offprint_base__/theme.js"></script>
<link rel="modulepreload" href="/__offprint_base__/offprint-app.js">
<script type="module" src="/__offprint_base__/loader.js" data-js="/__offprint_base__/offprint-app.js" data-wasm="/__offprint_base__/offprint-app_bg.wasm" data-offline="/__offprint_base__/offline.js"></script>
</head><body><div id="app"><!--offprint:app--></div><!--offprint:boot--></body></html>"#;

fn trunk_output() -> TempDir {
    let dist = tempfile::tempdir().expect("a temporary folder");
    write(dist.path(), "index.html", INDEX);
    write(dist.path(), "base.css", "/* ground */\nbody { margin: 0 }\n");
    write(dist.path(), "post.css", "h1 { margin: 1em }\n");
    write(dist.path(), "theme.js", "theme()");
    write(dist.path(), "loader.js", "load()");
    write(dist.path(), "offprint-app.js", "glue()");
    write(dist.path(), "offprint-app_bg.wasm", "\0asm");
    write(dist.path(), "offline/page/link.js", "link()");
    write(dist.path(), "offline/page/start.js", "begin()\n");
    write(dist.path(), "offline/removal.js", "// why\nremove()\n");
    write(dist.path(), "offline/tsconfig.page.json", "{}");
    write(dist.path(), "offline/tsconfig.worker.json", "{}");
    write(dist.path(), "offline/worker/fetch.js", "/** How it answers. */\n  answer()\n");
    write(dist.path(), "offline/worker/blob.js", "keep() // bytes");
    write(dist.path(), "favicon.svg", "<svg/>");
    write(dist.path(), "offprint.json", "{}");
    write(dist.path(), "data/posts-0.json", "{}");
    dist
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a parent")).expect("can create");
    fs::write(path, text).expect("can write");
}

fn pack(dist: &Path) -> Result<Bundle, BundleError> {
    let into = tempfile::tempdir().expect("a temporary folder");
    Bundle::pack(dist, "0123", &into.path().join("bundle"))
}

#[test]
fn a_packed_bundle_reads_back_the_same() {
    let dist = trunk_output();
    let into = tempfile::tempdir().expect("a temporary folder");
    let packed = Bundle::pack(dist.path(), "0123", into.path()).expect("packs");
    assert_eq!(Bundle::read(into.path()).expect("reads"), packed);
    assert_eq!(packed.manifest.sources, "0123");
    for asset in &packed.assets {
        assert!(into.path().join(Bundle::file_of(asset)).is_file(), "{}", asset.path);
    }
}

#[test]
fn every_address_in_the_template_is_a_file_of_the_bundle() {
    let bundle = pack(trunk_output().path()).expect("packs");
    assert!(!bundle.template.contains(TRUNK_PUBLIC_URL));
    let paths: BTreeSet<&str> = bundle.assets.iter().map(|a| a.path.as_str()).collect();
    let mut named = 0;
    for rest in bundle.template.split(BASE).skip(1) {
        let path = rest.split('"').next().expect("quoted");
        assert!(paths.contains(path), "{path}");
        named += 1;
    }
    assert_eq!(named, 8);
}

#[test]
fn code_has_a_hashed_name_and_other_files_keep_theirs() {
    let bundle = pack(trunk_output().path()).expect("packs");
    let shapes: Vec<String> = bundle
        .assets
        .iter()
        .map(|asset| match asset.path.rsplit_once('-').filter(|_| asset.path.starts_with("assets/")) {
            Some((before, after)) => {
                let (hash, extension) = after.split_once('.').expect("an extension");
                assert_eq!(hash.len(), 16, "{}", asset.path);
                format!("{before}-#.{extension}")
            }
            None => asset.path.clone(),
        })
        .collect();
    assert_eq!(
        shapes,
        [
            "assets/loader-#.js",
            "assets/offline-#.js",
            "assets/offprint-app-#.js",
            "assets/offprint-app-#.wasm",
            "assets/style-#.css",
            "assets/theme-#.js",
            "favicon.svg",
            // Only scripts that the template names are hashed.
            "sw-removal.js",
            "sw.js"
        ]
    );
}

#[test]
fn the_service_worker_is_its_parts_in_the_order_of_their_names() {
    let bundle = pack(trunk_output().path()).expect("packs");
    assert_eq!(script(&bundle, "sw.js"), "keep() // bytes\nanswer()\n");
    assert_eq!(script(&bundle, "sw-removal.js"), "remove()\n");
    assert_eq!(script(&bundle, "assets/offline-"), "link()\nbegin()\n");
}

#[test]
fn a_changed_worker_is_another_app() {
    let first = pack(trunk_output().path()).expect("packs");
    let changed = trunk_output();
    write(changed.path(), "offline/worker/fetch.js", "answer(2)");
    assert_ne!(pack(changed.path()).expect("packs").manifest.app, first.manifest.app);
}

#[test]
fn a_template_that_names_the_offline_script_needs_its_parts() {
    let dist = trunk_output();
    fs::remove_dir_all(dist.path().join("offline/page")).expect("can remove");
    let error = pack(dist.path()).expect_err("a script is missing");
    assert!(error.to_string().starts_with("the template names `offline.js`, which is not in"), "{error}");
}

fn script(bundle: &Bundle, beginning: &str) -> String {
    let asset = bundle.assets.iter().find(|asset| asset.path.starts_with(beginning)).expect(beginning);
    String::from_utf8(asset.bytes.to_vec()).expect("text")
}

#[test]
fn the_stylesheets_become_one_in_their_order() {
    let bundle = pack(trunk_output().path()).expect("packs");
    assert_eq!(bundle.template.matches("rel=\"stylesheet\"").count(), 1);
    let style = bundle.assets.iter().find(|a| a.path.ends_with(".css")).expect("a stylesheet");
    assert_eq!(style.bytes.as_ref(), b"body { margin: 0 }\nh1 { margin: 1em }\n");
    assert!(!bundle.template.contains("integrity"));
    assert!(bundle.template.lines().all(|line| !line.is_empty()), "{}", bundle.template);
}

#[test]
fn the_demo_index_of_a_plain_trunk_serve_is_left_out() {
    let bundle = pack(trunk_output().path()).expect("packs");
    assert!(bundle.assets.iter().all(|a| !a.path.starts_with("data/") && a.path != "offprint.json"));
}

#[test]
fn packing_twice_gives_the_same_app_and_a_changed_file_another() {
    let first = pack(trunk_output().path()).expect("packs");
    let second = pack(trunk_output().path()).expect("packs");
    assert_eq!(first, second);
    let changed = trunk_output();
    write(changed.path(), "loader.js", "load(2)");
    assert_ne!(pack(changed.path()).expect("packs").manifest.app, first.manifest.app);
}

#[test]
fn a_template_without_its_markers_is_refused() {
    let dist = trunk_output();
    write(dist.path(), "index.html", &INDEX.replace("<!--offprint:boot-->", ""));
    let error = pack(dist.path()).expect_err("no place for boot data");
    assert_eq!(error.to_string(), "the template has no `<!--offprint:boot-->`; add it to `index.html`");
}

#[test]
fn a_file_that_trunk_did_not_write_is_named() {
    let dist = trunk_output();
    fs::remove_file(dist.path().join("theme.js")).expect("can remove");
    let error = pack(dist.path()).expect_err("a file is missing");
    assert!(error.to_string().starts_with("the template names `theme.js`, which is not in"), "{error}");
    let dist = trunk_output();
    fs::remove_file(dist.path().join("favicon.svg")).expect("can remove");
    let error = pack(dist.path()).expect_err("a file is missing");
    assert!(error.to_string().starts_with("the template names `favicon.svg`"), "{error}");
}

#[test]
fn a_template_that_starts_no_app_is_refused() {
    let dist = trunk_output();
    write(dist.path(), "index.html", &INDEX.replace("data-wasm", "data-none").replace("_bg.wasm", ".js"));
    assert!(matches!(pack(dist.path()), Err(BundleError::NoApp)));
}

#[test]
fn a_folder_without_a_manifest_is_no_bundle() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    assert!(matches!(Bundle::read(folder.path()), Err(BundleError::Io { .. })));
    write(folder.path(), "bundle.json", "{");
    assert!(matches!(Bundle::read(folder.path()), Err(BundleError::Manifest { .. })));
}

#[test]
fn a_changed_component_changes_the_source_hash_and_a_demo_index_does_not() {
    let root = tempfile::tempdir().expect("a temporary folder");
    write(root.path(), "src/app.rs", "one");
    let before = source_hash(root.path()).expect("hashes");
    assert_eq!(before.len(), 16);
    write(root.path(), "public/offprint.json", "{}");
    write(root.path(), "public/data/site.json", "{}");
    write(root.path(), "demo/content/a.md", "text");
    assert_eq!(source_hash(root.path()).expect("hashes"), before);
    write(root.path(), "src/app.rs", "two");
    assert_ne!(source_hash(root.path()).expect("hashes"), before);
}
