() => {
  const FLAG = /(^|[-_])(external|offsite|outgoing|outbound|leaving|leaves|exit)([-_]|$)/i;
  // "leaves this site" in the languages of the policy; other wording is accepted as an aria-label, description or mark.
  const WORDS = new RegExp(["external", "another (web ?)?site", "other (web ?)?site", "third[- ]party site", "leav(e|es|ing)\\b",
    "extern[oa]", "otro sitio", "otra página", "sale de", "外部", "其他網站", "其他网站", "외부", "արտաքին", "внешн", "другой сайт",
    "panlabas", "ibang site", "bên ngoài", "trang khác", "خارجی", "خارجي", "ខាងក្រៅ"].join("|"), "i");
  const clean = (text) => (text || "").replace(/\s+/g, " ").trim();
  const drawn = (element, which) => {
    const style = getComputedStyle(element, which);
    const content = style.content;
    const picture = style.backgroundImage !== "none" || style.maskImage !== "none" && style.maskImage !== "";
    return content && content !== "none" && content !== "normal" && (clean(content.replace(/^["']|["']$/g, "")) !== "" || picture);
  };
  const told = (link) => {
    const described = (link.getAttribute("aria-describedby") || "").split(/\s+/)
      .map((id) => id && document.getElementById(id)).filter(Boolean).map((one) => clean(one.textContent)).join(" ");
    const label = clean(link.getAttribute("aria-label"));
    if (WORDS.test(label)) return "aria-label";
    if (described) return "aria-describedby";
    if (WORDS.test(clean(link.title))) return "title";
    if (WORDS.test(clean(link.textContent))) return "text";
    if ([...link.querySelectorAll("svg title, img[alt]")].some((one) => WORDS.test(one.alt || one.textContent))) return "icon";
    const flagged = [...link.querySelectorAll("*")].find((one) => FLAG.test(String(one.className.baseVal ?? one.className)));
    if (flagged && (clean(flagged.textContent) || flagged.closest("svg, img") || drawn(flagged, "::before") || drawn(flagged, "::after")))
      return "mark inside";
    if (drawn(link, "::after") || drawn(link, "::before")) return "drawn mark";
    return "";
  };
  const flagged = (link) => link.relList.contains("external") || link.relList.contains("noopener")
    || [...link.classList].some((name) => FLAG.test(name))
    || [...link.attributes].some((one) => one.name.startsWith("data-") && FLAG.test(one.name.slice(5)));
  const region = (link) => {
    const found = link.closest("nav, [role=navigation], footer, header, main, [role=main]");
    return !found ? "page" : found.matches("nav, [role=navigation]") ? "nav" : found.localName === "div" ? "main" : found.localName;
  };
  return [...document.querySelectorAll("a[href], area[href]")].map((link) => ({
    href: String(link.href && link.href.baseVal !== undefined ? new URL(link.href.baseVal, location.href) : link.href),
    text: clean(link.textContent || link.getAttribute("aria-label") || (link.querySelector("img") || {}).alt).slice(0, 120),
    rel: [...(link.relList || [])], classes: [...link.classList], target: link.getAttribute("target") || "",
    region: region(link), flagged: link.relList ? flagged(link) : false, told: told(link),
    referrer_policy: link.getAttribute("referrerpolicy") || "", ping: link.getAttribute("ping") || "",
  }));
}
