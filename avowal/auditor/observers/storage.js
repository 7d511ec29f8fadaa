async () => {
  // What this frame's origin keeps: where, key, and the value as text (compared by the audit, never kept).
  const found = [], LONGEST = 4096, MOST = 60;
  const text = (value) => { try { return typeof value === "string" ? value : JSON.stringify(value) || ""; } catch { return ""; } };
  const add = (where, key, value) => { if (found.length < 400) found.push([where, String(key), text(value).slice(0, LONGEST)]); };
  const within = (promise) => Promise.race([promise, new Promise((answer) => setTimeout(() => answer(null), 700))]);
  const safely = async (look) => { try { await within(look()); } catch { /* not offered here */ } };
  const done = (request) => new Promise((answer) => { request.onsuccess = () => answer(request.result); request.onerror = () => answer(null);
    request.onblocked = () => answer(null); });
  for (const [where, area] of [["local", "localStorage"], ["session", "sessionStorage"]])
    await safely(async () => { for (const key of Object.getOwnPropertyNames(window[area])) add(where, key, window[area].getItem(key)); });
  await safely(async () => {
    for (const one of await indexedDB.databases()) {
      add("indexed", one.name, "");
      const database = await done(indexedDB.open(one.name));
      if (!database) continue;
      for (const store of database.objectStoreNames) {
        const open = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([done(open.getAllKeys(null, MOST)), done(open.getAll(null, MOST))]);
        (keys || []).forEach((key, at) => add("indexed", `${one.name}/${store}/${text(key)}`, values[at]));
      }
      database.close();
    }
  });
  await safely(async () => {
    for (const name of await caches.keys()) {
      add("cache", name, "");
      for (const request of (await (await caches.open(name)).keys()).slice(0, MOST)) add("cache", `${name} ${request.url}`, request.url);
    }
  });
  await safely(async () => {
    const walk = async (directory, path) => {
      for await (const [name, one] of directory.entries()) {
        if (one.kind === "directory") await walk(one, `${path}${name}/`);
        else add("opfs", path + name, await (await one.getFile()).slice(0, LONGEST).text());
      }
    };
    await walk(await navigator.storage.getDirectory(), "");
  });
  await safely(async () => {
    for (const one of await navigator.serviceWorker.getRegistrations())
      add("service_worker", one.scope, (one.active || one.waiting || one.installing || {}).scriptURL || "");
  });
  return [location.origin, found];
}
