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

/** May a live document show this page of the network's? One of a known release only what is of it: the browser
    would show pictures of the one with the text of the other. One of no known release may, and is of none then, for
    what is on its screen may come from two.
    @param {string} id @param {string} live the release, if it is known
    @param {FileEntry | null | undefined} entry the page in that release, else in the newest
    @param {ArrayBuffer} [bytes] nothing of where a redirect has led */
async function mayShow(id, live, entry, bytes) {
  if (entry && bytes && entry.file.sha256 === (await sha256(bytes))) return true;
  documents.delete(id);
  return live === "";
}

/** Says something to all tabs of this site.
    @param {unknown} message */
async function tell(message) {
  for (const client of await worker.clients.matchAll()) client.postMessage(message);
}
