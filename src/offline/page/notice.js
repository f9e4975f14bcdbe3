// Tells a reader quietly that there is a newer release than the one on the screen. Nothing is ever reloaded
// without the reader.

/** The release that this page is of, once that is known. */
let started = "";
/** How many posts it has, if that is known. */
let startedPosts = -1;
/** @type {ReleaseNote | null} The newest that is on this device, whole. */
let newest = null;
/** The release that the reader does not want to hear of. */
let dismissed = "";
/** What stands on the screen stands in for the page of this address, which can be had now. */
let canBeHad = false;
/** Releases with a file that is not what they say it is: told once each. */
const told = new Set();

/** The place at the bottom of the window for what is said there; it takes no room in the page. */
function notices() {
  const found = document.querySelector(".notices");
  if (found) return found;
  const place = document.createElement("div");
  place.className = "notices";
  // Screen readers hear of what comes into an element that they know.
  place.innerHTML = '<div id="network" role="status"></div><div id="notice" role="status"></div>';
  document.body.append(place);
  return place;
}

/**
 * Takes in what the worker says of the releases.
 * @param {Answer} answer
 */
function learn(answer) {
  if (!started && answer.started) {
    started = answer.started;
    startedPosts = answer.startedPosts ?? -1;
  }
  if (answer.release) newest = answer.release;
  if (startedPosts < 0 && newest?.build === started) startedPosts = newest?.posts ?? -1;
  showNotice();
}

/** What there is to tell, and the word for what the reader can do about it. */
function whatToTell() {
  if (canBeHad) return ["You are online again", "load the page"];
  if (!started || !newest || newest.build === started || newest.build === dismissed) return null;
  const more = startedPosts >= 0 && newest.posts > startedPosts;
  return [more ? "New posts" : "This site has changed", "reload"];
}

/** Shows the notice, or takes it away: what cannot be loaded now is nothing to speak of. */
function showNotice() {
  const place = notices().querySelector("#notice");
  if (!place) return;
  const news = offlineNow() ? null : whatToTell();
  if (!news) {
    // Whoever has the focus on it goes on in the page.
    const focused = place.contains(document.activeElement);
    place.replaceChildren();
    if (focused) document.getElementById("main")?.focus({ preventScroll: true });
    return;
  }
  const [message, way] = news;
  if (place.textContent?.startsWith(message)) return;
  place.innerHTML =
    `<p>${message}: <button type="button" id="notice-reload">${way}</button></p>` +
    '<button type="button" id="notice-dismiss" aria-label="Dismiss"></button>';
}

function dismissNotice() {
  if (canBeHad) canBeHad = false;
  else dismissed = newest?.build ?? "";
  showNotice();
}

/**
 * A release that is damaged is for who runs the site, not for readers: they go on with the one they have.
 * @param {Answer} message
 */
function warnOfDamage({ build, path }) {
  if (told.has(build)) return;
  told.add(build);
  console.warn(`Offprint: release ${build} is not used, since ${path} is not the file that it names`);
}
