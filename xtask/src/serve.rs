mod sources;

use std::path::Path;
use std::process::{Child, Command};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use sources::Sources;

use crate::dist::{self, executable};
use crate::repository::Repository;

/// Long enough to cost nothing, short enough to feel immediate.
const POLL: Duration = Duration::from_millis(400);

/// Shows the demo and keeps app and binary fresh; `offprint serve` itself watches the content.
pub fn run(repository: &Repository, args: &[String]) -> Result<()> {
    let binary = executable(repository.target("serve/offprint"));
    let mut sources = Sources::read(repository);
    dist::for_serving(repository, &binary)?;
    let mut server = Server::start(repository, &binary, args)?;
    loop {
        thread::sleep(POLL);
        server.check()?;
        let now = Sources::read(repository);
        if now == sources {
            continue;
        }
        sources = now;
        println!("a source changed: compiling");
        match dist::for_serving(repository, &binary) {
            Ok(()) => {
                server.stop()?;
                server = Server::start(repository, &binary, args)?;
            }
            Err(error) => eprintln!("error: {error:#}\nstill serving what compiled last"),
        }
    }
}

/// A running `offprint serve`; it ends with this value.
struct Server(Child);

impl Server {
    fn start(repository: &Repository, binary: &Path, args: &[String]) -> Result<Server> {
        let mut command = Command::new(binary);
        command.arg("serve").current_dir(repository.root());
        if !args.iter().any(|arg| arg == "--site" || arg.starts_with("--site=")) {
            command.arg("--site").arg(repository.demo());
        }
        if !args.iter().any(|arg| arg == "--port" || arg.starts_with("--port=")) {
            command.args(["--port", "8080"]);
        }
        let child = command.args(args).spawn();
        child.map(Server).with_context(|| format!("cannot start `{}`", binary.display()))
    }

    /// Fails when the server has ended by itself; it has said why.
    fn check(&mut self) -> Result<()> {
        match self.0.try_wait().context("cannot watch the server")? {
            Some(status) => bail!("`offprint serve` ended ({status})"),
            None => Ok(()),
        }
    }

    fn stop(&mut self) -> Result<()> {
        self.0.kill().context("cannot stop the server")?;
        self.0.wait().context("cannot stop the server")?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.stop();
    }
}
