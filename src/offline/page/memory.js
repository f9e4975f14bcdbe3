// What this site remembers on the reader's device. Storage may be forbidden, full or damaged: then nothing is
// remembered, and nothing else is lost.

/** Sites below paths of one host share its storage, so a key names the path; that of a site at the root does not.
    @param {string} name */
const keyOf = (name) => (given.base === "/" ? name : `${name} ${given.base}`);

/** What is remembered under a name.
    @param {string} name @returns {string | null} */
function remembered(name) {
  try {
    return localStorage.getItem(keyOf(name));
  } catch {
    return null;
  }
}

/** Remembers a text; false where that is forbidden or there is no room.
    @param {string} name @param {string} value @returns {boolean} */
function remember(name, value) {
  try {
    localStorage.setItem(keyOf(name), value);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} name */
function forget(name) {
  try {
    localStorage.removeItem(keyOf(name));
  } catch {
    // There is nothing to forget.
  }
}

/** The items of a list that is remembered as JSON; none where it is missing, damaged or no list.
    @param {string} name @returns {unknown[]} */
function rememberedList(name) {
  try {
    const list = JSON.parse(remembered(name) ?? "[]");
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}

/** The reader's own switch on the page of saved things: nothing is kept on this device. */
const keepsNothing = () => remembered("offprint.offline") === "no";
