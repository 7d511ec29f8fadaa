"""Dates as policies print them: `March 1, 2025`, `1 March 2025`, `2025-03-01`, `3/1/2025`, `March 2025`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"  # noqa: E501 - one list
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b",
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b",
        r"\b(?P<year>(?:19|20)\d{2})-(?P<number>\d{2})-(?P<day>\d{2})\b",
        r"\b(?P<number>\d{1,2})/(?P<day>\d{1,2})/(?P<year>(?:19|20)?\d{2})\b",
        rf"\b{_MONTH},?\s+{_YEAR}\b",
    )
)
_CENTURY = 2000


@dataclass(frozen=True)
class Printed:
    """A date as printed; `day` is None where only the month is said."""

    year: int
    month: int
    day: int | None
    text: str

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02}" + ("" if self.day is None else f"-{self.day:02}")


def find(text: str) -> Printed | None:
    """The first date in `text`."""
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            parts = found.groupdict()
            printed = _printed(parts, found[0])
            if printed is not None:
                return printed
    return None


def _printed(parts: dict[str, str | None], text: str) -> Printed | None:
    named, year = parts.get("month"), int(parts["year"] or 0)
    year += _CENTURY if year < 100 else 0  # noqa: PLR2004 - two digits
    month = _month(named) if named else int(parts.get("number") or 0)
    said = parts.get("day")
    day = int(said) if said else None
    try:
        date(year, month, day or 1)
    except ValueError:
        return None
    return Printed(year, month, day, text)


def _month(name: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))
