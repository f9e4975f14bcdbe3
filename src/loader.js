// Starts the app in a page that is complete without it, and stands between the two: links and history
// are the browser's until the app has taken the page over, and again from the moment it fails.
//
// The script's own tag names the app's files: data-js and data-wasm, those of the module that makes lists
// from the content index: data-lists-js and data-lists-wasm, and those of search: data-search-view, and of its
// worker data-search-worker, data-search-js and data-search-wasm, and that for reading offline: data-offline. What
// happens shows on <html>: data-app is "running" or "stopped", and absent before.

const tag = document.querySelector("script[data-wasm]");
const root = document.documentElement;
const base = document.querySelector("meta[name=offprint-base]")?.content ?? "/";
const connection = navigator.connection;
const frugal = () => connection?.saveData || /2g/.test(connection?.effectiveType ?? "");

/** The app's exports while it may be trusted with the reader's clicks. */
let app = null;
/** Where the app is taking the reader just now: a function that goes there without the app. */
let underWay = null;

// ---- start ----------------------------------------------------------------------------------------

const INTENTS = ["pointerover", "pointerdown", "touchstart", "keydown", "focusin"];
let started = false;

async function start() {
  if (started) return;
  started = true;
  for (const intent of INTENTS) removeEventListener(intent, start, true);
  try {
    // Both at once; the app runs when both are there.
    const [module, wasm] = await Promise.all([import(tag.dataset.js), code(tag.dataset.wasm)]);
    addEventListener("offprint:ready", () => run(module), { once: true });
    await module.default({ module_or_path: wasm });
    module.start(loadLists);
  } catch (error) {
    stop();
    // A trap has told of itself. Anything else may be a release that has gone.
    if (!(error instanceof WebAssembly.RuntimeError)) await renew(error);
  }
}

let lists = null;
let listsFail = null;
const listsTrap = new Promise((_, reject) => (listsFail = reject));
// Nobody may be waiting.
listsTrap.catch(() => {});

/** The module that makes lists from the content index, once, when the app first asks for it. */
function loadLists() {
  lists ??= (async () => {
    const [module, wasm] = await Promise.all([import(tag.dataset.listsJs), code(tag.dataset.listsWasm)]);
    await module.default({ module_or_path: wasm });
    // What a trap leaves undone would be waited for in vain.
    const sound = (call) => (...values) => Promise.race([call(...values), listsTrap]);
    await sound(module.open)();
    return { ...module, gather: sound(module.gather), satisfy: sound(module.satisfy) };
  })().catch((error) => {
    lists = null;
    throw error;
  });
  return lists;
}

async function code(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response;
}

/** The app's files are gone or broken. If a new release took their place the document is loaded once;
    otherwise the page stays as it is, which is readable. */
async function renew(error) {
  console.warn(`Offprint: the app did not start (${error.message})`);
  try {
    const response = await fetch(`${base}offprint.json`, { cache: "reload" });
    if (!response.ok) return;
    const release = await response.json();
    const boot = document.querySelector("script#boot");
    if (boot && JSON.parse(boot.textContent).app === release.app) return;
    if (sessionStorage.getItem("offprint.release") === release.build) return;
    sessionStorage.setItem("offprint.release", release.build);
    location.reload();
  } catch {
    // No network, or nowhere to note that it was tried.
  }
}

for (const intent of INTENTS) addEventListener(intent, start, { capture: true, passive: true });
// A filter in the address is waited for: what the page shows is the whole list. A search in the address comes
// before the app.
if (root.dataset.filter) start();
else if (!frugal()) {
  if (isSearched()) addEventListener("offprint:found", () => idle(start), { once: true });
  else idle(start);
}

function idle(task) {
  if (window.requestIdleCallback) requestIdleCallback(() => task(), { timeout: 3000 });
  else setTimeout(task, 300);
}

// ---- the app's life -------------------------------------------------------------------------------

function run(module) {
  app = module;
  root.dataset.app = "running";
  keepPosition();
  watchLinks();
  if (!frugal()) idle(() => app && attempt(() => app.gather()));
}

/** The app has failed: links load documents again, and so does the one under way. */
function stop() {
  app = null;
  root.dataset.app = "stopped";
  history.scrollRestoration = "auto";
  dispatchEvent(new Event("offprint:stopped"));
  const go = underWay;
  underWay = null;
  go?.();
}

addEventListener("offprint:panic", stop);
// Traps that no panic announces, such as an exhausted stack or memory. One in the module that makes lists
// ends that module alone: pages go on coming as files.
addEventListener("error", (event) => trapped(event.error));
addEventListener("unhandledrejection", (event) => trapped(event.reason));

