"""Signs: the words by which a sentence shows what it is about, beyond the concepts of the policy's own lexicon.

A line is `sign: entry; entry; …`. An entry is one word or a phrase of at most four; `a/b` stands for either. Entries
and text are reduced by the lexicon's `stem`. Signs say nothing by themselves: `rows` tells which of them together
make a promise.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from avowal.reader.signs import acts, data, everyday, law, means, page, people, subjects, uses
from avowal.reader.signs.wholes import WHOLES

_TEXTS = tuple(module.SIGNS for module in (people, acts, data, everyday, means, subjects, uses, law, page))


@cache
def signs() -> Mapping[str, tuple[str, ...]]:
    """Each sign and its entries."""
    found: dict[str, str] = {}
    name = ""
    for line in (line for text in _TEXTS for line in text.strip().splitlines()):
        if not line.startswith(" "):
            name, _, line = line.partition(":")  # noqa: PLW2901 - the rest of the line goes on as the others do
        found[name] = f"{found.get(name, '')} {line.strip()}"
    return {name: tuple(entry.strip() for entry in text.split(";") if entry.strip()) for name, text in found.items()}


def wholes() -> tuple[str, ...]:
    """Phrases whose single words mean nothing by themselves."""
    return tuple(phrase.strip() for phrase in WHOLES.replace("\n", ";").split(";") if phrase.strip())
