use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::report;

/// What a site is made of. The output folder lies beside it, and nobody watches that.
const CONFIGURATION: &str = "offprint.toml";
const FOLDERS: [&str; 3] = ["content", "static", "theme"];

/// An editor writes a file in several steps, which are over when it has been quiet for so long.
const QUIET: Duration = Duration::from_millis(80);
/// A build begins after so long even if files keep changing.
const LONGEST: Duration = Duration::from_secs(1);

/// Watches a site's folder.
pub(crate) struct Watch {
    site: PathBuf,
    messages: Receiver<Message>,
    /// `None` where the system cannot watch.
    watcher: Option<RecommendedWatcher>,
}

/// Ends a [`Watch`].
pub(crate) struct Stop(Sender<Message>);

enum Message {
    Event(notify::Result<Event>),
    Stop,
}

impl Stop {
    pub(crate) fn stop(self) {
        // Where nobody listens any more, there is nothing to stop.
        let _ = self.0.send(Message::Stop);
    }
}

impl Watch {
    /// Watches `site`, an absolute path without symbolic links. Where that cannot be, it says so.
    pub(crate) fn new(site: &Path) -> (Self, Stop) {
        let (sender, messages) = mpsc::channel();
        let events = sender.clone();
        let watcher = notify::recommended_watcher(move |event| {
            let _ = events.send(Message::Event(event));
        });
        let watcher = watcher.map_err(|error| cannot_watch(site, &error)).ok();
        let mut watch = Self { site: site.to_path_buf(), messages, watcher };
        watch.follow(site, RecursiveMode::NonRecursive);
        for folder in FOLDERS {
            watch.follow(&site.join(folder), RecursiveMode::Recursive);
        }
        (watch, Stop(sender))
    }

    /// Waits until something of the site has changed: its paths, with `/` between their parts. `None`
    /// when it was stopped.
    pub(crate) fn changes(&mut self) -> Option<BTreeSet<String>> {
        let mut changed = BTreeSet::new();
        while changed.is_empty() {
            match self.messages.recv() {
                Ok(Message::Event(event)) => self.note(event, &mut changed),
                Ok(Message::Stop) | Err(_) => return None,
            }
        }
        let begun = Instant::now();
        while begun.elapsed() < LONGEST {
            match self.messages.recv_timeout(QUIET) {
                Ok(Message::Event(event)) => self.note(event, &mut changed),
                Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => break,
            }
        }
        Some(changed)
    }

    fn note(&mut self, event: notify::Result<Event>, changed: &mut BTreeSet<String>) {
        let event = match event {
            Ok(event) => event,
            Err(error) => return cannot_watch(&self.site, &error),
        };
        if event.need_rescan() {
            changed.insert("content".to_owned());
        }
        let only_read =
            matches!(&event.kind, EventKind::Access(kind) if *kind != AccessKind::Close(AccessMode::Write));
        if only_read {
            return;
        }
        for path in &event.paths {
            let Some(name) = part_of_site(&self.site, path) else {
                continue;
            };
            // A folder that came, went or was replaced: the system still looks at the old one.
            if FOLDERS.contains(&name.as_str())
                && let Some(watcher) = &mut self.watcher
            {
                let _ = watcher.unwatch(path);
                self.follow(path, RecursiveMode::Recursive);
            }
            changed.insert(name);
        }
    }

    fn follow(&mut self, path: &Path, mode: RecursiveMode) {
        if let Some(watcher) = &mut self.watcher
            && path.is_dir()
            && let Err(error) = watcher.watch(path, mode)
        {
            cannot_watch(path, &error);
        }
    }
}

fn cannot_watch(path: &Path, error: &notify::Error) {
    report::complain(format_args!(
        "cannot watch `{}`, so changes in it are not seen: {error}",
        path.display()
    ));
}

