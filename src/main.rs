//! The app in the page that the browser shows. Its loader calls `offprint_app::start::start`, which is
//! exported to it.

fn main() {
    // Names the library, so that what it exports is linked in.
    let _ = offprint_app::start::start;
}
