// The reader's library: saving, resuming, removing.

const item = (url) => `<article data-read-url="${url}"></article>`;
const LIST = {
  "tags/r&amp;d/index.html": page("never"),
  "tags/rust/index.html": page(item("p/one/") + item("p/q&amp;a/")),
  "tags/rust/page/2/index.html": page(item("p/three.html")),
  "tags/rust/page/2/feed.xml": "feed",
  "tags/rusty/index.html": page(item("p/other/")),
  "p/one/index.html": post("one", "p/one/one.png"), "p/one/one.png": "picture",
  "p/q&a/index.html": post("q and a"), "p/three.html": post("three"), "p/other/index.html": post("other"),
  "data/search/terms-0123456789.bin": "terms", "search.bin": "entry", "_headers": "h", "feed.xml": "f", "sw.js": "w",
};
const listed = (more = {}, options = {}) =>
  release({ ...LIST, ...more }, { parts: { "p/one/index.html": ["p/one/one.png"] }, posts: 4, ...options });
const rust = { kind: "list", path: "tags/rust/", title: "Rust" };
const ignore = () => {};
const isHere = async (texts, expected = true) => {
  for (const path of texts) is(await inStore(LIST[path]), expected, path);
};
const OF_RUST = ["tags/rust/index.html", "tags/rust/page/2/index.html", "p/one/index.html", "p/one/one.png", "p/q&a/index.html", "p/three.html"];

test("a plan says what saving takes, and saving takes that", async () => {
  const host = hostOf(await listed());
  const worker = start(host);
  const plan = await worker.plan(rust, ignore);
  is([plan.id, plan.posts], ["list:tags/rust/", 3]);
  is(plan.total, OF_RUST.reduce((sum, path) => sum + utf8(LIST[path]).length, 0), "bytes");
  const said = [];
  is(await worker.saveNow(rust, false, (progress) => said.push(progress)), { finished: true });
  is(said.at(-1), { done: plan.total, total: plan.total });
  await isHere(OF_RUST);
  await isHere(["p/other/index.html", "tags/rusty/index.html", "data/search/terms-0123456789.bin"], false);
  is((await worker.plan(rust, ignore)).bytes, 0, "what is missing");
});

test("a whole site is all that a reader can open, and its search", async () => {
  const host = hostOf(await listed());
  const worker = start(host);
  await worker.saveNow({ kind: "site", path: "", title: "" }, false, ignore);
  await isHere(Object.keys(LIST).filter((path) => !/^_|xml$|sw.js|robots/.test(path)));
  await isHere(["_headers", "feed.xml", "sw.js"], false);
  const { items, posts } = await worker.status();
  is([items[0].state, items[0].bytes === items[0].total, posts], ["whole", true, 4]);
});

test("saving goes on where it was cut, and fetches nothing twice", async () => {
  const texts = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`n/${i}/index.html`, page(i)]));
  const host = hostOf(await listed(texts));
  const fetched = new Map();
  let left = 0;
  host.fault = (path) => {
    if (path === "offprint.json") return undefined;
    if (left-- <= 0) return lost();
    fetched.set(path, (fetched.get(path) ?? 0) + 1);
    return undefined;
  };
  let outcome = "";
  for (let tries = 0; outcome !== "nothing" && tries < 40; tries++) {
    left = 7;
    outcome = await codeFrom(start(host).saveNow({ kind: "site", path: "", title: "" }, false, ignore));
  }
  is(outcome, "nothing");
  is([...fetched].filter(([, times]) => times > 1), []);
  await storeIsSound(host);
  is((await start(host).status()).items[0].state, "whole");
});

test("a pause ends a save soon, and resuming ends it well", async () => {
  const texts = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`n/${i}/index.html`, page(i)]));
  const host = hostOf(await listed(texts));
  const worker = start(host);
  const what = { kind: "site", path: "", title: "" };
  const save = codeFrom(worker.saveNow(what, false, ignore));
  while (host.asked.length < 20) await new Promise((resolve) => setTimeout(resolve));
  await worker.pause("site:");
  is(await save, "paused");
  const { items } = await worker.status();
  is([items[0].state, items[0].bytes > 0 && items[0].bytes < items[0].total], ["paused", true]);
  await worker.saveNow(what, false, ignore);
  is((await worker.status()).items[0].state, "whole");
});

