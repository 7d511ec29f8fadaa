"""What counts are by, and which rows make them: the words that counting, closing and reading share (decision 0004)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from avowal.events.reports.asking import Asked


class Cut(StrEnum):
    """What a count is by: the values of the element `counted_by`."""

    SITE = "site"
    PAGE = "page"
    SOURCE = "source"
    BROWSER = "browser"
    SYSTEM = "system"
    LANGUAGE = "language"
    ENTRY = "entry"
    EXIT = "exit"
    AREA = "area"
    SCREEN = "screen"


@dataclass(frozen=True)
class Family:
    """Rows of one collection that are counted together: query `counts_NAME`, the figures it answers, and its cuts."""

    name: str
    figures: tuple[str, ...]
    cuts: frozenset[Cut]


SEEN = frozenset(Cut) - {Cut.AREA, Cut.SCREEN}
VIEWS = Family("views", ("views", "visitors", "visits", "relayed"), SEEN)
ENGAGED = Family("engaged", ("seconds", "told"), frozenset({Cut.SITE, Cut.PAGE, Cut.LANGUAGE}))
REQUESTS = Family("requests", ("requests", "automated"), frozenset({Cut.SITE, Cut.LANGUAGE}))
AREAS = Family("areas", ("views",), frozenset({Cut.AREA}))
SCREENS = Family("screens", ("views", "visitors", "seconds", "told"), frozenset({Cut.SCREEN}))
FAMILIES = (VIEWS, ENGAGED, REQUESTS, AREAS, SCREENS)
FIGURES = ("views", "visitors", "visits", "seconds", "told", "relayed", "requests", "automated")
"""All figures there are, in the order in which `counts_closed` answers them."""


def rows_for(cut: Cut, asked: Asked) -> Cut | None:
    """Which counts answer `cut` under the filters of `asked`; None where only the raw rows can."""
    if cut in (Cut.SITE, Cut.LANGUAGE) and asked.path:
        return Cut.PAGE
    if cut is Cut.SITE and asked.language:
        return Cut.LANGUAGE
    if cut in (Cut.SOURCE, Cut.BROWSER, Cut.SYSTEM) and (asked.path or asked.language):
        return None
    return cut


def told_key(cut: Cut, counted_by: Cut, asked: Asked, row: Sequence[str]) -> str | None:
    """The key of `cut` for which a count by `counted_by` stands; None when a filter keeps it out.

    `row` is the count's site, key and page.
    """
    site, key, page = row
    if cut is counted_by and not (asked.site or asked.path or asked.language):
        return key
    path = page if counted_by is Cut.AREA else key
    language = key if counted_by is Cut.LANGUAGE else asked.language_of(path)
    if counted_by is Cut.SCREEN and (asked.path or asked.language):
        return None
    wanted = ((asked.site, site), (asked.path, path), (asked.language, language))
    if any(want and want != has for want, has in wanted):
        return None
    if cut is counted_by:
        return key
    return language if cut is Cut.LANGUAGE else ""


def runs(days: Sequence[date]) -> Iterator[tuple[date, date]]:
    """First and last of each run of days without a gap."""
    first = before = None
    for day in days:
        if before is not None and day - before > timedelta(days=1):
            assert first is not None
            yield first, before
            first = None
        first, before = first or day, day
    if first is not None and before is not None:
        yield first, before
