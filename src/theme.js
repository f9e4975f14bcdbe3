// What must be known before the first paint; it needs nothing of the app, and works where WebAssembly
// does not. Light or dark: a reader's choice is an attribute on <html>, without one the stylesheet follows
// the system. And whether the address asks for a filter, which the app will apply, or for a search; or is the one
// that an installed site opens with.
//
// It stands after the stylesheet, so that the browser asks for both at once: the parser stops here, and
// a policy in a meta element keeps the preload scanner from looking past it.
(() => {
  const KEY = "offprint.theme";
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");

  // Storage may be forbidden: then a choice lasts as long as its document.
  const stored = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return root.dataset.theme;
    }
  };

  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);

  const label = () => {
    for (const button of document.querySelectorAll("[data-theme-switch]")) {
      button.setAttribute("aria-pressed", String(isDark()));
    }
    for (const meta of document.querySelectorAll("meta[name=theme-color][media]")) {
      // The browser's own bars follow the reader's choice, too.
      const scheme = (meta.dataset.scheme ??= /dark/.test(meta.media) ? "dark" : "light");
      const { theme } = root.dataset;
      meta.media = !theme ? `(prefers-color-scheme: ${scheme})` : theme === scheme ? "all" : "not all";
    }
  };

  const apply = (theme) => {
    if (theme === "light" || theme === "dark") {
      root.dataset.theme = theme;
    } else {
      delete root.dataset.theme;
    }
    label();
  };

  apply(stored());

  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || !event.target.closest("[data-theme-switch]")) return;
    const theme = isDark() ? "light" : "dark";
    try {
      // Back at what the system says there is nothing to remember.
      if ((theme === "dark") === system.matches) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, theme);
    } catch {
      // Said above.
    }
    apply(theme);
  });

  addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) apply(stored());
  });
  // A page kept by the browser may come back after the choice was made elsewhere.
  addEventListener("pageshow", (event) => {
    if (event.persisted) apply(stored());
  });
  system.addEventListener("change", label);
  document.addEventListener("DOMContentLoaded", label);
  // Where the app makes the page itself the button comes later.
  addEventListener("offprint:ready", label);

  // ---- an installed site opens with the page that was shown last ----------------------------------

  const base = document.querySelector("meta[name=offprint-base]")?.content ?? "/";
  if (location.search === "?start=app" && location.pathname === base) {
    let last = new URL(base, location.origin);
    try {
      const kept = localStorage.getItem(`offprint.last${base === "/" ? "" : ` ${base}`}`) ?? "";
      last = new URL(base + kept, location.origin);
    } catch {
      // Nothing is kept, or no address: then it opens with its home.
    }
    const { origin, pathname, href } = last;
    // Whatever was stored, it leads nowhere else than into this site.
    const within = origin === location.origin && pathname.startsWith(base);
    if (within && pathname !== base) {
      // The home page is not to flash up on the way.
      root.hidden = true;
      location.replace(href);
    } else history.replaceState(history.state, "", base);
  }

  // ---- a filter in the address --------------------------------------------------------------------

  const meta = document.querySelector("meta[name=offprint-filters]");
  const filters = (meta?.content.split(" ") ?? []).map((key) => decodeURIComponent(key));
  const isFilter = (key) => filters.includes(key.replace(/(\.any)?(\.(with|without))?$/, ""));
  if ([...new URLSearchParams(location.search).keys()].some(isFilter)) {
    // Until the app takes it away the list that is not meant does not show.
    root.dataset.filter = "pending";
    const giveUp = () => {
      if (!root.dataset.filter) return;
      delete root.dataset.filter;
      // An app that runs goes on, and says itself what comes of it.
      if (root.dataset.app === "running") return;
      const status = document.getElementById("filter-status");
      if (status) status.textContent = "The filter could not be applied: this is the whole list";
    };
    addEventListener("offprint:stopped", giveUp);
    setTimeout(giveUp, 8000);
  }

  // ---- a search in the address --------------------------------------------------------------------

  if (location.search && document.querySelector("meta[name=offprint-search]")) {
    // Until it is answered there is nothing that would have to make room.
    root.dataset.search = "pending";
    const settle = () => delete root.dataset.search;
    addEventListener("offprint:found", settle, { once: true });
    setTimeout(settle, 8000);
  }
})();
