// The reader's library: what is saved because it was asked for.

/** A message is answered within so many milliseconds; then the page asks again, which keeps the worker alive. */
const SHIFT = 20_000;
/** Between two words about how far it is, in milliseconds. */
const PULSE = 100;
/** Saved things that are to stop being saved. @type {Set<string>} */
const stopped = new Set();

/** @param {(items: Item[]) => Item[]} edit */
const changeItems = (edit) =>
  change("library", { items: /** @type {Item[]} */ ([]) }, ({ items }) => ({ items: edit(items) }));

/** The newest release; what has none yet installs one first. Only ever done alone. */
async function newest() {
  if (!(await releases())[0]) {
    const state = await renew();
    if (state !== "whole") throw new Trouble(state);
  }
  return (await releases())[0];
}

/** What saving would take.
    @param {What} what */
const plan = (what) =>
  alone(async () => {
    const record = await newest();
    const have = await storedBlobs();
    const { files, posts } = await filesOf(record, what, true);
    const index = await filesOf(record, { kind: "search" }, true);
    const missing = (/** @type {FileEntry[]} */ all) => sum(all.filter(({ file }) => !have.has(file.sha256)));
    const unique = new Set(files.map(({ file }) => file.sha256));
    const mine = new Set(unique);
    const extra = index.files.filter(({ file }) => !mine.has(file.sha256));
    return { id: idOf(what), posts, files: unique.size, bytes: missing(files), total: sum(files),
      search: { bytes: missing(extra) } };
  });

/** Saves a thing, or goes on with it.
    @param {What} what @param {boolean} search with the search index
    @param {(progress: { done: number, total: number }) => void} say */
async function save(what, search, say) {
  const until = performance.now() + SHIFT;
  const wanted = [what, ...(search ? [/** @type {What} */ ({ kind: "search" })] : [])];
  const ids = wanted.map(idOf);
  for (const id of ids) stopped.delete(id);
  // Written down first: what is saved half is known to be wanted.
  await changeItems((items) => [
    ...items.map((item) => (ids.includes(item.id) ? { ...item, paused: false } : item)),
    ...wanted.filter((one) => !items.some(({ id }) => id === idOf(one)))
      .map(({ kind, path, title }) => ({ id: idOf({ kind, path }), kind, path, title })),
  ]);
  return alone(async () => {
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
  });
}

/** @param {ReleaseRecord} record @param {What[]} wanted @param {number} until
    @param {(progress: { done: number, total: number }) => void} say */
async function saveFrom(record, wanted, until, say) {
  const ids = wanted.map(idOf);
  const check = () => {
    if (ids.some((id) => stopped.has(id))) throw new Trouble("paused");
    if (performance.now() > until) throw new Trouble("more");
  };
  check();
  const files = (await Promise.all(wanted.map((one) => filesOf(record, one, true)))).flatMap((found) => found.files);
  const sizes = new Map(files.map(({ file, bytes }) => [file.sha256, bytes]));
  const total = sum(files);
  let done = 0;
  let said = 0;
  for (const sha of await storedBlobs()) done += sizes.get(sha) ?? 0;
  say({ done, total });
  await bring(files, (sha) => {
    done += sizes.get(sha ?? "") ?? 0;
    if (sha && performance.now() - said > PULSE) {
      said = performance.now();
      say({ done, total });
    }
    check();
  });
  const have = await storedBlobs();
  // The cache was deleted, or the reader changed their mind, while the last files came.
  if (files.some(({ file }) => !have.has(file.sha256))) throw new Trouble("offline");
  check();
  await changeItems((items) => items.map((item) => (ids.includes(item.id) ? { ...item, whole: true } : item)));
  say({ done: total, total });
}

/** @param {string} id */
async function pause(id) {
  stopped.add(id);
  await changeItems((items) => items.map((item) => (item.id === id && !item.whole ? { ...item, paused: true } : item)));
}

/** Removes a saved thing; "visited", what was kept unasked; "visited:" and a path, one page of it.
    @param {string} id */
async function remove(id) {
  if (id === "visited" || id.startsWith("visited:")) {
    await changeVisits((list) => list.filter(({ path }) => id !== "visited" && `visited:${path}` !== id));
  } else {
    stopped.add(id);
    await changeItems((items) => items.filter((item) => item.id !== id));
  }
  await alone(sweep);
}

/** What is on this device. */
async function status() {
  const have = await storedBlobs();
  const sizes = await allMarked();
  let bytes = 0;
  for (const sha of have) bytes += sizes.get(sha) ?? 0;
  const [record] = await releases();
  const saved = [];
  for (const item of await items()) {
    const found = record ? await filesOf(record, item, false) : { files: [], posts: 0, known: false };
    const total = sum(found.files);
    const here = found.files.filter(({ file }) => have.has(file.sha256));
    const whole = found.known && here.length === found.files.length;
    const state = whole ? "whole" : item.paused ? "paused" : "part";
    saved.push({ ...item, posts: found.posts, bytes: sum(here), total, state });
  }
  const pages = record ? await visitedWithin(record, false) : [];
  const here = pages.filter(({ files }) => files.every(({ file }) => have.has(file.sha256)));
  const visited = here.map(({ path, at, bytes }) => ({ path, at, bytes }));
  return { release: briefly(record), bytes, items: saved, visited };
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
  const here = await Promise.all(paths.map(isHere));
  return paths.filter((_, i) => !here[i]);
}

/** @param {ReleaseRecord | undefined} record */
const briefly = (record) =>
  record ? { build: record.release.build, date: record.release.date ?? null, posts: record.release.counts.posts } : null;
