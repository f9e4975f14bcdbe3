// Releases: installing, changing, failing, going.

const post = (name, image = "") => page(`<h1>${name}</h1>${image && `<img src="/${image}">`}`);
const three = async () => {
  const a = await release({ "a/index.html": post("a", "a.png"), "b/index.html": post("b"), "a.png": "png" }, { parts: { "a/index.html": ["a.png"] } });
  const b = await release({ "a/index.html": post("a2", "a.png"), "b/index.html": post("b"), "a.png": "png" }, { parts: { "a/index.html": ["a.png"] } });
  const c = await release({ "a/index.html": post("a3", "a.png"), "b/index.html": post("b"), "a.png": "png" }, { parts: { "a/index.html": ["a.png"] } });
  return [a, b, c];
};
const builds = async (host) => (await start(host).releases()).map(({ release }) => release.build);

test("a first visit installs what the release asks for and keeps the page with its parts", async () => {
  const [a] = await three();
  const host = hostOf(a);
  const worker = start(host);
  is(await worker.visit("a/", "tab"), "whole");
  is(host.take().filter((path) => !path.startsWith("data/")), ["a.png", "a/", "assets/app-0123456789abcdef.js", "offprint.json", "saved/", "shell.html"]);
  is(worker.told(), [{ type: "release", build: a.build, posts: 1, date: "2026-11-21" }]);
  is(await worker.read("pending"), null);
  await storeIsSound(host);
});

test("a second visit within a minute asks for nothing", async () => {
  const host = hostOf((await three())[0]);
  const worker = start(host);
  await worker.visit("a/", "tab");
  host.take();
  is(await worker.visit("a/", "tab"), "whole");
  is(host.take(), []);
});

test("from one release to the next only what changed is fetched", async () => {
  const [a, b] = await three();
  const host = hostOf(a);
  await start(host).visit("a/", "tab");
  host.take();
  host.site = b;
  is(await start(host).visit("b/", "tab"), "whole");
  const asked = host.take();
  is(asked.filter((path) => !path.startsWith("data/")), ["a/", "b/", "offprint.json"]);
  is(await builds(host), [b.build, a.build]);
});

test("coming back to a release that is here fetches nothing", async () => {
  const [a, b] = await three();
  const host = hostOf(a);
  await start(host).visit("a/", "tab");
  host.site = b;
  await start(host).visit("a/", "tab");
  host.take();
  host.site = a;
  const worker = start(host);
  is(await worker.visit("a/", "tab"), "whole");
  is(host.take(), ["offprint.json"]);
  is(worker.told().map(({ build }) => build), [a.build]);
  is(await builds(host), [a.build, b.build]);
});

test("the third release takes the first one's files away, and no shared one", async () => {
  const host = hostOf(null);
  for (const site of await three()) {
    host.site = site;
    is(await start(host).visit("a/", "tab"), "whole");
  }
  holds(!(await inStore(post("a", "a.png"))), "the first release's page went");
  for (const text of [post("a2", "a.png"), post("a3", "a.png"), "png", "run()"]) holds(await inStore(text), `${text} is here`);
  is((await pathOfKey("/release/")).length, 2, "records");
  await storeIsSound(host);
});

test("a release with a corrupt file never counts, is told once, and is tried again", async () => {
  const [a, b] = await three();
  const host = hostOf(a);
  const first = start(host);
  await first.saveNow({ kind: "post", path: "a/", title: "" }, false, () => {});
  host.site = b;
  host.fault = (path) => (path === "a/" ? new Response(post("aX", "a.png"), { headers: { "content-type": "text/html" } }) : undefined);
  const worker = start(host);
  is(await worker.visit("b/", "tab"), "corrupt");
  is(worker.told(), [{ type: "corrupt", path: "a/index.html", build: b.build }]);
  host.take();
  is(await worker.visit("b/", "tab"), "corrupt");
  is(await start(host).visit("b/", "tab"), "corrupt");
  is(host.take().includes("a/"), false, "asking again within a minute");
  await minutesPass();
  is(await start(host).visit("b/", "tab"), "corrupt");
  is(host.take().filter((path) => path === "a/").length, 2, "requests a minute later");
  is(worker.told(), []);
  is(await builds(host), [a.build]);
  host.fault = () => undefined;
  await minutesPass();
  is(await start(host).visit("b/", "tab"), "whole");
  is(await builds(host), [b.build, a.build]);
});

