"""Turns YAML nodes or JSON values into the model, by its types: one builder for every dataclass.

Reading is strict and reports everything at once: after a problem a harmless stand-in takes the value's place,
so that the rest can still be checked. A policy with problems is never handed on (see `reading`).
"""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

import yaml

from avowal.policy.catalogue import Catalogue
from avowal.policy.period import Period
from avowal.policy.problems import Place, Problem, did_you_mean
from avowal.policy.shapes import field_types, optional, required_fields, scalar

_KEY = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")
NOTHING: Mapping[str, Any] = types.MappingProxyType({})
_STAND_INS: dict[Any, Any] = {str: "", int: 0, bool: False, date: date.min, Period: Period(1, "day")}


class Builder:
    """Builds model values from the nodes of one file, gathering problems and the place of each declaration."""

    def __init__(self, file: str, problems: list[Problem], places: dict[str, Place], first_line: int = 1) -> None:
        self._file = file
        self._problems = problems
        self._places = places
        self._first_line = first_line

    def place(self, node: yaml.Node) -> Place:
        return Place(self._file, node.start_mark.line + self._first_line)

    def build(self, kind: Any, node: yaml.Node, path: str) -> Any:
        """The value of `node` as `kind`; a stand-in after a problem. `path` names the value, dotted."""
        self._places.setdefault(path, self.place(node))
        inner = optional(kind)
        if inner is not None:
            return self.build(inner, node, path)
        if dataclasses.is_dataclass(kind) and kind is not Period:
            return self._object(typing.cast("type", kind), node, path)
        if typing.get_origin(kind) is Catalogue:
            return self._catalogue(typing.get_args(kind)[0], node, path)
        if typing.get_origin(kind) is tuple:
            return self._list(typing.get_args(kind)[0], node, path)
        return self._scalar(kind, node, path)

    def _trouble(self, node: yaml.Node, message: str, hint: str = "") -> None:
        self._problems.append(Problem(self.place(node), message, hint))

    def _pairs(self, node: yaml.Node, path: str) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
        if not isinstance(node, yaml.MappingNode):
            self._trouble(node, f"“{path}” must be a mapping of keys to values.")
            return
        seen: set[str] = set()
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in seen:
                self._trouble(key_node, f"“{key}” stands twice in “{path}”.", "Remove one, or give it another key.")
                continue
            seen.add(key)
            yield key, key_node, value_node

    def _object(self, cls: type, node: yaml.Node, path: str, given: Mapping[str, Any] = NOTHING) -> Any:
        kinds = {name: kind for name, kind in field_types(cls).items() if name not in given}
        values: dict[str, Any] = dict(given)
        for key, key_node, value_node in self._pairs(node, path):
            if key not in kinds:
                self._trouble(key_node, f"“{key}” is not known in “{path or 'the policy'}”.", did_you_mean(key, kinds))
                continue
            values[key] = self.build(kinds[key], value_node, f"{path}.{key}" if path else key)
        for name in sorted(required_fields(cls) - values.keys()):
            if isinstance(node, yaml.MappingNode):
                self._trouble(node, f"“{path or 'The policy'}” says nothing about “{name}”.", f"Add “{name}:”.")
            values[name] = stand_in(kinds[name])
        return cls(**values)

    def top(self, cls: type, node: yaml.Node, given: Mapping[str, Any]) -> Any:
        """The file's top mapping as `cls`; the fields in `given` come from elsewhere and may not stand in the file."""
        return self._object(cls, node, "", given)

    def _catalogue(self, kind: Any, node: yaml.Node, path: str) -> Catalogue[Any]:
        entries = []
        for key, key_node, value_node in self._pairs(node, path):
            if not _KEY.match(key):
                self._trouble(key_node, f"“{key}” is not a key.", "Use letters, digits, “_”, “-” and “.”.")
                continue
            self._places[f"{path}.{key}"] = self.place(key_node)
            entries.append((key, self.build(kind, value_node, f"{path}.{key}")))
        return Catalogue(entries)

    def _list(self, kind: Any, node: yaml.Node, path: str) -> tuple[Any, ...]:
        if not isinstance(node, yaml.SequenceNode):
            self._trouble(node, f"“{path}” must be a list.", "Write [one, two] or a line per item.")
            return ()
        return tuple(self.build(kind, item, f"{path}.{index}") for index, item in enumerate(node.value))

    def _scalar(self, kind: Any, node: yaml.Node, path: str) -> Any:
        if not isinstance(node, yaml.ScalarNode):
            self._trouble(node, f"“{path}” must be a single value.")
            return stand_in(kind)
        try:
            return scalar(kind, node.value)
        except ValueError as error:
            self._trouble(node, f"“{path}”: {error}")
            return stand_in(kind)


def stand_in(kind: Any) -> Any:
    """A harmless value of `kind`, used after a problem so that checking can go on."""
    if optional(kind) is not None:
        return None
    if typing.get_origin(kind) is Catalogue:
        return Catalogue()
    if typing.get_origin(kind) is tuple:
        return ()
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return next(iter(kind))
    if kind in _STAND_INS:
        return _STAND_INS[kind]
    return kind(**{name: stand_in(field_types(kind)[name]) for name in required_fields(kind)})
