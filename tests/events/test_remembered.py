"""Figures of a busy open day are remembered for minutes, and forgotten when they may no longer be told."""

from __future__ import annotations

import pytest

from avowal.events.outcomes import Answer
from avowal.events.remembered import AGAIN_SECONDS, BUSY_ROWS, KEPT_SECONDS, WANTED_SECONDS, Remembered


class Day:
    """An open day that grows by one view with every question, and a clock."""

    def __init__(self, views):
        self.views, self.now, self.rows = views, 0.0, 0
        self.remembered = Remembered(self.read, lambda _: self.rows, monotonic=lambda: self.now)

    def read(self, purpose, query, parameters):
        self.views += 1
        self.rows += 1  # a row comes with every question
        return Answer(("site", "views"), ((parameters["site"], self.views - 1),), self.views)

    def ask(self, purpose="measurement", site="plan"):
        return self.remembered.read(purpose, "counts_views", {"site": site}).rows[0][1]


@pytest.fixture
def busy():
    return Day(BUSY_ROWS)


def test_a_busy_day_is_remembered_for_minutes_and_then_counted_anew(busy):
    first = busy.ask()

    busy.now = KEPT_SECONDS - 1
    assert busy.ask() == first
    busy.now = KEPT_SECONDS
    assert busy.ask() == first + 1


def test_a_quiet_day_is_counted_each_time():
    quiet = Day(BUSY_ROWS // 2)
    assert quiet.ask() + 1 == quiet.ask()


def test_3_3_an_answer_is_remembered_for_its_purpose_and_question_alone(busy):
    assert len({busy.ask(), busy.ask("security"), busy.ask(site="centers")}) == 3


def test_what_is_forgotten_is_not_told_again_not_even_an_answer_under_way(busy):
    first = busy.ask()
    busy.remembered.forget()
    assert busy.ask() == first + 1

    def read(*question):
        slow.forget()  # somebody is erased meanwhile
        return busy.read(*question)

    slow = Remembered(read, lambda _: busy.rows, monotonic=lambda: busy.now)
    question = ("measurement", "counts_views", {"site": "plan"})
    assert slow.read(*question) != slow.read(*question)


def test_what_is_still_asked_for_is_counted_anew_before_it_is_too_old(busy):
    first = busy.ask()
    busy.now = AGAIN_SECONDS
    assert busy.remembered.refresh() == 1
    assert busy.ask() == first + 1

    busy.now += WANTED_SECONDS
    assert busy.remembered.refresh() == 0
    assert busy.remembered.refresh() == 0


def test_what_no_row_came_for_is_told_again_and_the_next_row_is_counted():
    quiet = Day(7)
    first = quiet.ask()
    quiet.rows = 0
    second = quiet.ask()
    assert second == first + 1  # nobody knew yet of which rows it is made
    quiet.rows = 0
    assert quiet.ask() == second
    quiet.rows = 1
    assert quiet.ask() == second + 1
