"""Values in running text: hosts and periods."""

from __future__ import annotations

import re

HOST = re.compile(
    r"(?<![@\w.-])(?:https?://)?"
    r"((?:[a-z0-9-]{1,63}\.){1,6}(?:com|org|net|gov|edu|us|io|info|health|care|app|dev|co|eu|uk|ca|example))\b(?![\w@])",
    re.IGNORECASE,
)
_UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_TENS = {
    "thirteen": 13,
    "fourteen": 14,
    "eighteen": 18,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "sixty": 60,
    "ninety": 90,
}
PERIOD = re.compile(
    rf"\b(?P<count>\d{{1,4}}|{'|'.join([*_UNITS, *_TENS])})[\s-]"
    r"(?:\((?P<digits>\d{1,4})\)\s)?(?:(?:calendar|business|full)\s)?(?P<unit>minute|hour|day|week|month|year)s?\b",
    re.IGNORECASE,
)

_AGE = r"(?P<age>\d{1,2}|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|twenty[ -]one)"
UNDER_AGE = re.compile(
    r"\b(?:under|below|younger than|less than|not yet|not turned|not reached)\s+(?:the\s+)?(?:age\s+)?(?:of\s+)?"
    rf"{_AGE}\b"
    r"(?!\s*(?:percent|%|minutes|hours|days|weeks|months|dollars))",
    re.IGNORECASE,
)
"""“under 13”, “not yet sixteen”."""
UP_TO_AGE = re.compile(rf"\b{_AGE}\s+(?:years\s+(?:old|of age)\s+)?(?:or|and)\s+(?:younger|under)\b", re.IGNORECASE)
"""“12 or younger”: everyone of that age, too."""
FROM_AGE = re.compile(
    rf"\b(?:at least|over|age of|aged?|turned|reached)\s+{_AGE}\b|\b{_AGE.replace('age', 'or_older')}"
    r"(?:\s+years?\s+(?:old|of age))?\s*(?:\+|(?:or|and)\s+(?:older|over|above|up))",
    re.IGNORECASE,
)
"""“18 or older”, “at least 18”."""
_AGES = {"twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18}
_PLAUSIBLE_AGES = range(10, 22)


def minimum_age(text: str) -> int | None:
    """The age from which on people may use what `text` speaks of."""
    for pattern, more in ((UNDER_AGE, 0), (UP_TO_AGE, 1), (FROM_AGE, 0)):
        for found in pattern.finditer(text):
            age = _age(next(filter(None, found.groups()))) + more
            if age in _PLAUSIBLE_AGES:
                return age
    return None


def is_young(text: str) -> bool:
    """Whether `text` speaks of people below an age."""
    return any(
        _age(found["age"]) in _PLAUSIBLE_AGES for pattern in (UNDER_AGE, UP_TO_AGE) for found in pattern.finditer(text)
    )


def _age(text: str) -> int:
    return int(text) if text.isdigit() else _AGES.get(text.lower(), 21)


def count(text: str) -> int:
    """A number in digits or words; 0 for what is none."""
    text = text.lower()
    if text.isdigit():
        return int(text)
    return _UNITS.index(text) + 1 if text in _UNITS else _TENS.get(text, 0)
