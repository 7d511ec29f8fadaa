"""Everyday, legal, chatty and terse ways to say what a row says are recognised; near misses are not taken for it."""

import pytest
from paraphrasing import Case, bank, figures, holds, stated

from avowal.policy.ledger import LEDGER

LEAST_FOUND = {
    "row": (0.97, 0.8),
    "elements": (0.9, 0.85),
    "recipients": (0.95, 0.95),
    "ages": (0.95, 0.5),
    "retention": (0.95, 0.95),
    "choice": (0.95, 0.6),
}
"""Of the half that was looked at, and of the half that was only counted."""


def test_the_bank_has_four_registers_and_two_near_misses_for_each_row():
    registers = {}
    for case in (case for case in bank() if case.kind == "row"):
        registers.setdefault(case.what, []).append(case.register)

    assert set(registers) == {row for row in LEDGER if not row.startswith(("H.", "R."))}
    assert all(found == ["plain", "legal", "chatty", "terse", "near", "near"] for found in registers.values())


def test_at_most_half_of_the_bank_may_be_looked_at():
    rows = [case for case in bank() if case.kind == "row"]

    assert sum(case.seen for case in rows) * 2 <= len(rows)


@pytest.mark.parametrize("kind", LEAST_FOUND)
def test_as_much_is_found_as_when_this_was_written(kind):
    for seen, least in zip((True, False), LEAST_FOUND[kind], strict=True):
        assert figures(kind, seen=seen).recall >= least


@pytest.mark.parametrize(("kind", "least"), [("row", (0.98, 0.9)), ("nothing", (0.95, 0.88))])
def test_near_misses_and_other_talk_are_kept_apart(kind, least):
    for seen, apart in zip((True, False), least, strict=True):
        assert figures(kind, seen=seen).apart >= apart


def test_a_near_miss_holds_only_when_the_row_is_not_found():
    text = "We never sell your personal information."

    assert stated(Case("row", "1.5", "plain", "Privacy", text, seen=True)) == {"1.5"}
    assert holds(Case("row", "1.5", "plain", "Privacy", text, seen=True))
    assert not holds(Case("row", "1.5", "near", "Privacy", text, seen=True))
    assert not holds(Case("nothing", "", "near", "Privacy", text, seen=True))
