"""What lives as long as the process is looked through once."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from avowal.edge.garbage import NEW_OBJECTS, settle


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    thresholds = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)


def test_what_was_made_before_is_not_looked_through_again() -> None:
    made_at_start = [{} for _ in range(10)]

    settle()

    assert gc.get_freeze_count() >= len(made_at_start)
    assert not any(one is made_at_start for one in gc.get_objects())
    assert gc.get_threshold()[0] == NEW_OBJECTS
    assert gc.isenabled()
