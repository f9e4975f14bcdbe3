//! Answers of an engine that is there: how quickly they come, whole and at every key, and what it keeps.

use super::engine::Engine;
use super::stage::Stage;
use super::{loading, memory};
use crate::harness::browser::Browser;
use serde::Deserialize;
use serde_json::json;
use std::time::{Duration, Instant};

/// Measuring one engine in one way ends after so long, in milliseconds, with the queries that were answered.
const PATIENCE: f64 = 6_000.0;
/// Queries that are asked whole, and those that are typed letter by letter.
const WHOLE: usize = 100;
const TYPED: usize = 25;
/// Queries between the two looks at memory, as many as are answered in time.
const MANY: usize = 500;
const LONGEST: Duration = Duration::from_secs(20);

/// What an engine needed, in milliseconds, and kept, in bytes over the page without it.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// Whole queries that had been asked before.
    pub warm: Vec<f64>,
    /// Each key of queries that are typed for the first time; files may have to come, over a free link.
    pub first_keys: Vec<f64>,
    /// Each key when all files are there.
    pub keys: Vec<f64>,
    /// The same in the palette, which shows eight hits and counts no facets; of ours alone.
    pub palette_keys: Vec<f64>,
    /// Memory once the engine can answer.
    pub after_load: f64,
    /// Memory after many different queries.
    pub after_many: f64,
}

/// Asks every query one after the other and waits for ten hits with all that is shown of them; ours, as its
/// search page, for the counts of all facets, too.
const ASK: &str = "
    const [queries, typing, palette, most] = arguments;
    const ask = await window.openEngine();
    const times = [];
    const end = performance.now() + most;
    for (const text of queries) {
        const start = performance.now();
        await ask(text, { limit: 10, typing, palette });
        times.push(performance.now() - start);
        if (performance.now() > end) break;
    }
    return times;";

/// Has the page of ours answer to [`ASK`], too.
const OURS: &str = include_str!("rivals/ours.js");

#[derive(Deserialize)]
struct Times(Vec<f64>);

/// Measures an engine: how quickly it answers, then, in another page, what it keeps.
pub async fn measure(stage: &Stage, engine: Engine) -> Answers {
    let browser = super::browser().await;
    loading::open(&browser, stage, engine).await;
    if engine == Engine::Ours {
        let () = browser.value(OURS).await;
    }
    let corpus = &stage.corpus;
    let whole = corpus.some("whole words", WHOLE);
    ask(&browser, &whole, false, false).await;
    let warm = ask(&browser, &whole, false, false).await;
    let keys: Vec<String> =
        corpus.some("whole words", TYPED).iter().flat_map(|query| beginnings(query)).collect();
    let first_keys = ask(&browser, &keys, true, false).await;
    let again = ask(&browser, &keys, true, false).await;
    let mut palette_keys = Vec::new();
    if engine == Engine::Ours {
        palette_keys = ask(&browser, &keys, true, true).await;
    }
    let [after_load, after_many] = memory(stage, engine).await;
    Answers { warm, first_keys, keys: again, palette_keys, after_load, after_many }
}

/// Types whole queries into the box, one after the other, and waits for the results of each.
async fn memory(stage: &Stage, engine: Engine) -> [f64; 2] {
    let browser = super::browser().await;
    loading::host(stage, engine).before_workers(Some(memory::WATCHED_WORKER));
    loading::open(&browser, stage, engine).await;
    let page = memory::of_page(&browser).await;
    let kinds = ["whole words", "whole words, a typo"];
    let queries: Vec<String> = kinds.iter().flat_map(|kind| stage.corpus.some(kind, MANY / 2)).collect();
    let (first, others) = queries.split_first().expect("queries");
    loading::ask(&browser, engine, first).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    let after_load = memory::of_page(&browser).await - page;
    let start = Instant::now();
    for (number, query) in others.iter().enumerate() {
        loading::ask(&browser, engine, query).await;
        if start.elapsed() > LONGEST {
            eprintln!("  memory after only {number} queries");
            break;
        }
    }
    tokio::time::sleep(Duration::from_millis(500)).await;
    let after_many = memory::of_page(&browser).await - page;
    loading::host(stage, engine).before_workers(None);
    [after_load, after_many]
}

async fn ask(browser: &Browser, queries: &[String], typing: bool, palette: bool) -> Vec<f64> {
    let Times(times) = browser
        .value_of(
            &super::asynchronous(ASK),
            vec![json!(queries), json!(typing), json!(palette), json!(PATIENCE)],
        )
        .await;
    if times.len() < queries.len() {
        eprintln!("  only {} of {} queries in {} s", times.len(), queries.len(), PATIENCE / 1000.0);
    }
    times
}

/// What stands in the box after each key.
fn beginnings(query: &str) -> Vec<String> {
    let ends = query.char_indices().map(|(at, letter)| at + letter.len_utf8());
    ends.filter_map(|end| query.get(..end)).map(str::to_owned).collect()
}
