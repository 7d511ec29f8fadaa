"""Cookies as they are asked for: by header and by script, those that the browser refuses included, and the jar.

The life asked for is what the attributes say (`Max-Age` goes before `Expires`), not what a jar shows later. A cookie
that is set and gone again before anybody looks at the jar is a wish like any other. Answers that DevTools did not show
(to what was sent while the page was left, or by a shared worker) are read in the net log.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from playwright.sync_api import Error as BrowserError

from avowal.auditor.evidence import CookieSet, JarCookie, fingerprint, host_of
from avowal.auditor.leaking import Kept
from avowal.auditor.netlog import Open, cookies_of
from avowal.auditor.observers.scene import Scene
from avowal.auditor.set_cookies import parse, when


class CookieObserver:
    """Gathers `cookies` and `jar`."""

    def __init__(self) -> None:
        self._asked_for: dict[str, list[tuple[str, str]]] = {}
        self._answers: list[tuple[str, str, dict[str, Any]]] = []
        self._count: dict[str, int] = {}
        self._jar: dict[tuple[str, str], JarCookie] = {}
        self._scene: Scene | None = None

    def watch(self, scene: Scene) -> None:
        self._scene = scene
        scene.wire.on("Network.requestWillBeSent", self._asked)
        scene.wire.on("Network.responseReceivedExtraInfo", self._answered)

    def look(self, scene: Scene) -> None:
        try:
            kept = scene.context.cookies()
        except BrowserError:
            return
        now = float(scene.ask("() => Date.now()", 0)) / 1000
        for one in kept:
            name, host, value = str(one["name"]), str(one["domain"]), str(one["value"])
            self._jar[host, name] = JarCookie(name, host, _left(float(one.get("expires", -1)), now), fingerprint(value))
            scene.stored_values.append(Kept("cookie", name, value, host))
        own = [one for one in kept if one["domain"].lstrip(".") in scene.own_hosts]
        scene.cookie_values = [(str(one["name"]), str(one["value"])) for one in own]

    def seen(self, scene: Scene) -> dict[str, Any]:
        found = [cookie for url, moment, event in self._of_urls(scene) for cookie in _of_response(url, moment, event)]
        found += [_of_script(scene, told) for told in scene.reports if told["kind"] == "cookie-write"]
        known = [url.partition("#")[0] for hops in self._asked_for.values() for url, _ in hops]
        found += cookies_of(scene.left, Open(scene.url, scene.url, (), tuple(scene.moments)), known)
        distinct = {_bare(cookie): cookie for cookie in reversed(found)}
        jar = tuple(self._jar[key] for key in sorted(self._jar))
        return {"cookies": tuple(distinct[key] for key in sorted(distinct)), "jar": jar}

    def _asked(self, event: dict[str, Any]) -> None:
        hops = self._asked_for.setdefault(str(event["requestId"]), [])
        hops.append((str(event["request"]["url"]), str(event.get("documentURL", ""))))

    def _answered(self, event: dict[str, Any]) -> None:
        identity = str(event["requestId"])
        hop = self._count[identity] = self._count.get(identity, -1) + 1
        names = {name.lower() for name in event.get("headers", {})}
        if "set-cookie" in names or event.get("blockedCookies"):
            moment = self._scene.moment if self._scene is not None else ""
            self._answers.append((identity, moment, {**event, "hop": hop}))

    def _of_urls(self, scene: Scene) -> list[tuple[str, str, dict[str, Any]]]:
        """Each answer with the address that gave it: of one that led on, not the address to which it led."""
        found = []
        for identity, moment, event in self._answers:
            hops = self._asked_for.get(identity) or [(scene.url, scene.url)]
            hop = min(int(event["hop"]), len(hops) - 1)
            url, frame = hops[hop]
            found.append((url, moment, {**event, "frame": frame, "redirected": hop < len(hops) - 1}))
        return found


def _of_response(url: str, moment: str, event: dict[str, Any]) -> list[CookieSet]:
    headers = {str(name).lower(): str(value) for name, value in event.get("headers", {}).items()}
    refused = {str(one["cookieLine"]): ", ".join(one["blockedReasons"]) for one in event.get("blockedCookies", ())}
    lines = [line for line in headers.get("set-cookie", "").split("\n") if line]
    lines += [line for line in refused if line not in lines]
    at = when(headers.get("date"))
    found = (
        parse(line, host=host_of(url), source="header", by=url, at=at, refused=refused.get(line)) for line in lines
    )
    return [replace(one, moment=moment, frame=event["frame"], redirected=event["redirected"]) for one in found]


def _of_script(scene: Scene, told: dict[str, Any]) -> CookieSet:
    at = datetime.fromtimestamp(int(told["at"]) / 1000, UTC)
    by, frame = str(told["script"]) or "a script without an address", str(told["frame"])
    found = parse(str(told["detail"]), host=host_of(frame), source="script", by=by, at=at, refused=None)
    return replace(found, moment=scene.moment_at(float(told["at"])), frame=frame)


def _left(expires: float, now: float) -> int | None:
    return None if expires < 0 else round(expires - now)


def _bare(cookie: CookieSet) -> tuple[str, str, str, str, str, str]:
    return cookie.host, cookie.name, cookie.source, cookie.by, cookie.attributes, cookie.refused or ""
