// Leaving: because the reader says so, or because the site has moved away.

/** So many looks in a row find no release before the site is taken to have moved away. */
const PATIENT = 3;
/** They lie so many milliseconds apart, half a day: a host that is being worked on may say for hours that nothing is
    there, and what a reader saved does not come back by itself. */
const APART = 43_200_000;

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
  // What waits for its turn would begin anew.
  ended++;
  try {
    await caches.delete(NAME);
  } finally {
    forgetReleases();
    noted = null;
    documents.clear();
    evicted.clear();
    checked = { at: -OFTEN, state: "" };
    await worker.registration.unregister().finally(() => {
      // Nor does what has come since.
      ended++;
      work = new AbortController();
      gone = false;
    });
  }
  await tell({ type: "removed" });
}

/** The host says that there is no release. Only when it keeps saying so has the site moved away. */
async function missed() {
  const now = Date.now();
  const { count } = await change("away", { count: 0, at: 0 }, (before) =>
    Math.abs(now - before.at) < APART ? before : { count: before.count + 1, at: now });
  if (count >= PATIENT) await giveUp();
  return "away";
}

/** When it was last looked whether the site is still there. */
let looked = -OFTEN;

/** A page is gone, or is another site's: is this one still there? Whoever comes to a site that has moved never reads
    a page of it, so nobody else would ask. */
async function look() {
  if (performance.now() - looked < OFTEN) return;
  looked = performance.now();
  await alone(async () => {
    const release = await currentRelease("no-cache");
    if (release === "away") await missed();
    else if (release !== "offline") await erase(["away"]);
  });
}
