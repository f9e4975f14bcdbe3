// What has to be in the store: for a release, for what the reader saved, for what was visited.

/** A post's address in a list, as the site's pages write it. */
const POST = /data-read-url="([^"]*)"/g;
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#x27": "'" };
/** Never asked for by a page. */
const NOT_READ = /^_|(^|\/)\.|\.xml$|^(404\.html|sw\.js|robots\.txt)$/;

/** @param {What} what */
const idOf = ({ kind, path = "" }) => `${kind}:${path}`;

/** @returns {Promise<Item[]>} */
const items = async () => (await read("library"))?.items ?? [];

/** A page with all that it shows; what it shows comes first, so that it comes first to the store.
    @param {ReleaseRecord} record @param {string} path @param {boolean} fetching
    @returns {Promise<FileEntry[] | undefined>} nothing where the release has no such page; undefined where the
    lists are not at hand */
async function pageWithParts(record, path, fetching) {
  const page = await fileOf(record, path, fetching);
  if (!page) return page === null ? [] : undefined;
  const files = listsFor(record, path);
  for (const part of page.parts ?? []) {
    const entry = await fileOf(record, part, fetching);
    if (entry === undefined) return undefined;
    if (entry) files.push(...listsFor(record, part), entry);
  }
  return [...files, page];
}

/** The lists that name these paths are needed like the files: without them nobody knows which file it is.
    @param {ReleaseRecord} record @param {string} beginning
    @returns {FileEntry[]} */
const entriesOfLists = (record, beginning) => listsOf(record, beginning).map((file) => ({ file, bytes: 0 }));

/** Those for one file. What is installed stands in the release itself.
    @param {ReleaseRecord} record @param {string} path */
const listsFor = (record, path) => (installOf(record).has(path) ? [] : entriesOfLists(record, path));

/** The files of a saved thing, and the addresses of its posts (but for a whole site). `known` is false where
    something could not be read without the network.
    @param {ReleaseRecord} record @param {What} what @param {boolean} fetching
    @param {() => void} [check] may throw, before each request
    @returns {Promise<{ files: FileEntry[], posts: string[], known: boolean }>} */
async function filesOf(record, { kind, path = "" }, fetching, check) {
  /** @type {FileEntry[]} */
  const files = [];
  let known = true;
  /** @type {string[]} */
  let posts = [];
  const add = (/** @type {FileEntry[] | undefined} */ found) => (found ? files.push(...found) : (known = false));
  if (kind === "post") {
    add(await pageWithParts(record, fileName(path), fetching));
    posts = [path];
  } else if (kind === "list") {
    /** @type {Set<string>} */
    const shown = new Set();
    for (const page of await pagesOfList(record, path, fetching)) add(await pageWithParts(record, page, fetching));
    if (fetching) await bring(files, check);
    const pages = new Set(files.filter(({ file }) => isPage(file.path)).map(({ file }) => file.sha256));
    for (const sha of pages) {
      const html = await (await match(`blob/${sha}`))?.text();
      if (html === undefined) known = false;
      for (const [, url] of (html ?? "").matchAll(POST)) shown.add(unescaped(url));
    }
    for (const post of shown) add(await pageWithParts(record, fileName(post), fetching));
    posts = [...shown];
  } else {
    const beginning = kind === "site" ? "" : "data/search/";
    files.push(...entriesOfLists(record, beginning));
    const all = await filesBelow(record, beginning, fetching);
    // Of a picture one version is enough, the one that its pages name.
    const parts = new Set(all?.flatMap((entry) => entry.parts ?? []));
    const isRead = (/** @type {string} */ file) => !NOT_READ.test(file) && (!VERSION.test(file) || parts.has(file));
    add(all?.filter(({ file }) => isRead(file.path)));
    add(record.release.offline.install);
  }
  return { files, posts, known };
}

/** A list and its further pages.
    @param {ReleaseRecord} record @param {string} path @param {boolean} fetching */
async function pagesOfList(record, path, fetching) {
  const further = (await filesBelow(record, `${path}page/`, fetching)) ?? [];
  const pages = further.map(({ file }) => file.path);
  return [`${path}index.html`, ...pages.filter((page) => /^\d+\/index\.html$/.test(page.slice(path.length + 5)))];
}

