//! What the reader does in each of the cases, and what is looked at meanwhile and afterwards.

use super::Tally;
use super::cases::{Case, Wrongdoing, pattern};
use crate::harness::browser::{Browser, Engine};
use crate::harness::offline::device::{a_minute_later, stop_workers};
use crate::harness::offline::editions::{OTHER_POST, POST, TAG, edition, post};
use crate::harness::offline::oracle::{Shown, Sight, Way};
use crate::harness::offline::reader::{
    self, REDIRECTED, go, look, look_in_trouble, redirected, settle, try_to_settle, way_of,
};
use crate::harness::offline::store::{Store, build_of};
use crate::harness::server::Server;
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;

/// What the app says where a page does not come.
const TROUBLE: &str = "document.querySelector('.trouble')?.innerText.trim()";

/// What the reader does while something goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scene {
    /// Comes for the first time, reads a post, and a release is installed.
    FirstVisit,
    /// Comes back when another release is out, and it is installed.
    NextRelease,
    /// Has opened a saved page without a network, is back online on another release, and follows a link.
    Turning,
    /// Reads a page of the network when another release comes out that has the same frame, and follows a link.
    Staying,
    /// Saves a tag.
    Saving,
}

impl Scene {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::FirstVisit, Self::NextRelease, Self::Turning, Self::Staying, Self::Saving];
}

/// A host and a device that has a release of it.
pub struct Stage {
    scene: Scene,
    server: Server,
    /// The edition that is served and installed.
    letter: char,
}

/// The paths that a scene asks for when all is well, in order.
pub async fn rehearse(browser: &Browser, scene: Scene) -> Vec<String> {
    let mut stage = Stage::set(browser, scene).await;
    stage.server.take_requests();
    match scene {
        Scene::FirstVisit => {
            go(browser, &stage.server, POST).await;
            let answer = settle(browser, &stage.server).await;
            assert_eq!(answer["state"], "whole", "{scene:?}, when all is well: {answer}");
        }
        Scene::NextRelease => {
            stage.deploy_next(browser).await;
            go(browser, &stage.server, POST).await;
            let answer = settle(browser, &stage.server).await;
            assert_eq!(answer["state"], "whole", "{scene:?}, when all is well: {answer}");
        }
        Scene::Turning => {
            stage.open_without_network(browser).await;
            stage.deploy_next(browser).await;
            stage.server.up().await;
            stage.follow_link(browser, false).await;
        }
        Scene::Staying => {
            stage.open_with_network(browser).await;
            stage.deploy_next(browser).await;
            stage.follow_link(browser, false).await;
        }
        Scene::Saving => {
            reader::save(browser, &stage.server, reader::list(TAG), false).await;
        }
    }
    stage.server.take_requests()
}

/// Plays a case, on the stage of the one before if it fits. Returns the stage if it is fit for another one.
pub async fn play(browser: Arc<Browser>, stage: Option<Stage>, case: Case) -> (Option<Stage>, Tally) {
    let mut stage = match stage.filter(|stage| stage.scene == case.scene && case.scene != Scene::FirstVisit) {
        Some(stage) => stage,
        None => Stage::set(&browser, case.scene).await,
    };
    let mut findings = Findings { case: case.to_string(), tally: Tally::default() };
    let met = match case.scene {
        Scene::FirstVisit => stage.first_visit(&browser, &case, &mut findings).await,
        Scene::NextRelease => stage.next_release(&browser, &case, &mut findings).await,
        Scene::Turning => stage.turning(&browser, &case, &mut findings).await,
        Scene::Staying => stage.staying(&browser, &case, &mut findings).await,
        Scene::Saving => stage.saving(&browser, &case, &mut findings).await,
    };
    let editions = if case.scene == Scene::Staying { ['P', 'Q', 'R'] } else { ['A', 'B', 'C'] }.map(edition);
    let served: Vec<_> = editions.iter().collect();
    for flaw in Store::of(&browser, &stage.server).await.flaws(&served) {
        findings.broken(&format!("in the store: {flaw}"));
    }
    let mut tally = findings.tally;
    if met {
        tally.tried += 1;
    } else {
        tally.not_met.push(findings.case);
    }
    let is_fit = tally.wrong.is_empty() && tally.broken.is_empty();
    (is_fit.then_some(stage), tally)
}

