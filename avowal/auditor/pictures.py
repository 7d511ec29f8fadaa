"""The pictures of a report, inside the page itself: one file is all that a board gets by mail.

They are bounded together; what does not fit stays beside the report and is linked.
"""

from __future__ import annotations

import base64
import re
from pathlib import Path

MOST = 6 * 1024 * 1024
"""Bytes of all pictures in one page, before they are written as text."""
_SHOT = re.compile(r"<!--shot-->.*?<!--/shot-->", re.DOTALL)
_KINDS = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}
PRUNED = '<p class="small">The picture of this page is no longer kept.</p>'


class Album:
    """Gives each picture once as a `data:` address, until there is no room; empty for one that does not fit."""

    def __init__(self, directory: Path | None, room: int = MOST) -> None:
        self._directory = directory
        self._room = room
        self._known: dict[str, str] = {}

    def shows(self, name: str) -> bool:
        """Whether `name` stands in the page already, so that it need not stand there twice."""
        return bool(self._known.get(name))

    def address(self, name: str) -> str:
        """`name` as a `data:` address."""
        if name not in self._known:
            self._known[name] = self._read(name)
        return self._known[name]

    def _read(self, name: str) -> str:
        kind = _KINDS.get(Path(name).suffix.lower())
        if self._directory is None or kind is None or Path(name).name != name:
            return ""
        try:
            file = self._directory / name
            if file.stat().st_size > self._room:
                return ""
            content = file.read_bytes()
        except OSError:
            return ""
        self._room -= len(content)
        return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


def without(html: str) -> str:
    """A report's page without its pictures, which are what makes it large."""
    return _SHOT.sub(PRUNED, html)
