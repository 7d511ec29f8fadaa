"""Fills a form with made-up details, for choices that cannot be made without: on one's own sites only."""

from __future__ import annotations

from contextlib import suppress

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page

from avowal.auditor.canaries import Aviary

_PATIENCE = 4000
_REQUIRED = """() => [...document.querySelectorAll("input[required], textarea[required], select[required]")]
  .filter((one) => !one.value && one.getClientRects().length)
  .map((one, index) => { one.setAttribute("data-fill", index);
    return [index, one.localName === "select" ? "select" : (one.type || "text")]; })"""


def fill_form(page: Page, aviary: Aviary) -> None:
    """Fill every field of the page that must be filled."""
    with suppress(BrowserError):
        for index, kind in page.evaluate(_REQUIRED):
            field = page.locator(f"[data-fill='{index}']")
            with suppress(BrowserError):
                if kind == "select":
                    field.select_option(index=1, timeout=_PATIENCE)
                elif kind in ("checkbox", "radio"):
                    field.check(timeout=_PATIENCE)
                else:
                    field.fill(aviary.canary("form", f"a form on {page.url}", form=str(kind)).value, timeout=_PATIENCE)
