"""Cookies as they are asked for: by header and by script, those that the browser refuses included, and the jar.

The life asked for is what the attributes say (`Max-Age` goes before `Expires`), not what a jar shows later.
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from playwright.sync_api import Error as BrowserError

from avowal.auditor.evidence import CookieSet, JarCookie, host_of
from avowal.auditor.observers.scene import Scene


class CookieObserver:
    """Gathers `cookies` and `jar`."""

    def __init__(self) -> None:
        self._urls: dict[str, str] = {}
        self._lines: list[tuple[str, dict[str, Any]]] = []
        self._jar: tuple[JarCookie, ...] = ()

    def watch(self, scene: Scene) -> None:
        scene.wire.on("Network.requestWillBeSent", self._asked)
        scene.wire.on("Network.responseReceivedExtraInfo", self._answered)

    def look(self, scene: Scene) -> None:
        try:
            kept = scene.context.cookies()
        except BrowserError:
            return
        now = float(scene.ask("() => Date.now()", 0)) / 1000
        found = {JarCookie(c["name"], c["domain"], _left(float(c.get("expires", -1)), now)) for c in kept}
        self._jar = tuple(sorted(found, key=lambda cookie: (cookie.host, cookie.name)))
        own = [cookie for cookie in kept if cookie["domain"].lstrip(".") in scene.own_hosts]
        scene.cookie_values = [(str(cookie["name"]), str(cookie["value"])) for cookie in own]

    def seen(self, scene: Scene) -> dict[str, Any]:
        lines = [(self._urls.get(identity, scene.url), event) for identity, event in self._lines]
        found = [cookie for url, event in lines for cookie in _of_response(url, event)]
        found += [_of_script(told) for told in scene.reports if told["kind"] == "cookie-write"]
        distinct = {_bare(cookie): cookie for cookie in found}
        return {"cookies": tuple(distinct[key] for key in sorted(distinct)), "jar": self._jar}

    def _asked(self, event: dict[str, Any]) -> None:
        self._urls.setdefault(event["requestId"], event["request"]["url"])
        if "redirectResponse" in event:
            self._urls[event["requestId"]] = event["request"]["url"]

    def _answered(self, event: dict[str, Any]) -> None:
        names = {name.lower() for name in event.get("headers", {})}
        if "set-cookie" in names or event.get("blockedCookies"):
            self._lines.append((str(event["requestId"]), event))


def _of_response(url: str, event: dict[str, Any]) -> list[CookieSet]:
    headers = {str(name).lower(): str(value) for name, value in event.get("headers", {}).items()}
    refused = {str(one["cookieLine"]): ", ".join(one["blockedReasons"]) for one in event.get("blockedCookies", ())}
    lines = [line for line in headers.get("set-cookie", "").split("\n") if line]
    lines += [line for line in refused if line not in lines]
    return [
        parse(
            line,
            host=host_of(url),
            source="header",
            by=url,
            at=_instant(headers.get("date")),
            refused=refused.get(line),
        )
        for line in lines
    ]


def _of_script(told: dict[str, Any]) -> CookieSet:
    at = datetime.fromtimestamp(int(told["at"]) / 1000, UTC)
    by = str(told["script"]) or "a script without an address"
    return parse(str(told["detail"]), host=host_of(str(told["frame"])), source="script", by=by, at=at, refused=None)


def parse(line: str, *, host: str, source: str, by: str, at: datetime | None, refused: str | None) -> CookieSet:
    """One `Set-Cookie` line or `document.cookie` assignment; the value is left out of what is kept."""
    pair, *attributes = [part.strip() for part in line.split(";")]
    named = {key.strip().lower(): value.strip() for key, _, value in (part.partition("=") for part in attributes)}
    name, separator, _ = pair.partition("=")
    domain = named.get("domain", "").lstrip(".").lower() or host
    shown = "; ".join(sorted(part for part in attributes if part))
    return CookieSet(name.strip() if separator else "", domain, _life(named, at), source, by, shown, refused)


def _life(attributes: dict[str, str], at: datetime | None) -> int | None:
    if attributes.get("max-age", "").lstrip("-").isdigit():
        return int(attributes["max-age"])
    expires = _instant(attributes.get("expires"))
    if expires is None:
        return None
    return round((expires - (at or datetime.fromtimestamp(0, UTC))).total_seconds())


def _instant(text: str | None) -> datetime | None:
    try:
        found = parsedate_to_datetime((text or "").replace("-", " "))
    except (TypeError, ValueError, IndexError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _left(expires: float, now: float) -> int | None:
    return None if expires < 0 else round(expires - now)


def _bare(cookie: CookieSet) -> tuple[str, str, str, str, str, str]:
    return cookie.host, cookie.name, cookie.source, cookie.by, cookie.attributes, cookie.refused or ""
