"""What a log says about its own lines: the `#Fields:` of a W3C extended log, which may change within a file."""

from __future__ import annotations

from dataclasses import replace

from avowal.events.import_texts import LONGEST_HEADER
from avowal.events.log_stretches import Stretch

_FIELDS = b"#fields:"


class Headers:
    """Follows the header lines of one log. Other lines that begin with `#` say nothing of use here."""

    def __init__(self) -> None:
        self.fields: list[str] = []
        """The fields of the lines that follow."""
        self.count = 0
        """Header lines so far."""

    def take(self, stretch: Stretch) -> int:
        """The bytes of the header lines with which a stretch begins, after taking in what they say."""
        at, content = 0, stretch.content
        while content.startswith(b"#", at):
            end = content.find(b"\n", at) + 1 or len(content)
            self._read(content[at:end])
            at = end
        return at

    @staticmethod
    def before_next(stretch: Stretch) -> Stretch:
        """The stretch up to its first header line."""
        end = stretch.content.find(b"\n#") + 1
        return replace(stretch, content=stretch.content[:end]) if end else stretch

    def _read(self, line: bytes) -> None:
        self.count += 1
        if line.lower().startswith(_FIELDS):
            text = line[len(_FIELDS) :].decode("utf-8", "replace")
            self.fields = text.split()[:LONGEST_HEADER]
