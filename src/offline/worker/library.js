// The reader's library: what is saved because it was asked for.

/** A message is answered within so many milliseconds; then the page asks again, which keeps the worker alive. */
const SHIFT = 20_000;
/** Between two words about how far it is, in milliseconds. */
const PULSE = 100;
/** Saved things that are to stop being saved. @type {Set<string>} */
const stopped = new Set();

/** @param {(items: Item[]) => Item[]} edit */
const changeItems = (edit) =>
  change("library", { items: /** @type {Item[]} */ ([]) }, ({ items }) => ({ items: edit(items) }), insistOn);

/** The newest release; what has none yet installs one first. Only ever done alone. */
async function newest() {
  if (!(await releases())[0]) {
    const state = await renew();
    if (state !== "whole") throw new Trouble(state);
  }
  return (await releases())[0];
}

/** What saving would take.
    @param {What} what @param {(progress: { done: number, total: number }) => void} say */
async function plan(what, say) {
  const waiting = stillThere(say);
  return costOf(what).finally(() => clearInterval(waiting));
}

/** @param {What} what */
async function costOf(what) {
  const record = (await releases())[0] ?? (await alone(newest));
  const { files, posts } = await filesOf(record, what, true);
  const index = await filesOf(record, { kind: "search" }, true);
  const have = await here([...files, ...index.files]);
  const absent = (/** @type {FileEntry[]} */ all) => sum(all.filter(({ file }) => !have.has(file.sha256)));
  const unique = new Set(files.map(({ file }) => file.sha256));
  const extra = index.files.filter(({ file }) => !unique.has(file.sha256));
  const count = what.kind === "site" ? record.release.counts.posts : posts.length;
  return { id: idOf(what), posts: count, files: unique.size, bytes: absent(files), total: sum(files),
    search: { bytes: absent(extra) } };
}

/** A thing, and search over it where that is wanted, too.
    @param {What} what @param {boolean} search @returns {What[]} */
const withSearch = (what, search) => (search ? [what, { kind: "search", path: "", title: "Search" }] : [what]);

/** Writes down that a thing is to be saved, or to go on after a pause. What is wanted is saved until it is paused or
    removed, by whichever tab, and nothing of it is swept.
    @param {What} what @param {boolean} search with the search index */
async function want(what, search) {
  const wanted = withSearch(what, search);
  const ids = wanted.map(idOf);
  for (const id of ids) stopped.delete(id);
  await changeItems((items) => [
    ...items.map((item) => (ids.includes(item.id) ? { ...item, paused: false } : item)),
    ...wanted.filter((one) => !items.some(({ id }) => id === idOf(one))).map((one) => ({ id: idOf(one), ...one })),
  ]);
}

/** Saves a thing that is wanted.
    @param {What} what @param {boolean} search with the search index
    @param {(progress: { done: number, total: number }) => void} say */
async function save(what, search, say) {
  const waiting = stillThere(say);
  return alone(async () => {
    clearInterval(waiting);
    const until = performance.now() + SHIFT;
    // While it waited for its turn it may have been paused, or removed.
    const library = await items();
    const isWanted = (/** @type {What} */ one) => library.some(({ id, paused }) => id === idOf(one) && !paused);
    if (!isWanted(what)) throw new Trouble("paused");
    const wanted = withSearch(what, search).filter(isWanted);
    for (let tries = 3; ; tries--) {
      const record = await newest();
      try {
        await saveFrom(record, wanted, until, say);
        return { finished: true };
      } catch (error) {
        if (codeOf(error) !== "corrupt") throw error;
        // The host may have another release by now: then that one is saved, once it is complete.
        const state = await renew("reload");
        if (state !== "whole") throw new Trouble(state);
        if ((await releases())[0]?.release.build === record.release.build) throw error;
        if (tries <= 1) throw new Trouble("changed");
      }
    }
  }).finally(() => clearInterval(waiting));
}

/** Who waits for its turn, or looks many lists up, is not silent.
    @param {(progress: { done: number, total: number }) => void} say */
const stillThere = (say) => setInterval(() => say({ done: 0, total: 0 }), SHIFT);

/** @param {ReleaseRecord} record @param {What[]} wanted @param {number} until
    @param {(progress: { done: number, total: number }) => void} say */
