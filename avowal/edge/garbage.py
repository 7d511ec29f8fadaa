"""Python's search for unreachable objects, told how a server lives.

What start-up made (the policy, its gates, a website) stays until the process ends; looking through all of it again and
again cost a busy server a sixth of its time. And requests that wait for their rows to be on disk are many objects that
are all reachable: the search begins at thousands, not at hundreds.
"""

from __future__ import annotations

import gc

NEW_OBJECTS = 20_000
YOUNG_ROUNDS = 20
OLD_ROUNDS = 50


def settle() -> None:
    """Called once, when everything that lives as long as the process has been made."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, YOUNG_ROUNDS, OLD_ROUNDS)
