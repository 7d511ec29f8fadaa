"""The browser of one pass: started in that visitor's guise, started again when it dies or comes back another day."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Playwright, Route

from avowal.auditor.browser import Browser, Guise, chromium
from avowal.auditor.evidence import Pass
from avowal.auditor.mails import Mail
from avowal.auditor.netlog_reading import Departure, NetLog

MOST_RESTARTS = 6
_LOCATIONS = re.compile(r"<loc>\s*([^<\s]+)\s*</loc>")
_MOST_MAPS = 5
_MOST_LISTED = 5000
_ANY = ("cookies", "local_storage", "indexeddb", "cache_storage", "service_workers", "websql", "file_systems")
GUISES = {
    Pass.PHONE: Guise(phone=True),
    Pass.NO_COOKIES: Guise(no_cookies=True),
    Pass.OPTED_OUT: Guise(opted_out=True),
    Pass.OPTED_OUT_EVERYWHERE: Guise(opted_out=True),
    Pass.SCRIPTLESS: Guise(scripts=False),
    Pass.MAIL: Guise(scripts=False),
    Pass.RIGHT_TO_LEFT: Guise(language="ar"),
}


class TooManyDeaths(Exception):
    """The browser of a pass died again and again."""


class Seat:
    """Where one visitor sits."""

    def __init__(
        self,
        playwright: Playwright,
        profile: Path,
        passing: Pass,
        host_rules: Sequence[str],
        reachable: Callable[[str], bool] | None,
    ) -> None:
        self._playwright = playwright
        self._profile = profile
        self._guise = GUISES.get(passing, Guise())
        self._host_rules = tuple(host_rules)
        self._reachable = reachable
        self._passing = passing
        self._stack = ExitStack()
        self._starts = 0
        self._deaths = 0
        self._mails: dict[str, str] = {}
        self.netlogs: list[NetLog] = []
        self.browser = self._start()

    @property
    def scripts(self) -> bool:
        """Whether the pages' scripts run."""
        return self._guise.scripts

    def restart(self, *, died: bool = False) -> None:
        """The same visitor with the browser closed and opened again. Raises TooManyDeaths."""
        self._deaths += died
        if self._deaths > MOST_RESTARTS:
            raise TooManyDeaths(f"The browser died {self._deaths} times.")
        self._stack.close()
        for lock in self._profile.glob("Singleton*"):
            lock.unlink(missing_ok=True)
        self.browser = self._start()

    def close(self) -> None:
        """End the browser."""
        self._stack.close()

    def late(self) -> list[Departure]:
        """What left after the page that caused it had been looked at; asked for once the browser is closed."""
        return [one for log in self.netlogs for one in (*log.late, *log.read())]

    def clear(self) -> None:
        """Empty cookies and storage of every site, as a visitor does in the settings; the cache stays."""
        with suppress(BrowserError):
            self.browser.context.clear_cookies()
            page = self.browser.context.new_page()
            session = self.browser.context.new_cdp_session(page)
            session.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": ",".join(_ANY)})
            page.close()

    def show(self, mails: Sequence[Mail]) -> None:
        """Let the browser find these mails under their made-up addresses."""
        self._mails = {mail.address: mail.html for mail in mails}
        for address in self._mails:
            self.browser.context.route(address, self._mail)

    def _mail(self, route: Route) -> None:
        headers = {"referrer-policy": "no-referrer"}
        route.fulfill(body=self._mails[route.request.url], content_type="text/html; charset=utf-8", headers=headers)

    def _start(self) -> Browser:
        self._starts += 1
        log = self._profile.with_name(f"{self._passing.value}-{self._starts}.netlog.json")
        started = chromium(
            self._playwright,
            self._profile,
            self._guise,
            log=log,
            host_rules=self._host_rules,
            allow_private=self._reachable is None,
        )
        browser = self._stack.enter_context(started)
        self.netlogs.append(browser.netlog)
        if self._reachable is not None:
            browser.context.route("**/*", self._let_through)
        if self._mails:
            self.browser = browser
            self.show([Mail(address, html) for address, html in self._mails.items()])
        return browser

    def _let_through(self, route: Route) -> None:
        if self._reachable is None or self._reachable(route.request.url):
            route.continue_()
        else:
            route.abort("addressunreachable")

    def site_map(self, starts: Sequence[str], reachable: Callable[[str], bool]) -> list[str]:
        """The addresses in the site maps at `starts`, nested maps included; none when there is no map."""
        waiting, found = list(dict.fromkeys(starts)), list[str]()
        for _ in range(_MOST_MAPS):
            if not waiting:
                break
            listed = self._listed(waiting.pop(0), reachable)
            waiting += [address for address in listed if address.endswith(".xml")]
            found += [address for address in listed if not address.endswith(".xml")]
        return found[:_MOST_LISTED]

    def _listed(self, address: str, reachable: Callable[[str], bool]) -> list[str]:
        if not reachable(address):
            return []
        page = self.browser.context.new_page()
        try:
            response = page.goto(address, timeout=8000)
            return _LOCATIONS.findall(response.text()) if response is not None and response.ok else []
        except (BrowserError, UnicodeDecodeError):
            return []
        finally:
            with suppress(BrowserError):
                page.close()
