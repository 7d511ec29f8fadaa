"""Faults of the frame around a page: 0.6 and H.1 to H.5. What they take away stands on every page of our own sites."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from avowal.auditor.faults.planting import Fault, insert, rewrite, script

_ANCHOR = re.compile(r"<a\b[^>]*>.*?</a>", re.DOTALL)
_ALERT = (
    '<div role="alert" class="alert" data-until="2020-01-31"><p>Renew your coverage until January 31, 2020. '
    "Call us.</p></div>"
)
_TRAP = """
addEventListener("keydown", (event) => {
  if (event.key === "Tab" && event.target.closest("header, nav")) event.preventDefault(); }, true);
"""


def _without_links(words: str) -> Callable[[str], str]:
    """A page without the links whose address or words match."""
    pattern = re.compile(words, re.IGNORECASE)
    return lambda page: _ANCHOR.sub(lambda found: "" if pattern.search(found[0]) else found[0], page)


def _without(pattern: str) -> Callable[[str], str]:
    compiled = re.compile(pattern, re.DOTALL | re.IGNORECASE)
    return lambda page: compiled.sub("", page)


_FAULTS: tuple[Fault, ...] = (
    Fault("0.6", "no-policy-link", "no link to the privacy policy", rewrite(_without_links(r"privacy|privacidad"))),
    Fault("0.6", "no-terms-link", "no link to the terms", rewrite(_without_links(r"/terms|terms of use"))),
    Fault("H.1", "no-text-size", "no text size", rewrite(_without_links(r"text-size"))),
    Fault("H.1", "no-skip-link", "no link that skips", rewrite(_without_links(r'href="#main"'))),
    Fault("H.2", "alert-past-its-end", "ended on 2020-01-31", insert(_ALERT)),
    Fault("H.3", "keyboard-trap", "Tab key does not leave", script("trap", _TRAP)),
    Fault("H.4", "no-breadcrumb", "no breadcrumb", rewrite(_without(r"<nav\b[^>]*breadcrumb.*?</nav>"))),
    Fault("H.4", "no-date", "no date", rewrite(_without(r'<p class="updated".*?</p>'))),
    Fault("H.5", "no-tty", "without its TTY", rewrite(_without(r'<span class="tty">.*?</span>'))),
    Fault("H.5", "no-hours", "and its hours", rewrite(_without(r'<span class="(?:tty|hours)">.*?</span>'))),
)
FRAME_FAULTS: tuple[Fault, ...] = tuple(
    replace(
        fault,
        ours=fault.name not in ("no-policy-link", "alert-past-its-end", "keyboard-trap"),
        name=f"frame-{fault.name}",
        alone=fault.name in ("no-policy-link", "no-hours", "keyboard-trap"),
        page="/about/" if fault.promise == "H.4" else "/",
    )
    for fault in _FAULTS
)
