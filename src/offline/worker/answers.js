// Answers to requests: what comes from the network, what from the store, and what is refused.

/** How long a document is waited for when there is a saved one, in milliseconds. */
const LIMIT = 3000;
/** How long any page is waited for when something can be shown in its place. */
const LAST_LIMIT = 10_000;
/** By so many characters a page has said that it is Offprint's. */
const EARLY = 2048;
/** Files without a hash that a live page of any release may have from the newest one: they belong to nothing but
    each other and to files with hashes. */
const OF_ANY = new Set(["offprint.json", "search.bin"]);

/** @param {string} path */
const isPage = (path) => path.endsWith(".html");

/** @param {FetchEvent} event @param {string} path @returns {Promise<Response>} */
async function answer(event, path) {
  const { request, clientId, resultingClientId } = event;
  if (request.mode === "navigate") return navigation(event, path);
  if (request.destination.endsWith("worker") && resultingClientId) {
    // A worker is of the release of the page that starts it.
    const note = (await notes())[clientId];
    if (note) await remember(resultingClientId, note);
  }
  const hashed = HASHED.test(path) ? await constant(path, request) : undefined;
  if (hashed) return hashed.ok ? hashed : ((await otherVersion(path, request)) ?? hashed);
  const { pinned, live } = await releaseOf(clientId);
  // Who asks so wants to know what the host says, and nothing else.
  if (path === "offprint.json" && request.cache === "reload") return fetch(request).catch(() => refusal(504));
  return pinned ? ofRelease(pinned, path, request) : ofNetwork(request, path, clientId, live);
}

/** The request is answered by a page of this application with a status that says why not: 409, the release that
    was asked for is not to be had; 504, nor is the network.
    @param {number} status */
const refusal = (status) => new Response(null, { status });

// ---- documents ------------------------------------------------------------------------------------

/** @param {FetchEvent} event @param {string} path */
async function navigation(event, path) {
  const { request, resultingClientId } = event;
  const file = fileName(path);
  const network = ask(request, file, event.preloadResponse);
  // Without this the browser complains of a preload that nobody waited for.
  event.waitUntil(network);
  const saved = async () => findWhole(await releases(), file, request);
  const other = () => standIn(path, request);
  // Whether it is a page of this site at all, the host may say while it says nothing else.
  const slow = async () => (await saved()) ?? ((await after(LIMIT, isKnown(file, true), true)) && other());
  let outcome = await Promise.race([unlessLate(network, LIMIT, saved), unlessLate(network, LAST_LIMIT - LIMIT, slow)]);
  if (!outcome || outcome.failed) {
    // Another application below the site's path may be in trouble: its errors are its own.
    const foreign = outcome?.response !== undefined && !(await isKnown(file, true));
    const found = (await saved()) ?? (await elsewhere(path, request)) ?? (foreign ? null : await other());
    if (found instanceof Response) return found;
    if (found) {
      await remember(resultingClientId, found.record.release.build);
      return found.response;
    }
    // Nothing is saved. What lacks its end once more is all that the host has.
    const again = () => ask(new Request(request.url, { cache: "reload", redirect: "manual" }), file);
    outcome = await (outcome?.bytes ? again() : network);
  }
  const { response, bytes, own } = outcome;
  if (!response) return nothing(request.url);
  if (bytes) event.waitUntil(see(resultingClientId, file, bytes));
  const { status, type } = response;
  if (status === 404 || status === 410 || type === "opaqueredirect" || own === false) event.waitUntil(look());
  return response;
}

/** What the network says; null when it takes longer than that and there is something to show instead.
    @param {Promise<Outcome>} network @param {number} limit in milliseconds @param {() => Promise<unknown>} find
    @returns {Promise<Outcome | null>} */
const unlessLate = (network, limit, find) =>
  new Promise((resolve) => {
    const late = async () => (await find()) && resolve(null);
    const timer = setTimeout(() => late().catch(() => {}), limit);
    network.finally(() => clearTimeout(timer)).then(resolve);
  });

/** What a promise has given when so many milliseconds are over, or else something other.
    @template T @param {number} milliseconds @param {Promise<T>} promise @param {T} value @returns {Promise<T>} */
async function after(milliseconds, promise, value) {
  promise.then((given) => (value = given)).catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  return value;
}

/** May a release that is here have this file?
    @param {string} file @param {boolean} fetching its list, if need be */
async function isKnown(file, fetching) {
  const records = await releases();
  const all = await Promise.all(records.map((record) => fileOf(record, file, fetching).catch(() => undefined)));
  return all.some((entry) => entry !== null);
}

/** Where an address leads that a host redirects while it is there.
    @param {string} path @param {Request} request */
async function elsewhere(path, request) {
  if (fileName(path) !== path) return undefined;
  for (const file of [`${path}/index.html`, `${path}.html`]) {
    const found = await findWhole(await releases(), file, request);
    if (found) return Response.redirect(urlOf(file) + new URL(request.url).search);
  }
  return undefined;
}

