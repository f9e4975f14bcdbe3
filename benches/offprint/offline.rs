//! What reading offline costs: what is fetched to install and to save a release, what of the next one is fetched
//! again, and what the worker adds to a navigation. Columns are the demo and a blog of 750 posts. And the matrix of
//! faults, with more cases than the tests have time for.

mod navigation;
mod reader;
mod releases;

use crate::harness::offline::matrix;
use crate::host::{Host, Link};
use crate::table::{Table, median};
use navigation::Navigation;
use reader::{Reader, Transfer};
use releases::Releases;
use std::path::Path;

/// Each figure of an installation is the middle one of so many; `once` on the command line is for one.
const RUNS: usize = 3;
/// Megabits a second, and milliseconds of a round trip.
const LINK: (f64, u64) = (10.0, 60);
/// What may be fetched again of a site that was saved whole when one of its posts changed, in percent.
const GOAL: f64 = 5.0;
const KB: f64 = 1e3;
const MB: f64 = 1e6;
/// Kinds of rows, as on the command line.
const KINDS: [&str; 3] = ["install", "navigation", "matrix"];
/// Cases of the matrix, where no number says otherwise.
const CASES: usize = 400;
/// Chooses them.
const SEED: u64 = 750;

/// Measures what is named, or everything, and prints the table.
pub fn run(folder: &Path, arguments: &[String]) {
    let wants = |kind: &str| {
        let named = |kind: &str| arguments.iter().any(|argument| argument == kind);
        named(kind) || !KINDS.into_iter().any(named)
    };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    if wants("install") || wants("navigation") {
        let runs = if arguments.iter().any(|argument| argument == "once") { 1 } else { RUNS };
        costs(&runtime, folder, wants, runs);
    }
    if wants("matrix") {
        let cases = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(CASES);
        let tally = runtime.block_on(matrix::run(SEED, cases));
        tally.wrong.iter().chain(&tally.broken).for_each(|case| println!("{case}"));
        println!("{tally}");
        assert!(tally.wrong.is_empty() && tally.broken.is_empty(), "only 0 passes");
    }
}

fn costs(runtime: &tokio::runtime::Runtime, folder: &Path, wants: impl Fn(&str) -> bool, runs: usize) {
    let sites = Releases::both(folder);
    let mut table = Table::new(sites.each_ref().map(|site| site.name.clone()));
    let mut verdicts = String::new();
    if wants("install") {
        let installs = sites.each_ref().map(|site| runtime.block_on(Installs::measure(site, runs)));
        verdicts = report_installs(&installs, &mut table);
    }
    if wants("navigation") {
        for (name, link) in [("a free link".to_owned(), Link::FREE), (link_name(), Link::new(LINK.0, LINK.1))]
        {
            let navigations = sites.each_ref().map(|site| runtime.block_on(navigation::measure(site, link)));
            report_navigations(&name, &navigations, &mut table);
        }
    }
    println!("{table}\n{verdicts}");
}

fn link_name() -> String {
    format!("{} Mbit/s, {} ms", LINK.0, LINK.1)
}

/// What releases of one site took to get.
struct Installs {
    /// All that can be saved of the first release: files, and bytes as they are sent and as they are.
    site: (f64, f64, f64),
    /// What a first visit installs by itself.
    first: Vec<Transfer>,
    /// Saving the whole site after that.
    whole: Vec<Transfer>,
    /// The text of a post changed, then a post was added, then the title of the site changed: with the whole site
    /// saved, and with nothing saved.
    next_whole: [Vec<Transfer>; 3],
    next: [Vec<Transfer>; 3],
}

