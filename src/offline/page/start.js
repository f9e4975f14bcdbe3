// Begins the page's part: when a page was read the worker is told, and it sees to the rest.

/** A page that was in view for so many milliseconds was read. */
const IN_VIEW = 3000;
/** So old may be what is known of the current release when a reader comes back to a tab. */
const STALE = 600_000;
/** Installing a release over a slow line takes a while, in which nothing is heard. */
const INSTALLING = 300_000;

/** The address of the page that is being read. */
let reading = "";
let isRead = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** When a visit was last told. */
let visited = 0;
/** A release is on this device, whole. */
let isKept = false;

/**
 * @param {Given} gift
 */
export function begin(gift) {
  given = gift;
  notices();
  watchNetwork();
  listen(hear);
  tellState();
  for (const event of ["offprint:shown", "pageshow"]) addEventListener(event, arrive);
  addEventListener("scroll", noteEnd, { passive: true });
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
  isRead = false;
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
  if (given.frugal() || keepsNothing() || !able) return;
  visited = Date.now();
  const answer = await ask({ type: "visit", path: reading }, undefined, INSTALLING);
  tellState();
  if (answer.error) return;
  settle(answer);
  if (answer.state === "offline") believe(true);
  else if (offlineNow()) void probe();
  dispatchEvent(new Event("offprint:kept"));
}

function settle(/** @type {Answer} */ answer) {
  if (answer.error) return;
  isKept = Boolean(answer.release);
  if (typeof answer.offline === "boolean") believe(answer.offline);
  tellState();
  learn(answer);
}

function hear(/** @type {Answer} */ message) {
  if (message.type === "release") settle({ release: message });
  else if (message.type === "network") believe(message.offline);
  else if (message.type === "corrupt") warnOfDamage(message);
  else if (message.type === "removed") {
    isKept = false;
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
  if (saved instanceof HTMLAnchorElement && pathOf(saved) !== pathHere()) location.reload();
  else if (isRead) atLeisure(() => void visit());
}
