// The dialog in which a reader decides on something to save: its size first, then how it goes on.

/** What the dialog is open about: the id of it.
    @type {string | null} */
let dialogOf = null;
/** @type {What} */
let inDialog;
/** The page that it stands over: the app tells of one more than once. */
let dialogAt = "";

const UNKNOWN = "There is no connection: how large it is cannot be looked up now.";

/** @returns {HTMLDialogElement} */
function saveDialog() {
  const open = document.querySelector("#save-dialog");
  if (open instanceof HTMLDialogElement) return open;
  const dialog = document.createElement("dialog");
  dialog.id = "save-dialog";
  dialog.className = "save-dialog scripted";
  dialog.setAttribute("aria-labelledby", "save-title");
  dialog.addEventListener("close", () => (dialogOf = null));
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog) dialog.close();
  });
  document.body.append(dialog);
  return dialog;
}

function closeDialog() {
  // The event that tells of it comes later.
  dialogOf = null;
  if (document.querySelector("#save-dialog[open]")) saveDialog().close();
}

/** Fills the dialog.
    @param {Node[]} parts @param {HTMLButtonElement[]} ways */
function fillDialog(parts, ...ways) {
  const row = element("div", "ways");
  row.append(...ways);
  const title = element("h2");
  title.id = "save-title";
  // What it is for is plain to see, and to be said to who only hears the title.
  if (dialogOf) title.append(element("span", "visually-hidden", "Save: "));
  title.append(inDialog.title ?? "");
  const box = element("div", "save-box");
  box.append(title, ...parts, row);
  const dialog = saveDialog();
  dialog.replaceChildren(box);
  dialogAt = pathHere();
  if (!dialog.open) dialog.showModal();
  (ways.find((way) => way.classList.contains("first")) ?? ways[0])?.focus();
}

const closeButton = (words = "Close") => button(words, closeDialog);

/** Opens the dialog about something.
    @param {What} what */
async function openSaving(what) {
  inDialog = what;
  const id = (dialogOf = idOf(what));
  const item = library?.items.find((item) => item.id === id);
  if (underWay.has(id) || item) return showDialog(id);
  if (keepsNothing()) {
    const allow = first(button("Keep pages on this device", async () => {
      await setKeeping(true);
      openSaving(what);
    }));
    return fillDialog([element("p", "", "You chose that nothing is kept on this device.")], allow, closeButton());
  }
  fillDialog([said("Looking up how large it is …")], closeButton("Cancel"));
  const plan = await planOf(what);
  if (dialogOf !== id) return;
  if ("error" in plan) {
    const words = plan.error === "offline" ? UNKNOWN : troubleOf(plan.error);
    return fillDialog([said(words)], closeButton());
  }
  offerSaving(what, plan);
}

/** @param {What} what @returns {Promise<SavingPlan | { error: string }>} */
async function planOf(what) {
  if (!(await worker())) return { error: "none" };
  const answer = await ask({ type: "plan", what });
  return /** @type {SavingPlan | { error: string }} */ (/** @type {unknown} */ (answer));
}

/** Says what it costs, and saves it if that is wanted.
    @param {What} what @param {SavingPlan} plan */
function offerSaving(what, plan) {
  const posts = what.kind === "post" ? "" : `${counted(plan.posts, "post", "posts")}, `;
  const searching = plan.search?.bytes ?? 0;
  const rest = plan.bytes ? `${bytesOf(plan.bytes)} of it is not here yet` : "all of it is here already";
  const part = plan.bytes < plan.total ? `; ${rest}` : "";
  const parts = [element("p", "save-size", `${posts}${bytesOf(plan.total)}${part}.`)];
  const box = document.createElement("input");
  box.type = "checkbox";
  box.id = "save-search";
  box.checked = searching > 0;
  if (searching) {
    const option = element("label", "save-option");
    const them = plan.posts === 1 ? "it" : "them";
    option.append(box, `${bytesOf(searching)} more, to search ${them} offline`);
    parts.push(option);
  }
  const go = first(button("Save", () => {
    // The browser may ask the reader; whatever comes of it, saving goes on.
    navigator.storage?.persist?.().catch(() => {});
    save(what, box.checked);
  }));
  fillDialog(parts, go, closeButton("Cancel"));
}

/** Shows how it stands with what the dialog is open about.
    @param {string} id */
function showDialog(id) {
  const dialog = saveDialog();
  const saving = underWay.get(id);
  const bar = dialog.querySelector("progress");
  if (saving && dialog.open && bar) return fillBar(bar, saving);
  if (saving) {
    const bar = document.createElement("progress");
    const words = element("p", "count");
    bar.id = "save-progress";
    bar.ariaLabel = "Saving";
    const pause = button("Pause", () => {
      pause.disabled = true;
      pauseSaving(id);
    });
    fillDialog([bar, words], pause, first(closeButton("Go on reading")));
    return fillBar(bar, saving);
  }
  const item = library?.items.find((item) => item.id === id);
  if (!item) {
    const trouble = savingTrouble.get(id);
    const words = trouble ? troubleOf(trouble) : "Nothing of it is on this device any more.";
    return fillDialog([said(words)], closeButton());
  }
  const size = bytesOf(item.bytes);
  const remove = button("Remove", () => removeSaved(id));
  if (item.state === "whole") {
    return fillDialog([said(`Saved for offline: ${size}.`)], first(closeButton()), remove);
  }
  const here = element("p", "count", `${size} of ${bytesOf(item.total)} are here.`);
  const resume = first(button("Resume", () => save(inDialog, wantsSearch())));
  return fillDialog([said(whyStopped(item) || "Saved in part."), here], resume, remove, closeButton());
}

/** @param {HTMLProgressElement} bar @param {Saving} saving */
function fillBar(bar, { done, total }) {
  if (!total) return;
  bar.max = total;
  bar.value = done;
  const words = bar.nextElementSibling;
  if (words) words.textContent = `${bytesOf(done)} of ${bytesOf(total)}`;
}

/** Asks once more before everything goes.
    @param {Library} library @param {() => unknown} remove */
function confirmRemoval({ bytes }, remove) {
  inDialog = { kind: "site", title: "Keep nothing on this device" };
  dialogOf = null;
  const go = button("Remove all", () => {
    closeDialog();
    remove();
  });
  const words = element("p", "", `What you saved goes from this device: ${bytesOf(bytes)}.`);
  fillDialog([words], first(closeButton("Cancel")), go);
}

/** A line that is read out when it comes.
    @param {string} words */
function said(words) {
  const line = element("p", "", words);
  line.setAttribute("role", "status");
  return line;
}

/** What Enter means.
    @param {HTMLButtonElement} button */
function first(button) {
  button.classList.add("first");
  return button;
}
