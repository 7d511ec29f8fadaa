"""What a chart says, in words: the whole, the highest, the lowest and the way it goes, for each line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from avowal.events.reports.shape import Line, Series, Unit
from avowal.website.office import labels, written

LEVEL = 0.1
"""Up to this difference between the two halves of the time, the way is called level."""
FEWEST_POINTS = 4

NOT_ADDED = ("minutes",)
"""Who is there in one minute is there in the next, so such series have no sum."""


@dataclass(frozen=True)
class Said:
    """One line in words."""

    label: str
    text: str


def said(series: Series, zone: ZoneInfo, *, last_is_open: bool = False) -> tuple[Said, ...]:
    """Each line of the series in words. `last_is_open`: the last point still grows, and tells nothing of the way."""
    return tuple(Said(labels.label(line.key), _line(line, series, zone, last_is_open)) for line in series.lines)


def _line(line: Line, series: Series, zone: ZoneInfo, last_is_open: bool) -> str:  # noqa: FBT001  (named by its caller)
    known = [(value, at) for value, at in zip(line.values, series.points, strict=True) if value is not None]
    if not known:
        return _("nothing is known.")
    if not any(value for value, _at in known):
        return _("none in this period.")
    high, low = max(known, key=lambda one: one[0]), min(known, key=lambda one: one[0])
    words = {
        "high": written.written(high[0], line.unit, zone),
        "high_at": written.point(high[1], series.key, zone),
        "low": written.written(low[0], line.unit, zone),
        "low_at": written.point(low[1], series.key, zone),
        "total": written.written(sum(value for value, _at in known), line.unit, zone),
    }
    adds_up = line.unit in (Unit.COUNT, Unit.BYTES) and series.key not in NOT_ADDED
    parts = [_("%(total)s in all.") % words] if adds_up else []
    parts.append(_("Highest: %(high)s (%(high_at)s); lowest: %(low)s (%(low_at)s).") % words)
    told = [value for value, _at in (known[:-1] if last_is_open else known)]
    parts.append(trend(told, zone))
    return " ".join(part for part in parts if part)


def trend(values: Sequence[float], zone: ZoneInfo) -> str:
    """The second half of the time beside the first, on average; empty where there are too few points to say."""
    if len(values) < FEWEST_POINTS:
        return ""
    half = len(values) // 2
    before, after = sum(values[:half]) / half, sum(values[-half:]) / half
    if not before:
        return _("It began in the second half of this time.") if after else ""
    share = (after - before) / before
    if abs(share) <= LEVEL:
        return _("About level.")
    words = {"share": written.written(abs(share), Unit.SHARE, zone)}
    told = _("Rising: the second half is %(share)s above the first.")
    if share < 0:
        told = _("Falling: the second half is %(share)s below the first.")
    return told % words
