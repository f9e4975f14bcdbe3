//! Starts the app in a prerendered page.

fn main() {}
