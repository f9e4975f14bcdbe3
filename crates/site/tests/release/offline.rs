use crate::fixture::{Folder, bundle};
use offprint_model::{FileChunk, FileEntry, OfflineFiles, Release};
use offprint_site::{BuildOptions, Silent, build};
use std::collections::BTreeSet;

fn release(folder: &Folder) -> Release {
    serde_json::from_str(&folder.output("offprint.json")).expect("a release")
}

fn offline(folder: &Folder) -> OfflineFiles {
    release(folder).offline.expect("what a device keeps")
}

/// Without hashes.
fn kept(folder: &Folder) -> Vec<String> {
    let name = |entry: FileEntry| {
        let (name, ending) = entry.file.path.split_once('.').expect("a name with an ending");
        let ending = ending.rsplit('.').next().expect("an ending");
        format!("{name}.{ending}")
    };
    offline(folder).install.into_iter().map(name).collect()
}

fn entries(folder: &Folder) -> Vec<FileEntry> {
    let chunk = |path: &str| serde_json::from_str::<FileChunk>(&folder.output(path)).expect("a list");
    release(folder).files.iter().flat_map(|list| chunk(&list.file.path).files).collect()
}

fn parts(folder: &Folder, path: &str) -> Vec<String> {
    let entry = entries(folder).into_iter().find(|entry| entry.file.path == path);
    entry.unwrap_or_else(|| panic!("{path} is listed")).parts
}

#[test]
fn a_device_keeps_what_opens_the_site_and_shows_its_lists() {
    let folder = Folder::small();
    folder.build();
    let expected = [
        "assets/app-0c3a.js",
        "assets/app-5e1f.css",
        "data/posts-0.json",
        "data/site.json",
        "manifest.webmanifest",
        "saved/index.html",
        "search.bin",
        "search/index.html",
        "shell.html",
    ];
    assert_eq!(kept(&folder), expected);

    let files = folder.tree();
    let OfflineFiles { install, shell, saved } = offline(&folder);
    let listed: BTreeSet<(String, String, u64)> =
        entries(&folder).into_iter().map(|entry| (entry.file.path, entry.file.sha256, entry.bytes)).collect();
    for entry in &install {
        assert_eq!(entry.bytes, files[&entry.file.path].len() as u64, "{}", entry.file.path);
        assert!(listed.contains(&(entry.file.path.clone(), entry.file.sha256.clone(), entry.bytes)));
        assert_eq!(entry.parts, [""; 0]);
    }
    for page in [&shell, &saved] {
        assert!(install.iter().any(|entry| entry.file.path == *page), "{page}");
    }
    assert_eq!(release(&folder).date.as_deref(), Some("2026-03-03T00:00:00-05:00"), "the newest update");
}

#[test]
fn of_a_large_index_a_device_keeps_what_shows_the_newest_posts() {
    let folder = Folder::new();
    for number in 0..800 {
        let summary = "Many words that tell nobody much. ".repeat(40);
        folder.post(&format!("p{number:04}"), "2026-01-01", &format!("summary = \"{summary}\""), "Words.");
    }
    folder.build();
    let data: Vec<String> = kept(&folder).into_iter().filter(|path| path.starts_with("data/")).collect();
    assert_eq!(data, ["data/facets-0.json", "data/posts-3.json", "data/site.json"]);
}

/// Pictures of every kind, and a stylesheet that the author adds to every page.
fn illustrated(base: &str) -> Folder {
    let folder = Folder::new();
    folder.configure(&format!("https://example.org{base}"), "[markdown]\nhtml = \"trust\"\n");
    folder.write("content/posts/trip/map (1).svg", "<svg/>");
    folder.write(
        "content/posts/trip/index.md",
        "+++\ntitle = \"Trip\"\ndate = 2026-05-05\n+++\n![A map](<map (1).svg>)\n\n![A hut](/pictures/hut.png)\n\n\
         ![Elsewhere](https://example.com/far.png)\n\n[A paper](/paper.pdf)\n\n\
         <video poster='/pictures/film.jpg' src=\"/film.mp4\"></video>\n\
         <img srcset=\"/pictures/s.png 1x, /pictures/l.png 2x\" src=\"/pictures/gone.png\" alt=\"\">\n",
    );
    for file in ["pictures/hut.png", "pictures/film.jpg", "film.mp4", "pictures/s.png", "pictures/l.png"] {
        folder.write(&format!("static/{file}"), file);
    }
    folder.write("static/paper.pdf", "A paper.");
    folder.write("static/css/more.css", "@import 'most.css';");
    folder.write("static/css/most.css", "h1 { background: url(\"../pictures/leaf.png\") }");
    folder.write("static/pictures/leaf.png", "A leaf.");
    folder.write("static/fonts/body.woff2", "A font.");
    folder.write("theme/head.html", &format!("<link rel=\"stylesheet\" href=\"{base}css/more.css\">"));
    folder.write(
        "theme/custom.css",
        "@font-face { font-family: B; src: url(../fonts/body.woff2) } a { background: url(/none.png) }",
    );
    folder
}

