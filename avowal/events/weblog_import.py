"""Imports a server's own log under the policy's weblog declarations (ledger 3.1, 3.4): `avowal weblog import`.

Reads the formats of `log_formats`, plain or compressed (`log_unpacking`). The log is cut into stretches of 60 MiB at
line ends; the engine parses them. What no element declares is not kept, a line already past the declared retention is
refused and counted, and a stretch that was imported before adds nothing, so that an import that was broken off goes on
where it ended, and a log may be imported again when it has grown. It is known by its bytes and its place in the file:
the same lines in another cut of the log, such as its tail, are stored again, because two equal requests in one second
are two requests. `ImportResult.warning` says so when the site already had records within the log's time.
`lines == kept + bad + past_retention + already_there` always holds; header lines of a log are none of its lines.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from avowal.events.log_detection import detect
from avowal.events.log_formats import AUTO, Kind, format_of
from avowal.events.log_headers import Headers
from avowal.events.log_source import LogSource
from avowal.events.log_stretches import LONGEST_LINE, Stretch, Stretches, masked, without_overlong

EXAMPLES = 10
LOOKED_AT = 256 << 10
"""Bytes from a log's begin by which its format is told."""
WARNING_SHARE = 0.01
"""Of the lines kept: fewer records from elsewhere are the shared second of two logs that follow each other."""


class Call(Protocol):
    """One request of an import to the store."""

    def __call__(self, name: str, args: dict[str, Any], content: bytes = b"") -> Any: ...


_NOTHING: dict[str, Any] = {"lines": 0, "bad": 0, "examples": [], "first": None, "last": None}
Progress = Callable[[int, int | None], None]


@dataclass
class ImportResult:
    """What became of a log's lines. `examples` are the first ten bad lines as (line number, masked text)."""

    lines: int = 0
    kept: int = 0
    bad: int = 0
    past_retention: int = 0
    already_there: int = 0
    headers: int = 0
    """Header lines, which tell of the log and of no request."""
    examples: list[tuple[int, str]] = field(default_factory=list)
    log_format: str = ""
    """The format in which it was read."""
    sureness: str | None = None
    """How sure that is, where it was told from the lines themselves."""
    first: datetime | None = None
    last: datetime | None = None
    """Times of the first and last line that was understood and not imported before, as stored (moved)."""
    truncated: bool = False
    trouble: str | None = None
    """What is wrong with the file as a whole."""
    keep: str = ""
    """How long the policy keeps a line."""
    networks_trouble: str | None = None
    """Why owners of networks could not be looked up."""
    warning: str | None = None
    """That the site already had records within this log's time, so that requests may now be there twice."""

    @property
    def advice(self) -> str | None:
        """What people should know: about lines that were refused as past retention, networks, and the warning."""
        return " ".join(filter(None, (self._past_advice(), self.networks_trouble, self.warning))) or None

    def _past_advice(self) -> str | None:
        if not self.past_retention:
            return None
        return (
            f"{self.past_retention} lines are older than the {self.keep} for which the policy keeps a weblog. To keep "
            "more, publish a policy with a longer period; to try avowal on an old log, move it with --rebase-to DATE."
        )


class StrictRefused(Exception):
    """With `strict`, a log with a bad line is not imported at all; `result` has the counts and examples."""

    def __init__(self, result: ImportResult) -> None:
        super().__init__(f"{result.bad} of {result.lines} lines are bad, so nothing was imported.")
        self.result = result


class NeedsFile(ValueError):
    """What was asked needs to read the log twice, and standard input can be read once."""


def import_log(
    call: Call,
    source: Path | str,
    *,
    site: str,
    log_format: str = "combined",
    rebase_to: date | None = None,
    strict: bool = False,
    progress: Progress | None = None,
) -> ImportResult:
    """Import the log `source` (a path, or `-` for standard input) as lines of `site`, a site key of the policy.

    `log_format` is how it is written, as `log_formats.format_of` reads it, or `auto` to have that told from its first
    lines.

    `rebase_to` moves the whole log in time so that its last line falls on that day, at its own time of day, in the
    organisation's time zone. `strict` stores nothing at all when any line is bad. `progress` is called with the bytes
    of the file read so far and its size (None for standard input).

    Raises StrictRefused, NeedsFile, SourceRefused (log_source), FormatRefused (log_formats), ImportRefused (importing).
    """
    if log_format != AUTO:
        format_of(log_format)
    if str(source) == "-" and (strict or rebase_to is not None):
        raise NeedsFile("Standard input can be read only once; give a file to use --strict or --rebase-to.")
    begun = call("import_begin", {"site": site})
    blank = ImportResult(keep=str(begun["keep"]), networks_trouble=begun.get("networks_trouble"))
    if strict or rebase_to is not None:
        first_look = _Import(call, blank, log_format, progress).look(source)
        if strict and (first_look.bad or first_look.truncated):
            raise StrictRefused(first_look)
        if rebase_to is not None and first_look.last is not None:
            shift = int(call("import_shift", {"last": int(first_look.last.timestamp()), "to": rebase_to.isoformat()}))
            return _Import(call, blank, log_format, progress, shift).store(source)
    return _Import(call, blank, log_format, progress).store(source)


