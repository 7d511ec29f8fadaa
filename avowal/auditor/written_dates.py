"""Dates as privacy pages write them: ISO, English (`July 1, 2026`, `1 July 2026`), Spanish (`1 de julio de 2026`), and
as each language that a policy can be written in writes them.

Figures alone such as `1/7/2026` are left unread, since nobody can tell day from month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from avowal.policy.words import WORDS, Words

_MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    )
    for number, name in enumerate(names.split(), start=1)
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b")
_DAY_FIRST = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:\s+de)?\s+(?P<month>{_MONTH})\.?,?(?:\s+de)?\s+(?P<year>\d{{4}})\b", re.IGNORECASE
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b", re.IGNORECASE
)
_CHINESE = re.compile(r"(?P<year>\d{4})\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})")


def written_date(text: str) -> date | None:
    """The first date written in `text`, or None."""
    for pattern in (_ISO, _DAY_FIRST, _MONTH_FIRST, _CHINESE):
        found = pattern.search(text)
        if found is None:
            continue
        month = _MONTHS.get(found["month"].lower()) or int(found["month"])
        day = _day(found["year"], month, found["day"])
        if day is not None:
            return day
    return next(_in_other_languages(text), None)


def _in_other_languages(text: str) -> Iterator[date]:
    for pattern, months in _written_in_words():
        found = pattern.search(text)
        day = _day(found["year"], months[found["month"].casefold()], found["day"]) if found else None
        if day is not None:
            yield day


@cache
def _written_in_words() -> tuple[tuple[re.Pattern[str], dict[str, int]], ...]:
    """Each language's own way of writing a day, and the numbers of its months."""
    return tuple(_pattern(words) for words in WORDS.values())


def _pattern(words: Words) -> tuple[re.Pattern[str], dict[str, int]]:
    months = {name.casefold(): number for number, name in enumerate(words.months, start=1)}
    months |= {str(number): number for number in months.values()}
    names = "|".join(re.escape(name) for name in sorted(words.months, key=len, reverse=True))
    written = re.escape(words.written_date)
    parts = (("day", "day", r"\d{1,2}"), ("month", "month", names), ("month_number", "month", r"1?\d"))
    for part, name, pattern in (*parts, ("year", "year", r"\d{4}")):
        written = written.replace(re.escape(f"{{{part}}}"), f"(?P<{name}>{pattern})")
    return re.compile(rf"(?<!\d){written}(?!\d)", re.IGNORECASE), months


def _day(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None
