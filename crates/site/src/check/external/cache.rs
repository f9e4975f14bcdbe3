use super::Answer;
use crate::cache_folder::{cache_folder, prepare, write};
use crate::{Code, Diagnostic};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Of the format: another one is begun anew.
const VERSION: u32 = 1;

const HOUR: i64 = 60 * 60;

/// What other sites answered, for a while: `.offprint/links.json` in the site's folder.
pub(super) struct Cache {
    site: PathBuf,
    now: i64,
    stored: Stored,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    version: u32,
    links: BTreeMap<String, Entry>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    /// Seconds since 1970.
    at: i64,
    answer: Answer,
}

impl Entry {
    /// What is there stays for long; what is not may come back.
    fn is_fresh(&self, now: i64) -> bool {
        let hours = match self.answer {
            Answer::Good | Answer::Moved(_) => 7 * 24,
            Answer::Unclear => 24,
            Answer::Dead(_) => 1,
            Answer::Silent(_) => 0,
        };
        // A number of a damaged file may be any.
        (self.at..self.at.saturating_add(hours * HOUR)).contains(&now)
    }
}

impl Cache {
    /// What is known. A file that is missing or not understood holds nothing.
    pub(super) fn read(site: &Path, now: Timestamp) -> Self {
        let text = fs::read(file(site)).ok();
        let stored = text.and_then(|text| serde_json::from_slice::<Stored>(&text).ok());
        let stored = stored.filter(|stored| stored.version == VERSION);
        let mut stored = stored.unwrap_or(Stored { version: VERSION, links: BTreeMap::new() });
        let now = now.as_second();
        stored.links.retain(|_, entry| entry.is_fresh(now));
        Self { site: site.to_owned(), now, stored }
    }

    pub(super) fn get(&self, url: &str) -> Option<Answer> {
        self.stored.links.get(url).map(|entry| entry.answer.clone())
    }

    pub(super) fn put(&mut self, url: &str, answer: &Answer) {
        let entry = Entry { at: self.now, answer: answer.clone() };
        if entry.is_fresh(self.now) {
            self.stored.links.insert(url.to_owned(), entry);
        }
    }

    /// Keeps what is known, and says where that cannot be.
    pub(super) fn write(&self) -> Option<Diagnostic> {
        let write = || -> io::Result<()> {
            prepare(&self.site, &cache_folder(&self.site))?;
            write(&file(&self.site), &serde_json::to_vec_pretty(&self.stored)?)
        };
        let error = write().err()?;
        let message = format!("cannot keep what other sites answered: {}", error.kind());
        let help = "the next check asks them again; see that the folder `.offprint` can be written";
        Some(Diagnostic::of(Code::BuildWarning, ".offprint/links.json", message).help(help))
    }
}

fn file(site: &Path) -> PathBuf {
    cache_folder(site).join("links.json")
}
