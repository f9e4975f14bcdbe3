// Search as the page shows it: the palette over any page, the results on the search page, and what was found in
// a page that is opened from them. The answers come from the worker as finished HTML, escaped there.
//
// The loader has made the palette's dialog and started the worker before this is here, so that typing never
// waits. It calls `begin` once, and `openPalette` whenever it has opened the dialog.

/** Queries are kept under this name on the reader's device, one a line. */
const RECENT = "offprint.searches";
/** Sites below paths of one host share its storage. */
const recentKey = () => (given.base === "/" ? RECENT : `${RECENT} ${given.base}`);
/** How many hits there are is told when nothing is typed for so many milliseconds. */
const PAUSE = 500;
/** A worker that runs answers within so many milliseconds, be it that it waits for files. One that does not hangs. */
const PATIENCE = 8000;
/** One that is still to begin has longer: its files may come slowly. */
const LOADING = 30000;
/** Answers kept for a reader who comes back to them. */
const KEPT = 12;

const find = (selector) => document.querySelector(selector);
const findAll = (selector) => [...document.querySelectorAll(selector)];

/** What the loader gives: `module`, `glue`, `script`, `base`, `excuse`, `position`. */
let given;

export function begin({ worker, entry, ...rest }) {
  given = rest;
  start(worker, entry);
  listen();
  results.arrive();
}

// ---- the worker -----------------------------------------------------------------------------------

let worker = null;
/** The worker has its index. */
let ready = false;
/** The latest question, until it is answered in full. */
let asked = null;
let latest = 0;

/** Asks what an address of the search page asks, for the palette or the results. Only the latest is answered. */
function ask(view, search, again = false) {
  asked = { id: ++latest, view, search, again, restarted: false, heard: false };
  view.busy(true);
  put();
}

function put() {
  if (!worker) start(new Worker(given.script, { type: "module" }), null);
  const { id, view, search, again } = asked;
  worker.postMessage({ id, search, palette: view === palette, again });
  watch(id);
}

function start(begun, entry) {
  worker = begun;
  worker.onmessage = ({ data }) => hear(data);
  worker.onerror = trap;
  const { module, glue, base } = given;
  worker.postMessage({ module, glue, base, entry });
}

function stop() {
  worker?.terminate();
  worker = null;
  ready = false;
}

function watch(id) {
  setTimeout(
    () => {
      if (asked?.id === id && !asked.heard) trap();
    },
    ready ? PATIENCE : LOADING,
  );
}

function hear(data) {
  if (data.ready) {
    ready = true;
    if (asked) watch(asked.id);
    return;
  }
  if (data.marks) {
    found.mark(data);
    return;
  }
  if (data.trouble === "trap") {
    trap();
    return;
  }
  // A worker that could not begin answers no question: the next one has another.
  const failedToBegin = data.trouble && !ready;
  if (failedToBegin) stop();
  if (asked && (failedToBegin || data.id === asked.id)) {
    asked.heard = true;
    const { view } = asked;
    if (data.trouble || data.whole) asked = null;
    if (data.trouble) view.fail();
    else view.show(data);
  }
}

/** The worker is of no use any more: for each question another one may take its place once. */
function trap() {
  stop();
  if (!asked) return;
  if (asked.restarted) {
    const { view } = asked;
    asked = null;
    view.fail();
  } else {
    asked.restarted = true;
    asked.heard = false;
    put();
  }
}

// ---- addresses ------------------------------------------------------------------------------------

const here = () => location.search.slice(1);
const wordsOf = (search) => new URLSearchParams(search).get("q") ?? "";

/** A query string with other words, at the first page; all else that it says stays. */
function withWords(search, words) {
  const others = search.split("&").filter((part) => part && !/^(q|page)(=|$)/.test(part));
  return [...(words ? [`q=${encodeURIComponent(words)}`] : []), ...others].join("&");
}

const pageOf = (words) => `${given.base}search/?${withWords("", words.trim())}`;

