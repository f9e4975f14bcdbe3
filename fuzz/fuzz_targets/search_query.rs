//! No text and no query makes the search panic, and what it finds in them is where it says.
#![no_main]

use libfuzzer_sys::fuzz_target;
use offprint_search::invariants::broken;

fuzz_target!(|input: (&str, &str, bool)| {
    let (text, query, typing) = input;
    assert_eq!(broken(text, query, typing), None);
});
