//! Memory of the browser that is measured.

use crate::harness::browser::Browser;
use std::path::{Path, PathBuf};

/// What is before the script of each worker while memory is measured.
pub const WATCHED_WORKER: &str = include_str!("rivals/watched_worker.js");

/// What scripts of a page and of its workers hold, in bytes, when nothing is left to collect: the heaps of
/// JavaScript (<https://developer.mozilla.org/docs/Web/API/Performance/measureUserAgentSpecificMemory>), which
/// leave out WebAssembly, and the memories of WebAssembly in workers, which never shrink.
pub async fn of_page(browser: &Browser) -> f64 {
    let script = "
        const { breakdown } = await performance.measureUserAgentSpecificMemory();
        const heaps = breakdown.filter(({ types }) => types.includes('JavaScript'));
        const scripts = heaps.reduce((sum, { bytes }) => sum + bytes, 0);
        let modules = 0;
        const channel = new BroadcastChannel('memory');
        channel.onmessage = ({ data }) => { modules += data; };
        channel.postMessage('how much?');
        await new Promise((done) => setTimeout(done, 500));
        channel.close();
        return [scripts, modules];";
    let [scripts, modules]: [f64; 2] = browser.value(&super::asynchronous(script)).await;
    eprintln!("  scripts hold {:.2} MB, WebAssembly {:.2} MB", scripts / 1e6, modules / 1e6);
    scripts + modules
}

/// The most memory that one of the browser's renderers ever had, in MiB: that of the page which worked.
pub fn largest_renderer() -> f64 {
    let processes = std::fs::read_dir("/proc").expect("a system with /proc").map_while(Result::ok);
    processes
        .map(|process| process.path())
        .filter(|process| is_renderer(process) && is_below_us(process))
        .filter_map(|process| field(&process, "VmHWM:"))
        .fold(0.0, |most, kib| most.max(kib / 1024.0))
}

fn is_renderer(process: &Path) -> bool {
    let line = std::fs::read(process.join("cmdline")).unwrap_or_default();
    String::from_utf8_lossy(&line).contains("--type=renderer")
}

/// Is this one of the processes that this one started, or that those started?
fn is_below_us(process: &Path) -> bool {
    let mut process = process.to_path_buf();
    while let Some(parent) = field(&process, "PPid:") {
        if parent == f64::from(std::process::id()) {
            return true;
        }
        process = PathBuf::from(format!("/proc/{parent}"));
    }
    false
}

fn field(process: &Path, name: &str) -> Option<f64> {
    let status = std::fs::read_to_string(process.join("status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}
