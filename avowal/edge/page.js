// Says which page was seen and for how long it was in sight; keeps and reads nothing else. Off under GPC and DNT.
(() => {
  if (navigator.globalPrivacyControl || navigator.doNotTrack === "1") return;

  const page = { path: location.pathname, lang: document.documentElement.lang };
  let since, engaged; // when the page came in sight, and milliseconds in sight before that

  const send = () => navigator.sendBeacon("/_a/v", JSON.stringify(page));
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
    send();
  };
  const open = (ref) => {
    page.key = crypto.getRandomValues(new Uint32Array(3)).join("-");
    page.ref = ref;
    page.engaged = undefined;
    since = engaged = 0;
    send();
    look();
  };
  const start = () => {
    open(document.referrer);
    addEventListener("visibilitychange", look);
    addEventListener("pagehide", leave);
    addEventListener("pageshow", (event) => event.persisted && open("")); // back by history: a new view
  };
  if (document.prerendering) document.addEventListener("prerenderingchange", start);
  else start();
})();
