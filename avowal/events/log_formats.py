"""The formats in which servers write their logs, and what a line of each can tell (ledger 3.1, 3.4).

A format is named (`combined`, `vhost_combined`, `caddy`, `w3c`) or written as the server's own configuration writes it:
Apache's `LogFormat` (`%h %l %u %t "%r" …`), nginx's `log_format` (`$remote_addr - …`), or a JSON object of nginx's
variables. Its text is all that travels to the store, which reads it again: a format is never code.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from avowal.events.import_statements import ImportRefused

Keys = tuple[str | int, ...]
"""Where a value stands in a JSON line: names, and numbers of list members counted from 1."""


class FormatRefused(ImportRefused):
    """A format that cannot be read, or a log in none that is known; the message says what to write instead."""


class Kind(StrEnum):
    """How lines of a format are cut."""

    PATTERN = "pattern"
    JSON = "json"
    FIELDS = "fields"
    """The log names its fields itself, in lines that begin with `#`."""


class Unit(StrEnum):
    """In what a server wrote how long it took."""

    SECONDS = "s"
    MILLISECONDS = "ms"
    MICROSECONDS = "us"
    W3C = "w3c"
    """Whole milliseconds (IIS), or seconds with a fraction (CloudFront)."""


@dataclass(frozen=True)
class LogFormat:
    """One format. `groups` and `places` say where the text of a field stands: in the pattern, or in a JSON line."""

    name: str
    text: str
    """What `--format` takes to mean this format."""
    kind: Kind
    pattern: str = ""
    """Written so that Python and the engine (RE2) understand it alike."""
    groups: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str, tuple[Keys, ...]] = field(default_factory=dict)
    """For each field, where to look for it; the first place that holds something counts."""
    unit: Unit = Unit.SECONDS
    split_first: int | None = None
    """Where lines are commonly plain enough to be cut at quotes and spaces: the place of the client in them."""
    agent_needed: bool = True
    """Whether a line without referrer and browser is bad."""


QUOTED = r"((?:[^\"\\]|\\.)*)"
_CLIENT = r"([^ ]+) [^ ]+ (?:(?:[^\"\\]|\\.)+?|\"\") \[([^\]]{26})\] "
_ASKED = rf"\"{QUOTED}\" ([1-9][0-9][0-9]) (-|0|[1-9][0-9]{{0,18}})"
_FROM = rf"\"{QUOTED}\" \"{QUOTED}\"(?: .*)?"
_PLACES = ("host", "time", "request", "status", "bytes")
_GROUPS = {name: number for number, name in enumerate(_PLACES, 1)}

COMBINED = LogFormat(
    "combined",
    "combined",
    Kind.PATTERN,
    rf"^{_CLIENT}{_ASKED}( {_FROM})?$",
    {**_GROUPS, "has_agent": 6, "referrer": 7, "agent": 8},
    split_first=0,
    agent_needed=False,
)
"""Apache's and nginx's combined format; lines of the common format, which lack the end, are read too."""
VHOST_COMBINED = LogFormat(
    "vhost_combined",
    "vhost_combined",
    Kind.PATTERN,
    rf"^[^ ]+ {_CLIENT}{_ASKED} {_FROM}$",
    {**_GROUPS, "referrer": 6, "agent": 7},
    split_first=1,
)
CADDY = LogFormat(
    "caddy",
    "caddy",
    Kind.JSON,
    places={
        "time": (("ts",),),
        "host": (("request", "client_ip"), ("request", "remote_ip")),
        "method": (("request", "method"),),
        "target": (("request", "uri"),),
        "status": (("status",),),
        "bytes": (("size",),),
        "duration": (("duration",),),
        "referrer": (("request", "headers", "Referer", 1),),
        "agent": (("request", "headers", "User-Agent", 1),),
    },
)
W3C = LogFormat("w3c", "w3c", Kind.FIELDS, unit=Unit.W3C)
NAMED = {
    "combined": COMBINED,
    "common": COMBINED,
    "vhost_combined": VHOST_COMBINED,
    "vhost": VHOST_COMBINED,
    "caddy": CADDY,
    "w3c": W3C,
    "iis": W3C,
}
AUTO = "auto"
W3C_FIELDS = {
    "c-ip": "host",
    "cs-method": "method",
    "cs-uri-stem": "target",
    "cs-uri": "target",
    "sc-status": "status",
    "sc-bytes": "bytes",
    "time-taken": "duration",
    "cs(referer)": "referrer",
    "cs(user-agent)": "agent",
    "date": "date",
    "time": "clock",
}
"""Fields that W3C extended logs name and that say something here, by their names in small letters."""
KNOWN_KEYS = {
    "time": ("time_iso8601", "time_local", "msec", "@timestamp", "timestamp", "time", "ts", "datetime"),
    "host": ("remote_addr", "client_ip", "remote_ip", "clientip", "client", "ip"),
    "request": ("request",),
    "method": ("request_method", "method", "verb"),
    "target": ("request_uri", "uri", "url", "path"),
    "status": ("status", "status_code", "response"),
    "bytes": ("body_bytes_sent", "bytes_sent", "bytes", "size"),
    "duration": ("request_time",),
    "referrer": ("http_referer", "http_referrer", "referer", "referrer"),
    "agent": ("http_user_agent", "user_agent", "agent", "useragent"),
}
"""Names under which JSON logs commonly tell a field, most telling first."""
VARIABLES = {
    "remote_addr": "host",
    "http_x_forwarded_for": "host",
    "time_local": "time",
    "time_iso8601": "time",
    "msec": "time",
    "request": "request",
    "request_method": "method",
    "request_uri": "target",
    "uri": "target",
    "document_uri": "target",
    "status": "status",
    "body_bytes_sent": "bytes",
    "bytes_sent": "bytes",
    "request_time": "duration",
    "http_referer": "referrer",
    "http_user_agent": "agent",
}
"""nginx's variables that say something here. What carries a query (`$args`) or a name (`$remote_user`) does not."""
_BARE = re.compile(r"([:\[,]\s*)(\$[a-z0-9_]+)(?=\s*[,}\]])")
_VARIABLE = re.compile(r"\$\{?([a-z0-9_]+)\}?")


