// What can be clicked in this frame without leaving it, in order: buttons, tabs, disclosures, labels and ticks, telephone
// and mail links; then a few links that lead away, whose leaving is held back. What stands in a question about choices,
// what sends a form and what belongs to a chosen set of marked elements is left out.
({ quiet, most, links }) => {
  const found = [];
  const rows = [];
  window[Symbol.for("f.clicks")] = found;
  const roots = window[Symbol.for("f.roots")];
  const controls = window[Symbol.for("f.controls")] || [];
  const left = new Set(quiet.map((index) => controls[index]));
  const clean = (text) => (text || "").replace(/\s+/g, " ").trim().slice(0, 120);
  const SAFE = "summary, [role=tab], [aria-expanded], [aria-controls]";
  const INSIDE = SAFE + ", button, [role=button], [role=switch], [role=menuitem], input[type=button], input[type=checkbox],"
    + " input[type=radio], label, [onclick], a:not([href]), a[href^='#'], a[href^='javascript:'], a[href^='tel:'], a[href^='mailto:'],"
    + " a[href^='sms:'], video, audio";
  const shown = (one) => { const box = one.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && getComputedStyle(one).visibility === "visible"; };
  const every = (root, all) => {
    for (const one of root.querySelectorAll("*")) {
      all.push(one);
      const inner = one.shadowRoot || (roots && roots.get(one));
      if (inner) every(inner, all);
    }
    return all;
  };
  const all = every(document, []).slice(0, 20000);
  const take = (one, how) => {
    if (found.length >= most || left.has(one) || one.disabled || found.includes(one)) return;
    found.push(one);
    rows.push({ index: found.length - 1, how, tag: one.localName, safe: one.matches(SAFE),
      framed: Boolean(one.closest("nav, header, footer, [role=navigation], [role=banner], [role=contentinfo]")),
      text: clean(one.innerText || one.getAttribute("aria-label") || one.value || one.title || one.localName),
      href: one.localName === "a" ? one.href : "" });
  };
  for (const one of all) {
    if (!one.matches(INSIDE) || !shown(one)) continue;
    const submits = one.form && (one.type === "submit" || one.type === "image" || one.type === "reset");
    if (submits || one.hasAttribute("download")) continue;
    if (one.localName === "label" && one.control && (found.includes(one.control) || one.control.type === "submit")) continue;
    if (one.localName === "a" && one.href && one.protocol.startsWith("http") && !(one.getAttribute("href") || "").startsWith("#")) continue;
    take(one, "inside");
  }
  const hosts = new Map();
  for (const one of all) {
    if (one.localName !== "a" || !one.href || !one.protocol.startsWith("http") || !shown(one) || one.hasAttribute("download")) continue;
    if ((one.getAttribute("href") || "").startsWith("#")) continue;
    const key = (one.ping ? "ping " : one.hasAttribute("onclick") ? "own " : "") + one.host;
    if (hosts.has(key) || hosts.size >= links) continue;
    hosts.set(key, one);
  }
  for (const one of hosts.values()) take(one, "away");
  return rows;
}
