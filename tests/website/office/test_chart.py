"""Charts that can be read by eye, ear and keyboard: geometry, marks that need no colour, and the words beside them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from avowal.events.reports.shape import Line, Series, Unit
from avowal.website.office.chart import BASE, TOP, charts, mark, round_up
from avowal.website.office.chart_words import said, trend
from avowal.website.office.written import change, written

ZONE = ZoneInfo("America/Los_Angeles")
DAYS = tuple(date(2026, 11, 16) + timedelta(number) for number in range(6))


def days(**lines):
    return Series("days", DAYS, tuple(Line(key, values) for key, values in lines.items()))


@pytest.mark.parametrize(("value", "top"), [(0, 2), (2, 2), (3, 4), (5, 10), (11, 20), (41, 100), (401, 1000)])
def test_chart_ends_at_a_round_number(value, top):
    assert round_up(value) == top


def test_bars_stand_on_the_base_and_reach_their_value():
    (drawn,) = charts(days(views=(10, 5, 0, None, 1, 1)), ZONE)

    full, half, empty, *rest = drawn.strokes[0].bars
    assert (full.y, full.y + full.height) == pytest.approx((TOP, BASE))
    assert half.height == pytest.approx(full.height / 2)
    assert empty.height == 0
    assert len(rest) == 2, "a bar was drawn for what nobody knows"


def test_lines_are_told_apart_without_colour_and_break_where_nothing_is_known():
    (drawn,) = charts(days(views=(10, 5, None, 4, 1, 1), visitors=(1, 2, 3, 4, 5, 6)), ZONE)

    views, visitors = drawn.strokes
    assert views.path.count("M") == 2
    assert visitors.path.count("M") == 1
    assert len({mark(number, 0, 0) for number in (1, 2, 3, 4)}) == 4
    assert views.marks != visitors.marks


def test_each_unit_gets_a_chart_of_its_own():
    series = Series("days", DAYS, (Line("requests", (1,) * 6), Line("duration_p95", (900,) * 6, Unit.MILLISECONDS)))

    counts, times = charts(series, ZONE)
    assert [one.rules[-1].text for one in (counts, times)] == ["2", "1.0 s"]


def test_the_words_say_the_whole_the_extremes_and_the_way():
    views, visitors = said(days(views=(10, 20, 30, 60, 70, 80), visitors=(0, 0, 0, 0, 0, 0)), ZONE)

    assert views.text == (
        "270 in all. Highest: 80 (Sat 21 Nov 2026); lowest: 10 (Mon 16 Nov 2026). "
        "Rising: the second half is 250.0 % above the first."
    )
    assert visitors.text == "none in this period."


def test_a_day_that_is_not_over_tells_nothing_of_the_way():
    series = days(views=(10, 10, 10, 10, 10, 0))

    assert "Falling" in said(series, ZONE)[0].text
    assert "About level." in said(series, ZONE, last_is_open=True)[0].text


@pytest.mark.parametrize(
    ("values", "words"), [((1, 2, 3), ""), ((0, 0, 2, 2), "It began"), ((4, 4, 2, 2), "Falling"), ((0, 0, 0, 0), "")]
)
def test_the_way_of_few_or_no_points_is_not_made_up(values, words):
    assert trend(values, ZONE).startswith(words)
    assert bool(trend(values, ZONE)) == bool(words)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (None, Unit.COUNT, "–"),
        (1234, Unit.COUNT, "1,234"),
        (2.345, Unit.COUNT, "2.3"),
        (48.2, Unit.SECONDS, "48 s"),
        (125, Unit.SECONDS, "2 min 05 s"),
        (250, Unit.MILLISECONDS, "250 ms"),
        (1250, Unit.MILLISECONDS, "1.2 s"),
        (999, Unit.BYTES, "999 B"),
        (5_300_000, Unit.BYTES, "5.3 MB"),
        (0.125, Unit.SHARE, "12.5 %"),
        (datetime(2026, 11, 24, 8, 5, tzinfo=UTC), Unit.INSTANT, "24\u00a0Nov\u00a02026, 00:05"),
        ("/join/", Unit.TEXT, "/join/"),
    ],
)
def test_values_are_written_for_people(value, unit, text):
    assert written(value, unit, ZONE) == text


@pytest.mark.parametrize(
    ("value", "before", "unit", "words"),
    [
        (12, 10, Unit.COUNT, "up 20.0 % from 10"),
        (5, 10, Unit.COUNT, "down 50.0 % from 10"),
        (5, 0, Unit.COUNT, "up from 0"),
        (0.2, 0.25, Unit.SHARE, "down from 25.0 %"),
        (7, 7, Unit.COUNT, "as in the period before"),
    ],
)
def test_a_change_is_told_in_words(value, before, unit, words):
    assert change(value, before, unit, ZONE).text == words


def test_nothing_is_compared_with_what_nobody_knows():
    assert change(5, None, Unit.COUNT, ZONE) is None
    assert change(None, 5, Unit.COUNT, ZONE) is None