/// The browser itself may hold a bad file of a release that the worker does not know for a right one, as on any
/// website, for as long as its head says.
async fn forget_poison(browser: &Browser, case: &Case) {
    if case.wrongdoing.poisons() && browser.engine() == Engine::Chromium {
        browser.devtools("Network.clearBrowserCache", json!({})).await;
    }
}

struct Findings {
    case: String,
    tally: Tally,
}

impl Findings {
    /// A page was looked at that may be any but a wrong one.
    fn not_wrong(&mut self, when: &str, shown: &Shown) {
        self.tally.patched += usize::from(matches!(shown, Shown::Patched(_)));
        if shown.is_wrong() {
            self.tally.wrong.push(format!("{}; {when}: {shown}", self.case));
        }
    }

    /// A page was looked at that has to be whole, of one of these editions.
    fn whole(&mut self, when: &str, shown: &Shown, letters: &[char]) {
        match shown {
            Shown::Whole(letter) if letters.contains(letter) => {}
            Shown::Wrong(_) => self.not_wrong(when, shown),
            other => self.broken(&format!("{when}: {other} instead of a whole page of {letters:?}")),
        }
    }

    /// A page was looked at that is not on the device: what is saved is shown, or the few lines.
    fn no_network(&mut self, when: &str, shown: &Shown) {
        match shown {
            Shown::Whole(_) | Shown::Saved(_) | Shown::Plain => {}
            Shown::Wrong(_) => self.not_wrong(when, shown),
            other => self.broken(&format!("{when}: {other}")),
        }
    }

    fn broken(&mut self, what: &str) {
        self.tally.broken.push(format!("{}; {what}", self.case));
    }
}

impl Stage {
    async fn set(browser: &Browser, scene: Scene) -> Self {
        let letter = if scene == Scene::Staying { 'P' } else { 'A' };
        let server = Server::start(&edition(letter)).await;
        server.answer_one_request_a_connection();
        if scene != Scene::FirstVisit {
            reader::settle_in(browser, &server, POST).await;
        }
        Self { scene, server, letter }
    }

    /// The edition after the one that is served, and the one after that.
    fn next_letters(&self) -> (char, char) {
        match self.letter {
            'A' => ('B', 'C'),
            'B' => ('C', 'A'),
            'P' => ('Q', 'R'),
            'Q' => ('R', 'P'),
            'R' => ('P', 'Q'),
            _ => ('A', 'B'),
        }
    }

    async fn deploy_next(&mut self, browser: &Browser) {
        self.letter = self.next_letters().0;
        self.server.deploy(&edition(self.letter));
        // A worker asks for the current release once a minute at most; a new one has not asked yet.
        stop_workers(browser).await;
    }

    /// From now on the case's request goes wrong, once.
    fn plan(&self, case: &Case) {
        self.server.take_records();
        let event = case.wrongdoing.event("/", &edition(self.next_letters().0));
        self.server.at(case.request.turn, &case.request.pattern, event);
    }

    /// All is well again. Says whether the fault was met.
    async fn mend(&mut self, case: &Case) -> bool {
        let met = self.server.planned() == 0;
        self.server.mend();
        self.server.up().await;
        if met && case.wrongdoing == Wrongdoing::Deploy {
            self.letter = self.next_letters().0;
        }
        met
    }

    /// A new worker installs what is current, and a page that was read is kept.
    async fn install(&self, browser: &Browser, findings: &mut Findings, when: &str) {
        let shown = look(browser, &self.server, POST).await;
        findings.whole(when, &shown, &[self.letter]);
        a_minute_later(browser, "/").await;
        let answer = settle(browser, &self.server).await;
        let build = build_of(&edition(self.letter));
        if answer["release"]["build"] != json!(build) {
            findings.broken(&format!("{when}: edition {} is not installed: {answer}", self.letter));
        }
    }

