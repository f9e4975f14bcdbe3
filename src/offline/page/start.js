// Begins the page's part: when a page was read the worker is told, and it sees to the rest.

/** A page that was in view for so many milliseconds was read. */
const IN_VIEW = 3000;
/** So old may be what is known of the current release when a reader comes back to a tab. */
const STALE = 600_000;
/** So long a reader may be waiting for a page that could not be had, without doing anything. */
const WAITING = 60_000;
/** Installing a release over a slow line takes a while, in which nothing is heard. */
const INSTALLING = 300_000;

/** The address of the page that is being read. */
let reading = "";
let isRead = false;
/** When it came to the screen, and whether the reader has done anything there. */
let arrived = 0;
let isTouched = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** When a visit was last told. */
let visited = 0;
/** A release is on this device, whole. */
let isKept = false;
/** Which one that was when this document first heard of one. */
let firstKnown = "";
/** The worker saw this document come, or has been told what it is. */
let isKnown = false;

/**
 * @param {Given} gift
 */
export function begin(gift) {
  given = gift;
  isKnown = isControlled();
  notices();
  watchNetwork();
  listen(hear);
  tellState();
  for (const event of ["offprint:shown", "pageshow"]) addEventListener(event, arrive);
  addEventListener("scroll", noteEnd, { passive: true });
  for (const event of ["pointerdown", "keydown", "wheel", "touchmove"]) {
    addEventListener(event, () => (isTouched = true), { capture: true, passive: true });
  }
  document.addEventListener("visibilitychange", lookAgain);
  document.addEventListener("click", ({ target }) => {
    const id = target instanceof Element ? target.closest(".notices button")?.id : "";
    if (id === "notice-reload") location.reload();
    if (id === "notice-dismiss") dismissNotice();
  });
  addEventListener("offprint:online", comeBack);
  navigator.serviceWorker?.addEventListener("controllerchange", greet);
  addEventListener("offprint:keeping", greet);
  arrive();
  greet();
}

/** Asks how things stand, where there is a worker. */
function greet() {
  isOver &&= !isControlled();
  isKept &&= !keepsNothing();
  tellState();
  if (isControlled()) void ask({ type: "hello" }).then(settle);
}

/** Says on <html> how far this device is. */
function tellState() {
  const state = !able ? "none" : keepsNothing() ? "no" : isKept && isControlled() ? "ready" : "starting";
  const { dataset } = document.documentElement;
  if (dataset.offline !== state) dataset.offline = state;
}

/** A page is on the screen. */
function arrive() {
  showLibrary();
  showReading();
  const path = pathHere();
  if (path === reading && timer !== undefined) return;
  reading = path;
  isRead = isTouched = canBeHad = false;
  arrived = Date.now();
  showNotice();
  watch();
}

function watch() {
  clearTimeout(timer);
  timer = setTimeout(() => !document.hidden && noteRead(), IN_VIEW);
}

function noteEnd() {
  const body = isRead ? null : document.getElementById("body");
  if (body && body.getBoundingClientRect().bottom <= innerHeight) noteRead();
}

function noteRead() {
  if (isRead) return;
  isRead = true;
  atLeisure(() => void visit());
}

/** Tells the worker of the page that was read. */
async function visit() {
  if (given.frugal() || keepsNothing() || isOver || !able) return;
  visited = Date.now();
  const path = reading;
  const sha = isKnown ? undefined : await hashOfDocument(path);
  isKnown ||= sha !== undefined;
  const answer = await ask({ type: "visit", path, sha }, undefined, INSTALLING);
  tellState();
  if (answer.error) return;
  settle(answer);
  if (answer.state === "offline") believe(true);
  else if (offlineNow()) void probe();
  dispatchEvent(new Event("offprint:kept"));
}

/**
 * The hash of the document's bytes, if it has this address. The worker of a first visit begins after the document
 * has come; by this it knows the document's release. Nothing is fetched: another copy may be a newer one.
 * @param {string} path
 * @returns {Promise<string | undefined>}
 */
async function hashOfDocument(path) {
  const [entry] = performance.getEntriesByType("navigation");
  if (!(entry instanceof PerformanceNavigationTiming)) return undefined;
  const url = new URL(entry.name);
  url.hash = "";
  if (pathOf(url) !== path) return undefined;
  try {
    const copy = await fetch(url, { cache: "only-if-cached", mode: "same-origin" });
    const bytes = await copy.arrayBuffer();
    if (!copy.ok || bytes.byteLength !== entry.decodedBodySize) return undefined;
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  } catch {
    // The browser keeps no copy.
    return undefined;
  }
}

function settle(/** @type {Answer} */ answer) {
  if (answer.error) return;
  isKept = Boolean(answer.release);
  // A document from the store: the network did not answer in time.
  if (typeof answer.offline === "boolean") believe(answer.offline || (answer.pinned && !visited));
  tellState();
  learn(answer);
  tellRelease(answer);
}

/** Says on <html> when the release that this document is of is not to be had any more: then the loader has links
    load documents. Of a document whose release was never known it is so when another one is out than before.
    @param {Answer} answer */
function tellRelease({ release, startedPosts }) {
  if (!release) return;
  firstKnown ||= release.build;
  const { dataset } = document.documentElement;
  if (typeof startedPosts !== "number" && release.build !== firstKnown) dataset.release = "gone";
  else delete dataset.release;
}

function hear(/** @type {Answer} */ message) {
  if (message.type === "release") {
    settle({ release: message });
    // Whether the one before is still here, the worker knows.
    void ask({ type: "hello" }).then(settle);
  } else if (message.type === "network") believe(message.offline);
  else if (message.type === "corrupt") warnOfDamage(message);
  else if (message.type === "removed") {
    isKept = false;
    isOver = true;
    library = null;
    tellState();
    dispatchEvent(new Event("offprint:kept"));
  }
}

/** The reader comes back to a tab. */
function lookAgain() {
  if (document.hidden) return;
  if (!isRead) watch();
  else if (Date.now() - visited > STALE) atLeisure(() => void visit());
}

function comeBack() {
  // The page of what is saved stands in for one that could not be had.
  const saved = document.querySelector("[data-saved-page]") && document.querySelector("footer a[data-offline]");
  if (saved instanceof HTMLAnchorElement && pathOf(saved) !== pathHere()) {
    // Who has just come to it waits for that page; who is at something here is asked.
    if (!isTouched && Date.now() - arrived < WAITING) return location.reload();
    canBeHad = true;
    showNotice();
  }
  if (isRead) atLeisure(() => void visit());
}
