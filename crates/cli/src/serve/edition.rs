use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{SystemTime, UNIX_EPOCH};

use offprint_model::BasePath;
use tokio::sync::watch;

use super::header_rules::HeaderRules;

/// What the server shows at the moment. A build that went wrong replaces only an edition that went wrong.
pub(crate) struct Shown {
    folder: PathBuf,
    /// Pages leave as they were built: a browser that keeps them for reading offline knows them by their hashes.
    pub(crate) untouched: bool,
    current: RwLock<Arc<Edition>>,
    names: watch::Sender<String>,
}

/// One state of the site.
pub(crate) struct Edition {
    /// Different for each edition, of any run; letters that need no escaping.
    pub(crate) name: String,
    run: u128,
    number: u64,
    pub(crate) state: State,
}

pub(crate) enum State {
    /// The files in the output folder.
    Built { base: BasePath, rules: HeaderRules },
    /// No build has succeeded yet; the text says why.
    Broken { report: String },
}

impl Edition {
    /// Milliseconds since 1970 keep the names of this run apart from those of an earlier one, whose pages
    /// may still be open.
    fn new(run: u128, number: u64, state: State) -> Self {
        Self { name: format!("{run}-{number}"), run, number, state }
    }

    fn next(&self, state: State) -> Self {
        Self::new(self.run, self.number + 1, state)
    }
}

impl Shown {
    /// Shows what will be built into `folder`.
    pub(crate) fn new(folder: PathBuf, untouched: bool) -> Self {
        let run = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
        let first = Edition::new(run, 0, State::Broken { report: String::new() });
        let names = watch::Sender::new(first.name.clone());
        Self { folder, untouched, current: RwLock::new(Arc::new(first)), names }
    }

    /// The output folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn current(&self) -> Arc<Edition> {
        // A writer replaces the whole value: there is nothing that a panic could leave half done.
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Hears the name of each new edition.
    pub(crate) fn subscribe(&self) -> watch::Receiver<String> {
        self.names.subscribe()
    }

    /// Shows what was just built into the folder.
    pub(crate) fn show(&self, base: BasePath) {
        let rules = fs::read_to_string(self.folder.join("_headers")).unwrap_or_default();
        self.replace(State::Built { base, rules: HeaderRules::parse(&rules) });
    }

    /// Whether there is a site to see.
    pub(crate) fn is_whole(&self) -> bool {
        matches!(self.current().state, State::Built { .. })
    }

    /// Shows why there is nothing to show, unless there is an earlier edition that is whole.
    pub(crate) fn show_problem(&self, report: String) {
        if !self.is_whole() {
            self.replace(State::Broken { report });
        }
    }

    fn replace(&self, state: State) {
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        let next = current.next(state);
        let name = next.name.clone();
        *current = Arc::new(next);
        drop(current);
        self.names.send_replace(name);
    }
}
