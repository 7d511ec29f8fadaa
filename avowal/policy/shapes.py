"""The model's types as data: its fields, and how a text becomes a value of each kind.

Apart from `building`, so that whoever reads only canonical policies need not load a YAML reader.
"""

from __future__ import annotations

import dataclasses
import re
import sys
import types
import typing
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from avowal.policy.period import Period


@cache
def field_types(cls: type) -> dict[str, Any]:
    """Field name → resolved type of a dataclass, in declared order."""
    fields = dataclasses.fields(cls)
    known = vars(sys.modules[cls.__module__])
    # all at once, because compiling each by itself is most of what reading a policy in a cold process costs
    kinds = eval(f"({', '.join(str(field.type) for field in fields)},)", known)  # noqa: S307 - our own annotations
    return {field.name: kind for field, kind in zip(fields, kinds, strict=True)}


@cache
def required_fields(cls: type) -> frozenset[str]:
    """Fields of a model dataclass that have no default."""
    missing = dataclasses.MISSING
    return frozenset(
        field.name for field in dataclasses.fields(cls) if field.default is missing and field.default_factory is missing
    )


@cache
def optional(kind: Any) -> Any | None:
    """The inner type of `X | None`, or None where `kind` is not optional."""
    if isinstance(kind, types.UnionType) or typing.get_origin(kind) is typing.Union:
        inner = [member for member in typing.get_args(kind) if member is not type(None)]
        return inner[0] if len(inner) == 1 else None
    return None


def scalar(kind: Any, text: str) -> Any:
    """`text` as a str, int, bool, date, Period or enumeration; ValueError says what was expected."""
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _term(kind, text)
    return _READERS[kind](text)


def _term(kind: type[StrEnum], text: str) -> StrEnum:
    try:
        return kind(text)
    except ValueError:
        from avowal.policy.problems import did_you_mean  # here, because a canonical form that is in order needs none

        known = [member.value for member in kind]
        raise ValueError(f"“{text}” is not one of {', '.join(known)}. {did_you_mean(text, known)}".strip()) from None


def _words(text: str) -> str:
    if not text.strip() or text in ("null", "~"):
        raise ValueError("the value is missing.")
    return text


def _whole_number(text: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,9}", text):
        raise ValueError(f"“{text}” is not a whole number.")
    return int(text)


def _flag(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(f"“{text}” is neither true nor false.")
    return text == "true"


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}” is not a date such as 2026-01-31.") from None


_READERS: dict[Any, Callable[[str], Any]] = {
    str: _words,
    int: _whole_number,
    bool: _flag,
    date: _date,
    Period: Period.parse,
}
