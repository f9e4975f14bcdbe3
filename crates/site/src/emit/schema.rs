use offprint_model::{Boot, FileChunk, PostChunk, Release, Site};
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

/// The JSON Schema of everything that a build writes as JSON, made from the Rust types: `$defs` names
/// each, and a document may be any of the five that stand alone.
pub(crate) fn schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let documents = [
        generator.subschema_for::<Release>(),
        generator.subschema_for::<Site>(),
        generator.subschema_for::<PostChunk>(),
        generator.subschema_for::<FileChunk>(),
        generator.subschema_for::<Boot>(),
    ];
    let definitions = generator.take_definitions(true);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Offprint's content index",
        "description": "offprint.json (Release), data/site (Site), data/posts-<n> (PostChunk), \
                        data/files-<n> (FileChunk) and the boot data of a page (Boot).",
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
        for name in ["Release", "Site", "PostChunk", "FileChunk", "Boot", "PostSummary"] {
            assert!(schema["$defs"][name].is_object(), "{name}");
        }
    }
}
