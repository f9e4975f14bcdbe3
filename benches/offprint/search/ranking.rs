//! What engines answer to the questions of a collection.

use super::engine::{Engine, Rivals};
use super::making;
use super::quality::{self, Collection, Wanted};
use super::report::Report;
use super::stage::write_web;
use crate::host::Host;
use serde_json::json;
use std::path::Path;

const RANK: &str = "
    const [queries, typing, limit] = arguments;
    const ask = await window.openEngine();
    const rankings = [];
    for (const text of queries) rankings.push((await ask(text, { limit, typing })).map(({ id }) => id));
    return rankings;";

/// The rankings of a rival for every set of a collection, in the order of the sets and of their queries.
pub async fn of_rival(
    collection: &Collection,
    engine: Engine,
    host: &Host,
    folder: &Path,
) -> Vec<Vec<Vec<u32>>> {
    match engine {
        Engine::Pagefind => drop(making::pagefind(&collection.documents, folder, &host.folder())),
        _ => drop(making::in_browser(engine, host).await),
    }
    let browser = super::browser().await;
    browser.load(host.url(&format!("{}/", engine.key()))).await;
    let mut sets = Vec::new();
    for set in &collection.sets {
        let queries: Vec<&str> = set.queries.iter().map(|query| query.text.as_str()).collect();
        let arguments = vec![json!(queries), json!(set.typing), json!(set.depth())];
        sets.push(browser.value_of(&super::asynchronous(RANK), arguments).await);
    }
    sets
}

/// Judges engines by a collection.
pub async fn report(collection: &Collection, engines: &[Engine], folder: &Path, report: &mut Report) {
    let folder = folder.join("ranking").join(&collection.name);
    let web = folder.join("web");
    write_web(&collection.documents, &web);
    Rivals::installed().bundle(&web.join("bench"));
    let host = Host::start(&web).await;
    for &engine in engines {
        let rankings = match engine {
            Engine::Ours => quality::ours(collection),
            _ => of_rival(collection, engine, &host, &folder).await,
        };
        for (set, rankings) in collection.sets.iter().zip(rankings) {
            let figures = set.measure(&rankings);
            let mut put =
                |measure: &str, value| report.put(&format!("{measure}, {}", set.name), engine, value);
            match set.wanted {
                Wanted::Subject => {
                    put("nDCG@10", figures.ndcg);
                    put("MAP", figures.map);
                    put("Recall@10", figures.recall);
                }
                Wanted::Page => put("MRR@10", figures.mrr),
            }
            put("found nothing, %", figures.nothing * 100.0);
        }
    }
}
