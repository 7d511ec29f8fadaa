// Says which page and which areas of it were seen, and for how long; see page_script.py. Off under GPC and DNT.
(() => {
  if (navigator.globalPrivacyControl || navigator.doNotTrack === "1") return;

  const VIEWS = "/_a/v", AREAS = "/_a/a";
  const page = { path: location.pathname, lang: document.documentElement.lang };
  let since, engaged, areas; // in sight since; milliseconds before that

  const send = (to, what) => to && navigator.sendBeacon(to, JSON.stringify(what));
  const look = () => {
    const visible = document.visibilityState === "visible";
    if (visible && !since) since = performance.now();
    if (!visible) leave();
  };
  const leave = () => {
    if (!since) return;
    engaged += performance.now() - since;
    since = 0;
    page.engaged = Math.min(86400, Math.round(engaged / 1000));
    send(VIEWS, page);
  };
  const watch = () => {
    areas?.disconnect();
    const tell = (area) => {
      if (!since) return wait(area);
      areas.unobserve(area);
      send(AREAS, { path: page.path, key: page.key, area: area.dataset.area });
    };
    const wait = (area) => (area.clock = setTimeout(tell, 1000, area));
    areas = new IntersectionObserver((all) => all.forEach(({ target, intersectionRatio, intersectionRect }) => {
      clearTimeout(target.clock);
      if (intersectionRatio >= 0.5 || intersectionRect.height * 2 >= innerHeight) wait(target);
    }), { threshold: [0.02, 0.05, 0.1, 0.2, 0.5] });
    document.querySelectorAll("[data-area]").forEach((area) => areas.observe(area));
  };
  const open = (ref) => {
    page.key = crypto.getRandomValues(new Uint32Array(3)).join("-");
    page.ref = ref;
    page.engaged = undefined;
    since = engaged = 0;
    send(VIEWS, page);
    look();
    if (AREAS) watch();
  };
  const start = () => {
    open(document.referrer);
    addEventListener("visibilitychange", look);
    addEventListener("pagehide", leave);
    addEventListener("pageshow", (event) => event.persisted && open("")); // back: a new view
  };
  if (document.prerendering) document.addEventListener("prerenderingchange", start);
  else start();
})();
