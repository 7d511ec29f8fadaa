// Tells this site which page was seen and for how long it was in sight. It keeps nothing in the browser,
// reads nothing of the page but its address, its language and where the visit came from, and stays silent
// under Global Privacy Control and Do Not Track. What becomes of it: /privacy/
(() => {
  "use strict";
  if (navigator.globalPrivacyControl || navigator.doNotTrack === "1" || !navigator.sendBeacon) return;

  const page = { path: location.pathname, lang: document.documentElement.lang };
  let visible = null; // since when the page has been in sight
  let engaged = 0; // milliseconds in sight so far

  const send = (more) => navigator.sendBeacon("/_a/v", JSON.stringify({ ...page, ...more }));

  const show = () => {
    if (visible === null && document.visibilityState === "visible") visible = performance.now();
  };
  const hide = () => {
    if (visible === null) return;
    engaged += performance.now() - visible;
    visible = null;
    send({ engaged: Math.min(86400, Math.round(engaged / 1000)) });
  };
  const open = (ref) => {
    const random = crypto.getRandomValues(new Uint8Array(12));
    page.key = Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
    page.ref = ref;
    engaged = 0;
    send();
    show();
  };
  const start = () => {
    open(document.referrer);
    addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? show() : hide()));
    addEventListener("pagehide", hide);
    addEventListener("pageshow", (event) => event.persisted && open("")); // back from the history: a new view
  };
  if (document.prerendering) document.addEventListener("prerenderingchange", start, { once: true });
  else start();
})();
