"""Values of reports as people read them, in the language of the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.dateformat import format as dated
from django.utils.translation import gettext as _

from avowal.events.reports.shape import Unit, Value

UNKNOWN = "–"
NUMBERS = frozenset(Unit) - {Unit.TEXT, Unit.INSTANT, Unit.DAY}
_MINUTE, _THOUSAND = 60, 1000
_BYTES = ("B", "kB", "MB", "GB", "TB")


def written(value: Value, unit: Unit, zone: ZoneInfo) -> str:
    """`1,234`, `2 min 05 s`, `12.5 %`, `23 Nov 2026, 14:05`; a dash where nothing is known."""
    if value is None:
        return UNKNOWN
    if isinstance(value, datetime):
        return dated(value.astimezone(zone), "j\u00a0M\u00a0Y, H:i")
    if isinstance(value, date):
        return dated(value, "D j M Y")
    if isinstance(value, str):
        return value
    return _number(value, unit)


def _number(value: float, unit: Unit) -> str:
    if unit is Unit.SECONDS:
        return duration(value)
    if unit is Unit.MILLISECONDS:
        return _milliseconds(value)
    if unit is Unit.BYTES:
        return _bytes(value)
    if unit is Unit.SHARE:
        return f"{_plain(value * 100, 1)} %"
    return _plain(value, 0 if float(value).is_integer() else 1)


def duration(seconds: float) -> str:
    """`48 s`, `2 min 05 s`."""
    minutes, rest = divmod(round(seconds), _MINUTE)
    if not minutes:
        return _("%(seconds)s s") % {"seconds": rest}
    return _("%(minutes)s min %(seconds)02d s") % {"minutes": _plain(minutes), "seconds": rest}


def _milliseconds(value: float) -> str:
    if value < _THOUSAND:
        return f"{_plain(value)} ms"
    return f"{_plain(value / _THOUSAND, 1)} s"


def _bytes(value: float) -> str:
    size, power = float(value), 0
    while size >= _THOUSAND and power < len(_BYTES) - 1:
        size, power = size / _THOUSAND, power + 1
    return f"{_plain(size, 1 if power else 0)} {_BYTES[power]}"


def _plain(value: float, decimals: int = 0) -> str:
    return formats.number_format(round(value, decimals), decimal_pos=decimals, use_l10n=True, force_grouping=True)


@dataclass(frozen=True)
class Change:
    """How a figure stands to the period before: `direction` is `up`, `down` or `same`, `text` says it in words."""

    direction: str
    text: str


def change(value: Value, before: Value, unit: Unit, zone: ZoneInfo) -> Change | None:
    """The change since the period before; None where either is not known or is no number."""
    if not isinstance(value, int | float) or not isinstance(before, int | float):
        return None
    words = {"before": written(before, unit, zone)}
    if value == before:
        return Change("same", _("as in the period before"))
    up = value > before
    if unit is Unit.SHARE or not before:
        text = _("up from %(before)s") if up else _("down from %(before)s")
    else:
        words["share"] = written(abs(value - before) / before, Unit.SHARE, zone)
        text = _("up %(share)s from %(before)s") if up else _("down %(share)s from %(before)s")
    return Change("up" if up else "down", text % words)


def signed_share(value: Value, zone: ZoneInfo) -> str:
    """A change as a table shows it: `+12.5 %`, `−3.0 %`, `±0`."""
    if not isinstance(value, int | float):
        return UNKNOWN if value is None else str(value)
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    return f"{sign}{written(abs(value), Unit.SHARE, zone)}"


def point(at: date | datetime, key: str, zone: ZoneInfo, *, short: bool = False) -> str:
    """A day, hour or minute of a series; `short` below a chart."""
    if not isinstance(at, datetime):
        return dated(at, "j M" if short else "D j M Y")
    local = at.astimezone(zone)
    if key == "minutes":
        return dated(local, "H:i")
    return dated(local, "j M, H:i" if short else "D j M Y, H:i")