impl Installs {
    async fn measure(site: &Releases, runs: usize) -> Self {
        let host = Host::start(&site.first).await;
        eprintln!("{}: compressing its files", site.name);
        let mut measured = Self {
            site: site.size(&host),
            first: Vec::new(),
            whole: Vec::new(),
            next_whole: Default::default(),
            next: Default::default(),
        };
        for folder in [&site.changed, &site.added, &site.renamed] {
            host.deploy(folder);
            host.sizes_of(&releases::saved_paths(folder));
        }
        for _ in 0..runs {
            for saves in [false, true] {
                host.deploy(&site.first);
                let reader = Reader::arrive(&host, "").await;
                host.link(Link::new(LINK.0, LINK.1));
                measured.first.push(reader.visit().await.told("installed"));
                if saves {
                    measured.whole.push(reader.save_site().await.told("saved whole"));
                }
                let next = if saves { &mut measured.next_whole } else { &mut measured.next };
                for (folder, transfers) in [&site.changed, &site.added, &site.renamed].into_iter().zip(next) {
                    host.deploy(folder);
                    transfers.push(reader.visit().await.told("the next release"));
                }
                host.link(Link::FREE);
            }
        }
        measured
    }
}

fn report_installs(sites: &[Installs; 2], table: &mut Table) -> String {
    let link = link_name();
    let of = |value: &dyn Fn(&Installs) -> f64| sites.each_ref().map(value);
    table.row("the site: posts, pages and their parts, files", "", of(&|site| site.site.0));
    table.row("  as they are sent", "MB", of(&|site| site.site.1 / MB));
    table.row("  as they are", "MB", of(&|site| site.site.2 / MB));
    let mut rows = |name: &str, transfers: &dyn Fn(&Installs) -> &Vec<Transfer>, share: bool| {
        let middle = |site: &Installs, value: fn(&Transfer) -> f64| {
            median(transfers(site).iter().map(value).collect::<Vec<_>>())
        };
        table.row(&format!("{name}: files"), "", of(&|site| middle(site, |t| t.files)));
        table.row("  sent", "KB", of(&|site| middle(site, |t| t.bytes) / KB));
        let percent = of(&|site| 100.0 * middle(site, |t| t.bytes) / site.site.1);
        if share {
            table.row("  of the site", "%", percent);
        }
        table.row(&format!("  at {link}"), "s", of(&|site| middle(site, |t| t.seconds)));
        percent
    };
    rows("a first visit installs by itself", &|site| &site.first, true);
    rows("saving the whole site after that", &|site| &site.whole, false);
    let changed = rows("a post's text changed, site saved whole", &|site| &site.next_whole[0], true);
    rows("  nothing saved", &|site| &site.next[0], true);
    let added = rows("a post was added, site saved whole", &|site| &site.next_whole[1], true);
    rows("  nothing saved", &|site| &site.next[1], true);
    rows("the site's title changed, site saved whole", &|site| &site.next_whole[2], true);
    rows("  nothing saved", &|site| &site.next[2], true);
    let verdict = |what: &str, percent: f64| {
        let says = if percent < GOAL { "holds" } else { "IS MISSED" };
        format!("{what}: {percent:.2} % of the site is sent; the goal of less than {GOAL} % {says}\n")
    };
    let [_, changed] = changed;
    let [_, added] = added;
    [verdict("1 of 750 posts changed", changed), verdict("1 post added to 750", added)].concat()
}

fn report_navigations(link: &str, sites: &[Navigation; 2], table: &mut Table) {
    table.row(
        &format!("{link}: first byte, no worker"),
        "ms",
        sites.each_ref().map(|n| n.none(|t| t.first_byte)),
    );
    table.row("  worker awake, times that", "", sites.each_ref().map(|n| n.awake(|t| t.first_byte)));
    table.row("  worker asleep, times that", "", sites.each_ref().map(|n| n.asleep(|t| t.first_byte)));
    table.row(
        &format!("{link}: first paint, no worker"),
        "ms",
        sites.each_ref().map(|n| n.none(|t| t.paint)),
    );
    table.row("  worker awake, times that", "", sites.each_ref().map(|n| n.awake(|t| t.paint)));
    table.row("  worker asleep, times that", "", sites.each_ref().map(|n| n.asleep(|t| t.paint)));
}
