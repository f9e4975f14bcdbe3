//! The matrix of faults, as much of it as there is time for. `OFFPRINT_CASES` says how many cases; the benchmark
//! (`cargo xtask bench offline matrix`) plays more of them. `OFFPRINT_CASE` plays one alone, by its name: `FirstVisit 7`.

use crate::harness::offline::matrix;

/// Some two minutes on two slow cores.
const CASES: usize = 40;
/// Which cases these are.
const SEED: u64 = 5;

#[tokio::test(flavor = "multi_thread")]
async fn whatever_goes_wrong_at_any_request_no_page_is_wrong_or_mixed() {
    let cases = std::env::var("OFFPRINT_CASES").map_or(CASES, |text| text.parse().expect("a number"));
    let tally = match std::env::var("OFFPRINT_CASE") {
        Ok(name) => matrix::run_one(&name).await,
        Err(_) => matrix::run(SEED, cases).await,
    };
    println!("{tally}");
    let not_met = tally.not_met.len();
    assert!(6 * not_met <= not_met + tally.tried, "too many points were not met: {:#?}", tally.not_met);
    let all: Vec<&String> = tally.wrong.iter().chain(&tally.broken).collect();
    assert!(all.is_empty(), "{tally}\n{all:#?}");
    assert!(tally.tried > 0, "no request was made");
}
