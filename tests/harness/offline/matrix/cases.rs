//! Which cases there are.

use super::scenes::{self, Scene};
use crate::harness::browser::{Browser, Engine};
use crate::harness::fault::{Cut, Event, Fault};
use crate::harness::fixture::Built;
use crate::harness::offline::reader::REDIRECTED;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A way of going wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wrongdoing {
    /// See [`Cut`].
    CutBeforeHead,
    /// See [`Cut`].
    CutAfterHead,
    /// See [`Cut`].
    CutAfterAByte,
    /// See [`Cut`].
    CutInTheMiddle,
    /// See [`Cut`].
    CutBeforeTheLastByte,
    /// The status 500.
    Error500,
    /// The status 503.
    Error503,
    /// The host's page for what is missing.
    Missing,
    /// Half of the file, as if it were all.
    Truncated,
    /// A bit is another.
    Altered,
    /// Plain text, whatever it is.
    OtherType,
    /// To another page of the site.
    RedirectInside,
    /// To another host, where nobody is.
    RedirectOutside,
    /// Another release comes out at this request.
    Deploy,
    /// The host goes down at this request.
    Down,
}

impl Wrongdoing {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::CutBeforeHead,
        Self::CutAfterHead,
        Self::CutAfterAByte,
        Self::CutInTheMiddle,
        Self::CutBeforeTheLastByte,
        Self::Error500,
        Self::Error503,
        Self::Missing,
        Self::Truncated,
        Self::Altered,
        Self::OtherType,
        Self::RedirectInside,
        Self::RedirectOutside,
        Self::Deploy,
        Self::Down,
    ];

    /// What the server does; `other` is the release that comes out, `base` where the site is.
    pub fn event(self, base: &str, other: &Built) -> Event {
        Event::Fault(match self {
            Self::CutBeforeHead => Fault::Cut(Cut::BeforeHead),
            Self::CutAfterHead => Fault::Cut(Cut::AfterHead),
            Self::CutAfterAByte => Fault::Cut(Cut::AfterBytes(1)),
            Self::CutInTheMiddle => Fault::Cut(Cut::Half),
            Self::CutBeforeTheLastByte => Fault::Cut(Cut::BeforeLastByte),
            Self::Error500 => Fault::Status(500),
            Self::Error503 => Fault::Status(503),
            Self::Missing => Fault::Missing,
            Self::Truncated => Fault::truncated(),
            Self::Altered => Fault::altered(),
            Self::OtherType => Fault::Type("text/plain"),
            Self::RedirectInside => Fault::Redirect(format!("{base}{REDIRECTED}")),
            // The discard port: nothing listens.
            Self::RedirectOutside => Fault::Redirect("http://127.0.0.1:9/".to_owned()),
            Self::Deploy => return Event::Deploy(other.clone()),
            Self::Down => return Event::Down,
        })
    }

    /// The answer looks well and is not: a browser keeps it as long as its head says.
    pub fn poisons(self) -> bool {
        matches!(self, Self::Truncated | Self::Altered | Self::OtherType)
    }
}

/// One request of a scene.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RequestOf {
    /// The path, with `*` for what differs between releases.
    pub pattern: String,
    /// Which of the requests of this pattern, counted from 1.
    pub turn: usize,
}

impl fmt::Display for RequestOf {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "request {} of {:?}", self.turn, self.pattern)
    }
}

/// A fault at a request.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its place among the cases of its scene, the same for the same product.
    pub number: usize,
    /// What the reader does.
    pub scene: Scene,
    /// Where it goes wrong.
    pub request: RequestOf,
    /// How.
    pub wrongdoing: Wrongdoing,
}

impl Case {
    /// What it is called when it is to be played alone.
    pub fn name(&self) -> String {
        format!("{:?} {}", self.scene, self.number)
    }

    /// Another release comes out in it.
    pub fn with_deploy(&self) -> bool {
        self.wrongdoing == Wrongdoing::Deploy
    }

    /// Nobody can tell an altered document of a release that is not on the device from the right one.
    pub fn alters(&self, document: &str) -> bool {
        self.wrongdoing == Wrongdoing::Altered && self.request.pattern == document
    }
}

impl fmt::Display for Case {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { number, scene, request, wrongdoing } = self;
        write!(formatter, "case {scene:?} {number}, {request}, {wrongdoing:?}")
    }
}

/// All cases: each scene is played once with a network that is well, and every request of it can go wrong in every
/// way.
pub async fn all_cases(engine: Engine) -> Vec<Case> {
    let browser = Browser::of(engine).await;
    let mut cases = Vec::new();
    for scene in Scene::ALL {
        add_cases(&browser, scene, &mut cases).await;
    }
    cases
}

/// The cases of one scene.
pub async fn cases_of(engine: Engine, scene: Scene) -> Vec<Case> {
    let mut cases = Vec::new();
    add_cases(&Browser::of(engine).await, scene, &mut cases).await;
    cases
}

async fn add_cases(browser: &Browser, scene: Scene, cases: &mut Vec<Case>) {
    let mut number = 0;
    for request in requests(&scenes::rehearse(browser, scene).await) {
        for wrongdoing in Wrongdoing::ALL {
            // What Firefox has kept cannot be taken from it.
            let is_mendable = browser.engine() == Engine::Chromium || !wrongdoing.poisons();
            if makes_sense(&request, wrongdoing) && is_mendable {
                cases.push(Case { number, scene, request: request.clone(), wrongdoing });
            }
            number += 1;
        }
    }
}

/// Another program that happens to be a program is beyond anybody's promise; the browser looks for the right one
/// at every visit.
fn makes_sense(request: &RequestOf, wrongdoing: Wrongdoing) -> bool {
    !(request.pattern.ends_with(".js") && wrongdoing == Wrongdoing::Altered)
}

fn requests(paths: &[String]) -> BTreeSet<RequestOf> {
    let mut turns: BTreeMap<String, usize> = BTreeMap::new();
    let turn = |path: &String| {
        let pattern = pattern(path);
        let turn = turns.entry(pattern.clone()).or_default();
        *turn += 1;
        RequestOf { pattern, turn: *turn }
    };
    // The browser asks for the icon when it likes.
    paths.iter().filter(|path| !path.contains("favicon")).map(turn).collect()
}

/// A path with `*` in place of hashes.
pub fn pattern(path: &str) -> String {
    let is_hash = |part: &str| part.len() >= 10 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let mut parts: Vec<&str> = Vec::new();
    let mut rest = name;
    while let Some(at) = rest.find(['-', '.']) {
        parts.extend([&rest[..at], &rest[at..=at]]);
        rest = &rest[at + 1..];
    }
    parts.push(rest);
    let name: String = parts.into_iter().map(|part| if is_hash(part) { "*" } else { part }).collect();
    if folder.is_empty() && !path.starts_with('/') { name } else { format!("{folder}/{name}") }
}
