use std::io::{self, IsTerminal};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use offprint_site::Progress;

/// Work that is over before this needs no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar on the terminal for work that takes longer than a second. It goes when it is dropped.
pub(crate) struct ProgressLine {
    started: Instant,
    on_terminal: bool,
    done: AtomicU64,
    stage: Mutex<Stage>,
}

#[derive(Default)]
struct Stage {
    name: String,
    total: u64,
    bar: Option<ProgressBar>,
}

impl ProgressLine {
    pub(crate) fn new() -> Self {
        Self {
            started: Instant::now(),
            on_terminal: io::stderr().is_terminal(),
            done: AtomicU64::new(0),
            stage: Mutex::default(),
        }
    }

    /// Called from every worker: where another one is drawing, this one goes on with its work.
    fn draw(&self) {
        if !self.on_terminal || self.started.elapsed() < PATIENCE {
            return;
        }
        if let Ok(mut stage) = self.stage.try_lock() {
            let done = self.done.load(Ordering::Relaxed);
            stage.bar().set_position(done);
        }
    }
}

impl Stage {
    fn bar(&mut self) -> &ProgressBar {
        let (name, total) = (&self.name, self.total);
        self.bar.get_or_insert_with(|| {
            let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
            if let Ok(style) = ProgressStyle::with_template("{msg:>12} [{bar:40}] {pos}/{len}") {
                bar.set_style(style.progress_chars("=> "));
            }
            bar.set_message(name.clone());
            bar
        })
    }

    fn clear(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}

impl Progress for ProgressLine {
    fn begin(&self, stage: &str, total: u64) {
        self.done.store(0, Ordering::Relaxed);
        if let Ok(mut current) = self.stage.lock() {
            current.clear();
            current.name = stage.to_owned();
            current.total = total;
        }
        self.draw();
    }

    fn advance(&self, n: u64) {
        self.done.fetch_add(n, Ordering::Relaxed);
        self.draw();
    }
}

impl Drop for ProgressLine {
    fn drop(&mut self) {
        if let Ok(mut stage) = self.stage.lock() {
            stage.clear();
        }
    }
}
