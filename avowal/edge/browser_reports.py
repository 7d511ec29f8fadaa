"""Browser reports: what a page tried to load against the security policy, without saying who saw it (R81).

Both shapes are read: the older `report-uri` body and the Reporting API's list. Of a report stay the rule, the
origin that was blocked, and the path of the page; each network may send only so many a minute. Of a browser that
opted out nothing stays, not even in the count of its network (ledger 4.12).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

import msgspec

from avowal.edge.collector import (
    Event,
    Step,
    Steps,
    at_known_host,
    declared_in,
    from_own_pages,
    no_longer_than,
    not_opted_out,
    not_refused,
    of_type,
    posted,
    under_a_policy,
)
from avowal.edge.dropping import Drop
from avowal.edge.words import kept_path, origin_of
from avowal.events.addresses import shorten

LARGEST = 16 * 1024
REPORTS_AT_MOST = 20
NETWORKS_AT_MOST = 10_000

_DIRECTIVE = re.compile(r"^[a-z][a-z-]{1,40}$")
_SCHEME = re.compile(r"^(?P<scheme>[a-z][a-z0-9+.-]{0,31})(?=:|$)", re.IGNORECASE)
_SAID_BY_BROWSERS = frozenset(
    {
        *("inline", "eval", "wasm-eval", "trusted-types-policy", "trusted-types-sink", "self"),
        *("http", "https", "ws", "wss", "data", "blob", "about", "file", "filesystem", "javascript", "mediastream"),
        *("chrome-extension", "moz-extension", "safari-extension", "safari-web-extension", "ms-browser-extension"),
        *("chrome", "resource", "android-app", "webviewprogressproxy"),
    }
)
OTHER = "other"
_OTHER_KINDS = frozenset({"coep", "coop", "corp", "permissions-policy-violation"})

Found = dict[str, object]


class RateBound:
    """How many times one network may come in a minute. Forgets everything every minute, and never grows far."""

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        self._minute: datetime | None = None
        self._seen: Counter[str] = Counter()

    def allows(self, network: str, now: datetime) -> bool:
        """Count one more from `network`; False when that is too many, or when too many networks came."""
        minute = now.replace(second=0, microsecond=0)
        if minute != self._minute:
            self._minute, self._seen = minute, Counter()
        if network not in self._seen and len(self._seen) >= NETWORKS_AT_MOST:
            return False
        self._seen[network] += 1
        return self._seen[network] <= self._per_minute


def within_rate(bound: RateBound) -> Step:
    """A step that drops what comes too often from one network."""

    def not_too_often(event: Event) -> Event | Drop:
        address = event.visit.client_address
        return event if bound.allows(shorten(address) if address else "", event.visit.seen_at) else Drop.TOO_MANY

    return not_too_often


def projected(event: Event) -> Event | Drop:
    """Read the reports and take from each what may be kept."""
    try:
        body = msgspec.json.decode(event.body)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return Drop.NOT_JSON
    reports = body if isinstance(body, list) else [body]
    if not all(isinstance(report, dict) for report in reports):
        return Drop.WRONG_FIELD
    found = tuple(_wanted(reports[:REPORTS_AT_MOST], event.visit.host))
    return event.telling(*found) if found else Drop.NOTHING_WANTED


def _wanted(reports: list[dict[str, object]], host: str) -> Iterator[Found]:
    for report in reports:
        older = report.get("csp-report")
        said = _violation(older, older) if isinstance(older, dict) else _reporting_api(report)
        if said is not None and said.pop("host") == host:
            yield said


def _reporting_api(report: dict[str, object]) -> Found | None:
    body = report.get("body")
    if not isinstance(body, dict):
        return None
    if report.get("type") == "csp-violation":
        return _violation(body, report)
    kind = report.get("type")
    if not isinstance(kind, str) or kind not in _OTHER_KINDS:
        return None
    return _said(kind, body.get("blockedURL"), report.get("url"))


def _violation(body: dict[str, object], around: dict[str, object]) -> Found | None:
    directive = body.get("effectiveDirective") or body.get("effective-directive") or body.get("violated-directive")
    blocked = body.get("blockedURL") or body.get("blocked-uri")
    document = body.get("documentURL") or body.get("document-uri") or around.get("url")
    return _said(str(directive).split(" ")[0], blocked, document)


def _said(directive: object, blocked: object, document: object) -> Found | None:
    if not isinstance(directive, str) or not _DIRECTIVE.fullmatch(directive) or not isinstance(document, str):
        return None
    try:
        address = urlsplit(document)
    except ValueError:
        return None
    return {
        "directive": directive,
        "blocked_origin": blocked_origin(blocked if isinstance(blocked, str) else ""),
        "path": kept_path(address.path or "/"),
        "host": address.netloc.lower(),
    }


def blocked_origin(blocked: str) -> str:
    """The origin of what was blocked, or its bare scheme or keyword (`inline`, `data`, `chrome-extension`).

    A scheme that browsers are not known to name could be anybody's word: it is kept as `other`. Of other schemes the
    rest is cut off: the name of a browser's extension would tell people apart.
    """
    found = origin_of(blocked)
    scheme = None if found else _SCHEME.match(blocked)
    if found or scheme is None:
        return found
    named = scheme["scheme"].lower()
    return named if named in _SAID_BY_BROWSERS else OTHER


def steps(per_minute: int) -> Steps:
    """The collector's steps, with a rate bound of their own."""
    return Steps(
        admission=(
            posted,
            at_known_host,
            of_type("application/csp-report", "application/reports+json"),
            from_own_pages,
            under_a_policy,
            declared_in(lambda visit: visit.gates.browser_reports),
            not_opted_out,
            not_refused,
        ),
        before=(no_longer_than(LARGEST), within_rate(RateBound(per_minute))),
        after=(projected,),
        largest=LARGEST,
    )
