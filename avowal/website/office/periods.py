"""Periods that a report can cover."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

LONGEST_DAYS = 400
FIRST_DAY = date(2000, 1, 1)


@dataclass(frozen=True)
class Period:
    """From a first to a last day, both included."""

    since: date
    until: date

    @property
    def days(self) -> int:
        return (self.until - self.since).days + 1


def _last(days: int) -> Callable[[date], Period]:
    return lambda today: Period(today - timedelta(days=days - 1), today)


def _this_month(today: date) -> Period:
    return Period(today.replace(day=1), today)


def _last_month(today: date) -> Period:
    end = today.replace(day=1) - timedelta(days=1)
    return Period(end.replace(day=1), end)


PRESETS: dict[str, tuple[str, Callable[[date], Period]]] = {
    "7d": (_("Last 7 days"), _last(7)),
    "28d": (_("Last 28 days"), _last(28)),
    "30d": (_("Last 30 days"), _last(30)),
    "90d": (_("Last 90 days"), _last(90)),
    "month": (_("This month"), _this_month),
    "last-month": (_("Last month"), _last_month),
}
