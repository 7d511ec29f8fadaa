"""Writes YAML with remarks: what a person must decide stands as an empty value with `# decide: …` beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_PLAIN = re.compile(r"^[A-Za-z_/][A-Za-z0-9_/ .-]*$")
_WORDS_OF_YAML = frozenset({"yes", "no", "true", "false", "on", "off", "null", "y", "n"})
_KEY = re.compile(r"^[A-Za-z_][A-Za-z0-9_-]*$")


@dataclass(frozen=True)
class Undecided:
    """A value that the policy does not tell; `what` says what to write."""

    what: str


@dataclass(frozen=True)
class Remarked:
    """A value with a remark behind it."""

    value: Any
    remark: str


def lines(value: Mapping[str, Any], indent: int = 0) -> Iterator[str]:
    """A mapping as YAML lines."""
    for key, entry in value.items():
        yield from _entry(f"{'  ' * indent}{_key(key)}:", entry, indent)


def _entry(head: str, entry: Any, indent: int) -> Iterator[str]:
    remark = ""
    if isinstance(entry, Remarked):
        entry, remark = entry.value, f"  # {entry.remark}"
    if isinstance(entry, Undecided):
        yield f'{head} ""  # decide: {entry.what}'
    elif isinstance(entry, Mapping) and entry:
        yield head + remark
        yield from lines(entry, indent + 1)
    elif isinstance(entry, Mapping):
        yield f"{head} {{}}{remark}"
    elif isinstance(entry, Sequence) and not isinstance(entry, str):
        yield f"{head} [{', '.join(map(_scalar, entry))}]{remark}"
    else:
        yield f"{head} {_scalar(entry)}{remark}"


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    if isinstance(value, int) or (_PLAIN.match(text) and text.lower() not in _WORDS_OF_YAML and text == text.strip()):
        return text
    return json.dumps(text, ensure_ascii=False)


def _key(key: str) -> str:
    return key if _KEY.match(key) and key.lower() not in _WORDS_OF_YAML else json.dumps(key, ensure_ascii=False)
