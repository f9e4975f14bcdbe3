// Files of a release on their way from the host to the store: every byte is checked before it stays.

/** Why something could not be done, in one word: "offline", "corrupt" (the bytes are not those that the release
    names), "full", "paused", "more" (time is up) or "away" (the store has been given up). */
class Trouble extends Error {
  /** @param {string} code @param {string} [path] */
  constructor(code, path = "") {
    super(`${code} ${path}`);
    this.code = code;
    this.path = path;
  }
}

/** @param {unknown} error */
const codeOf = (error) => (error instanceof Trouble ? error.code : "offline");

/** @param {BufferSource} bytes */
async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Whether the network answered when it was last asked. */
let online = true;

/** @param {boolean} answered */
function heard(answered) {
  if (online === answered) return;
  online = answered;
  tell({ type: "network", offline: !online });
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

/** Files of more bytes come one at a time. */
const LARGE = 8_000_000;
/** So many corrupt files do not keep the others from coming. More mean that the host has another release. */
const CORRUPT = 3;

/** Brings all of these files that are not there, six at once. The first trouble ends it; what came stays.
    @param {FileEntry[]} entries @param {(sha?: string) => void} [each] told before (nothing) and after each one;
    it may throw */
async function bring(entries, each = () => {}) {
  const have = await here(entries);
  const missing = [...new Map(entries.map((entry) => [entry.file.sha256, entry])).values()];
  const queue = missing.filter(({ file }) => !have.has(file.sha256));
  /** @type {Promise<unknown>} */
  let large = Promise.resolve();
  /** @type {unknown} */
  let trouble = null;
  /** @type {unknown[]} */
  const corrupt = [];
  const hand = async () => {
    while (!trouble) {
      const next = queue.shift();
      if (!next) return;
      const { file, bytes } = next;
      try {
        each();
        // A file is in memory until its hash is known.
        const come = bytes > LARGE ? large.then(() => store(file)) : store(file);
        if (bytes > LARGE) large = come.catch(() => {});
        await come;
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
