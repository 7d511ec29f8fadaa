"""A series as plain geometry, drawn on the server: bars for one line, strokes with marks of their own for more.

No colour stands alone: each line has a dash and a mark of its own, its values stand in the table beside the chart,
and what the chart says stands in words (`chart_words`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from avowal.events.reports.shape import Line, Series, Unit
from avowal.website.office import labels, written

WIDTH, HEIGHT = 720, 280
LEFT, RIGHT, TOP, BOTTOM = 68, 10, 14, 34
BASE = HEIGHT - BOTTOM
LABELS_AT_MOST = 8
MARKS_AT_MOST = 62
"""Beyond so many points marks would run into each other; the dash tells the lines apart alone."""
_BAR = 0.72
_MARK = 4.5


@dataclass(frozen=True)
class Bar:
    """One value of the only line."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Stroke:
    """One line of a chart: its number (1 to 4) chooses dash, mark and colour."""

    number: int
    label: str
    path: str
    marks: str
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True)
class Rule:
    """A line across the chart, with the value that it stands for."""

    y: float
    text: str


@dataclass(frozen=True)
class Tick:
    """A point's name below the chart."""

    x: float
    text: str


@dataclass(frozen=True)
class Chart:
    """Lines of one unit over the points of a series."""

    title: str
    strokes: tuple[Stroke, ...]
    rules: tuple[Rule, ...]
    ticks: tuple[Tick, ...]
    step: float
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    base: int = BASE


def charts(series: Series, zone: ZoneInfo) -> tuple[Chart, ...]:
    """One chart for each unit of the series' lines, in their order."""
    units = dict.fromkeys(line.unit for line in series.lines)
    return tuple(_chart(series, [line for line in series.lines if line.unit is unit], unit, zone) for unit in units)


def _chart(series: Series, lines: Sequence[Line], unit: Unit, zone: ZoneInfo) -> Chart:
    step = (WIDTH - LEFT - RIGHT) / max(len(series.points), 1)
    top = round_up(max((value for line in lines for value in line.values if value is not None), default=0))
    every = -(-len(series.points) // LABELS_AT_MOST) or 1
    return Chart(
        title=", ".join(labels.label(line.key) for line in lines),
        strokes=tuple(_stroke(line, number, step, top, alone=len(lines) == 1) for number, line in enumerate(lines, 1)),
        rules=tuple(Rule(_y(value, top), written.written(value, unit, zone)) for value in (0, top // 2, top)),
        ticks=tuple(
            Tick(_x(number, step), written.point(at, series.key, zone, short=True))
            for number, at in enumerate(series.points)
            if number % every == 0
        ),
        step=round(step, 3),
    )


def _stroke(line: Line, number: int, step: float, top: int, *, alone: bool) -> Stroke:
    label = labels.label(line.key)
    if alone:
        return Stroke(number, label, "", "", tuple(_bars(line, step, top)))
    spots = [None if value is None else (_x(place, step), _y(value, top)) for place, value in enumerate(line.values)]
    known = [spot for spot in spots if spot is not None]
    marks = "".join(mark(number, *spot) for spot in known) if len(spots) <= MARKS_AT_MOST else ""
    return Stroke(number, label, _path(spots), marks)


def _bars(line: Line, step: float, top: int) -> list[Bar]:
    edge = (1 - _BAR) / 2
    return [
        Bar(
            x=round(LEFT + place * step + step * edge, 2),
            y=_y(value, top),
            width=round(step * _BAR, 2),
            height=round(BASE - _y(value, top), 2),
        )
        for place, value in enumerate(line.values)
        if value is not None
    ]


def _path(spots: Sequence[tuple[float, float] | None]) -> str:
    """The way through the known spots; a gap where nothing is known."""
    said, pen = [], "M"
    for spot in spots:
        if spot is None:
            pen = "M"
            continue
        said.append(f"{pen}{spot[0]:g} {spot[1]:g}")
        pen = "L"
    return "".join(said)


def mark(number: int, x: float, y: float) -> str:
    """The mark of line `number` around a spot, as a path: circle, square, triangle, diamond."""
    r = _MARK
    if number == 1:
        return f"M{x - r:g} {y:g}a{r:g} {r:g} 0 1 0 {2 * r:g} 0a{r:g} {r:g} 0 1 0 {-2 * r:g} 0z"
    outline = {
        2: ((-r, -r), (r, -r), (r, r), (-r, r)),
        3: ((0, -r * 1.2), (r * 1.2, r), (-r * 1.2, r)),
    }.get(number, ((0, -r * 1.4), (r * 1.4, 0), (0, r * 1.4), (-r * 1.4, 0)))
    return "M" + "L".join(f"{x + right:g} {y + down:g}" for right, down in outline) + "z"


def _x(place: int, step: float) -> float:
    return round(LEFT + (place + 0.5) * step, 2)


def _y(value: float, top: int) -> float:
    return round(BASE - (BASE - TOP) * value / top, 2)


def round_up(value: float) -> int:
    """The smallest of 2, 4, 10, 20, 40, 100, … that is no less than `value`, so that half of it is whole."""
    top = 2
    while top < value:
        top = top * 5 // 2 if str(top).startswith("4") else top * 2
    return top
