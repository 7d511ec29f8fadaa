"""Addresses of other sites in what editors wrote: in fields, in running text, in blocks however deep."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

_IN_TEXT = re.compile(r"""href=["'](https://[^"'<>\s]+)["']|\]\((https://[^)\s]+)\)|<(https://[^>\s]+)>""")
_WHOLE = re.compile(r"https://[^\s<>\"']+\Z")


def addresses_in(value: Any) -> Iterator[str]:
    """Every full address that `value` links to: a string, JSON in a string, or mappings and lists of them.

    A string is a link when it is an address and nothing else, or holds one as HTML or Markdown links do.
    """
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for entry in value:
            yield from addresses_in(entry)
    elif isinstance(value, str):
        yield from _in_string(value)


def _in_string(text: str) -> Iterator[str]:
    if text.startswith(("[", "{")) and "https:" in text:
        try:
            yield from addresses_in(json.loads(text))
        except ValueError:
            pass
        else:
            return
    if _WHOLE.match(text):
        yield text
        return
    for found in _IN_TEXT.finditer(text):
        yield unescape(next(group for group in found.groups() if group))