/** The loader knows an entry of the history by the number that is its state. */
function setAddress(search, newEntry) {
  const address = location.pathname + (search && `?${search}`);
  try {
    if (newEntry) history.pushState(Math.random(), "", address);
    else history.replaceState(history.state, "", address);
  } catch {
    // Too many changes in a short time: the results are right, their address lags behind.
  }
}

// ---- recent queries -------------------------------------------------------------------------------

function recent() {
  try {
    const kept = (localStorage.getItem(recentKey()) ?? "").split("\n").map((query) => query.trim());
    return kept.filter((query) => query && query.length <= 100).slice(0, 8);
  } catch {
    return [];
  }
}

function remember(words) {
  const query = words.trim().replace(/\s+/g, " ");
  if (query) keep([query, ...recent().filter((other) => other !== query)]);
}

function keep(queries) {
  try {
    localStorage.setItem(recentKey(), queries.slice(0, 8).join("\n"));
  } catch {
    // Then nothing is recent.
  }
}

/** Links to the recent queries. */
function recentLinks() {
  return recent().map((query) => {
    const link = document.createElement("a");
    link.href = pageOf(query);
    link.textContent = query;
    return link;
  });
}

// ---- what both show -------------------------------------------------------------------------------

const written = new WeakMap();

/** Writes an element's HTML. What had the focus in it has it again: the element of the same id, the link to the
    same address, or else the first of `instead` that is there. */
function write(element, html, ...instead) {
  // A press that has begun stays a press.
  if (written.get(element) === html) return;
  written.set(element, html);
  const held = document.activeElement;
  const holds = held !== element && element.contains(held);
  element.innerHTML = html;
  if (!holds) return;
  const link = (other) => other.getAttribute("href") === held.getAttribute("href");
  const again = (held.id && document.getElementById(held.id)) || [...element.querySelectorAll("a")].find(link);
  (again ?? instead.map(find).find(Boolean))?.focus({ preventScroll: true });
}

let telling = 0;

/** Tells how many hits there are, while something is typed when the reader pauses. */
function tell(selector, status, wait) {
  clearTimeout(telling);
  const say = () => {
    const place = find(selector);
    if (place && place.textContent !== status) place.textContent = status;
  };
  if (wait) telling = setTimeout(say, PAUSE);
  else say();
}

const setBusy = (element, busy) => {
  if (busy) element?.setAttribute("aria-busy", "true");
  else element?.removeAttribute("aria-busy");
};

// ---- the palette ----------------------------------------------------------------------------------

const PARTS =
  '<p id="palette-status" class="palette-status" role="status"></p><div id="palette-corrected"></div>' +
  '<ul id="palette-list" role="listbox" aria-label="Results" hidden></ul>' +
  '<button type="button" class="palette-forget" data-search-forget hidden>Clear recent searches</button>' +
  '<div id="palette-start" class="palette-start"></div>' +
  '<p id="palette-all" class="palette-all" hidden><a>All results</a></p>';

/** A site may have a page of its own where the search page would be. */
const hasPage = () => find("[data-search-open=page]") !== null;

