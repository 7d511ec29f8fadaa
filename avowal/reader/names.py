"""Who makes the policy: the name that the page uses, and the legal name where it differs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_WORD = r"(?:(?:[A-Z]\.){2,}|[A-Z][\w'’&-]*|\d{1,3}[a-z][\w-]+)"
_SUFFIX = r"(?:,?\s(?:LLC|L\.L\.C\.|Inc\.?|Ltd\.?|Limited|Corp\.?|Corporation|Co\.|B\.V\.|GmbH|PLC|LLP|PBC))"
# atomic, so that long runs of capitals cost no more than they are long
_NAME = rf"(?<![\w.])(?>{_WORD}(?:\s(?:(?:of|for|and|&|the|de|in)\s){{0,2}}{_WORD}){{0,8}}{_SUFFIX}?)"
_BUSINESS_AS = re.compile(
    rf"(?P<legal>{_NAME})(?P<between>[^.;]{{0,80}}?)(?:doing business (?:as|under)|does business as"
    r"|trades as|\bd/?b/?a\b"
    r"|trading as|operating as|known as)\s+(?:the\s+)?"
    rf"(?P<name>{_NAME})"
)
_DEFINED = re.compile(
    rf"(?P<name>{_NAME})\s*\(\s*(?:(?:the|together|collectively|hereafter|or|also)[\s,]+)*[\"“‘']?\s*(?P<short>[^()]{{1,60}})\)"
)
_WE_ARE = re.compile(
    rf"\b(?:[Ww]e are|[Ww]e, (?:the )?|[Ww]elcome to|[Aa]t|[Pp]olicy of|[Ss]tatement of|legal name is)"
    rf"\s(?:the\s)?(?P<name>{_NAME})"
)
_ACTS = re.compile(
    rf"(?P<name>{_NAME})\s(?:is (?:a|an|the|committed)|provides|operates|runs|respects|offers|values|takes|owns|gives"
    r"|serves"
    r"|collects|uses|knows|keeps|believes|publishes)\b"
)
_BY = re.compile(rf"\b(?:by|of|from)\s(?:the\s)?(?P<name>{_NAME})")
_ANY = re.compile(rf"(?P<name>{_NAME})")
_COPYRIGHT = re.compile(
    rf"(?:©|\(c\)|[Cc]opyright)\s*(?:©\s*)?(?:(?:19|20)\d{{2}}(?:\s*[-–]\s*(?:19|20)?\d{{2}})?,?\s*)?(?P<name>{_NAME})"
)
_LEGAL_SUFFIX = re.compile(rf"{_SUFFIX}$")
_NO_NAME = re.compile(
    r"\b(?:Information|Address|Data|Cookies?|Beacons?|Protocol|Policy|Policies|Statement|Notice|Practices|Terms|Act|Law|Sites?"
    r"|Services?|Website|Web|Controller|Processor|Privacy|Internet|Rights?|Browser|Personal|Section|Regulation|Commission"
    r"|Do Not Track|Global|Union|United|California|Europe\w*|States?|January|February|March|April|May|June|July|August"
    r"|September|October|November|December|Google|Facebook|Twitter|Apple|Microsoft|Resources|Code|Rule|Public Records"
    r"|Department|Communications|Framework|Addendum|Clauses|Last|Effective|Updated)\b"
)
_STARTERS = frozenset(
    [
        "The",
        "This",
        "Our",
        "We",
        "Your",
        "You",
        "It",
        "If",
        "In",
        "On",
        "At",
        "By",
        "For",
        "To",
        "A",
        "An",
        "As",
        "When",
        "What",
        "Who",
        "How",
        "Why",
        "All",
        "Any",
        "Some",
        "These",
        "Those",
        "Such",
        "Like",
        "Here",
        "Welcome",
        "Please",
        "And",
        "But",
        "Or",
        "Many",
        "Also",
        "Contact",
        "Other",
        "Each",
        "No",
        "Not",
        "Is",
        "Are",
        "Do",
        "Where",
        "Section",
    ]
)
LONGEST = 1500
"""Characters of a sentence that are looked at; names stand at its beginning."""
_GENERIC_TITLE = re.compile(
    r"\b(?:general|online|website|web|internet|site|our|the|privacy|policy|policies|statement|notice|of|practices|and|cookies?"
    r"|security|information|data|protection|your|for|page|home|about|use|terms)\b|[|–—:-]",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Named:
    """`name` as the page uses it, `legal` where it differs, and the words it was read from."""

    name: str
    legal: str
    words: str
    short: tuple[str, ...] = ()


def organisation(sentences: Iterable[str], title: str, footer: Iterable[str]) -> Named | None:
    """The organisation that speaks in `sentences`; the page's title and the copyright line help."""
    texts = [text[:LONGEST] for text in sentences]
    whole = "\n".join(texts)
    for text in texts:
        found = _BUSINESS_AS.search(text)
        if found and _named(found["name"]) and _named(found["legal"]):
            return Named(_clean(found["name"]), _clean(found["legal"]), text, tuple(_shorts(text)))
    weights: Counter[str] = Counter()
    words: dict[str, str] = {}
    same: dict[str, str] = {}
    for found_name, weight, text in sorted(_candidates(texts, title, footer), key=lambda one: one[0].isupper()):
        name = same.setdefault(found_name.casefold(), found_name)
        weights[name] += weight
        words.setdefault(name, text)
    for name in weights:
        weights[name] += min(whole.count(name), 20)
    if not weights:
        return None
    best = max(weights, key=lambda name: (weights[name], len(name)))
    if best.isupper():  # a title in capitals: the text writes the name as it is
        written = next(
            (found[0] for found in re.finditer(re.escape(best), whole, re.IGNORECASE) if not found[0].isupper()), best
        )
        words[written], weights[written], best = words[best], weights[best], written
    return _with_legal(best, weights, words, whole)


