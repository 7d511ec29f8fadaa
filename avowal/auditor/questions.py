"""Asks an event store what the checks of 2.1 to 5.2, U.8 and U.9 are held against; reads, and changes nothing.

Each question stands alone: one that fails is told in `StoreFacts.trouble` and leaves its fact unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

from avowal.auditor.store import StoreEvidence
from avowal.auditor.stored import (
    Exported,
    Guessing,
    MemberLine,
    Past,
    Recount,
    Reported,
    SmallCell,
    StoreFacts,
    Trial,
)
from avowal.events.errors import StoreFailed, StoreNotAnswering
from avowal.events.outcomes import PurposeRefused, UnknownQuery
from avowal.events.reports import REPORTS
from avowal.events.reports.asking import Asked, stamp
from avowal.events.reports.shape import Report, Unit
from avowal.policy.model import Door, Policy, PolicyVersion

if TYPE_CHECKING:
    from avowal.events.reports import ReportKind
    from avowal.events.store import Store

A_DAY_LATE = 86_400
"""Seconds past its time after which something should be gone: the store deletes by itself within hours."""
DAYS_EXPORTED = 30
COUNTED = ("traffic", "devices")
"""The reports of page views that read the weblog, whose figures are counted again."""
_MOST_PATHS = 1000
_TRIED = {"ip_address": "audit_addresses", "member_key": "audit_member_keys"}
"""Element of the weblog → the shipped query that opens it."""
_LONG_AGO = "1970-01-02 00:00:00"
_GUESSING = "guessing"


@dataclass(frozen=True)
class Asking:
    """What the questions need to know beside the store: `secured` says which paths need signing in."""

    version: PolicyVersion
    now: datetime
    own_hosts: Collection[str]
    secured: Callable[[str], bool]
    home: str = "/"
    """Path of a page whose views are counted again."""
    guesses: int = 0
    """Failed sign-ins that the audit has just made."""
    reports: Mapping[str, ReportKind] = field(default_factory=lambda: REPORTS)

    @property
    def policy(self) -> Policy:
        return self.version.policy


def ask(store: StoreEvidence, asking: Asking, names: Collection[str] = ()) -> StoreFacts:
    """The facts named, all of them unless said, and why the store gave one of them not."""
    trouble: dict[str, str] = {}
    found: dict[str, Any] = {}
    for name in names or QUESTIONS:
        try:
            found[name] = QUESTIONS[name](store, asking)
        except (StoreFailed, StoreNotAnswering, PurposeRefused, UnknownQuery, ValueError) as error:
            trouble[name] = f"The event store did not answer: {error}"
    return StoreFacts(**found, trouble=trouble)


def _past(store: StoreEvidence, _: Asking) -> tuple[Past, ...]:
    return tuple(Past(*one) for one in store.past_retention(A_DAY_LATE))


def _rows(store: StoreEvidence, _: Asking) -> int:
    return sum(store.row_counts().values())


def _stuck(store: StoreEvidence, _: Asking) -> Iterator[str]:
    for one in store.mutations():
        failed = f", failed with {one.failed}" if one.failed else ""
        yield f"{one.kind} of {one.table} since {one.since.isoformat()}{failed}"


def _readers(policy: Policy, element: str) -> frozenset[str]:
    """The purposes for which the weblog's `element` may be opened."""
    weblogs = policy.collections_by(Door.WEBLOG).values()
    return frozenset(p for weblog in weblogs if element in weblog.elements for p in weblog.purposes_of(element))


def _old_addresses(store: StoreEvidence, asking: Asking) -> int | None:
    """Rows that still show the full address of a visit before the declared window; None where nobody may look."""
    weblogs = [one for one in asking.policy.collections_by(Door.WEBLOG).values() if "ip_address" in one.elements]
    readers = sorted(_readers(asking.policy, "ip_address"))
    if not weblogs or not readers:
        return None
    window = max(weblog.keep_of("ip_address").seconds for weblog in weblogs)
    before = stamp(asking.now - timedelta(seconds=window + A_DAY_LATE))
    return int(store.read(readers[0], _TRIED["ip_address"], before=before).rows[0][0])


def _trials(store: StoreEvidence, asking: Asking) -> Iterator[Trial]:
    policy = asking.policy
    for element, query in _TRIED.items():
        readers = _readers(policy, element)
        parameters = {"before": _LONG_AGO} if element == "ip_address" else {}
        for purpose in policy.purposes if readers else ():
            if purpose not in readers:
                yield Trial(purpose, element, opened=_opens(store, purpose, query, parameters))


def _opens(store: StoreEvidence, purpose: str, query: str, parameters: Mapping[str, str]) -> bool:
    try:
        store.read(purpose, query, **parameters)
    except PurposeRefused:
        return False
    return True


def _member_lines(store: StoreEvidence, asking: Asking) -> Iterator[MemberLine]:
    readers = sorted(_readers(asking.policy, "member_key"))
    if not readers:
        return
    for path, rows in store.read(readers[0], "audit_member_lines", limit=_MOST_PATHS).rows:
        yield MemberLine(str(path), int(rows), secured=asking.secured(str(path)))


