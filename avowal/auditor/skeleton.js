// What acts on this page, in a few words: its scripts, forms, fields, frames, pictures of other hosts, and what can be
// pressed. Two pages of one skeleton behave alike, whatever they say.
() => {
  const found = new Set();
  const where = (url) => { try { const at = new URL(url, location.href);
    return at.origin === location.origin ? at.pathname.replace(/\d+/g, "#") : at.host + at.pathname.replace(/\d+/g, "#"); } catch { return ""; } };
  const away = (url) => { try { const at = new URL(url, location.href); return at.origin === location.origin || !at.host ? "" : at.host; }
    catch { return ""; } };
  const hash = (text) => { let h = 5381; for (let i = 0; i < text.length && i < 60000; i++) h = (h * 33 ^ text.charCodeAt(i)) >>> 0; return h.toString(36); };
  const bare = (text) => text.replace(/(["'`])(?:\\.|(?!\1)[^\\]){0,300}\1/g, "s").replace(/\d+/g, "#").replace(/\s+/g, "");
  const add = (kind, what) => { if (what) found.add(`${kind} ${what}`); };
  for (const one of document.scripts) {
    if (one.src) add("script", where(one.src));
    else if (!one.type || /javascript|module/.test(one.type)) add("inline", hash(bare(one.text)));
  }
  for (const one of document.forms) add("form", `${one.method} ${where(one.getAttribute("action") || "")}`);
  for (const one of document.querySelectorAll("input, select, textarea, [contenteditable]"))
    if (one.type !== "hidden") add("field", `${one.type || one.localName} ${(one.name || one.id || "").replace(/\d+/g, "#")}`);
  for (const one of document.querySelectorAll("iframe, object, embed")) add("frame", away(one.src || one.data) || one.localName);
  for (const one of document.querySelectorAll("img, video, audio, source, link[rel~=stylesheet], link[rel~=preconnect], link[rel~=prefetch]"))
    add("from", away(one.currentSrc || one.src || one.href || ""));
  for (const one of document.querySelectorAll("a[ping]")) add("ping", away(one.ping) || "own");
  for (const one of document.querySelectorAll("[role=tab], [role=dialog], dialog, details, canvas, video, audio, template, [shadowrootmode]"))
    add("has", one.getAttribute("role") || one.localName);
  for (const one of document.querySelectorAll("*")) {
    for (const { name, value } of one.attributes) if (name.startsWith("on") && name.length < 20) add(name, hash(bare(value)));
    if (one.localName.includes("-")) add("element", one.localName);
    if (found.size > 300) break;
  }
  const language = document.documentElement.dir === "rtl" || getComputedStyle(document.body || document.documentElement).direction === "rtl";
  return { skeleton: hash([...found].sort().join("\n")), rtl: language };
}
