"""What one language needs around declared values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from avowal.policy.period import Period


def one_or_many(count: int) -> int:
    """The plural rule of English, Spanish and many others."""
    return 0 if count == 1 else 1


def never_plural(_count: int) -> int:
    """The rule of languages whose nouns have one form."""
    return 0


@dataclass(frozen=True)
class Words:
    """One language's words.

    `units` holds a unit's forms in the order of the numbers that `plural` gives (CLDR's plural rules); `counted` and
    `written_date` are patterns; `spaced` is false where words are written without spaces between them. `script` is
    how Unicode names its letters, `small_words` are frequent words (or characters) that tell it from other languages
    of that script.
    """

    units: Mapping[str, tuple[str, ...]]
    months: tuple[str, ...]
    written_date: str
    last_comma: str
    none: str
    hours: Mapping[str, str]
    headings: Mapping[str, str]
    terms: Mapping[str, str]
    time_words: tuple[str, ...]
    number_words: tuple[str, ...]
    comma: str = ", "
    last_comma_before_i: str | None = None
    counted: str = "{count} {unit}"
    plural: Callable[[int], int] = one_or_many
    direction: str = "ltr"
    spaced: bool = True
    script: str = "LATIN"
    small_words: tuple[str, ...] = ()

    def period(self, period: Period) -> str:
        """`13 months` in this language."""
        return self.counted.format(count=period.count, unit=self.units[period.unit][self.plural(period.count)])

    def day(self, day: date) -> str:
        """A date as this language writes it."""
        return self.written_date.format(
            day=day.day, month=self.months[day.month - 1], month_number=day.month, year=day.year
        )

    def list_of(self, items: Sequence[str]) -> str:
        """`a, b and c`, or the word for none."""
        if not items:
            return self.none
        if len(items) == 1:
            return items[0]
        last = self.last_comma
        if self.last_comma_before_i is not None and _sounds_i(items[-1]):
            last = self.last_comma_before_i
        return f"{self.comma.join(items[:-1])}{last}{items[-1]}"


def _sounds_i(word: str) -> bool:
    start = word.casefold()
    return start.startswith(("i", "hi", "í")) and not start.startswith(("hia", "hie"))
