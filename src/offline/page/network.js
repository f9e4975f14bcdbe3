// Says that there is no network, and before a click which links lead nowhere without it.

/** A request takes no longer than this, or there is no network, in milliseconds. */
const ANSWERING = 5000;
/** It is said for so many milliseconds: what it stands on is to be read. */
const SAID = 6000;
/** How soon the network is tried again, and at most how late. */
const FIRST_TRY = 10_000;
const LAST_TRY = 60_000;
/** Addresses that the worker is asked of at once. */
const TOGETHER = 300;

const OFFLINE = "You are offline";
const SEARCHING = "You are offline: only what is saved on this device can be opened.";

/** @type {ReturnType<typeof setTimeout> | undefined} */
let nextTry;
let pauseBefore = FIRST_TRY;
let isProbing = false;
/** Until when it is said that there is no network. */
let saidUntil = 0;

const offlineNow = () => document.documentElement.dataset.network === "offline";

function watchNetwork() {
  addEventListener("offline", () => setOffline(true));
  addEventListener("online", () => setOffline(false));
  // A page of the app did not come.
  addEventListener("offprint:lost", () => void probe());
  document.addEventListener("visibilitychange", () => {
    if (offlineNow()) tryAgainSoon();
  });
  addEventListener("offprint:shown", () => offlineNow() && say());
  addEventListener("offprint:ready", () => {
    // What was unsaved for want of an app may be a list that it can make.
    if (!offlineNow()) return;
    unmark();
    mark();
  });
  if (!navigator.onLine) setOffline(true);
}

/** What the worker has met. It is tried before it is said: one request that came to nothing may have been given up
    by the page that asked, and one that did not may have been answered by the browser's cache. */
function believe(/** @type {boolean} */ offline) {
  if (!navigator.onLine) setOffline(true);
  else if (offline !== offlineNow()) void probe();
}

function setOffline(/** @type {boolean} */ offline) {
  if (offline === offlineNow()) return;
  const { dataset } = document.documentElement;
  saidUntil = Date.now() + SAID;
  if (offline) setTimeout(say, SAID + 50);
  if (offline) dataset.network = "offline";
  else delete dataset.network;
  say();
  showNotice();
  pauseBefore = FIRST_TRY;
  if (offline) {
    observer.observe(document.body, { childList: true, subtree: true });
    mark();
    tryAgainSoon();
    dispatchEvent(new Event("offprint:offline"));
  } else {
    observer.disconnect();
    clearTimeout(nextTry);
    unmark();
    dispatchEvent(new Event("offprint:online"));
  }
}

/** Asks the server for a sign of life. The worker leaves a request for headers alone to the browser. */
async function probe() {
  if (isProbing) return;
  isProbing = true;
  const patience = new AbortController();
  setTimeout(() => patience.abort(), ANSWERING);
  const { signal } = patience;
  const alive = await fetch(`${given.base}offprint.json`, { method: "HEAD", cache: "no-store", signal }).then(
    // What stands before a server that is down says so.
    ({ status }) => ![502, 503, 504].includes(status),
    () => false,
  );
  isProbing = false;
  setOffline(!alive || !navigator.onLine);
}

/** While the browser does not know that there is no network, it will not tell when there is one again. */
function tryAgainSoon() {
  clearTimeout(nextTry);
  if (document.hidden) return;
  nextTry = setTimeout(() => {
    pauseBefore = Math.min(2 * pauseBefore, LAST_TRY);
    if (!offlineNow()) return;
    if (!navigator.onLine) tryAgainSoon();
    else void probe().then(() => offlineNow() && tryAgainSoon());
  }, pauseBefore);
}

/** Says it for a while, or where a search is asked, which has less to find, as long as it is so. */
function say() {
  const searching = document.querySelector("[data-search-page]");
  const words = !offlineNow() ? "" : searching ? SEARCHING : Date.now() < saidUntil ? OFFLINE : "";
  const line = notices().querySelector("#network");
  if (line && line.textContent !== words) line.textContent = words;
  const palette = document.querySelector("#palette .palette-box");
  palette?.querySelector(".palette-network")?.remove();
  if (palette && offlineNow()) {
    const line = document.createElement("p");
    line.className = "palette-network";
    line.setAttribute("role", "status");
    line.textContent = SEARCHING;
    palette.append(line);
  }
}

// ---- links ----------------------------------------------------------------------------------------

/** @type {WeakSet<Element>} Links that were looked at. */
let seen = new WeakSet();
let isMarking = false;

const observer = new MutationObserver((changes) => {
  const news = changes.some(({ addedNodes }) => [...addedNodes].some((node) => node instanceof Element));
  if (!news) return;
  if (document.querySelector("#palette .palette-box:not(:has(.palette-network))")) say();
  if (!isMarking) mark();
});

/** Marks the links on the screen that lead to what is not on this device. */
function mark() {
  isMarking = true;
  // Many change at once.
  setTimeout(async () => {
    isMarking = false;
    /** @type {Map<string, HTMLAnchorElement[]>} */
    const links = new Map();
    for (const link of document.querySelectorAll("a[href]")) {
      // What a link's type says is no page (a feed) is not for reading here.
      if (seen.has(link) || !(link instanceof HTMLAnchorElement) || link.type) continue;
      const path = pathOf(link);
      if (path === null || path === pathHere()) continue;
      seen.add(link);
      links.set(path, [...(links.get(path) ?? []), link]);
    }
    const paths = [...links.keys()];
    for (let at = 0; at < paths.length; at += TOGETHER) {
      for (const path of await unsaved(paths.slice(at, at + TOGETHER))) {
        if (!offlineNow()) return;
        for (const link of links.get(path) ?? []) markUnsaved(link);
      }
    }
  }, 50);
}

/**
 * Which of these addresses cannot be shown without a network: they are not stored, and no list of the index.
 * @param {string[]} paths
 * @returns {Promise<string[]>}
 */
async function unsaved(paths) {
  const { missing } = await ask({ type: "has", paths });
  // Without a worker nothing is known to be saved, and nothing is said of single links.
  if (!Array.isArray(missing) || !missing.length) return [];
  try {
    const lists = await given.lists();
    // So the index is read. Not every row of a large list has to be there.
    await lists?.satisfy(given.base, () => {}).catch(() => {});
    return missing.filter((path) => !lists?.makes(given.base + path.split("/").map(encodeURIComponent).join("/")));
  } catch {
    return missing;
  }
}

function markUnsaved(/** @type {HTMLAnchorElement} */ link) {
  if (link.classList.contains("unsaved")) return;
  link.classList.add("unsaved");
  if (!link.title) link.title = "Not saved on this device";
  const note = document.createElement("span");
  note.className = "visually-hidden unsaved-note";
  note.textContent = ", not saved on this device";
  link.append(note);
}

function unmark() {
  seen = new WeakSet();
  for (const note of document.querySelectorAll(".unsaved-note")) note.remove();
  for (const link of document.querySelectorAll("a.unsaved")) {
    link.classList.remove("unsaved");
    if (link.getAttribute("title") === "Not saved on this device") link.removeAttribute("title");
  }
}
