() => {
  // Others' content in the page, and places that are kept for it until the visitor asks.
  const clean = (text) => (text || "").replace(/\s+/g, " ").trim();
  const whole = (address) => { try { return address ? new URL(address, document.baseURI).href : ""; } catch { return ""; } };
  const MAP = /(^|[./-])maps?([./-]|$)|openstreetmap|leaflet|mapbox/i;
  const kinds = { iframe: "frame", frame: "frame", video: "video", audio: "audio", object: "object", embed: "object" };
  const LATER = ["data-src", "data-url", "data-embed", "data-embed-url", "data-video", "data-iframe", "data-href", "data-lazy-src", "data-source"];
  const around = (one) => one.closest("figure, aside, article, [data-embed], .embed, .video, .map") || one.parentElement || one;
  const found = [];
  const add = (one, address, kind) => {
    const url = whole(address);
    if (!/^https?:/.test(url)) return;
    const box = around(one);
    const links = [...(box === document.body ? [] : box.querySelectorAll("a[href]"))].map((link) => link.href).filter((href) => /^https?:/.test(href));
    found.push({ url, kind: kind === "frame" && MAP.test(new URL(url).host + new URL(url).pathname) ? "map" : kind,
      notice: box === document.body ? "" : clean(box.innerText).slice(0, 400), links: [...new Set(links)].slice(0, 10),
      title: clean(one.title || one.getAttribute("aria-label")).slice(0, 200), inside: one.localName in kinds });
  };
  for (const one of document.querySelectorAll("iframe, frame, video, audio, object, embed")) {
    const addresses = [one.getAttribute("src"), one.getAttribute("data"), one.getAttribute("poster"),
      ...[...one.querySelectorAll("source")].map((source) => source.getAttribute("src")), ...LATER.map((name) => one.getAttribute(name))];
    for (const address of new Set(addresses.filter(Boolean))) add(one, address, kinds[one.localName]);
  }
  for (const one of document.querySelectorAll(LATER.map((name) => `[${name}]`).join(",")))
    if (!(one.localName in kinds) && !["img", "source", "script", "link", "a"].includes(one.localName))
      for (const name of LATER) if (/^(https?:)?\/\//.test(one.getAttribute(name) || "")) add(one, one.getAttribute(name), "frame");
  return found.slice(0, 80);
}
