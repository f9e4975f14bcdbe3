// Clients: which release the document of a tab is of.
//
// A document that was answered from the store is *pinned*: everything it asks for is of that release. One that
// came from the network is *live*; its release is known when its bytes are those that a release names. Both are
// written down, for the worker is stopped whenever it has nothing to do: `build`, and `~build` for live ones.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/** @type {Promise<Record<string, string>> | null} */
let noted = null;
/** Path and hash of documents that came from the network, until their release is known.
    @type {Map<string, { path: string, sha: string }>} */
const documents = new Map();

/** @returns {Promise<Record<string, string>>} */
const notes = () => (noted ??= read("clients").then((value) => value ?? {}).catch(() => ((noted = null), {})));

/** @param {string} id */
async function releaseOf(id) {
  const note = (await notes())[id] ?? "";
  const live = note.startsWith("~");
  return { pinned: live ? "" : note, live: live ? note.slice(1) : "" };
}

/** Writes down what a client's document is of. A pin has to be written before the document gets its answer: a
    worker that starts anew would take it for a live one.
    @param {string} id @param {string} note */
async function remember(id, note) {
  if (!id) return;
  (await notes())[id] = note;
  // Where it cannot be written, memory has to do.
  await change("clients", {}, (saved) => pruned({ ...saved, [id]: note })).catch(() => {});
}

/** Without those that are gone. The last ones stay: a document that is still loading is not yet to be seen.
    @param {Record<string, string>} saved */
async function pruned(saved) {
  const entries = Object.entries(saved);
  if (entries.length <= 48) return saved;
  const alive = new Set((await worker.clients.matchAll({ type: "all" })).map(({ id }) => id));
  return Object.fromEntries(entries.filter(([id], i) => i >= entries.length - 24 || alive.has(id)));
}

/** Takes down what a live document is.
    @param {string} id @param {string} path @param {string} sha */
function noteDocument(id, path, sha) {
  const [oldest] = documents.keys();
  if (documents.size >= 48) documents.delete(oldest);
  documents.set(id, { path, sha });
}

/** Finds out of which release a live document is, if it is the newest one's.
    @param {string} id */
async function recognize(id) {
  const document = documents.get(id);
  const [newest] = await releases();
  if (!document || !newest) return;
  const entry = await fileOf(newest, document.path);
  if (entry?.file.sha256 !== document.sha) return;
  documents.delete(id);
  if (!(await releaseOf(id)).pinned) await remember(id, `~${newest.release.build}`);
}

/** A live document got a page from the network. Unless that is of the same release the document is of none any
    more: what is on its screen may come from two.
    @param {string} id @param {string} path @param {string} sha */
async function compare(id, path, sha) {
  const { live } = await releaseOf(id);
  const record = (await releases()).find(({ release }) => !live || release.build === live);
  if (record && (await fileOf(record, path))?.file.sha256 === sha) return;
  documents.delete(id);
  if (live) await remember(id, "");
}

/** Says something to all tabs of this site.
    @param {unknown} message */
async function tell(message) {
  for (const client of await worker.clients.matchAll()) client.postMessage(message);
}

/** Whether the network answered when it was last asked. */
let online = true;

/** @param {boolean} answered */
function heard(answered) {
  if (online === answered) return;
  online = answered;
  tell({ type: "network", offline: !online });
}

/** Gives everything of this site up, once what is under way has noticed. */
async function leave() {
  gone = true;
  ended++;
  work.abort();
  await alone(giveUp);
}

/** Deletes this site's cache, and the worker itself. Open tabs go on without. Only ever done alone. The same worker
    may be taken on again (register() in a tab that it still controls), so nothing of this stays in memory. */
async function giveUp() {
  gone = true;
  try {
    await caches.delete(NAME);
  } finally {
    forgetReleases();
    noted = null;
    documents.clear();
    evicted.clear();
    checked = { at: -OFTEN, state: "" };
    work = new AbortController();
    gone = false;
  }
  await tell({ type: "removed" });
  await worker.registration.unregister();
}