const palette = {
  /** Number of the option that the arrows have reached. */
  selected: -1,
  /** What the hits on the screen were found by. */
  found: "",
  input: () => find("#palette-input"),
  options: () => findAll("#palette-list > [role=option]"),

  /** Answers what stands in the box now. */
  typed() {
    const words = this.input().value;
    const blank = !words.trim();
    const all = find("#palette-all");
    all.hidden = blank || !hasPage();
    all.firstChild.href = pageOf(words);
    if (blank) this.begin();
    else ask(this, withWords("", words));
  },

  busy(busy) {
    setBusy(find("#palette-list"), busy);
  },

  /** Nothing is asked: recent queries, and what else one may begin with. */
  begin() {
    if (asked?.view === this) asked = null;
    this.busy(false);
    this.fill("", "", "");
    const list = find("#palette-list");
    written.delete(list);
    const links = recentLinks();
    for (const [number, link] of links.entries()) {
      link.tabIndex = -1;
      const option = list.appendChild(document.createElement("li"));
      option.append(link);
      option.id = `palette-${number}`;
      option.role = "option";
      option.className = "recent";
    }
    list.ariaLabel = "Recent searches";
    this.expand();
    find("#palette .palette-forget").hidden = !links.length;
    find("#palette-start").hidden = false;
    this.suggest();
  },

  /** What the search page shows before anything is asked. */
  suggest() {
    if (!hasPage()) return;
    this.suggest = () => {};
    fetch(`${given.base}search/`)
      .then((response) => response.text())
      .then((html) => {
        const start = new DOMParser().parseFromString(html, "text/html").querySelector("#search-start");
        find("#palette-start").replaceChildren(...(start?.childNodes ?? []));
      })
      .catch(() => {});
  },

  fill(corrected, options, status) {
    const before = this.options()[this.selected]?.querySelector("a").href;
    find("#palette .search-failed")?.remove();
    find("#palette-corrected").innerHTML = corrected;
    const list = find("#palette-list");
    write(list, options);
    list.ariaLabel = "Results";
    find("#palette-start").hidden = find("#palette .palette-forget").hidden = true;
    this.expand();
    this.select(before ? this.options().findIndex((option) => option.querySelector("a").href === before) : -1);
    tell("#palette-status", status, status !== "");
  },

  expand() {
    const empty = !this.options().length;
    find("#palette-list").hidden = empty;
    this.input().ariaExpanded = String(!empty);
  },

  /** Shows an answer, unless a better one is awaited that will have something to show. */
  show({ whole, hits, count, corrected, status, words }) {
    if (!whole && !count) return;
    this.found = words;
    this.fill(corrected, hits, status);
    if (whole) this.busy(false);
  },

  fail() {
    this.busy(false);
    // What stands here may answer another question.
    this.fill("", "", "");
    const again = () => ask(this, withWords("", this.input().value), true);
    given.excuse(find("#palette-answer"), again, this.input().value);
  },

  select(at) {
    this.selected = at;
    for (const [number, option] of this.options().entries()) option.ariaSelected = String(number === at);
    const option = this.options()[at];
    if (option) this.input().setAttribute("aria-activedescendant", option.id);
    else this.input().removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  },

  key(event) {
    const { key } = event;
    // While an input method is at work the keys are its own.
    if (event.isComposing || event.target !== this.input()) return;
    const many = this.options().length;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      // The box itself is one of the stops on the way round.
      const stop = this.selected + 1 + (key === "ArrowDown" ? 1 : -1);
      this.select(((stop + many + 1) % (many + 1)) - 1);
    } else if (key === "Enter") {
      event.preventDefault();
      const link = this.options()[this.selected]?.querySelector("a") ?? find("#palette-all:not([hidden]) a");
      if (!link) return;
      if (event.ctrlKey || event.metaKey) {
        this.followed(link, false);
        open(link.href, "_blank", "noopener");
      } else link.click();
    }
  },

  /** A link of the dialog is followed, in this window if that is plain. */
  followed(link, plain) {
    const hit = link.closest(".hit");
    if (hit || link.closest("#palette-all")) remember(this.input().value);
    if (hit && plain) found.follow(link, this.found);
    if (plain) this.close();
  },

  close() {
    find("#palette[open]")?.close();
  },
};

export function openPalette() {
  const answer = find("#palette-answer");
  if (!find("#palette-list")) answer.innerHTML = PARTS;
  palette.typed();
}

// ---- the search page ------------------------------------------------------------------------------

const NOTHING = { whole: true, hits: "", corrected: "", more: "", choices: "", status: "" };

