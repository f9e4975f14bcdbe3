//! The matrix of faults: everything that a reader does, with each of its requests going wrong in each way. One
//! case is one fault at one request; it is told from the others by its number, and can be run alone.

mod cases;
mod scenes;

pub use cases::Wrongdoing;
pub use scenes::Scene;

use crate::harness::browser::{Browser, Engine};
use crate::harness::generated::dice::Dice;
#[cfg(doc)]
use crate::harness::offline::oracle::Shown;
use cases::{Case, all_cases, cases_of};
use scenes::Stage;

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex};

/// Browsers that work beside each other.
const BROWSERS: usize = 2;

/// What became of the cases.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Fault points that were met.
    pub tried: usize,
    /// Cases whose request was not made this time.
    pub not_met: Vec<String>,
    /// Pages from the network with a picture of the next release; see [`Shown::Patched`].
    pub patched: usize,
    /// Wrong or mixed pages, each with its case.
    pub wrong: Vec<String>,
    /// Promises that were not kept beside that: nothing was installed after all was well again, a byte in the
    /// store is wrong, a file was fetched twice.
    pub broken: Vec<String>,
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (tried, wrong) = (self.tried, self.wrong.len());
        write!(formatter, "{tried} fault points, {wrong} wrong or mixed pages")?;
        let (broken, not_met) = (self.broken.len(), self.not_met.len());
        write!(formatter, " ({broken} other promises broken, {not_met} points not met")?;
        if self.patched > 0 {
            let pages = self.patched;
            write!(
                formatter,
                "; {pages} pages of the network with a picture of the release that came out meanwhile"
            )?;
        }
        formatter.write_str(")")
    }
}

impl Tally {
    /// Counts another one's cases, too.
    pub fn add(&mut self, other: Self) {
        self.tried += other.tried;
        self.not_met.extend(other.not_met);
        self.patched += other.patched;
        self.wrong.extend(other.wrong);
        self.broken.extend(other.broken);
    }
}

/// Runs so many cases of all that there are in Chromium, chosen by a seed. It counts what is wrong and does not
/// panic.
pub async fn run(seed: u64, cases: usize) -> Tally {
    let all = all_cases(Engine::Chromium).await;
    println!("{} cases in all", all.len());
    run_these(Engine::Chromium, choose(all, seed, cases)).await
}

/// Runs the case of this name: `FirstVisit 7`.
pub async fn run_one(name: &str) -> Tally {
    let scene = Scene::ALL.into_iter().find(|scene| name.starts_with(&format!("{scene:?} ")));
    let cases = cases_of(Engine::Chromium, scene.expect("the name of a scene, and a number")).await;
    run_these(Engine::Chromium, cases.into_iter().filter(|case| case.name() == name).collect()).await
}

/// Runs the cases of a scene in which its requests go wrong in these ways: each request in turn.
pub async fn run_scene(engine: Engine, scene: Scene, ways: &[Wrongdoing]) -> Tally {
    let cases = cases_of(engine, scene).await;
    run_these(engine, cases.into_iter().filter(|case| ways.contains(&case.wrongdoing)).collect()).await
}

/// A choice in which the scenes, the requests and the ways of going wrong take turns.
fn choose(mut cases: Vec<Case>, seed: u64, count: usize) -> Vec<Case> {
    let mut dice = Dice::new(seed);
    for last in (1..cases.len()).rev() {
        cases.swap(last, dice.below(last + 1));
    }
    let mut met: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    let mut ranked: Vec<(usize, Case)> = Vec::with_capacity(cases.len());
    for case in cases {
        let keys =
            [format!("{:?} {}", case.scene, case.request), format!("{:?} {:?}", case.scene, case.wrongdoing)];
        let rank = keys.iter().map(|key| met.get(key).copied().unwrap_or(0)).sum();
        for key in keys {
            *met.entry(key).or_default() += 1;
        }
        ranked.push((rank, case));
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    let mut chosen: Vec<Case> = ranked.into_iter().take(count).map(|(_, case)| case).collect();
    // One scene after the other: its stage is used again.
    chosen.sort_by_key(|case| (case.scene as usize, case.number));
    chosen
}

async fn run_these(engine: Engine, cases: Vec<Case>) -> Tally {
    let browsers = BROWSERS.min(cases.len());
    let waiting: Arc<Mutex<VecDeque<Case>>> = Arc::new(Mutex::new(cases.into()));
    let mut workers = tokio::task::JoinSet::new();
    for _ in 0..browsers {
        workers.spawn(work(engine, Arc::clone(&waiting)));
    }
    let mut tally = Tally::default();
    while let Some(ended) = workers.join_next().await {
        match ended {
            Ok(part) => tally.add(part),
            Err(error) => tally.broken.push(format!("a browser was lost: {error}")),
        }
    }
    tally
}

/// Takes cases until there are none left.
async fn work(engine: Engine, waiting: Arc<Mutex<VecDeque<Case>>>) -> Tally {
    let mut tally = Tally::default();
    let mut browser = Arc::new(Browser::of(engine).await);
    let mut stage: Option<Stage> = None;
    let next = || waiting.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).pop_front();
    while let Some(case) = next() {
        let name = case.to_string();
        // Whatever panics in it ends this case alone.
        let playing = tokio::spawn(scenes::play(Arc::clone(&browser), stage.take(), case));
        match playing.await {
            Ok((kept, part)) => {
                stage = kept;
                tally.add(part);
            }
            Err(error) => {
                tally.tried += 1;
                tally.broken.push(format!("{name}: {error}"));
                browser = Arc::new(Browser::of(engine).await);
            }
        }
    }
    tally
}
