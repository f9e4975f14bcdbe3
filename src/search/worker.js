// Stands between the search engine, which is in WebAssembly and knows no network, and the page. The engine says
// which files an answer still wants; they are fetched here, all at once, inflated, and handed to it.
//
// From the page:  { module, glue, base, entry }    once, to begin: what to run, and the bytes of `search.bin`, or
//                                                  null where the page could not have them
//                 { id, search, palette, again }   a question: the newest counts, older ones are not answered any
//                                                  more; `again` gives files that failed another chance
//                 { mark, words, … }               texts in which words are to be found
// To the page:    { ready: true }                  the engine runs
//                 { id, whole, hits, … }           an answer, as good as the files that are there allow
//                 { marks, … }                     where they are
//                 { id, trouble }                  why there will be no better one: "offline", "missing", "damaged",
//                                                  "version", "browser", or "trap": this worker is to be replaced

const ENTRY = "search.bin";
/** Files under way at once before those that nobody waits for any more are given up. */
const AT_ONCE = 12;
/** A file is fetched at most so many times for one question. */
const TIMES = 3;

let engine = null;
let base = "";
/** The latest question, until it is answered in full or has failed. */
let question = null;
/** Files under way by path, with what ends the request. */
const underWay = new Map();
/** Files that did not come, by path, and why. */
const failed = new Map();
/** The question for which it was asked whether there is a newer index. */
let renewed = 0;
/** The entry file that is open, to know a newer one. */
let current = "";
let waiting = false;

class Trouble extends Error {}

onmessage = ({ data }) => {
  if (data.module) {
    begin(data);
    return;
  }
  if (data.mark) {
    const { mark, words, ...rest } = data;
    if (engine) postMessage({ marks: mark.map((text) => engine.marks(text, words)), ...rest });
    return;
  }
  question = { ...data, times: {} };
  for (const [path, why] of failed) if (data.again || why === "offline") failed.delete(path);
  if (engine) answer();
};

async function begin({ module, glue, base: path, entry }) {
  base = path;
  try {
    if (!self.DecompressionStream) throw new Trouble("browser");
    const [exports, bytes] = await Promise.all([import(glue), entry ? inflated(new Response(entry)) : load(ENTRY)]);
    await exports.default({ module_or_path: module });
    open(exports, bytes);
    postMessage({ ready: true });
    if (question) answer();
  } catch (error) {
    fail(error);
  }
}

function open(exports, bytes) {
  exports.open(bytes, base);
  engine = exports;
  current = bytes.join();
}

// ---- answers --------------------------------------------------------------------------------------

/** Says to the latest question what can be said now, and has fetched what is missing. */
function answer() {
  waiting = false;
  if (!question) return;
  const { id, search, palette } = question;
  try {
    // The names and values of the address in, and the parts of the answer out, with \0 between them.
    const parameters = [...new URLSearchParams(search.replaceAll("%00", ""))].flat().join("\0");
    const [count, total, settled, ...rest] = engine.ask(parameters, palette).split("\0");
    const [hits = "", status = "", corrected = "", choices = "", more = "", words = "", ...wants] = rest;
    const reply = { id, settled: settled === "true", count: Number(count), total: Number(total) };
    Object.assign(reply, { hits, status, corrected, choices, more, words });
    // A file that does not come costs what it holds, and no more: counts, or a hit among others.
    const enough = reply.settled && reply.count > 0;
    const lost = bring(wants);
    const whole = lost ? enough : wants.length === 0;
    postMessage({ ...reply, whole });
    if (whole) question = null;
    else if (lost) fail(new Trouble(lost));
  } catch (error) {
    fail(error);
  }
}

/** Answers again when all that has arrived meanwhile is in. */
function answerSoon() {
  if (waiting) return;
  waiting = true;
  setTimeout(() => waiting && answer());
}

/** Has files fetched; why, where none of them will come. */
function bring(wants) {
  if (underWay.size > AT_ONCE) {
    for (const [path, file] of underWay) if (!file.begun && !wants.includes(path)) file.abort.abort();
  }
  for (const path of wants) {
    if (underWay.has(path) || failed.has(path)) continue;
    // What has come and is wanted again would be wanted for ever.
    const times = (question.times[path] ?? 0) + 1;
    question.times[path] = times;
    if (times > TIMES) failed.set(path, "damaged");
    else fetchInto(path);
  }
  // What else is wanted may come yet.
  return wants.every((path) => failed.has(path)) ? failed.get(wants[0]) : undefined;
}

async function fetchInto(path) {
  const file = { abort: new AbortController(), begun: false };
  underWay.set(path, file);
  try {
    const bytes = await load(path, file);
    // A newer index may have taken the place of the one that wanted it.
    if (underWay.get(path) === file) engine.supply(path, bytes);
  } catch (error) {
    if (file.abort.signal.aborted || underWay.get(path) !== file) return;
    if (error instanceof WebAssembly.RuntimeError) return fail(error);
    const trouble = troubleOf(error);
    // Where the file is gone or is another one, there may have been a new release.
    if (trouble === "offline" || !question || !(await renew())) failed.set(path, trouble);
  } finally {
    if (underWay.get(path) === file) underWay.delete(path);
  }
  answerSoon();
}

/** Opens the index of a newer release, if there is one; asks once for each question. */
async function renew() {
  if (renewed === question.id) return false;
  renewed = question.id;
  try {
    const bytes = await load(ENTRY);
    if (bytes.join() === current) return false;
    open(engine, bytes);
    underWay.clear();
    failed.clear();
    return true;
  } catch {
    return false;
  }
}

/** There will be no better answer to the latest question. */
function fail(error) {
  const trouble = error instanceof WebAssembly.RuntimeError ? "trap" : troubleOf(error);
  postMessage({ id: question?.id ?? 0, trouble });
  question = null;
}

/** The engine throws a word for it. */
const troubleOf = (error) =>
  typeof error === "string" ? error : error instanceof Trouble ? error.message : "offline";

// ---- files ----------------------------------------------------------------------------------------

async function load(path, file) {
  const cache = path === ENTRY ? "no-cache" : question?.again ? "reload" : "default";
  const response = await fetch(base + path, { cache, signal: file?.abort.signal });
  if (!response.ok) throw new Trouble("missing");
  if (file) file.begun = true;
  return inflated(response);
}

/** What a gzip stream holds. The browser checks that it is whole. */
async function inflated(response) {
  const compressed = await response.arrayBuffer();
  try {
    const stream = new Response(compressed).body.pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    throw new Trouble("damaged");
  }
}
