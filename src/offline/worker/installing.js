// Installing: how a release becomes complete. Every step may be the last one of this worker's life; the next visit
// finds in the store what came, and goes on.

/** Between two looks at `offprint.json`, in milliseconds. */
const OFTEN = 60_000;
/** A page's title without that of the site, and what a post's page says of itself in its boot data. */
const TITLE = /<title>([^<]*?)( · [^<·]*)?<\/title>/;
const IS_POST = /"kind":"post"[^{}]*\}\}<\/script>/;
/** When the host was last heard of, and what became of it. A worker that starts anew asks again. */
let checked = { at: -OFTEN, state: "" };

/** Makes the newest release what the host says it is. Only ever done alone.
    @param {RequestCache} [cache] @returns {Promise<string>} "whole", "offline", "corrupt", "full" or "away" */
async function renew(cache = "no-cache") {
  forgetReleases();
  const release = await currentRelease(cache);
  if (release === "away") return missed();
  if (release === "offline") return "offline";
  const state = await erase(["away"]).then(() => adopt(release, 3)).catch(codeOf);
  checked = { at: performance.now(), state };
  return state;
}

/** @param {Release} release @param {number} tries @returns {Promise<string>} */
async function adopt(release, tries) {
  const all = await releases();
  const known = all.find((record) => record.release.build === release.build);
  // Parts of it may have been deleted.
  if (known && (await isWhole(known).catch(() => false))) {
    if (known !== all[0]) await commit(known);
    else if (await pending()) await erase(["pending"]).then(forgetReleases);
    // The worker may have ended before these came.
    await bringVisited(known);
    return "whole";
  }
  const record = { release, at: Date.now() };
  const before = await read("pending");
  const again = before?.release?.build === release.build;
  // It would cost the same bytes again, at every page.
  if (again && before.failed && Math.abs(record.at - before.at) < OFTEN) return before.failed;
  const told = again && before.told;
  await insistOn("pending", { ...record, told });
  forgetReleases();
  // What only the one before wanted.
  if (before && !again) await sweep().catch(() => {});
  try {
    await bring((await required(record, true)).files);
    if (await isWhole(record)) {
      await commit(record);
      await bringVisited(record);
      return "whole";
    }
    // The cache was deleted meanwhile.
    return tries > 1 ? await adopt(release, tries - 1) : "offline";
  } catch (error) {
    if (codeOf(error) === "full") await failed({ ...record, told, failed: "full" });
    if (!(error instanceof Trouble) || error.code !== "corrupt") throw error;
    const now = await currentRelease("reload");
    // What is wrong may be right in the release that took this one's place.
    if (typeof now === "object" && now.build !== release.build && tries > 1) return adopt(now, tries - 1);
    if (!told) await tell({ type: "corrupt", path: error.path, build: release.build });
    await failed({ ...record, told: true, failed: "corrupt" });
    return "corrupt";
  }
}

/** Writes down why a release did not come. Where the disk is full the entry makes its own room.
    @param {ReleaseRecord & { told: boolean, failed: string }} record */
async function failed(record) {
  await erase(["pending"]);
  await write("pending", record).catch(() => {});
}

/** Everything is there: from here on it is the newest release.
    @param {ReleaseRecord} record */
async function commit(record) {
  const { build, date, counts } = record.release;
  const others = (await releases()).filter(({ release }) => release.build !== build);
  const builds = [build, ...others.slice(0, 1).map(({ release }) => release.build)];
  await insistOn(`release/${build}`, { release: record.release, at: Date.now() });
  await insistOn("releases", builds);
  await erase(["pending"]);
  forgetReleases();
  await tell({ type: "release", build, posts: counts.posts, date: date ?? null });
  await sweep().catch(() => {});
}

/** Brings what was visited up to date, as far as it comes. No release waits for it: the one before still has it.
    @param {ReleaseRecord} record */
async function bringVisited(record) {
  const pages = await visitedWithin(record, true);
  await bring(pages.flatMap(({ files }) => files)).catch(() => {});
}

/** Keeps a page that was read, with all that it shows; the oldest ones go when the budget is spent.
    @param {string} path */
async function keep(path) {
  const [record] = await releases();
  // What is installed stays anyway.
  if (!record || installOf(record).has(fileName(path))) return;
  const files = await pageWithParts(record, fileName(path), true);
  if (!files?.length || sum(files) > SITE.visited) return;
  evicted.delete(path);
  await changeVisits((list) => [...list.filter((visit) => visit.path !== path), { path, at: Date.now() }]);
  await bring(files);
  const html = (await (await blob(files[files.length - 1].file.sha256))?.text()) ?? "";
  const [, title] = TITLE.exec(html) ?? [];
  const about = { title: title && unescaped(title), post: IS_POST.test(html) };
  const kept = new Set((await visitedWithin(record, false)).map((page) => page.path));
  let over = false;
  await changeVisits((list) => {
    const left = list.filter((visit) => kept.has(visit.path));
    over = left.length < list.length;
    return left.map((visit) => (visit.path === path ? { ...visit, ...about } : visit));
  });
  if (over) await sweep();
}

/** A page was read. A document that was there before the worker says itself what it is.
    @param {string} path @param {string} client @param {string} [sha] */
async function visit(path, client, sha) {
  if (sha) noteDocument(client, fileName(path), sha);
  return alone(async () => {
    let { state } = checked;
    if (state !== "whole" || performance.now() - checked.at >= OFTEN || !(await isIntact())) state = await renew();
    if (state === "away") return state;
    const trouble = await keep(path).then(() => "", codeOf);
    await recognize(client);
    return trouble === "full" ? "full" : state;
  });
}

/** Is the newest release still written down? */
async function isIntact() {
  const [newest] = await releases();
  return newest !== undefined && (await match(`release/${newest.release.build}`)) !== undefined;
}