class _Import:
    """One pass over a log."""

    def __init__(
        self, call: Call, blank: ImportResult, log_format: str, progress: Progress | None, shift: int = 0
    ) -> None:
        self._call = call
        self._format = log_format
        self._headers: Headers | None = None
        self._progress = progress
        self._shift = shift
        self._result = replace(blank, examples=[])

    def look(self, source: Path | str) -> ImportResult:
        """Parse all lines and store none."""
        return self._pass(source, self._look_at)

    def store(self, source: Path | str) -> ImportResult:
        """Store what may be kept, and warn when the site had records of that time from elsewhere."""
        result = self._pass(source, self._store)
        if result.kept and result.first and result.last:
            span = {"first": int(result.first.timestamp()), "last": int(result.last.timestamp())}
            others = int(self._call("import_overlap", span)) - result.kept - result.already_there
            if others > 0 and others >= WARNING_SHARE * result.kept:
                result.warning = _warning(others)
        return result

    def _pass(self, source: Path | str, deal_with: Callable[[Stretch], int]) -> ImportResult:
        log = LogSource(source)
        try:
            stretches = Stretches(log)
            self._read_as(stretches)
            while (stretch := stretches.peek()) is not None:
                stretches.consume(self._part(stretch, log, deal_with))
                if self._progress is not None:
                    self._progress(log.done, log.total)
        finally:
            log.close()
        self._result.truncated, self._result.trouble = log.cut_off, log.trouble
        self._result.headers = self._headers.count if self._headers else 0
        return self._result

    def _read_as(self, stretches: Stretches) -> None:
        """Agree with the store on the format, and follow the log's own header where it has one."""
        text = self._format
        if text == AUTO:
            detected = detect(stretches.ahead(LOOKED_AT))
            if detected is None:
                return
            text = detected.format.text
            self._result.log_format, self._result.sureness = detected.name, detected.sureness
        meant = format_of(text)
        self._result.log_format = self._result.log_format or meant.name
        self._headers = Headers() if meant.kind is Kind.FIELDS else None
        self._call("import_format", {"text": text})

    def _part(self, stretch: Stretch, log: LogSource, deal_with: Callable[[Stretch], int]) -> int:
        """Deal with the begin of a stretch; its bytes that are done with (an overlong line is already)."""
        if stretch.overlong:
            self._count(_NOTHING, [1])
            return 0
        if self._headers is not None:
            header = self._headers.take(stretch)
            if header:
                return header
            stretch = self._headers.before_next(stretch)
        if log.cut_off and not stretch.content.endswith(b"\n"):
            return self._cut_off(stretch.content)
        return deal_with(stretch)

    @property
    def _line(self) -> int:
        """The number of the last line in the file that was dealt with."""
        return self._result.lines + (self._headers.count if self._headers else 0)

    @property
    def _about(self) -> dict[str, Any]:
        """What the store must know about the lines."""
        return {"fields": self._headers.fields} if self._headers else {}

    def _cut_off(self, content: bytes) -> int:
        """The last line of a file that stops early: even if it can be read, its last number may be cut."""
        self._result.lines += 1
        self._result.bad += 1
        self._bad(self._line, masked(content.decode("utf-8", "replace")))
        return len(content)

    def _bad(self, number: int, text: str) -> None:
        if len(self._result.examples) < EXAMPLES:
            self._result.examples.append((number, text))

    def _look_at(self, stretch: Stretch) -> int:
        content, overlong = without_overlong(stretch.content)
        self._count(self._call("import_check", self._about, content), overlong)
        return len(stretch.content)

    def _store(self, stretch: Stretch) -> int:
        for known in self._call("import_known", {"start": stretch.start}):
            length = int(known["length"])
            if _is_known(stretch.content, length, str(known["sha256"])):
                self._already_there(known)
                return length
        content, overlong = without_overlong(stretch.content)
        digest = hashlib.sha256(stretch.content).hexdigest()
        place = {"start": stretch.start, "length": len(stretch.content), "sha256": digest, "overlong": len(overlong)}
        added = self._call("import_add", place | self._about, content)
        self._result.kept += added["kept"]
        self._result.past_retention += added["past_retention"]
        self._count(added, overlong)
        return len(stretch.content)

    def _count(self, checked: dict[str, Any], overlong: list[int]) -> None:
        """Count what the store says of a stretch; `overlong` are the lines that it was not shown."""
        examples = [(_place(number, overlong), masked(text)) for number, text in checked["examples"]]
        examples += [(number, f"(a line longer than {LONGEST_LINE} bytes)") for number in overlong[:EXAMPLES]]
        for number, text in sorted(examples):
            self._bad(self._line + number, text)
        self._result.lines += checked["lines"] + len(overlong)
        self._result.bad += checked["bad"] + len(overlong)
        if checked["first"] is not None:
            first, last = (_instant(checked[end] + self._shift) for end in ("first", "last"))
            self._result.first = min(first, self._result.first or first)
            self._result.last = max(last, self._result.last or last)

    def _already_there(self, known: dict[str, Any]) -> None:
        self._result.already_there += known["kept"]
        self._result.bad += known["bad"]
        self._result.past_retention += known["past_retention"]
        self._result.lines += known["kept"] + known["bad"] + known["past_retention"]


def _place(number: int, left_out: list[int]) -> int:
    """The number of a line among all, from that among those that were not left out."""
    for place in left_out:
        number += place <= number
    return number


def _warning(others: int) -> str:
    return (
        f"The site already had {others} records from within this log's time that are not from this file as it is now: "
        "recorded by the site itself, or imported from another cut of the log. Requests that stand in both are now "
        "there twice, and counted twice."
    )


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(0, UTC) + timedelta(seconds=seconds)


def _is_known(content: bytes, length: int, sha256: str) -> bool:
    """Whether the first `length` bytes, up to a line's end, are what was imported before."""
    ends_a_line = length <= len(content) and (length == len(content) or content[length - 1 : length] == b"\n")
    return ends_a_line and hashlib.sha256(content[:length]).hexdigest() == sha256
