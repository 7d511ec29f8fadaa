"""Whether a log is coming in just now: a day that were closed meanwhile would have to be closed again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

SILENT = timedelta(minutes=1)
LONG = timedelta(hours=1)


class ImportsUnderWay:
    """What imports tell about themselves, and the closing of days asks."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._times: tuple[datetime, datetime] | None = None
        """When an import began and when it was last heard of."""

    def go_on(self) -> None:
        """Be told of each stretch of a log that comes in."""
        now, times = self._clock(), self._times
        self._times = (times[0] if times else now, now)

    def end(self) -> None:
        """Be told that an import has ended; another that still goes on says so with its next stretch."""
        self._times = None

    @property
    def more_is_coming(self) -> bool:
        """Whether days had better wait; not for an import that was silent for a minute, nor longer than an hour."""
        times = self._times
        if times is None:
            return False
        began, last = times
        now = self._clock()
        return now - last < SILENT and now - began < LONG
