// Between the pages of the console and the net. Files are kept, since they never change under
// their address; pages never are, since they tell about people. Without a net a page without data is shown.
"use strict";
const STORE = `anjia-${FILES.join("|")}`;
addEventListener("install", (e) => {
  e.waitUntil((async () => {
    const cache = await caches.open(STORE);
    const shell = await fetch(SHELL, { credentials: "omit" });
    if (shell.ok) await cache.put(SHELL, shell);
    await cache.addAll(FILES);
    await self.skipWaiting();
  })());
});
addEventListener("activate", (e) => {
  e.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith("anjia-") && name !== STORE) await caches.delete(name);
    await self.clients.claim();
  })());
});
addEventListener("fetch", (e) => {
  const url = new URL(e.request.url);
  if (e.request.method !== "GET" || url.origin !== location.origin) return;
  if (FILES.includes(url.pathname)) {
    e.respondWith(caches.match(url.pathname).then((kept) => kept || fetch(e.request)));
    return;
  }
  if (e.request.mode !== "navigate") return;
  e.respondWith(fetch(e.request).catch(async () => (await caches.match(SHELL)) || Response.error()));
});
