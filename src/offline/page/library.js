// What is on this device, as the page of saved things shows it.

/** Something that the reader saved: its posts, the bytes of it that are here, and of all of it.
    @typedef {{ id: string, kind: "post" | "list" | "site" | "search", path: string, title: string, posts: number,
      bytes: number, total: number, state: "whole" | "part" | "paused" | "gone" }} SavedItem */
/** A page that was kept because it was read.
    @typedef {{ path: string, bytes: number, at: number, title: string }} VisitedPage */
/** All of it: posts that can be read here, saved or kept, each once; the latest visit comes first.
    @typedef {{ release: { build: string, date: string | null, posts: number } | null, bytes: number, posts: number,
      items: SavedItem[], visited: VisitedPage[] }} Library */

/** What the worker said last is on this device; null where it keeps nothing.
    @type {Library | null} */
let library = null;
let asking = 0;
let answered = 0;
/** When the worker was asked last. What changes in this tab is known; what does in others may be so old. */
let asked = -Infinity;
const YOUNG = 30_000;
/** Does the browser keep what is saved whatever comes? It was asked to when something was saved. */
let isPromised = false;
const CLEARED = "Your browser may clear this when the disk gets full, or when you stay away for long.";

/** A page is on the screen: its buttons, or what is saved. What was left in part goes on where all of it is shown,
    and elsewhere when the page has been read. */
function showLibrary() {
  const page = document.querySelector("#saved-device");
  if (dialogAt !== pathHere()) closeDialog();
  if (page) listenToDevice();
  // What is known from the page before shows at once.
  showButtons();
  const young = library && Date.now() - asked < YOUNG;
  if (page) refreshLibrary().then(resumeSaving);
  else if (!young && (!library || document.querySelector("[data-save]"))) refreshLibrary();
}

/** Asks the worker what is on the device, and shows it. */
async function refreshLibrary() {
  const turn = ++asking;
  asked = Date.now();
  const promise = navigator.storage?.persisted?.().catch(() => false);
  const answer = await ask({ type: "status" });
  isPromised = (await promise) ?? false;
  // A later question was answered before this one.
  if (turn < answered) return;
  answered = turn;
  library = Array.isArray(answer.items) ? /** @type {Library} */ (/** @type {unknown} */ (answer)) : null;
  showButtons();
  showDevice();
}

// ---- the page -------------------------------------------------------------------------------------

function listenToDevice() {
  const keep = document.querySelector("#saved-keep");
  const forgetButton = document.querySelector("#saved-forget");
  if (!(keep instanceof HTMLInputElement) || !(forgetButton instanceof HTMLElement)) return;
  const change = async (/** @type {boolean} */ keeping) => {
    keep.checked = keeping;
    keep.disabled = true;
    await setKeeping(keeping);
    keep.disabled = false;
    keep.focus();
  };
  keep.onchange = () => {
    if (keep.checked || !library?.items.length) return change(keep.checked);
    // What was saved on purpose does not go by a slip of the finger.
    keep.checked = true;
    return confirmRemoval(library, () => change(false));
  };
  forgetButton.onclick = async () => {
    await forgetReading();
    await refreshLibrary();
    write("#saved-forgotten", "What you read is forgotten.");
  };
}

/** Shows all that the page says. */
function showDevice() {
  const device = document.querySelector("#saved-device");
  const keep = document.querySelector("#saved-keep");
  if (!(device instanceof HTMLElement) || !(keep instanceof HTMLInputElement)) return;
  keep.checked = !keepsNothing();
  showStatus();
  showSite();
  showItems();
  showVisited();
  showRecent();
  device.hidden = false;
}

function showStatus() {
  const network = offlineNow() ? "You are offline." : "You are online.";
  if (document.documentElement.dataset.offline === "none") {
    write("#saved-status", `${TROUBLE.none} ${network}`);
  } else if (keepsNothing()) {
    write("#saved-status", `Nothing is kept on this device, as you wish. ${network}`);
  } else if (!library || !library.bytes) {
    write("#saved-status", `Nothing is kept on this device yet. ${network}`);
  } else {
    const { release, bytes, posts } = library;
    const date = release?.date ? dayOf(release.date) : "";
    const all = posts ? `${counted(posts, "post", "posts")}, ${bytesOf(bytes)}` : bytesOf(bytes);
    write("#saved-status", `${all} on this device${date && `, as of ${date}`}. ${network}`);
  }
}

function showSite() {
  const place = document.querySelector("#saved-site");
  if (!place || place.firstChild) return;
  const save = button("", () => {});
  save.className = "save";
  save.dataset.save = "site";
  const line = element("p");
  line.append(save);
  place.append(element("p", "", "Posts and lists have a button that saves them. All of the site is saved here:"), line);
  label(save, "site:");
}

