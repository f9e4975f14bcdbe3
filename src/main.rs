//! Starts the app in the page that the browser shows.

fn main() {
    offprint_app::start::start();
}
