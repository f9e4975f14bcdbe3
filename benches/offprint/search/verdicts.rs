//! What was to be reached, and whether it was.

use super::engine::Engine;
use super::report::Report;
use std::fmt::Write as _;

/// A row of the table that must not be above, or below, a figure.
struct Goal {
    what: &'static str,
    corpus: &'static str,
    row: &'static str,
    bound: Bound,
}

enum Bound {
    AtMost(f64),
    AtLeast(f64),
    /// Times what it is for another corpus.
    TimesThat(f64, &'static str),
    /// This much above the best of the others.
    AboveOthers(f64),
    /// This much above another row.
    MoreThan(&'static str, f64),
}

const fn goal(what: &'static str, corpus: &'static str, row: &'static str, bound: Bound) -> Goal {
    Goal { what, corpus, row, bound }
}

const DATA: &str = "data to first results, KB";
const SLOW: &str = "first results at 1.6 Mbit/s, 150 ms, s";
const FAST: &str = "first results at 10 Mbit/s, 60 ms, s";
const SLOW_TYPO: &str = "first results at 1.6 Mbit/s, 150 ms, a typo, s";
const FAST_TYPO: &str = "first results at 10 Mbit/s, 60 ms, a typo, s";
const KEYS: &str = "a key, ms, p95";
const LOADED: &str = "memory once it answers, MB";
const USED: &str = "memory after 500 queries, MB";

use Bound::{AboveOthers, AtLeast, AtMost, MoreThan, TimesThat};

const GOALS: &[Goal] = &[
    goal("data, 750 posts", "(zola)", DATA, AtMost(60.0)),
    goal("data, 7,424 pages", "(tldr)", DATA, AtMost(60.0)),
    goal("data at five times the pages", "(five)", DATA, TimesThat(1.3, "(tldr)")),
    goal("engine", "(zola)", "engine, KB", AtMost(60.0)),
    goal("round trips one after the other", "(tldr)", "  round trips one after the other", AtMost(3.0)),
    goal("the same with a typo", "(tldr)", "  round trips one after the other, a typo", AtMost(3.0)),
    goal("first results on the slow link, 750 posts", "(zola)", SLOW, AtMost(1.0)),
    goal("first results on the slow link, 7,424 pages", "(tldr)", SLOW, AtMost(1.0)),
    goal("first results on the fast link, 750 posts", "(zola)", FAST, AtMost(0.3)),
    goal("first results on the fast link, 7,424 pages", "(tldr)", FAST, AtMost(0.3)),
    goal("the same with a typo, slow link", "(tldr)", SLOW_TYPO, AtMost(1.0)),
    goal("the same with a typo, fast link", "(tldr)", FAST_TYPO, AtMost(0.3)),
    goal("a key, p95, 7,424 pages", "(tldr)", KEYS, AtMost(3.0)),
    goal("a key, p95, 37,000 pages", "(five)", KEYS, AtMost(10.0)),
    goal("memory over the page, 7,424 pages", "(tldr)", USED, AtMost(5.0)),
    goal("memory stays flat", "(tldr)", USED, MoreThan(LOADED, 1.0)),
    goal("CISI, nDCG@10", "(cisi)", "nDCG@10, subject", AtLeast(0.43)),
    goal("CISI, nDCG@10, over the best rival", "(cisi)", "nDCG@10, subject", AboveOthers(0.02)),
    goal("CISI with a typo, nDCG@10", "(cisi)", "nDCG@10, subject, a typo", AtLeast(0.41)),
    goal("CISI with a typo, over the best rival", "(cisi)", "nDCG@10, subject, a typo", AboveOthers(0.02)),
];

/// Known items are looked for in both blogs.
const KNOWN: [(&str, f64); 5] = [
    ("MRR@10, as typed", 0.94),
    ("MRR@10, as typed, a typo", 0.90),
    ("MRR@10, whole words", 0.96),
    ("MRR@10, whole words, a typo", 0.93),
    ("MRR@10, version numbers", 0.97),
];
/// Of a hundred.
const NOTHING_FOUND: f64 = 1.0;

/// A line for each goal that was measured.
pub fn of(report: &Report) -> String {
    let mut text = String::new();
    for goal in GOALS {
        say(report, goal, &mut text);
    }
    for corpus in ["quality (zola)", "quality (tldr)"] {
        for (row, least) in KNOWN {
            say(report, &goal(row, corpus, row, AtLeast(least)), &mut text);
        }
    }
    for corpus in ["quality (zola)", "quality (tldr)", "quality (cisi)"] {
        for row in report.rows_of(corpus).filter(|row| row.starts_with("found nothing")) {
            if let Some(value) = report.value(corpus, row, Engine::Ours) {
                line(&mut text, &format!("{row} {corpus}"), value, NOTHING_FOUND, value < NOTHING_FOUND, "<");
            }
        }
    }
    text
}

fn say(report: &Report, goal: &Goal, text: &mut String) {
    let Goal { what, corpus, row, bound } = goal;
    let Some(value) = report.value(corpus, row, Engine::Ours) else { return };
    let most = |of: Option<f64>, times: f64, more: f64| of.map(|of| (of * times + more, true));
    let bound = match bound {
        AtMost(most) => Some((*most, true)),
        AtLeast(least) => Some((*least, false)),
        TimesThat(times, other) => most(report.value(other, row, Engine::Ours), *times, 0.0),
        MoreThan(other, more) => most(report.value(corpus, other, Engine::Ours), 1.0, *more),
        AboveOthers(more) => {
            let others = Engine::ALL.into_iter().filter(|engine| *engine != Engine::Ours);
            let best = others.filter_map(|engine| report.value(corpus, row, engine)).max_by(f64::total_cmp);
            best.map(|best| (best + more, false))
        }
    };
    let Some((bound, at_most)) = bound else { return };
    let (holds, sign) = if at_most { (value <= bound, "≤") } else { (value >= bound, "≥") };
    line(text, &format!("{what} {corpus}"), value, bound, holds, sign);
}

fn line(text: &mut String, what: &str, value: f64, bound: f64, holds: bool, sign: &str) {
    let says = match (holds, sign) {
        (true, _) => "holds",
        (false, "≥") => "IS NOT REACHED",
        (false, _) => "IS EXCEEDED",
    };
    let _ = writeln!(text, "{what}: {value:.3}; to reach {sign} {bound:.3}: {says}");
}
