() => {
  const clean = (text) => (text || "").replace(/\s+/g, " ").trim();
  const shown = (one) => !!one.getClientRects().length && getComputedStyle(one).visibility !== "hidden";
  const all = (selector) => [...document.querySelectorAll(selector)];
  const path = (link) => { try { return new URL(link.href, location.href).pathname.toLowerCase(); } catch { return ""; } };
  const words = (one) => clean(`${one.getAttribute("aria-label") || ""} ${one.textContent || ""} ${one.title || ""} ${one.value || ""}`);
  const region = (one) => {
    const found = one.closest("nav, [role=navigation], footer, [role=contentinfo], header, [role=banner], main, [role=main]");
    if (!found) return "page";
    const role = found.getAttribute("role");
    return { navigation: "nav", contentinfo: "footer", banner: "header", main: "main" }[role] || found.localName;
  };
  const links = all("a[href]");
  const head = links.filter((one) => !one.closest("main, [role=main], footer, [role=contentinfo]"));
  const any = (of, address, said) => of.some((one) => address.test(path(one)) || said.test(words(one)));
  const controls = [...head, ...all("header button, [role=banner] button, body > nav button")];
  const parts = [];
  if (head.slice(0, 3).some((one) => (one.getAttribute("href") || "").startsWith("#"))) parts.push("skip");
  if (any(head, /find-?a-?(doctor|provider)|doctors?\/|providers?\/search|directory/, /find a (doctor|provider)|encuentre un/i)) parts.push("find_doctor");
  if (any(head, /careers?|jobs|empleo/, /careers?|empleos?/i)) parts.push("careers");
  if (any(head, /contact/, /contact/i)) parts.push("contact");
  if (head.some((one) => one.hasAttribute("hreflang")) || all("header select[name*=lang i], .languages").length) parts.push("language");
  if (controls.some((one) => /text[- ]size|font[- ]size/.test(path(one)) || /^[−–-]\s*A$|^A\s*[−–-]$|^A?\s*\+\s*A?$|(larger|smaller|bigger) text|text size/i.test(words(one).replace(/^.*?([−–+-]A)$/, "$1")))) parts.push("text_size");
  if (head.some((one) => one.querySelector("img, svg") && ["/", ""].includes(path(one).replace(/^\/[a-z-]{2,7}\/$/, "/")))) parts.push("logo");
  const signs = head.filter((one) => /sign-?in|log-?in|account/.test(path(one)) || /sign in|log ?in|iniciar sesi/i.test(words(one)));
  if (signs.some((one) => /provider|proveedor/i.test(words(one) + (one.href || "")))) parts.push("provider_sign_in");
  if (signs.some((one) => !/provider|proveedor/i.test(words(one) + (one.href || "")))) parts.push("member_sign_in");
  const CHANGED = new RegExp(["last (updated|changed|reviewed|modified)", "updated on", "page updated", "actualizad", "更新", "업데이트", "수정",
    "թարմաց", "обновл", "na-update", "cập nhật", "به‌روز", "تحديث", "ធ្វើបច្ចុប្បន្នភាព"].join("|"), "i");
  const updated = all("p, li, dd, span, div, small, footer, time").filter((one) => shown(one) && !one.querySelector("p, li, dd, div, nav"))
    .map((one) => clean(one.innerText)).filter((text) => text.length < 160 && CHANGED.test(text));
  const marked = all(".updated time, .last-updated time, [itemprop=dateModified]").map((one) => clean(one.textContent));
  const crumbs = all("nav, ol, ul, div, p").some((one) => /bread-?crumb/i.test(`${one.getAttribute("aria-label") || ""} ${typeof one.className === "string" ? one.className : ""} ${one.id} ${one.getAttribute("itemtype") || ""}`))
    || all("nav[aria-label] [aria-current=page]").some((one) => one.closest("ol"));
  const block = (one) => one.closest("li, dd, tr, p, address") || one.parentElement || one;
  const telephones = all("a[href^='tel:']").filter(shown).slice(0, 60)
    .map((one) => ({ number: clean(one.textContent), around: clean(block(one).innerText).slice(0, 300), region: region(one) }));
  const said = /(?:until|through|ends?(?: on)?|expires?(?: on)?|before|by|valid to|hasta(?: el)?)\s+([^.;!?]{4,40})/i;
  const alerts = all("[role=alert], .alert, .alerts > *, .alert-banner, [data-alert], [data-until], [data-ends]").filter(shown)
    .filter((one) => !one.closest("form")).slice(0, 10).map((one) => {
      const ends = one.dataset.until || one.dataset.ends || one.dataset.end || "";
      const times = [one, ...one.querySelectorAll("time[datetime]")].map((time) => time.getAttribute("datetime")).filter(Boolean);
      const text = clean(one.innerText);
      return { text: text.slice(0, 300), ends, times, said: (said.exec(text) || [])[1] || "" };
    });
  const middle = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
  const over = middle && middle.closest("dialog[open], [role=dialog], [role=alertdialog], [aria-modal=true], .modal, .overlay");
  const fixed = over && (over.matches("dialog:modal") || ["fixed", "absolute"].includes(getComputedStyle(over).position)
    || ["fixed"].includes(getComputedStyle(over.parentElement || over).position)) && over.getBoundingClientRect();
  const covers = fixed && fixed.width * fixed.height > innerWidth * innerHeight * 0.15
    && (over.matches("dialog:modal, [aria-modal=true]") || fixed.width * fixed.height > innerWidth * innerHeight * 0.6);
  const rule = document.querySelector("meta[name=referrer i]");
  return { parts, breadcrumb: crumbs, heading: all("h1").some(shown), updated: [...new Set([...updated, ...marked])].slice(0, 5),
    telephones, alerts, covered: covers ? clean(over.innerText).slice(0, 200) || "a layer without words" : "", referrer: rule ? rule.content.trim().toLowerCase() : "" };
}
