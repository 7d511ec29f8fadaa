"""Tells in which format a log is written, from its first lines, and how sure that is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from avowal.events.log_formats import (
    CADDY,
    COMBINED,
    KNOWN_KEYS,
    VHOST_COMBINED,
    W3C,
    FormatRefused,
    LogFormat,
    format_of,
    json_text,
)

SAMPLE_LINES = 500
LEAST_SHARE = 0.5
"""Of the sample's lines, that must fit: a log may begin with rubbish, but most of it must be one format's."""
_HOST_FIRST = re.compile(r"[^ ]*[.:][^ ]* (?:[^ ]*[.:][^ ]*|localhost) ")
_TO_VARIABLE = {
    "time": "time_iso8601",
    "host": "remote_addr",
    "request": "request",
    "method": "request_method",
    "target": "request_uri",
    "status": "status",
    "bytes": "body_bytes_sent",
    "duration": "request_time",
    "referrer": "http_referer",
    "agent": "http_user_agent",
}


@dataclass(frozen=True)
class Detected:
    """A format, and how many of the lines that were looked at are written in it."""

    format: LogFormat
    name: str
    fitting: int
    looked_at: int

    @property
    def sureness(self) -> str:
        """How sure it is, in words."""
        return f"{self.fitting} of the first {self.looked_at} lines fit"


def detect(content: bytes) -> Detected | None:
    """The format of a log that begins with `content`, None for an empty one.

    Raises FormatRefused when fewer than half of the first lines fit any format.
    """
    lines = [line.rstrip("\r") for line in content.decode("utf-8", "replace").split("\n")[:SAMPLE_LINES]]
    lines = [line for line in lines if line.strip()]
    if not lines:
        return None
    found = [_w3c(lines), _caddy(lines), _json(lines), *_patterns(lines)]
    best = max((each for each in found if each is not None), key=lambda each: each.fitting)
    if best.fitting == 0 or best.fitting < LEAST_SHARE * best.looked_at:
        closest = f"{best.fitting} are {best.name}" if best.fitting else "not one is of any"
        raise FormatRefused(
            f"No known format fits: of the first {best.looked_at} lines, {closest}. "
            "Say how it is written, as the server's configuration does: --format '%h %l %u %t \"%r\" %>s %b'."
        )
    return best


def _w3c(lines: list[str]) -> Detected | None:
    """The log's own header says what it is; what stands before one cannot be read."""
    count, fitting = 0, 0
    for line in lines:
        if line.startswith("#"):
            count = len(line.split()) - 1 if line.lower().startswith("#fields:") else count
            fitting += 1
        else:
            fitting += count > 0
    return Detected(W3C, "W3C extended", fitting, len(lines)) if count else None


def _caddy(lines: list[str]) -> Detected | None:
    fitting = sum("ts" in line and _has_uri(line.get("request")) for line in _objects(lines))
    return Detected(CADDY, "Caddy's JSON", fitting, len(lines)) if fitting else None


def _has_uri(request: object) -> bool:
    return isinstance(request, dict) and "uri" in request


def _json(lines: list[str]) -> Detected | None:
    """A JSON log whose keys are commonly used: nginx has no names of its own for them."""
    objects = _objects(lines)
    keys = {}
    for name, known in KNOWN_KEYS.items():
        found = next((key for key in known if any(_tells(line, key) for line in objects)), None)
        if found is not None:
            keys[_TO_VARIABLE[name]] = found
    asked = keys.get("request") or keys.get("request_uri")
    if "time_iso8601" not in keys or asked is None:
        return None
    fitting = sum(_tells(line, keys["time_iso8601"]) and _tells(line, asked) for line in objects)
    told = f"JSON with {', '.join(keys.values())}"
    return Detected(format_of(json_text(keys)), told, fitting, len(lines))


def _tells(line: Mapping[str, object], key: str) -> bool:
    return isinstance(line.get(key), str | int | float) and line[key] != ""


def _objects(lines: list[str]) -> list[dict[str, object]]:
    found = []
    for line in lines:
        if line.startswith("{"):
            try:
                read = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(read, dict):
                found.append(read)
    return found


def _patterns(lines: list[str]) -> list[Detected]:
    vhost = [line for line in lines if _HOST_FIRST.match(line)]
    others = [line for line in lines if not _HOST_FIRST.match(line)]
    combined, common = _fitting(COMBINED, others), _fitting(COMBINED, others, lambda found: not found["has_agent"])
    name = "common" if common > combined / 2 else "combined"
    return [
        Detected(COMBINED, name, combined, len(lines)),
        Detected(VHOST_COMBINED, "vhost_combined", _fitting(VHOST_COMBINED, vhost), len(lines)),
    ]


def _fitting(tried: LogFormat, lines: list[str], also: Callable[[dict[str, str | None]], bool] = lambda _: True) -> int:
    pattern = re.compile(tried.pattern, re.DOTALL)
    found = (pattern.match(line) for line in lines)
    return sum(also({name: match[group] for name, group in tried.groups.items()}) for match in found if match)
