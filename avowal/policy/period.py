"""A length of time as a policy states it: in calendar words, because that is what people are promised."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

_WRITTEN = re.compile(r"^(?P<count>[1-9][0-9]{0,3}) (?P<unit>minute|hour|day|month|year)s?$")

MOST_YEARS = 999
"""So that the end of a period that begins in our time has a date."""


@dataclass(frozen=True, order=False)
class Period:
    """One count of one calendar unit: `13 months`, `30 days`.

    A month or year later is the same day of the month, or the month's last day where it is shorter,
    so a period ends on the date a reader would count to.
    """

    count: int
    unit: str

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read `13 months`; ValueError says what is accepted."""
        found = _WRITTEN.match(text.strip())
        if found is None:
            raise ValueError(f"“{text}” is not a period; write a whole number and a unit, such as “13 months”.")
        count, unit = int(found["count"]), found["unit"]
        if unit == "year" and count > MOST_YEARS:
            raise ValueError(f"“{text}” is longer than {MOST_YEARS} years, which no calendar counts to.")
        return cls(count, unit)

    def after(self, start: datetime) -> datetime:
        """The instant at which this period, begun at `start`, is over."""
        if self.unit in ("month", "year"):
            return _months_after(start, self.count * (12 if self.unit == "year" else 1))
        return start + timedelta(**{f"{self.unit}s": self.count})

    @property
    def seconds(self) -> int:
        """Length in seconds; a month counts as 30 days and a year as 365, as cookie lives do."""
        return (
            self.count * {"minute": 60, "hour": 3600, "day": 86_400, "month": 2_592_000, "year": 31_536_000}[self.unit]
        )

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"


def _months_after(start: datetime, months: int) -> datetime:
    import calendar  # here, because most processes that read a policy count no months

    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last_day = calendar.monthrange(year, month + 1)[1]
    return start.replace(year=year, month=month + 1, day=min(start.day, last_day))