/** What is shown in the place of a page that is not saved: the shell, else the list of what is. Not in a frame, and
    not for what is no page.
    @param {string} path @param {Request} request */
async function standIn(path, request) {
  if (request.destination !== "document" || !/(^|\/)[^/.]*$|\.html$/.test(path)) return null;
  for (const record of await releases()) {
    // What the shell shows is made from the index of its own release.
    const { shell, saved } = record.release.offline;
    const found = (await findWhole([record], shell, request)) ?? (await findWhole([record], saved, request));
    if (found) return found;
  }
  return null;
}

/** Takes down what a live document is, and of which release if that is known.
    @param {string} id @param {string} path @param {ArrayBuffer} bytes */
async function see(id, path, bytes) {
  if (!id) return;
  noteDocument(id, path, await sha256(bytes));
  await recognize(id);
}

/** @param {Response} response */
const isHtml = ({ headers }) => headers.get("content-type")?.startsWith("text/html") ?? false;

/** The outcome of a network that is not waited for any more.
    @type {Outcome} */
const GIVEN_UP = { failed: true };

/** What the network answers. HTML is read to its end first: half a page is none.
    @param {Request} request @param {string} path @param {Promise<Response | undefined>} [preload]
    @returns {Promise<Outcome>} */
async function ask(request, path, preload) {
  try {
    const response = (await preload) ?? (await fetch(request));
    // Files with a hash in their names come from the browser's own cache, network or not.
    if (!HASHED.test(path)) heard(true);
    if (response.status >= 500) return { response, failed: true };
    if (response.status !== 200 || !isHtml(response) || response.redirected) return { response, failed: false };
    const bytes = await response.arrayBuffer();
    const headers = new Headers(response.headers);
    for (const name of OF_THE_WIRE) headers.delete(name);
    const text = new TextDecoder().decode(bytes);
    const own = text.includes('name="offprint-base"');
    const whole = { response: new Response(bytes, { headers }), failed: false, bytes, own };
    // A page of Offprint's own has an end, whatever a host writes after it, and says early that it is one. Other HTML
    // may end as it likes.
    if (text.includes("</html>")) return whole;
    const isCut = own || (text.length < EARLY && (await isAnother(path, bytes)));
    return isCut ? { ...whole, failed: true } : whole;
  } catch {
    // A page that goes away ends its requests itself.
    if (!request.signal.aborted) heard(false);
    return { failed: true };
  }
}

/** Do the releases that are here know this path, and none of them these bytes?
    @param {string} path @param {ArrayBuffer} bytes */
async function isAnother(path, bytes) {
  const sha = await sha256(bytes);
  const all = await Promise.all((await releases()).map((record) => fileOf(record, path, true).catch(() => null)));
  return all.some((entry) => entry) && !all.some((entry) => entry?.file.sha256 === sha);
}

/** Nothing is saved and nothing comes.
    @param {string} href */
