//! `offprint build`: time, processor time, memory.

use crate::corpus::Corpus;
use crate::harness::fixture::{Built, files_below};
use crate::harness::offprint;
use crate::table::{Table, median};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const RUNS: usize = 3;
/// Clock ticks in a second, in which Linux counts processor time for its readers.
const TICKS: f64 = 100.0;

/// A built site and what it took.
pub struct Cost {
    pub site: Built,
    first: Vec<Run>,
    again: Vec<Run>,
}

/// What a build took.
#[derive(Clone, Copy, Debug, Default)]
pub struct Run {
    /// From its start to its end.
    pub seconds: f64,
    processor_seconds: f64,
    /// Most memory that it had.
    pub peak_mib: f64,
}

/// Builds a site from nothing, and again over what is there.
pub fn measure(corpus: &Corpus, folder: &Path) -> Cost {
    let out = folder.join(format!("out-{}", corpus.folder.file_name().unwrap_or_default().display()));
    let mut first = Vec::new();
    for _ in 0..RUNS {
        if out.exists() {
            std::fs::remove_dir_all(&out).expect("the output folder goes");
        }
        first.push(build(corpus, &out));
    }
    let again = (0..RUNS).map(|_| build(corpus, &out)).collect();
    Cost { site: Built { folder: out, base: "/".to_owned() }, first, again }
}

/// Adds what builds cost.
pub fn report(costs: &[Cost; 2], table: &mut Table) {
    let of = |runs: fn(&Cost) -> &[Run], value: fn(&Run) -> f64| {
        costs.each_ref().map(|cost| median(runs(cost).iter().map(value).collect()))
    };
    table.row("build from nothing", "s", of(|cost| &cost.first, |run| run.seconds));
    table.row("  processor time", "s", of(|cost| &cost.first, |run| run.processor_seconds));
    table.row("  peak memory", "MiB", of(|cost| &cost.first, |run| run.peak_mib));
    table.row("build again, nothing changed", "s", of(|cost| &cost.again, |run| run.seconds));
    let files = costs.each_ref().map(|cost| files_below(&cost.site.folder));
    table.row("files", "", files.each_ref().map(|files| files.len() as f64));
    table.row("size", "MB", files.each_ref().map(|files| megabytes(files, |_| true)));
    table.row(
        "  content index",
        "MB",
        files.each_ref().map(|files| megabytes(files, |path| path.starts_with("data/posts-"))),
    );
}

fn megabytes(files: &[(String, Vec<u8>)], wanted: fn(&str) -> bool) -> f64 {
    files.iter().filter(|(path, _)| wanted(path)).map(|(_, bytes)| bytes.len() as f64 / 1e6).sum()
}

/// Builds a site once.
pub fn build(corpus: &Corpus, out: &Path) -> Run {
    build_site(&corpus.folder, out)
}

/// Builds the site of a folder once.
pub fn build_site(site: &Path, out: &Path) -> Run {
    let mut command = offprint::command(["build", "--now", "2026-12-31T00:00:00Z", "--site"]);
    command.arg(site).arg("--out").arg(out).stdout(Stdio::null()).stderr(Stdio::null());
    watched(&mut command)
}

/// Runs a command to its end, which must be a good one.
pub fn watched(command: &mut Command) -> Run {
    let start = Instant::now();
    let mut process = command.spawn().expect("the program starts");
    let mut run = Run::default();
    loop {
        let status = process.try_wait().expect("a child");
        run.seconds = start.elapsed().as_secs_f64();
        if let Some(status) = status {
            assert!(status.success(), "{command:?}: {status}");
            return run;
        }
        run.watch(&process);
        std::thread::sleep(Duration::from_millis(2));
    }
}

impl Run {
    /// Says what it took.
    pub fn print(self) {
        let Self { seconds, processor_seconds, peak_mib } = self;
        println!(
            "built in {seconds:.1} s ({processor_seconds:.1} s of processor time), at most {peak_mib:.0} MiB"
        );
    }

    /// Both figures only grow: the last look, a moment before the end, is the one that stays.
    fn watch(&mut self, process: &Child) {
        let read = |file: &str| {
            std::fs::read_to_string(format!("/proc/{}/{file}", process.id())).unwrap_or_default()
        };
        let status = read("status");
        let peak = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
        self.peak_mib = peak.map_or(self.peak_mib, |kib: f64| kib / 1024.0);
        // The fields after the name in brackets: number 14 is user time and 15 system time (proc(5)).
        let stat = read("stat");
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        let ticks = |field: usize| fields.get(field - 3).and_then(|ticks| ticks.parse::<f64>().ok());
        if let (Some(user), Some(system)) = (ticks(14), ticks(15)) {
            self.processor_seconds = self.processor_seconds.max((user + system) / TICKS);
        }
    }
}
