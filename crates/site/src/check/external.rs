//! Asks other sites whether what links lead to is still there: politely, some hosts beside each other and one address
//! of a host after the other.

mod address;
mod cache;
mod client;

pub(super) use address::web_address;

use crate::config::FILE;
use crate::{Code, Diagnostic, Progress};
use address::{fragment, host, is_reserved};
use cache::Cache;
use client::Client;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How other sites are asked.
#[derive(Clone, Copy, Debug)]
pub struct ExternalOptions {
    /// Hosts that are asked at the same time.
    pub hosts: usize,
    /// Between two questions to one host.
    pub pause: Duration,
    /// How long an answer may take.
    pub timeout: Duration,
    /// How often an address is asked that answers "not now", or not at all.
    pub attempts: u32,
    /// Before the second attempt; twice as long before each that follows, unless the host says how long.
    pub wait: Duration,
    /// Longest wait that is granted to a host; one that wants more is not asked again.
    pub longest_wait: Duration,
}

impl Default for ExternalOptions {
    fn default() -> Self {
        Self {
            hosts: 16,
            pause: Duration::from_millis(500),
            timeout: Duration::from_secs(20),
            attempts: 3,
            wait: Duration::from_secs(2),
            longest_wait: Duration::from_secs(60),
        }
    }
}

/// A link to another site.
pub(super) struct Outside {
    /// Whole, as a browser asks for it: without `#`.
    pub(super) url: String,
    pub(super) written: String,
    /// The file that it stands in, its text, and where.
    pub(super) path: String,
    pub(super) text: Arc<str>,
    pub(super) span: Range<usize>,
}

/// What an address answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Answer {
    /// It is there.
    Good,
    /// It is at another address for good.
    Moved(String),
    /// It does not answer programs, or not now: nothing is known of it.
    Unclear,
    /// The host says that it is not there, or says nothing that makes sense.
    Dead(String),
    /// Nothing answers, however often it is asked. Perhaps it is the network: this is not remembered.
    Silent(String),
}

/// So many addresses of a host in a row that nothing answers: its others are not waited for any more.
const SILENT_IN_A_ROW: usize = 2;

/// Where none of so many hosts answers, it is this machine that has no network.
const HOSTS_OF_A_NETWORK: usize = 3;

/// That other sites are to be asked, and what it takes.
#[derive(Clone, Copy)]
pub(super) struct Ask<'a> {
    pub(super) options: &'a ExternalOptions,
    /// Decides which answers are too old.
    pub(super) now: Timestamp,
    pub(super) progress: &'a dyn Progress,
}

