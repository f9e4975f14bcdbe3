//! Loaded by the worker, which calls what `offprint_app::search::engine` exports to it.

fn main() {
    // Names the library, so that what it exports is linked in.
    let _ = offprint_app::search::engine::open;
}