def _asked(asking: Asking, since: int, until: int, *, path: str = "") -> Asked:
    """The days from `since` to `until` days ago in the organisation's time zone."""
    policy = asking.policy
    today = asking.now.astimezone(ZoneInfo(policy.organisation.time_zone)).date()
    return Asked(
        today - timedelta(days=since),
        today - timedelta(days=until),
        policy.organisation.time_zone,
        path=path,
        languages=tuple(policy.languages),
        source_language=policy.source_language,
    )


def _exported(store: StoreEvidence, asking: Asking) -> Iterator[Exported]:
    asked, limit = _asked(asking, DAYS_EXPORTED, 1), asking.policy.limits.small_cell
    for kind in asking.reports.values():
        if not kind.stays:
            inside = kind.make(cast("Store", store), asked, own_hosts=asking.own_hosts, now=asking.now)
            outside = kind.outward(cast("Store", store), asked, own_hosts=asking.own_hosts, now=asking.now, limit=limit)
            yield exported_of(inside, outside, limit)


def exported_of(inside: Report, outside: Report, limit: int) -> Exported:
    """The counts of a report's form that leaves the house, and those too small: in it, and in the report itself."""
    to_hide = _small(inside, limit)
    return Exported(outside.name, sum(1 for _ in _counts(outside)), len(to_hide), _small(outside, limit))


def _small(report: Report, limit: int) -> tuple[SmallCell, ...]:
    return tuple(
        SmallCell(report.name, place, int(value), trend)
        for place, value, trend in _counts(report)
        if isinstance(value, int | float) and 0 < value < limit
    )


def _counts(report: Report) -> Iterator[tuple[str, Any, bool]]:
    """(place, value, whether it is a point of a line) of every count in a report."""
    for figure in report.figures:
        if figure.unit is Unit.COUNT:
            yield figure.key, figure.value, False
    for series in report.series:
        for line in series.lines:
            if line.unit is Unit.COUNT:
                yield from (
                    (f"{line.key} of {point}", value, True)
                    for point, value in zip(series.points, line.values, strict=True)
                )
    for table in report.tables:
        for row in table.rows:
            for column, value in zip(table.columns, row, strict=True):
                if column.unit is Unit.COUNT:
                    yield f"{column.key} in {table.key}", value, False


def _recounts(store: StoreEvidence, asking: Asking) -> Iterator[Recount]:
    """Today's views of one page: reports first, so that who comes meanwhile is in the audit's own count only."""
    asked = _asked(asking, 0, 0, path=asking.home)
    shown = {
        name: _views(kind.make(cast("Store", store), asked, own_hosts=asking.own_hosts, now=asking.now))
        for name, kind in asking.reports.items()
        if name in COUNTED
    }
    since, until = asked.instants()
    rows = store.read("measurement", "audit_page_views", since=since, until=until, path=asking.home).rows
    people, everybody = (int(value) for value in rows[0])
    for name, views in shown.items():
        if views is not None:
            yield Recount(name, views, people, everybody)


def _views(report: Report) -> int | None:
    value = next((figure.value for figure in report.figures if figure.key == "views"), None)
    return int(value) if isinstance(value, int | float) else None


def _guessing(store: StoreEvidence, asking: Asking) -> Guessing:
    if not asking.guesses:
        return Guessing(0, raised=False)
    asked = _asked(asking, 1, 0)
    report = asking.reports["security"].make(cast("Store", store), asked, own_hosts=asking.own_hosts, now=asking.now)
    return Guessing(asking.guesses, raised=any(_is_now(row, asking.now) for row in _signals(report)))


def _signals(report: Report) -> Iterator[dict[str, Any]]:
    for table in report.tables:
        if table.key == "signals":
            keys = [column.key for column in table.columns]
            yield from (dict(zip(keys, row, strict=True)) for row in table.rows)


def _is_now(signal: Mapping[str, Any], began: datetime) -> bool:
    """Whether a signal tells of guesses that went on after the audit began."""
    last = signal.get("last_at")
    return signal.get("kind") == _GUESSING and isinstance(last, datetime) and last >= began - timedelta(seconds=2)


def _reports(_: StoreEvidence, asking: Asking) -> Iterator[Reported]:
    for one in asking.reports.values():
        yield Reported(one.name, one.purpose, one.promises)


def _all(question: Callable[[StoreEvidence, Asking], Iterator[Any]]) -> Callable[[StoreEvidence, Asking], Any]:
    return lambda store, asking: tuple(question(store, asking))


QUESTIONS: Mapping[str, Callable[[StoreEvidence, Asking], Any]] = {
    "past": _past,
    "rows": _rows,
    "stuck": _all(_stuck),
    "old_addresses": _old_addresses,
    "trials": _all(_trials),
    "member_lines": _all(_member_lines),
    "reports": _all(_reports),
    "exported": _all(_exported),
    "recounts": _all(_recounts),
    "guessing": _guessing,
}
"""Field of StoreFacts → the question that fills it."""