let listsPanicked = false;
addEventListener("offprint:lists-panic", () => {
  listsPanicked = true;
  listsFail("the module that makes lists has failed");
});

function trapped(error) {
  if (!(error instanceof WebAssembly.RuntimeError)) return;
  const files = [tag.dataset.listsJs, tag.dataset.listsWasm];
  if (listsPanicked || files.some((file) => error.stack?.includes(file))) {
    listsPanicked = false;
    listsFail("the module that makes lists has failed");
  } else if (app) stop();
}

/** Calls the app; whatever it throws ends its life. */
function attempt(call) {
  try {
    return call();
  } catch {
    if (app) stop();
    return undefined;
  }
}

/** Calls the app for a navigation; true when it took it. */
function navigate(call, otherwise) {
  const promise = attempt(call);
  if (!promise || !app) return false;
  underWay = otherwise;
  promise.finally(() => {
    if (underWay === otherwise) underWay = null;
  });
  return true;
}

// ---- links ----------------------------------------------------------------------------------------

function linkOf(event) {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  const plain =
    link instanceof HTMLAnchorElement &&
    (!link.target || link.target === "_self") &&
    !link.hasAttribute("download") &&
    !("reload" in link.dataset) &&
    link.origin === location.origin;
  return plain ? link : null;
}

/** The release that this document is of is not to be had any more, says the page's part for reading offline. What the
    app still has of it would be shown with pictures of another one. */
const isOutlived = ({ pathname }) =>
  document.documentElement.dataset.release === "gone" && pathname !== location.pathname;

addEventListener("click", (event) => {
  if (!app || event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = linkOf(event);
  if (!link || isOutlived(link)) return;
  const { href } = link;
  const within = link.closest("main") !== null;
  if (navigate(() => app.visit(href, within), () => location.assign(href))) event.preventDefault();
});

function prefetch(link) {
  // What a query chooses or sorts needs no page.
  if (app && link && !link.search && !isOutlived(link) && !frugal() && navigator.onLine) attempt(() => app.prefetch(link.href));
}

for (const intent of ["pointerover", "touchstart", "focusin"]) {
  addEventListener(intent, (event) => prefetch(linkOf(event)), { capture: true, passive: true });
}

/** A link that stays in view for a while is worth fetching; a few on each page. */
const DWELL = 1200;
const APART = 250;
const IN_VIEW = 5;

function watchLinks() {
  const waiting = new Map();
  let left = IN_VIEW;
  let page = "";
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      clearTimeout(waiting.get(target));
      waiting.delete(target);
      if (!isIntersecting || left <= 0) continue;
      waiting.set(
        target,
        setTimeout(() => {
          observer.unobserve(target);
          waiting.delete(target);
          if (left-- > 0) idle(() => prefetch(target));
        }, DWELL + APART * waiting.size),
      );
    }
  });
  const watch = () => {
    const now = location.pathname + location.search;
    if (now === page) return;
    page = now;
    left = IN_VIEW;
    observer.disconnect();
    for (const timer of waiting.values()) clearTimeout(timer);
    waiting.clear();
    for (const link of document.querySelectorAll("main h2 a[href], main a[rel=next], main a[rel=prev]")) {
      if (link.origin === location.origin) observer.observe(link);
    }
  };
  watch();
  addEventListener("offprint:shown", watch);
}

// ---- history --------------------------------------------------------------------------------------

/** How far the entries of the history are scrolled, by the number that is their state. */
const POSITIONS = "offprint.scroll";
const KEPT = 100;
const positions = restored();

function restored() {
  try {
    return new Map(JSON.parse(sessionStorage.getItem(POSITIONS)));
  } catch {
    return new Map();
  }
}

// An entry that the app has scrolled by itself is not the browser's to restore after a reload.
const known = positions.get(history.state);
if (history.scrollRestoration === "manual") {
  history.scrollRestoration = "auto";
  if (known && !location.hash && scrollY === 0) scrollTo({ top: known, behavior: "instant" });
}

function keepPosition() {
  history.scrollRestoration = "manual";
  if (history.state === null) history.replaceState(Math.random(), "");
  positions.set(history.state, scrollY);
}

const note = () => app && positions.set(history.state, scrollY);
addEventListener("scroll", note, { passive: true });
// To read it at once would lay the page out twice: the browser does it for the next frame anyway.
addEventListener("offprint:shown", () => requestAnimationFrame(note));

addEventListener("pagehide", () => {
  if (!app) return;
  // Whatever document comes back to this entry, the browser restores its place.
  history.scrollRestoration = "auto";
  try {
    sessionStorage.setItem(POSITIONS, JSON.stringify([...positions].slice(-KEPT)));
  } catch {
    // Then entries of this document start at their top.
  }
});

