"""Reduces English words to stems, so that one entry of the lexicon finds every form of its word."""

from __future__ import annotations

import re
from functools import cache, lru_cache

_IRREGULAR = """
sold:sell gave:give given:give kept:keep sent:send held:hold told:tell taken:take took:take seen:see shown:show
made:make chosen:choose chose:choose left:leave brought:bring children:child did:do does:do
"""
_KEPT = """
data us is was has this these others thing anything everything nothing during analytics statistics news being
according need marketing advertising browsing tracking tracker unless business promotional aggregated anonymized
targeted based affiliated operational shipping mailing billing hosting people various
"""
_USE = ("use", "used", "uses", "using")
_SMALL = frozenset({"not", "on", "in", "an", "ad"})
"""Words that no other word may be cut down to: “noted” is no “not”, “added” no “ad”."""
_ENDINGS = ("ings", "ing", "ied", "ies", "ed", "es", "s", "e")
_SHORTEST = 2
"""Letters that a stem has at least."""


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """`word` without its ending: `parties` → `parti`, `shared` → `shar`. Crude, and the same for entry and text."""
    word = word.lower()
    if word in _USE or word in _kept():
        return "use" if word in _USE else word  # “us” is another word
    word = _irregular().get(word, word)
    for ending in _ENDINGS:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _SHORTEST and re.search(r"[aeiouy]", rest) and not word.endswith("ss"):
            word = rest + ("i" if ending in ("ies", "ied") else "e" if ending != "s" and rest in _SMALL else "")
            break
    word = re.sub(r"y$", "i", word)
    single = re.sub(r"([bdgklmnprt])\1$", r"\1", word)
    return word if single in _SMALL else single


@cache
def _kept() -> frozenset[str]:
    return frozenset(_KEPT.split())


@cache
def _irregular() -> dict[str, str]:
    return dict(pair.split(":") for pair in _IRREGULAR.split())


def stems_of(text: str) -> frozenset[str]:
    """The stems of some words that stand in one text."""
    return frozenset(map(stem, text.split()))


def words_of(text: str) -> frozenset[str]:
    """Some words that stand in one text."""
    return frozenset(text.split())
