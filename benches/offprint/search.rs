//! Search beside that of others: what a reader fetches and waits for, what an author's build costs, and how
//! good the answers are, in one table with a column for each engine.

mod answering;
mod engine;
mod five_times;
mod growth;
mod loading;
mod making;
mod memory;
mod quality;
mod ranking;
mod report;
mod stage;
mod verdicts;

use crate::harness::browser::Browser;
use crate::host::{self, Link};
use engine::Engine;
use loading::Loaded;
use report::{Report, median, percentile};
use stage::{Corpus, Stage};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Kinds of rows, as on the command line.
const KINDS: [&str; 6] = ["making", "bytes", "time", "answers", "growth", "quality"];
/// Queries that are asked each in a page of its own: of those engines that fetch for each query, and of those
/// that fetch all of the index for any.
const LOADS: (usize, usize) = (12, 1);
const TIMED: (usize, usize) = (3, 1);
const MEGABITS_AND_LATENCY: [(f64, u64); 2] = [(1.6, 150), (10.0, 60)];
/// What is indexed, and the collection with judgements, as on the command line.
const CORPORA: [&str; 4] = ["zola", "tldr", "five", "cisi"];
/// The corpus that one post is added to.
const GROWS: &str = "zola";
/// What is asked: queries as they are, and the same with a typo.
const CLEAN: (&str, &str) = ("whole words", "");
const MISTYPED: (&str, &str) = ("whole words, a typo", ", a typo");
const KIB: f64 = 1024.0;

/// What was asked for.
struct Choice {
    kinds: Vec<&'static str>,
    corpora: Vec<&'static str>,
    engines: Vec<Engine>,
}

impl Choice {
    /// Kinds of rows, corpora and engines by their names; all of those of which none is named.
    fn read(arguments: &[String]) -> Self {
        let named = |name: &str| arguments.iter().any(|argument| argument == name);
        let or_all =
            |some: Vec<&'static str>, all: &[&'static str]| if some.is_empty() { all.to_vec() } else { some };
        let kinds: Vec<&str> = KINDS.into_iter().filter(|kind| named(kind)).collect();
        let corpora: Vec<&str> = CORPORA.into_iter().filter(|corpus| named(corpus)).collect();
        let engines: Vec<Engine> = Engine::ALL.into_iter().filter(|engine| named(&engine.key())).collect();
        Self {
            kinds: or_all(kinds, &KINDS),
            corpora: or_all(corpora, &CORPORA),
            engines: if engines.is_empty() { Engine::ALL.to_vec() } else { engines },
        }
    }

    fn wants(&self, kind: &str) -> bool {
        self.kinds.contains(&kind)
    }
}

/// Measures what is named, or everything, and prints the table.
pub fn run(folder: &Path, arguments: &[String]) {
    let corpora = std::env::var_os("OFFPRINT_CORPORA").map(PathBuf::from);
    let corpora =
        corpora.expect("OFFPRINT_CORPORA must name the folder with zola-rust-blog, tldr-en and cisi");
    let choice = Choice::read(arguments);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let report = runtime.block_on(measure(&choice, &corpora, folder));
    println!("\n{report}\n{}", verdicts::of(&report));
}

async fn measure(choice: &Choice, corpora: &Path, folder: &Path) -> Report {
    let mut report = Report::new(&choice.engines);
    let costs = choice.kinds.iter().any(|kind| *kind != "quality");
    for key in choice.corpora.iter().filter(|key| costs && **key != "cisi") {
        let corpus = Corpus::new(key, corpora, folder);
        report.heading(corpus.name());
        let stage = Stage::prepare(corpus, &choice.engines, folder).await;
        for engine in &choice.engines {
            measure_engine(choice, &stage, *engine, folder, &mut report).await;
        }
    }
    if choice.wants("quality") {
        let collections = quality::collections(corpora).into_iter();
        for collection in collections.filter(|collection| choice.corpora.contains(&collection.name.as_str()))
        {
            let count: usize = collection.sets.iter().map(|set| set.queries.len()).sum();
            report.heading(format!("{count} queries, quality ({})", collection.name));
            ranking::report(&collection, &choice.engines, folder, &mut report).await;
        }
    }
    report
}