test("what is paused or removed while it waits for its turn is not saved, and is no wish of the reader any more", async () => {
  const host = hostOf(await listed());
  const worker = start(host);
  await worker.visit("", "");
  const one = { kind: "post", path: "p/one/", title: "" };
  const other = { kind: "post", path: "p/other/", title: "" };
  let open;
  const gate = new Promise((resolve) => (open = resolve));
  host.fault = (path) => (path === "p/three.html" ? gate.then(() => undefined) : undefined);
  const first = worker.saveNow(rust, false, ignore);
  while (!host.asked.includes("p/three.html")) await new Promise((resolve) => setTimeout(resolve));
  await worker.want(one, true);
  await worker.want(other, false);
  const waiting = [one, other].map((what) => codeFrom(worker.save(what, true, ignore)));
  await worker.pause("post:p/one/");
  const removed = worker.remove("post:p/other/", ignore);
  open();
  is([await first, ...(await Promise.all(waiting))], [{ finished: true }, "paused", "paused"]);
  await removed;
  is((await worker.status()).items.map(({ id, state }) => [id, state]), [["list:tags/rust/", "whole"], ["post:p/one/", "whole"], ["search:", "part"]], "of the list is the post");
  await isHere(["p/other/index.html", "data/search/terms-0123456789.bin"], false);
  is(await codeFrom(start(host).save(other, false, ignore)), "paused", "another worker");
});

test("what comes while everything is given up does not begin anew", async () => {
  const host = hostOf(await listed());
  await start(host).saveNow(rust, false, ignore);
  const late = [];
  const worker = start(host, { step: (what) => void (what === "delete" && late.push(codeFrom(worker.visit("p/one/", "")), codeFrom(worker.want(rust, false)))) });
  await worker.leave();
  is(await Promise.all(late), ["away", "away"]);
  is(await self.caches.keys(), []);
  is(await worker.visit("p/one/", ""), "whole", "a visit afterwards");
});

test("a pause that comes with the last file is none", async () => {
  const host = hostOf(await listed());
  const worker = start(host);
  const what = { kind: "post", path: "p/q&a/", title: "" };
  await worker.visit("", "");
  host.fault = async (path) => void (path === "p/q&a/" && (await worker.pause("post:p/q&a/")));
  is(await worker.saveNow(what, false, ignore), { finished: true });
  is((await worker.read("library")).items.map(({ whole, paused }) => [whole, paused]), [[true, false]]);
});

test("a removed thing goes, but for what something else needs", async () => {
  const host = hostOf(await listed());
  const worker = start(host);
  await worker.visit("p/three.html", "");
  await worker.saveNow({ kind: "post", path: "p/one/", title: "" }, false, ignore);
  await worker.saveNow(rust, true, ignore);
  is((await worker.status()).items.map(({ id }) => id), ["post:p/one/", "list:tags/rust/", "search:"]);
  await worker.remove("list:tags/rust/", ignore);
  await isHere(["p/q&a/index.html", "tags/rust/index.html"], false);
  await isHere(["p/one/index.html", "p/one/one.png", "p/three.html", "data/search/terms-0123456789.bin"]);
  await worker.remove("visited:p/three.html", ignore);
  await isHere(["p/three.html"], false);
  await worker.remove("search:", ignore);
  await worker.remove("post:p/one/", ignore);
  await isHere(["p/one/one.png", "data/search/terms-0123456789.bin"], false);
  is(await worker.status().then(({ items, visited }) => [items, visited]), [[], []]);
  await storeIsSound(host);
});

test("what is saved comes along to the next release, new posts of a list too", async () => {
  const host = hostOf(await listed());
  await start(host).saveNow(rust, false, ignore);
  host.site = await listed({ "tags/rust/page/2/index.html": page(item("p/three.html") + item("p/four/")), "p/four/index.html": post("four") });
  is(await start(host).visit("p/one/", ""), "whole");
  holds(await inStore(post("four")), "the new post is here");
  host.site = await listed({ "tags/rust/index.html": page(item("p/one/")) });
  is(await start(host).visit("p/one/", ""), "whole");
  await storeIsSound(host);
  is((await start(host).status()).items[0].posts, 2);
});

test("a release that comes while a thing is saved is the one that it is saved of", async () => {
  const host = hostOf(await listed());
  await start(host).visit("", "");
  const next = await listed({ "p/q&a/index.html": post("other answers") });
  host.fault = (path) => {
    if (path === "p/q&a/index.html" || path === "p/q&a/") host.site = next;
  };
  is(await start(host).saveNow(rust, false, ignore), { finished: true });
  is((await start(host).releases())[0].release.build, next.build);
  holds(await inStore(post("other answers")), "the new text is here");
  await storeIsSound(host);
});

