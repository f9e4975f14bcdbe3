// What the cases stand on: releases made up here, a host that serves them from memory and fails when told to, and
// workers that share a real cache. SCRIPT is the worker as a site ships it.

/** The names of the worker's that cases use. */
const NAMES = `SITE NAME ROOT pathOf fileName urlOf isAfter sha256 blob read write change bring stored answerWith
  fetchVerified store names storedBlobs releases pending currentRelease list fileOf filesBelow findWhole releaseOf
  remember recognize mayShow noteDocument notes pruned leave filesOf required isWhole marked sweep evictOldest visits
  visitedWithin renew adopt visit keep want save plan pause remove status missing standing answer ask navigation ofRelease
  ofNetwork constant named look looked Trouble codeOf reply`.split(/\s+/);

const cases = [];
const test = (name, run) => cases.push({ name, run });

function is(found, expected, what = "") {
  const [a, b] = [found, expected].map((value) => JSON.stringify(value));
  if (a !== b) throw new Error(`${what} is ${a}, not ${b}`);
}
const holds = (truth, what) => {
  if (!truth) throw new Error(`it does not hold that ${what}`);
};
const codeFrom = (promise) => promise.then(() => "nothing", (error) => error.code ?? String(error));

const hex = async (bytes) =>
  Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)), (b) => b.toString(16).padStart(2, "0")).join("");
const utf8 = (text) => new TextEncoder().encode(text);
const page = (text) => `<!doctype html><html><head><meta name="offprint-base" content="/"></head>${text}</html>`;

/** What every made-up site has. */
const SHELL = { "shell.html": page("shell"), "saved/index.html": page("saved"), "assets/app-0123456789abcdef.js": "run()" };

/** A release of these texts. `parts` names what pages show; `per` paths stand in a list. */
async function release(texts, { parts = {}, install = Object.keys(SHELL), per = 3, posts = 1 } = {}) {
  const files = new Map(Object.entries({ ...SHELL, ...texts }).map(([path, text]) => [path, utf8(text)]));
  const byUtf8 = (a, b) => {
    const [x, y] = [utf8(a), utf8(b)];
    const i = x.findIndex((byte, place) => byte !== y[place]);
    return i < 0 ? x.length - y.length : x[i] - (y[i] ?? -1);
  };
  const entries = [];
  for (const path of [...files.keys()].sort(byUtf8)) {
    const bytes = files.get(path);
    entries.push({ file: { path, sha256: await hex(bytes) }, bytes: bytes.length, parts: parts[path] });
  }
  const build = (await hex(utf8(JSON.stringify(entries)))).slice(0, 16);
  const lists = [];
  for (let i = 0; i < entries.length; i += per) {
    const some = entries.slice(i, i + per);
    const bytes = utf8(JSON.stringify({ schema: 3, files: some }));
    const sha256 = await hex(bytes);
    const path = `data/files-${i / per}.${sha256.slice(0, 16)}.json`;
    files.set(path, bytes);
    lists.push({ file: { path, sha256 }, first: some[0].file.path });
  }
  const installed = entries.filter(({ file }) => install.includes(file.path));
  const json = { schema: 3, build, date: "2026-11-21", counts: { posts }, files: lists,
    offline: { install: installed, shell: "shell.html", saved: "saved/index.html" } };
  files.set("offprint.json", utf8(JSON.stringify(json)));
  return { build, files, entries, json };
}

/** A host in memory. `fault(path, init)` may return an answer of its own, or throw as a network does. */
function hostOf(first) {
  const host = { site: first, fault: () => undefined, asked: [], atOnce: 0, most: 0 };
  host.fetch = async (input, init = {}) => {
    const request = input instanceof Request ? input : new Request(input, init);
    const path = decodeURIComponent(new URL(request.url).pathname.slice(1));
    host.asked.push(path);
    host.most = Math.max(host.most, ++host.atOnce);
    try {
      await new Promise((resolve) => setTimeout(resolve));
      const aborted = new Promise((_, reject) => (request.signal.onabort = () => reject(new TypeError("aborted"))));
      if (request.signal.aborted) throw new TypeError("aborted");
      const special = await Promise.race([host.fault(path, { cache: request.cache }), aborted]);
      if (special) return special;
      const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
      const bytes = host.site.files.get(file);
      if (!bytes) return new Response("no such file", { status: 404, headers: { "content-type": "text/plain" } });
      return new Response(bytes, { headers: { "content-type": TYPE[file.split(".").pop()] ?? "text/plain", vary: "x" } });
    } finally {
      host.atOnce--;
    }
  };
  host.take = () => host.asked.splice(0).sort();
  return host;
}
const TYPE = { html: "text/html; charset=utf-8", json: "application/json", js: "text/javascript", css: "text/css" };
const lost = () => {
  throw new TypeError("no network");
};
/** An answer that breaks off. */
const breaksOff = (type = "text/html") => {
  const body = new ReadableStream({
    start: (stream) => stream.enqueue(utf8("<!doctype html>")),
    pull: (stream) => stream.error(new TypeError("broken off")),
  });
  return new Response(body, { headers: { "content-type": type } });
};

/** A worker that has just started: all of its own memory, none of it from another. `control.step(what)` is called
    before each thing that it does outside itself; a promise that never ends kills it there. */