    /// Whatever came and did not come: without a network there is a whole page or none.
    async fn reload_without_network(&self, browser: &Browser, findings: &mut Findings) {
        self.server.down().await;
        for address in [POST, "", OTHER_POST] {
            let shown = look(browser, &self.server, address).await;
            findings.not_wrong(&format!("offline after the fault, {address:?}"), &shown);
        }
    }

    /// What was read and what is installed is there without a network.
    async fn read_without_network(
        &self,
        browser: &Browser,
        findings: &mut Findings,
        when: &str,
        letters: &[char],
    ) {
        self.server.down().await;
        let shown = look(browser, &self.server, POST).await;
        findings.whole(&format!("{when}, the post that was read"), &shown, letters);
        let shown = look(browser, &self.server, "").await;
        findings.whole(&format!("{when}, the first list"), &shown, letters);
        self.server.up().await;
    }

    async fn first_visit(&mut self, browser: &Browser, case: &Case, findings: &mut Findings) -> bool {
        self.plan(case);
        let shown = look_in_trouble(browser, &self.server, POST, case.with_deploy()).await;
        // Nobody can tell an altered document from the right one at the first visit.
        if !case.alters(POST) {
            findings.not_wrong("the first visit", &shown);
        }
        let answer = try_to_settle(browser, &self.server).await;
        if answer["release"].is_null() || case.request.pattern.starts_with("assets/") {
            forget_poison(browser, case).await;
        }
        self.reload_without_network(browser, findings).await;
        let met = self.mend(case).await;
        self.install(browser, findings, "the second visit").await;
        self.read_without_network(browser, findings, "offline", &[self.letter]).await;
        self.server.down().await;
        let shown = look(browser, &self.server, OTHER_POST).await;
        findings.no_network("offline, another post", &shown);
        self.server.up().await;
        met
    }

    async fn next_release(&mut self, browser: &Browser, case: &Case, findings: &mut Findings) -> bool {
        let old = self.letter;
        self.deploy_next(browser).await;
        let new = self.letter;
        self.plan(case);
        let shown = look_in_trouble(browser, &self.server, POST, case.with_deploy()).await;
        if !case.alters(POST) {
            findings.not_wrong("when the release is out", &shown);
        }
        try_to_settle(browser, &self.server).await;
        let third = self.next_letters().0;
        self.read_without_network(browser, findings, "after the fault", &[old, new, third]).await;
        let met = self.mend(case).await;
        self.install(browser, findings, "when all is well").await;
        self.read_without_network(browser, findings, "offline again", &[self.letter]).await;
        met
    }

    /// Opens the saved page without a network; the tab is on the installed release from then on.
    async fn open_without_network(&self, browser: &Browser) -> Shown {
        self.server.down().await;
        let shown = look(browser, &self.server, POST).await;
        browser.wait_for_app().await;
        shown
    }

    /// Opens a page of the installed release, from the network.
    async fn open_with_network(&self, browser: &Browser) -> Shown {
        let shown = look(browser, &self.server, POST).await;
        browser.wait_for_app().await;
        reader::visit(browser, &self.server).await;
        shown
    }

    /// Follows the link to the next post, which is not on the device, and says what is there then.
    async fn follow_link(&self, browser: &Browser, with_deploy: bool) -> Shown {
        let before = self.server.records().len();
        browser.mark_document().await;
        browser.click(&format!("#body a[href$='/{OTHER_POST}']")).await;
        let arrived = format!(
            "['/{OTHER_POST}', '/{REDIRECTED}'].includes(location.pathname) || document.URL.startsWith('chrome-error') || {TROUBLE}"
        );
        browser.comes_true(&arrived, Duration::from_secs(15)).await;
        let sight = Sight::of(browser).await;
        let told: String = browser.value(&format!("return {TROUBLE} ?? ''")).await;
        if !told.is_empty() {
            return Shown::Host(told);
        }
        let address = redirected(&self.server, before, &sight).unwrap_or(OTHER_POST);
        let way = way_of(&self.server, before, address, true, with_deploy);
        // In the document of a saved page nothing but its own release is shown.
        let is_pinned = self.scene == Scene::Turning && browser.is_marked().await;
        sight.verdict(&self.server.base(), address, if is_pinned { Way::Document } else { way })
    }

