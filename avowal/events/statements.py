"""SQL from files: whole queries as they stand, and statements put together from checked identifiers.

A value never becomes part of a statement; it is bound. What is put in are identifiers (letters, digits, underscores),
whole numbers, and pieces that were themselves made here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from string import Template

ROOM = Path(__file__).parent
_IDENTIFIER = re.compile(r"^[a-z_][a-z0-9_]{0,126}$")


class Sql(str):
    """A piece of SQL made in this room, safe to be put into another."""

    __slots__ = ()


class NotAnIdentifier(ValueError):
    """Something other than a plain name was to become part of a statement."""


def statement(name: str, /, **parts: Sql | str | int) -> Sql:
    """The statement `sql/NAME.sql` with its parts put in. Raises NotAnIdentifier for a part that is no plain name."""
    return Sql(_template(name).substitute({key: _checked(part) for key, part in parts.items()}))


def joined(pieces: Iterable[Sql | str | int], by: str = ", ") -> Sql:
    """Pieces or identifiers side by side."""
    return Sql(by.join(_checked(piece) for piece in pieces))


def without_comments(text: str) -> str:
    """`text` without the lines that are comments only."""
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("--")).strip()


def _checked(part: Sql | str | int) -> str:
    if isinstance(part, Sql):
        return part
    if isinstance(part, int):
        return str(int(part))
    if not _IDENTIFIER.match(part):
        raise NotAnIdentifier(f"“{part}” cannot be a name in the event store; use small letters, digits and “_”.")
    return part


@cache
def _template(name: str) -> Template:
    return Template(without_comments((ROOM / "sql" / f"{name}.sql").read_text(encoding="utf-8")))
