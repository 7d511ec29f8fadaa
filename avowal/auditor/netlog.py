"""What the net log has and DevTools has not, added to what was seen of a page.

The net log is the proof that something left; DevTools and the page's own scripts say who did it. Each departure is laid
beside the request that it is; one that nobody saw is a request of its own, of the page that was open at that time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from avowal.auditor.evidence import CookieSet, PageVisit, Request, host_of
from avowal.auditor.hosts import is_address
from avowal.auditor.leaking import leaks_of
from avowal.auditor.netlog_reading import Departure, NetLog, departures
from avowal.auditor.set_cookies import parse, when

__all__ = ["Departure", "NetLog", "Open", "completed", "cookies_of", "departures", "merged"]

UNSEEN = "sent while the page was left, or by a worker (net log)"
_AHEAD = {"connection": "a connection opened ahead (net log)", "name": "a name looked up ahead (net log)"}
_DESTINATIONS = {
    "document": "document",
    "iframe": "document",
    "image": "image",
    "script": "script",
    "style": "stylesheet",
    "font": "font",
}
_REPORTS = ("application/csp-report", "application/reports+json")
_AFTER = 3000.0  # milliseconds after a visit in which what leaves is still that page's


@dataclass(frozen=True)
class Open:
    """The page that was open, for what nobody else saw: its address, its workers' kinds and addresses, its moments."""

    page: str
    final: str
    workers: tuple[tuple[str, str], ...] = ()
    moments: tuple[tuple[float, str], ...] = ()

    def moment_at(self, at: float) -> str:
        """What the visitor was doing at `at`; once the page is gone, leaving."""
        return next((moment for began, moment in reversed(self.moments) if began <= at), "leaving")


def merged(requests: Sequence[Request], left: Iterable[Departure], there: Open) -> tuple[Request, ...]:
    """The requests with their proof and what only the net log has of them, and then those that only it has."""
    found = list(requests)
    waiting: dict[tuple[str, str], list[int]] = {}
    for place, request in enumerate(found):
        waiting.setdefault((_bare(request.url), request.method), []).append(place)
    hosts = {request.host for request in found} | {host_of(there.page), host_of(there.final)}
    for departure in sorted(left, key=lambda one: (one.ahead, one.at)):
        places = waiting.get((_bare(departure.url), departure.method))
        host = host_of(departure.url)
        if departure.ahead:
            if host not in hosts and _is_of(departure, there):
                hosts.add(host)
                found.append(_request(departure, there))
        elif places:
            place = places.pop(0)
            found[place] = _proved(found[place], departure)
        else:
            found.append(_request(departure, there))
            hosts.add(host)
    return tuple(dict.fromkeys(_as_report(one) for one in found))


def _as_report(request: Request) -> Request:
    """A report of the browser's as one; DevTools gives it to the page that it is about."""
    if dict(request.headers).get("content-type", "").startswith(_REPORTS):
        return replace(request, kind="report", source="browser")
    return request


def cookies_of(left: Iterable[Departure], there: Open, known: Iterable[str]) -> list[CookieSet]:
    """Cookies that answers set which nobody else saw: those to addresses that are not `known`."""
    seen = set(known)
    return [
        replace(cookie, moment=there.moment_at(departure.at), frame=departure.by)
        for departure in left
        if _bare(departure.url) not in seen
        for name, line in departure.answer
        if name == "set-cookie"
        for cookie in [_cookie(departure, line)]
    ]


def _cookie(departure: Departure, line: str) -> CookieSet:
    at = when(dict(departure.answer).get("date"))
    return parse(line, host=host_of(departure.url), source="header", by=departure.url, at=at, refused=None)


def completed(
    visits: Sequence[PageVisit], left: Iterable[Departure], own_hosts: frozenset[str] = frozenset()
) -> list[PageVisit]:
    """The visits with what left late added to the page that had just been left: each until the next began, and for a
    few seconds; what Chromium wrote down only after the page was looked at is among it."""
    of_place: dict[int, list[Departure]] = {}
    began = sorted((visit.span, place) for place, visit in enumerate(visits) if visit.span[0])
    for departure in left:
        span, place = next((one for one in reversed(began) if one[0][0] <= departure.at), ((0.0, 0.0), -1))
        if departure.at <= span[1] + _AFTER:
            of_place.setdefault(place, []).append(departure)
    return [_with(visit, of_place.get(place, ()), own_hosts) for place, visit in enumerate(visits)]