test("a sweep that cannot read a list takes nothing away", async () => {
  const host = hostOf(await listed());
  const worker = start(host);
  await worker.saveNow(rust, false, ignore);
  const lists = host.site.json.files.map(({ file }) => file.sha256);
  for (const name of [...lists, "tags/rust/index.html"]) {
    // In a worker that has just started nothing of it is in memory.
    const key = LIST[name] ? await hex(utf8(LIST[name])) : name;
    const broken = start(host, { step: (what, about) => { if (what === "match" && about.endsWith(key)) throw new DOMException("", "UnknownError"); } });
    await codeFrom(broken.sweep());
    await isHere(OF_RUST);
  }
});

test("the whole site is saved from a host that answers its 404 page with that status", async () => {
  const host = hostOf(await listed({ "404.html": page("missing"), ".well-known/x": "x" }));
  host.fault = (path) => (path === "404.html" || path.startsWith(".") ? new Response("", { status: 404 }) : undefined);
  is(await start(host).saveNow({ kind: "site", path: "", title: "" }, false, ignore), { finished: true });
});

test("a post that its author took away is gone, not whole", async () => {
  const host = hostOf(await listed());
  await start(host).saveNow({ kind: "post", path: "p/other/", title: "" }, false, ignore);
  const { "p/other/index.html": _, ...rest } = LIST;
  host.site = await release(rest, { parts: { "p/one/index.html": ["p/one/one.png"] } });
  is(await start(host).visit("p/one/", ""), "whole");
  is((await start(host).status()).items.map(({ state }) => state), ["gone"]);
});

test("saving says what is in its way", async () => {
  const host = hostOf(await listed());
  host.fault = lost;
  is(await codeFrom(start(host).saveNow(rust, false, ignore)), "offline");
  is(await codeFrom(start(host).plan(rust, ignore)), "offline");
  host.fault = (path) => (path === "p/three.html" ? new Response("damaged") : undefined);
  is(await codeFrom(start(host).saveNow(rust, false, ignore)), "corrupt");
  is((await start(host).status()).items[0].state, "part");
});

test("of what was visited the device says the title, and counts posts once", async () => {
  const titled = (title, kind) => `<!doctype html><title>${title} · My site</title><script type="application/json" id="boot">{"page":{"url":"x/","kind":"${kind}"}}</script></html>`;
  const host = hostOf(await listed({ "p/a/index.html": titled("Salt &amp; sand · again", "post"), "about/index.html": titled("About", "document") }));
  const worker = start(host);
  for (const path of ["p/a/", "about/", "p/one/"]) await worker.visit(path, "");
  await worker.saveNow({ kind: "post", path: "p/a/", title: "" }, false, ignore);
  const { visited, posts } = await worker.status();
  is(visited.map(({ title }) => title), ["p/one/", "About", "Salt & sand · again"]);
  is(posts, 1);
});

test("what is not on this device is known before a click", async () => {
  const host = hostOf(await listed());
  const worker = start(host);
  await worker.visit("p/one/", "");
  await worker.saveNow({ kind: "post", path: "p/q&a/", title: "" }, false, ignore);
  is(await worker.missing(["p/one/", "p/q&a/", "p/three.html", "nowhere/", "saved/"]), ["p/three.html", "nowhere/"]);
});

test("a page is answered through the port that it sent, and unknown messages are not", async () => {
  const host = hostOf(await listed());
  const worker = start(host);
  const ask = async (data) => {
    const { port1, port2 } = new MessageChannel();
    const answers = [];
    port1.onmessage = (event) => answers.push(event.data);
    await worker.reply({ data, ports: [port2], source: { id: "tab" } });
    await new Promise((resolve) => setTimeout(resolve, 20));
    return answers.at(-1);
  };
  is((await ask({ type: "visit", path: "p/one/" })).state, "whole");
  is((await ask({ type: "hello" })).release.posts, 4);
  is(await ask({ type: "save", what: rust, search: false }), { error: "paused" }, "what nobody wants");
  is(await ask({ type: "want", what: rust, search: false }), { done: true });
  is(await ask({ type: "save", what: rust, search: false }), { finished: true });
  is(await ask({ type: "save", what: { kind: "planet" } }), { error: "unknown" });
  is(await ask({ type: "has", paths: ["p/one/", "x/"] }), { missing: ["x/"] });
  is(await ask({ type: "status" }).then(({ items, visited }) => [items[0].state, visited[0].path]), ["whole", "p/one/"]);
  is(await ask({ type: "remove", id: "list:tags/rust/" }), { done: true });
  is(await ask({ type: "dance" }), undefined);
  is(await ask(null), undefined);
  is(await ask({ type: "forget" }), { done: true });
  is(await self.caches.keys(), []);
});
