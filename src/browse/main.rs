//! Loaded by the app; it waits to be asked.

fn main() {
    offprint_app::browse::set_up();
}