function nothing(href) {
  const again = href.replace(/[&"<>]/g, (c) => `&#${c.charCodeAt(0)};`);
  const html = `<!doctype html><html lang="en"><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width"><title>Offline</title>` +
    `<h1>You are offline</h1><p>This page is not saved on this device.</p>` +
    `<p><a href="${again}">Try again</a></p><p><a href="${BASE}">To the start</a></p></html>`;
  const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": "default-src 'none'" };
  return new Response(html, { status: 503, headers });
}

// ---- everything else ------------------------------------------------------------------------------

/** A file whose path carries its hash: the same in all releases. Undefined where two releases disagree.
    @param {string} path @param {Request} request */
async function constant(path, request) {
  const begun = await pending();
  /** @type {Map<string, FileRef>} */
  const known = new Map();
  for (const record of [...(await releases()), ...(begun ? [begun] : [])]) {
    const file = (await fileOf(record, path))?.file;
    if (file) known.set(file.sha256, file);
  }
  if (known.size > 1) return undefined;
  const [file] = known.values();
  return file ? ((await stored(file, request)) ?? verified(file, request)) : named(path, request);
}

/** A picture in another width or format, where the version that the browser chose is not to be had: one of them is
    kept with each page that shows it.
    @param {string} path @param {Request} request */
async function otherVersion(path, request) {
  const [, picture] = VERSION.exec(path) ?? [];
  if (!picture) return undefined;
  for (const record of await releases()) {
    for (const file of listsOf(record, picture)) {
      for (const entry of (await list(file, false))?.values() ?? []) {
        const found = entry.file.path.startsWith(picture) ? await stored(entry.file, request) : undefined;
        if (found) return found;
      }
    }
  }
  return undefined;
}

/** A file of a release that is not known yet, with a hash in its name: the browser keeps it for good, and asks nobody
    again, so it is not given anything else.
    @param {string} path @param {Request} request */
async function named(path, request) {
  const [, name] = HASHED.exec(path) ?? [];
  try {
    let response = await fetch(request);
    // Files of the search index carry a check of their own.
    if (!name || response.status !== 200) return response;
    for (let tries = 0; response.status === 200; tries++) {
      const bytes = await response.arrayBuffer();
      const sha = await sha256(bytes);
      // An author may have named a file so by another hash: then the release says what it is.
      if (sha.startsWith(name) || (tries > 0 && (await isUnnamed(path, sha)))) {
        return await answerWith(path, request, response.headers, bytes);
      }
      if (tries > 0) return refusal(409);
      response = await fetch(request.url, { cache: "reload" });
    }
    return response;
  } catch {
    return refusal(504);
  }
}

/** Does the host's release not name this file, or so?
    @param {string} path @param {string} sha */
async function isUnnamed(path, sha) {
  const now = await hashNow(path);
  return now === sha || now === null || now === "away" || now === "offline";
}

/** The hash that the host's release names for a file now; null where it has no such file, undefined where its list
    is not to be had; "away" or "offline" where there is no release.
    @param {string} path */
async function hashNow(path) {
  const release = await currentRelease("no-cache");
  if (typeof release === "string") return release;
  const entry = await fileOf({ release, at: 0 }, path, true).catch(() => undefined);
  return entry && entry.file.sha256;
}

/** A file from the network, if it is the one that a release names.
    @param {FileRef} file @param {Request} request */
async function verified(file, request) {
  try {
    const { bytes, headers } = await fetchVerified(file);
    return await answerWith(file.path, request, headers, bytes);
  } catch (error) {
    return refusal(codeOf(error) === "corrupt" ? 409 : 504);
  }
}

/** For a document of this release: its own files, wherever they come from, or none.
    @param {string} build @param {string} path @param {Request} request */
async function ofRelease(build, path, request) {
  const record = (await releases()).find(({ release }) => release.build === build);
  if (!record) return refusal(409);
  if (path === "offprint.json") return json(record.release);
  const entry = await fileOf(record, fileName(path), true).catch(() => undefined);
  // A page that lacks a part is no page that is here: the app would take it for one that can be read.
  if (entry && isPage(entry.file.path) && !(await hasParts(record, entry))) return verified(entry.file, request);
  if (entry) return ofFile(entry, request);
  if (entry === undefined || isPage(fileName(path))) return refusal(online ? 409 : 504);
  // Not a file of the release at all: what a host adds. Not a page that the app would show, whatever its address.
  const response = await fetch(request).catch(() => Response.error());
  return response.ok && isHtml(response) && request.destination === "" ? refusal(409) : response;
}

/** A file of a release, wherever it comes from.
    @param {FileEntry} entry @param {Request} request */
async function ofFile({ file }, request) {
  const found = await stored(file, request);
  if (found) return found;
  // A film is asked for in dozens of parts, each of which would take all of it to be verified.
  if (!request.headers.has("range")) return verified(file, request);
  const now = await hashNow(file.path);
  if (now === file.sha256) return fetch(request).catch(() => Response.error());
  return refusal(now === "offline" ? 504 : 409);
}

/** For a document from the network: the network, and where that fails the store, if it fits.
    @param {Request} request @param {string} path @param {string} client
    @param {string} live the document's release, if it is known */
async function ofNetwork(request, path, client, live) {
  const file = fileName(path);
  const all = await releases();
  const fitting = all.filter(({ release }) => release.build === live);
  // What a page shows is its own release's where that is known, or nothing, whatever the host has by now.
  if (live && request.destination !== "" && !isPage(file)) {
    const entry = fitting[0] && (await fileOf(fitting[0], file, true).catch(() => undefined));
    if (entry) return ofFile(entry, request);
    if (entry === undefined) return refusal(online ? 409 : 504);
  }
  const record = live ? fitting[0] : all[0];
  // Of a known release the list may have to come, too: both at once.
  const listed = record && isPage(file) ? fileOf(record, file, live !== "").catch(() => undefined) : undefined;
  const network = ask(request, file);
  const saved = () => findWhole(all, file, request);
  const { response, failed, bytes } = (await (isPage(file) ? unlessLate(network, LIMIT, saved) : network)) ?? GIVEN_UP;
  if (response && !failed) {
    // The app loads the document anew: that is of the host's release then. Likewise where a redirect leads.
    const isDocument = bytes || (isHtml(response) && response.redirected && request.destination === "");
    return !isDocument || (await mayShow(client, live, await listed, bytes)) ? response : refusal(409);
  }
  const records = OF_ANY.has(path) ? [...fitting, ...all] : fitting;
  if (path === "offprint.json" && records[0]) return json(records[0].release);
  const found = await findWhole(records, file, request);
  if (found) return found.response;
  // The page is here, for a document of its own release: the app loads it as one.
  if (isPage(file) && (await saved())) return refusal(409);
  return response && !bytes ? response : refusal(504);
}
