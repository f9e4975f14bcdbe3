// The events. Nothing is fetched when the worker is installed: what it keeps is asked for by the page, once the page
// has been read.

worker.addEventListener("install", (event) => {
  event.waitUntil(worker.skipWaiting());
});

worker.addEventListener("activate", (event) => {
  // A navigation's request then goes out while the worker starts. Not in Firefox: it cancels the whole event when
  // `preloadResponse` fails, whatever the answer is, and unregisters the worker after three times
  // (https://github.com/GoogleChrome/workbox/issues/3134). Only its name ends in "Gecko/" and a number.
  const preload = /Gecko\/\d/.test(navigator.userAgent) ? "disable" : "enable";
  event.waitUntil(Promise.all([worker.clients.claim(), worker.registration.navigationPreload?.[preload]()]));
});

worker.addEventListener("message", (event) => {
  event.waitUntil(reply(event));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = request.method === "GET" ? pathOf(request.url) : null;
  // The rest is the browser's: other origins, other sites of this one, the worker itself.
  if (path === null || path === "sw.js" || path.startsWith(".offprint/")) return;
  // The browser's tools ask so; `fetch` would refuse.
  if (request.cache === "only-if-cached" && request.mode !== "same-origin") return;
  // Should the browser's storage fail there is still the network.
  event.respondWith(answer(event, path).catch(() => fetch(request)));
});
