// Answers to what documents ask for.

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
