// Addresses, files and their order.

test("an address is the site's own or none", async () => {
  const { pathOf } = start(hostOf(await release({})));
  const { origin } = location;
  is(pathOf(`${origin}/posts/%C3%B6resund/?q=1#part`), "posts/öresund/");
  is(pathOf(`${origin}/`), "");
  is(pathOf("https://example.org/posts/"), null);
  is(pathOf(`${origin}/%E0%A4%A`), null);
});

test("a site below a path leaves its neighbours alone", async () => {
  const script = SCRIPT;
  try {
    SCRIPT = script.replace(/^const SITE = .*$/m, 'const SITE = { base: "/blog/", visited: 10000000 };');
    const worker = start(hostOf(await release({})));
    is(worker.pathOf(`${location.origin}/blog/a/`), "a/");
    for (const path of ["/", "/blog", "/shop/", "/blogger/a/"]) is(worker.pathOf(location.origin + path), null, path);
    is(worker.urlOf("a/index.html"), "/blog/a/");
    await worker.write("away", 1);
    await self.caches.open("offprint /");
    await worker.leave();
    is(await self.caches.keys(), ["offprint /"]);
  } finally {
    SCRIPT = script;
  }
});

test("a file's URL is the one that pages write", async () => {
  const { urlOf } = start(hostOf(await release({})));
  is(urlOf("index.html"), "/");
  is(urlOf("posts/öresund/index.html"), "/posts/%C3%B6resund/");
  is(urlOf("archive/2020/wall.html"), "/archive/2020/wall.html");
  is(urlOf("myindex.html"), "/myindex.html");
  is(urlOf("a b/it's (1)+&@.png"), "/a%20b/it%27s%20%281%29%2B%26%40.png");
});

test("the lists are read in the order of UTF-8, not of JavaScript", async () => {
  const { isAfter } = start(hostOf(await release({})));
  const texts = ["", "a", "ab", "b", "é", "\u{d7ff}", "\u{e000}", "\u{ffee}", "\u{10000}", "\u{1f600}", "a\u{1f600}", "a\u{ffee}"];
  for (const a of texts) {
    for (const b of texts) {
      const [x, y] = [a, b].map((text) => Array.from(utf8(text), (byte) => byte.toString(16).padStart(2, "0")).join(""));
      is(isAfter(a, b), x > y, `${x} after ${y}`);
    }
  }
});

test("every file is found in its list, and no other", async () => {
  const texts = Object.fromEntries(["a", "b", "\u{ffee}", "\u{1f600}", "z", "é", "posts/a", "posts/ab"].map((name) => [`${name}/index.html`, name]));
  for (const per of [1, 2, 5, 100]) {
    const host = hostOf(await release(texts, { per }));
    const worker = start(host);
    const record = { release: host.site.json, at: 0 };
    is(await worker.fileOf(record, "a/index.html"), undefined, "a file of a list that is not here");
    for (const { file } of host.site.entries) {
      is((await worker.fileOf(record, file.path, true)).file, file);
    }
    for (const path of ["", "A", "a", "a/", "posts/aa/index.html", "zz", "\u{10ffff}"]) is(await worker.fileOf(record, path, true), null, path);
    is((await worker.filesBelow(record, "posts/a", true)).length, 2, "files below");
    is((await worker.filesBelow(record, "", true)).length, host.site.entries.length, "all files");
  }
});
