// Puts foreign content in the place of its notice when it is asked for. Without this, the link leads to the leaving notice.
(() => {
  "use strict";
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-embed]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const frame = document.createElement("iframe");
    frame.src = link.dataset.embed;
    frame.title = link.dataset.title;
    frame.className = "embed-frame";
    frame.referrerPolicy = "no-referrer";
    frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-presentation");
    frame.tabIndex = -1;
    link.parentElement.replaceWith(frame);
    frame.focus();
  });
})();
