//! What a service worker adds to loading a document: without one, with one that is awake, and with one that has
//! to be started first. All three are measured in turn, so that what else the machine does is in each of them.

use super::reader::Reader;
use super::releases::Releases;
use crate::host::{Host, Link};
use crate::table::median;
use std::time::Duration;

const ROUNDS: usize = 15;

/// Of one navigation, in milliseconds from its start.
#[derive(Clone, Copy, Debug)]
pub struct Times {
    /// When the document began to come.
    pub first_byte: f64,
    /// When something was on the screen.
    pub paint: f64,
}

/// Rounds of three navigations to the same page: without a worker, worker awake, worker asleep.
pub struct Navigation(Vec<[Times; 3]>);

type Of = fn(&Times) -> f64;

impl Navigation {
    /// The median without a worker, in milliseconds.
    pub fn none(&self, of: Of) -> f64 {
        median(self.0.iter().map(|round| of(&round[0])).collect())
    }

    /// The median of what a worker that is awake makes of it, as a ratio within each round.
    pub fn awake(&self, of: Of) -> f64 {
        median(self.0.iter().map(|round| of(&round[1]) / of(&round[0])).collect())
    }

    /// The same of a worker that is asleep.
    pub fn asleep(&self, of: Of) -> f64 {
        median(self.0.iter().map(|round| of(&round[2]) / of(&round[0])).collect())
    }
}

/// Goes from one post to another and back.
pub async fn measure(site: &Releases, link: Link) -> Navigation {
    let host = Host::start(&site.first).await;
    host.sizes_of(&site.posts.each_ref().map(|post| format!("{post}index.html")));
    let none = Reader::without_worker(&host, "").await;
    let worker = Reader::arrive(&host, "").await;
    worker.visit().await;
    host.link(link);
    let mut rounds = Vec::new();
    for round in 0..=ROUNDS {
        let url = host.url(&site.posts[round % 2]);
        let mut times = [None; 3];
        for turn in 0..3 {
            let kind = (round + turn) % 3;
            let reader = if kind == 0 { &none } else { &worker };
            match kind {
                1 => worker.wake().await,
                2 => worker.sleep().await,
                _ => {}
            }
            times[kind] = Some(navigate(reader, &url).await);
            host.falls_silent(Duration::from_millis(300)).await;
        }
        // The first round fills the browser's cache.
        if round > 0 {
            rounds.push(times.map(|times| times.expect("three turns")));
        }
    }
    Navigation(rounds)
}

async fn navigate(reader: &Reader<'_>, url: &str) -> Times {
    let browser = &reader.browser;
    browser.load(url).await;
    browser.wait("a paint", "performance.getEntriesByName('first-contentful-paint')[0]").await;
    let [first_byte, paint]: [f64; 2] = browser
        .value(
            "const [{ responseStart }] = performance.getEntriesByType('navigation');
             return [responseStart, performance.getEntriesByName('first-contentful-paint')[0].startTime]",
        )
        .await;
    Times { first_byte, paint }
}
