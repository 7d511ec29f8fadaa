"""Answers a site's question for an age as a child of ten would: R9's children, rules R20 to R22, promise 13.1."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page

from avowal.auditor.choice_words import asks_age
from avowal.auditor.evidence import Choice, PageVisit, Pass

AGE = 10
_FIELDS = """() => [...document.querySelectorAll("input, select")].filter((one) => one.getClientRects().length)
  .map((one, index) => { one.setAttribute("data-age", index);
    const labelled = one.labels && one.labels[0] ? one.labels[0].innerText : "";
    const group = one.closest("fieldset"), legend = group && group.querySelector("legend");
    return { index, kind: one.localName === "select" ? "select" : one.type || "text", name: one.name || one.id,
      label: labelled || one.getAttribute("aria-label") || one.placeholder || "",
      legend: legend ? legend.innerText : "",
      options: one.localName === "select" ? [...one.options].map((o) => [o.value, o.text]) : [] }; })"""
_BUTTONS = """() => [...document.querySelectorAll("button, a[href], [role=button], input[type=submit]")]
  .filter((one) => one.getClientRects().length).map((one, index) => { one.setAttribute("data-young", index);
    return [index, (one.innerText || one.value || "").trim()]; })"""
_SEND = """(index) => { const field = document.querySelector(`[data-age="${index}"]`), form = field.form;
  const button = form ? form.querySelector("button:not([type=button]), input[type=submit]") : null;
  if (button) { button.click(); return button.innerText || button.value || "send"; }
  if (form) { form.requestSubmit(); return "send"; }
  return ""; }"""
_YOUNG = re.compile(
    r"\b(?:under|younger than|not yet|below) (?:1[368]|21)|i am (?:a child|under)|menor de|未滿|未满", re.IGNORECASE
)
_UNDER = re.compile(r"under|young|child|menor|<|未|0\s*[-–]\s*1", re.IGNORECASE)
_SETTLE = 400
_PATIENCE = 4000


def pages_that_ask(pages: tuple[PageVisit, ...]) -> list[str]:
    """The pages with a field for an age or a date of birth."""
    return [seen.url for seen in pages if any(asks_age(_spaced(words)) for words in _words(seen))]


def _words(seen: PageVisit) -> list[str]:
    named = [name for form in seen.forms for name in form.fields]
    return [*named, *(one.label for one in seen.fields), *(one.name for one in seen.fields)]


def _spaced(name: str) -> str:
    return re.sub(r"[_\-.\[\]]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name))


def answering(year: int, begin: Callable[[], None]) -> Callable[[Page], Choice | None]:
    """Answers, in `year`, the question for an age on a page; `begin` is called just before the answer is sent."""

    def answer(page: Page) -> Choice | None:
        fields: list[dict[str, Any]] = page.evaluate(_FIELDS)
        asked = [one for one in fields if asks_age(_spaced(f"{one['label']} {one['name']} {one['legend']}"))]
        if not asked:
            return _by_button(page, begin)
        for one in asked:
            with suppress(BrowserError):
                _fill(page, one, year)
        begin()
        pressed = str(page.evaluate(_SEND, asked[0]["index"]))
        _settle(page)
        told = "" if pressed else "The question has nothing to send it with."
        return Choice(
            Pass.CHILD, page.url, "tell_age", (pressed,) if pressed else (), len(asked) + 1, "form", bool(pressed), told
        )

    return answer


def _by_button(page: Page, begin: Callable[[], None]) -> Choice | None:
    for index, words in page.evaluate(_BUTTONS):
        if _YOUNG.search(words):
            begin()
            page.evaluate("(index) => document.querySelector(`[data-young='${index}']`).click()", index)
            _settle(page)
            return Choice(Pass.CHILD, page.url, "tell_age", (words,), 1, "banner")
    return None


def _fill(page: Page, asked: dict[str, Any], year: int) -> None:
    field = page.locator(f"[data-age='{asked['index']}']")
    kind, words = str(asked["kind"]), _spaced(f"{asked['label']} {asked['name']}").lower()
    if kind == "select":
        field.select_option(value=_option(asked["options"], year), timeout=_PATIENCE)
    elif kind in ("radio", "checkbox"):
        if _UNDER.search(words):
            field.check(timeout=_PATIENCE)
    elif kind == "date":
        field.fill(f"{year - AGE}-06-15", timeout=_PATIENCE)
    else:
        field.fill(_written(words, year), timeout=_PATIENCE)


def _written(words: str, year: int) -> str:
    if re.search(r"year|año|年|год|năm", words) and not re.search(r"old|years of age", words):
        return str(year - AGE)
    if re.search(r"date|birth|dob|nacimiento|ngày", words):
        return f"06/15/{year - AGE}"
    return str(AGE)


def _option(options: list[list[str]], year: int) -> str:
    for value, text in options:
        if str(year - AGE) in (value, text) or text.strip() == str(AGE) or value == str(AGE):
            return str(value)
    young = [str(value) for value, text in options if value and _UNDER.search(text)]
    return young[0] if young else str(options[min(6, len(options) - 1)][0])


def _settle(page: Page) -> None:
    page.wait_for_timeout(_SETTLE)
    with suppress(BrowserError):
        page.wait_for_load_state("load", timeout=5000)
