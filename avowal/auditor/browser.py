"""Debian's Chromium, started so that it hides nothing from the audit.

Measured traps: Debian's build blocks third-party cookies by default, so the jar of a page that sets them looks
clean unless the fresh profile's own preferences allow them; its wrapper script adds flags, so the real binary is
used; and the browser's own traffic has to be kept apart from the pages'.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Dialog, Page, Playwright
from playwright.sync_api import Error as BrowserError

from avowal.auditor.choosing import ROOTS
from avowal.auditor.netlog_reading import NetLog
from avowal.auditor.observers.scripts import init_script

_FOUND_AT = (Path("/usr/lib/chromium/chromium"),)
_NAMES = ("chromium", "chromium-browser", "google-chrome")
# Playwright's own list again (a later flag replaces an earlier one), and the browser's form-filling service.
_FEATURES_OFF = (
    "AutofillServerCommunication",
    "AcceptCHFrame",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "DialMediaRouteProvider",
    "GlobalMediaControls",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "Translate",
    "AutoDeElevate",
    "OptimizationHints",
)
_GUARDS = ("LocalNetworkAccessChecks", "BlockInsecurePrivateNetworkRequests")
"""What keeps public pages from private addresses; a mail in hand is no public page, its sites may be on loopback."""
_FLAGS = (
    "--disable-background-networking",
    "--disable-client-side-phishing-detection",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--metrics-recording-only",
    "--no-default-browser-check",
    "--no-first-run",
    "--disable-blink-features=AutomationControlled",  # a page that knows it is audited may behave
    "--js-flags=--max-old-space-size=512",
)
_PREFERENCES: dict[str, Any] = {"profile": {"cookie_controls_mode": 0}}
_NO_COOKIES: dict[str, Any] = {"profile": {"default_content_setting_values": {"cookies": 2}}}
_OPTED_OUT = """try {
  Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { get: () => true, configurable: true });
} catch (error) {}"""


_DESKTOP = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{}.0.0.0 Safari/537.36"
_PHONE = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{}.0.0.0 Mobile Safari/537.36"
)
_MOST_REPORTS = 20_000


class NoBrowser(Exception):
    """Chromium cannot be found or will not start."""


def find_chromium() -> str | None:
    """The Chromium to drive: AVOWAL_CHROMIUM, Debian's real binary, one on the path, else None for Playwright's own.

    Raises NoBrowser when AVOWAL_CHROMIUM names no file.
    """
    named = os.environ.get("AVOWAL_CHROMIUM")
    if named:
        if not Path(named).is_file():
            raise NoBrowser(
                f"AVOWAL_CHROMIUM names {named}, which is no file. Name Chromium's program there, or unset it."
            )
        return named
    for candidate in _FOUND_AT:
        if candidate.is_file():
            return str(candidate)
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


@dataclass
class Browser:
    """A running Chromium with one profile; `reports` are what the pages' scripts told since it was last cleared."""

    context: BrowserContext
    profile: Path
    netlog: NetLog
    reports: list[dict[str, Any]] = field(default_factory=list)
    pop_ups: list[str] = field(default_factory=list)
    expected: Page | None = None

    def hear(self, _source: Any, payload: str) -> None:
        """Take one report of the init script; anything else that calls the function is not understood and dropped."""
        if len(self.reports) >= _MOST_REPORTS:
            return  # a page that floods the audit is not heard for ever
        try:
            told = json.loads(payload)
        except (TypeError, ValueError):
            return
        if isinstance(told, dict) and isinstance(told.get("kind"), str):
            defaults = {"detail": "", "script": "", "frame": "", "at": 0}
            self.reports.append({**defaults, **told})

    def opened(self, page: Page) -> None:
        """Note and close a window that a page opened by itself."""
        if page is self.expected or self.expected is None:
            return
        self.pop_ups.append(page.url)
        try:
            page.close()
        except BrowserError:
            return


