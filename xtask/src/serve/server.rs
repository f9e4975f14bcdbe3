use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result, bail};

use crate::repository::Repository;

/// A running `offprint serve`. It ends with this process, also when that is asked to end.
pub struct Server {
    binary: PathBuf,
    root: PathBuf,
    arguments: Vec<String>,
    child: Arc<Mutex<Child>>,
}

impl Server {
    /// Serves the demo on port 8080 unless the arguments say otherwise.
    pub fn start(repository: &Repository, binary: PathBuf, more: &[String]) -> Result<Server> {
        let mut arguments = vec!["serve".to_owned()];
        let given = |name: &str| more.iter().any(|arg| arg.split('=').next() == Some(name));
        if !given("--site") {
            arguments.extend(["--site".to_owned(), repository.demo().display().to_string()]);
        }
        if !given("--port") {
            arguments.extend(["--port".to_owned(), "8080".to_owned()]);
        }
        arguments.extend_from_slice(more);
        let root = repository.root().to_path_buf();
        let child = Arc::new(Mutex::new(spawn(&binary, &root, &arguments)?));
        let to_end = Arc::clone(&child);
        ctrlc::set_handler(move || {
            // It may have ended by itself; there is nobody left to tell.
            let _ = lock(&to_end).kill();
            std::process::exit(130);
        })
        .context("cannot listen for Ctrl-C")?;
        Ok(Server { binary, root, arguments, child })
    }

    /// Ends the server and starts the binary anew, which may be another one now.
    pub fn restart(&self) -> Result<()> {
        let mut child = lock(&self.child);
        child.kill().context("cannot stop the server")?;
        child.wait().context("cannot stop the server")?;
        *child = spawn(&self.binary, &self.root, &self.arguments)?;
        Ok(())
    }

    /// Fails when the server has ended by itself; it has said why.
    pub fn check(&self) -> Result<()> {
        match lock(&self.child).try_wait().context("cannot watch the server")? {
            Some(status) => bail!("`offprint serve` ended ({status})"),
            None => Ok(()),
        }
    }
}

fn spawn(binary: &Path, root: &Path, arguments: &[String]) -> Result<Child> {
    Command::new(binary)
        .args(arguments)
        .current_dir(root)
        .spawn()
        .with_context(|| format!("cannot start `{}`", binary.display()))
}

/// The value is whole even where a thread panicked while it held the lock.
fn lock(child: &Mutex<Child>) -> MutexGuard<'_, Child> {
    child.lock().unwrap_or_else(PoisonError::into_inner)
}
