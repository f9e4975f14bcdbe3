// The store: what comes in, and what goes.

const TWO = { "a.txt": "alpha", "b.txt": "beta" };
const entryOf = (site, path) => site.entries.find(({ file }) => file.path === path);

test("a file is stored only when its hash is right", async () => {
  const site = await release(TWO);
  const host = hostOf(site);
  host.fault = (path) => (path === "a.txt" ? new Response("alphA") : undefined);
  const worker = start(host);
  is(await codeFrom(worker.store(entryOf(site, "a.txt").file)), "corrupt");
  is(host.take(), ["a.txt", "a.txt"], "what was asked");
  is((await worker.storedBlobs()).size, 0, "blobs");
});

test("a broken copy on the way is asked for anew, past the browser's cache", async () => {
  const site = await release(TWO);
  const host = hostOf(site);
  const modes = [];
  host.fault = (path, { cache }) => (modes.push(cache), cache === "reload" ? undefined : new Response("old"));
  await start(host).store(entryOf(site, "a.txt").file);
  is(modes, ["default", "reload"]);
  holds(await inStore("alpha"), "the file is stored");
});

test("an answer that breaks off, and a server in trouble, do not make a file corrupt", async () => {
  const site = await release(TWO);
  const host = hostOf(site);
  const worker = start(host);
  for (const fault of [lost, () => breaksOff(), () => new Response("", { status: 503 }), () => new Response("", { status: 429 })]) {
    host.fault = fault;
    is(await codeFrom(worker.store(entryOf(site, "a.txt").file)), "offline");
  }
  host.fault = () => new Response("", { status: 404 });
  is(await codeFrom(worker.store(entryOf(site, "a.txt").file)), "corrupt");
  is((await worker.storedBlobs()).size, 0, "blobs");
});

test("one content is fetched once, and what is here never again", async () => {
  const site = await release({ "a.txt": "same", "b.txt": "same", "c.txt": "other" });
  const host = hostOf(site);
  const worker = start(host);
  const entries = ["a.txt", "b.txt", "c.txt"].map((path) => entryOf(site, path));
  await worker.bring(entries);
  is(host.take().length, 2, "requests");
  await start(host).bring(entries);
  is(host.take(), []);
});

test("six files come at once, and no more", async () => {
  const texts = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`n/${i}.txt`, `text ${i}`]));
  const host = hostOf(await release(texts));
  await start(host).bring(host.site.entries);
  is(host.most, 6);
});

test("large files come one at a time", async () => {
  const texts = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`n/${i}.txt`, `text ${i}`]));
  const host = hostOf(await release(texts));
  const large = host.site.entries.filter(({ file }) => file.path.startsWith("n/")).map((entry) => ({ ...entry, bytes: 9_000_000 }));
  await start(host).bring(large);
  is(host.most, 1);
  is((await start(host).storedBlobs()).size, 12);
});

test("after a cut only what is missing is fetched", async () => {
  const texts = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`n/${i}.txt`, `text ${i}`]));
  const host = hostOf(await release(texts));
  let left = 12;
  host.fault = () => (left-- > 0 ? undefined : lost());
  is(await codeFrom(start(host).bring(host.site.entries)), "offline");
  const here = await start(host).storedBlobs();
  is(here.size, 12);
  host.take();
  host.fault = () => undefined;
  await start(host).bring(host.site.entries);
  is(host.take().length, host.site.entries.length - 12);
});

test("a corrupt file does not keep the others from coming, many do", async () => {
  const texts = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`n/${i}.txt`, `text ${i}`]));
  const host = hostOf(await release(texts));
  host.fault = (path) => (path === "n/0.txt" || path === "n/1.txt" ? new Response("damaged") : undefined);
  is(await codeFrom(start(host).bring(host.site.entries)), "corrupt");
  is((await start(host).storedBlobs()).size, host.site.entries.length - 2);
  await self.caches.delete(NAME_OF_STORE);
  host.take();
  host.fault = (path) => (path.startsWith("n/") ? new Response("of another release") : undefined);
  is(await codeFrom(start(host).bring(host.site.entries)), "corrupt");
  holds(host.take().length < 30, "the others are not asked for");
});

test("files of one content keep the types that their names say", async () => {
  const site = await release({ "a.css": "", "b.js": "", "c.html": "" });
  const host = hostOf(site);
  const worker = start(host);
  await worker.store(entryOf(site, "a.css").file);
  const type = async (path) => (await worker.stored(entryOf(site, path).file, new Request("/x"))).headers.get("content-type");
  is(await type("a.css"), "text/css");
  is(await type("b.js"), "text/javascript");
  is(await type("c.html"), "text/html; charset=utf-8");
});

