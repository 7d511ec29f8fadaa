"""The date of the last change is read in each language that a policy can be written in (ledger 16.2)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from avowal.auditor.written_dates import written_date
from avowal.policy.words import WORDS


@pytest.mark.parametrize("language", WORDS)
def test_a_date_is_read_as_each_language_writes_it_16_2(language: str) -> None:
    for number in range(0, 366, 13):
        day = date(2028, 1, 1) + timedelta(days=number)
        assert written_date(f"… {WORDS[language].day(day)} · 3") == day


def test_what_is_no_date_is_none() -> None:
    assert written_date("1/7/2026, July 2026, 31 February 2026") is None
