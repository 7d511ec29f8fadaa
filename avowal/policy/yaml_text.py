"""Writes single values as YAML, so that the reader finds again what was meant, and so does every other YAML program."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import yaml

from avowal.policy.period import Period

_PLAIN = re.compile(r"[^\W_][^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff,\[\]{}#:\"'`\\&*!|>%@]*")
"""Text that means itself, in a list too: begins with a letter or digit, holds nothing that YAML reads as a mark."""
_ESCAPED = re.compile(r"[\x00-\x1f\x7f-\x9f\"\\\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_STRING = "tag:yaml.org,2002:str"


def scalar(value: str | bool | int | date | Period) -> str:  # noqa: FBT001  (a value, no switch)
    """`value` on one line; text that another reader would take for a number, a date or a yes stands in quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value if _means_itself(value) else f'"{_ESCAPED.sub(_escape, value)}"'
    return str(value)


def inline(value: Any) -> str:
    """A value, list or mapping on one line: `[email, name]`, `{reference: A-1, since: 2026-01-31}`."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {inline(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(inline(item) for item in value) + "]"
    return scalar(value)


def _means_itself(text: str) -> bool:
    plain = _PLAIN.fullmatch(text) is not None and text == text.strip()
    return plain and _kind_elsewhere(text) == _STRING


def _kind_elsewhere(text: str) -> str:
    """The tag that YAML 1.1 gives to `text` without quotes; our own reader goes by the model's types instead."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    return str(node.tag) if node is not None else ""


def _escape(found: re.Match[str]) -> str:
    return {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}.get(found[0], f"\\u{ord(found[0]):04x}")
