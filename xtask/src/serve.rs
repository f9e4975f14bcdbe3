mod server;
mod sources;

use std::thread;
use std::time::Duration;

use anyhow::Result;
use server::Server;
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
    let server = Server::start(repository, binary.clone(), args)?;
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
            Ok(()) => server.restart()?,
            Err(error) => eprintln!("error: {error:#}\nstill serving what compiled last"),
        }
    }
}
