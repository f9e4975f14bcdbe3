// The store: one cache, keyed by content. Nothing here trusts memory: the browser, or the reader, may delete the
// cache at any moment, so it is opened anew for each use.

/** The store is being given up: nothing may be written, or what is under way would bring it back. */
let gone = false;
/** How often it was given up: what waits for its turn since before that has none any more. */
let ended = 0;
/** Ends the requests under way when the store is given up. */
let work = new AbortController();

/** @param {string} name */
const match = (name) => caches.match(ROOT + name, { cacheName: NAME });

/** A file's stored copy. Storage that fails is like one that has nothing: there is the network.
    @param {string} sha */
const blob = (sha) => match(`blob/${sha}`).catch(() => undefined);

/** An entry; null where there is none. Storage that fails is an error here: what cannot be read must not be taken
    for empty, and written or swept accordingly.
    @param {string} name @returns {Promise<any>} */
async function read(name) {
  const found = await match(name);
  return found ? found.json().catch(() => null) : null;
}

/** @param {string} name @param {Response} response */
async function put(name, response) {
  if (gone) throw new Trouble("away");
  try {
    await (await caches.open(NAME)).put(ROOT + name, response);
  } catch {
    throw new Trouble("full");
  } finally {
    if (gone) await caches.delete(NAME);
  }
}

/** @param {unknown} value */
const json = (value) => new Response(JSON.stringify(value), { headers: { "content-type": "application/json" } });

/** @param {string} name @param {unknown} value */
const write = (name, value) => put(name, json(value));

/** Writes; what was kept unasked makes room, the oldest first. What failed once for another reason than the room
    costs nobody a page: it is tried again before.
    @param {string} name @param {() => Response} response */
async function insist(name, response) {
  for (let tries = 0; ; tries++) {
    try {
      return await put(name, response());
    } catch (error) {
      if (codeOf(error) !== "full" || (tries > 0 && !(await evictOldest()))) throw error;
    }
  }
}

/** @param {string[]} names */
async function erase(names) {
  if (names.length === 0 || !(await caches.has(NAME))) return;
  const cache = await caches.open(NAME);
  await Promise.all(names.map((name) => cache.delete(ROOT + name)));
}

/** @param {string} name @param {unknown} value */
const insistOn = (name, value) => insist(name, () => json(value));

/** Reads, changes and writes an entry, one after the other in all tabs and workers.
    @template T @param {string} name @param {T} initial @param {(value: T) => T | Promise<T>} edit
    @param {(name: string, value: T) => Promise<void>} [to]
    @returns {Promise<T>} */
const change = (name, initial, edit, to = write) =>
  navigator.locks.request(`${NAME} ${name}`, async () => {
    const value = await edit((await read(name)) ?? initial);
    await to(name, value);
    return value;
  });

/** One at a time: what installs, saves or sweeps. The browser lets go of the lock when the worker is killed.
    @template T @param {() => Promise<T>} task @returns {Promise<T>} */
function alone(task) {
  const begun = ended;
  return navigator.locks.request(`${NAME} work`, () => {
    if (begun !== ended) throw new Trouble("away");
    return task();
  });
}

/** The names of everything stored below a beginning.
    @param {string} beginning */
async function names(beginning) {
  if (!(await caches.has(NAME))) return [];
  const keys = await (await caches.open(NAME)).keys();
  const all = keys.map((key) => key.url).filter((url) => url.startsWith(ROOT + beginning));
  return all.map((url) => url.slice(ROOT.length));
}

/** The hashes of all blobs there are. */
const storedBlobs = async () => new Set((await names("blob/")).map((name) => name.slice(5)));

/** Up to so many files are asked for one by one: to list all of a large store takes longer. */
const FEW = 100;

/** The hashes of the blobs there are, of these files at least.
    @param {FileEntry[]} entries */
async function here(entries) {
  const all = [...new Set(entries.map(({ file }) => file.sha256))];
  if (all.length > FEW) return storedBlobs();
  return new Set(await Promise.all(all.map(async (sha) => ((await blob(sha)) ? sha : ""))));
}

/** What tells of the bytes on their way, not of the file. */
const OF_THE_WIRE = ["content-encoding", "content-length"];
/** A host that accepts a request and says nothing is given up after so many milliseconds. */
const SILENCE = 30_000;

/** Ends a request when its time is up, or when the store is given up.
    @param {number} milliseconds */
function patience(milliseconds) {
  const end = new AbortController();
  const abort = () => end.abort();
  let timer = setTimeout(abort, milliseconds);
  const of = work.signal;
  of.addEventListener("abort", abort);
  if (of.aborted) abort();
  const stop = () => {
    clearTimeout(timer);
    of.removeEventListener("abort", abort);
  };
  /** @param {number} more */
  const wait = (more) => {
    clearTimeout(timer);
    timer = setTimeout(abort, more);
  };
  return { signal: end.signal, stop, wait };
}

