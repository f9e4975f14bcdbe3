// Where a reader stopped in a long post: remembered on the device, and offered when the post is opened again. Nobody
// is taken there unasked.

/** A post that was opened, and how far it was read: the share of the way from the text's first screen to its last,
    and the heading above. The text is of another height in another window, and may be another one next week.
    @typedef {{ path: string, title: string, at: number, id: string, when: number }} ReadingPlace */

/** The post on the screen. Where its reader stopped before is `kept` until they have read on, or are far from where
    they came to it: who only looks at the top of a post has not gone back to its beginning.
    @typedef {{ path: string, title: string, text: Element, start: number, kept: ReadingPlace | undefined }} OpenPost */

const READING = "offprint.reading";
/** Posts remembered at most; the first opened are forgotten. */
const PLACES = 100;
/** A post counts as opened when it was in view for so many milliseconds, or scrolled. */
const OPENED = 3000;
/** A place is measured at most once in so many milliseconds while a reader scrolls. */
const MEASURED = 500;

/** @type {OpenPost | null} */
let openPost = null;
let measuring = 0;
let opening = 0;

/** The posts that were opened, the latest last.
    @returns {ReadingPlace[]} */
function readingPlaces() {
  const sound = (/** @type {any} */ { path, title, at, id, when } = {}) =>
    [path, title, id].every((text) => typeof text === "string") && [at, when].every(Number.isFinite);
  const places = rememberedList(READING).filter((place) => place && sound(place));
  return /** @type {ReadingPlace[]} */ (places);
}

/** A page is on the screen. */
function showReading() {
  clearTimeout(measuring);
  clearTimeout(opening);
  measuring = 0;
  openPost = null;
  withdrawPlace();
  rememberPage();
  showPartsRead();
  const text = document.querySelector("article.post #body");
  const title = document.querySelector("article.post h1")?.textContent;
  if (!text || !title) return;
  const path = pathHere();
  const before = readingPlaces().find((place) => place.path === path);
  // Somewhere else than at its top they were brought by a link, or by the browser's own memory.
  const atTop = scrollY < 100 && !location.hash;
  const kept = atTop && before && before.at > 0 ? before : undefined;
  openPost = { path, title, text, start: scrollY, kept };
  opening = setTimeout(() => document.hidden || notePlace(), OPENED);
  if (kept && isWorthGoing(text, kept)) offerPlace(openPost, kept);
}

/** The installed site opens with the last page that was on the screen, which is none that is missing. */
function rememberPage() {
  const here = location.pathname.slice(given.base.length) + location.search;
  if (document.querySelector("main .missing")) {
    if (remembered("offprint.last") === here) forget("offprint.last");
  } else if (!document.querySelector("[data-saved-page]")) remember("offprint.last", here);
}

// ---- noting ---------------------------------------------------------------------------------------

/** How far a text is read: 0 where its first screen is in view, 1 where its last is.
    @param {Element} text */
function shareRead(text) {
  const { top, bottom, height } = text.getBoundingClientRect();
  if (bottom <= innerHeight + 1) return 1;
  return Math.min(Math.max(-top / Math.max(height - innerHeight, 1), 0), 0.99);
}

/** The headings of a text that a place can be named by.
    @param {Element} text */
const headingsOf = (text) => [...text.querySelectorAll("h2[id], h3[id], h4[id], h5[id], h6[id]")];

/** What is read stands below a heading once that has come to the upper third of the screen. */
const eyeLine = () => innerHeight / 3;

/** Notes how far the open post is read. */
function notePlace() {
  clearTimeout(measuring);
  measuring = 0;
  // A page that has just been replaced has no places any more.
  if (!openPost?.text.isConnected) return;
  const { path, title, text, start, kept } = openPost;
  let at = Math.round(shareRead(text) * 1000) / 1000;
  const above = headingsOf(text).filter((heading) => heading.getBoundingClientRect().top <= eyeLine());
  let id = above.at(-1)?.id ?? "";
  if (kept && at < 1 && Math.abs(scrollY - start) < 2 * innerHeight) {
    ({ at, id } = kept);
  } else if (kept) {
    openPost.kept = undefined;
    withdrawPlace();
  }
  const places = readingPlaces().filter((place) => place.path !== path);
  places.push({ path, title, at, id, when: Date.now() });
  const latest = (/** @type {number} */ count) => JSON.stringify(places.slice(-count));
  // Where there is no room for all there may be for the last of them.
  if (!remember(READING, latest(PLACES))) remember(READING, latest(PLACES / 4));
}

addEventListener("scroll", () => {
  if (openPost && !measuring && Math.abs(scrollY - openPost.start) > 40) measuring = setTimeout(notePlace, MEASURED);
}, { passive: true });

// The last that a page is sure to hear of.
for (const end of ["pagehide", "visibilitychange"]) {
  addEventListener(end, () => measuring && notePlace(), { capture: true });
}

// ---- offering -------------------------------------------------------------------------------------

/** How far the window is scrolled at a place: where it says, if that is below the heading that it names.
    @param {Element} text @param {{ at: number, id: string }} place */
function scrollOf(text, { at, id }) {
  const { top, height } = text.getBoundingClientRect();
  const goal = scrollY + top + at * (height - innerHeight);
  const headings = headingsOf(text);
  const number = headings.findIndex((heading) => heading.id === id);
  if (number < 0) return goal;
  const line = (/** @type {Element | undefined} */ heading) =>
    heading ? scrollY + heading.getBoundingClientRect().top - eyeLine() : Infinity;
  const isBelow = goal >= line(headings[number]) - 1 && goal < line(headings[number + 1]) + 1;
  return isBelow ? goal : line(headings[number]);
}

/** A reader of a post of two screens, or one who has hardly begun or is nearly done, finds the place alone.
    @param {Element} text @param {ReadingPlace} place */
function isWorthGoing(text, place) {
  const { height } = text.getBoundingClientRect();
  return height > 2 * innerHeight && place.at < 0.97 && scrollOf(text, place) > scrollY + innerHeight;
}

/** Says where the reader stopped, below the text and over nothing that moves.
    @param {OpenPost} post @param {ReadingPlace} place */
function offerPlace(post, place) {
  const heading = headingsOf(post.text).find(({ id }) => id === place.id);
  const copy = /** @type {Element | undefined} */ (heading?.cloneNode(true));
  for (const mark of copy?.querySelectorAll(".anchor") ?? []) mark.remove();
  const name = copy?.textContent?.trim();
  const share = `${Math.round(place.at * 100)} %`;
  const offer = element("aside", "resume scripted");
  offer.id = "resume";
  offer.ariaLabel = "Where you stopped";
  const go = button("Continue there", () => {
    withdrawPlace();
    post.kept = undefined;
    scrollTo(/** @type {any} */ ({ top: scrollOf(post.text, place), behavior: "instant" }));
    if (heading instanceof HTMLElement) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
  });
  const dismiss = button("", () => {
    withdrawPlace();
    post.kept = undefined;
    // Where they are now is where they want to be.
    notePlace();
  });
  dismiss.classList.add("resume-close");
  dismiss.ariaLabel = "Dismiss";
  const words = element("p", "", name ? `You stopped at “${name}” (${share}).` : `You stopped at ${share}.`);
  offer.append(words, go, dismiss);
  notices().append(offer);
}

function withdrawPlace() {
  document.querySelector("#resume")?.remove();
}
