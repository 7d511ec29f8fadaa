"""Makes a choice as people make it: by the buttons, links, ticks and forms that the page itself offers.

A banner may stand in the page, in a shadow tree or in a frame, and may hide the refusal behind its settings. What was
pressed and in how many steps is kept: a refusal that takes more steps than an acceptance is a finding (R8).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Frame, Page

from avowal.auditor.choice_words import is_for_all, is_topic, kind_of
from avowal.auditor.evidence import Choice, Pass

_SURVEY = Path(__file__).with_name("choosing.js").read_text(encoding="utf-8")
ROOTS = """(() => {
  const roots = new WeakMap(), original = Element.prototype.attachShadow;
  Object.defineProperty(window, Symbol.for("f.roots"), { value: roots });
  const attachShadow = { attachShadow(options) {
    const root = original.call(this, options); roots.set(this, root); return root; } }.attachShadow;
  Object.defineProperty(Element.prototype, "attachShadow", { value: attachShadow, configurable: true, writable: true });
})();"""
"""Runs before a page's scripts, so that closed shadow trees can be looked into."""

_BOX = """(index) => { const one = window[Symbol.for("f.controls")][index];
  const seen = one.getBoundingClientRect().width > 1 ? one : (one.labels && one.labels[0]) || one;
  seen.scrollIntoView({ block: "center", behavior: "instant" });
  const box = seen.getBoundingClientRect(), x = box.left + box.width / 2, y = box.top + box.height / 2;
  let top = document.elementFromPoint(x, y);
  for (let inner; top && top.shadowRoot && (inner = top.shadowRoot.elementFromPoint(x, y)) && inner !== top;)
    top = inner;
  const free = top && (seen.contains(top) || top.contains(seen));
  return free ? [x, y] : null; }"""
_PRESS = """(index) => window[Symbol.for("f.controls")][index].click()"""
_SETTLE = 350  # milliseconds in which a banner answers to a press
_LEADING_ON = 4000
_MOST_STEPS = 4
_MOST_TICKS = 40
_MOST_FRAMES = 12


@dataclass(frozen=True)
class Control:
    """Something to press or tick: its words, what it does with a choice, and what it stands in."""

    frame: Frame
    index: int
    text: str
    kind: str | None
    tick: bool
    checked: bool
    href: str
    box: tuple[int, int]
    about_choices: bool
    over: bool
    asked: int
    submits: bool
    area: int
    main: bool

    @property
    def leads(self) -> bool:
        """Whether it is a link to another page."""
        bare = self.href.partition("#")[0]
        return bare.startswith("http") and bare != self.frame.url.partition("#")[0]

    @property
    def rank(self) -> tuple[bool, bool, bool]:
        """Which of several is the one that is meant: over the page first, then for all, then a button."""
        return not self.over, not is_for_all(self.text), bool(self.href)


def survey(page: Page) -> tuple[Control, ...]:
    """Every control on the page and in its frames, in order."""
    found: list[Control] = []
    for number, frame in enumerate(page.frames[:_MOST_FRAMES]):
        with suppress(BrowserError):  # a frame may go while it is looked at
            found += (_control(frame, number, told) for told in frame.evaluate(_SURVEY))
    return tuple(found)


def _control(frame: Frame, number: int, told: dict[str, Any]) -> Control:
    text = str(told["text"])
    about = is_topic(text) or is_topic(str(told["about"])) or (number > 0 and is_topic(frame.url))
    return Control(
        frame,
        int(told["index"]),
        text,
        kind_of(text),
        bool(told["tick"]),
        bool(told["checked"]),
        str(told["href"]),
        (number, int(told["box"])),
        about,
        bool(told["over"]),
        int(told["asked"]),
        bool(told["submits"]),
        int(told["area"]),
        bool(told["main"]),
    )


def offered(controls: tuple[Control, ...]) -> tuple[Control, ...]:
    """The controls of a banner: those of the boxes that are about choices and hold one to accept or refuse."""
    about = {one.box for one in controls if one.about_choices and one.kind in ("accept", "refuse") and not one.tick}
    return tuple(one for one in controls if one.box in about)


def press(page: Page, control: Control) -> None:
    """Press as a person does, by the mouse; where something lies over the control, by a click of its own.

    Raises Playwright's Error when the page is gone.
    """
    place = control.frame.evaluate(_BOX, control.index)
    if place is None:
        control.frame.evaluate(_PRESS, control.index)
        return
    left, top = _corner(control.frame)
    page.mouse.click(left + float(place[0]), top + float(place[1]))


def _corner(frame: Frame) -> tuple[float, float]:
    if frame.parent_frame is None:
        return 0.0, 0.0
    box = frame.frame_element().bounding_box()
    return (box["x"], box["y"]) if box is not None else (0.0, 0.0)


