"""What a site asks of programs that visit it (RFC 9309): honoured on sites of others, as is a pause between pages.

An address that a person named is visited all the same: she asked for that page herself.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from avowal.auditor.evidence import host_of
from avowal.auditor.hosts import is_near
from avowal.auditor.probe import direct

NAME = "avowal"
PAUSE = 1.0
"""Seconds between two pages of a host of others that asks for no pause of its own."""
LONGEST_PAUSE = 10.0
_LONGEST = 500_000


class Manners:
    """Whether a page may be visited, and how long to wait before the next one of its host.

    Nobody waits for a host of one's own, or for one on this machine or its network, unless it asks for a pause.
    """

    def __init__(
        self,
        host_rules: tuple[str, ...],
        reachable: Callable[[str], bool],
        *,
        own: bool,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._host_rules = host_rules
        self._reachable = reachable
        self._own = own
        self._clock = clock
        self._sleep = sleep
        self._rules: dict[str, RobotFileParser] = {}
        self._next: dict[str, float] = {}
        self._lock = Lock()

    def allow(self, address: str) -> bool:
        """Whether the host's robots.txt lets a visitor called `avowal` in; no file, no ban."""
        return self._own or self._of(address).can_fetch(NAME, address)

    def maps(self, origin: str) -> tuple[str, ...]:
        """The site maps that the robots.txt of `origin` names."""
        return tuple(self._of(f"{origin}/").site_maps() or ())

    def wait(self, address: str) -> float:
        """Wait until the host may be asked again; the seconds that were waited."""
        if self._own:
            return 0.0
        pause = self._pause(address)
        with self._lock:
            now = self._clock()
            at = max(now, self._next.get(host_of(address), now))
            self._next[host_of(address)] = at + pause
        if at > now:
            self._sleep(at - now)
        return at - now

    def _pause(self, address: str) -> float:
        asked = self._of(address).crawl_delay(NAME)
        if asked is not None:
            return min(float(asked), LONGEST_PAUSE)
        return 0.0 if is_near(host_of(address), self._host_rules) else PAUSE

    def _of(self, address: str) -> RobotFileParser:
        parts = urlsplit(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            if origin not in self._rules:
                self._rules[origin] = self._fetched(origin)
            return self._rules[origin]

    def _fetched(self, origin: str) -> RobotFileParser:
        rules = RobotFileParser()
        rules.parse(self._lines(origin))
        return rules

    def _lines(self, origin: str) -> list[str]:
        if not self._reachable(f"{origin}/"):
            return []
        base, host = direct(f"{origin}/robots.txt", self._host_rules)
        try:
            with httpx.Client(timeout=8, trust_env=False, verify=not host) as client:
                answer = client.get(f"{base}/robots.txt", headers={"Host": host} if host else {})
        except httpx.HTTPError:
            return []
        is_text = answer.status_code == httpx.codes.OK and "html" not in answer.headers.get("content-type", "")
        return answer.text[:_LONGEST].splitlines() if is_text else []
