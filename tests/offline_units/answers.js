// Answers: documents, and what documents ask for.

/** An event as the browser would send it for a document or for something that one asks for. */
function eventOf(path, { client = "", resulting = "", mode = "cors", destination = "", headers, cache, preload } = {}) {
  const real = new Request(`/${path}`, { headers, cache });
  const request = new Proxy(real, {
    get: (target, name) => {
      if (name === "mode") return mode;
      if (name === "destination") return destination;
      const value = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
    getPrototypeOf: () => Request.prototype,
  });
  const waits = [];
  return { request, clientId: client, resultingClientId: resulting, preloadResponse: preload ?? Promise.resolve(undefined),
    waitUntil: (promise) => waits.push(promise), done: () => Promise.all(waits) };
}
/** A document's answer: status, text, and the release that it is pinned to. */
async function document_(worker, path, resulting = "new") {
  const event = eventOf(encodeURI(path), { resulting, mode: "navigate", destination: "document" });
  const response = await worker.answer(event, path);
  const text = await response.text();
  await event.done();
  return [response.status, text, (await worker.releaseOf(resulting)).pinned];
}
const asset = "assets/app-0123456789abcdef.js";
const site = (word, image = word) => release({ "a/index.html": post(word, "a.png"), "b/index.html": post(`b${word}`), "a.png": image, "search.bin": `index of ${word}`, [`assets/x-${"f".repeat(16)}.css`]: "css" },
  { parts: { "a/index.html": ["a.png"] }, per: 100 });
/** A worker with a release and one visited page. */
async function reading() {
  const a = await site("a");
  const host = hostOf(a);
  await start(host).visit("a/", "");
  host.take();
  return { a, host, worker: start(host) };
}

test("online a document comes from the network and is known for what it is", async () => {
  const { a, worker } = await reading();
  is(await document_(worker, "a/"), [200, post("a", "a.png"), ""]);
  is((await worker.releaseOf("new")).live, a.build);
  is(await document_(worker, "b/", "other"), [200, post("ba"), ""]);
});

test("a document that fails in any way is answered with the saved page, pinned", async () => {
  const { a, host, worker } = await reading();
  const cut = post("a", "a.png").slice(0, -9);
  const html = { headers: { "content-type": "text/html" } };
  const faults = [lost, () => breaksOff(), () => new Response("", { status: 500 }), () => new Response("busy", { status: 503, ...html }),
    () => new Response(cut, html), () => new Response("<!doc", html), () => new Response("", html)];
  for (const [i, fault] of faults.entries()) {
    host.fault = fault;
    is(await document_(worker, "a/", `tab ${i}`), [200, post("a", "a.png"), a.build], `fault ${i}`);
  }
});

test("a document that does not come in time is answered with the saved page; without one it is waited for", async () => {
  const { a, host } = await reading();
  const worker = start(host, { hurry: 2 });
  const begun = performance.now();
  host.fault = () => new Promise((resolve) => setTimeout(resolve, 8000));
  // In a frame nothing stands in for a page.
  const wait = async (path, resulting, destination) => {
    const response = await worker.answer(eventOf(path, { resulting, mode: "navigate", destination }), path);
    return [await response.text(), performance.now() - begun];
  };
  const [[saved, early], [live, late]] = await Promise.all([wait("a/", "tab", "document"), wait("b/", "other", "iframe")]);
  is([saved, live], [post("a", "a.png"), post("ba")]);
  holds(early >= 1490 && early < 8000 && late >= 7990, `one came after ${early} ms, the other after ${late} ms`);
  is([(await worker.releaseOf("tab")).pinned, (await worker.releaseOf("other")).pinned], [a.build, ""]);
});

test("errors of the request, redirects and other types pass as they are", async () => {
  const { host, worker } = await reading();
  const gone = new Response("gone", { status: 404, headers: { "content-type": "text/html" } });
  const picture = new Response("a picture", { headers: { "content-type": "image/png" } });
  for (const response of [gone, picture, new Response("no", { status: 403 })]) {
    host.fault = () => response;
    const event = eventOf("a/", { resulting: "new", mode: "navigate", destination: "document" });
    holds((await worker.answer(event, "a/")) === response, "the answer is the host's");
  }
  const redirect = await self.fetch("/posts", { redirect: "manual" });
  is(redirect.type, "opaqueredirect");
  host.fault = () => redirect;
  holds((await worker.answer(eventOf("a/", { resulting: "new", mode: "navigate", destination: "document" }), "a/")) === redirect, "a redirect stays one");
  is(await worker.releaseOf("new"), { pinned: "", live: "" });
});

test("an author's HTML may end as it likes", async () => {
  const html = { headers: { "content-type": "text/html" } };
  const { host, worker } = await reading();
  host.fault = () => new Response(`<h1>${"long".repeat(1000)}`, html);
  is((await document_(worker, "mine.html"))[1].length, 4004);
  host.fault = () => new Response("<p>not of this release", html);
  is((await document_(worker, "other.html"))[1], "<p>not of this release");
  const known = await release({ "mine.html": "<p>mine" });
  host.site = known;
  host.fault = () => undefined;
  is(await start(host).visit("a/", ""), "whole");
  is((await document_(start(host), "mine.html"))[1], "<p>mine");
});

test("without a saved page there is the shell, then the saved list, then a page that says so", async () => {
  const { a, host } = await reading();
  host.fault = lost;
  is(await document_(start(host), "b/"), [200, page("shell"), a.build]);
  const cache = await self.caches.open("offprint /");
  await cache.delete(`${location.origin}/.offprint/1/blob/${await hex(utf8(page("shell")))}`);
  is(await document_(start(host), "b/"), [200, page("saved"), a.build]);
  await self.caches.delete("offprint /");
  const [status, text, pinned] = await document_(start(host), "b/", "other");
  is([status, text.includes("not saved on this device"), pinned], [503, true, ""]);
  host.fault = () => new Response("busy", { status: 500 });
  is(await document_(start(host), "b/", "third"), [500, "busy", ""], "what the host says");
});

test("a page that lacks a part is not shown as saved", async () => {
  const { host } = await reading();
  const cache = await self.caches.open("offprint /");
  await cache.delete(`${location.origin}/.offprint/1/blob/${await hex(utf8("a"))}`);
  host.fault = lost;
  is((await document_(start(host), "a/", "tab"))[1], page("shell"));
  is(await start(host).missing(["a/"]), ["a/"]);
  const ask = async () => (await start(host).answer(eventOf("a/", { client: "tab" }), "a/")).status;
  is(await ask(), 504, "nor given to the app of another page");
  host.fault = () => undefined;
  is(await ask(), 200, "with a network");
});

test("a pinned document has files of its release or none, also after the worker was stopped", async () => {
  const { a, host, worker } = await reading();
  host.fault = lost;
  await document_(worker, "a/", "tab");
  host.fault = () => undefined;
  host.site = await site("b", "another picture");
  const ask = async (path, options) => {
    const response = await start(host).answer(eventOf(path, { client: "tab", ...options }), path);
    return [response.status, await response.text()];
  };
  is(await ask("a.png"), [200, "a"]);
  is(await ask("a.png", { headers: { range: "bytes=0-0" } }), [206, "a"]);
  is(await ask("search.bin"), [409, ""], "a file that the host has of another release");
  is(await ask("b/"), [409, ""]);
  is(await ask("none/"), [409, ""]);
  is(JSON.parse((await ask("offprint.json"))[1]).build, a.build);
  is(JSON.parse((await ask("offprint.json", { cache: "reload" }))[1]).build, host.site.build);
  host.fault = lost;
  is(await ask("b/"), [504, ""]);
  is(await ask("offprint.json", { cache: "reload" }), [504, ""]);
});

test("a pinned document whose release has gone is loaded anew", async () => {
  const { host, worker } = await reading();
  host.fault = lost;
  await document_(worker, "a/", "tab");
  host.fault = () => undefined;
  for (const word of ["b", "c"]) {
    host.site = await site(word);
    await start(host).visit("a/", "");
  }
  for (const path of ["a/", "a.png", "offprint.json", "search.bin"]) {
    is((await start(host).answer(eventOf(path, { client: "tab" }), path)).status, 409, path);
  }
});

test("a live document has the network, and the store only where it fits", async () => {
  const { a, host, worker } = await reading();
  await document_(worker, "a/", "known");
  const ask = async (path, client) => {
    const response = await start(host).answer(eventOf(path, { client }), path);
    return [response.status, await response.text()];
  };
  is(await ask("a.png", "unknown"), [200, "a"]);
  host.fault = lost;
  is(await ask("a.png", "known"), [200, "a"]);
  is(await ask("a.png", "unknown"), [504, ""]);
  is(await ask("a/", "known"), [200, post("a", "a.png")]);
  is(await ask("a/", "unknown"), [409, ""], "a page for a document of an unknown release");
  is(await ask("b/", "known"), [504, ""]);
  is(JSON.parse((await ask("offprint.json", "unknown"))[1]).build, a.build);
  host.fault = () => new Response("busy", { status: 503 });
  is(await ask("a.png", "known"), [200, "a"]);
  is(await ask("b/", "known"), [503, "busy"]);
});

test("an image of a live document is its release's, whatever the host has by now", async () => {
  const { host, worker } = await reading();
  await document_(worker, "a/", "known");
  host.site = await site("b", "another picture");
  const ask = async (client) => (await worker.answer(eventOf("a.png", { client, destination: "image" }), "a.png")).text();
  is([await ask("known"), await ask("unknown")], ["a", "another picture"]);
});

test("offline an address without its slash leads to the page as the host would", async () => {
  const { host, worker } = await reading();
  host.fault = lost;
  const response = await worker.answer(eventOf("a?x=1", { resulting: "new", mode: "navigate", destination: "document" }), "a");
  is([response.status, response.headers.get("location")], [302, `${location.origin}/a/?x=1`]);
  is((await document_(worker, "c", "other"))[1], page("shell"));
});

test("a document of a known release gets pages of that, one of an unknown release is of none afterwards", async () => {
  const { a, host, worker } = await reading();
  await document_(worker, "a/", "known");
  host.site = await site("before a");
  await document_(worker, "a/", "unknown");
  host.site = a;
  const ask = async (path, client) => (await worker.answer(eventOf(path, { client }), path)).status;
  is([await ask("b/", "known"), await ask("b/", "unknown")], [200, 200]);
  host.site = await site("b");
  is([await ask("b/", "known"), await ask("b/", "unknown")], [409, 200], "after a deploy");
  is([(await worker.releaseOf("known")).live, (await worker.releaseOf("unknown")).live], [a.build, ""]);
});

test("a live document of a known release has no image of another", async () => {
  const a = await release({ "a/index.html": post("a", "big.png"), "big.png": "first" });
  const host = hostOf(a);
  await start(host).visit("a/", "");
  const worker = start(host);
  await document_(worker, "a/", "known");
  const ask = async () => {
    const response = await worker.answer(eventOf("big.png", { client: "known", destination: "image" }), "big.png");
    return [response.status, await response.text()];
  };
  is(await ask(), [200, "first"]);
  host.site = await release({ "a/index.html": post("a", "big.png"), "big.png": "second" });
  is(await ask(), [409, ""]);
});

test("an asset of a release that is not known yet is given to no browser in pieces", async () => {
  const host = hostOf(await site("a"));
  const sha = await hex(utf8("colour"));
  const path = `assets/custom.${sha.slice(0, 16)}.css`;
  const next = await release({ [path]: "colour", [`assets/mine-${"a".repeat(16)}.css`]: "an author's own" });
  host.site = next;
  const ask = async (path) => {
    const response = await start(host).answer(eventOf(path, { destination: "style" }), path);
    return [response.status, await response.text()];
  };
  let times = 0;
  host.fault = (asked) => (asked === path && times++ === 0 ? new Response("col") : undefined);
  is(await ask(path), [200, "colour"], "cut once");
  host.fault = (asked) => (asked === path ? new Response("col") : undefined);
  is(await ask(path), [409, ""], "cut whenever it is asked for");
  host.fault = () => undefined;
  is(await ask(`assets/mine-${"a".repeat(16)}.css`), [200, "an author's own"], "a name by another hash");
  is(await ask(`assets/none-${"a".repeat(16)}.css`).then(([status]) => status), 404);
  host.fault = lost;
  is(await ask(path), [504, ""]);
});

test("a host that writes something after a page's end harms nobody", async () => {
  const { a, host } = await reading();
  const html = { headers: { "content-type": "text/html" } };
  const more = (text) => new Response(`${text}\n<!-- served by a cache -->`, html);
  host.fault = (path) => (path.endsWith("/") ? more(post(path)) : undefined);
  is((await document_(start(host), "b/"))[1], `${post("b/")}\n<!-- served by a cache -->`);
  await self.caches.delete("offprint /");
  is((await document_(start(host), "b/"))[0], 200, "and without a release");
  holds(a, "");
});

test("a page without an end is shown when the host has no other and nothing is saved", async () => {
  const host = hostOf(await site("a"));
  const cut = post("a", "a.png").slice(0, -9);
  let times = 0;
  host.fault = (path) => (path === "a/" && times++ === 0 ? new Response(cut, { headers: { "content-type": "text/html" } }) : undefined);
  is((await document_(start(host), "a/"))[1], post("a", "a.png"), "cut once");
  host.fault = () => new Response(cut, { headers: { "content-type": "text/html" } });
  is((await document_(start(host), "a/"))[1], cut, "always cut");
});

test("the shell stands in for documents alone, and for no error of another application", async () => {
  const { a, host } = await reading();
  host.fault = lost;
  const framed = eventOf("b/", { resulting: "frame", mode: "navigate", destination: "iframe" });
  is((await start(host).answer(framed, "b/")).status, 503, "a frame");
  is((await document_(start(host), "feed.xml"))[0], 503, "a feed");
  host.fault = (path) => (path.startsWith("wiki") ? new Response("wiki is busy", { status: 502 }) : undefined);
  is((await document_(start(host), "wiki/start/")).slice(0, 2), [502, "wiki is busy"]);
  holds(a, "");
});

test("a host that says nothing is waited for ten seconds when the shell can stand in", async () => {
  const { a, host } = await reading();
  const worker = start(host, { hurry: 20 });
  const begun = performance.now();
  host.fault = () => new Promise(() => {});
  const event = eventOf("b/", { resulting: "tab", mode: "navigate", destination: "document" });
  is(await (await worker.answer(event, "b/")).text(), page("shell"));
  holds(performance.now() - begun >= 490, "it is waited for");
  is((await worker.releaseOf("tab")).pinned, a.build);
  host.fault = () => new Promise((resolve) => setTimeout(resolve, 700, new Response("slow wiki")));
  const other = eventOf("wiki/", { resulting: "other", mode: "navigate", destination: "document" });
  is(await (await worker.answer(other, "wiki/")).text(), "slow wiki", "another application");
});

test("a slow page of another application is waited for, whose list is not here", async () => {
  const texts = Object.fromEntries(["a", "c", "x", "z"].map((name) => [`${name}/index.html`, post(name)]));
  const host = hostOf(await release(texts, { per: 1 }));
  await start(host).visit("a/", "");
  const worker = start(host, { hurry: 4 });
  host.fault = (path) => (path === "wiki/" ? new Promise((resolve) => setTimeout(resolve, 3200, new Response("slow wiki"))) : undefined);
  const open = async (path) => {
    const event = eventOf(path, { resulting: path, mode: "navigate", destination: "document" });
    return (await worker.answer(event, path)).text();
  };
  is(await open("wiki/"), "slow wiki");
  host.fault = () => new Promise(() => {});
  is(await open("x/"), page("shell"), "a page that may be of this site");
});

test("a saved page is given to the app soon when the network is silent", async () => {
  const { host } = await reading();
  const worker = start(host, { hurry: 20 });
  await document_(worker, "a/", "known");
  const ask = async (path, client) => {
    const response = await worker.answer(eventOf(path, { client }), path);
    return [response.status, await response.text()];
  };
  host.fault = () => new Promise(() => {});
  is(await ask("a/", "known"), [200, post("a", "a.png")]);
  is(await ask("a/", "unknown"), [409, ""], "the app loads it as a document");
});

test("where a redirect leads the app shows no page of another release", async () => {
  const { a, host, worker } = await reading();
  await document_(worker, "a/", "known");
  await start(host).remember("pinned", a.build);
  const redirected = () => Object.defineProperty(new Response(post("bb"), { headers: { "content-type": "text/html" } }), "redirected", { value: true });
  host.fault = (path) => (path === "b" ? redirected() : undefined);
  const ask = async (client, path = "b", destination = "") =>
    (await start(host).answer(eventOf(path, { client, destination }), path)).status;
  is([await ask("known"), await ask("pinned"), await ask("unknown")], [409, 409, 200]);
  host.fault = () => new Response("mine", { headers: { "content-type": "text/plain" } });
  is([await ask("known", "note.txt"), await ask("pinned", "note.txt")], [200, 200], "what is no page");
});

test("an image whose list is not here, or whose release has gone, is of its release or missing", async () => {
  const texts = (word) => ({ "a/index.html": post(word), "m.png": word, "z/index.html": post("z") });
  const host = hostOf(await release(texts("a"), { per: 1 }));
  await start(host).visit("a/", "");
  await document_(start(host), "a/", "known");
  const ask = async (path = "m.png") => {
    const response = await start(host).answer(eventOf(path, { client: "known", destination: "image" }), path);
    return [response.status, await response.text()];
  };
  const old = host.site;
  host.site = await release(texts("b"), { per: 1 });
  host.fault = (path) => (old.files.has(path) && path.startsWith("data/") ? new Response(old.files.get(path)) : undefined);
  is(await ask(), [409, ""], "the host has another one");
  host.site = old;
  is(await ask(), [200, "a"]);
  host.fault = () => undefined;
  for (const word of ["b", "c"]) {
    host.site = await release(texts(word), { per: 1 });
    await start(host).visit("a/", "");
  }
  is(await ask(), [409, ""], "two releases later");
});

test("where there is no room for a list what it names is shown all the same", async () => {
  const host = hostOf(await release({ "a/index.html": post("a"), "m.png": "picture", "z/index.html": post("z") }, { per: 1 }));
  await start(host).visit("a/", "");
  await document_(start(host), "a/", "known");
  const full = start(host, { step: (what) => { if (what.startsWith("put")) throw new DOMException("", "QuotaExceededError"); } });
  const response = await full.answer(eventOf("m.png", { client: "known", destination: "image" }), "m.png");
  is([response.status, await response.text()], [200, "picture"]);
  holds(await inStore(post("a")), "the page that was read stays");
});

test("a film that is not saved is read in parts while the host has the same one", async () => {
  const of = (word) => release({ "a/index.html": post("a"), "film.mp4": `${word} film` }, { per: 100 });
  const host = hostOf(await of("first"));
  await start(host).visit("a/", "");
  host.fault = lost;
  await document_(start(host), "a/", "pinned");
  const part = new Response("film", { status: 206 });
  host.fault = (path) => (path === "film.mp4" ? part.clone() : undefined);
  const ask = async () => {
    const response = await start(host).answer(eventOf("film.mp4", { client: "pinned", destination: "video", headers: { range: "bytes=6-9" } }), "film.mp4");
    return [response.status, await response.text()];
  };
  host.take();
  is(await ask(), [206, "film"]);
  is(host.take(), ["film.mp4", "offprint.json"]);
  host.site = await of("second");
  is(await ask(), [409, ""]);
  host.fault = lost;
  is(await ask(), [504, ""]);
});

test("whoever comes to a site that has moved frees their device, without ever reading a page of it", async () => {
  const { host } = await reading();
  host.fault = () => new Response("gone", { status: 404, headers: { "content-type": "text/html" } });
  for (const path of ["a/", "b/"]) {
    is((await document_(start(host), path))[0], 404);
    const { count } = await start(host).read("away");
    is((await document_(start(host), path))[0], 404);
    is((await start(host).read("away")).count, count, "a visit within the same minute");
    await minutesPass();
  }
  is((await self.caches.keys()).length, 1);
  const worker = start(host);
  is((await document_(worker, "c/"))[0], 404);
  is(await self.caches.keys(), []);
  is(worker.told().slice(-1), [{ type: "removed" }]);
});

test("a page that is missing on a site that is there takes nothing away", async () => {
  const { host } = await reading();
  for (let i = 0; i < 4; i++) {
    is((await document_(start(host), "none/"))[0], 404);
    await minutesPass();
  }
  is(await start(host).read("away"), null);
  holds(await inStore(post("a", "a.png")), "the page is here");
});

test("a document that was there before the worker says itself what it is", async () => {
  const a = await site("a");
  const host = hostOf(a);
  const worker = start(host);
  await worker.visit("a/", "first", await hex(utf8(post("a", "a.png"))));
  await worker.visit("a/", "second", await hex(utf8(post("before"))));
  is((await worker.releaseOf("first")).live, a.build);
  is((await worker.releaseOf("second")).live, "");
});

test("a file with its hash in its name comes from the store without a request", async () => {
  const { host, worker } = await reading();
  host.fault = lost;
  for (const client of ["", "anyone"]) {
    const response = await worker.answer(eventOf(asset, { client }), asset);
    is([await response.text(), response.headers.get("content-type")], ["run()", "text/javascript"]);
  }
  is(host.take(), []);
});

test("what the browser may have itself says nothing of the network", async () => {
  const { host, worker } = await reading();
  const path = `assets/x-${"f".repeat(16)}.css`;
  host.fault = lost;
  await document_(worker, "a/");
  is((await worker.standing("")).offline, true);
  host.fault = () => undefined;
  await worker.answer(eventOf(path), path);
  is((await worker.standing("")).offline, true);
  await document_(worker, "a/");
  is(worker.told().map(({ offline }) => offline), [true, false]);
});

test("a file whose hash is known is not taken from the network with another", async () => {
  const { host, worker } = await reading();
  const path = `assets/x-${"f".repeat(16)}.css`;
  host.fault = () => new Response("not css");
  is((await worker.answer(eventOf(path), path)).status, 409);
  host.fault = lost;
  is((await worker.answer(eventOf(path), path)).status, 504);
  host.fault = () => undefined;
  is(await (await worker.answer(eventOf(path), path)).text(), "css");
});

test("where two releases disagree on a name that looks hashed, each document has its own", async () => {
  const name = `data/x-${"e".repeat(16)}.json`;
  const made = (text) => release({ [name]: text }, { install: [...Object.keys(SHELL), name] });
  const [a, b] = [await made("1"), await made("2")];
  const host = hostOf(a);
  await start(host).visit("", "");
  host.fault = lost;
  await document_(start(host), "", "old");
  host.fault = () => undefined;
  host.site = b;
  await start(host).visit("", "");
  host.fault = lost;
  await document_(start(host), "", "new");
  const ask = async (client) => (await start(host).answer(eventOf(name, { client }), name)).text();
  is([await ask("old"), await ask("new")], ["1", "2"]);
});

test("a worker of a pinned page is of the page's release", async () => {
  const { a, host, worker } = await reading();
  host.fault = lost;
  await document_(worker, "a/", "tab");
  await worker.answer(eventOf(asset, { client: "tab", resulting: "its worker", destination: "worker" }), asset);
  is((await start(host).releaseOf("its worker")).pinned, a.build);
});

test("notes of tabs that are gone are let go, of those that load just now never", async () => {
  const { host } = await reading();
  const worker = start(host);
  for (let i = 0; i < 60; i++) await worker.remember(i === 0 ? "tab" : `client ${i}`, "x");
  const kept = Object.keys(await worker.read("clients"));
  holds(kept.length <= 49 && kept.includes("tab"), "open tabs stay");
  is(kept.slice(-10), Array.from({ length: 10 }, (_, i) => `client ${i + 50}`));
});

test("where the browser's storage fails there is still the network", async () => {
  const { host } = await reading();
  const broken = start(host, { step: (what) => { if (!/fetch|answer/.test(what)) throw new DOMException("", "InvalidStateError"); } });
  is((await document_(broken, "a/"))[1], post("a", "a.png"));
  is(await (await broken.answer(eventOf("a.png", { client: "x" }), "a.png")).text(), "a");
  is(await (await broken.answer(eventOf(asset), asset)).text(), "run()");
});
