// Documents: from the network, from the store, and what stands in for them.

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

test("offline an address without its slash leads to the page as the host would", async () => {
  const { host, worker } = await reading();
  host.fault = lost;
  const response = await worker.answer(eventOf("a?x=1", { resulting: "new", mode: "navigate", destination: "document" }), "a");
  is([response.status, response.headers.get("location")], [302, `${location.origin}/a/?x=1`]);
  is((await document_(worker, "c", "other"))[1], page("shell"));
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
