"""A bar chart as plain geometry, drawn on the server: page views behind, visitors in front, one bar a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from avowal.events.traffic import Day

WIDTH, HEIGHT = 960, 280
LEFT, RIGHT, TOP, BOTTOM = 52, 8, 12, 30
LABELS_AT_MOST = 8


@dataclass(frozen=True)
class Bar:
    """One day: where its two bars stand, in the chart's units."""

    day: date
    x: float
    width: float
    views_y: float
    views_height: float
    visitors_x: float
    visitors_width: float
    visitors_y: float
    visitors_height: float
    label_x: float
    labelled: bool


@dataclass(frozen=True)
class Line:
    """A line across the chart, with the number that it stands for."""

    y: float
    value: int


@dataclass(frozen=True)
class Chart:
    """The whole chart; `top` is the number at its upper edge."""

    bars: Sequence[Bar]
    lines: Sequence[Line]
    top: int
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    base: int = HEIGHT - BOTTOM


def chart(days: Sequence[Day]) -> Chart:
    """The chart of `days`, whose highest bar reaches a round number."""
    top = round_up(max((day.views for day in days), default=0))
    step = (WIDTH - LEFT - RIGHT) / max(len(days), 1)
    every = -(-len(days) // LABELS_AT_MOST) or 1
    bars = [_bar(day, number, step, top, labelled=number % every == 0) for number, day in enumerate(days)]
    lines = [Line(_y(value, top), value) for value in (0, top // 2, top)]
    return Chart(bars, lines, top)


def _bar(day: Day, number: int, step: float, top: int, *, labelled: bool) -> Bar:
    left = LEFT + number * step
    views_y, visitors_y = _y(day.views, top), _y(day.visitors, top)
    return Bar(
        day=day.date,
        x=round(left + step * 0.12, 2),
        width=round(step * 0.76, 2),
        views_y=views_y,
        views_height=round(HEIGHT - BOTTOM - views_y, 2),
        visitors_x=round(left + step * 0.28, 2),
        visitors_width=round(step * 0.44, 2),
        visitors_y=visitors_y,
        visitors_height=round(HEIGHT - BOTTOM - visitors_y, 2),
        label_x=round(left + step / 2, 2),
        labelled=labelled,
    )


def _y(value: int, top: int) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top, 2)


def round_up(value: int) -> int:
    """The smallest of 2, 4, 10, 20, 40, 100, … that is no less than `value`, so that half of it is whole."""
    top = 2
    while top < value:
        top = top * 5 // 2 if str(top).startswith("4") else top * 2
    return top