async fn measure_engine(choice: &Choice, stage: &Stage, engine: Engine, folder: &Path, report: &mut Report) {
    if choice.wants("making") {
        let made = stage.made[&engine];
        let alone = match engine {
            Engine::Ours => making::crate_alone(&stage.corpus.documents),
            _ => made.seconds,
        };
        report.put("making the index alone, s", engine, alone);
        if engine == Engine::Ours {
            report.put("  what it adds to the blog's build, s", engine, made.seconds);
        }
        report.put("  most memory, MiB", engine, made.peak_mib);
        report.put("  on the disk, KB", engine, made.bytes as f64 / KIB);
        report.put("  files", engine, made.files as f64);
    }
    if choice.wants("growth") && stage.corpus.key == GROWS {
        let changed = growth::measure(stage, engine, &folder.join(stage.corpus.key));
        report.put("files that one more post changes", engine, changed.files);
        report.put("  their size, KB", engine, changed.bytes / KIB);
    }
    if choice.wants("bytes") {
        bytes(stage, engine, report).await;
    }
    if choice.wants("time") {
        times(stage, engine, report).await;
    }
    if choice.wants("answers") {
        answers(stage, engine, report).await;
    }
}

/// An engine that fetches all of its index fetches it for a typo, too: that is measured once.
fn asked_of(engine: Engine) -> Vec<(&'static str, &'static str)> {
    if engine.is_whole() { vec![CLEAN] } else { vec![CLEAN, MISTYPED] }
}

/// Each kind of query in pages of their own.
async fn load_all(
    stage: &Stage,
    engine: Engine,
    kind: &str,
    counts: (usize, usize),
    link: Link,
) -> Vec<Option<Loaded>> {
    let browser = browser().await;
    let count = if engine.is_whole() { counts.1 } else { counts.0 };
    let mut loads = Vec::new();
    for query in &stage.corpus.some(kind, count) {
        loads.push(loading::load(&browser, stage, engine, query, link).await);
    }
    loads
}

async fn bytes(stage: &Stage, engine: Engine, report: &mut Report) {
    for (kind, suffix) in asked_of(engine) {
        let loads: Vec<Loaded> =
            load_all(stage, engine, kind, LOADS, Link::FREE).await.into_iter().flatten().collect();
        let data = || loads.iter().map(|load| (load.bytes() - load.code()) / KIB);
        if suffix.is_empty() {
            report.put("engine, KB", engine, median(loads.iter().map(|load| load.code() / KIB)));
        }
        report.put(&format!("data to first results{suffix}, KB"), engine, median(data()));
        report.put(&format!("  p95 of it{suffix}, KB"), engine, percentile(data(), 95));
        report.put(&format!("  results shown{suffix}"), engine, median(loads.iter().map(|load| load.hits)));
        report.put(
            &format!("  requests{suffix}"),
            engine,
            median(loads.iter().map(|load| load.fetched.len() as f64)),
        );
    }
    for (kind, suffix) in asked_of(engine) {
        let loads = load_all(stage, engine, kind, TIMED, Link::of_latency(150)).await;
        let trips = loads.iter().flatten().map(Loaded::round_trips);
        report.put(&format!("  round trips one after the other{suffix}"), engine, median(trips));
    }
}

async fn times(stage: &Stage, engine: Engine, report: &mut Report) {
    for (megabits, latency) in MEGABITS_AND_LATENCY {
        for (kind, suffix) in asked_of(engine) {
            let loads = load_all(stage, engine, kind, TIMED, Link::new(megabits, latency)).await;
            let seconds = loads
                .iter()
                .map(|load| load.as_ref().map_or(f64::INFINITY, |load| load.milliseconds / 1000.0));
            report.put(
                &format!("first results at {megabits} Mbit/s, {latency} ms{suffix}, s"),
                engine,
                median(seconds),
            );
        }
    }
}

async fn answers(stage: &Stage, engine: Engine, report: &mut Report) {
    let answers = answering::measure(stage, engine).await;
    let of = |times: &[f64], percent| percentile(times.iter().copied(), percent);
    report.put("a query again, ms, median", engine, of(&answers.warm, 50));
    report.put("a query again, ms, p95", engine, of(&answers.warm, 95));
    report.put("a key, ms, median", engine, of(&answers.keys, 50));
    report.put("a key, ms, p95", engine, of(&answers.keys, 95));
    report.put("a key for the first time, ms, p95", engine, of(&answers.first_keys, 95));
    if engine == Engine::Ours {
        report.put("  in the palette, p95", engine, of(&answers.palette_keys, 95));
    }
    report.put("memory once it answers, MB", engine, answers.after_load / 1e6);
    report.put("memory after 500 queries, MB", engine, answers.after_many / 1e6);
}

/// A browser that trusts the hosts of this bench and measures memory at once.
async fn browser() -> Browser {
    let flags = [&host::trusting(), "--enable-blink-features=ForceEagerMeasureMemory"];
    let browser = Browser::open_with(&flags).await;
    browser.driver().set_script_timeout(Duration::from_secs(600)).await.expect("a timeout");
    browser
}

/// A script that waits for promises.
fn asynchronous(script: &str) -> String {
    format!("return (async function () {{ {script} }}).apply(null, arguments)")
}
