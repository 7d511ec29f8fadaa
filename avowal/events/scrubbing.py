"""Takes out of a free value whatever names a person or says something about her health (ledger 1.1, 4.11; R81, R105).

Every value that comes through the front door in somebody else's words passes `scrub`: paths, screens, areas, origins,
terms of reports. Paths pass `paths.kept_path` first, which decodes them and takes out plain e-mail addresses.

The value is looked at segment by segment (between slashes). A segment in which something is found is replaced as a
whole by the name of what was found, `[telephone]`: what stands around a number may belong to it. Health words are the
exception where a site publishes the page: `/healthy-living/diabetes/` is its own text. The caller then keeps the words
and leaves out every key of the visitor, so that no row says who read about an illness.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from avowal.events import disguises
from avowal.events.conditions import names_a_condition
from avowal.events.kinds import Kind

__all__ = ["Kind", "Scrubbed", "scrub"]

_CALM = re.compile(r"[a-zß-öø-ÿ/.:_ -]*")
"""Neither digit nor capital nor sign: no number, and no encoding of an address, is written with these alone."""
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_MARKER = re.compile(rf"\[(?:{'|'.join(Kind)})\]")
_SEPARATOR = r"[\W_]{0,3}"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_MONTH_NAME = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic)[a-z]*"
_OLD_YEAR = r"(?:19[0-9]{2}|200[0-9])"
_ANY_YEAR = r"(?:19|20)[0-9]{2}"
_BIRTH_WORD = re.compile(r"(?<![a-z\[])(?:dob|birth|born|nacimiento|nacid[oa]|fecha.?nac)", re.IGNORECASE)
_DATED = re.compile(rf"(?<![0-9])20[1-9][0-9](?P<s>[-._/]?)(?:0[1-9]|1[0-2])(?P=s){_DAY}(?![0-9])")
"""How sites date their own pages; the birth dates of children, written so, are told only by a word beside them."""

_DIGIT = re.compile(r"[0-9]")
FEWEST_DIGITS = 5
"""No number that the scrubber knows has fewer."""
_BEGINS_WITH_A_DIGIT = "|".join(
    (
        r"(?P<ssn>[0-9]{3}[\W_]{1,3}[0-9]{2}[\W_]{1,3}[0-9]{4}(?![0-9]))",
        rf"(?P<telephone>(?:1{_SEPARATOR})?[2-9][0-9]{{2}}{_SEPARATOR}[2-9][0-9]{{2}}{_SEPARATOR}[0-9]{{4}}(?![0-9]))",
        r"(?P<cin>[0-9]{8,9}[a-z][0-9]{0,5}(?![a-z0-9]))",
        r"(?P<member>(?<![a-z])[1-9][a-z][a-z0-9][0-9][- ]?[a-z][a-z0-9][0-9][- ]?[a-z]{2}[0-9]{2}(?![a-z0-9]))",
        rf"(?P<year_first>{_OLD_YEAR}(?P<a>[-._/ ]?){_MONTH}(?P=a){_DAY}(?![0-9]))",
        rf"(?P<month_first>{_MONTH}(?P<b>[-._/ ]?){_DAY}(?P=b){_ANY_YEAR}(?![0-9]))",
        rf"(?P<day_first>{_DAY}(?P<c>[-._/ ]?){_MONTH}(?P=c){_ANY_YEAR}(?![0-9]))",
        rf"(?P<day_named>{_DAY}[\W_](?:de[\W_])?{_MONTH_NAME}[\W_](?:de[\W_])?{_OLD_YEAR}(?![0-9]))",
        r"(?P<number>[0-9]{7}|[0-9]{4}(?:[-_ .][0-9]{4}){2})",
    )
)
_BEGINS_WITH_A_LETTER = "|".join(
    (
        rf"(?P<month_named>{_MONTH_NAME}[\W_]{_DAY}[\W_]{{1,2}}{_OLD_YEAR}(?![0-9]))",
        r"(?P<record>mrn[\W_]{0,3}[a-z]{0,3}[0-9]{5}|[a-z]{1,3}[-_]?[0-9]{6})",
    )
)
_NUMBERS = re.compile(
    rf"(?=[0-9])(?<![0-9])(?:{_BEGINS_WITH_A_DIGIT})|(?=[a-z])(?<![a-z])(?:{_BEGINS_WITH_A_LETTER})", re.IGNORECASE
)
_KINDS = {
    "ssn": Kind.SSN,
    "telephone": Kind.TELEPHONE,
    "cin": Kind.CIN,
    "member": Kind.MEMBER,
    "year_first": Kind.BIRTH_DATE,
    "month_first": Kind.BIRTH_DATE,
    "day_first": Kind.BIRTH_DATE,
    "day_named": Kind.BIRTH_DATE,
    "month_named": Kind.BIRTH_DATE,
    "record": Kind.RECORD,
    "number": Kind.NUMBER,
}


class Scrubbed(NamedTuple):
    """A value as it may be stored, and what was found in it."""

    clean: str
    kinds: frozenset[Kind]

    @property
    def about_health(self) -> bool:
        """Whether it named an illness, a treatment or a medicine: no key of a visitor may stand beside it."""
        return Kind.HEALTH in self.kinds


def scrub(value: str, *, published: bool = False) -> Scrubbed:
    """`value` without what names a person or her health, and the kinds of what was found.

    `published` says that this is the path of a page that the site itself publishes: its health words stay, and are
    still told as found. What was scrubbed gives itself.
    """
    if value in _known_clean:
        return Scrubbed(value, _NOTHING)
    found = _scrubbed(value, published=published)
    if not found.kinds and len(value) <= REMEMBERED_SIGNS:
        if len(_known_clean) >= REMEMBERED:
            _known_clean.clear()
        _known_clean.add(value)
    return found


_NOTHING: frozenset[Kind] = frozenset()
REMEMBERED = 4096
REMEMBERED_SIGNS = 200
_known_clean: set[str] = set()
"""Values in which nothing was found, for the pages of a site are asked for again and again. Others are not held."""
known_clean = _known_clean.__contains__
"""Whether a value was scrubbed before and nothing was found in it; a quick question about a site's own pages."""