@dataclass(frozen=True)
class Chooser:
    """Makes one choice after another for the visitor of one pass.

    `fill` fills the fields that a form asks for, where it may be sent; None where made-up details must not be sent.
    `begin` is called just before the press that makes the choice.
    """

    passing: Pass
    fill: Callable[[Page], None] | None = None
    begin: Callable[[], None] = lambda: None

    def choose(self, page: Page, wanted: str) -> Choice | None:
        """`accept` or `refuse` what the page asks; None where it asks nothing."""
        return self._in_steps(page, wanted, [], "banner", opened=False)

    def by_its_link(self, page: Page, wanted: str) -> Choice | None:
        """Follow the page's own way to its choices (“Do not sell”, “Privacy choices”), and choose there."""
        way = _way(survey(page))
        if way is None:
            return None
        try:
            press(page, way)
            _settle(page, way)
        except BrowserError:
            return Choice(self.passing, page.url, wanted, (way.text,), 1, "link", made=False, told="It was away.")
        return self._in_steps(page, wanted, [way.text], "link", opened=True)

    def on_page(self, page: Page, wanted: str) -> Choice | None:
        """Choose on a page that is made for choosing."""
        return self._in_steps(page, wanted, [], "form", opened=True)

    def _in_steps(self, page: Page, wanted: str, pressed: list[str], where: str, *, opened: bool) -> Choice | None:
        attempt = _Attempt(wanted, pressed, len(pressed), opened)
        for _ in range(_MOST_STEPS):
            controls = survey(page)
            asked = _to_choose_from(controls) if attempt.opened else offered(controls)
            if not asked and not attempt.steps:
                return None
            try:
                going_on = self._step(page, attempt, asked)
            except BrowserError:
                attempt.told, going_on = "The page went away.", False
            if not going_on:
                break
        told = "" if attempt.made else attempt.told or f"No way was found to {wanted.replace('_', ' ')}."
        return Choice(self.passing, page.url, wanted, tuple(attempt.pressed), attempt.steps, where, attempt.made, told)

    def _step(self, page: Page, attempt: _Attempt, asked: tuple[Control, ...]) -> bool:
        """Take one step; whether another is needed."""
        accept = attempt.wanted == "accept"
        direct = _best(asked, "accept") if accept else _best(asked, "refuse") or _best(asked, "opt_out")
        ticks = [one for one in asked if one.tick]
        save = _best(asked, "save", *(() if accept else ("opt_out",)))
        if attempt.opened and ticks and save is not None and (direct is None or direct == save):
            self.begin()
            attempt.steps += _tick(page, ticks, accept=accept)
            attempt.made = self._press(page, save, attempt)
            return False
        if direct is not None:
            self.begin()
            attempt.made = self._press(page, direct, attempt)
            return False
        settings = None if attempt.opened and attempt.steps else _best(asked, "settings")
        if settings is None:
            return False
        attempt.opened = self._press(page, settings, attempt)
        return attempt.opened

    def _press(self, page: Page, control: Control, attempt: _Attempt) -> bool:
        if control.submits and control.asked:
            if self.fill is None:
                attempt.told = f"Its form asks for {control.asked} details of a person first, so it was not sent."
                return False
            self.fill(page)
        press(page, control)
        attempt.pressed.append(control.text)
        attempt.steps += 1
        _settle(page, control)
        return True


@dataclass
class _Attempt:
    """A choice in the making: what was pressed, and whether its settings stand open."""

    wanted: str
    pressed: list[str]
    steps: int
    opened: bool
    made: bool = False
    told: str = ""


def _best(controls: tuple[Control, ...], *kinds: str) -> Control | None:
    """The control of these kinds that is meant; a link elsewhere only shows the way."""
    found = [one for one in controls if one.kind in kinds and not one.tick and not one.leads]
    return min(found, key=lambda one: one.rank, default=None)


def _to_choose_from(controls: tuple[Control, ...]) -> tuple[Control, ...]:
    """What stands open for choosing: the boxes over the page that are about choices, else all of its main part."""
    over = tuple(one for one in controls if one.over and one.about_choices)
    return (
        over
        if any(one.kind in ("accept", "refuse", "save") for one in over)
        else tuple(one for one in controls if one.main)
    )


def _way(controls: tuple[Control, ...]) -> Control | None:
    """The control that leads to the site's choices, wherever on the page it stands."""
    ways = [one for one in controls if not one.tick and (one.kind == "opt_out" or _is_settings(one))]
    return min(ways, key=lambda one: (one.kind != "opt_out", one.over), default=None)


def _is_settings(control: Control) -> bool:
    return control.kind == "settings" and is_topic(control.text)


def _tick(page: Page, ticks: list[Control], *, accept: bool) -> int:
    """Tick and untick as the choice needs it; how many were changed."""
    changed = 0
    for one in ticks[:_MOST_TICKS]:
        refusing = one.kind in ("refuse", "opt_out")
        is_radio = _is_radio(one)
        if is_radio and (one.kind not in ("refuse", "opt_out", "accept") or refusing is accept):
            continue  # its counterpart is ticked instead
        wanted = is_radio or refusing is not accept
        if one.checked != wanted:
            with suppress(BrowserError):
                press(page, one)
                changed += 1
    return changed


def _is_radio(control: Control) -> bool:
    return bool(control.tick and control.frame.evaluate(_IS_RADIO, control.index))


_IS_RADIO = """(index) => { const one = window[Symbol.for("f.controls")][index];
  return one.type === "radio" || one.getAttribute("role") === "radio"; }"""


def _settle(page: Page, pressed: Control) -> None:
    """Wait until what was pressed has had its effect; what sends or leads on is given time to get there."""
    if pressed.submits or pressed.leads:
        with suppress(BrowserError):
            page.wait_for_event("framenavigated", timeout=_LEADING_ON)
    page.wait_for_timeout(_SETTLE)
    with suppress(BrowserError):
        page.wait_for_load_state("load", timeout=5000)


def each(controls: tuple[Control, ...]) -> Iterator[tuple[str, str, int]]:
    """What a banner offers: the kind of each button, its words, and its size in square pixels."""
    for one in controls:
        if one.kind is not None and not one.tick:
            yield one.kind, one.text, one.area