#[test]
fn a_page_has_the_files_that_it_shows_for_its_parts() {
    for base in ["/", "/blog/"] {
        let folder = illustrated(base);
        folder.build();
        let shown = [
            "film.mp4",
            "pictures/film.jpg",
            "pictures/hut.png",
            "pictures/l.png",
            "pictures/s.png",
            "posts/trip/map (1).svg",
        ];
        assert_eq!(parts(&folder, "posts/trip/index.html"), shown, "{base}");
        // What every page needs is kept with the app.
        assert_eq!(parts(&folder, "index.html"), [""; 0]);
        let kept = kept(&folder);
        for path in
            ["css/more.css", "css/most.css", "pictures/leaf.png", "fonts/body.woff2", "assets/custom.css"]
        {
            assert!(kept.iter().any(|kept| kept == path), "{path} in {kept:#?}");
        }
        assert!(!kept.iter().any(|path| path.contains("none") || path.contains("hut")), "{kept:#?}");
    }
}

#[test]
fn a_page_in_a_frame_brings_what_it_shows() {
    let folder = Folder::small();
    folder
        .write("content/posts/frames.md", "+++\ntitle = \"Frames\"\n+++\n<iframe src=\"/demo/\"></iframe>\n");
    folder.write(
        "offprint.toml",
        "title = \"A\"\nbase_url = \"https://example.org/\"\n[markdown]\nhtml = \"trust\"\n",
    );
    // Two that show each other.
    folder.write(
        "static/demo/index.html",
        "<script src=\"wave.js\"></script><iframe src=\"inner.html\"></iframe>",
    );
    folder.write("static/demo/inner.html", "<img src=\"wave.png\"><iframe src=\"/demo/\"></iframe>");
    for name in ["wave.js", "wave.png", "unused.png"] {
        folder.write(&format!("static/demo/{name}"), name);
    }
    folder.build();
    let shown = ["demo/index.html", "demo/inner.html", "demo/wave.js", "demo/wave.png"];
    assert_eq!(parts(&folder, "posts/frames/index.html"), shown);
}

#[test]
fn a_file_is_in_the_last_list_that_begins_before_it() {
    let folder = Folder::small();
    for number in 0..700 {
        folder.write(&format!("static/data/{number:03}.txt"), "·");
    }
    folder.build();
    let release = release(&folder);
    let lists: Vec<(String, FileChunk)> = release
        .files
        .iter()
        .map(|list| {
            (list.first.clone(), serde_json::from_str(&folder.output(&list.file.path)).expect("a list"))
        })
        .collect();
    assert!(lists.len() > 2, "{} lists", lists.len());
    for path in
        folder.tree().keys().filter(|path| *path != "offprint.json" && !path.starts_with("data/files-"))
    {
        let (_, list) = lists.iter().rev().find(|(first, _)| first <= path).expect("a list");
        assert!(list.files.iter().any(|entry| entry.file.path == *path), "{path}");
    }
}

#[test]
fn the_worker_is_told_where_the_site_lies() {
    let folder = Folder::small();
    folder.configure("https://example.org/blog/", "offline.visited = \"500 kB\"\n");
    folder.build();
    assert_eq!(
        folder.output("sw.js"),
        "const SITE = {\"base\":\"/blog/\",\"visited\":500000};\n// The worker.\n"
    );
    assert!(!folder.tree().contains_key("sw-removal.js"));
    let page = folder.output("saved/index.html");
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">") && page.contains("data-saved-page"));
    assert!(!folder.output("sitemap.xml").contains("saved"));
    assert!(folder.output("index.html").contains("\"offline\":{\"url\":\"saved/\"}"));
}

#[test]
fn a_site_of_which_nothing_is_kept_takes_away_what_was() {
    for config in ["offline = false\n", "[offline]\nenabled = false\n"] {
        let folder = illustrated("/");
        folder.configure("https://example.org/", config);
        folder.build();
        let script = folder.output("sw.js");
        assert_eq!(script, "const SITE = {\"base\":\"/\",\"visited\":10000000};\n// The worker that goes.\n");
        assert_eq!(release(&folder).offline, None);
        assert!(entries(&folder).iter().all(|entry| entry.parts.is_empty()));
        let files = folder.tree();
        assert!(!files.contains_key("saved/index.html"));
        assert!(files.contains_key("manifest.webmanifest"));
        assert!(!folder.output("index.html").contains("saved/"));
    }
}

#[test]
fn what_an_author_looks_at_while_writing_is_not_kept() {
    let folder = Folder::small();
    let options = BuildOptions { preview: true, ..folder.options() };
    build(&options, &bundle(), &Silent).expect("built");
    assert!(folder.output("sw.js").ends_with("// The worker that goes.\n"));
    assert_eq!(release(&folder).offline, None);
    assert!(folder.output("index.html").contains("\"offline\":{\"url\":\"saved/\",\"preview\":true}"));
    assert!(folder.tree().contains_key("saved/index.html"), "the page can be looked at");
}

#[test]
fn a_worker_of_the_authors_own_needs_ours_to_be_off() {
    let folder = Folder::small();
    folder.write("static/sw.js", "// Mine.");
    assert_eq!(
        folder.errors(),
        ["static/sw.js: `static/sw.js` and the service worker both want the same file, `sw.js`"]
    );
    folder.configure("https://example.org/", "offline = false\n");
    folder.build();
    assert_eq!(folder.output("sw.js"), "// Mine.");
}

#[test]
fn a_page_of_the_authors_own_at_its_address_stays() {
    let folder = Folder::small();
    folder.write("content/saved.md", "+++\ntitle = \"Saved by the bell\"\n+++\nMine.\n");
    folder.build();
    assert!(folder.output("saved/index.html").contains("Mine."));
    assert!(folder.output("offprint-saved/index.html").contains("data-saved-page"));
    assert_eq!(offline(&folder).saved, "offprint-saved/index.html");
}