async function saveFrom(record, wanted, until, say) {
  const ids = wanted.map(idOf);
  const check = () => {
    if (stopped.has(ids[0])) throw new Trouble("paused");
    if (performance.now() > until) throw new Trouble("more");
  };
  check();
  const found = await Promise.all(wanted.map((one) => filesOf(record, one, true, check)));
  if (!found.every(({ known }) => known)) throw new Trouble("offline");
  const files = found.flatMap((one) => one.files);
  const sizes = new Map(files.map(({ file, bytes }) => [file.sha256, bytes]));
  const total = sum(files);
  let done = 0;
  let said = 0;
  for (const sha of await here(files)) done += sizes.get(sha) ?? 0;
  say({ done, total });
  await bring(files, (sha) => {
    if (!sha) return check();
    done += sizes.get(sha) ?? 0;
    if (performance.now() - said < PULSE) return;
    said = performance.now();
    say({ done, total });
  });
  const have = await here(files);
  // The cache was deleted while the last files came.
  if (files.some(({ file }) => !have.has(file.sha256))) throw new Trouble("offline");
  const whole = { whole: true, paused: false };
  await changeItems((items) => items.map((item) => (ids.includes(item.id) ? { ...item, ...whole } : item)));
  say({ done: total, total });
}

/** @param {string} id */
async function pause(id) {
  stopped.add(id);
  await changeItems((items) => items.map((item) => (item.id === id && !item.whole ? { ...item, paused: true } : item)));
}

/** Removes a saved thing; "visited", what was kept unasked; "visited:" and a path, one page of it. It is answered
    when it is written down: its files may have to wait for a save.
    @param {string} id @param {(answer: object) => void} say */
async function remove(id, say) {
  if (id === "visited" || id.startsWith("visited:")) {
    await changeVisits((list) => list.filter(({ path }) => id !== "visited" && `visited:${path}` !== id));
  } else {
    stopped.add(id);
    await changeItems((items) => items.filter((item) => item.id !== id));
  }
  say({ done: true });
  await alone(sweep);
}

/** What is on this device. */
async function status() {
  const have = await storedBlobs();
  const isHere = (/** @type {FileEntry} */ { file }) => have.has(file.sha256);
  const sizes = await allMarked();
  let bytes = 0;
  for (const sha of have) bytes += sizes.get(sha) ?? 0;
  const [record] = await releases();
  const posts = new Set();
  let all = 0;
  const saved = [];
  for (const { id, kind, path, title, paused } of await items()) {
    const found = record ? await filesOf(record, { kind, path }, false) : { files: [], posts: [], known: false };
    const mine = found.files.filter(isHere);
    const whole = found.known && mine.length === found.files.length;
    const files = new Set(mine.map(({ file }) => file.path));
    for (const post of found.posts) if (files.has(fileName(post))) posts.add(post);
    const count = kind === "site" ? (record?.release.counts.posts ?? 0) : found.posts.length;
    if (kind === "site" && whole) all = count;
    saved.push({ id, kind, path, title, posts: count, bytes: sum(mine), total: sum(found.files),
      state: !whole ? (paused ? "paused" : "part") : found.files.length > 0 ? "whole" : "gone" });
  }
  const visited = [];
  for (const { path, at, title, post, files, bytes } of record ? await visitedWithin(record, false) : []) {
    if (files.length === 0 || !files.every(isHere)) continue;
    if (post) posts.add(path);
    visited.push({ path, at, bytes, title: title ?? path });
  }
  return { release: briefly(record), bytes, posts: Math.max(posts.size, all), items: saved, visited };
}

/** Which of these addresses are not on this device.
    @param {string[]} paths */
async function missing(paths) {
  const have = await storedBlobs();
  const records = await releases();
  const isHere = async (/** @type {string} */ path) => {
    for (const record of records) {
      const files = await pageWithParts(record, fileName(path), false);
      if (files?.length && files.every(({ file }) => have.has(file.sha256))) return true;
    }
    return false;
  };
  const found = await Promise.all(paths.map(isHere));
  return paths.filter((_, i) => !found[i]);
}

/** @param {ReleaseRecord | undefined} record */
function briefly(record) {
  if (!record) return null;
  const { build, date, counts } = record.release;
  return { build, date: date ?? null, posts: counts.posts };
}
