// A service worker that takes Offprint's off every reader's device: it is shipped where reading offline is
// switched off, and by `offprint serve`. It deletes this site's own cache and unregisters itself; open tabs are left
// as they are, and have the network from then on.
{
  const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

  worker.addEventListener("install", (event) => {
    event.waitUntil(worker.skipWaiting());
  });

  worker.addEventListener("activate", (event) => {
    const leave = async () => {
      await caches.delete(`offprint ${SITE.base}`);
      for (const client of await worker.clients.matchAll()) client.postMessage({ type: "removed" });
      await worker.registration.unregister();
    };
    event.waitUntil(leave());
  });
}
