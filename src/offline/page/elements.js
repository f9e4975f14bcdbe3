// Elements that the page's part makes, and how it writes numbers. Text is only ever set as text.

/** @param {string} name @param {string} classes @param {string} text @returns {HTMLElement} */
function element(name, classes = "", text = "") {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  if (text) made.textContent = text;
  return made;
}

/** @param {string} words @param {() => unknown} press @returns {HTMLButtonElement} */
function button(words, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.textContent = words;
  made.addEventListener("click", press);
  return made;
}

/** A link to an address below the site's base.
    @param {string} path @param {string} title */
function linkTo(path, title) {
  const made = document.createElement("a");
  // A title or a name may hold signs that mean something in a URL.
  made.href = given.base + path.split("/").map(encodeURIComponent).join("/");
  made.textContent = title || path || "Home";
  return made;
}

/** "1 post", "21 posts".
    @param {number} number @param {string} one @param {string} many */
const counted = (number, one, many) => `${number} ${number === 1 ? one : many}`;

/** "840 bytes", "45 kB", "2.3 MB".
    @param {number} bytes */
function bytesOf(bytes) {
  if (bytes < 1000) return counted(bytes, "byte", "bytes");
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} kB`;
  if (bytes < 999_950_000) return `${(bytes / 1e6).toFixed(1)} MB`;
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

/** A day as it stands in a release: without a zone, so that it is the same day for everybody.
    @param {string} iso */
function dayOf(iso) {
  const language = document.documentElement.lang || undefined;
  const day = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return "";
  return new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(day);
}