const results = {
  /** The page's element, to know it again, and where it is. */
  root: null,
  path: "",
  /** The document's title without the query. */
  title: "",
  /** What was asked last. */
  search: "",
  /** Typing changes the present entry of the history; else it makes a new one. */
  open: true,
  /** The latest question was typed. */
  typing: false,
  /** How far to scroll when the hits are there. */
  scroll: undefined,
  /** The latest answers, by what was asked. */
  kept: new Map(),

  /** A page is on the screen: perhaps the search page. */
  arrive() {
    const root = find(".search-page");
    if (root === this.root) return;
    this.root = root;
    if (!root) return;
    this.path = location.pathname;
    this.title = document.title;
    this.scroll = given.position();
    this.showRecent();
    const typed = find("#search-box").value.trim();
    if (typed && typed !== wordsOf(here()).trim()) {
      // Before this was there.
      this.open = !wordsOf(here());
      this.typed();
    } else this.turn();
  },

  /** Going back to another page the address comes before the page. */
  isHere() {
    return this.root?.isConnected && this.path === location.pathname;
  },

  /** The address has changed: answers it. */
  turn() {
    if (!this.isHere()) return;
    const words = wordsOf(here());
    const box = find("#search-box");
    if (box.value !== words) box.value = words;
    this.open = !words.trim();
    this.typing = false;
    this.ask();
  },

  /** Answers what stands in the box now. */
  typed() {
    if (!this.isHere()) return;
    const search = withWords(here(), find("#search-box").value.trimStart());
    if (search !== here()) {
      setAddress(search, !this.open);
      this.open = true;
      this.typing = true;
    }
    this.search = search;
    this.ask(search);
  },

  /** What is typed is meant so: typing goes on in another entry of the history. */
  settle() {
    const words = wordsOf(here());
    if (!this.isHere() || !words.trim()) return;
    remember(words);
    this.open = false;
  },

  ask(search = here()) {
    this.search = search;
    const words = wordsOf(search).trim();
    document.title = words ? `${words} · ${this.title}` : this.title;
    const kept = this.kept.get(search);
    if (search && !kept) {
      ask(this, search);
      return;
    }
    asked = null;
    this.put(kept ?? NOTHING);
    this.done();
  },

  /** The answer is whole. The loader waits for it with what can come later, and so does the stylesheet. */
  done() {
    this.busy(false);
    dispatchEvent(new Event("offprint:found"));
  },

  busy(busy) {
    setBusy(find("#search-results"), busy);
  },

  /** Shows an answer, unless a better one is awaited that will have something to show. */
  show(answer) {
    if (!this.isHere() || (!answer.whole && !answer.count)) return;
    this.put(answer);
    if (!answer.whole) return;
    this.kept.delete(this.search);
    this.kept.set(this.search, answer);
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value);
    this.done();
  },

  put({ whole, corrected, hits, more, choices, status, words }) {
    this.found = words;
    const instead = ["#search-clear", "#search-relevance", "#search-box"];
    find("#search-results > .search-failed")?.remove();
    write(find("#search-results"), corrected + (hits && `<ol class="hits">${hits}</ol>${more}`), ...instead);
    tell("#search-status", status, this.typing);
    // Counts come last; until then those before stand.
    if (whole) this.putChoices(choices, instead);
    if (hits && this.scroll !== undefined) scrollTo({ top: this.scroll, behavior: "instant" });
    if (whole) this.scroll = undefined;
  },

  putChoices(choices, instead) {
    const place = find("#search-facets");
    const folded = [...place.querySelectorAll("details[id]:not([open])")].map(({ id }) => id);
    write(place, choices, ...instead);
    for (const id of folded) document.getElementById(id)?.removeAttribute("open");
  },

  fail() {
    this.done();
    if (!this.isHere()) return;
    // What stands here may answer another question.
    this.put(NOTHING);
    const again = () => ask(this, this.search, true);
    given.excuse(find("#search-results"), again, wordsOf(this.search));
  },

  /** A link of the page is followed. True where it leads to the same page in another state. */
  follow(link) {
    if (link.closest(".hit")) {
      this.settle();
      found.follow(link, this.found);
      return false;
    }
    const stays = link.origin === location.origin && link.pathname === this.path && !link.hash && !link.target;
    if (!stays || !this.isHere()) return false;
    setAddress(link.search.slice(1), true);
    this.scroll = undefined;
    this.turn();
    return true;
  },

  /** Shows the recent queries above what else one may begin with. */
  showRecent() {
    find("#search-start > .search-recent")?.remove();
    const links = recentLinks();
    if (!links.length) return;
    find("#search-start")?.insertAdjacentHTML(
      "afterbegin",
      '<div class="search-recent"><h2>Recent searches</h2><ul></ul>' +
        '<button type="button" data-search-forget>Clear</button></div>',
    );
    const list = find("#search-start > .search-recent ul");
    for (const link of links) list?.appendChild(document.createElement("li")).append(link);
  },
};

