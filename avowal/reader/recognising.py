"""Finds signs in the words of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import product

from avowal.policy.lexicon import LONGEST, Word, stem
from avowal.reader.signs import signs, wholes

_APART = {
    **dict.fromkeys(("add", "adds", "added", "adding"), "add-"),  # to add is no advertisement
    **dict.fromkeys(("note", "notes", "noted", "noting"), "note-"),  # to note is no “not”
}
"""Words whose stem would be that of another word."""


_NO_OWNER = frozenset({"it's", "that's", "what's", "let's", "who's", "here's", "there's", "he's", "she's", "how's"})


def reduced(word: str) -> str:
    """`word` as entries and texts are compared; whose something is, is the one named (`a minor's` → `a minor`)."""
    if word.endswith("'s") and word not in _NO_OWNER:
        word = word[:-2]
    return _APART.get(word) or stem(word)


def found_in(words: Sequence[Word]) -> list[tuple[str, int]]:
    """Every sign in `words` and where it begins; entries may overlap."""
    table = _table()
    stems = tuple(word.stem for word in words)
    within = _inside_wholes(stems)
    return [
        (sign, at)
        for at in range(len(stems))
        for length in range(1, min(LONGEST, len(stems) - at) + 1)
        if not (length == 1 and at in within)
        for sign in table.get(stems[at : at + length], ())
    ]


def _inside_wholes(stems: tuple[str, ...]) -> frozenset[int]:
    """Positions of words within a phrase that is taken as a whole."""
    known = _wholes()
    return frozenset(
        inside
        for at in range(len(stems))
        for length in range(2, LONGEST + 1)
        if stems[at : at + length] in known
        for inside in range(at, at + length)
    )


@cache
def _wholes() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(reduced(word) for word in phrase.split()) for phrase in wholes())


@cache
def _table() -> dict[tuple[str, ...], tuple[str, ...]]:
    table: dict[tuple[str, ...], list[str]] = {}
    for sign, entries in signs().items():
        for entry in entries:
            for spoken in spellings(entry):
                meant = table.setdefault(tuple(reduced(word) for word in spoken.split()), [])
                if sign not in meant:
                    meant.append(sign)
    return {key: tuple(meant) for key, meant in table.items()}


def spellings(entry: str) -> tuple[str, ...]:
    """What an entry with alternatives stands for: `end of your/the visit` is two phrases."""
    return tuple(" ".join(words) for words in product(*(word.split("/") for word in entry.split())))
