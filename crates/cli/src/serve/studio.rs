use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use offprint_bundle::Bundle;
use offprint_site::{BuildError, BuildOptions, Config, Diagnostic, Overrides, build};
use tokio::sync::oneshot;

use super::edition::Shown;
use super::watch::Watch;
use crate::arguments::Selection;
use crate::error::CommandError;
use crate::moment;
use crate::progress::ProgressLine;
use crate::report;

/// Where the site is built, again and again.
pub(crate) struct Studio {
    pub(crate) bundle: Bundle,
    pub(crate) site: PathBuf,
    /// `http://127.0.0.1:8080`
    pub(crate) origin: String,
    pub(crate) selection: Selection,
    /// What is served is what a host would serve to readers, and may be kept on this device.
    pub(crate) offline: bool,
    pub(crate) shown: Arc<Shown>,
    /// What the author has been warned of, by file and message. Once is enough.
    pub(crate) warned: BTreeSet<(String, String)>,
}

impl Studio {
    /// Builds now, tells `built`, and builds again after each change until the watch is stopped.
    pub(crate) fn work(&mut self, mut watch: Watch, built: oneshot::Sender<()>) {
        let mut home = self.build().unwrap_or_else(|| format!("{}/", self.origin));
        // An error only says that nobody waits any more: the server was stopped.
        let _ = built.send(());
        self.announce(&home);
        while let Some(changed) = watch.changes() {
            report::say(format_args!("\n{}", changed_line(&changed)));
            if let Some(new) = self.build()
                && new != home
            {
                self.announce(&new);
                home = new;
            }
        }
    }

    fn announce(&self, home: &str) {
        report::say(format_args!("Serving {} at {home} (Ctrl-C stops it)", self.site.display()));
    }

    /// Builds, shows the result and gives the address of its home; where that goes wrong, prints why.
    fn build(&mut self) -> Option<String> {
        match self.try_build() {
            Ok(home) => Some(home),
            Err(error) => {
                report::error(&error);
                self.shown.show_problem(report::plain(&error));
                None
            }
        }
    }

    fn try_build(&mut self) -> Result<String, CommandError> {
        let started = Instant::now();
        let config = Config::read(&self.site, &Overrides::default()).map_err(BuildError::Content)?;
        let base_url = format!("{}{}", self.origin, config.base);
        let options = BuildOptions {
            site: self.site.clone(),
            out: self.shown.folder().to_path_buf(),
            base_url: Some(base_url.clone()),
            drafts: self.selection.drafts,
            future: self.selection.future,
            now: Some(moment::now()?),
            preview: !self.offline,
        };
        let progress = ProgressLine::new();
        let built = build(&options, &self.bundle, &progress);
        drop(progress);
        let built = built?;
        self.warn(&built.warnings);
        report::say(report::build_line(&built, started.elapsed()));
        // The first build of a run may find the very files that a killed run left.
        if built.written > 0 || !self.shown.is_whole() {
            self.shown.show(built.base);
        }
        Ok(base_url)
    }

    /// Prints the warnings that the build before did not have.
    fn warn(&mut self, warnings: &[Diagnostic]) {
        let key = |warning: &Diagnostic| (warning.path.clone(), warning.message.clone());
        let new = warnings.iter().filter(|warning| !self.warned.contains(&key(warning)));
        report::diagnostics(&new.cloned().collect::<Vec<_>>());
        self.warned = warnings.iter().map(key).collect();
    }
}

/// `content/posts/a.md and 2 more changed`.
fn changed_line(changed: &BTreeSet<String>) -> String {
    let first = changed.first().map_or("the site", String::as_str);
    match changed.len() {
        0 | 1 => format!("{first} changed"),
        number => format!("{first} and {} more changed", number - 1),
    }
}

#[cfg(test)]
mod tests {
    use super::changed_line;

    #[test]
    fn many_changes_are_one_line() {
        let line = |paths: &[&str]| changed_line(&paths.iter().map(|&path| path.to_owned()).collect());
        assert_eq!(line(&["content/a.md"]), "content/a.md changed");
        assert_eq!(line(&["content/a.md", "content/b.md"]), "content/a.md and 1 more changed");
    }
}
