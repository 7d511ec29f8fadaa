"""The canonical form of a policy: the same bytes for the same meaning, whatever the bundle's layout was.

JSON in UTF-8, fields in the model's order, catalogues in declared order (order is meaning: it is the page's),
absent values left out, no white space. Its SHA-256 names a version.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import typing
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import cache, partial
from typing import Any

from avowal.policy.catalogue import Catalogue
from avowal.policy.frozen import whole
from avowal.policy.model import Policy
from avowal.policy.period import Period
from avowal.policy.shapes import field_types, optional, scalar


class NotCanonical(Exception):
    """Bytes that are not the canonical form of a policy this program can read."""


def write(policy: Policy) -> bytes:
    """The canonical bytes of `policy`."""
    return json.dumps(_plain(policy), ensure_ascii=False, separators=(",", ":")).encode()


def digest(canonical: bytes) -> str:
    """SHA-256 of a canonical form, in hex."""
    return hashlib.sha256(canonical).hexdigest()


def read(canonical: bytes) -> Policy:
    """The policy of canonical bytes; NotCanonical when they are not what `write` makes."""
    try:
        policy: Policy = _reader(Policy)(json.loads(canonical))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise NotCanonical(f"The bytes are not a policy in canonical form: {type(error).__name__}.") from error
    return policy


def plain(value: Any) -> Any:
    """Any part of the model as JSON holds it."""
    return _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Catalogue):
        return {key: _plain(entry) for key, entry in value.items()}
    if isinstance(value, Period | date):
        return str(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        found = ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
        return {name: _plain(entry) for name, entry in found if entry is not None}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.value if isinstance(value, StrEnum) else value


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of `kind` from its JSON; found once for each kind, because a policy holds thousands."""
    inner = optional(kind)
    if inner is not None:
        return _reader(inner)
    if kind in (str, int, bool):
        return partial(_exactly, kind)
    if typing.get_origin(kind) is Catalogue:
        return partial(_catalogue, _reader(typing.get_args(kind)[0]))
    if typing.get_origin(kind) is tuple:
        return partial(_list, _reader(typing.get_args(kind)[0]))
    if dataclasses.is_dataclass(kind) and kind is not Period:
        kinds = field_types(typing.cast("type", kind))
        return partial(_part, kind, {name: _reader(of) for name, of in kinds.items()})
    return partial(scalar, kind)


def _exactly(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise ValueError(f"expected {kind.__name__}")
    return value


def _catalogue(read_entry: Callable[[Any], Any], value: dict[str, Any]) -> Catalogue[Any]:
    return Catalogue({key: read_entry(item) for key, item in value.items()}.items())


def _list(read_item: Callable[[Any], Any], value: list[Any]) -> tuple[Any, ...]:
    return tuple([read_item(item) for item in value])


def _part(cls: Any, readers: dict[str, Callable[[Any], Any]], value: dict[str, Any]) -> Any:
    made = cls.__new__(cls)
    whole(made, {name: readers[name](item) for name, item in value.items()})
    return made
