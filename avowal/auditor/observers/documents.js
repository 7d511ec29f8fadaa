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
  // What a privacy page says: shown blocks without notes beside the policy and without marks inside links that leave.
  const root = document.querySelector("[data-policy-text]") || main;
  const BLOCKS = "h1,h2,h3,h4,h5,h6,p,li,td,th,dt,dd,blockquote,pre";
  const words = (one) => {
    const copy = one.cloneNode(true);
    for (const mark of copy.querySelectorAll("script,style,[data-policy-note],a[rel~=external] > *")) mark.remove();
    for (const link of copy.querySelectorAll("a[rel~=external]")) link.textContent = link.textContent.trim();
    return clean(copy.textContent);
  };
  const isPolicy = !!meta || /privacy|privacidad/i.test(location.pathname);
  const blocks = !isPolicy ? [] : [...root.querySelectorAll(BLOCKS)].filter((one) => shown(one) && !one.querySelector(BLOCKS)
    && !one.closest("nav,[role=navigation],[data-policy-note]")).slice(0, 4000).map(words).filter(Boolean);
  const REGION = "section[aria-label],section[aria-labelledby],aside,[role=region],[role=note],[role=status],[role=alert]";
  const announcements = [...document.querySelectorAll("time[datetime]")].filter(shown).map((one) => [one, one.closest(REGION)])
    .filter(([, region]) => region).slice(0, 20).map(([one, region]) => ({ date: one.getAttribute("datetime"),
      text: clean(region.innerText).slice(0, 300), hrefs: [...region.querySelectorAll("a[href]")].slice(0, 20).map((link) => link.href) }));
  return {
    announcements, words: { blocks, marked: root !== main, whole: isPolicy ? clean(main.innerText).slice(0, 400000) : "",
      addresses: isPolicy ? [...main.querySelectorAll("address")].filter(shown).map((one) => clean(one.innerText)) : [] },
    title: document.title, language: document.documentElement.lang, policy: !!meta, meta: meta ? meta.content : "",
    times: times.map((one) => [one.getAttribute("datetime") || "", clean(one.textContent)]), updated,
    texts: [...new Set(texts.filter((text) => text.length >= 10))].sort((a, b) => b.length - a.length).slice(0, 12),
    areas: [...document.querySelectorAll("[data-area]")].slice(0, 200).map((one) => one.dataset.area),
  };
}