/** Fetches a file of a release and makes sure of its bytes. A copy that the browser has will do; what a cache on
    the way holds may be broken or old, then the host is asked.
    @param {FileRef} file @returns {Promise<{ bytes: ArrayBuffer, headers: Headers }>} */
async function fetchVerified({ path, sha256: expected }) {
  for (const cache of /** @type {const} */ (["default", "reload"])) {
    const clock = patience(SILENCE);
    let response, bytes;
    try {
      response = await fetch(urlOf(path), { cache, signal: clock.signal });
      // As long as a slow link takes: 20 kB a second.
      clock.wait(2 * SILENCE + Number(response.headers.get("content-length") ?? 10_000_000) / 20);
      bytes = await response.arrayBuffer();
    } catch {
      if (!work.signal.aborted) heard(false);
      throw new Trouble("offline", path);
    } finally {
      clock.stop();
    }
    // What the browser's own cache may have answered says nothing of the network.
    if (cache === "reload") heard(true);
    // A server in trouble says nothing about the file.
    if (response.status >= 500 || response.status === 429) throw new Trouble("offline", path);
    if (response.status === 200 && (await sha256(bytes)) === expected) {
      const headers = new Headers(response.headers);
      // Some would keep the answer from being found, or clear what is stored.
      for (const name of [...OF_THE_WIRE, "vary", "clear-site-data"]) headers.delete(name);
      return { bytes, headers };
    }
  }
  throw new Trouble("corrupt", path);
}

/** Fetches and stores a file.
    @param {FileRef} file */
async function store(file) {
  const { bytes, headers } = await fetchVerified(file);
  await insist(`blob/${file.sha256}`, () => new Response(bytes, { headers }));
}

/** @param {unknown} error */
const codeOf = (error) => (error instanceof Trouble ? error.code : "offline");

/** So many corrupt files do not keep the others from coming. More mean that the host has another release. */
const CORRUPT = 3;

/** Brings all of these files that are not there, six at once. The first trouble ends it; what came stays.
    @param {FileEntry[]} entries @param {(sha?: string) => void} [each] told before (nothing) and after each one;
    it may throw */
async function bring(entries, each = () => {}) {
  const have = await here(entries);
  const missing = [...new Map(entries.map(({ file }) => [file.sha256, file])).values()];
  const queue = missing.filter(({ sha256 }) => !have.has(sha256));
  /** @type {unknown} */
  let trouble = null;
  /** @type {unknown[]} */
  const corrupt = [];
  const hand = async () => {
    while (!trouble) {
      const file = queue.shift();
      if (!file) return;
      try {
        each();
        await store(file);
        each(file.sha256);
      } catch (error) {
        if (codeOf(error) !== "corrupt" || corrupt.push(error) > CORRUPT) trouble ??= error;
      }
    }
  };
  await Promise.all(Array.from({ length: 6 }, hand));
  trouble ??= corrupt[0];
  if (trouble) throw trouble;
}

/** Content types that a browser insists on. Files of one content share a blob, whatever they are called. */
const TYPES = { html: "text/html; charset=utf-8", js: "text/javascript", css: "text/css", json: "application/json",
  svg: "image/svg+xml", wasm: "application/wasm" };

/** The stored copy of a file as the answer to a request, or undefined.
    @param {FileRef} file @param {Request} request */
async function stored({ path, sha256 }, request) {
  const found = await blob(sha256);
  return found && answerWith(path, request, found.headers, found);
}

/** @param {string} path @param {Request} request @param {Headers} told @param {Response | ArrayBuffer} body */
async function answerWith(path, request, told, body) {
  const headers = new Headers(told);
  for (const name of OF_THE_WIRE) headers.delete(name);
  const extension = path.slice(path.lastIndexOf(".") + 1);
  const type = TYPES[/** @type {keyof typeof TYPES} */ (extension)];
  const [essence] = (headers.get("content-type") ?? "").split(";");
  const fits = type?.startsWith(essence || "-") || (extension === "js" && essence.endsWith("javascript"));
  if (type && !fits) headers.set("content-type", type);
  // Media are read in ranges, and some browsers take nothing else than a 206 for one.
  const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get("range") ?? "");
  if (!range || !(range[1] || range[2])) {
    return new Response(body instanceof Response ? body.body : body, { headers });
  }
  const bytes = body instanceof Response ? await body.arrayBuffer() : body;
  const size = bytes.byteLength;
  const start = range[1] ? Number(range[1]) : Math.max(0, size - Number(range[2]));
  const end = range[1] && range[2] ? Math.min(Number(range[2]), size - 1) : size - 1;
  if (start > end) return new Response(null, { status: 416, headers: { "content-range": `bytes */${size}` } });
  headers.set("content-range", `bytes ${start}-${end}/${size}`);
  return new Response(bytes.slice(start, end + 1), { status: 206, headers });
}
