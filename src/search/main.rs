//! Loaded by the worker, which calls what `offprint_app::search::engine` exports to it.

/// The standard library's is three times as large.
#[global_allocator]
static ALLOCATOR: rlsf::GlobalTlsf = rlsf::GlobalTlsf::new();

fn main() {
    // Names the library, so that what it exports is linked in.
    let _ = offprint_app::search::engine::open;
}
