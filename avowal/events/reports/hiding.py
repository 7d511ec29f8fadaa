"""Which counts may leave the house: decided once for each day, site and key, and for no report (R65, ledger 2.3).

Whatever is exported is made of these counts alone, so an export of another period, site or table tells nothing that
the days by themselves do not. In words, for one day of one site:

1. The *total* is shown when more than the limit of views, and of visitors, made it. Else nothing of that day and site
   is shown. (Exactly the limit, made by two keys that are hidden, would tell that both are below it.)
2. A key (a page, a browser, …) is *small* below the limit in one of its measures. Small keys are hidden.
3. Where any is hidden, the smallest of the others is hidden with them, and all that equal it. So what is missing to
   the total is never one key's count nor less than the limit, and of no hidden key can it be said that it is the
   small one, because it could change places with the other.
4. Areas lie within their page. From the page downwards an area is shown when it was seen as often as the one before
   it, or less often by at least the limit: the views that saw one and not the other are a count too.
5. Views through privacy services are a part of the total, shown when it and the rest are each nothing or no less
   than the limit. A time is the average of no fewer views than the limit, in whole seconds.
6. What is told twice is told once. A language is the beginning of a path, so its count is the sum of its pages shown.
   Most browsers run on few systems, so that a system's count less its browsers' would be a small rest; first and last
   pages are narrowed by the pages' own counts. Systems, first and last pages are in no export.

A day that is counted again, after late rows, is another day: who compares exports from
before and after sees the difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

LIMIT = 11
TOTAL = "site"
PARTED = ("page", "source", "browser")
"""Cuts whose keys together make the total of their day and site."""
AREA, SCREEN, PAGE = "area", "screen", "page"


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


def shown(cells: Iterable[Cell], small: Collection[Group] = (), *, limit: int = LIMIT) -> tuple[Cell, ...]:
    """The cells that may leave, of `cells` and the groups of which small cells were left out when they were read.

    Areas are shown only where the pages are given too.
    """
    groups: dict[Group, list[Cell]] = defaultdict(list)
    for cell in cells:
        groups[cell.day, cell.site, cell.cut].append(cell)
    totals = [one for group, found in groups.items() if group[2] == TOTAL for one in found]
    large = [one for one in totals if not is_small(one, limit + 1)]
    kept = [_parts(one, limit) for one in large]
    for where in {(one.day, one.site) for one in large}:
        known = {
            cut: _parted(groups.get((*where, cut), []), limit, incomplete=(*where, cut) in small) for cut in PARTED
        }
        pages = {one.key: one for one in known[PAGE]}
        known[AREA] = list(_areas(groups.get((*where, AREA), []), pages, limit))
        kept += [one for found in known.values() for one in found]
    screens = [one for group, found in groups.items() if group[2] == SCREEN for one in found]
    kept += [one for one in screens if not is_small(one, limit)]
    return tuple(_told(one, limit) for one in kept)


def measures(cell: Cell) -> tuple[int, ...]:
    """What must reach the limit for a cell to be shown. Areas and their views know no visitors."""
    if cell.cut == AREA:
        return (cell.views,)
    return (cell.visitors, cell.views)


def is_small(cell: Cell, limit: int) -> bool:
    """Whether a cell is below the limit in one of its measures."""
    return min(measures(cell)) < limit


def _parted(found: list[Cell], limit: int, *, incomplete: bool) -> list[Cell]:
    large = [one for one in found if not is_small(one, limit)]
    if not large or (len(large) == len(found) and not incomplete):
        return large
    least = min(map(measures, large))
    return [one for one in large if measures(one) != least]


def _areas(found: Iterable[Cell], pages: Mapping[str, Cell], limit: int) -> Iterator[Cell]:
    before = {key: page.views for key, page in pages.items()}
    for one in sorted(found, key=lambda area: (-area.views, area.key)):
        last = before.get(one.page, 0)
        if one.views >= limit and (one.views == last or last - one.views >= limit):
            before[one.page] = one.views
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
