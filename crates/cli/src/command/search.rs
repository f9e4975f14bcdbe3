use std::fs;

use offprint_search::{Request, Sort};

use crate::arguments::{AnswerFormat, SearchArguments};
use crate::error::CommandError;
use crate::index_on_disk::{IndexOnDisk, base_path};
use crate::report;
use crate::report::answer::{Found, Line};

pub(super) fn run(arguments: &SearchArguments) -> Result<(), CommandError> {
    let folder = arguments.site_out.clone().unwrap_or_else(|| arguments.source.site.join("public"));
    if folder.exists() && !folder.is_dir() {
        return Err(CommandError::NotAFolder { path: folder });
    }
    let mut index = IndexOnDisk::open(&folder)?;
    let base = base_path(&folder);
    let mut ask = |query: &str| {
        let request = Request {
            query: query.to_owned(),
            typing: false,
            filters: Vec::new(),
            sort: Sort::Relevance,
            offset: 0,
            limit: arguments.limit,
            facets: false,
        };
        index.ask(&request).map(|answer| Found { query: query.to_owned(), answer, base: base.clone() })
    };
    if let Some(query) = &arguments.query {
        let found = ask(query)?;
        match arguments.format.unwrap_or(AnswerFormat::Text) {
            AnswerFormat::Text => report::say(found.text()),
            AnswerFormat::Json => report::say(Line::whole(&found).json()),
        }
    }
    if let Some(path) = &arguments.queries {
        let queries = fs::read_to_string(path).map_err(|source| CommandError::Io {
            action: "read",
            path: path.clone(),
            source,
        })?;
        // A blank line is answered too, with nothing: so that answers stay in step with their queries.
        for query in queries.lines() {
            let found = ask(query)?;
            match arguments.format.unwrap_or(AnswerFormat::Json) {
                AnswerFormat::Text => report::say(found.text()),
                AnswerFormat::Json => report::say(Line::short(&found).json()),
            }
        }
    }
    Ok(())
}