addEventListener("pageshow", (event) => {
  if (!event.persisted || !app) return;
  history.scrollRestoration = "manual";
  // What was under way when the page was left is not wanted any more.
  attempt(() => app.traverse(undefined));
});

/** The address, without a fragment, that the document was last known to show. */
let shown = location.pathname + location.search;
addEventListener("offprint:shown", () => (shown = location.pathname + location.search));

addEventListener("popstate", () => {
  const { state } = history;
  if (!app) {
    // Between two queries the search page is the same.
    if (searching && searchBox() && shown.split("?")[0] === location.pathname) return;
    if (location.pathname + location.search !== shown) location.reload();
    return;
  }
  // A fragment that the browser went to by itself has no number yet.
  if (state === null) history.replaceState(Math.random(), "");
  navigate(() => app.traverse(positions.get(state)), () => location.reload());
});

// ---- search ---------------------------------------------------------------------------------------

/** The module at work on this page, when it is wanted or there. */
let searching = null;
/** How far the search page was scrolled when its reader left it. */
let searchLeftAt;

function searchBox() {
  return document.querySelector("[data-search-page] #search-box");
}

const searchLink = () => document.querySelector("[data-search-open]");
const searchable = "[data-search-open], #search-box";

function isSearched() {
  return location.search !== "" && searchBox() !== null;
}

/** Loads search: its code, its worker and the index's entry, all at once. */
function search() {
  searching ??= loadSearch().catch((error) => {
    searching = null;
    throw error;
  });
  return searching;
}

async function loadSearch() {
  const { searchView, searchJs: glue, searchWasm, searchWorker: script } = tag.dataset;
  const worker = new Worker(script, { type: "module" });
  const noWorker = new Promise((_, reject) => (worker.onerror = reject));
  // Where it cannot be had the worker finds out why.
  const entry = fetch(`${base}search.bin`, { cache: "no-cache" })
    .then((response) => (response.ok ? response.arrayBuffer() : null))
    .catch(() => null);
  // The worker asks for it again when it is there itself.
  fetch(glue).catch(() => {});
  try {
    const all = Promise.all([import(searchView), compiled(searchWasm), entry]);
    const [page, module, bytes] = await Promise.race([all, noWorker]);
    page.begin({ worker, module, glue, script, base, entry: bytes, excuse, position: () => searchLeftAt });
    return page;
  } catch (error) {
    worker.terminate();
    throw error;
  }
}

async function compiled(url) {
  try {
    return await WebAssembly.compileStreaming(code(url));
  } catch {
    // A host that does not know the type.
    return WebAssembly.compile(await (await code(url)).arrayBuffer());
  }
}

/** Opens the palette over the page; on the search page its box is at hand. Typing never waits for the module. */
function openPalette() {
  const box = searchBox();
  if (box) return box.select();
  let dialog = document.querySelector("#palette");
  if (!dialog) {
    dialog = document.createElement("dialog");
    dialog.id = dialog.className = "palette";
    dialog.ariaLabel = "Search";
    dialog.innerHTML =
      '<div class="palette-box"><input id="palette-input" role="combobox" aria-label="Search" aria-autocomplete="list"' +
      ' aria-controls="palette-list" aria-expanded="false" placeholder="Search" autocomplete="off"' +
      ' autocapitalize="off" spellcheck="false" enterkeyhint="search"><button type="button" class="palette-close"' +
      ' aria-label="Close"></button><div id="palette-answer"></div></div>';
    dialog.addEventListener("click", ({ target }) => {
      if (target === dialog || target.className === "palette-close") dialog.close();
    });
    document.body.append(dialog);
  }
  if (!dialog.open) dialog.showModal();
  const input = dialog.querySelector("input");
  input.select();
  search()
    .then((page) => page.openPalette())
    .catch(() => excuse(dialog.querySelector("#palette-answer"), openPalette, input.value));
}

/** Has the search page answer. */
function searchHere() {
  const box = searchBox();
  search().catch(() => {
    excuse(document.querySelector("#search-results"), searchHere, box.value);
    dispatchEvent(new Event("offprint:found"));
  });
}

