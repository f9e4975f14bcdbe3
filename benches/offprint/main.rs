//! What Offprint costs.
fn main() {}
