// A stored file as an answer.

/** Content types that a browser insists on. Files of one content share a blob, whatever they are called. */
const TYPES = { html: "text/html; charset=utf-8", js: "text/javascript", css: "text/css", json: "application/json",
  svg: "image/svg+xml", wasm: "application/wasm" };

/** The stored copy of a file as the answer to a request, or undefined.
    @param {FileRef} file @param {Request} request */
async function stored({ path, sha256 }, request) {
  const found = await blob(sha256);
  return found && answerWith(path, request, found.headers, found);
}

/** @param {string} path @param {Request} request @param {Headers} told @param {Response | ArrayBuffer} body */
async function answerWith(path, request, told, body) {
  const headers = new Headers(told);
  for (const name of OF_THE_WIRE) headers.delete(name);
  const extension = path.slice(path.lastIndexOf(".") + 1);
  const type = TYPES[/** @type {keyof typeof TYPES} */ (extension)];
  const [essence] = (headers.get("content-type") ?? "").split(";");
  const fits = type?.startsWith(essence || "-") || (extension === "js" && essence.endsWith("javascript"));
  if (type && !fits) headers.set("content-type", type);
  // Media are read in ranges, and some browsers take nothing else than a 206 for one.
  const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get("range") ?? "");
  if (!range || !(range[1] || range[2])) {
    return new Response(body instanceof Response ? body.body : body, { headers });
  }
  // A blob need not be read to be cut: a film asks for dozens of ranges.
  const whole = body instanceof Response ? await body.blob() : new Blob([body]);
  const { size } = whole;
  const start = range[1] ? Number(range[1]) : Math.max(0, size - Number(range[2]));
  const end = range[1] && range[2] ? Math.min(Number(range[2]), size - 1) : size - 1;
  if (start > end) return new Response(null, { status: 416, headers: { "content-range": `bytes */${size}` } });
  headers.set("content-range", `bytes ${start}-${end}/${size}`);
  return new Response(whole.slice(start, end + 1), { status: 206, headers });
}
