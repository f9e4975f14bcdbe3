use offprint_model::{
    Boot, FacetChunk, FileChunk, PostChunk, PostOrder, Release, Site, WordDirectory, WordShard,
};
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

/// The JSON Schema of everything that a build writes as JSON, made from the Rust types: `$defs` names
/// each, and a document may be any of the nine that stand alone.
pub(crate) fn schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let documents = [
        generator.subschema_for::<Release>(),
        generator.subschema_for::<Site>(),
        generator.subschema_for::<PostChunk>(),
        generator.subschema_for::<FileChunk>(),
        generator.subschema_for::<FacetChunk>(),
        generator.subschema_for::<WordDirectory>(),
        generator.subschema_for::<WordShard>(),
        generator.subschema_for::<PostOrder>(),
        generator.subschema_for::<Boot>(),
    ];
    let definitions = generator.take_definitions(true);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Offprint's content index",
        "description": "offprint.json (Release), data/site (Site), data/posts-<n> (PostChunk), \
                        data/facets-<n> (FacetChunk), data/words (WordDirectory), data/words-part (WordShard), \
                        data/order-<name> (PostOrder), data/files-part (FileChunk) and the boot data of a page (Boot).",
        "anyOf": documents,
        "$defs": definitions,
    })
}

#[cfg(test)]
mod tests {
    use super::schema;

    #[test]
    fn the_schema_is_a_schema_and_names_every_document() {
        let schema = schema();
        assert!(jsonschema::draft202012::meta::is_valid(&schema));
        let indexes = ["FacetChunk", "WordDirectory", "WordShard", "PostOrder"];
        for name in ["Release", "OfflineFiles", "Site", "PostChunk", "FileChunk", "Boot", "PostSummary"]
            .iter()
            .chain(&indexes)
        {
            assert!(schema["$defs"][name].is_object(), "{name}");
        }
    }
}
