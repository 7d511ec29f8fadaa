"""Figures of a period, from the counts of closed days and the raw rows of days that are not closed (decision 0004).

What is counted is what the Traffic report counts (ledger 2.1): page views of people; visitors, of whom a key lives one
day, so that a period's are its days' sum; visits, which are runs of a visitor's views of one site and day less than 30
minutes apart. A key's visits are those in which it was seen; of `entry` and `exit` those that began or ended with the
page, and its views all views of these. `area` counts page views in which an area was seen, `screen` openings of app
screens; neither has visits, and areas have no visitors. `engaged_seconds` are on average over the `engaged_views` that
told a time, and known for `site`, `page`, `language` and `screen`. Own sites are no sources.

Days that are closed in the time zone asked for are read from their counts, however long ago their raw rows went. The
raw rows are read for all others; for every day where the time zone is not the organisation's; and for the cuts
`source`, `browser` and `system` under a filter by page or language, which no count knows: of their keys only the last
ROWS_DAYS days of the period are read, as reports say. A purpose that may open
counts only gets what they say: days not closed are 0. All that one report asks is asked at once, the period before it
included: most of what a question costs the store is to understand it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from avowal.events.counts_reading import Question, Wanted
from avowal.events.cuts import FAMILIES, FIGURES, Cut, Family
from avowal.events.reports.asking import Asked

if TYPE_CHECKING:
    from avowal.events.store import Store

__all__ = ["Counted", "Cut", "Cuts", "DayCount", "KeyCount", "by_day", "by_key", "count"]


@dataclass(frozen=True)
class DayCount:
    """One day's figures, summed over the keys of its cut.

    `requests` and `automated` (of programs) are told for the cuts `site` and `language` without a filter by page.
    """

    day: date
    views: int
    visitors: int
    visits: int
    engaged_seconds: float | None
    requests: int
    automated: int
    relayed: int
    engaged_views: int = 0


class KeyCount(NamedTuple):
    """One key's figures of a period; `site` is an app's key for screens, `page` the path that an area lies on."""

    site: str
    key: str
    views: int
    visitors: int
    visits: int
    engaged_seconds: float | None
    relayed: int
    engaged_views: int = 0
    page: str = ""


@dataclass(frozen=True)
class Cuts:
    """What one report asks: the days' figures by one cut, and all keys of some.

    `compared` asks the period before too: its days, and the keys of these cuts.
    """

    days: Cut | None = None
    keys: tuple[Cut, ...] = ()
    compared: tuple[Cut, ...] | None = None


@dataclass(frozen=True)
class Counted:
    """What one report asked: figures of the days, and of all keys of some cuts, those seen most first."""

    days: tuple[DayCount, ...] = ()
    keys: Mapping[Cut, tuple[KeyCount, ...]] = field(default_factory=dict)
    before: Counted | None = None
    """The same of the period before, as far as it was asked."""


def count(
    store: Store,
    purpose: str,
    asked: Asked,
    cuts: Cuts,
    *,
    families: Collection[Family] = FAMILIES,
    own_hosts: Collection[str] = (),
    lenient: bool = False,
) -> Counted:
    """What `cuts` ask of the period.

    `families` are those whose raw rows are read; `own_hosts` are host names besides the policy's that are no sources.
    Raises PurposeRefused when `purpose` may open neither counts nor the rows (when `lenient`, the rows count as none),
    and what `Store.read` raises.
    """
    before = asked.before if cuts.compared is not None else None
    wanted = [Wanted(cut, by_day=False, compared=cut in (cuts.compared or ())) for cut in cuts.keys]
    if cuts.days is not None:
        wanted.append(Wanted(cuts.days, by_day=True, compared=True))
    question = Question(store, purpose, asked, before, tuple(wanted), tuple(families), own_hosts, lenient)
    found_days: _Found[str] = defaultdict(_none)
    found: dict[Cut, tuple[_Found[_Key], _Found[_Key]]] = {
        one.cut: (defaultdict(_none), defaultdict(_none)) for one in wanted
    }
    for told in question.answers():
        places = told.places
        for one, rows in told.by_wanted():
            now, earlier = found[one.cut]
            for is_before, day, key, numbers in rows:
                figures = found_days[day] if one.by_day else (earlier if is_before else now)[key]
                for place, number in zip(places, numbers, strict=True):
                    if number:
                        figures[place] += int(number)

    def of(period: Asked, *, is_before: bool) -> Counted:
        return Counted(
            tuple(_day_count(day, found_days[day.isoformat()]) for day in period.days) if cuts.days is not None else (),
            {cut: _keys(cut, found[cut][is_before]) for cut in cuts.keys},
        )

    counted = of(asked, is_before=False)
    return Counted(counted.days, counted.keys, of(before, is_before=True) if before else None)


def by_day(
    store: Store, purpose: str, asked: Asked, cut: Cut = Cut.SITE, *, own_hosts: Collection[str] = ()
) -> tuple[DayCount, ...]:
    """Every day of the period. Raises as `count`."""
    return count(store, purpose, asked, Cuts(days=cut), own_hosts=own_hosts).days


def by_key(
    store: Store, purpose: str, asked: Asked, cut: Cut, limit: int, *, own_hosts: Collection[str] = ()
) -> tuple[KeyCount, ...]:
    """The `limit` keys of `cut` that were seen most; entries and exits by their visits. Raises as `count`."""
    return count(store, purpose, asked, Cuts(keys=(cut,)), own_hosts=own_hosts).keys[cut][:limit]


_Of = TypeVar("_Of")
_Key = tuple[str, str, str]
"""Site, key and page."""
_Figures = list[int]
"""The figures of `FIGURES`, in its order."""
_Found = defaultdict[_Of, _Figures]


def _none() -> _Figures:
    return [0] * len(FIGURES)


def _keys(cut: Cut, found: Mapping[_Key, _Figures]) -> tuple[KeyCount, ...]:
    seen = [_key_count(key, figures) for key, figures in found.items() if figures[0]]
    by_visits = cut in (Cut.ENTRY, Cut.EXIT)
    seen.sort(key=lambda one: (-one.visits if by_visits else 0, -one.views, -one.visitors, one.site, one.key, one.page))
    return tuple(seen)


def _day_count(day: date, found: _Figures) -> DayCount:
    views, visitors, visits, seconds, told, relayed, requests, automated = found
    engaged = seconds / told if told else None
    return DayCount(day, views, visitors, visits, engaged, requests, automated, relayed, told)


def _key_count(key: _Key, found: _Figures) -> KeyCount:
    site, name, page = key
    views, visitors, visits, seconds, told, relayed, *_ = found
    return KeyCount(site, name, views, visitors, visits, seconds / told if told else None, relayed, told, page)
