"""Companies that a policy names: who is introduced as a vendor or partner, and who is one by what is done with it.

No list of companies: a capitalised name counts where the sentence says what it is (“vendors such as X”, “X, our mail
provider”) or does to it what one does to a company (“we use X and Y”, “we share it with X”).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from avowal.policy.lexicon import Kind, Word, hits, stem
from avowal.policy.stems import words_of

Companies = tuple[tuple[str, str], ...]
"""Names, each with the word that stands for it: `MARK`, what it is, `9`, its key."""
MARK = "Company9"
"""How the word begins that stands for a company's name; no word of a text has this form."""

_WORD = r"[A-Z][A-Za-z0-9&]*(?:\.[a-z]{2,3}\b)?"
_NAME = rf"{_WORD}(?: {_WORD})*"
_LIST = rf"(?>(?P<list>(?:the )?{_NAME}(?:(?:,| and| or|, and|, or) (?:the )?{_NAME})*))"
_CLASS = (
    r"(?P<class>(?i:(?:\w+[ -]){0,2}(?:vendor|supplier|contractor|processor|provider|partner|affiliate|subsidiary"
    r"|subsidiaries|compan(?:y|ies)|firm|network|advertiser|part(?:y|ies)|service|tool|agenc(?:y|ies))s?))"
)
_FRAMES = tuple(
    re.compile(frame)
    for frame in (
        rf"\b{_CLASS},? (?:such as|like|including|for example|namely) {_LIST}",
        rf"\b(?:[Oo]ur|[Tt]he|[Aa]n?) {_CLASS},? {_LIST}",
        rf"(?P<list>{_NAME}), (?:who is |which is )?(?:our|an?|the) {_CLASS}\b",
        rf"\b[Ww]e (?:also )?(?:use|work with|rely on|partner with|cooperate with|engage|hire) {_LIST}",
        (
            r"\b(?:[Ss]har|[Dd]isclos|[Tt]ransfer|[Ss]ell|sold|[Pp]ass|[Ss]en[dt]|[Gg]iv|[Pp]rovid)[a-z]* [^.;:]{0,80}?"
            rf"\b(?:with|to) {_LIST}(?! [a-z]+s\b)"
        ),
    )
)
_APPOSED = re.compile(rf"(?P<name>{MARK}\w+), (?:who is |which is )?(?:our|an?|the|one of our) [^,.;]{{1,50}}, ")
_SEPARATOR = re.compile(r",? (?:and|or) |, ")
_ARTICLE = re.compile(r"^(?:the|The) ")
_ACRONYM = re.compile(r"^[A-Z0-9]{2,5}$")
_COMMON = words_of(
    "a all an any anonymous april august california cloud congress december do each every european federal february"
    " flash friday health i if in internet it january javascript july june law layer march may members monday my notice"
    " november october our persistent personal policy privacy secure security september service services session site"
    " social some state states table terms that the their these this those united users we web website when you your"
    " app apps act area button department form office page section usage transport data user information"
    " account"
)
"""Words written large that name no company."""
_ANY_COMPANY = "third0party"  # a key of `concepts`, as one word
_SHORTEST = 3
_LARGE = re.compile(r"[a-z,] (?:the )?[A-Z]|^[A-Z][\w ]+, ")


@lru_cache(maxsize=1024)
def introduced(text: str, own: tuple[str, ...]) -> Companies:
    """The companies that `text` names as such; `own` are the plan's names."""
    if not _LARGE.search(text):
        return ()
    found: dict[str, str] = {}
    for frame in _FRAMES:
        for match in frame.finditer(text):
            kind = _kind(match.groupdict().get("class") or "")
            for name in _names(match["list"], own):
                first = name.split()[0]
                key = re.sub("[^a-z]", "", first.lower())
                found.setdefault(name, f"{MARK}{kind}9{key}")
                found.setdefault(first, found[name])  # “Acme Mail” goes on as “Acme”
    return tuple(found.items())


def with_kinds(text: str, companies: Companies) -> str:
    """`text` with each company's name as words for what it is."""
    if not companies:
        return text
    kinds = dict(companies)
    return _APPOSED.sub(r"\g<name> ", _any_of(tuple(kinds)).sub(lambda found: kinds[found["name"]], text))


@lru_cache(maxsize=64)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"\b(?P<name>{'|'.join(map(re.escape, longest_first))})(?:'s)?(?!\w)")


def _names(listed: str, own: tuple[str, ...]) -> Iterator[str]:
    for part in _SEPARATOR.split(listed):
        words = _ARTICLE.sub("", part).split()
        while words and _means_something(words[-1]) and len(words) > 1:
            words.pop()  # the “Pixel” of a company's pixel
        name = " ".join(words)
        if name and name not in own and not any(one.split()[0] == words[0] for one in own) and _is_name(words):
            yield name


def _is_name(words: list[str]) -> bool:
    first = words[0]
    if first.lower() in _COMMON or _ACRONYM.match(first) or len(first) < _SHORTEST:
        return False
    return not any(hit.start == 0 for hit in hits([Word(word, stem(word)) for word in words]))


def _means_something(word: str) -> bool:
    return any(hit.kind is Kind.MEANS for hit in hits([Word(word, stem(word))]))


def _kind(phrase: str) -> str:
    words = [Word(word, stem(word)) for word in phrase.replace("-", " ").split()]
    last = [hit for hit in hits(words) if hit.kind is Kind.RECIPIENT and hit.end == len(words)]
    if last:
        return last[-1].concept.replace("_", "0")
    return "vendor" if words and words[-1].stem in ("provider", "agenci") else _ANY_COMPANY
