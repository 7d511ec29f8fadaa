"""Apache's `LogFormat` and nginx's `log_format` strings as patterns that a line either fits or does not.

Text between the fields must stand in the line exactly. What a field holds ends where the text after it begins, so two
fields must have some between them. A field that says nothing here is passed over and never captured.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from avowal.events.log_formats import QUOTED, VARIABLES, FormatRefused, Kind, LogFormat, Unit, checked

LONGEST_FORMAT = 4096
_APACHE = re.compile(r"%(?:!?[0-9]+(?:,[0-9]+)*)?[<>]?(?:\{([^}]*)\})?(\^t[io]|[A-Za-z%])")
_NGINX = re.compile(r"\$(?:\{([a-z0-9_]+)\}|([a-z0-9_]+))()")
_LOG_FORMAT = re.compile(r"\s*LogFormat\s+(\".*\")(?:\s+[\w-]+)?\s*", re.DOTALL)
_LOG_FORMAT_NGINX = re.compile(r"\s*log_format\s+[\w-]+\s+(?:escape=\w+\s+)?(.+?);?\s*", re.DOTALL)
_PIECES = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")
_LETTERS = {
    "h": "host",
    "a": "host",
    "t": "time",
    "r": "request",
    "m": "method",
    "U": "target",
    "s": "status",
    "b": "bytes",
    "B": "bytes",
    "O": "bytes",
    "D": "duration",
    "T": "duration",
}
_HEADERS = {"referer": "referrer", "user-agent": "agent", "x-forwarded-for": "host", "x-real-ip": "host"}
_USERS = frozenset({"u", "remote_user"})
_CLF = r"[0-9]{2}/[A-Za-z]{3}/[0-9]{4}:[0-9]{2}:[0-9]{2}:[0-9]{2} [+-][0-9]{4}"
_ISO = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})? ?(?:Z|[+-][0-9]{2}:?[0-9]{2})"
_NUMBER = r"[0-9]{1,16}(?:\.[0-9]{1,9})?"
_TIMES = {
    "time_local": _CLF,
    "time_iso8601": _ISO,
    "msec": _NUMBER,
    "sec": _NUMBER,
    "usec": _NUMBER,
    "%d/%b/%Y:%H:%M:%S %z": _CLF,
    "%d/%b/%Y:%T %z": _CLF,
    "%Y-%m-%dT%H:%M:%S%z": _ISO,
    "%FT%T%z": _ISO,
    "%Y-%m-%d %H:%M:%S %z": _ISO,
    "%F %T %z": _ISO,
    "%Y-%m-%d %H:%M:%S%z": _ISO,
}
"""How a time looks, by nginx's variable or by what stands in Apache's `%{…}t`."""


@dataclass(frozen=True)
class _Piece:
    """A field of a format, the text before it, and how its value is written where that is known."""

    before: str
    name: str | None
    written: str | None = None
    unit: Unit | None = None
    may_hold_spaces: bool = False
    optional: bool = False


def unwrapped(text: str) -> str:
    """The format alone, where `text` is a whole line of a configuration, or quoted as in one."""
    found = _LOG_FORMAT.fullmatch(text) or _LOG_FORMAT_NGINX.fullmatch(text)
    inner = (found[1] if found else text).strip()
    pieces = list(_PIECES.finditer(inner))
    single = all(piece[1] is not None for piece in pieces)
    if pieces and not _PIECES.sub("", inner).strip() and (found or single):
        inner = "".join(piece[1] if piece[1] is not None else piece[2] for piece in pieces)
    return re.sub(r"\\(.)", lambda escaped: {"t": "\t"}.get(escaped[1], escaped[1]), inner)


def pattern_format(text: str) -> LogFormat:
    """The format that `text` writes down. Raises FormatRefused."""
    if len(text) > LONGEST_FORMAT:
        raise FormatRefused(f"The format is longer than {LONGEST_FORMAT} characters.")
    is_apache = "%" in text and not _NGINX.search(text)
    pieces, rest = _cut(text, _APACHE if is_apache else _NGINX, is_apache=is_apache)
    pattern, unit = "^", Unit.SECONDS
    groups: dict[str, int] = {}
    for number, piece in enumerate(pieces):
        follows = pieces[number + 1] if number + 1 < len(pieces) else None
        after = rest if follows is None else follows.before
        if not after and follows is not None and not follows.optional:
            raise FormatRefused("Two fields of the format touch, so that nobody can tell where the first one ends.")
        captured = piece.name is not None and piece.name not in groups
        if captured and piece.name is not None:
            groups[piece.name] = len(groups) + 1
            unit = piece.unit or unit
        pattern += re.escape(piece.before) + _value(piece, after, follows, captured=captured)
    made = LogFormat("custom", text, Kind.PATTERN, f"{pattern}{re.escape(rest)}$", groups, unit=unit)
    return checked(made, groups)


def _cut(text: str, fields: re.Pattern[str], *, is_apache: bool) -> tuple[list[_Piece], str]:
    """The fields with the text before each, and the text after the last."""
    pieces, before, end = [], "", 0
    for found in fields.finditer(text):
        before += text[end : found.start()]
        end = found.end()
        if is_apache and found[2] == "%":
            before += "%"
            continue
        if is_apache and (found[2], found[1]) == ("t", None):
            before += "["
        pieces.append(_apache(before, found[1], found[2]) if is_apache else _nginx(before, found[1] or found[2]))
        before = "]" if is_apache and (found[2], found[1]) == ("t", None) else ""
    rest = before + text[end:]
    if is_apache and "%" in re.sub(r"%%", "", _APACHE.sub("", text)):
        raise FormatRefused("The format holds a % that begins no field of Apache's; a plain one is written %%.")
    return pieces, rest


def _apache(before: str, argument: str | None, letter: str) -> _Piece:
    name = _LETTERS.get(letter)
    if letter == "i":
        return _Piece(before, _HEADERS.get((argument or "").lower()), may_hold_spaces=True)
    if letter == "t":
        return _Piece(before, "time", _time(argument))
    if letter in "DT":
        units = {"ms": Unit.MILLISECONDS, "us": Unit.MICROSECONDS}
        unit = Unit.MICROSECONDS if letter == "D" else units.get(argument or "", Unit.SECONDS)
        return _Piece(before, name, unit=unit)
    if letter == "q":
        return _Piece(before, None, r"(?:\?[^ \"]*)?", optional=True)
    return _Piece(before, name, may_hold_spaces=letter in _USERS)


def _nginx(before: str, variable: str) -> _Piece:
    if variable in {"is_args", "args", "query_string"}:
        written = r"\??" if variable == "is_args" else r"[^ \"]*"
        return _Piece(before, None, written, optional=True)
    name = VARIABLES.get(variable)
    may_hold_spaces = variable in _USERS or (variable.startswith("http_") and name is not None)
    return _Piece(before, name, _TIMES.get(variable), Unit.SECONDS if name == "duration" else None, may_hold_spaces)


def _time(argument: str | None) -> str:
    if argument is None:
        return _CLF
    plain = argument.removeprefix("begin:").removeprefix("end:")
    written = _TIMES.get(plain)
    if written is None:
        raise FormatRefused(f"The time %{{{argument}}}t cannot be read here; use %t or %{{%Y-%m-%dT%H:%M:%S%z}}t.")
    return written


def _value(piece: _Piece, after: str, follows: _Piece | None, *, captured: bool) -> str:
    """The pattern of what a field holds."""
    if piece.written is not None:
        inner = piece.written
    elif piece.before.endswith('"') and after.startswith('"'):
        inner = QUOTED[1:-1]
    elif piece.name == "target" and not after:  # its query follows
        inner = r"[^ ?\"]*"
    elif not after and follows is None:
        inner = ".*"
    elif piece.may_hold_spaces:
        inner = r"(?:(?:[^\"\\]|\\.)+?|\"\")"
    else:
        stop = after[:1] or " "
        inner = rf"[^{re.escape(stop)}]*"
    return f"({inner})" if captured else f"(?:{inner})"