def _scrubbed(value: str, *, published: bool) -> Scrubbed:
    calm = _CALM.fullmatch(value) is not None
    if calm and not names_a_condition(value):
        return Scrubbed(value, _NOTHING)
    kinds: set[Kind] = set()
    whole = value if calm else _dates_over_segments(value, kinds)
    segments = whole.split("/")
    for place, segment in enumerate(segments):
        kind = _found(segment, calm=calm)
        if kind is None:
            continue
        kinds.add(kind)
        if not (published and kind is Kind.HEALTH):
            segments[place] = f"[{kind}]"
    if Kind.HEALTH not in kinds and names_a_condition("/".join(segments)):  # divided by slashes: /heart/attack
        kinds.add(Kind.HEALTH)
        segments = segments if published else ["", f"[{Kind.HEALTH}]"]
    return Scrubbed("/".join(segments), frozenset(kinds))


def _found(segment: str, *, calm: bool) -> Kind | None:
    """What a segment holds; of several things one that names a person."""
    if not segment or _MARKER.fullmatch(segment):
        return None
    kind = None if calm else _identity(segment)
    if kind is None and names_a_condition(segment):
        return Kind.HEALTH
    return kind


def _identity(segment: str) -> Kind | None:
    plain = _ESCAPE.sub("", segment)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKC", plain)
        plain = "".join(str(unicodedata.digit(sign, sign)) for sign in plain)  # every script's digits
    if disguises.is_digest(plain):
        return Kind.HASH
    return _number(plain) or disguises.found(plain, _number_or_condition)


def _number(text: str) -> Kind | None:
    """The first number of a kind that tells people apart; None for a date with which a site dates its own pages."""
    if len(_DIGIT.findall(text)) < FEWEST_DIGITS:
        return None
    if _DATED.search(text):
        if _BIRTH_WORD.search(text):
            return Kind.BIRTH_DATE
        text = _DATED.sub("~", text)
    found = _NUMBERS.search(text)
    return None if found is None else _KINDS[_group(found)]


def _group(found: re.Match[str]) -> str:
    return next(name for name in _KINDS if found[name] is not None)


def _number_or_condition(text: str) -> Kind | None:
    """What stands in the text that a disguise was taken off."""
    return _number(text) or (Kind.HEALTH if names_a_condition(text) else None)


_OVER_SEGMENTS = re.compile(
    rf"(?<=/)(?:{_OLD_YEAR}/{_MONTH}/{_DAY}|{_MONTH}/{_DAY}/{_ANY_YEAR}|{_DAY}/{_MONTH}/{_ANY_YEAR}"
    r"|[0-9]{3}/[0-9]{2}/[0-9]{4}|[2-9][0-9]{2}/[2-9][0-9]{2}/[0-9]{4})(?=/|$)"
)


def _dates_over_segments(value: str, kinds: set[Kind]) -> str:
    """Dates and numbers whose parts slashes divide: `/05/14/1980`; and any full date behind a word of birth."""

    def replaced(found: re.Match[str]) -> str:
        kind = _number(found[0].replace("/", "-")) or Kind.NUMBER
        kinds.add(kind)
        return f"[{kind}]"

    if len(_DIGIT.findall(value)) < FEWEST_DIGITS:
        return value
    value = _OVER_SEGMENTS.sub(replaced, value)
    birth = _BIRTH_WORD.search(value)
    if birth and _DATED.search(value, birth.end()):
        kinds.add(Kind.BIRTH_DATE)
        value = value[: birth.end()] + _DATED.sub(f"[{Kind.BIRTH_DATE}]", value[birth.end() :])
    return value
