//! Everything that must hold before a change is done. What fails quickly comes first; what installs or
//! compiles for minutes comes last.

mod steps;

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::repository::Repository;
use steps::STEPS;

pub fn run(repository: &Repository, args: &[String]) -> Result<()> {
    if let Some(unknown) = args.iter().find(|arg| STEPS.iter().all(|step| step.name != **arg)) {
        let names: Vec<_> = STEPS.iter().map(|step| step.name).collect();
        bail!("there is no step `{unknown}`; the steps are {}", names.join(", "));
    }
    let chosen = STEPS.iter().filter(|step| args.is_empty() || args.iter().any(|arg| arg == step.name));
    let start = Instant::now();
    let mut done = Vec::new();
    for step in chosen {
        println!("\n== {}: {}", step.name, step.what);
        let begin = Instant::now();
        (step.run)(repository).with_context(|| format!("{} failed", step.name))?;
        done.push((step.name, begin.elapsed()));
    }
    println!();
    for (name, took) in done {
        println!("{name:<14} {}", minutes(took));
    }
    println!("{:<14} {}", "everything", minutes(start.elapsed()));
    Ok(())
}

/// `3:07`.
fn minutes(duration: Duration) -> String {
    let seconds = duration.as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