/** Says in an element that search is not available, and what there is instead. */
function excuse(place, again, words) {
  place.querySelector(".search-failed")?.remove();
  place.removeAttribute("aria-busy");
  const why = root.dataset.network
    ? "What this search takes is not saved on this device."
    : "Search is not available right now.";
  place.insertAdjacentHTML(
    "afterbegin",
    `<div class="search-failed" role="alert"><p>${why}</p>` +
      '<button type="button">Try again</button> <a>Look in the list of posts instead</a></div>',
  );
  const excuse = place.firstChild;
  excuse.querySelector("a").href = `${base}?q=${encodeURIComponent(words)}`;
  excuse.querySelector("button").onclick = () => {
    excuse.remove();
    document.querySelector("#palette[open] input, #search-box")?.focus();
    again();
  };
}

addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (!event.target.closest?.("[data-search-open]")) return;
  event.preventDefault();
  openPalette();
}, true);

addEventListener("keydown", (event) => {
  const { key, target, ctrlKey, metaKey, altKey, shiftKey } = event;
  if (event.defaultPrevented || event.isComposing || altKey || !searchLink()) return;
  const command = ctrlKey || metaKey;
  const slash = key === "/" && !command && !target.closest?.("input, textarea, select, [contenteditable]");
  if (!slash && !(key?.toLowerCase() === "k" && command && !shiftKey)) return;
  event.preventDefault();
  openPalette();
});

for (const intent of ["pointerover", "focusin"]) {
  addEventListener(intent, ({ target }) => {
    const wanted = target.closest?.(searchable);
    if (wanted?.id === "search-box") {
      if (intent === "focusin") searchHere();
    } else if (wanted && !frugal()) search().catch(() => {});
  }, { capture: true, passive: true });
}

function arriveAtSearch() {
  searchLeftAt = positions.get(history.state);
  if (!isSearched()) return;
  const box = searchBox();
  // What the reader has typed by now comes before the address.
  box.value ||= new URLSearchParams(location.search).get("q") ?? "";
  searchHere();
}

arriveAtSearch();
addEventListener("offprint:shown", arriveAtSearch);

// ---- code -----------------------------------------------------------------------------------------

/** How long a button says that it has done its work, in milliseconds. */
const COPIED = 2000;

/** Puts a button before every block of code that has none. What the app does with the page leaves them alone: it
    takes its content down as a whole. */
function offerCopies() {
  if (!navigator.clipboard) return;
  for (const block of document.querySelectorAll(".prose pre.code:not(.copy + *)")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.ariaLive = "polite";
    button.onclick = async () => {
      try {
        await navigator.clipboard.writeText(block.querySelector("code").textContent.replace(/\n$/, ""));
        button.textContent = "Copied";
      } catch {
        button.textContent = "Not copied";
      }
      setTimeout(() => (button.textContent = "Copy"), COPIED);
    };
    block.before(button);
  }
}

idle(offerCopies);
addEventListener("offprint:shown", offerCopies);

// ---- offline --------------------------------------------------------------------------------------

let keepsPages = false;

/** Loads the part that has pages kept for reading offline, with the app or without it, where the site is for that:
    a link below every page says so. */
function keepPages() {
  if (keepsPages || !document.querySelector("footer [data-offline=on]")) return;
  keepsPages = true;
  const lists = () => app && loadLists();
  import(tag.dataset.offline).then(
    (part) => part.begin({ base, frugal, tag, lists }),
    // Its file is gone, or there is no network. The next document has another.
    () => {},
  );
}

const keepPagesSoon = () => idle(keepPages);
if (!frugal() || document.querySelector("[data-saved-page]")) {
  if (document.readyState === "complete") keepPagesSoon();
  else addEventListener("load", keepPagesSoon, { once: true });
} else {
  // Who wants little fetched may yet want something saved.
  for (const intent of INTENTS) addEventListener(intent, keepPagesSoon, { capture: true, passive: true, once: true });
}
// The shell has its footer now.
addEventListener("offprint:ready", keepPagesSoon);

// ---- embeds ---------------------------------------------------------------------------------------

/** Offers to show in place what a link to another site stands for. Nothing of that site is loaded before a reader
    asks for it. */
function offerFrames() {
  for (const embed of document.querySelectorAll("main [data-frame]")) {
    if (embed.querySelector("button, iframe")) continue;
    const { frame, kind } = embed.dataset;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = `Show the ${kind} from ${embed.querySelector("span")?.textContent}`;
    button.addEventListener("click", () => {
      const view = document.createElement("iframe");
      view.title = embed.querySelector("a")?.textContent ?? "";
      view.allow = "fullscreen; encrypted-media; picture-in-picture";
      // YouTube shows nothing to a page that does not say where it is.
      view.referrerPolicy = "strict-origin-when-cross-origin";
      view.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation");
      view.src = frame;
      button.replaceWith(view);
      view.focus();
    });
    embed.append(button);
  }
}

offerFrames();
addEventListener("offprint:shown", offerFrames);
