// Loads the page again when `offprint serve` shows a newer edition of the site than this page is of.
// A tab that nobody sees holds no connection (a browser has six to a host) and catches up when it is shown.
(() => {
  const mine = new URL(document.currentScript.src).searchParams.get("edition");
  let events = null;
  const listen = () => {
    if (events || document.visibilityState === "hidden") return;
    events = new EventSource("/__offprint/events");
    events.addEventListener("message", ({ data }) => {
      if (data === mine) return;
      stop();
      location.reload();
    });
  };
  const stop = () => {
    events?.close();
    events = null;
  };
  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? stop() : listen()));
  addEventListener("pagehide", stop);
  addEventListener("pageshow", listen);
  listen();
})();
