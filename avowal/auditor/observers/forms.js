() => {
  // Every form and field of this frame, shadow roots included, with what was filled in before the visitor came.
  const clean = (text) => (text || "").replace(/\s+/g, " ").trim().slice(0, 200);
  const roots = window[Symbol.for("f.roots")];
  const every = (root, selector, all) => {
    all.push(...root.querySelectorAll(selector));
    for (const one of root.querySelectorAll("*")) {
      const inner = one.shadowRoot || (roots && roots.get(one));
      if (inner) every(inner, selector, all);
    }
    return all;
  };
  const action = (form) => !form ? "" : typeof form.action === "string" ? form.action : form.getAttribute("action") || location.href;
  const words = (ids, root) => (ids || "").split(/\s+/).map((id) => id && root.getElementById && root.getElementById(id))
    .filter(Boolean).map((one) => clean(one.textContent)).join(" ");
  const own = (label) => { const copy = label.cloneNode(true);
    for (const one of copy.querySelectorAll("select, textarea, script, style")) one.remove(); return clean(copy.textContent); };
  const label = (field) => words(field.getAttribute("aria-labelledby"), field.getRootNode()) || clean(field.getAttribute("aria-label"))
    || [...(field.labels || [])].map(own).join(" ") || clean(field.placeholder || field.title)
    || (field.closest("fieldset") && clean((field.closest("fieldset").querySelector("legend") || {}).textContent)) || "";
  const kind = (field) => field.localName === "input" ? field.type : field.localName === "button" ? `button ${field.type}`
    : ["select", "textarea"].includes(field.localName) ? field.localName : "editable";
  const shown = (field) => field.type !== "hidden" && !!field.getClientRects().length && getComputedStyle(field).visibility !== "hidden";
  const before = (field) => field.localName === "select" ? [...field.options].filter((one) => one.defaultSelected).map((one) => one.value).join(" ")
    : field.type === "checkbox" || field.type === "radio" ? "" : field.type === "hidden" ? field.value : field.defaultValue || "";
  const fields = every(document, "input, select, textarea, [contenteditable=''], [contenteditable=true]", [])
    .filter((field) => !["submit", "button", "reset", "image"].includes(field.type)).slice(0, 300);
  return {
    page: { address: location.href, referrer: document.referrer, title: document.title },
    forms: every(document, "form", []).slice(0, 60).map((form) => ({
      action: action(form), method: (form.getAttribute("method") || "get").toLowerCase(), name: form.getAttribute("name") || form.id || "",
      encoding: form.enctype && typeof form.enctype === "string" ? form.enctype : "", target: form.getAttribute("target") || "",
      fields: [...form.elements].map((one) => one.name).filter(Boolean),
      buttons: [...form.querySelectorAll("button, input[type=submit], input[type=image]")].map((one) => clean(one.textContent || one.value || one.alt)).filter(Boolean),
      texts: [...form.querySelectorAll("p, li, small, legend, [id]")].map((one) => clean(one.textContent)).filter((text) => text.length > 8).slice(0, 20),
    })),
    fields: fields.map((field) => ({
      form: action(field.form), name: field.getAttribute("name") || field.id || "", kind: kind(field), label: label(field),
      required: !!field.required || field.getAttribute("aria-required") === "true",
      checked: !!field.defaultChecked || (field.localName === "select" && [...field.options].some((one) => one.defaultSelected && one.value)),
      autocomplete: field.getAttribute("autocomplete") || "", value: before(field).slice(0, 2000), shown: shown(field),
      options: field.localName === "select" ? [...field.options].slice(0, 60).map((one) => clean(one.textContent))
        : field.type === "radio" || field.type === "checkbox" ? [field.value] : [],
    })),
  };
}