impl Ask<'_> {
    /// What other sites answer to the links of the site in this folder.
    pub(super) fn about(&self, site: &Path, links: Vec<Outside>) -> Vec<Diagnostic> {
        let mut places: BTreeMap<String, Vec<Outside>> = BTreeMap::new();
        for link in links.into_iter().filter(|link| !is_reserved(&link.url)) {
            places.entry(link.url.clone()).or_default().push(link);
        }
        let mut cache = Cache::read(site, self.now);
        let mut answers: BTreeMap<String, Answer> = BTreeMap::new();
        let mut hosts: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for url in places.keys() {
            match cache.get(url) {
                Some(answer) => drop(answers.insert(url.clone(), answer)),
                None => hosts.entry(host(url)).or_default().push(url.clone()),
            }
        }
        if hosts.is_empty() {
            return told(&places, &answers);
        }
        let client = Client::new(self.options);
        let mut findings = Vec::new();
        if !client.knows_certificates() {
            let before = hosts.len();
            hosts.retain(|_, urls| {
                urls.retain(|url| url.starts_with("http:"));
                !urls.is_empty()
            });
            findings.extend((hosts.len() < before).then(without_certificates));
        }
        let count = hosts.len();
        let new = self.all(hosts, &client);
        if count >= HOSTS_OF_A_NETWORK && new.iter().all(|(_, answer)| matches!(answer, Answer::Silent(_))) {
            findings.push(without_network());
        } else {
            for (url, answer) in new {
                cache.put(&url, &answer);
                answers.insert(url, answer);
            }
            findings.extend(cache.write());
        }
        findings.extend(told(&places, &answers));
        findings
    }

    /// Asks every address; hosts beside each other.
    fn all(&self, hosts: BTreeMap<String, Vec<String>>, client: &Client) -> Vec<(String, Answer)> {
        let threads = self.options.hosts.clamp(1, hosts.len().max(1));
        // The hosts with most addresses take longest: they begin.
        let mut queue: Vec<Vec<String>> = hosts.into_values().collect();
        queue.sort_by_key(|urls| std::cmp::Reverse(urls.len()));
        self.progress.begin("other sites", queue.iter().map(|urls| urls.len() as u64).sum());
        let queue = Mutex::new(VecDeque::from(queue));
        let answers = Mutex::new(Vec::new());
        let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        let work = || {
            while let Some(urls) = next() {
                let of_host = self.host(urls, client);
                answers.lock().unwrap_or_else(PoisonError::into_inner).extend(of_host);
            }
        };
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(work);
            }
        });
        answers.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks the addresses of a host, one after the other.
    fn host(&self, urls: Vec<String>, client: &Client) -> Vec<(String, Answer)> {
        let mut answers: Vec<(String, Answer)> = Vec::with_capacity(urls.len());
        let mut silent = 0;
        for url in urls {
            let answer = match answers.last() {
                Some((_, last)) if silent >= SILENT_IN_A_ROW => last.clone(),
                last => {
                    if last.is_some() {
                        std::thread::sleep(self.options.pause);
                    }
                    client.ask(&url)
                }
            };
            silent = if matches!(answer, Answer::Silent(_)) { silent + 1 } else { 0 };
            answers.push((url, answer));
            self.progress.advance(1);
        }
        answers
    }
}

/// What is to be said, at every place of an address.
fn told(places: &BTreeMap<String, Vec<Outside>>, answers: &BTreeMap<String, Answer>) -> Vec<Diagnostic> {
    let known = answers.iter().filter_map(|(url, answer)| Some((places.get(url)?, answer)));
    known.flat_map(|(places, answer)| places.iter().filter_map(|link| finding(link, answer))).collect()
}

fn finding(link: &Outside, answer: &Answer) -> Option<Diagnostic> {
    let written = &link.written;
    let (code, message, help) = match answer {
        Answer::Good | Answer::Unclear => return None,
        Answer::Moved(to) => {
            let part = fragment(written).filter(|_| fragment(to).is_none());
            let to = part.map_or_else(|| to.clone(), |part| format!("{to}#{part}"));
            (Code::MovedLink, format!("`{written}` has moved for good, to `{to}`"), format!("write `{to}`"))
        }
        Answer::Dead(why) => (
            Code::DeadLink,
            format!("`{written}` {why}"),
            "write the page's new address or that of an archived copy, or name this one in \
             `[check] external_allow` in `offprint.toml`"
                .to_owned(),
        ),
        Answer::Silent(why) => (
            Code::DeadLink,
            format!("`{written}` {why}"),
            "look whether the site is still there, and check again later; `[check] external_allow` in \
             `offprint.toml` has it not asked"
                .to_owned(),
        ),
    };
    Some(Diagnostic::of(code, link.path.as_str(), message).at(&link.text, link.span.clone()).help(help))
}

fn without_certificates() -> Diagnostic {
    let message =
        "links to other sites by `https` were not checked: this machine has no certificates to know hosts by";
    Diagnostic::of(Code::BuildWarning, FILE, message)
        .help("install the system's certificates (the package `ca-certificates`), or name a file of them in `SSL_CERT_FILE`")
}

fn without_network() -> Diagnostic {
    let message = "links to other sites were not checked: none of the hosts answers";
    Diagnostic::of(Code::BuildWarning, FILE, message)
        .help("see that this machine is online, or check without `--external`")
}
