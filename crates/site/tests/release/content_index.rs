use crate::fixture::{Folder, is_whole};
use jsonschema::Validator;
use offprint_catalog::{Catalog, Facets, LARGE, Sort};
use offprint_model::{
    FacetChunk, FileChunk, FileRef, PostChunk, PostOrder, Release, Site, WordDirectory, WordShard,
};
use serde::de::DeserializeOwned;
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
        check("FileChunk", &folder.output(&chunk.file.path));
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
        .map(|chunk| serde_json::from_str::<FileChunk>(&folder.output(&chunk.file.path)).expect("a list"))
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

fn release(folder: &Folder) -> Release {
    serde_json::from_str(&folder.output("offprint.json")).expect("a release")
}

fn read<T: DeserializeOwned>(folder: &Folder, file: &FileRef) -> T {
    serde_json::from_str(&folder.output(&file.path)).expect("a file of the index")
}

#[test]
fn a_small_site_is_filtered_by_its_summaries() {
    let folder = Folder::new();
    for number in 0..LARGE {
        folder.post(&format!("p{number:04}"), "2026-01-01", "tags = [\"x\"]", "Words.");
    }
    folder.build();
    assert_eq!(release(&folder).facets, None);
    let data: Vec<String> = folder.tree().into_keys().filter(|path| path.starts_with("data/")).collect();
    let others = ["data/schema.json", "data/site.", "data/posts-", "data/files-", "data/search/"];
    assert!(data.iter().all(|path| others.iter().any(|start| path.starts_with(start))), "{data:?}");
}

/// A site that is filtered by files of its own: tags, topics, a series, weights, undated posts.
fn large() -> Folder {
    let folder = Folder::new();
    folder.write("content/notes/_index.md", "+++\ntitle = \"Notes\"\n+++\nShort.\n");
    for number in 0..LARGE + 150 {
        let date = jiff::civil::date(2023, 1, 1) + jiff::Span::new().days(number as i64);
        let mut front =
            format!("tags = [\"tag {}\", \"Tag {}\"]\nauthor = \"Ada\"\n", number % 7, number % 3);
        if number.is_multiple_of(10) {
            front +=
                &format!("series = {{ name = \"S\", number = {number} }}\ntopic = \"T{}\"\n", number % 20);
        }
        if number.is_multiple_of(50) {
            front += "weight = 3\n";
        }
        folder.post(
            &format!("p{number:04}"),
            &date.to_string(),
            &front,
            &format!("Words of number {number}."),
        );
    }
    folder.write("content/notes/loose.md", "+++\ntitle = \"Loose\"\ntags = [\"C++\"]\n+++\nUndated.\n");
    folder
}

#[test]
fn the_files_that_a_large_site_is_filtered_by_match_the_schema() {
    let folder = large();
    folder.build();
    let schema: Value = serde_json::from_str(&folder.output("data/schema.json")).expect("JSON");
    let facets = release(&folder).facets.expect("files to filter by");
    let directory: WordDirectory = read(&folder, &facets.words);
    let named = |name, file: &FileRef| (name, file.path.clone());
    let mut documents = vec![
        named("WordDirectory", &facets.words),
        named("PostOrder", &facets.by_title),
        named("PostOrder", &facets.by_update),
    ];
    documents.extend(facets.chunks.iter().map(|file| named("FacetChunk", file)));
    documents.extend(directory.shards.iter().map(|shard| named("WordShard", &shard.file)));
    assert!(documents.len() >= 4);
    for (name, path) in documents {
        let value: Value = serde_json::from_str(&folder.output(&path)).expect("JSON");
        let errors: Vec<String> =
            validator(&schema, name).iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{path}: {errors:#?}");
        let rule = folder
            .output("_headers")
            .contains(&format!("/{}*\n", path.split_inclusive(['.', '-']).next().expect("a name")));
        assert!(rule, "{path} may be kept for ever");
    }
}

#[test]
fn every_list_of_a_large_site_can_be_made_from_its_index_alone() {
    let folder = large();
    folder.build();
    let release = release(&folder);
    let site: Site = read(&folder, &release.site);
    let chunks = || release.posts.iter().map(|chunk| read::<PostChunk>(&folder, &chunk.file));
    let whole = Catalog::new(site.clone(), chunks().flat_map(|chunk| chunk.posts).collect());

    let files = release.facets.expect("files to filter by");
    let facets = files.chunks.iter().map(|file| read::<FacetChunk>(&folder, file)).collect();
    let mut partial = Catalog::partial(site.clone(), Facets::from_chunks(&site, facets).expect("facets"));
    assert_eq!(partial.routes(), whole.routes());
    for chunk in chunks() {
        partial.add_posts(chunk).expect("a chunk");
    }
    let directory: WordDirectory = read(&folder, &files.words);
    partial.set_words(&directory);
    for (place, shard) in directory.shards.iter().enumerate() {
        partial.add_words(place, read::<WordShard>(&folder, &shard.file)).expect("words");
    }
    for (sort, file) in [(Sort::Title, &files.by_title), (Sort::Updated, &files.by_update)] {
        partial.set_order(sort, &read::<PostOrder>(&folder, file)).expect("an order");
    }
    for route in whole.routes() {
        assert_eq!(partial.page(&route), whole.page(&route), "{route:?}");
        if route.is_list() {
            let query = whole.query("q=numb&tags=tag-1,tag-2&year.without=2024&sort=title");
            let (found, expected) =
                (partial.filtered(&route, &query, &[]), whole.filtered(&route, &query, &[]));
            assert!(expected.is_some() && found == expected, "{route:?}");
        }
    }
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