def _with_legal(best: str, weights: Counter[str], words: dict[str, str], whole: str) -> Named:
    """The best name, told apart into the used and the legal one."""
    if _LEGAL_SUFFIX.search(best):
        used = _LEGAL_SUFFIX.sub("", best)
        return Named(used if whole.count(used) > whole.count(best) else best, best, words[best], (used,))
    legal = next((name for name in weights if _LEGAL_SUFFIX.search(name) and name.startswith(best)), "")
    said = re.search(rf"legal name is (?:the )?({_NAME})", whole)
    if said:
        legal = _clean(said[1])
    return Named(best, legal, words[best], tuple(_shorts(words[best])))


def _candidates(texts: list[str], title: str, footer: Iterable[str]) -> Iterator[tuple[str, int, str]]:
    for place, text in enumerate(texts):
        near = 3 if place < 12 else 0  # noqa: PLR2004 - who speaks is said at the beginning
        for pattern, weight in ((_DEFINED, 3), (_WE_ARE, 3), (_ACTS, 2), (_BY, 0), (_ANY, 0)):
            for found in pattern.finditer(text):
                name = _clean(found["name"])
                if not _named(name):
                    continue
                suffixed = bool(_LEGAL_SUFFIX.search(name))
                if weight or suffixed:
                    us = (
                        4
                        if pattern is _DEFINED and re.search(r"\b(?:we|us|our)\b", found["short"], re.IGNORECASE)
                        else 0
                    )
                    yield name, weight + near + us + 3 * suffixed, text
    for text in footer:
        found_one = _COPYRIGHT.search(text)
        if found_one and _named(found_one["name"]):
            yield _clean(found_one["name"]), 4, text
    named = " ".join(_GENERIC_TITLE.sub(" ", title).split())
    if named and named[0].isupper() and len(named.split()) <= 6:  # noqa: PLR2004 - a title, no sentence
        yield named, 4, title


def _shorts(text: str) -> Iterator[str]:
    """The short names that the sentence gives in brackets."""
    for inside in re.findall(r"\(([^()]{1,60})\)", text):
        for short in re.findall(r"[A-Z][\w.&'’-]*(?:\s[A-Z][\w.&'’-]*)*", inside):
            if not _NO_NAME.search(short) and len(short) > 2 and short.lower() not in ("we", "us", "our", "company"):  # noqa: PLR2004
                yield short


def _clean(name: str) -> str:
    words = name.split()
    while words and words[0] in _STARTERS:
        words.pop(0)
    name = " ".join(words).removesuffix("'s").removesuffix("’s").strip(" ,")
    return name.removesuffix("'").removesuffix("’")


def _named(name: str) -> bool:
    name = _clean(name)
    return len(name) > 2 and not _NO_NAME.search(name) and any(map(str.isalpha, name))  # noqa: PLR2004 - initials are none
