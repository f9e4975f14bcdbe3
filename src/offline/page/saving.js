// Saving something to read offline: the button on a post or a list, what it would cost, and how it goes on.

/** @typedef {{ kind: "post" | "list" | "site" | "search", path?: string, title?: string }} What */
/** How much is to be saved: all of it, and what of it is missing here; likewise of search.
    @typedef {{ id: string, posts: number, files: number, bytes: number, total: number,
      search: { bytes: number } | null }} SavingPlan */
/** What is being saved in this tab. Until its turn comes it can be given up.
    @typedef {{ id: string, done: number, total: number, waiting: AbortController }} Saving */

/** @type {Map<string, Saving>} */
const underWay = new Map();
/** Why saving something came to an end before it was whole.
    @type {Map<string, string>} */
const savingTrouble = new Map();

const PAUSED = "Saving is paused.";
/** Why saving comes to an end, for the reader.
    @type {Record<string, string>} */
const TROUBLE = {
  full: "There is no room left on this device. What was saved before is kept.",
  offline: "The connection broke off. What has arrived is kept, and the rest follows when you are online.",
  corrupt: "A file arrived damaged. What arrived whole is kept; try again later.",
  changed: "The site has changed meanwhile. Reload the page and save again.",
  away: "This site is not at its address any more.",
  none: "This browser keeps no pages.",
  silent: "Saving does not go on just now; try again later.",
};

/** @param {string} error */
const troubleOf = (error) => TROUBLE[error] ?? "It cannot be saved now; try again later.";

/** @param {What} what */
const idOf = ({ kind, path }) => `${kind}:${path ?? ""}`;

/** What a button saves: the page that it stands on. All pages of a list are one thing.
    @param {Element} button @returns {What} */
function whatOf(button) {
  const kind = /** @type {"post" | "list" | "site"} */ (button.getAttribute("data-save"));
  if (kind === "site") return { kind, title: "The whole site" };
  const title = document.querySelector("main h1")?.textContent ?? "";
  const path = pathHere();
  return { kind, title, path: kind === "list" ? path.replace(/page\/\d+\/$/, "") : path };
}

// ---- the work -------------------------------------------------------------------------------------

/** Saves something because its reader says so, or goes on with it after a pause. Comes to an end with what went
    wrong, "" if nothing did.
    @param {What} what @param {boolean} search @returns {Promise<string>} */
const save = (what, search) =>
  saving(what, async (progress) => {
    // At once: while another thing is saved it can be paused or removed like any other.
    const { error } = await ask({ type: "want", what, search });
    return error ?? work(what, search, progress);
  });

/** Goes on with something that is here in part.
    @param {What} what @returns {Promise<string>} */
const goOn = (what) => saving(what, (progress) => work(what, false, progress));

/** Shows something as being saved while a task is at it.
    @param {What} what @param {(progress: Saving) => Promise<string>} task @returns {Promise<string>} */
async function saving(what, task) {
  const id = idOf(what);
  if (underWay.has(id)) return "";
  const progress = { id, done: 0, total: 0, waiting: new AbortController() };
  underWay.set(id, progress);
  savingTrouble.delete(id);
  showSaving(id);
  const error = await task(progress).catch(() => (progress.waiting.signal.aborted ? "paused" : "offline"));
  underWay.delete(id);
  if (error && error !== "paused") savingTrouble.set(id, error);
  await refreshLibrary();
  noteStop(error);
  showSaving(id);
  if (!error) await resumeSaving();
  return error;
}

/** Was search to be saved beside something, and is not whole yet? It is no row of the list: it goes on, stops and
    goes with what it was saved for. */
const wantsSearch = () => library?.items.some(({ kind, state }) => kind === "search" && state !== "whole") ?? false;

/** @param {string} id */
async function pauseSaving(id) {
  await ask({ type: "pause", id });
  underWay.get(id)?.waiting.abort();
  // Search may be being saved for something else, too.
  const isLast = !library?.items.some((item) => item.kind !== "search" && item.id !== id && item.state === "part");
  if (isLast && wantsSearch()) await ask({ type: "pause", id: "search:" });
}

/** @type {Set<string>} */
const removing = new Set();

/** Takes something from the device; the button says so.
    @param {string} id */