test("a stored file is read in ranges", async () => {
  const site = await release(TWO);
  const worker = start(hostOf(site));
  const { file } = entryOf(site, "a.txt");
  await worker.store(file);
  const ranges = { "bytes=1-2": [206, "lp", "bytes 1-2/5"], "bytes=3-": [206, "ha", "bytes 3-4/5"], "bytes=-2": [206, "ha", "bytes 3-4/5"],
    "bytes=0-99": [206, "alpha", "bytes 0-4/5"], "bytes=9-": [416, "", "bytes */5"], "lines=1-2": [200, "alpha", null] };
  for (const [range, expected] of Object.entries(ranges)) {
    const answer = await worker.stored(file, new Request("/a.txt", { headers: { range } }));
    is([answer.status, await answer.text(), answer.headers.get("content-range")], expected, range);
  }
});

test("a full disk takes the page that was visited longest ago, and nothing that was saved", async () => {
  const site = await release({ "old/index.html": page("old"), "new/index.html": page("new"), "mine/index.html": page("mine"), "big/index.html": page("big") });
  const host = hostOf(site);
  let room = Infinity;
  const control = { step: (what) => { if (what.includes("/blob/") && --room < 0) throw new DOMException("", "QuotaExceededError"); } };
  const worker = start(host, control);
  for (const path of ["old/", "new/"]) is(await worker.visit(path, ""), "whole");
  is(await worker.saveNow({ kind: "post", path: "mine/", title: "" }, false, () => {}), { finished: true });
  // Once the oldest is gone there is room for one.
  control.step = (what) => {
    if (what === "erase") room = 1;
    if (what.includes("/blob/") && --room < 0) throw new DOMException("", "QuotaExceededError");
  };
  room = 0;
  is(await worker.saveNow({ kind: "post", path: "big/", title: "" }, false, () => {}), { finished: true });
  holds(!(await inStore(page("old"))), "the oldest page went");
  for (const text of ["new", "mine", "big"]) holds(await inStore(page(text)), `${text} is here`);
  is((await worker.visits()).map(({ path }) => path), ["new/"]);
});

test("where nothing may go, a full disk ends a save and leaves what is there", async () => {
  const site = await release({ "mine/index.html": page("mine"), "big/index.html": page("big") });
  const host = hostOf(site);
  let full = false;
  const worker = start(host, { step: (what) => { if (full && what.startsWith("put")) throw new DOMException("", "QuotaExceededError"); } });
  await worker.saveNow({ kind: "post", path: "mine/", title: "" }, false, () => {});
  full = true;
  is(await codeFrom(worker.saveNow({ kind: "post", path: "big/", title: "" }, false, () => {})), "full");
  is(await worker.visit("big/", ""), "full");
  holds(await inStore(page("mine")), "what was saved is here");
  await storeIsSound(host);
});

test("changes of one entry at the same time are all kept", async () => {
  const worker = start(hostOf(await release({})));
  await Promise.all(Array.from({ length: 30 }, (_, i) => worker.change("away", [], (list) => [...list, i])));
  is((await worker.read("away")).length, 30);
});

test("storage that cannot be read is not taken for empty", async () => {
  const site = await release({ "mine/index.html": page("mine") });
  const host = hostOf(site);
  await start(host).saveNow({ kind: "post", path: "mine/", title: "" }, false, () => {});
  const broken = start(host, { step: (what) => { if (what === "match") throw new DOMException("", "UnknownError"); } });
  holds((await codeFrom(broken.pause("post:mine/"))) !== "nothing", "a change fails");
  holds((await codeFrom(broken.remove("post:other/", () => {}))) !== "nothing", "so does a sweep");
  is((await broken.releases()).length, 0);
  holds(await inStore(page("mine")), "what was saved is here");
  is((await start(host).read("library")).items.length, 1, "saved things");
});

test("a store that was given up is not brought back by what was under way", async () => {
  const texts = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`n/${i}/index.html`, page(i)]));
  const host = hostOf(await release(texts));
  const worker = start(host);
  const save = codeFrom(worker.saveNow({ kind: "site" }, false, () => {}));
  const late = codeFrom(worker.visit("n/1/", "").then((state) => { throw { code: state }; }));
  while (host.asked.length < 8) await new Promise((resolve) => setTimeout(resolve));
  await worker.leave();
  is((await Promise.all([save, late])).sort(), ["away", "offline"], "what waited, and what was under way");
  is(await self.caches.keys(), []);
  is(worker.told().slice(-2), ["unregistered", { type: "removed" }]);
  is(await worker.visit("n/1/", ""), "whole", "the same worker, taken on again,");
});
