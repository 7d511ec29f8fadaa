"""The facts of a run that no page tells: which browser and which program it was made with."""

from __future__ import annotations

import subprocess
from datetime import datetime
from importlib.metadata import version

from avowal.auditor.browser import NoBrowser, find_chromium
from avowal.auditor.reporting import Facts

_SECONDS = 20


def facts(ended_at: datetime) -> Facts:
    """The facts of the run that ended then, on this machine."""
    return Facts(ended_at, browser(), f"avowal {version('avowal')}")


def browser() -> str:
    """The browser's own name and version; words in their place where it does not tell."""
    try:
        found = find_chromium()
        if found is None:
            return f"Chromium as Playwright {version('playwright')} brings it"
        told = subprocess.run(  # noqa: S603 - the browser that the audit itself drives
            [found, "--version"], capture_output=True, text=True, check=True, timeout=_SECONDS
        )
    except (NoBrowser, OSError, subprocess.SubprocessError):
        return "a Chromium that did not tell its version"
    return told.stdout.strip()