def _with(visit: PageVisit, left: Sequence[Departure], own_hosts: frozenset[str]) -> PageVisit:
    """The visit with what left late. Values that the browser kept are forgotten by now; what was typed is not."""
    there = Open(visit.url, visit.final_url)
    requests = merged(visit.requests, left, there)
    before = set(visit.requests)
    changed = [one for one in requests if one not in before]
    if not changed:
        return visit
    own = own_hosts | {host_of(visit.url), host_of(visit.final_url)}
    known = {(leak.secret, leak.channel, leak.url, leak.host) for leak in visit.leaks}
    found = leaks_of(visit, (), own, changed)
    leaks = [leak for leak in found if (leak.secret, leak.channel, leak.url, leak.host) not in known]
    cookies = cookies_of(left, there, (_bare(one.url) for one in visit.requests))
    return replace(visit, requests=requests, leaks=(*visit.leaks, *leaks), cookies=(*visit.cookies, *cookies))


def _is_of(departure: Departure, there: Open) -> bool:
    """Whether it was made ready for this page, and is a name, not an address to which a name was mapped."""
    host = host_of(departure.url)
    if not host or is_address(host):
        return False
    site = host_of(departure.by)
    return not site or any(page == site or page.endswith(f".{site}") for page in _hosts(there))


def _hosts(there: Open) -> tuple[str, str]:
    return host_of(there.page), host_of(there.final)


def _proved(request: Request, departure: Departure) -> Request:
    headers = departure.headers if len(departure.headers) > len(request.headers) else request.headers
    return replace(
        request,
        headers=tuple(sorted(set(headers))),
        body=request.body or departure.body,
        status=departure.status if request.status is None else request.status,
        proof="netlog",
    )


def _request(departure: Departure, there: Open) -> Request:
    kind = _kind(departure)
    source, frame = _asked_by(departure, kind, there)
    return Request(
        departure.url,
        departure.method,
        kind,
        there.page,
        initiator=_AHEAD.get(departure.kind, "WebRTC (net log)" if kind == "webrtc" else UNSEEN),
        headers=tuple(sorted(set(departure.headers))),
        body=departure.body,
        frame=frame,
        source=source,
        moment=there.moment_at(departure.at),
        status=departure.status,
        proof="netlog",
    )


def _kind(departure: Departure) -> str:
    if departure.ahead:
        return "hint"
    if departure.kind == "stun":
        return "webrtc"
    if departure.url.startswith("ws"):
        return "websocket"
    headers = dict(departure.headers)
    if headers.get("content-type", "").startswith(_REPORTS):
        return "report"
    if "prefetch" in headers.get("sec-purpose", headers.get("purpose", "")):
        return "prefetch"
    return _DESTINATIONS.get(headers.get("sec-fetch-dest", ""), "other")


def _asked_by(departure: Departure, kind: str, there: Open) -> tuple[str, str]:
    """Who asked: the browser for reports and prefetches; for what left while the page stood, a worker of that origin,
    since what pages and frames ask for themselves is seen above; else the page or frame that was being left."""
    if kind in ("report", "prefetch", "hint"):
        return "browser", there.final
    if there.moment_at(departure.at) != "leaving":
        of_origin = [one for one in there.workers if _worker_origin(one[1]) == departure.by.rstrip("/")]
        for worker, address in sorted(of_origin, key=lambda one: _LIKELY.index(one[0])):
            return worker, address
    return ("frame", departure.by) if departure.by and departure.by != _origin(there.final) else ("page", there.final)


_LIKELY = ("shared_worker", "worker", "service_worker")
"""Of several workers, the one of which the least is seen above."""


def _worker_origin(address: str) -> str:
    return _origin(address.removeprefix("blob:"))


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _bare(url: str) -> str:
    return url.partition("#")[0]
