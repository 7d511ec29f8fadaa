// Says of what the policy declares to be kept outside cookies whether it is there; looks at no other key (4.7).
(() => {
  const lies = async (key) =>
    localStorage.getItem(key) !== null || sessionStorage.getItem(key) !== null ||
    (await caches?.has(key)) || ((await indexedDB?.databases?.()) ?? []).some(({ name }) => name === key);
  document.querySelectorAll("[data-storage-key]").forEach(async (told) => {
    told.textContent = (await lies(told.dataset.storageKey)) ? told.dataset.there : told.dataset.notThere;
  });
})();