function start(host, control = {}) {
  const step = async (what, about = "") => control.step?.(what, about);
  const storage = self.caches;
  const caches = {
    match: async (...args) => (await step("match", args[0]), storage.match(...args)),
    has: async (name) => (await step("has"), storage.has(name)),
    delete: async (name) => (await step("delete"), storage.delete(name)),
    open: async (name) => {
      await step("open");
      const cache = await storage.open(name);
      return {
        keys: async () => (await step("keys"), cache.keys()),
        put: async (key, response) => (await step(`put ${key}`), cache.put(key, response)),
        delete: async (key) => (await step("erase"), cache.delete(key)),
      };
    },
  };
  const fetch = async (...args) => {
    await step("fetch");
    const response = await host.fetch(...args);
    await step("answer");
    return response;
  };
  // A killed worker's locks are let go: each has its own.
  const turns = new Map();
  const locks = {
    request: (name, task) => {
      const turn = (turns.get(name) ?? Promise.resolve()).then(() => task());
      turns.set(name, turn.catch(() => {}));
      return turn;
    },
  };
  const told = [];
  const clients = { matchAll: async () => [{ id: "tab", postMessage: (message) => told.push(message) }] };
  const itself = { addEventListener() {}, clients, registration: { unregister: async () => told.push("unregistered") } };
  const body = `${SCRIPT}\nreturn { ${NAMES.join(", ")} };`;
  // A hurried worker's minutes are shorter.
  const timer = (task, time) => setTimeout(task, time / (control.hurry ?? 1));
  const parameters = ["caches", "fetch", "navigator", "self", "setTimeout"];
  const names = new Function(...parameters, body)(caches, fetch, { locks }, itself, timer);
  // As a reader's press of a button does.
  const saveNow = async (what, search, say) => (await names.want(what, search), names.save(what, search, say));
  return { ...names, saveNow, told: () => told.splice(0) };
}

/** Lets minutes pass for what is written down in the store. */
async function minutesPass() {
  for (const name of ["pending", "away"]) {
    const key = `/.offprint/1/${name}`;
    const found = await self.caches.match(key, { cacheName: NAME_OF_STORE });
    if (!found) continue;
    const value = JSON.stringify({ ...(await found.json()), at: 0 });
    await (await self.caches.open(NAME_OF_STORE)).put(key, new Response(value));
  }
}

const pathOfKey = async (name) => (await (await self.caches.open(NAME_OF_STORE)).keys()).map((key) => key.url).filter((url) => url.includes(name));
const NAME_OF_STORE = "offprint /";
const inStore = async (text) => pathOfKey(`/.offprint/1/blob/${await hex(utf8(text))}`).then((found) => found.length === 1);

/** What holds at every moment, whatever was killed: every blob is what its key says; a release that counts has all
    it cannot do without. */
async function storeIsSound(host) {
  for (const key of await pathOfKey("/blob/")) {
    const found = await self.caches.match(key, { cacheName: NAME_OF_STORE });
    is(await hex(await found.arrayBuffer()), key.split("/").pop(), "the hash of a blob");
  }
  const worker = start(host);
  const here = await worker.storedBlobs();
  for (const [i, record] of (await worker.releases()).entries()) {
    const { build, offline } = record.release;
    holds(offline.install.every(({ file }) => here.has(file.sha256)), `all that ${build} installs is here`);
    // The older one may lack what was saved later.
    if (i === 0) holds(await worker.isWhole(record), `all that was saved is here of ${build}`);
  }
}

/** An event as the browser would send it for a document or for something that one asks for. */
function eventOf(path, { client = "", resulting = "", mode = "cors", destination = "", headers, cache, preload } = {}) {
  const real = new Request(`/${path}`, { headers, cache });
  const request = new Proxy(real, {
    get: (target, name) => {
      if (name === "mode") return mode;
      if (name === "destination") return destination;
      const value = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
    getPrototypeOf: () => Request.prototype,
  });
  const waits = [];
  return { request, clientId: client, resultingClientId: resulting, preloadResponse: preload ?? Promise.resolve(undefined),
    waitUntil: (promise) => waits.push(promise), done: () => Promise.all(waits) };
}
/** A document's answer: status, text, and the release that it is pinned to. */
async function document_(worker, path, resulting = "new") {
  const event = eventOf(encodeURI(path), { resulting, mode: "navigate", destination: "document" });
  const response = await worker.answer(event, path);
  const text = await response.text();
  await event.done();
  return [response.status, text, (await worker.releaseOf(resulting)).pinned];
}
const asset = "assets/app-0123456789abcdef.js";
const site = (word, image = word) => release({ "a/index.html": post(word, "a.png"), "b/index.html": post(`b${word}`), "a.png": image, "search.bin": `index of ${word}`, [`assets/x-${"f".repeat(16)}.css`]: "css" },
  { parts: { "a/index.html": ["a.png"] }, per: 100 });
/** A worker with a release and one visited page. */
async function reading() {
  const a = await site("a");
  const host = hostOf(a);
  await start(host).visit("a/", "");
  host.take();
  return { a, host, worker: start(host) };
}

/** Runs one case, with nothing stored before. */
async function run(number) {
  for (const name of await self.caches.keys()) await self.caches.delete(name);
  const patience = new Promise((_, reject) => setTimeout(() => reject(new Error("it takes too long")), 100_000));
  return (await Promise.race([cases[number].run(), patience])) ?? "";
}
