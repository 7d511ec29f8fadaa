// Menus work without this: they are disclosures. It adds what people expect of menus: arrow keys between and within
// them, Escape closes, and one that is left closes behind them.
(() => {
  "use strict";
  const wide = matchMedia("(min-width: 62rem)");
  const OURS = ".menu, .languages details, .drawer";
  const opened = () => [...document.querySelectorAll(OURS)].filter((one) => one.open);
  const left = (one, target) => !one.contains(target) && (wide.matches || !one.matches(".drawer, .menu"));
  const close = (target) => opened().filter((one) => left(one, target) && !one.matches(".drawer")).forEach((one) => (one.open = false));
  const within = (element) => [...element.querySelectorAll("summary, a")].filter((one) => one.checkVisibility?.() ?? one.offsetParent);

  const escape = () => {
    const [menu] = opened().filter((one) => !(one.matches(".drawer") && wide.matches)).reverse();
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  };

  // Between the menus of the bar, in the direction in which they are read; within an open one, down and up.
  const arrow = (event) => {
    const at = event.target;
    const menu = at.closest(".menu, .languages details");
    if (!menu) return;
    const items = within(menu);
    const vertical = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const ahead = getComputedStyle(menu).direction === "rtl" ? -1 : 1;
    const across = { ArrowRight: ahead, ArrowLeft: -ahead }[event.key];
    let next;
    if (vertical === 1 && at.matches("summary")) {
      menu.open = true;
      next = within(menu)[1];
    } else if (vertical) {
      next = items[items.indexOf(at) + vertical];
    } else if (across && wide.matches && menu.matches(".menu")) {
      const bar = [...menu.parentElement.querySelectorAll(":scope > .menu > summary")];
      next = bar[bar.indexOf(menu.querySelector("summary")) + across];
    }
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  addEventListener("keydown", (event) => (event.key === "Escape" ? escape() : arrow(event)));
  addEventListener("pointerdown", (event) => close(event.target));
  addEventListener("focusin", (event) => close(event.target));
})();
