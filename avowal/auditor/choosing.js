// What can be pressed or ticked in this frame, shadow trees included, and what each stands in. The elements stay in a
// list of the window's under a symbol, by which they are pressed afterwards; nothing is written into the page.
() => {
  const list = [];
  window[Symbol.for("f.controls")] = list;
  const roots = window[Symbol.for("f.roots")];
  const CONTROL = "a[href], button, summary, [role=button], [role=link], [role=switch], [role=checkbox], [role=radio], [role=tab],"
    + " input[type=button], input[type=submit], input[type=checkbox], input[type=radio], [onclick], [tabindex='0']";
  const BANNER = /cookie|consent|gdpr|ccpa|\bcmp\b|onetrust|didomi|usercentrics|truste|osano|cookiebot|privacy-?(?:banner|notice|dialog|modal|popup|bar)/i;
  const clean = (text) => (text || "").replace(/\s+/g, " ").trim();
  const up = (node) => node.parentElement || (node.getRootNode && node.getRootNode().host) || null;
  const shown = (one) => {
    const box = one.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) return false;
    const style = getComputedStyle(one);
    return style.visibility === "visible" && style.display !== "none" && Number(style.opacity) > 0.01;
  };
  const every = (root, found) => {
    for (const one of root.querySelectorAll("*")) {
      if (one.matches(CONTROL) || (one.localName === "div" || one.localName === "span") && one.onclick) found.push(one);
      const inner = one.shadowRoot || (roots && roots.get(one));
      if (inner) every(inner, found);
    }
    return found;
  };
  const words = (one) => {
    const tick = one.localName === "input" && /checkbox|radio/.test(one.type) || /switch|checkbox|radio/.test(one.getAttribute("role") || "");
    const label = one.labels && one.labels[0] ? one.labels[0].innerText : "";
    const named = (one.getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean)
      .map((id) => { const at = one.getRootNode().getElementById(id); return at ? at.innerText : ""; }).join(" ");
    const inside = one.localName === "input" ? (tick ? "" : one.value) : one.innerText;
    const row = tick && !label && !named ? (up(one) ? up(one).innerText : "") : "";
    return clean(tick ? label || named || one.getAttribute("aria-label") || row || one.name
      : inside || one.getAttribute("aria-label") || named || one.title).slice(0, 200);
  };
  const boxes = [];
  const texts = [];
  const rows = [];
  const holder = (one) => {
    let best = null;
    for (let at = up(one); at && at !== document.body && at !== document.documentElement; at = up(at)) {
      const role = at.getAttribute("role") || "";
      const fixed = /fixed|sticky/.test(getComputedStyle(at).position);
      if (/dialog/.test(role) || at.localName === "dialog" || at.getAttribute("aria-modal") === "true"
        || BANNER.test(`${at.id} ${at.getAttribute("class") || ""} ${at.localName}`)) return [at, true];
      if (fixed) best = best || [at, true];
      else if (!best && /^(form|fieldset|section|aside|article)$/.test(at.localName)) best = [at, false];
    }
    if (best) return best;
    const near = up(one);
    const text = near ? clean(near.innerText) : "";
    return near && text.length > 20 && text.length < 2500 ? [near, false] : [null, false];
  };
  for (const one of every(document, [])) {
    if (list.length >= 600) break;
    if (one.disabled || one.getAttribute("aria-disabled") === "true") continue;
    const kind = one.localName === "input" ? one.type : (one.getAttribute("role") || one.localName);
    const tick = /^(checkbox|radio|switch)$/.test(kind);
    const label = tick && one.labels && one.labels[0];
    if (!shown(one) && !(label && shown(label))) continue;
    const [box, over] = holder(one);
    let which = -1;
    if (box) { which = boxes.indexOf(box); if (which < 0) which = boxes.push(box) - 1; }
    list.push(one);
    const area = one.getBoundingClientRect();
    if (which >= 0 && texts[which] === undefined) texts[which] = clean(box.innerText || (box.shadowRoot || {}).textContent).slice(0, 1500);
    const form = one.form || one.closest("form");
    rows.push({
      index: list.length - 1, text: words(one), kind, href: one.localName === "a" ? one.href : "",
      checked: tick ? (one.checked === undefined ? one.getAttribute("aria-checked") === "true" : one.checked) : false, tick,
      box: which, over, about: which >= 0 ? texts[which] : "", area: Math.round(area.width * area.height),
      asked: form ? [...form.elements].filter((f) => f.required && !f.value && !/checkbox|radio|hidden|submit|button/.test(f.type) && shown(f)).length : 0,
      submits: Boolean(form && one.type === "submit"),
      main: !one.closest("nav, header, footer, [role=navigation], [role=banner], [role=contentinfo]"),
    });
  }
  return rows;
}
