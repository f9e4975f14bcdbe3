// Offprint's service worker. ARCHITECTURE.md, "How reading offline works", says what it promises; the files of
// this folder are one script, joined in the order of their names. Only worker.js does anything at load.
//
// Here: how an address, a file of the release and a key of the store belong together.

/** The version of `offprint.json` and of the file lists that this worker reads. */
const SCHEMA = 3;
const BASE = new URL(SITE.base, location.origin).pathname;
/** The site's own cache: several sites may lie on one origin. */
const NAME = `offprint ${SITE.base}`;
/** Where the keys of the store begin; the number is the store's format. */
const ROOT = `${location.origin}${BASE}.offprint/1/`;
/** Paths that carry a hash never mean anything else: the beginning of the content's SHA-256, or that of a file of
    the search index before it was compressed. */
const HASHED = /^(?:assets|data)\/.*[-.]([0-9a-f]{16})\.\w+$|^data\/search\/.*[-.][0-9a-f]{10}\.bin$/;

/** Versions of a picture begin alike: with its name and the hash of what they were made of. */
const VERSION = /^(assets\/variants\/.+-[0-9a-f]{8}-)\d+\.[0-9a-f]{16}\.\w+$/;

/** The path inside the site that a URL names, without percent-encoding; null outside the site.
    @param {string} href */
function pathOf(href) {
  const url = new URL(href);
  if (url.origin !== location.origin || !url.pathname.startsWith(BASE)) return null;
  try {
    return decodeURIComponent(url.pathname.slice(BASE.length));
  } catch {
    return null;
  }
}

/** The file that a path means.
    @param {string} path */
const fileName = (path) => (path === "" || path.endsWith("/") ? `${path}index.html` : path);

/** The URL of a file, encoded as the site's pages encode it, so that both share what the browser caches.
    @param {string} file */
function urlOf(file) {
  const encoded = encodeURIComponent(file).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return BASE + encoded.replaceAll("%2F", "/").replace(/(^|\/)index\.html$/, "$1");
}

/** Does a text come after another in the order of the file lists, that of UTF-8?
    @param {string} a @param {string} b */
function isAfter(a, b) {
  if (!/[\ud800-\udfff]/.test(a + b)) return a > b;
  const [x, y] = [a, b].map((text) => Array.from(text, (c) => c.codePointAt(0) ?? 0));
  const i = x.findIndex((point, place) => point !== y[place]);
  return i >= 0 && !(x[i] < y[i]);
}