function showItems() {
  const list = document.querySelector("#saved-items");
  if (!list) return;
  const items = (library?.items ?? []).filter(({ kind }) => kind !== "search");
  const rows = new Map([...list.children].map((row) => [row.getAttribute("data-item"), row]));
  for (const item of items) {
    const row = rows.get(item.id) ?? list.appendChild(rowOf(item));
    rows.delete(item.id);
    fillRow(row, item);
  }
  for (const gone of rows.values()) gone.remove();
  showSectionOf(list, items.length > 0);
  write("#saved-promise", isPromised ? "Your browser keeps this until you remove it." : CLEARED);
}

/** @param {SavedItem} item */
function rowOf({ id, kind, path, title }) {
  const row = element("li");
  row.dataset.item = id;
  const bar = element("progress");
  bar.ariaLabel = `Saved: ${title}`;
  const go = button("Resume", () => {
    const item = library?.items.find((item) => item.id === id);
    if (underWay.has(id)) pauseSaving(id);
    else if (item) save({ kind, path, title }, wantsSearch());
  });
  const remove = button("Remove", async () => {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    go.disabled = remove.disabled = true;
    await removeSaved(id);
    go.disabled = remove.disabled = false;
    // Who came here by the keyboard goes on from here.
    const near = next?.querySelector(".ways button:last-child") ?? document.querySelector("#saved-site button");
    if (!row.isConnected && near instanceof HTMLElement) near.focus();
  });
  for (const way of [go, remove]) way.append(element("span", "visually-hidden", `: ${title}`));
  const ways = element("span", "ways");
  ways.append(go, remove);
  row.append(linkTo(path, title), element("span", "count"), bar, element("p"), ways);
  return row;
}

/** @param {Element} row @param {SavedItem} item */
function fillRow(row, item) {
  const { id, kind, posts, bytes, total, state } = item;
  const [, count, bar, why, ways] = row.children;
  const saving = underWay.get(id);
  const done = Math.max(bytes, saving?.done ?? 0);
  const isDone = state === "whole" || state === "gone";
  const size = isDone ? bytesOf(bytes) : `${bytesOf(done)} of ${bytesOf(saving?.total || total)}`;
  const many = kind === "post" ? "" : `${counted(posts, "post", "posts")}, `;
  if (count) count.textContent = state === "gone" ? "" : `${many}${size}`;
  if (why instanceof HTMLElement) {
    why.textContent = saving || state === "whole" ? "" : whyStopped(item);
    why.hidden = !why.textContent;
  }
  if (bar instanceof HTMLProgressElement) {
    bar.hidden = isDone;
    bar.max = saving?.total || total || 1;
    bar.value = done;
  }
  const go = ways?.firstElementChild;
  if (go instanceof HTMLElement && go.firstChild) {
    go.hidden = isDone;
    go.firstChild.nodeValue = saving ? "Pause" : "Resume";
  }
}

/** Shows how far saving something is, on the page of saved things.
    @param {string} id */
function showProgress(id) {
  const item = library?.items.find((item) => item.id === id);
  const row = [...document.querySelectorAll("#saved-items > li")].find((row) => row.getAttribute("data-item") === id);
  if (row && item) fillRow(row, item);
}

function showVisited() {
  const list = document.querySelector("#saved-visited");
  if (!list) return;
  const rows = (library?.visited ?? []).map(({ path, bytes, title }) => {
    const row = element("li");
    row.append(linkTo(path, title), element("span", "count", bytesOf(bytes)));
    return row;
  });
  list.replaceChildren(...rows);
  showSectionOf(list, rows.length > 0);
}

/** @param {Element} list @param {boolean} shown */
function showSectionOf(list, shown) {
  const section = list.closest("section");
  if (section) section.hidden = !shown;
}

/** @param {string} selector @param {string} words */
function write(selector, words) {
  const place = document.querySelector(selector);
  if (place && place.textContent !== words) place.textContent = words;
}

// ---- the reader's no ------------------------------------------------------------------------------

/** Keeps pages on this device from now on, or none of them: what is here goes, and nothing comes any more.
    @param {boolean} keeping */
async function setKeeping(keeping) {
  if (keeping) {
    forget("offprint.offline");
    await worker();
  } else {
    remember("offprint.offline", "no");
    await ask({ type: "forget" }, undefined, 5000);
    await leaveNothing();
  }
  dispatchEvent(new Event("offprint:keeping"));
  await refreshLibrary();
}

/** Whatever a worker that does not answer has left. */
async function leaveNothing() {
  try {
    const left = await registration();
    await left?.unregister();
    await caches.delete(`offprint ${given.base}`);
  } catch {
    // Where that is forbidden nothing was kept.
  }
}

// A page was read, and the worker has what it needs.
addEventListener("offprint:kept", async () => {
  if (document.querySelector("#saved-device")) await refreshLibrary();
  await resumeSaving();
});
for (const change of ["offprint:online", "offprint:offline"]) {
  addEventListener(change, () => {
    if (!document.querySelector("#saved-device")) return;
    showStatus();
    resumeSaving();
  });
}
