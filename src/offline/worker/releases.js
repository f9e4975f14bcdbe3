// Releases: which are complete, what their lists name, and what the host says is current.
//
// `release/<build>` holds a release once everything that it needs was there; `releases` then names it, newest
// first, at most two. That is the commit: what it does not name does not count.

/** How many of the parsed lists stay in memory. */
const LISTS = 256;

/** @type {Promise<ReleaseRecord[]> | null} */
let complete = null;
/** @type {Promise<ReleaseRecord | null> | null} */
let begun = null;
/** Parsed lists by their hash. @type {Map<string, Map<string, FileEntry>>} */
const lists = new Map();
/** @type {WeakMap<ReleaseRecord, Map<string, FileEntry>>} */
const installLists = new WeakMap();

/** The complete releases, newest first. */
const releases = () => (complete ??= readReleases().catch(() => ((complete = null), [])));

/** The release that is being installed. */
const pending = () => (begun ??= readPending().catch(() => (begun = null)));

/** @returns {Promise<ReleaseRecord[]>} */
async function readReleases() {
  const builds = /** @type {string[]} */ ((await read("releases")) ?? []);
  const records = await Promise.all(builds.map((build) => read(`release/${build}`)));
  return records.filter((record) => isRelease(record?.release));
}

/** @returns {Promise<ReleaseRecord | null>} */
async function readPending() {
  const record = await read("pending");
  return isRelease(record?.release) ? record : null;
}

/** Memory may be older than the store: another worker, or the reader, was at it. */
function forgetReleases() {
  complete = begun = null;
}

/** @param {any} value @returns {value is Release} */
function isRelease(value) {
  return value?.schema === SCHEMA && typeof value.build === "string" && Array.isArray(value.files) &&
    Array.isArray(value.offline?.install);
}

/** What the host says is current: a release; "away" where there is none any more; "offline" where nothing is
    known, a release of another version of Offprint included.
    @param {RequestCache} cache @returns {Promise<Release | "away" | "offline">} */
async function currentRelease(cache) {
  const clock = patience(SILENCE / 2);
  let response, text;
  try {
    response = await fetch(`${BASE}offprint.json`, { cache, signal: clock.signal });
    text = await response.text();
  } catch {
    if (!work.signal.aborted) heard(false);
    return "offline";
  } finally {
    clock.stop();
  }
  heard(true);
  if (response.status === 404 || response.status === 410) return "away";
  if (response.status !== 200) return "offline";
  // A redirect leads to where the site has moved: that one has another base path.
  if (response.redirected) return "away";
  try {
    const release = JSON.parse(text);
    if (typeof release?.schema !== "number" || typeof release.build !== "string") return "away";
    // The author has switched reading offline off, and the worker that says so does not get here.
    if (release.schema === SCHEMA && !release.offline) return "away";
    return isRelease(release) ? release : "offline";
  } catch {
    // A release that was cut, or is being written just now, is not gone.
    return /^\s*(\{|$)/.test(text) ? "offline" : "away";
  }
}

/** Those of a release's lists that may name paths with this beginning.
    @param {ReleaseRecord} record @param {string} beginning */
function listsOf({ release: { files } }, beginning) {
  // The first list that begins after it: the one before may have it, and those that begin so.
  let next = 0;
  for (let end = files.length; next < end; ) {
    const middle = (next + end) >> 1;
    if (isAfter(files[middle].first, beginning)) end = middle;
    else next = middle + 1;
  }
  const found = files.slice(Math.max(0, next - 1), next);
  for (; files[next]?.first.startsWith(beginning); next++) found.push(files[next]);
  return found.map(({ file }) => file);
}

/** A list of files; undefined where it is neither here nor to be had.
    @param {FileRef} file @param {boolean} online */
async function list(file, online) {
  let parsed = lists.get(file.sha256);
  if (parsed) return parsed;
  // Storage that fails is an error here: a list that cannot be read must not be taken for one that is not needed.
  let found = await match(`blob/${file.sha256}`);
  if (!found && online) {
    const { bytes, headers } = await fetchVerified(file);
    found = new Response(bytes, { headers });
    // Where there is no room for it it is read all the same: what has to stay is brought with what it names.
    await put(`blob/${file.sha256}`, found.clone()).catch(() => {});
  }
  const chunk = await found?.json().catch(() => null);
  if (chunk?.schema !== SCHEMA) return undefined;
  parsed = new Map(chunk.files.map((/** @type {FileEntry} */ entry) => [entry.file.path, entry]));
  if (lists.size >= LISTS) lists.clear();
  lists.set(file.sha256, parsed);
  return parsed;
}

/** The files of a release whose paths begin so; undefined where their list is not at hand.
    @param {ReleaseRecord} record @param {string} beginning @param {boolean} online */
async function filesBelow(record, beginning, online) {
  /** @type {FileEntry[]} */
  const found = [];
  for (const file of listsOf(record, beginning)) {
    const entries = await list(file, online);
    if (!entries) return undefined;
    for (const entry of entries.values()) if (entry.file.path.startsWith(beginning)) found.push(entry);
  }
  return found;
}

/** The files that a release asks to have installed, by path.
    @param {ReleaseRecord} record */
function installOf(record) {
  let install = installLists.get(record);
  if (!install) {
    install = new Map(record.release.offline.install.map((entry) => [entry.file.path, entry]));
    installLists.set(record, install);
  }
  return install;
}

/** A file of a release; null where the release has no such file, undefined where the list is not at hand.
    @param {ReleaseRecord} record @param {string} path @param {boolean} [online] */
async function fileOf(record, path, online = false) {
  const entry = installOf(record).get(path);
  if (entry) return entry;
  for (const file of listsOf(record, path)) {
    const entries = await list(file, online);
    if (!entries) return undefined;
    const entry = entries.get(path);
    if (entry) return entry;
  }
  return null;
}

/** A file of one of these releases, the first that has it whole: its blob, and those of all that it shows.
    @param {ReleaseRecord[]} records @param {string} path @param {Request} request
    @returns {Promise<Found | null>} */
async function findWhole(records, path, request) {
  for (const record of records) {
    const entry = await fileOf(record, path);
    if (!entry || !(await hasParts(record, entry))) continue;
    const response = await stored(entry.file, request);
    if (response) return { record, entry, response };
  }
  return null;
}

/** @param {ReleaseRecord} record @param {FileEntry} entry */
async function hasParts(record, entry) {
  for (const path of entry.parts ?? []) {
    const part = await fileOf(record, path);
    if (!part || !(await blob(part.file.sha256))) return false;
  }
  return true;
}
