"""A plain parser of every format that is imported: one line at a time, by hand, knowing nothing of the engine's.

It has no table of formats and no compiled pattern in common with `avowal.events.log_formats`; what the two make of a
line is compared in `test_log_formats.py`.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple, Self
from urllib.parse import unquote_to_bytes

from avowal.events.import_statements import METHODS

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
ABSENT = ("", "-")


class Told(NamedTuple):
    """What a line tells."""

    seen_at: datetime
    host: str
    method: str
    raw_path: str
    status: int | None
    bytes: int | None
    duration: int | None
    referrer: str
    agent: str
    has_agent: bool


class NotRead(Exception):
    """The line is bad."""


def told(texts: dict[str, str], unit: str = "s", *, agents: bool | None = None) -> Told:
    """The values of a line's texts."""
    if "request" in texts:
        method, target = asked(texts["request"])
    else:
        method = texts.get("method", "")
        target = texts.get("target", "") if method in ("", *METHODS) else ""
        method = method if method in METHODS else ""
    has_agent = bool(texts.get("agent")) if agents is None else agents
    return Told(
        seen_at=instant(texts["time"]),
        host=texts.get("host", ""),
        method=method,
        raw_path=raw_path(target),
        status=status(texts.get("status", "")),
        bytes=size(texts.get("bytes", "")),
        duration=milliseconds(texts.get("duration", ""), unit),
        referrer=texts.get("referrer", ""),
        agent=texts.get("agent", ""),
        has_agent=has_agent,
    )


def asked(request: str) -> tuple[str, str]:
    words = request.split(" ")
    if len(words) != 3 or words[0] not in METHODS or not re.fullmatch(r"HTTP/[0-9](\.[0-9])?", words[2]):
        return "", ""
    return words[0], words[1]


def raw_path(target: str) -> str:
    if not target.startswith("/"):
        scheme, found, rest = target.partition("://")
        if not found or scheme.lower() not in ("http", "https"):
            return ""
        ends = [at for at in map(rest.find, "/?#") if at >= 0]
        target = rest[min(ends) :] if ends else ""
        if not target.startswith("/"):
            return ""
    return target.partition("?")[0].partition("#")[0]


def status(text: str) -> int | None:
    if text in ("", "-", "0", "000"):
        return None
    if len(text) != 3 or not text.isascii() or not text.isdigit() or text[0] == "0":
        raise NotRead
    return int(text)


def size(text: str) -> int | None:
    if text in ABSENT:
        return None
    if not (text.isascii() and text.isdigit()) or len(text) > 19 or (text[0] == "0" and text != "0"):
        raise NotRead
    return int(text)


def milliseconds(text: str, unit: str) -> int | None:
    whole, point, rest = text.partition(".")
    fraction, _, exponent = rest.partition("e-") if point else ("", "", "")
    if not point:
        whole, _, exponent = text.partition("e-")
    if not (_digits(whole, 9) and (not point or _digits(fraction, 12)) and (not exponent or _digits(exponent, 2))):
        return None
    if "e" in text and not exponent:
        return None
    factor = {"s": 1000.0, "ms": 1.0, "us": 0.001, "w3c": 1000.0 if point else 1.0}[unit]
    return int(float(text) * factor + 0.5)


def _digits(text: str, most: int) -> bool:
    return 1 <= len(text) <= most and text.isascii() and text.isdigit()


def instant(text: str) -> datetime:
    try:
        seconds = _seconds(text)
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    except (ValueError, OverflowError):
        raise NotRead from None


def _seconds(text: str) -> int:
    if _digits(text.partition(".")[0], 10) and (_digits(text.partition(".")[2], 9) or "." not in text):
        return int(text.partition(".")[0])
    if len(text) == 13 and _digits(text, 13):
        return int(text) // 1000
    if len(text) == 16 and _digits(text, 16):
        return int(text) // 1_000_000
    if text[2:3] == "/":
        day, month, year, clock, zone = text[:2], text[3:6], text[7:11], text[12:20], text[20:]
        if (text[6:7], text[11:12], zone[:1]) != ("/", ":", " ") or month not in MONTHS:
            raise NotRead
        return _of(year, f"{MONTHS.index(month) + 1:02}", day, clock) - _zone(zone[1:], colon=False)
    if text[4:5] == "-" and text[7:8] == "-" and text[10:11] in ("T", " "):
        rest = text[19:]
        if rest[:1] in (".", ","):
            fraction = re.match("[0-9]*", rest[1:])[0]
            if not _digits(fraction, 9):
                raise NotRead
            rest = rest[1 + len(fraction) :]
        rest = rest.removeprefix(" ")
        return _of(text[:4], text[5:7], text[8:10], text[11:19]) - (0 if rest == "Z" else _zone(rest, colon=True))
    raise NotRead


def _of(year: str, month: str, day: str, clock: str) -> int:
    parts = (year, month, day, clock[:2], clock[3:5], clock[6:8])
    if not all(part.isascii() and part.isdigit() for part in parts) or clock[2:3] + clock[5:6] != "::":
        raise NotRead
    at = datetime(*map(int, parts), tzinfo=UTC)
    if not 1970 <= at.year <= 2105:
        raise NotRead
    return int(at.timestamp())


def _zone(text: str, *, colon: bool) -> int:
    sign, digits = text[:1], text[1:]
    if colon and digits[2:3] == ":":
        digits = digits[:2] + digits[3:]
    if sign not in ("+", "-") or len(digits) != 4 or not _digits(digits, 4):
        raise NotRead
    if int(digits) > 1400 or int(digits[2:]) >= 60:
        raise NotRead
    return (int(digits[:2]) * 3600 + int(digits[2:]) * 60) * (-1 if sign == "-" else 1)


