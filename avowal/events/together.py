"""Questions to the store that do not wait for each other, asked two at a time: the store uses both of two cores."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

AT_A_TIME = 2


def together(asks: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each of `asks` answers, in their order. Raises what the first that fails raises, after all have ended."""
    if len(asks) < AT_A_TIME:
        return [ask() for ask in asks]
    with ThreadPoolExecutor(AT_A_TIME, thread_name_prefix="ask") as threads:
        under_way = [threads.submit(ask) for ask in asks]
    return [one.result() for one in under_way]