// ---- what was found, in the page that is opened ---------------------------------------------------

/** The stylesheet's name for it (CSS Custom Highlight API). A document that the browser loads itself has the text
    fragment of the hit's address instead. */
const FOUND = "found";
const MOST = 1000;

const found = {
  next: null,
  /** The texts of the page that was looked at last, and which one that was. */
  nodes: [],
  round: 0,

  /** A hit is opened. */
  follow(link, words) {
    const place = decodeURIComponent(link.hash.slice(1).split(":~:")[0]);
    this.next = { path: link.pathname, place, words };
    // On the same page no other will be shown.
    if (link.pathname === location.pathname) setTimeout(() => this.arrive());
  },

  /** A page is on the screen. */
  arrive() {
    this.clear();
    const { next } = this;
    this.next = null;
    const main = find("#main");
    if (next?.path !== location.pathname || !next.words || !ready || !main || !globalThis.CSS?.highlights) return;
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    this.nodes = [];
    while (walker.nextNode()) this.nodes.push(walker.currentNode);
    const texts = this.nodes.map(({ data }) => data);
    worker.postMessage({ mark: texts, words: next.words, place: next.place, round: ++this.round });
  },

  /** The worker knows where the words stand: in each text, starts and ends in turn. */
  mark({ marks, place, round }) {
    if (round !== this.round) return;
    const ranges = [];
    for (const [number, ends] of marks.entries()) {
      for (let at = 0; at < ends.length && ranges.length < MOST; at += 2) {
        const range = new Range();
        range.setStart(this.nodes[number], ends[at]);
        range.setEnd(this.nodes[number], ends[at + 1]);
        ranges.push(range);
      }
    }
    if (!ranges.length) return;
    CSS.highlights.set(FOUND, new Highlight(...ranges));
    const heading = place && document.getElementById(place);
    const follows = ({ startContainer: node }) =>
      heading
        ? heading.contains(node) || heading.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING
        : !node.parentElement.closest("h1");
    const range = ranges.find(follows);
    if (!range) return;
    const { top, bottom } = range.getBoundingClientRect();
    const inView = top >= 0 && bottom <= innerHeight && (!heading || heading.getBoundingClientRect().top >= 0);
    if (!inView) scrollTo({ top: scrollY + top - innerHeight / 3, behavior: "instant" });
  },

  clear() {
    this.round++;
    globalThis.CSS?.highlights?.delete(FOUND);
  },
};

// ---- events ---------------------------------------------------------------------------------------

/** All are heard at the document: elements come and go with the app's pages. */
function listen() {
  const typed = (event) => {
    // What an input method is still composing is no word yet.
    if (event.isComposing) return;
    if (event.target.id === "palette-input" && find("#palette-list")) palette.typed();
    else if (event.target.id === "search-box") results.typed();
  };
  document.addEventListener("input", typed);
  document.addEventListener("compositionend", typed);
  document.addEventListener("change", ({ target }) => {
    if (target.id === "search-box") results.settle();
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.closest("[data-search-page]")) return;
    event.preventDefault();
    results.settle();
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.closest?.("#palette")) palette.key(event);
    else if (event.key === "Escape" && !event.target.closest?.("input, textarea, select, dialog")) found.clear();
  });
  document.addEventListener("click", (event) => {
    const { target } = event;
    if (!(target instanceof Element)) return;
    if (target.closest("[data-search-forget]")) {
      keep([]);
      results.showRecent();
      if (target.closest("#palette")) {
        palette.begin();
        palette.input().focus();
      }
    }
    const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    const link = target.closest("a[href]");
    if (!link) return;
    if (link.closest("#palette")) palette.followed(link, plain);
    else if (plain && link.closest("[data-search-page]") && results.follow(link)) event.preventDefault();
  });
  addEventListener("offprint:shown", () => {
    palette.close();
    found.arrive();
    results.arrive();
  });
  addEventListener("popstate", () => results.turn());
}
