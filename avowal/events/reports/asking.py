"""What is asked of a report: a period of whole days, and the filters (decision 0004)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

EARLIEST, LATEST = date(1970, 1, 2), date(2105, 12, 31)
"""First and last day that can be asked for: the store's clock runs from 1970 to 2106, and days differ by zone."""

ROWS_DAYS = 7
"""How many days' raw rows are read at most for what no count tells."""


class NotAsked(ValueError):
    """This cannot be asked; the sentence says why and what to ask instead."""


@dataclass(frozen=True)
class Asked:
    """Days of `time_zone` from `since` to `until`, both included, and filters; an empty filter lets everything through.

    `site` is a site's key (an app's, for screens), `path` one page, `language` the first segment of the path, where
    `source_language` stands for paths that begin with none of `languages`, which are the policy's. Raises NotAsked.
    """

    since: date
    until: date
    time_zone: str
    site: str = ""
    path: str = ""
    language: str = ""
    languages: tuple[str, ...] = ()
    source_language: str = ""

    def __post_init__(self) -> None:
        if self.until < self.since:
            raise NotAsked(f"The period ends on {self.until}, before it begins on {self.since}.")
        if self.since < EARLIEST or self.until > LATEST:
            raise NotAsked(
                f"{self.since} to {self.until} cannot be asked for; choose days from {EARLIEST} to {LATEST}."
            )
        if self.language and self.language not in (*self.languages, self.source_language):
            known = ", ".join(dict.fromkeys((*self.languages, self.source_language)))
            raise NotAsked(f"The policy names no language “{self.language}”; choose one of {known}.")
        if self.path and not self.path.startswith("/"):
            raise NotAsked("A page is named by its path, which begins with “/”, such as /join/.")
        try:
            ZoneInfo(self.time_zone)
        except (ZoneInfoNotFoundError, ValueError):
            raise NotAsked(f"“{self.time_zone}” is no time zone; name one such as America/Los_Angeles.") from None

    @property
    def before(self) -> Asked | None:
        """The period of the same length just before this one; None where it would begin before EARLIEST."""
        length = self.until - self.since + timedelta(days=1)
        if self.since - length < EARLIEST:
            return None
        return replace(self, since=self.since - length, until=self.until - length)

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of the period."""
        return tuple(self.since + timedelta(days=number) for number in range((self.until - self.since).days + 1))

    @property
    def prefixes(self) -> tuple[str, ...]:
        """The languages that a path can begin with: all but the source language."""
        return tuple(language for language in self.languages if language != self.source_language)

    def language_of(self, path: str) -> str:
        """The language of a page."""
        first = path[1:].partition("/")[0]
        return first if first in self.prefixes else self.source_language

    def instants(self) -> tuple[str, str]:
        """When the period begins, and when it is over, in UTC as the store's queries take them."""
        return stamp(begin_of(self.since, self.time_zone)), stamp(end_of(self.until, self.time_zone))


def last_days(asked: Asked) -> Asked:
    """The period, or its last ROWS_DAYS days where it is longer."""
    return replace(asked, since=max(asked.since, asked.until - timedelta(days=ROWS_DAYS - 1)))


def begin_of(day: date, time_zone: str) -> datetime:
    """The first instant of `day` in `time_zone`, in UTC."""
    return datetime.combine(day, time(), ZoneInfo(time_zone)).astimezone(UTC)


def end_of(day: date, time_zone: str) -> datetime:
    """The first instant after `day` in `time_zone`, in UTC."""
    return begin_of(day + timedelta(days=1), time_zone)


def stamp(instant: datetime) -> str:
    """`instant` as a query's parameter of the type DateTime('UTC')."""
    return instant.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
