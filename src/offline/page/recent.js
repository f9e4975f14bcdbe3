// What was read, as far as this device remembers it: listed, counted, and forgotten with one button.

/** Posts in the list of those read last. */
const RECENT = 12;

/** Addresses of the posts that were read to their end, which the app notes.
    @returns {Set<unknown>} */
const readToTheEnd = () => new Set(rememberedList("offprint.read"));

/** Lists the posts that were read last, the latest first. */
function showRecent() {
  const list = document.querySelector("#saved-recent");
  if (!list) return;
  const read = readToTheEnd();
  const rows = readingPlaces().slice(-RECENT).reverse().map(({ path, title, at }) => {
    const row = element("li");
    const share = Math.round(at * 100);
    const note = at === 1 || read.has(path) ? "read" : share ? `${share} %` : "";
    row.append(linkTo(path, title), element("span", "count", note));
    return row;
  });
  list.replaceChildren(...rows);
  showSectionOf(list, rows.length > 0);
}

/** Says of a series that stands whole on the page how many of its parts are read. */
function showPartsRead() {
  document.querySelector(".parts-read")?.remove();
  const parts = [...document.querySelectorAll(".posts.numbered [data-read-url]")];
  const facts = document.querySelector(".page-head .facts");
  if (parts.length < 2 || !facts || document.querySelector("main .pages")) return;
  const read = readToTheEnd();
  const count = parts.filter((part) => read.has(part.getAttribute("data-read-url"))).length;
  if (count) facts.append(element("span", "parts-read", ` · ${count} of ${parts.length} parts read`));
}

/** Forgets what was read, where reading stopped and what was searched for; what is saved stays, and so does the
    choice of light or dark. */
async function forgetReading() {
  for (const name of ["offprint.read", "offprint.reading", "offprint.searches", "offprint.last"]) forget(name);
  openPost = null;
  withdrawPlace();
  for (const marked of document.querySelectorAll("[data-read-url].read")) {
    marked.classList.remove("read");
    for (const note of marked.querySelectorAll("a > .visually-hidden")) {
      if (note.textContent === ", read") note.remove();
    }
  }
  showPartsRead();
  showRecent();
  // The pages that were kept unasked tell what was read, too.
  await ask({ type: "remove", id: "visited" });
}
