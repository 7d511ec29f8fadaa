// Menus work without this. It only closes an open one on Escape, on a press elsewhere, and when focus leaves it.
(() => {
  "use strict";
  const opened = () => document.querySelector(".menu[open]");
  const wide = matchMedia("(min-width: 62rem)");

  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = opened() || document.querySelector(".drawer[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  addEventListener("pointerdown", (event) => {
    const menu = opened();
    if (wide.matches && menu && !menu.contains(event.target)) menu.open = false;
  });
  addEventListener("focusin", (event) => {
    const menu = opened();
    if (wide.matches && menu && !menu.contains(event.target)) menu.open = false;
  });
})();
