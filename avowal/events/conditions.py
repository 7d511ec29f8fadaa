"""Whether a text names a health condition, a procedure or a medicine, by the list in `conditions.txt` (ledger 4.11).

Words are compared in small letters and without accents; what divides them does not matter, so that
`/breast-cancer`, `BreastCancer` and `breast%20cancer` name the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from importlib.resources import files

_WORD = re.compile(r"[a-z]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_Rest = tuple[str, ...]


def names_a_condition(text: str) -> bool:
    """Whether one of the listed names stands in `text` as whole words."""
    if text.isascii() and text.islower():
        return _listed(_WORD.findall(text))
    plain = _ESCAPE.sub("", text)
    parted = _HUMP.sub(" ", plain)
    return _listed(_words(plain)) or (parted != plain and _listed(_words(parted)))


def _words(text: str) -> list[str]:
    if not text.isascii():
        text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return _WORD.findall(text.lower())


def _listed(words: list[str]) -> bool:
    for place, word in enumerate(words):
        rests = CONDITIONS.get(word) or (CONDITIONS.get(word[:-1]) if word[-1] == "s" else None)
        if rests and any(_follows(words, place + 1, rest) for rest in rests):
            return True
    return False


def _follows(words: list[str], place: int, rest: _Rest) -> bool:
    return all(
        found in (wanted, f"{wanted}s") for found, wanted in zip(words[place : place + len(rest)], rest, strict=False)
    ) and place + len(rest) <= len(words)


def _read(text: str) -> Mapping[str, tuple[_Rest, ...]]:
    """First word → the ways in which a name goes on; an empty one where the word is a name by itself."""
    found: dict[str, set[_Rest]] = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        for name in map(_words, line.split(",")):
            if name:
                found.setdefault(name[0], set()).add(tuple(name[1:]))
                found.setdefault("".join(name), set()).add(())
    return {word: tuple(sorted(rests, key=len)) for word, rests in found.items()}


CONDITIONS = _read(files("avowal.events").joinpath("conditions.txt").read_text(encoding="utf-8"))