test("a release that is replaced while it comes gives way to the next", async () => {
  const [a, b, c] = await three();
  const host = hostOf(a);
  await start(host).saveNow({ kind: "post", path: "a/", title: "" }, false, () => {});
  host.site = b;
  host.fault = (path) => {
    if (path === "a/") host.site = c;
  };
  is(await start(host).visit("b/", "tab"), "whole");
  is(await builds(host), [c.build, a.build]);
  await storeIsSound(host);
});

test("every answer in place of offprint.json is known for what it is", async () => {
  const [a] = await three();
  const host = hostOf(a);
  const worker = start(host);
  const answers = [
    [new Response("", { status: 404 }), "away"],
    [new Response("", { status: 410 }), "away"],
    [new Response(page("front"), { headers: { "content-type": "text/html" } }), "away"],
    [new Response("[]"), "away"],
    [new Response("null"), "away"],
    [new Response("{}"), "away"],
    [new Response('{"schema":3'), "offline"],
    [new Response(""), "offline"],
    [new Response("", { status: 500 }), "offline"],
    [new Response("", { status: 403 }), "offline"],
    [new Response(JSON.stringify({ ...a.json, schema: 4 })), "offline"],
    [new Response(JSON.stringify({ ...a.json, offline: null })), "away"],
    [breaksOff(), "offline"],
  ];
  for (const [response, expected] of answers) {
    host.fault = () => response;
    is(await worker.currentRelease("no-cache"), expected);
  }
  host.fault = lost;
  is(await worker.currentRelease("no-cache"), "offline");
  host.fault = () => undefined;
  is((await worker.currentRelease("no-cache")).build, a.build);
});

test("a redirected offprint.json is another site's", async () => {
  // A real answer: none that is made up says that it was redirected.
  const worker = start({ fetch: () => self.fetch("/posts") });
  is(await worker.currentRelease("no-cache"), "away");
});

test("a site that is not there at three visits in a row has moved away", async () => {
  const [a] = await three();
  const host = hostOf(a);
  await start(host).visit("a/", "tab");
  const missing = (path) => (path === "offprint.json" ? new Response("", { status: 404 }) : undefined);
  host.fault = missing;
  for (let i = 0; i < 2; i++) {
    for (let again = 0; again < 3; again++) is(await start(host).visit("a/", "tab"), "away");
    await minutesPass();
  }
  host.fault = () => undefined;
  is(await start(host).visit("a/", "tab"), "whole", "a visit between");
  host.fault = (path) => (path === "offprint.json" ? lost() : undefined);
  for (let i = 0; i < 5; i++) is(await start(host).visit("a/", "tab"), "offline");
  host.fault = missing;
  const worker = start(host);
  for (let i = 0; i < 2; i++) {
    is(await worker.visit("a/", "tab"), "away");
    await minutesPass();
  }
  is((await self.caches.keys()).length, 1, "caches");
  is(await worker.visit("a/", "tab"), "away");
  is(await self.caches.keys(), []);
  is(worker.told().slice(-2), ["unregistered", { type: "removed" }]);
});

test("a release of another version of Offprint takes nothing away", async () => {
  const [a] = await three();
  const host = hostOf(a);
  await start(host).visit("a/", "tab");
  host.fault = (path) => (path === "offprint.json" ? new Response(JSON.stringify({ ...a.json, schema: 9, build: "x" })) : undefined);
  for (let i = 0; i < 4; i++) is(await start(host).visit("a/", "tab"), "offline");
  is(await builds(host), [a.build]);
});

test("a cache deleted behind the worker's back is filled again", async () => {
  const host = hostOf((await three())[0]);
  const worker = start(host);
  await worker.visit("a/", "tab");
  await self.caches.delete("offprint /");
  is(await worker.visit("a/", "tab"), "whole");
  await storeIsSound(host);
  holds(await inStore(post("a", "a.png")), "the page is here again");
});

