from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avowal.policy.period import Period

periods = st.builds(Period, st.integers(1, 200), st.sampled_from(["minute", "hour", "day", "month", "year"]))
instants = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(lambda found: found.replace(tzinfo=UTC))


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("13 months", datetime(2026, 11, 24, 9, tzinfo=UTC), datetime(2027, 12, 24, 9, tzinfo=UTC)),
        ("1 month", datetime(2027, 1, 31, tzinfo=UTC), datetime(2027, 2, 28, tzinfo=UTC)),
        ("1 year", datetime(2028, 2, 29, tzinfo=UTC), datetime(2029, 2, 28, tzinfo=UTC)),
        ("30 days", datetime(2026, 12, 15, tzinfo=UTC), datetime(2027, 1, 14, tzinfo=UTC)),
    ],
)
def test_a_period_ends_on_the_day_a_reader_would_count_to(period: str, start: datetime, end: datetime) -> None:
    assert Period.parse(period).after(start) == end


@given(periods)
def test_a_period_reads_back_as_written(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(periods, instants)
def test_a_period_always_ends_after_it_began(period: Period, start: datetime) -> None:
    assert period.after(start) > start


@given(periods, instants, st.timedeltas(timedelta(0), timedelta(days=900)))
def test_what_came_in_later_is_kept_no_shorter(period: Period, start: datetime, later: timedelta) -> None:
    assert period.after(start + later) >= period.after(start)


@pytest.mark.parametrize("text", ["", "forever", "0 days", "1.5 years", "-3 days", "13", "days", "3 fortnights"])
def test_other_words_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a period"):
        Period.parse(text)


def test_a_period_whose_end_no_calendar_has_is_refused() -> None:
    with pytest.raises(ValueError, match="longer than 999 years"):
        Period.parse("9999 years")
    for longest in ("999 years", "9999 months", "9999 days"):
        assert Period.parse(longest).after(datetime(2100, 1, 1, tzinfo=UTC))
