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

/** Shows the notice, or takes it away: a release that cannot be loaded now is none to speak of. */
function showNotice() {
  const place = notices().querySelector("#notice");
  if (!place) return;
  const newer = started && newest && newest.build !== started && newest.build !== dismissed;
  if (!newer || offlineNow()) {
    // Whoever has the focus on it goes on in the page.
    const focused = place.contains(document.activeElement);
    place.replaceChildren();
    if (focused) document.getElementById("main")?.focus({ preventScroll: true });
    return;
  }
  const message = startedPosts >= 0 && newest && newest.posts > startedPosts ? "New posts" : "This site has changed";
  if (place.textContent?.startsWith(message)) return;
  place.innerHTML =
    '<p><span></span>: <button type="button" id="notice-reload">reload</button></p>' +
    '<button type="button" id="notice-dismiss" aria-label="Dismiss"></button>';
  const [words] = place.getElementsByTagName("span");
  if (words) words.textContent = message;
}

function dismissNotice() {
  dismissed = newest?.build ?? "";
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