def quoted(line: str, at: int) -> tuple[str, int]:
    """The text in quotes that begins at `at`, as it stands, and where what follows it begins."""
    if line[at : at + 1] != '"':
        raise NotRead
    end = at + 1
    while line[end : end + 1] != '"':
        if end >= len(line):
            raise NotRead
        end += 2 if line[end] == "\\" else 1
    return line[at + 1 : end], end + 1


def word(line: str, at: int) -> tuple[str, int]:
    """The word that begins at `at`; one space follows it, or nothing."""
    end = line.find(" ", at)
    end = len(line) if end < 0 else end
    if end == at:
        raise NotRead
    return line[at:end], end


def past(line: str, at: int, text: str) -> int:
    if not line.startswith(text, at):
        raise NotRead
    return at + len(text)


def apache(line: str, *, vhost: bool) -> Told:
    """Combined with or without the name of the virtual host before it; common where that is left out."""
    at = 0
    if vhost:
        _, at = word(line, at)
        at = past(line, at, " ")
    host, at = word(line, at)
    _, at = word(line, past(line, at, " "))
    user_at = past(line, at, " ")
    for open_at in [found.start() for found in re.finditer(r" \[", line[user_at:])]:
        user = line[user_at : user_at + open_at]
        if user and (user == '""' or not _holds_plain_quote(user)):
            try:
                return _apache_rest(line, user_at + open_at + 2, host, vhost=vhost)
            except NotRead:
                continue
    raise NotRead


def _holds_plain_quote(text: str) -> bool:
    at = 0
    while at < len(text):
        if text[at] == '"':
            return True
        if text[at] == "\\" and at + 1 == len(text):
            return True
        at += 2 if text[at] == "\\" else 1
    return False


def _apache_rest(line: str, at: int, host: str, *, vhost: bool) -> Told:
    stamp, at = line[at : at + 26], at + 26
    if "]" in stamp:
        raise NotRead
    request, at = quoted(line, past(line, at, "] "))
    state, at = word(line, past(line, at, " "))
    count, at = word(line, past(line, at, " "))
    if state == "-" or status(state) is None:
        raise NotRead
    texts = {"host": host, "time": stamp, "request": request, "status": state, "bytes": count}
    if at == len(line) and not vhost:
        return told(texts, agents=False)
    texts["referrer"], at = quoted(line, past(line, at, " "))
    texts["agent"], at = quoted(line, past(line, at, " "))
    if at < len(line):
        past(line, at, " ")
    return told(texts, agents=True)


def json_line(line: str, places: dict[str, list[list[str | int]]]) -> Told:
    """A JSON line; of two values of one name the first counts."""
    if not line.startswith("{"):
        raise NotRead
    try:
        value = json.loads(line, object_pairs_hook=_first_of_each, parse_constant=_refuse, parse_float=_Written)
    except (ValueError, RecursionError):
        raise NotRead from None
    texts = {}
    for name, alternatives in places.items():
        found = [_at(value, keys) for keys in alternatives]
        texts[name] = next((text for text in found if text), "")
    if not texts.get("request", texts.get("target")):
        raise NotRead
    if "host" in texts:
        texts["host"] = texts["host"].split(",")[0].strip(" ")
    return told(texts)


class _Written(float):
    """A number with a point, as it was written."""

    def __new__(cls, text: str) -> Self:
        made = super().__new__(cls, text)
        made.text = text  # type: ignore[attr-defined]
        return made


def _refuse(_: str) -> None:
    raise ValueError


def _first_of_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        found.setdefault(key, value)
    return found


def _at(value: Any, keys: list[str | int]) -> str:
    for key in keys:
        if isinstance(key, int):
            if not isinstance(value, list) or len(value) < key:
                return ""
            value = value[key - 1]
        elif isinstance(value, dict):
            value = value.get(key)
        else:
            return ""
    if isinstance(value, bool) or value is None or isinstance(value, (dict, list)):
        return ""
    return value.text if isinstance(value, _Written) else str(value)


def w3c_line(line: str, fields: list[str]) -> Told:
    """A line of an extended log with these fields."""
    if "\t" in line:
        texts = line.split("\t")
    elif '"' in line:
        texts = _tokens(line)
    else:
        texts = line.split(" ")
    names = [name.lower() for name in fields]
    if len(texts) != len(names):
        raise NotRead
    first: dict[str, str] = {}
    for name, text in zip(names, texts, strict=True):
        first.setdefault(name, _bare(text))
    known = {"host": "c-ip", "method": "cs-method", "status": "sc-status", "bytes": "sc-bytes"}
    known |= {"duration": "time-taken", "referrer": "cs(referer)", "agent": "cs(user-agent)"}
    known["target"] = next((name for name in names if name in ("cs-uri-stem", "cs-uri")), "cs-uri-stem")
    if not {"date", "time", known["target"]} <= set(names):
        raise NotRead
    read = {name: first[field] for name, field in known.items() if field in first}
    if "agent" in read:
        read["agent"] = unquote_to_bytes(read["agent"].replace("+", " ")).decode("utf-8", "replace")
    return told(read | {"time": f"{first['date']}T{first['time']}Z"}, "w3c")


def _tokens(line: str) -> list[str]:
    tokens, at = [], 0
    while at < len(line):
        if line[at] == " ":
            at += 1
            continue
        found = re.match(r'"(?:[^"]|"")*"', line[at:])
        end = at + found.end() if found else line.find(" ", at)
        end = len(line) if end < 0 else end
        tokens.append(line[at:end])
        at = end
    return tokens


def _bare(text: str) -> str:
    if text == "-":
        return ""
    if len(text) > 1 and text.startswith('"') and text.endswith('"'):
        return text[1:-1].replace('""', '"')
    return text
