"""Counts made the plain way, row by row in Python: what `counts` must agree with."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from avowal.events.counts import Cut
from avowal.events.reports.asking import Asked

Row = dict[str, Any]
KEY_OF = {Cut.SOURCE: "referrer_origin", Cut.BROWSER: "browser", Cut.SYSTEM: "system"}


class Plain:
    """Figures of one cut of one period: (day, site, key, page) → figure → number."""

    def __init__(self, rows: dict[str, list[Row]], asked: Asked, cut: Cut, own: set[str]) -> None:
        self.asked, self.cut, self.own = asked, cut, own
        self.found: dict[tuple[Any, ...], dict[str, int]] = defaultdict(lambda: defaultdict(int))
        if cut is Cut.AREA:
            self.areas(self.of_period(rows["area_views"], "site"))
        elif cut is Cut.SCREEN:
            self.screens(self.of_period(rows["app_screens"], "app"))
        else:
            self.views(self.of_period(rows["weblog"], "site"))
            self.engaged(self.of_period(rows["page_views"], "site"))
            self.requests(self.of_period(rows["weblog"], "site"))

    def day(self, at: datetime) -> Any:
        return at.astimezone(ZoneInfo(self.asked.time_zone)).date()

    def of_period(self, rows: list[Row], place: str) -> list[Row]:
        within = [row for row in rows if self.asked.since <= self.day(row["seen_at"]) <= self.asked.until]
        return [row for row in within if self.asked.site in ("", row[place])]

    def language(self, path: str) -> str:
        return "es" if path == "/es" or path.startswith("/es/") else "en"

    def passes(self, path: str) -> bool:
        return self.asked.path in ("", path) and self.asked.language in ("", self.language(path))

    def key(self, row: Row) -> str:
        if self.cut in KEY_OF:
            return str(row[KEY_OF[self.cut]])
        if self.cut is Cut.SITE:
            return ""
        return self.language(row["path"]) if self.cut is Cut.LANGUAGE else str(row["path"])

    def views(self, rows: list[Row]) -> None:
        seen = [row for row in rows if is_page(row)]
        known: set[Any] = set()
        for visitor, day, site, visit in visits(seen, self.day):
            shown = {Cut.ENTRY: visit[:1] * len(visit), Cut.EXIT: visit[-1:] * len(visit)}.get(self.cut, visit)
            keys = []
            for told, row in zip(shown, visit, strict=True):
                if self.passes(told["path"]) and self.counts(told):
                    keys.append((day, site, self.key(told), ""))
                    self.add(keys[-1], views=1, relayed=row["relayed"])
            for place in set(keys):
                self.add(place, visits=1, visitors=(visitor, place) not in known)
                known.add((visitor, place))
        for row in seen if self.cut not in (Cut.ENTRY, Cut.EXIT) else ():
            if not row["visitor_key"] and self.passes(row["path"]) and self.counts(row):
                self.add((self.day(row["seen_at"]), row["site"], self.key(row), ""), views=1, relayed=row["relayed"])

    def counts(self, row: Row) -> bool:
        return self.cut is not Cut.SOURCE or row["referrer_origin"].removeprefix("https://") not in self.own

    def engaged(self, rows: list[Row]) -> None:
        if self.cut not in (Cut.SITE, Cut.PAGE, Cut.LANGUAGE):
            return
        for (day, _), told in by(rows, lambda row: (self.day(row["seen_at"]), row["view_key"])):
            times = [row["engaged_time"] for row in told if "engaged_time" in row]
            path = next((row["path"] for row in told if row.get("path")), "")
            if times and not told[0]["automated"] and self.passes(path) and (path or self.cut is not Cut.PAGE):
                self.add((day, told[0]["site"], self.key({"path": path}), ""), seconds=max(times), told=1)

    def requests(self, rows: list[Row]) -> None:
        if self.cut not in (Cut.SITE, Cut.LANGUAGE) or self.asked.path:
            return
        for row in rows:
            if self.passes(row["path"]):
                place = (self.day(row["seen_at"]), row["site"], self.key(row), "")
                self.add(place, requests=1, automated=row["automated"])

    def areas(self, rows: list[Row]) -> None:
        shown = [row for row in rows if not row["automated"] and self.passes(row["path"])]
        for day, site, area, path, _ in {
            (self.day(row["seen_at"]), row["site"], row["area"], row["path"], row["view_key"]) for row in shown
        }:
            self.add((day, site, area, path), views=1)

    def screens(self, rows: list[Row]) -> None:
        if self.asked.path or self.asked.language:
            return
        known: set[Any] = set()
        for (day, _), told in by(rows, lambda row: (self.day(row["seen_at"]), row["view_key"])):
            place, visitor = (day, told[0]["app"], told[0]["screen"], ""), told[0]["visitor_key"]
            times = [row["engaged_time"] for row in told if "engaged_time" in row]
            self.add(place, views=1, seconds=max(times, default=0), told=bool(times))
            self.add(place, visitors=(visitor, place) not in known)
            known.add((visitor, place))

    def add(self, place: tuple[Any, ...], **figures: int) -> None:
        for name, number in figures.items():
            self.found[place][name] += number

    def by_day(self) -> dict[Any, dict[str, int]]:
        return summed((place[:1], figures) for place, figures in self.found.items())

    def by_key(self) -> dict[Any, dict[str, int]]:
        return summed((place[1:], figures) for place, figures in self.found.items())


def is_page(row: Row) -> bool:
    shown = row["method"] == "GET" and row["status"] == 200 and not row["automated"]
    return shown and not row["path"].startswith("/static/")


def visits(rows: list[Row], day_of: Any) -> Any:
    """Runs of one visitor's views of one site and day, less than half an hour apart."""
    keyed = [row for row in rows if row["visitor_key"]]
    for (day, site, visitor), seen in by(keyed, lambda row: (day_of(row["seen_at"]), row["site"], row["visitor_key"])):
        visit: list[Row] = []
        for row in sorted(seen, key=lambda row: row["seen_at"]):
            if visit and (row["seen_at"] - visit[-1]["seen_at"]).total_seconds() > 1800:
                yield visitor, day, site, visit
                visit = []
            visit.append(row)
        yield visitor, day, site, visit


def by(rows: list[Row], key: Any) -> Any:
    return [(found, list(group)) for found, group in groupby(sorted(rows, key=key), key)]


def summed(figures: Any) -> dict[Any, dict[str, int]]:
    total: dict[Any, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for place, numbers in figures:
        for name, number in numbers.items():
            total[place][name] += number
    return total
