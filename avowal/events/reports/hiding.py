"""Which counts may leave the house: decided once for each day, site and key, and for no report (R65, ledger 2.3).

Whatever is exported is made of these counts alone, so an export of another period, site or table tells nothing that
the days by themselves do not. In words, for one day of one site:

1. The *total* is shown when no fewer than the limit of views, and of visitors, made it. Else nothing of that day and
   site is shown.
2. A key (a page, a browser, …) is *small* below the limit in one of its measures. Small keys are hidden.
3. Where any is hidden, the smallest of the others is hidden with them, and all that equal it. So what is missing to
   the total is never one key's count nor less than the limit, and of no hidden key can it be said that it is the
   small one, because it could change places with the other.
4. Of a closed list everybody knows the names, so a key that nobody chose is small too: an empty row says no more than
   a hidden one.
5. Areas lie within their page. From the page downwards an area is shown when it was seen as often as the one before
   it, or less often by at least the limit: the views that saw one and not the other are a count too.
6. Views through privacy services are a part of the total, shown when it and the rest are each nothing or no less
   than the limit. A time is the average of no fewer views than the limit, in whole seconds.

What somebody knows besides, such as that one browser runs on one system alone, can narrow a hidden count; rule 3 keeps
it from being one number. A day that is counted again, after late rows, is another day: who compares exports from
before and after sees the difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

LIMIT = 11
TOTAL = "site"
PARTED = ("page", "source", "browser", "system", "language", "entry", "exit")
"""Cuts whose keys together make the total of their day and site."""
VISITS = ("entry", "exit")
AREA, SCREEN, PAGE, LANGUAGE = "area", "screen", "page", "language"


@dataclass(frozen=True)
class Cell:
    """The counts of one day, site (or app) and key of one cut; of areas, `page` names where they are."""

    day: date
    site: str
    cut: str
    key: str = ""
    page: str = ""
    views: int = 0
    visitors: int = 0
    visits: int = 0
    seconds: int = 0
    told: int = 0
    """Views that told a time, `seconds` together."""
    requests: int = 0
    automated: int | None = 0
    relayed: int | None = 0
    """Requests of programs, and views through privacy services; None when hidden."""


Group = tuple[date, str, str]
"""Day, site and cut."""


def shown(
    cells: Iterable[Cell], small: Collection[Group] = (), *, languages: Sequence[str], limit: int = LIMIT
) -> tuple[Cell, ...]:
    """The cells that may leave, of `cells` and the groups of which small cells were left out when they were read.

    `languages` are all that the policy names: the closed list of rule 4.
    """
    groups: dict[Group, list[Cell]] = defaultdict(list)
    for cell in cells:
        groups[cell.day, cell.site, cell.cut].append(cell)
    for group in small:
        groups.setdefault(group, [])
    totals = {
        group[:2]
        for group, found in groups.items()
        if group[2] == TOTAL and not any(is_small(one, limit) for one in found)
    }
    kept: list[Cell] = []
    for group, found in groups.items():
        if group[2] == SCREEN:
            kept += [one for one in found if not is_small(one, limit)]
        elif group[:2] not in totals:
            continue
        elif group[2] == TOTAL:
            kept += [_parts(one, limit) for one in found]
        elif group[2] in PARTED:
            kept += _parted(found, limit, incomplete=group in small or _lacks(group[2], found, languages))
    return (*(_told(one, limit) for one in kept), *_areas(groups, kept, limit))


def measures(cell: Cell) -> tuple[int, ...]:
    """What must reach the limit for a cell to be shown. Areas and their views know no visitors."""
    if cell.cut == AREA:
        return (cell.views,)
    return (cell.visitors, cell.visits if cell.cut in VISITS else cell.views)


def is_small(cell: Cell, limit: int) -> bool:
    """Whether a cell is below the limit in one of its measures."""
    return min(measures(cell)) < limit


def _parted(found: list[Cell], limit: int, *, incomplete: bool) -> list[Cell]:
    large = [one for one in found if not is_small(one, limit)]
    if not large or (len(large) == len(found) and not incomplete):
        return large
    least = min(map(measures, large))
    return [one for one in large if measures(one) != least]


def _lacks(cut: str, found: list[Cell], languages: Sequence[str]) -> bool:
    return cut == LANGUAGE and not {one.key for one in found} >= set(languages)


def _areas(groups: dict[Group, list[Cell]], kept: list[Cell], limit: int) -> Iterator[Cell]:
    pages = {(one.day, one.site, one.key): one.views for one in kept if one.cut == PAGE}
    of_page: dict[tuple[date, str, str], list[Cell]] = defaultdict(list)
    for (day, site, cut), found in groups.items():
        for one in found if cut == AREA else []:
            of_page[day, site, one.page].append(one)
    for where, found in of_page.items():
        before = pages.get(where, 0)
        for one in sorted(found, key=lambda area: (-area.views, area.key)):
            if one.views >= limit and (one.views == before or before - one.views >= limit):
                before = one.views
                yield one


def _parts(total: Cell, limit: int) -> Cell:
    rest = total.views - (total.relayed or 0)
    whole = all(part == 0 or part >= limit for part in (total.relayed or 0, rest))
    robots = total.automated or 0
    return replace(
        total,
        relayed=total.relayed if whole else None,
        automated=total.automated if robots == 0 or robots >= limit else None,
    )


def _told(cell: Cell, limit: int) -> Cell:
    return cell if cell.told >= limit else replace(cell, seconds=0, told=0)
