"""Finds the declared thing that a person means by a name: key, label in any language, host, path or category."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from avowal.policy.frozen import dataclass
from avowal.policy.model import Policy

PARTS = ("data", "collections", "cookies", "beacons", "purposes", "recipients", "third_parties", "sites", "apps")
"""The kinds of things that a name can mean, in the order in which they are told."""
SUGGESTIONS = 4
_ALIKE = 0.6
_AS_LIKELY = 0.15
"""How much less alike than the likest a further suggestion may be."""
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Meant:
    """One declared thing: the part of the policy it stands in, and its key there."""

    part: str
    key: str

    @property
    def dotted(self) -> str:
        return f"{self.part}.{self.key}"


def meant_by(policy: Policy, name: str) -> tuple[Meant, ...]:
    """Every declared thing that `name` is a name of; empty where nothing is."""
    asked = _plain(name)
    host = _plain(urlsplit(name).hostname or "") if "://" in name else asked
    found = {thing for thing, known in _names(policy) if known in (asked, host)}
    return tuple(sorted(found, key=lambda thing: (PARTS.index(thing.part), thing.key)))


def near(policy: Policy, name: str) -> tuple[Meant, ...]:
    """Declared things whose names are like `name`, the likest first: spelt alike, or holding each of its words."""
    asked = _plain(name)
    words = set(re.findall(r"\w+", asked))
    scored: dict[Meant, float] = {}
    for thing, known in _names(policy):
        likeness = difflib.SequenceMatcher(None, asked, known, autojunk=False)
        score = likeness.ratio() if likeness.real_quick_ratio() >= _ALIKE and likeness.quick_ratio() >= _ALIKE else 0.0
        if words and words <= set(re.findall(r"\w+", known)):
            score = max(score, _ALIKE + len(asked) / (len(known) + 1) / 2)
        if score >= _ALIKE:
            scored[thing] = max(score, scored.get(thing, 0.0))
    likest = sorted(scored, key=lambda thing: (-scored[thing], PARTS.index(thing.part), thing.key))
    return tuple(thing for thing in likest[:SUGGESTIONS] if scored[thing] >= scored[likest[0]] - _AS_LIKELY)


@lru_cache(maxsize=4)
def _names(policy: Policy) -> tuple[tuple[Meant, str], ...]:
    """Everything that can be meant, under each of its names; kept, because people ask the same policy again."""
    return tuple(_each_name(policy))


def _each_name(policy: Policy) -> Iterator[tuple[Meant, str]]:
    labels = [wording.labels for wording in policy.wording.values()]
    for part in PARTS:
        for key, declared in getattr(policy, part).items():
            thing = Meant(part, key)
            own = (key, thing.dotted, declared.label, *_further(part, declared))
            translated = [found[thing.dotted] for found in labels if thing.dotted in found]
            yield from ((thing, _plain(name)) for name in dict.fromkeys((*own, *translated)) if name)


def _further(part: str, declared: object) -> tuple[str, ...]:
    """Other names of things of one kind."""
    given = {
        "data": ("category", "dpv"),
        "purposes": ("use", "dpv"),
        "beacons": ("path",),
        "sites": ("host", "also"),
        "third_parties": ("hosts", "cookies"),
    }
    found: list[str] = []
    for field in given.get(part, ()):
        value = getattr(declared, field)
        found += [value] if isinstance(value, str) else list(value or ())
    return tuple(found)


def _plain(name: str) -> str:
    return _SPACES.sub(" ", name.strip().casefold())
