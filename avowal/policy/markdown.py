"""Small pieces of Markdown in which declared values are said."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")
_NATIONAL, _WITH_COUNTRY = 10, 11
"""Digits of a North American telephone number, without and with its country code."""


def escape(text: str) -> str:
    """`text` so that Markdown shows it as it is."""
    return _SPECIAL.sub(r"\\\1", text)


def mail_link(address: str) -> str:
    return f"[{escape(address)}](mailto:{address})"


def call_link(number: str) -> str:
    """A link that dials `number`; a short number such as 711 is dialled as it is."""
    digits = re.sub(r"[^0-9]", "", number)
    full = f"1{digits}" if len(digits) == _NATIONAL else digits
    return f"[{escape(number)}](tel:{'+' if len(full) == _WITH_COUNTRY else ''}{full})"


def web_link(address: str) -> str:
    """A link that shows its address without the scheme; what is no https address stays plain text."""
    if not address.startswith("https://"):
        return escape(address)
    return f"[{escape(address.removeprefix('https://'))}]({address})"


def table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table with a heading row."""
    first = list(headings)
    lines = [first, ["---"] * len(first), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
