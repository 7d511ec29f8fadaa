"""All requests of a page as an HTTP archive (HAR 1.2), which every browser's own tools can open.

Values that the visitor's browser keeps are no part of it: cookies stand in it by name, and where one of their values
stood elsewhere it is left out by its fingerprint's place. Made-up values of the audit are shown, since they are proof.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from avowal.auditor.evidence import PageVisit, Request, fingerprint

DIRECTORY = "har"
_HIDDEN = "(left out)"
_SECRET_HEADERS = frozenset({"cookie", "authorization", "proxy-authorization"})
_VALUE = re.compile(r"[\w.~%-]{6,}")
_LONGEST = 20_000  # letters of one body


def name_of(visit: PageVisit) -> str:
    """Where the archive of a visit stands, below the report."""
    return f"{DIRECTORY}/{visit.passing.value}-{visit.round}-{fingerprint(visit.url)[:8]}.har"


def write(visits: Iterable[PageVisit], named: Collection[str], out: Path, *, began_at: datetime) -> None:
    """Write the archives that are `named` (by findings) below `out`. Raises OSError when it cannot be written."""
    for visit in visits:
        if visit.har in named and visit.har is not None:
            file = out / visit.har
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(archive(visit, began_at), ensure_ascii=False, indent=1), encoding="utf-8")


def archive(visit: PageVisit, began_at: datetime) -> dict[str, Any]:
    """The archive of one visit. Times are that of the run: what took how long was not measured."""
    at = began_at.isoformat()
    page = {"startedDateTime": at, "id": "page", "title": visit.title or visit.url, "pageTimings": {}}
    headers = {one.url: one.headers for one in visit.response_headers}
    hide = _Hiding(visit)
    entries = [
        _entry(visit, one, at, headers.get(one.url, ()), hide)
        for one in visit.requests
        if one.url.startswith(("http", "ws"))
    ]
    creator = {"name": "avowal audit", "version": "1"}
    return {"log": {"version": "1.2", "creator": creator, "pages": [page], "entries": entries}}


class _Hiding:
    """Leaves out what the browser keeps, known again by its fingerprint."""

    def __init__(self, visit: PageVisit) -> None:
        kept = [one.value for one in visit.stored] + [one.value for one in visit.jar]
        self._known = {value for value in (*kept, *(one.value for one in visit.cookies)) if value}

    def __call__(self, text: str) -> str:
        return _VALUE.sub(lambda found: _HIDDEN if fingerprint(found[0]) in self._known else found[0], text)


def _entry(
    visit: PageVisit, request: Request, at: str, answer: tuple[tuple[str, str], ...], hide: _Hiding
) -> dict[str, Any]:
    sent: dict[str, Any] = {
        "method": request.method,
        "url": hide(request.url),
        "httpVersion": "",
        "cookies": [{"name": name, "value": _HIDDEN} for name in _cookies(request)],
        "headers": _pairs(
            (name, _HIDDEN if name in _SECRET_HEADERS else hide(value)) for name, value in request.headers
        ),
        "queryString": _pairs(parse_qsl(urlsplit(hide(request.url)).query, keep_blank_values=True)),
        "headersSize": -1,
        "bodySize": len(request.body),
    }
    if request.body:
        kind = dict(request.headers).get("content-type", "")
        sent["postData"] = {"mimeType": kind, "text": hide(request.body.decode("utf-8", "replace")[:_LONGEST])}
    got = {
        "status": request.status or 0,
        "statusText": "",
        "httpVersion": "",
        "cookies": [{"name": one.name, "value": _HIDDEN} for one in visit.cookies if one.by == request.url],
        "headers": _pairs(answer),
        "content": {"size": -1, "mimeType": dict(answer).get("content-type", "")},
        "redirectURL": dict(answer).get("location", ""),
        "headersSize": -1,
        "bodySize": -1,
    }
    return {
        "pageref": "page",
        "startedDateTime": at,
        "time": 0,
        "request": sent,
        "response": got,
        "cache": {},
        "timings": {"send": 0, "wait": 0, "receive": 0},
        "_initiator": request.initiator,
        "_resourceType": request.kind,
        "_source": request.source,
        "_moment": request.moment,
        "_blocked": request.blocked or "",
    }


def _cookies(request: Request) -> list[str]:
    line = dict(request.headers).get("cookie", "")
    return [pair.partition("=")[0].strip() for pair in line.split(";") if pair.strip()]


def _pairs(pairs: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in pairs]
