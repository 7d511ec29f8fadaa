"""The JSON Schema of `policy.yaml`, generated from the model so that editors complete and check what people write."""

from __future__ import annotations

import dataclasses
import typing
from datetime import date
from enum import StrEnum
from typing import Any

from avowal.policy.catalogue import Catalogue
from avowal.policy.model import Policy
from avowal.policy.period import Period
from avowal.policy.shapes import field_types, optional, required_fields

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SCALARS: dict[Any, dict[str, Any]] = {
    str: {"type": "string", "minLength": 1},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    Period: {
        "type": "string",
        "pattern": r"^[1-9][0-9]{0,3} (minute|hour|day|month|year)s?$",
        "examples": ["13 months"],
    },
}


def json_schema() -> dict[str, Any]:
    """The schema of a bundle's `policy.yaml`, JSON Schema draft 2020-12."""
    definitions: dict[str, Any] = {}
    top = _object(Policy, definitions, leave_out=frozenset({"wording"}))
    return {
        "$schema": DIALECT,
        "title": "avowal policy bundle: policy.yaml",
        **top,
        "$defs": dict(sorted(definitions.items())),
    }


def schema_of(kind: type, title: str) -> dict[str, Any]:
    """The schema of any dataclass of the model's kinds as `canonical.plain` writes it."""
    definitions: dict[str, Any] = {}
    top = _object(kind, definitions)
    return {"$schema": DIALECT, "title": title, **top, "$defs": dict(sorted(definitions.items()))}


def _of(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    inner = optional(kind)
    if inner is not None:
        return _of(inner, definitions)
    if typing.get_origin(kind) is Catalogue:
        return {"type": "object", "additionalProperties": _of(typing.get_args(kind)[0], definitions)}
    if typing.get_origin(kind) is tuple:
        return {"type": "array", "items": _of(typing.get_args(kind)[0], definitions)}
    if kind in _SCALARS:
        return _SCALARS[kind]
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}  # stands in while its own fields are described
        definitions[kind.__name__] = _enumeration(kind) if issubclass(kind, StrEnum) else _object(kind, definitions)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _enumeration(kind: type[StrEnum]) -> dict[str, Any]:
    return _described(kind, {"type": "string", "enum": [member.value for member in kind]})


def _object(kind: type, definitions: dict[str, Any], leave_out: frozenset[str] = frozenset()) -> dict[str, Any]:
    fields = {name: field for name, field in field_types(kind).items() if name not in leave_out}
    shape = {
        "type": "object",
        "properties": {name: _of(field, definitions) for name, field in fields.items()},
        "required": [name for name in fields if name in required_fields(kind)],
        "additionalProperties": False,
    }
    return _described(kind, shape)


def _described(kind: type, shape: dict[str, Any]) -> dict[str, Any]:
    written = kind.__doc__ or ""
    generated = dataclasses.is_dataclass(kind) and written.startswith(f"{kind.__name__}(")
    inherited = issubclass(kind, StrEnum) and written == StrEnum.__doc__
    if not written or generated or inherited:
        return shape
    return {"description": " ".join(written.split()), **shape}
