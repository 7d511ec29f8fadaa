"""The reference beside a part of policy.yaml, made from the schema: fields, kinds of values, what is allowed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from avowal.policy.schema import json_schema

_REFERENCE = "#/$defs/"


@dataclass(frozen=True)
class FieldHelp:
    """One field: what its value looks like, which values it takes, whether it must be there."""

    name: str
    kind: str
    allowed: tuple[str, ...]
    required: bool


@dataclass(frozen=True)
class KindHelp:
    """One kind of thing that a part holds, with its fields."""

    name: str
    description: str
    fields: tuple[FieldHelp, ...]


def reference(part: str) -> list[KindHelp]:
    """What may stand in a part, the part's own things first. KeyError for no part."""
    schema = json_schema()
    definitions: dict[str, Any] = schema["$defs"]
    waiting, seen = list(_references(schema["properties"][part])), list[str]()
    while waiting:
        name = waiting.pop(0)
        if name not in seen and "properties" in definitions[name]:
            seen.append(name)
            waiting += _references(definitions[name])
    return [_kind(name, definitions) for name in seen]


def shape(part: str) -> str:
    """What the part as a whole looks like."""
    schema = json_schema()
    return _said(schema["properties"][part], schema["$defs"])


def _references(shape: Any) -> Iterator[str]:
    if isinstance(shape, dict):
        if "$ref" in shape:
            yield shape["$ref"].removeprefix(_REFERENCE)
        for inner in shape.values():
            yield from _references(inner)


def _kind(name: str, definitions: dict[str, Any]) -> KindHelp:
    shape = definitions[name]
    fields = (
        FieldHelp(field, _said(inner, definitions), _allowed(inner, definitions), field in shape["required"])
        for field, inner in shape["properties"].items()
    )
    return KindHelp(name, shape.get("description", ""), tuple(fields))


def _said(shape: dict[str, Any], definitions: dict[str, Any]) -> str:
    if "$ref" in shape:
        name = shape["$ref"].removeprefix(_REFERENCE)
        return _("one of these words") if "enum" in definitions[name] else name
    if shape["type"] == "array":
        return _("a list: %(kind)s") % {"kind": _said(shape["items"], definitions)}
    if shape["type"] == "object":
        return _("entries by key: %(kind)s") % {"kind": _said(shape["additionalProperties"], definitions)}
    if "pattern" in shape:
        return _("a period, such as “13 months”")
    if shape.get("format") == "date":
        return _("a date, such as 2026-01-31")
    return {"string": _("text"), "integer": _("a whole number"), "boolean": _("true or false")}[shape["type"]]


def _allowed(shape: dict[str, Any], definitions: dict[str, Any]) -> tuple[str, ...]:
    inner = shape.get("items", shape)
    named = definitions.get(inner.get("$ref", "").removeprefix(_REFERENCE), {})
    return tuple(named.get("enum", ()))
