//! Loaded by a page and by its worker; it waits to be asked.

fn main() {
    offprint_app::search::set_up();
}