@dataclass(frozen=True)
class Guise:
    """As whom the browser goes: what tells one visitor's browser from another's."""

    phone: bool = False
    no_cookies: bool = False
    opted_out: bool = False
    scripts: bool = True
    language: str = ""
    """The language of a visitor's browser, where it is another than ours."""


@contextmanager
def chromium(
    playwright: Playwright,
    profile: Path,
    guise: Guise = Guise(),
    *,
    log: Path | None = None,
    host_rules: Sequence[str] = (),
    allow_private: bool = True,
) -> Iterator[Browser]:
    """Chromium on `profile` (made if it is not there), with the init script in every frame.

    Its net log goes to `log`, or beside the profile. `host_rules` are Chromium's resolver rules
    (`MAP a.example 127.0.0.1:8000`). Unless `allow_private`, the browser itself keeps public pages from private
    addresses too, whatever their names resolve to by then (R101). Raises NoBrowser when it fails.
    """
    _prepare(profile, _NO_COOKIES if guise.no_cookies else _PREFERENCES)
    binding = f"f{secrets.token_hex(8)}"
    log = log or profile.with_suffix(".netlog.json")
    rules = [f"--host-resolver-rules={','.join(host_rules)}"] if host_rules else []
    try:
        program = find_chromium()
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=program,
            headless=True,
            args=[
                *_flags(allow_private=allow_private),
                f"--log-net-log={log}",
                "--net-log-capture-mode=Everything",
                "--disable-quic",  # of which the net log has no bytes
                *rules,
                *(["--no-sandbox"] if os.geteuid() == 0 else []),
            ],
            accept_downloads=False,
            chromium_sandbox=os.geteuid() != 0,
            **_as(guise, _version(program or playwright.chromium.executable_path)),
        )
    except BrowserError as trouble:
        raise NoBrowser(
            f"Chromium did not start: {str(trouble).splitlines()[0]} "
            "Install Debian's chromium or run `playwright install chromium`, or name one in AVOWAL_CHROMIUM."
        ) from trouble
    browser = Browser(context, profile, NetLog(log))
    context.expose_binding(binding, browser.hear)
    context.add_init_script(init_script(binding))
    context.add_init_script(ROOTS)
    if guise.opted_out:
        context.add_init_script(_OPTED_OUT)
    context.on("page", browser.opened)
    try:
        yield browser
    finally:
        with suppress(BrowserError):  # it may have died; the visit that killed it says so
            context.close()


def _flags(*, allow_private: bool) -> list[str]:
    off = (*_FEATURES_OFF, *(_GUARDS if allow_private else ()))
    return [*_FLAGS, f"--disable-features={','.join(off)}"]


def _as(guise: Guise, version: str) -> dict[str, Any]:
    """What Playwright is told for a guise. The browser does not say that nobody sits before it: some pages listen."""
    headers = {"Sec-GPC": "1"} if guise.opted_out else {}
    return {
        "viewport": {"width": 390, "height": 844} if guise.phone else {"width": 1280, "height": 900},
        "has_touch": guise.phone,
        "is_mobile": guise.phone,
        "java_script_enabled": guise.scripts,
        "user_agent": (_PHONE if guise.phone else _DESKTOP).format(version) if version else None,
        "extra_http_headers": headers or None,
        "locale": guise.language or None,
    }


@cache
def _version(program: str) -> str:
    """The main number of Chromium's version; empty when it does not say."""
    try:
        said = subprocess.run(  # noqa: S603, the program that is about to be driven
            [program, "--version"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    found = re.search(r"(\d+)\.\d+\.\d+", said.stdout)
    return found[1] if found else ""


def settle_dialog(dialog: Dialog) -> None:
    """Let a page go when it asks whether to stay, and answer every other dialog with no."""
    try:
        if dialog.type == "beforeunload":
            dialog.accept()
        else:
            dialog.dismiss()
    except BrowserError:
        return


def _prepare(profile: Path, chosen: dict[str, Any]) -> None:
    preferences = profile / "Default" / "Preferences"
    if not preferences.exists():
        preferences.parent.mkdir(parents=True, exist_ok=True)
        preferences.write_text(json.dumps(chosen), encoding="utf-8")
