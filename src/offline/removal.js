// A service worker that takes Offprint's off every reader's device: it is shipped where reading offline is
// switched off, and by `offprint serve`. It deletes this site's own cache and unregisters itself; open tabs are left
// as they are, and have the network from then on.
{
  const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

  worker.addEventListener("install", (event) => {
    event.waitUntil(worker.skipWaiting());
  });

  worker.addEventListener("activate", (event) => {
    const name = `offprint ${SITE.base}`;
    const leave = async () => {
      try {
        await caches.delete(name);
      } finally {
        await worker.registration.unregister();
      }
      for (const client of await worker.clients.matchAll()) client.postMessage({ type: "removed" });
      // What the worker before may still be at would bring it back: its lock is let go when that has ended.
      await navigator.locks.request(`${name} work`, () => caches.delete(name));
    };
    event.waitUntil(leave());
  });
}
