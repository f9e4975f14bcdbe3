use crate::fixture::{Folder, is_whole};
use jsonschema::Validator;
use offprint_model::{FileChunk, PostChunk, Release};
use serde_json::{Value, json};

fn validator(schema: &Value, name: &str) -> Validator {
    let schema =
        json!({ "$schema": schema["$schema"], "$ref": format!("#/$defs/{name}"), "$defs": schema["$defs"] });
    jsonschema::validator_for(&schema).expect("a schema")
}

#[test]
fn every_json_file_matches_the_published_schema() {
    let folder = Folder::small();
    folder.write(
        "content/posts/part.md",
        "+++\ntitle = \"Part\"\ndate = 2026-05-05\nseries = \"S\"\n+++\n## A\n\n## B\n\n## C\n",
    );
    folder.write("content/posts/_index.md", "+++\ntitle = \"Posts\"\n+++\nAll of them.\n");
    folder.build();
    let schema: Value = serde_json::from_str(&folder.output("data/schema.json")).expect("JSON");
    let release: Release = serde_json::from_str(&folder.output("offprint.json")).expect("a release");
    let check = |name: &str, text: &str| {
        let value: Value = serde_json::from_str(text).expect("JSON");
        let errors: Vec<String> =
            validator(&schema, name).iter_errors(&value).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
        assert_eq!(value.to_string().len(), text.len(), "{name} is written compactly");
    };
    check("Release", &folder.output("offprint.json"));
    check("Site", &folder.output(&release.site.path));
    for chunk in &release.posts {
        check("PostChunk", &folder.output(&chunk.file.path));
    }
    for chunk in &release.files {
        check("FileChunk", &folder.output(&chunk.path));
    }
    for (path, bytes) in folder.tree() {
        let html = String::from_utf8_lossy(&bytes);
        if let Some((_, island)) = html.split_once("<script type=\"application/json\" id=\"boot\">") {
            let json = island.split("</script>").next().expect("an end");
            let value: Value = serde_json::from_str(json).expect("JSON");
            assert!(validator(&schema, "Boot").is_valid(&value), "{path}");
        }
    }
    // A schema that lets everything pass would be no test.
    assert!(!validator(&schema, "Release").is_valid(&json!({ "schema": "one" })));
}

#[test]
fn the_release_lists_every_file_but_itself_and_the_lists() {
    let folder = Folder::small();
    folder.build();
    assert!(is_whole(&folder.path("public")));
    let release: Release = serde_json::from_str(&folder.output("offprint.json")).expect("a release");
    let listed: Vec<String> = release
        .files
        .iter()
        .map(|chunk| serde_json::from_str::<FileChunk>(&folder.output(&chunk.path)).expect("a list"))
        .flat_map(|chunk| chunk.files)
        .map(|entry| entry.file.path)
        .collect();
    let written: Vec<String> = folder
        .tree()
        .into_keys()
        .filter(|path| path != "offprint.json" && !path.starts_with("data/files-"))
        .collect();
    assert_eq!(listed, written);
    assert_eq!((release.counts.posts, release.counts.documents), (2, 1));
}

#[test]
fn the_index_is_cut_by_the_age_of_posts() {
    let folder = Folder::new();
    for number in 0..PostChunk::SIZE + 1 {
        folder.post(&format!("p{number:04}"), "2026-01-01", "", "Words.");
    }
    folder.build();
    let release: Release = serde_json::from_str(&folder.output("offprint.json")).expect("a release");
    let cuts: Vec<(u32, u32)> = release.posts.iter().map(|chunk| (chunk.first, chunk.count)).collect();
    assert_eq!(cuts, [(0, 200), (200, 1)]);
    let last: PostChunk = serde_json::from_str(&folder.output(&release.posts[1].file.path)).expect("a chunk");
    assert_eq!((last.first, last.posts.len()), (200, 1));
}

#[test]
fn the_index_alone_is_written_into_a_folder_with_other_things_in_it() {
    let folder = Folder::small();
    folder.write("elsewhere/favicon.svg", "<svg/>");
    folder.write("elsewhere/data/site.0123456789abcdef.json", "{}");
    let into = folder.path("elsewhere");
    let report = offprint_site::write_index(&folder.options(), &into).expect("written");
    assert_eq!(report.posts, 2);
    let names: Vec<String> = crate::fixture::tree(&into).into_keys().collect();
    assert_eq!(names.len(), report.files + 1);
    assert!(names.contains(&"favicon.svg".to_owned()));
    assert!(!names.contains(&"data/site.0123456789abcdef.json".to_owned()));
    assert_eq!(offprint_site::write_index(&folder.options(), &into).expect("written").written, 0);
}
