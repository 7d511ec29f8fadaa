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


def count(text: str) -> int:
    """A number in digits or words; 0 for what is none."""
    text = text.lower()
    if text.isdigit():
        return int(text)
    return _UNITS.index(text) + 1 if text in _UNITS else _TENS.get(text, 0)
