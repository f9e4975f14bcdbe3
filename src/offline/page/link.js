// The page's end of the line to the service worker, and what the files here know of the site.
//
// These files are joined in the order of their names into one module, which the loader imports when there is
// time. They share one scope; `begin` in start.js is all that is exported.

/**
 * What the loader gives.
 * @typedef {object} Given
 * @property {string} base Where the site lies on its host: `/`, or `/blog/`.
 * @property {() => boolean} frugal Does the reader want as little as possible fetched?
 * @property {HTMLScriptElement} tag The loader's own element, which names the app's files.
 * @property {() => Promise<Lists> | null} lists The module that makes lists, where the app runs.
 */

/**
 * The part of the module that makes lists which is asked here.
 * @typedef {object} Lists
 * @property {(url: string, refined: () => void) => Promise<boolean>} satisfy
 * @property {(url: string) => boolean} makes
 */

/**
 * What is known of a release.
 * @typedef {object} ReleaseNote
 * @property {string} build
 * @property {string | null} date
 * @property {number} posts
 */

/**
 * An answer of the worker. Which of it is there depends on the question.
 * @typedef {Record<string, any>} Answer
 */

/** @type {Given} */
let given;

/** A worker that is asked something says a word of it within so many milliseconds, or has ended. */
const SILENCE = 60_000;
/** One that is new is at work within so many milliseconds, or there is none. */
const BEGINNING = 30_000;
/** Questions that are worth starting a worker for. What is wanted has one. */
const STARTING = ["visit", "plan", "want"];

/** Can this browser run a worker for this page at all? Not without HTTPS, and not in every private window. */
let able = Boolean(navigator.serviceWorker && globalThis.caches);
/** The worker has gone for good, as far as this document is concerned: its site keeps nothing any more, or has moved. */
let isOver = false;

const here = () => location.origin + given.base;

/** Another site on this host may have a worker above this one. */
function isOurs(/** @type {ServiceWorker | null | undefined} */ worker) {
  return worker?.scriptURL === `${here()}sw.js`;
}

/** Is this page in the worker's hands? */
function isControlled() {
  return able && isOurs(navigator.serviceWorker.controller);
}

/** The registration of this very site. */
async function registration() {
  if (!able) return null;
  const found = await navigator.serviceWorker.getRegistration(here()).catch(() => undefined);
  return found?.scope === here() ? found : null;
}

async function register() {
  try {
    const options = { scope: given.base, updateViaCache: /** @type {const} */ ("none") };
    return await navigator.serviceWorker.register(`${given.base}sw.js`, options);
  } catch (error) {
    // A file that does not come now may come later. What the browser forbids stays forbidden.
    if (!(error instanceof TypeError)) able = false;
    return null;
  }
}

/**
 * The worker, once it is at work; it is registered where there is none yet. Null where there can be none.
 * @returns {Promise<ServiceWorker | null>}
 */
async function worker() {
  const found = (await registration()) ?? (able ? await register() : null);
  return found ? atWork(found) : null;
}

/**
 * @param {ServiceWorkerRegistration} registration
 * @returns {Promise<ServiceWorker | null>}
 */
function atWork({ active, waiting, installing }) {
  const candidate = active ?? waiting ?? installing;
  if (!candidate || !isOurs(candidate)) return Promise.resolve(null);
  return new Promise((resolve) => {
    const look = () => {
      if (candidate.state === "activated") resolve(candidate);
      else if (candidate.state === "redundant") resolve(null);
    };
    candidate.addEventListener("statechange", look);
    setTimeout(() => resolve(null), BEGINNING);
    look();
  });
}

/**
 * Asks the worker. Answers that only tell how far it is (`done` of `total`) go to `hear`; the one that ends it is
 * returned. Without a worker that is `{ error: "none" }`; from one that falls silent, `{ error: "silent" }`.
 * @param {{ type: string, [key: string]: unknown }} message
 * @param {(answer: Answer) => void} [hear]
 * @param {number} [patience] Milliseconds without a word.
 * @returns {Promise<Answer>}
 */
async function ask(message, hear, patience = SILENCE) {
  const found = STARTING.includes(message.type) ? null : await registration();
  const to = found ? await atWork(found) : STARTING.includes(message.type) ? await worker() : null;
  if (!to) return { error: "none" };
  const { port1: port, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const end = (/** @type {Answer} */ answer) => {
      clearTimeout(timer);
      port.close();
      resolve(answer);
    };
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => end({ error: "silent" }), patience);
    };
    port.onmessage = ({ data }) => {
      if (typeof data?.done !== "number") {
        end(data ?? {});
        return;
      }
      wait();
      hear?.(data);
    };
    // Where the browser says so, the other end going is heard at once.
    port.addEventListener("close", () => end({ error: "silent" }));
    wait();
    to.postMessage(message, [port2]);
  });
}

/**
 * Hears what the worker tells all pages.
 * @param {(message: Answer) => void} hear
 */
function listen(hear) {
  navigator.serviceWorker?.addEventListener("message", ({ data, source }) => {
    if (source instanceof ServiceWorker && isOurs(source) && data) hear(data);
  });
}

// ---- addresses ------------------------------------------------------------------------------------

/**
 * The address of a page of this site, relative to its base and decoded; null where it is none.
 * @param {{ origin: string, pathname: string }} url A location, a link, a URL.
 */
function pathOf({ origin, pathname }) {
  if (origin !== location.origin || !pathname.startsWith(given.base)) return null;
  const path = pathname.slice(given.base.length).replace(/(^|\/)index\.html$/, "$1");
  try {
    return decodeURIComponent(path);
  } catch {
    // No address of ours.
    return path;
  }
}

/** The address of the page on the screen. Some hosts show it without its last slash, too: then it is what the page
    itself says. */
function pathHere() {
  const path = pathOf(location) ?? "";
  const own = document.querySelector('link[rel="canonical"]');
  if (!(own instanceof HTMLLinkElement) || !own.href.endsWith("/")) return path;
  // Its host may be another one: that is where the site is to be, not where it is looked at.
  const { pathname } = new URL(own.href);
  return path && `${location.pathname}/` === pathname ? `${path}/` : path;
}

/** Runs a task when nothing else is to be done. */
function atLeisure(/** @type {() => void} */ task) {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(() => task(), { timeout: 3000 });
  else setTimeout(task, 300);
}
