//! What starts a Firefox. A `geckodriver` steers one browser only, so each has its own.

use super::supervised::Supervised;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;
use thirtyfour::common::capabilities::firefox::FirefoxPreferences;
use thirtyfour::{BrowserCapabilitiesHelper, DesiredCapabilities, WebDriver};

/// Debian's program, then what others call it.
const BROWSERS: [&str; 2] = ["firefox-esr", "firefox"];

/// A service worker that has had nothing to do for so long is stopped; the next event starts it anew. Firefox'
/// own half a minute would hide what a worker forgets.
pub const WORKER_IDLE: Duration = Duration::from_millis(500);

/// The driver of one browser.
pub fn driver() -> Supervised {
    // `cargo xtask test` names the one that it has installed.
    let program = std::env::var("OFFPRINT_GECKODRIVER").unwrap_or_else(|_| "geckodriver".to_owned());
    Supervised::start(&format!("{program} --port 0 --websocket-port 0"), "Listening on 127.0.0.1:")
}

/// A browser with its profile in this folder.
pub async fn session(driver: &Supervised, profile: &Path) -> WebDriver {
    let mut capabilities = DesiredCapabilities::firefox();
    capabilities.set_firefox_binary(browser()).expect("a program");
    let folder = profile.display().to_string();
    let arguments = ["-headless", "-profile", &folder, "--width=1280", "--height=800"];
    capabilities.set_browser_option("args", arguments).expect("arguments");
    let mut preferences = FirefoxPreferences::new();
    // Nothing is asked of the network that a test has not asked for.
    for name in ["network.captive-portal-service.enabled", "network.connectivity-service.enabled"] {
        preferences.set(name, false).expect("a preference");
    }
    preferences.set("dom.serviceWorkers.idle_timeout", WORKER_IDLE.as_millis() as u64).expect("a preference");
    capabilities.set_preferences(preferences).expect("preferences");
    let session = WebDriver::new(driver.address(), capabilities).await.expect("Firefox starts");
    // The driver's end is the browser's end. Closing the session first would ask over a connection that
    // belongs to a runtime which is waiting for the answer.
    session.clone().leak().expect("a session that has just begun");
    session
}

fn browser() -> &'static str {
    let runs = |name: &&&str| {
        let mut command = Command::new(name);
        command.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    BROWSERS.iter().find(runs).expect("Firefox is installed (`apt install firefox-esr`)")
}