def format_of(text: str) -> LogFormat:
    """The format that `text` names or writes down. Raises FormatRefused."""
    from avowal.events.log_patterns import pattern_format, unwrapped  # here, because it builds on this module

    named = NAMED.get(text.strip().lower().replace("-", "_"))
    if named is not None:
        return named
    written = unwrapped(text)
    if written.startswith("{") and "$" in written:
        return _json_format(written)
    if "%" in written or "$" in written:
        return pattern_format(written)
    raise FormatRefused(
        f"“{text}” is no format. Known are {', '.join(sorted(NAMED))} and auto; or write the server's own, such as "
        "--format '%h %l %u %t \"%r\" %>s %b' or --format '$remote_addr - [$time_local] \"$request\" $status'."
    )


def json_text(keys: Mapping[str, str]) -> str:
    """The text of a JSON format with these keys, by the nginx variable that each holds."""
    return json.dumps({key: f"${variable}" for variable, key in keys.items()})


def _json_format(written: str) -> LogFormat:
    try:
        template = json.loads(_BARE.sub(r'\1"\2"', written))
    except (ValueError, RecursionError):
        raise FormatRefused("The JSON of this format cannot be read; write it as nginx's log_format does.") from None
    places: dict[str, tuple[Keys, ...]] = {}
    for keys, value in _leaves(template, ()):
        found = _VARIABLE.fullmatch(value)
        name = VARIABLES.get(found[1]) if found else None
        if name is not None:
            places.setdefault(name, (keys,))
    return checked(LogFormat("JSON", written, Kind.JSON, places=places), places)


def _leaves(value: object, keys: Keys) -> list[tuple[Keys, str]]:
    if isinstance(value, dict):
        return [leaf for key, inner in value.items() for leaf in _leaves(inner, (*keys, str(key)))]
    return [(keys, value)] if isinstance(value, str) and keys else []


def checked(made: LogFormat, found: Mapping[str, object]) -> LogFormat:
    """`made`, when what it tells is enough to be a record. Raises FormatRefused."""
    if "time" not in found:
        raise FormatRefused("The format says nowhere when a request came; name %t, $time_local or $time_iso8601.")
    if not {"request", "target"} & set(found):
        raise FormatRefused("The format says nowhere what was asked for; name %r, %U, $request or $request_uri.")
    return made
