//! The one `chromedriver` of this process.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// Ends the driver and its browsers, which share a process group, when this process ends in whatever
/// way: the pipe that `cat` reads from is then closed.
const SUPERVISED: &str = "chromedriver --port=0 & cat > /dev/null; kill -TERM 0";

/// The driver's address; the first caller starts it.
pub fn address() -> &'static str {
    static ADDRESS: OnceLock<String> = OnceLock::new();
    ADDRESS.get_or_init(|| {
        let mut shell = Command::new("sh");
        shell.args(["-c", SUPERVISED]).process_group(0);
        shell.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut shell = shell.spawn().expect("sh starts");
        let output = BufReader::new(shell.stdout.take().expect("a pipe"));
        let started = "was started successfully on port ";
        let mut lines = output.lines().map_while(Result::ok);
        let port = lines
            .find_map(|line| line.split(started).nth(1).map(|port| port.trim_end_matches('.').to_owned()));
        let port = port.expect("chromedriver starts: is it installed? (`apt install chromium-driver`)");
        // Nobody reads on; a full pipe would stop the driver.
        std::thread::spawn(move || lines.for_each(drop));
        // Its standard input stays open as long as this process lives.
        std::mem::forget(shell);
        format!("http://127.0.0.1:{port}")
    })
}