    async fn staying(&mut self, browser: &Browser, case: &Case, findings: &mut Findings) -> bool {
        let shown = self.open_with_network(browser).await;
        findings.whole("the page of the network", &shown, &[self.letter]);
        self.deploy_next(browser).await;
        self.plan(case);
        let shown = self.follow_link(browser, case.with_deploy()).await;
        if !case.alters(OTHER_POST) {
            findings.not_wrong("the next post", &shown);
        }
        forget_poison(browser, case).await;
        self.reload_without_network(browser, findings).await;
        let met = self.mend(case).await;
        self.install(browser, findings, "when all is well").await;
        met
    }

    async fn turning(&mut self, browser: &Browser, case: &Case, findings: &mut Findings) -> bool {
        let old = self.letter;
        let shown = self.open_without_network(browser).await;
        findings.whole("the saved page", &shown, &[old]);
        self.deploy_next(browser).await;
        self.server.up().await;
        self.plan(case);
        let shown = self.follow_link(browser, case.with_deploy()).await;
        if !case.alters(OTHER_POST) {
            findings.not_wrong("the next post", &shown);
        }
        forget_poison(browser, case).await;
        self.reload_without_network(browser, findings).await;
        let met = self.mend(case).await;
        self.install(browser, findings, "when all is well").await;
        met
    }

    async fn saving(&mut self, browser: &Browser, case: &Case, findings: &mut Findings) -> bool {
        self.plan(case);
        let first = reader::save(browser, &self.server, reader::list(TAG), false).await;
        let fetched: Vec<String> = self.whole_paths();
        let (old, saved) = (self.letter, first["finished"] == true);
        self.read_what_was_saved(browser, findings, "after the fault", saved).await;
        let met = self.mend(case).await;
        if self.letter != old {
            self.install(browser, findings, "when all is well").await;
        } else {
            go(browser, &self.server, POST).await;
        }
        self.server.take_records();
        let second = reader::save(browser, &self.server, reader::list(TAG), false).await;
        if second["finished"] != true {
            findings.broken(&format!("saving again: {second}"));
        }
        let again: Vec<String> = self.whole_paths();
        for path in again.iter().filter(|path| self.letter == old && fetched.contains(path)) {
            if pattern(path) != case.request.pattern && path.starts_with("posts/") {
                findings.broken(&format!("{path} was fetched twice"));
            }
        }
        self.read_what_was_saved(browser, findings, "when all is well", true).await;
        self.server.up().await;
        go(browser, &self.server, POST).await;
        reader::ask(browser, &self.server, json!({ "type": "remove", "id": format!("list:{TAG}") })).await;
        met
    }

    /// The worker's requests that were answered well.
    fn whole_paths(&self) -> Vec<String> {
        let records = self.server.take_records().into_iter();
        records
            .filter(|record| record.is_whole && record.status == 200 && record.by_worker)
            .map(|record| record.path)
            .collect()
    }

    async fn read_what_was_saved(&self, browser: &Browser, findings: &mut Findings, when: &str, saved: bool) {
        self.server.down().await;
        for address in [TAG, &post(2), &post(10)] {
            let shown = look(browser, &self.server, address).await;
            let when = format!("{when}, {address}");
            if saved {
                findings.whole(&when, &shown, &['A', 'B', 'C']);
            } else {
                findings.no_network(&when, &shown);
            }
        }
    }
}
