//! The matrix of faults, as much of it as there is time for. `OFFPRINT_CASES` says how many cases; the benchmark
//! (`cargo xtask bench offline matrix`) plays more of them. `OFFPRINT_CASE` plays one alone, by its number.

use crate::harness::offline::matrix;

/// Some four minutes on two cores.
const CASES: usize = 160;
/// Which cases these are.
const SEED: u64 = 5;

#[tokio::test(flavor = "multi_thread")]
async fn whatever_goes_wrong_at_any_request_no_page_is_wrong_or_mixed() {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<usize>().expect("a number"));
    let tally = match number("OFFPRINT_CASE") {
        Some(case) => matrix::run_numbers(&[case]).await,
        None => matrix::run(SEED, number("OFFPRINT_CASES").unwrap_or(CASES)).await,
    };
    println!("{tally}");
    let all: Vec<&String> = tally.wrong.iter().chain(&tally.broken).collect();
    assert!(all.is_empty(), "{tally}\n{all:#?}");
    assert!(tally.tried > 0, "no request was made");
}
