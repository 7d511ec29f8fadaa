"""Fills the placeholders of the wording from the declarations, so that the page cannot say what the site does not do.

`{{ collections.weblog.keep }}` becomes `13 months`. A placeholder names a part of the policy, an entry of it and a
field of that entry; a part alone becomes a list or a table. Values come out as escaped Markdown.
"""

from __future__ import annotations

import re

from avowal.policy.speaker import Speaker
from avowal.policy.tables import WHOLE

PLACEHOLDER = re.compile(r"\{\{\s*(?P<name>[A-Za-z0-9_.-]+)\s*\}\}")
_WORDED_FIELDS = frozenset({"without", "services", "law", "reason"})
_ENTRY = 2
"""Parts of the dotted key of a declaration: the catalogue and the entry."""


class UnknownPlaceholder(Exception):
    """The wording asks for something that the policy does not declare."""


def fill(speaker: Speaker, text: str) -> str:
    """`text` with every placeholder filled; raises UnknownPlaceholder."""
    return PLACEHOLDER.sub(lambda found: value(speaker, found["name"]), text)


def value(speaker: Speaker, name: str) -> str:
    """What the placeholder `name` stands for; raises UnknownPlaceholder."""
    try:
        return WHOLE[name](speaker) if name in WHOLE else _value(speaker, name, name.split("."))
    except (KeyError, AttributeError):
        raise UnknownPlaceholder(name) from None


def _value(speaker: Speaker, name: str, path: list[str]) -> str:
    declared, field = speaker.declared(name.rpartition(".")[0]), path[-1]
    if path[0] == "collections" and len(path) > _ENTRY:
        return _of_collection(speaker, *path[1:])
    if path[0] == "cookies" and field == "purpose":
        return speaker.name(f"purposes.{declared.purpose}")
    if path[0] == "cookies" and field == "life" and declared.life is None:
        return speaker.words.terms["session"]
    if path[0] == "third_parties" and field == "cookies":
        return speaker.said(tuple(declared.cookies), field)
    found = speaker.declared(name)
    if field in _WORDED_FIELDS or (len(path) == _ENTRY and hasattr(found, "label")):
        return speaker.name(name)
    return speaker.said(found, field)


def _of_collection(speaker: Speaker, key: str, field: str, *rest: str) -> str:
    collection = speaker.policy.collections[key]
    if field == "elements" and rest:
        element, asked = rest
        if asked == "keep":
            return speaker.words.period(collection.keep_of(element))
        return speaker.names("purposes", {"purposes": collection.purposes_of(element)}[asked])
    if field == "keep":
        return speaker.words.period(collection.keep)
    part, keys = {"purposes": ("purposes", collection.purposes), "elements": ("data", tuple(collection.elements))}[
        field
    ]
    return speaker.names(part, keys)
