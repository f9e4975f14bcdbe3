//! The one `chromedriver` of this process.

use super::supervised::Supervised;
use std::sync::LazyLock;

/// The driver's address; the first caller starts it.
pub fn address() -> String {
    static DRIVER: LazyLock<Supervised> =
        LazyLock::new(|| Supervised::start("chromedriver --port=0", "was started successfully on port "));
    DRIVER.address()
}