/// The path relative to the site's folder, if it is something that a build reads.
fn part_of_site(site: &Path, path: &Path) -> Option<String> {
    let relative = path.strip_prefix(site).ok()?;
    let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
    let (first, rest) = parts.split_first()?;
    let is_ours = if rest.is_empty() {
        first == CONFIGURATION || FOLDERS.contains(&first.as_ref())
    } else {
        FOLDERS.contains(&first.as_ref())
    };
    let ours = is_ours && !parts.iter().any(|part| is_temporary(part));
    ours.then(|| parts.join("/"))
}

/// What editors and file managers put beside a file while they work on it.
fn is_temporary(name: &str) -> bool {
    const ENDINGS: [&str; 9] =
        ["~", ".swp", ".swo", ".swx", ".tmp", ".part", ".crdownload", ".kate-swp", ".bak"];
    const BEGINNINGS: [&str; 4] = [".#", "#", ".goutputstream-", ".nfs"];
    // Vim tests with a file `4913` whether it may write to a folder; JetBrains' `___jb_tmp___` ends a name.
    name == "4913"
        || name == ".DS_Store"
        || name.contains("___jb_")
        || ENDINGS.iter().any(|ending| name.ends_with(ending))
        || BEGINNINGS.iter().any(|beginning| name.starts_with(beginning))
}

#[cfg(test)]
mod tests {
    use super::{Watch, part_of_site};
    use std::fs;
    use std::path::Path;

    #[test]
    fn only_what_a_build_reads_counts() {
        let part = |path: &str| part_of_site(Path::new("/site"), &Path::new("/site").join(path));
        assert_eq!(part("offprint.toml").as_deref(), Some("offprint.toml"));
        assert_eq!(part("content/posts/é.md").as_deref(), Some("content/posts/é.md"));
        assert_eq!(part("static/.well-known/x").as_deref(), Some("static/.well-known/x"));
        assert_eq!(part("theme").as_deref(), Some("theme"));
        for path in [
            "",
            "public/index.html",
            ".git/index",
            "notes.txt",
            "offprint.toml~",
            "content/.#a.md",
            "content/#a.md#",
            "content/posts/.a.md.swp",
            "content/posts/4913",
            "content/posts/a.md___jb_tmp___",
        ] {
            assert_eq!(part(path), None, "{path}");
        }
        assert_eq!(part_of_site(Path::new("/site"), Path::new("/elsewhere/content")), None);
    }

    #[test]
    fn saving_a_file_is_seen_and_building_is_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let site = folder.path().canonicalize().expect("a path");
        fs::create_dir(site.join("content")).expect("content");
        fs::create_dir(site.join("public")).expect("public");
        fs::write(site.join("content/a.md"), "a").expect("a file");
        let (mut watch, _stop) = Watch::new(&site);

        fs::write(site.join("public/index.html"), "x").expect("a file");
        fs::read(site.join("content/a.md")).expect("its text");
        fs::write(site.join("content/b.md.tmp"), "b").expect("a file");
        fs::rename(site.join("content/b.md.tmp"), site.join("content/b.md")).expect("a move");
        let changes = watch.changes().expect("changes");
        assert_eq!(changes.iter().map(String::as_str).collect::<Vec<_>>(), ["content/b.md"]);
    }

    #[test]
    fn a_folder_that_comes_later_is_watched() {
        let folder = tempfile::tempdir().expect("a folder");
        let site = folder.path().canonicalize().expect("a path");
        let (mut watch, _stop) = Watch::new(&site);
        fs::create_dir(site.join("theme")).expect("theme");
        assert!(watch.changes().expect("changes").contains("theme"));
        fs::write(site.join("theme/custom.css"), "a {}").expect("a file");
        assert!(watch.changes().expect("changes").contains("theme/custom.css"));
    }

    #[test]
    fn a_watch_can_be_stopped() {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut watch, stop) = Watch::new(folder.path());
        stop.stop();
        assert_eq!(watch.changes(), None);
    }
}
