"""Chromium's own record of what left it: the proof below everything that a page or DevTools can miss.

Two things are seen only here: what a page sends while it is being taken down (DevTools has already turned to the
next page by then), and connections that are opened ahead of any request. The browser's own traffic is told apart
by its initiator, not by host names: Chromium marks what no page asked for as `not an origin`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from avowal.auditor.evidence import PageVisit, Request, host_of

_NOBODY = "not an origin"
_REQUEST = "URL_REQUEST_START_JOB"
_STREAM = "HTTP_STREAM_JOB_CONTROLLER"


@dataclass(frozen=True)
class Departure:
    """One request or connection in the net log, at milliseconds since 1970."""

    at: float
    url: str
    method: str
    ahead: bool  # a connection opened before any request


def departures(file: Path) -> tuple[Departure, ...]:
    """What pages caused to leave, in order of time; nothing when Chromium left no readable log."""
    log = _read(file)
    kinds = {number: name for name, number in log.get("constants", {}).get("logEventTypes", {}).items()}
    offset = float(log.get("constants", {}).get("timeTickOffset", 0))
    found = []
    for event in log.get("events", ()):
        departure = _departure(
            kinds.get(event.get("type"), ""), event.get("params") or {}, float(event["time"]) + offset
        )
        if departure is not None:
            found.append(departure)
    return tuple(sorted(found, key=lambda one: one.at))


def _departure(kind: str, told: Mapping[str, Any], at: float) -> Departure | None:
    url = str(told.get("url", ""))
    if not url.startswith(("http", "ws")):
        return None
    if kind == _REQUEST and str(told.get("initiator", _NOBODY)) != _NOBODY:
        return Departure(at, url, str(told.get("method", "GET")), ahead=False)
    if kind == _STREAM and told.get("is_preconnect"):
        return Departure(at, url, "CONNECT", ahead=True)
    return None


def _read(file: Path) -> dict[str, Any]:
    """The log; a browser that was killed leaves it without its end, which is mended here."""
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return {}
    for ending in ("", "]}", "{}]}"):
        try:
            found = json.loads(text.rstrip().rstrip(",") + ending if ending else text)
        except ValueError:
            continue
        return found if isinstance(found, dict) else {}
    return {}


def completed(
    visits: Sequence[PageVisit], spans: Mapping[int, tuple[float, float]], left: Iterable[Departure]
) -> list[PageVisit]:
    """The visits with the departures that were seen on no page added to the page that was open at that time.

    `spans` gives, by a visit's place in `visits`, when it began and ended, in milliseconds since 1970.
    """
    extra: dict[int, list[Request]] = {}
    for departure in left:
        place = next((place for place, (begin, end) in spans.items() if begin <= departure.at <= end), None)
        if place is not None and not _known(visits[place], departure):
            extra.setdefault(place, []).append(_request(visits[place], departure))
    return [_with(visit, extra.get(place, [])) for place, visit in enumerate(visits)]


def _known(visit: PageVisit, departure: Departure) -> bool:
    if departure.ahead:
        host = host_of(departure.url)
        return host == host_of(visit.url) or any(request.host == host for request in visit.requests)
    bare = departure.url.partition("#")[0]
    return any(request.url.partition("#")[0] == bare for request in visit.requests)


def _request(visit: PageVisit, departure: Departure) -> Request:
    kind = "hint" if departure.ahead else "other"
    how = "a connection opened ahead" if departure.ahead else "sent while the page was left, or by a worker"
    return Request(departure.url, departure.method, kind, visit.url, initiator=f"{how} (net log)")


def _with(visit: PageVisit, extra: Sequence[Request]) -> PageVisit:
    if not extra:
        return visit
    known = {(one.url, one.method): one for one in extra}
    return replace(visit, requests=(*visit.requests, *known.values()))