test("single entries deleted behind the worker's back come again", async () => {
  const host = hostOf((await three())[0]);
  await start(host).visit("a/", "tab");
  await start(host).saveNow({ kind: "post", path: "b/", title: "" }, false, () => {});
  const cache = await self.caches.open("offprint /");
  for (const key of await cache.keys()) {
    // What only memory and the reader know cannot come again.
    if (/library|visited|clients/.test(key.url)) continue;
    const before = await (await cache.match(key)).clone().arrayBuffer();
    await cache.delete(key);
    is(await start(host).visit("a/", "tab"), "whole", key.url);
    const after = await cache.match(key);
    holds(after, `${key.url} is here again`);
    if (key.url.includes("/blob/")) is(await hex(await after.arrayBuffer()), await hex(before), key.url);
  }
  await storeIsSound(host);
});

test("what was visited stays within its budget, the newest kept", async () => {
  const texts = Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`n${i}/index.html`, page("x".repeat(900) + i)]));
  const host = hostOf(await release(texts));
  const worker = start(host);
  worker.SITE.visited = 3200;
  for (let i = 0; i < 6; i++) await worker.visit(`n${i}/`, "tab");
  is((await worker.visits()).map(({ path }) => path), ["n3/", "n4/", "n5/"]);
  for (let i = 0; i < 6; i++) is(await inStore(page("x".repeat(900) + i)), i >= 3, `page ${i}`);
  await worker.visit("n3/", "tab");
  await worker.visit("n0/", "tab");
  is((await worker.visits()).map(({ path }) => path), ["n5/", "n3/", "n0/"]);
  worker.SITE.visited = 0;
  await worker.visit("n1/", "tab");
  holds(!(await inStore(page("x".repeat(900) + 1))), "nothing is kept without a budget");
});

test("a site that never comes whole does not fill the device", async () => {
  const host = hostOf(null);
  const sizes = [];
  for (let i = 0; i < 6; i++) {
    host.site = await release({ [`assets/more-${String(i).repeat(16)}.js`]: `run(${i})`, "shell.html": page(`shell ${i}`) },
      { install: ["shell.html", "saved/index.html", `assets/more-${String(i).repeat(16)}.js`] });
    host.fault = (path) => (path === "saved/" ? new Response("altered") : undefined);
    is(await start(host).visit("", ""), "corrupt");
    sizes.push((await pathOfKey("/blob/")).length);
  }
  is(sizes, [2, 2, 2, 2, 2, 2], "blobs after each deploy");
});

test("with a full disk what does not fit is not fetched at every page", async () => {
  const host = hostOf((await three())[0]);
  let full = true;
  const control = { step: (what) => { if (full && what.includes("/blob/")) throw new DOMException("", "QuotaExceededError"); } };
  is(await start(host, control).visit("a/", ""), "full");
  host.take();
  is(await start(host, control).visit("a/", ""), "full");
  is(host.take(), ["offprint.json"]);
  full = false;
  await minutesPass();
  is(await start(host, control).visit("a/", ""), "whole");
});

test("a host that accepts requests and says nothing keeps nobody waiting for long", async () => {
  const [a] = await three();
  const host = hostOf(a);
  host.fault = () => new Promise(() => {});
  is(await start(host, { hurry: 100 }).visit("a/", ""), "offline");
  host.fault = (path) => (path === "offprint.json" ? undefined : new Promise(() => {}));
  is(await start(host, { hurry: 100 }).visit("a/", ""), "offline");
  host.take();
  const worker = start(host);
  const visit = worker.visit("a/", "");
  while (host.asked.length < 4) await new Promise((resolve) => setTimeout(resolve));
  const begun = performance.now();
  await worker.leave();
  is([await visit, await self.caches.keys()], ["offline", []]);
  holds(performance.now() - begun < 5000, "who leaves does not wait");
});

test("what was visited comes along even when a cut kept it from coming at once", async () => {
  const [a, b] = await three();
  const host = hostOf(a);
  await start(host).visit("a/", "");
  host.site = b;
  host.fault = (path) => (path === "a/" ? lost() : undefined);
  is(await start(host).visit("b/", ""), "whole", "no release waits for it, and it");
  host.fault = () => undefined;
  is(await start(host).visit("b/", ""), "whole");
  holds(await inStore(post("a2", "a.png")), "the page of the new release is here");
});
