//! A driver of browsers that never outlives the test which started it.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

/// A driver that listens on a port of its own. Dropping it ends it and its browsers, which share a process
/// group; and they end when this process ends in whatever way: the pipe that `cat` reads from is then closed.
pub struct Supervised {
    shell: Child,
    port: String,
}

impl Supervised {
    /// Starts a driver, which says its port on its standard output, after these words.
    pub fn start(driver: &str, before_port: &'static str) -> Self {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("{driver} & cat > /dev/null; kill -TERM 0")]).process_group(0);
        shell.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut shell = shell.spawn().expect("sh starts");
        let output = BufReader::new(shell.stdout.take().expect("a pipe"));
        let mut lines = output.lines().map_while(Result::ok);
        let port = lines.find_map(|line| {
            let rest = line.split(before_port).nth(1)?;
            Some(rest.chars().take_while(char::is_ascii_digit).collect())
        });
        let port = port.unwrap_or_else(|| panic!("`{driver}` does not start: is it installed?"));
        // Nobody reads on; a full pipe would stop the driver.
        std::thread::spawn(move || lines.for_each(drop));
        Self { shell, port }
    }

    /// The driver's address.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Supervised {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        // It ends by its own signal; only that it has ended matters.
        let _ = self.shell.wait();
    }
}
