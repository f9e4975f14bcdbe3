//! What a filter costs on a very large site: time in Chromium, and bytes.

mod fetched;
mod session;

use crate::building;
use crate::corpus::Corpus;
use crate::harness::browser::Browser;
use crate::harness::fixture::{Built, files_below};
use crate::harness::generated::blog::{self, Size};
use crate::harness::generated::dice::Dice;
use crate::harness::server::Server;
use fetched::Fetched;
use session::Choice;
use std::collections::BTreeSet;
use std::path::Path;

const POSTS: usize = 50_000;
/// Different choices at home, and in the list of a tag.
const CHOICES: [usize; 2] = [220, 100];
/// A frame at 60 a second, in milliseconds.
const FRAME: f64 = 16.0;
/// What may be fetched for filters.
const KB: f64 = 500.0;

/// Builds a blog of so many posts (50,000 where nothing is said), filters it, and prints what it cost.
pub fn run(folder: &Path, posts: Option<usize>) {
    let posts = posts.unwrap_or(POSTS);
    let tags = (posts / 25).max(200);
    let site = folder.join("blog");
    blog::write(&site, Size { posts, tags, words: 20_000, series: 10 });
    let corpus = Corpus { name: format!("{posts} posts"), folder: site };
    let out = folder.join("out");
    println!(
        "{posts} posts, {tags} tags (four a post, by Zipf's law), 12 categories, 20 authors, ten years\n"
    );
    building::build(&corpus, &out).print();
    print_sizes(&out);
    let built = Built { folder: out, base: "/".to_owned() };
    tokio::runtime::Runtime::new().expect("a runtime").block_on(filter(&built));
}

async fn filter(built: &Built) {
    let server = Server::start(built).await;
    let browser = Browser::open().await;
    session::prepare(&browser).await;
    let mut dice = Dice::new(1);
    let tag = format!("tags/{}/", offprint_model::Slug::from_label(&blog::tag_label(0)));
    let mut choices = Vec::new();
    let mut fetched = Vec::new();
    for (path, count) in ["", tag.as_str()].into_iter().zip(CHOICES) {
        browser.open_app(server.url(path)).await;
        crate::harness::browser::pause(1_500).await;
        server.take_requests();
        let reached = reach(&browser).await;
        let files = server.take_requests();
        println!(
            "\n/{path}: choices are there {reached:.0} ms after the click on “Filter and sort”, which fetched"
        );
        Fetched::of(built, &files).print();
        fetched.extend(files);
        choices.extend(session::choose(&browser, count, &mut dice).await);
        fetched.extend(server.take_requests());
    }
    print_times(&choices);
    println!("\nAll that was fetched for {} choices, each file once", choices.len());
    let fetched = Fetched::of(built, &fetched);
    fetched.print();
    let typed: Vec<&str> = choices.iter().filter_map(|choice| choice.typed.as_deref()).collect();
    let words = fetched::words_of(built, &typed);
    let [p50, p95, max] = [50, 95, 100].map(|percent| percentile(&words, percent));
    println!(
        "\nWords for one of {} texts, in KB with brotli: p50 {p50:.1}, p95 {p95:.1}, max {max:.1}\n",
        typed.len()
    );
    let at_hand: Vec<f64> = choices.iter().filter(|c| !c.taken.waited).map(|c| c.taken.patched).collect();
    verdict("from the event to the answer in the document, p95", percentile(&at_hand, 95), FRAME, "ms");
    verdict("fetched to filter by terms and words (p50), with brotli", fetched.once(false) + p50, KB, "KB");
    verdict("and to sort by title, too", fetched.once(true) + p50, KB, "KB");
}

/// From the click that unfolds the choices until they are there.
async fn reach(browser: &Browser) -> f64 {
    let script = "
        const start = performance.now();
        document.querySelector('#filter-box > summary').click();
        return new Promise((done) => {
            const look = () => document.querySelector('#facets a.option') ? done(performance.now() - start) : setTimeout(look, 1);
            look();
        });";
    browser.value(script).await
}

fn print_times(choices: &[Choice]) {
    println!(
        "\n{} choices, one after the other; times in milliseconds; what is typed counts from the end of",
        choices.len()
    );
    println!("the debounce, which waits for the reader's next key\n");
    println!("| choices | how many | p50 | p95 | max |\n|:--|--:|--:|--:|--:|");
    let of = |name: &str, wanted: &dyn Fn(&Choice) -> bool, time: fn(&Choice) -> f64| {
        let times: Vec<f64> = choices.iter().filter(|choice| wanted(choice)).map(time).collect();
        if !times.is_empty() {
            let [p50, p95, max] = [50, 95, 100].map(|percent| percentile(&times, percent));
            println!("| {name} | {} | {p50:.1} | {p95:.1} | {max:.1} |", times.len());
        }
    };
    let at_hand = |choice: &Choice| !choice.taken.waited;
    let patched = |choice: &Choice| choice.taken.patched;
    of("answered from memory", &at_hand, patched);
    let kinds: BTreeSet<&str> = choices.iter().map(|choice| choice.kind).collect();
    for kind in kinds {
        of(&format!("– {kind}"), &|choice| at_hand(choice) && choice.kind == kind, patched);
    }
    of("answered from memory, laid out", &at_hand, |choice| choice.taken.laid_out);
    of("words or orders fetched before the answer", &|choice| choice.taken.waited, patched);
    of("until every row has its post", &|_| true, |choice| choice.taken.rows);
}

fn print_sizes(out: &Path) {
    let files = files_below(out);
    println!("{} files", files.len());
    for beginning in
        ["data/facets-", "data/words.", "data/words-", "data/order-", "data/posts-", "data/site.", ""]
    {
        let of_kind: Vec<usize> = files
            .iter()
            .filter(|(path, _)| path.starts_with(beginning))
            .map(|(_, bytes)| bytes.len())
            .collect();
        let name = if beginning.is_empty() { "all" } else { beginning };
        println!(
            "  {name:13} {:6} files {:10.2} MB",
            of_kind.len(),
            of_kind.iter().sum::<usize>() as f64 / 1e6
        );
    }
}

fn verdict(what: &str, value: f64, budget: f64, unit: &str) {
    let says = if value <= budget { "holds" } else { "IS EXCEEDED" };
    println!("{what}: {value:.1} {unit}; the budget of {budget:.0} {unit} {says}");
}

/// The smallest measurement that so many of a hundred do not exceed.
fn percentile(values: &[f64], percent: usize) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    let rank = (values.len() * percent).div_ceil(100).max(1);
    values.get(rank - 1).copied().expect("something was measured")
}
