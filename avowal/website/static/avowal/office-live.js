// Renews the live report every few seconds while it is looked at, until somebody pauses it. The page works without:
// “Show the latest” loads it anew.
"use strict";

for (const live of document.querySelectorAll("[data-live]")) {
  const fragment = live.querySelector("[data-fragment]");
  const news = live.querySelector(".report-news");
  const button = live.querySelector("[data-pause]");
  const state = live.querySelector("[data-going]");
  let paused = false;
  let last = "";

  const show = () => {
    button.textContent = paused ? button.dataset.go : button.dataset.pause;
    state.textContent = paused ? state.dataset.paused : state.dataset.going;
  };

  const renew = async () => {
    // What somebody is at work in is left alone: a table with the focus must not vanish below it.
    if (paused || document.hidden || fragment.contains(document.activeElement)) return;
    try {
      const answer = await fetch(live.dataset.live, { headers: { "X-Requested-With": "XMLHttpRequest" } });
      if (answer.redirected) return window.location.reload();
      const text = await answer.text();
      if (paused || text === last || fragment.contains(document.activeElement)) return;
      last = text;
      const open = [...fragment.querySelectorAll("details[open] summary")].map((one) => one.textContent);
      fragment.innerHTML = text;
      for (const one of fragment.querySelectorAll("details")) {
        one.open = open.includes(one.querySelector("summary").textContent);
      }
      const told = fragment.querySelector("[data-news]");
      if (told) news.textContent = told.dataset.news;
      document.dispatchEvent(new CustomEvent("report-renewed"));
    } catch {
      // The server was out of reach; the figures stand as they are, with their time beside them, until the next try.
    }
  };

  button.addEventListener("click", () => {
    paused = !paused;
    show();
    renew();
  });
  button.hidden = false;
  show();
  window.setInterval(renew, Number(live.dataset.seconds) * 1000);
}
