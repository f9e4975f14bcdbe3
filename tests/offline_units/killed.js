// The worker is killed before each thing that it does outside itself, in turn. Whatever it left there, nothing that
// counts lacks anything, and the next worker ends well without fetching again what was stored.

/** Does something with a worker that is killed at its n-th step, for all n; says how many there were. */
async function killedAtEachStep(before, task, after) {
  let points = 0;
  for (let n = 1; ; n++) {
    for (const name of await self.caches.keys()) await self.caches.delete(name);
    const host = await before();
    let steps = 0;
    let killed;
    const death = new Promise((resolve) => (killed = resolve));
    // A read leaves nothing behind: to be killed before it is to be killed before what comes next.
    const isRead = (what) => /^(match|has|open|keys)$/.test(what);
    const control = { step: (what) => (isRead(what) || ++steps < n ? undefined : (killed("killed"), new Promise(() => {}))) };
    const outcome = await Promise.race([task(start(host, control), host), death]);
    if (outcome !== "killed") return `${points} points`;
    points++;
    try {
      await storeIsSound(host);
      const had = new Set(await pathOfKey("/blob/"));
      host.take();
      await task(start(host), host);
      for (const path of host.fault === lost ? [] : host.take()) {
        const entry = [...host.site.entries, ...host.site.json.files].find(({ file }) => file.path === path || `${path}index.html` === file.path);
        holds(!entry || ![...had].some((key) => key.endsWith(entry.file.sha256)), `${path} is not fetched again`);
      }
      await after(host);
    } catch (error) {
      error.message = `killed at step ${n}: ${error.message}`;
      throw error;
    }
  }
}

test("killed while a first release is installed", () =>
  killedAtEachStep(
    async () => hostOf((await three())[0]),
    async (worker) => is(await worker.visit("a/", "tab"), "whole"),
    async (host) => is(await builds(host), [host.site.build]),
  ));

test("killed between two releases, with something saved", async () => {
  const [a, b] = await three();
  return killedAtEachStep(
    async () => {
      const host = hostOf(a);
      await start(host).saveNow({ kind: "post", path: "a/", title: "" }, false, () => {});
      host.site = b;
      return host;
    },
    async (worker) => is(await worker.visit("b/", "tab"), "whole"),
    async (host) => {
      is(await builds(host), [b.build, a.build]);
      holds((await inStore(post("a2", "a.png"))) && (await inStore(post("a", "a.png"))), "the saved post is here of both");
    },
  );
});

test("killed while a third release takes the first one's place", async () => {
  const [a, b, c] = await three();
  return killedAtEachStep(
    async () => {
      const host = hostOf(a);
      await start(host).visit("a/", "");
      host.site = b;
      await start(host).visit("a/", "");
      host.site = c;
      return host;
    },
    async (worker) => is(await worker.visit("a/", "tab"), "whole"),
    async (host) => is(await builds(host), [c.build, b.build]),
  );
});

test("killed while a list is saved", async () => {
  const all = await listed();
  return killedAtEachStep(
    async () => hostOf(all),
    async (worker) => is(await worker.saveNow(rust, true, () => {}), { finished: true }),
    async (host) => is((await start(host).status()).items.map(({ state }) => state), ["whole", "whole"]),
  );
});

test("killed while a saved thing is removed", async () => {
  const all = await listed();
  return killedAtEachStep(
    async () => {
      const host = hostOf(all);
      await start(host).saveNow(rust, false, () => {});
      return host;
    },
    async (worker) => worker.remove("list:tags/rust/", () => {}),
    async () => isHere(OF_RUST, false),
  );
});

test("killed before a pinned document is answered, or not pinned at all", async () => {
  const a = await site("a");
  return killedAtEachStep(
    async () => {
      const host = hostOf(a);
      await start(host).visit("a/", "");
      host.fault = lost;
      return host;
    },
    async (worker) => is(await document_(worker, "a/", "tab"), [200, post("a", "a.png"), a.build]),
    async (host) => is((await start(host).releaseOf("tab")).pinned, a.build),
  );
});
