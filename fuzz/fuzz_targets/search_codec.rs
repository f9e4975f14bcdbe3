//! No bytes in the place of a file of a search index make its reader panic, loop, or take much memory; and what
//! it takes for a file says only what can be.
#![no_main]

use libfuzzer_sys::fuzz_target;
use offprint_search::invariants::broken_file;

fuzz_target!(|input: (u8, u16, &[u8])| {
    let (kind, documents, bytes) = input;
    assert_eq!(broken_file(kind, documents.into(), bytes), None);
});
