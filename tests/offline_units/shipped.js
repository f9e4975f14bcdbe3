// The site as it was built, from the server that has it.

/** A host that is the real one. */
const real = { fetch: (...args) => self.fetch(...args), take: () => [] };

test("a site as it was built is read, saved whole, and every byte is right", async () => {
  const worker = start(real);
  is(await worker.visit("posts/the-first-light/", "tab"), "whole");
  const [record] = await worker.releases();
  is(await worker.saveNow({ kind: "site", path: "", title: "" }, true, () => {}), { finished: true });
  const { items, posts } = await worker.status();
  is([items.map(({ state }) => state), posts], [["whole", "whole"], record.release.counts.posts]);
  let files = 0;
  for (const entry of await worker.filesBelow(record, "", false)) {
    if (/^_|\.xml$|^(404\.html|robots\.txt|sw\.js)$/.test(entry.file.path)) continue;
    const answer = await worker.stored(entry.file, new Request("/"));
    is(await hex(await answer.arrayBuffer()), entry.file.sha256, entry.file.path);
    const there = await self.fetch(worker.urlOf(entry.file.path));
    is(await hex(await there.arrayBuffer()), entry.file.sha256, `what the server has of ${entry.file.path}`);
    files++;
  }
  holds(files > 50, "there are files");
  await storeIsSound(real);
  return `${files} files`;
});

test("every page of a site that was saved whole is answered without a network, with all that it names", async () => {
  const worker = start(real);
  await worker.saveNow({ kind: "site", path: "", title: "" }, false, () => {});
  const [record] = await worker.releases();
  const silent = start({ fetch: lost });
  let parts = 0;
  for (const { file } of await worker.filesBelow(record, "", false)) {
    if (!file.path.endsWith(".html") || file.path === "404.html") continue;
    const path = file.path.replace(/(^|\/)index\.html$/, "$1");
    const [status, html, pinned] = await document_(silent, path, file.path);
    is([status, pinned], [200, record.release.build], path);
    const shown = new DOMParser().parseFromString(html, "text/html");
    for (const tag of shown.querySelectorAll("script[src], link[rel=stylesheet], link[rel=icon], img[src]")) {
      const url = new URL(tag.getAttribute("src") ?? tag.getAttribute("href"), `${location.origin}/${encodeURI(path)}`);
      if (url.origin !== location.origin) continue;
      const part = worker.pathOf(url.href);
      const answer = await silent.answer(eventOf(encodeURI(part), { client: file.path }), part);
      is(answer.status, 200, `${part} on ${path}`);
      parts++;
    }
  }
  holds(parts > 100, "pages name parts");
  return `${parts} parts`;
});