/** @param {string} text */
const unescaped = (text) =>
  text.replace(/&(amp|lt|gt|quot|#39|#x27);/g, (_, name) => ENTITIES[/** @type {keyof typeof ENTITIES} */ (name)]);

/** What a release cannot do without: the app's part, and all that the reader saved.
    @param {ReleaseRecord} record @param {boolean} fetching */
async function required(record, fetching) {
  const files = [...record.release.offline.install];
  let whole = true;
  for (const item of await items()) {
    // Of what is half saved only its pages are looked at, so that a sweep knows what it is made of.
    const found = await filesOf(record, item, fetching).catch((error) => {
      if (item.whole) throw error;
      return { files: [], known: true };
    });
    if (!item.whole) continue;
    files.push(...found.files);
    whole &&= found.known;
  }
  return { files, whole };
}

/** Is everything there that a release cannot do without? The store is asked, not memory.
    @param {ReleaseRecord} record */
async function isWhole(record) {
  const { files, whole } = await required(record, false);
  const have = await here(files);
  return whole && files.every(({ file }) => have.has(file.sha256));
}

/** Visited pages that fit the budget, newest first, with their files.
    @param {ReleaseRecord} record @param {boolean} fetching */
async function visitedWithin(record, fetching) {
  const counted = new Set(record.release.offline.install.map(({ file }) => file.sha256));
  /** @type {(Visited & { files: FileEntry[], bytes: number })[]} */
  const pages = [];
  let left = SITE.visited;
  for (const visit of (await visits()).reverse()) {
    const { path } = visit;
    if (evicted.has(path) || installOf(record).has(fileName(path))) continue;
    // Where its list is not at hand it stays as it is.
    const files = (await pageWithParts(record, fileName(path), fetching).catch(() => undefined)) ?? [];
    const bytes = sum(files.filter(({ file }) => !counted.has(file.sha256)));
    if ((left -= bytes) < 0) break;
    for (const { file } of files) counted.add(file.sha256);
    pages.push({ ...visit, files, bytes });
  }
  return pages;
}

/** Bytes of files, each content once.
    @param {FileEntry[]} entries */
function sum(entries) {
  const sizes = new Map(entries.map(({ file, bytes }) => [file.sha256, bytes]));
  return [...sizes.values()].reduce((total, bytes) => total + bytes, 0);
}

/** All files of a release that stay, as far as the store tells: with sizes, by hash.
    @param {ReleaseRecord} record @param {boolean} surely fails where what was saved whole cannot be told */
async function marked(record, surely) {
  const files = [...record.release.offline.install, ...record.release.files.map(({ file }) => ({ file, bytes: 0 }))];
  for (const item of await items()) {
    const found = await filesOf(record, item, false);
    if (surely && item.whole && !found.known) throw new Trouble("unknown");
    files.push(...found.files);
  }
  for (const page of await visitedWithin(record, false)) files.push(...page.files);
  return new Map(files.map(({ file, bytes }) => [file.sha256, bytes]));
}

/** All files that stay: of the complete releases and of the one that is being installed.
    @param {boolean} [surely] fails where the newest release's cannot be told */
async function allMarked(surely = false) {
  forgetReleases();
  const begun = await pending();
  const all = [...(await releases()), ...(begun ? [begun] : [])];
  const maps = await Promise.all(all.map((record, i) => marked(record, surely && i === 0 && record !== begun)));
  return new Map(maps.flatMap((map) => [...map]));
}

/** Removes what no release marks. Only ever done alone: see `alone`. */
async function sweep() {
  const keep = await allMarked(true);
  const builds = new Set((await readReleases()).map(({ release }) => release.build));
  const records = await names("release/");
  // Whoever deleted what says which release is complete did not mean the reader's library.
  if (builds.size === 0 && (records.length > 0 || (await items()).length > 0)) return;
  await erase(records.filter((name) => !builds.has(name.slice(8))));
  await erase((await names("blob/")).filter((name) => !keep.has(name.slice(5))));
}

/** Pages that are on their way out: nothing can be written down while the disk is full. @type {Set<string>} */
const evicted = new Set();

/** Lets the half of the pages go that were visited longest ago, for room; false where there is none. */
async function evictOldest() {
  const left = (await visits()).filter(({ path }) => !evicted.has(path));
  if (left.length === 0) return false;
  for (const { path } of left.slice(0, Math.ceil(left.length / 2))) evicted.add(path);
  try {
    await sweep();
  } catch {
    return false;
  }
  await changeVisits((list) => list.filter(({ path }) => !evicted.has(path))).catch(() => {});
  return true;
}

/** @returns {Promise<Visited[]>} */
const visits = async () => (await read("visited")) ?? [];

/** @param {(list: Visited[]) => Visited[]} edit */
const changeVisits = (edit) => change("visited", /** @type {Visited[]} */ ([]), edit);
