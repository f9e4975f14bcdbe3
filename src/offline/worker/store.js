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
function change(name, initial, edit, to = write) {
  const begun = ended;
  return navigator.locks.request(`${NAME} ${name}`, async () => {
    const value = await edit((await read(name)) ?? initial);
    if (begun !== ended) throw new Trouble("away");
    await to(name, value);
    return value;
  });
}

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