async function removeSaved(id) {
  if (dialogOf === id) closeDialog();
  removing.add(id);
  showSaving(id);
  await ask({ type: "remove", id });
  underWay.get(id)?.waiting.abort();
  removing.delete(id);
  savingTrouble.delete(id);
  forget(STOPPED);
  await refreshLibrary();
  if (library?.items.every(({ kind }) => kind === "search")) {
    await ask({ type: "remove", id: "search:" });
    await refreshLibrary();
  }
  showSaving(id);
}

/** Has the worker save what is wanted, one thing at a time in all tabs. Paused or removed meanwhile, wherever, it is
    wanted no more.
    @param {What} what @param {boolean} search @param {Saving} saving @returns {Promise<string>} */
const work = (what, search, saving) =>
  navigator.locks.request(`offprint saving ${given.base}`, { signal: saving.waiting.signal }, async () => {
    if (keepsNothing()) return "paused";
    // The worker answers in turns, so that the browser lets it live. One that says nothing was ended all the same.
    for (let silent = 0; silent < 3; ) {
      const answer = await ask({ type: "save", what, search }, ({ done, total }) => {
        silent = 0;
        // Who waits for another thing to be saved hears of nothing yet.
        if (total) Object.assign(saving, { done, total });
        showSaving(saving.id);
      });
      if (answer.finished) return "";
      if (answer.error === "silent") silent++;
      else if (answer.error) return answer.error;
    }
    return "silent";
  });

/** Why nothing goes on by itself: "full", or "corrupt" and the release. It would fail again at every page: without
    room what is kept unasked would go for it, and a damaged file would be fetched each time. */
const STOPPED = "offprint.stopped";

/** @param {string} error */
function noteStop(error) {
  if (error === "full") remember(STOPPED, error);
  else if (error === "corrupt") remember(STOPPED, `${error} ${library?.release?.build ?? ""}`);
  else if (!error) forget(STOPPED);
}

/** @returns {string} "full", "corrupt" or "" */
function stopped() {
  const [why = "", build = ""] = (remembered(STOPPED) ?? "").split(" ");
  return why === "corrupt" && build !== library?.release?.build ? "" : why;
}

/** What keeps something from being whole, if that is known.
    @param {SavedItem} item */
function whyStopped({ id, state }) {
  if (state === "gone") return "No longer part of this site.";
  const trouble = savingTrouble.get(id) ?? (state === "part" ? stopped() : "");
  return trouble ? troubleOf(trouble) : state === "paused" ? PAUSED : "";
}

/** Goes on with what a cut or a reload has left in part, unless its reader paused it, or wants little fetched. */
async function resumeSaving() {
  if (offlineNow() || given.frugal() || keepsNothing() || isOver || stopped()) return;
  for (const { kind, path, title, id, state } of library?.items ?? []) {
    const error = state === "part" && !underWay.has(id) ? await goOn({ kind, path, title }) : "";
    if (error && error !== "paused") return;
  }
}

// ---- the buttons ----------------------------------------------------------------------------------

/** Shows how it stands with something, wherever that is on the screen.
    @param {string} id */
function showSaving(id) {
  for (const button of document.querySelectorAll("[data-save]")) {
    if (idOf(whatOf(button)) === id) label(button, id);
  }
  showProgress(id);
  if (dialogOf === id) showDialog(id);
}

function showButtons() {
  for (const button of document.querySelectorAll("[data-save]")) label(button, idOf(whatOf(button)));
}

/** @param {Element} button @param {string} id */
function label(button, id) {
  const item = library?.items.find((item) => item.id === id);
  const saving = underWay.get(id);
  const site = id === "site:";
  const state = removing.has(id) ? "removing" : saving ? "saving" : (item?.state ?? "none");
  const words = {
    none: site ? "Save the whole site" : "Save for offline",
    saving: saving?.total ? `Saving… ${share(saving)} %` : "Saving…",
    part: "Saved in part",
    paused: "Saving is paused",
    removing: "Removing…",
    gone: "No longer part of this site",
    whole: site ? "The whole site is saved" : "Saved for offline",
  };
  button.textContent = words[state];
  button.setAttribute("data-saved", state);
}

/** In per cent; all of it only when it is done.
    @param {Saving} saving */
const share = ({ done, total }) => Math.min(99, Math.floor((100 * done) / Math.max(total, 1)));

addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-save]") : null;
  if (!button || !given) return;
  event.preventDefault();
  openSaving(whatOf(button));
});
