() => {
  const clean = (text) => (text || "").replace(/\s+/g, " ").trim();
  const shown = (one) => !!(one.offsetParent || one.getClientRects().length);
  const main = document.querySelector("main, [role=main]") || document.body;
  const meta = document.querySelector('meta[name="avowal:policy-updated"]');
  const marked = [...document.querySelectorAll("[data-policy-updated] time, time[data-policy-updated], .policy-updated time")];
  const times = (marked.length ? marked : [...main.querySelectorAll("time[datetime]")]).filter(shown);
  const CHANGED = new RegExp(["updat", "revis", "effective", "last chang", "actualiz", "vigen", "modific", "更新", "수정",
    "թարմ", "обновл", "na-update", "cập nhật", "به‌روز", "تحديث"].join("|"), "i");
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const texts = [];
  for (let node = walker.nextNode(); node && texts.length < 400; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent && !parent.closest("script,style,noscript") && shown(parent)) texts.push(clean(node.nodeValue));
  }
  const updated = [...main.querySelectorAll("p, li, dd, span, div, small, time")].map((one) => clean(one.innerText))
    .filter((text) => text.length < 160 && CHANGED.test(text));
  return {
    title: document.title, language: document.documentElement.lang, policy: !!meta, meta: meta ? meta.content : "",
    times: times.map((one) => [one.getAttribute("datetime") || "", clean(one.textContent)]), updated,
    texts: [...new Set(texts.filter((text) => text.length >= 10))].sort((a, b) => b.length - a.length).slice(0, 12),
    forms: [...document.forms].map((form) => ({ action: form.action && form.action.baseVal === undefined && typeof form.action === "string"
      ? form.action : form.getAttribute("action") || location.href, method: form.method,
      fields: [...form.elements].map((one) => one.name).filter(Boolean) })),
  };
}
