"""Remembers what pages are made of while no editor changes anything.

Each change marks a file of the deployment, so that every process sees it, and forgets, at once. Where several machines
serve one deployment, the others see no mark; what they remember is looked up again after `LONGEST`.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Hashable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction

from avowal.website import in_force

LONGEST = 600.0
"""Seconds after which what is remembered is looked up again, whatever was marked."""
_AT_MOST = 5000
"""Things remembered by one process."""
_PER_VISITOR = frozenset({"sessions", "auth", "admin", "contenttypes", "wagtailsearch"})
"""Apps whose records no public page shows."""
_OF_THE_OFFICE = frozenset({"revision", "pagelogentry", "modellogentry", "editingsession", "referenceindex"})
"""Records of the office's work that no public page shows."""

Found = TypeVar("Found")
_remembered: dict[Hashable, tuple[Hashable, float, Any]] = {}


def while_unchanged(key: Hashable, look: Callable[[], Found]) -> Found:
    """What `look` finds; remembered under `key` until an editor, or a new version of the policy, changes anything."""
    if not settings.PAGES_KEPT:
        return look()
    version = in_force.version()
    state, now = (marked(), version.sha256 if version else ""), time.monotonic()
    remembered = _remembered.get(key)
    if remembered is not None and remembered[0] == state and now - remembered[1] < LONGEST:
        return remembered[2]  # type: ignore[no-any-return]
    found = look()
    if len(_remembered) >= _AT_MOST:
        _remembered.clear()
    _remembered[key] = (state, now, found)
    return found


def _file() -> Path:
    return Path(settings.AVOWAL.data) / "pages.changed"


def marked() -> int:
    """When what the pages show was changed last (nanoseconds); 0 for never."""
    with suppress(FileNotFoundError):
        return os.stat(_file()).st_mtime_ns  # noqa: PTH116  (a third of what pathlib takes, for every request)
    return 0


def forget() -> None:
    """From now on no page that was kept is shown."""
    later = max(time.time_ns(), marked() + 1)
    _file().touch()
    os.utime(_file(), ns=(later, later))


def forget_after(sender: Any, **_more: Any) -> None:
    """After anything that pages show was saved, moved or deleted, once the database has it."""
    label, model = sender._meta.app_label, sender._meta.model_name  # noqa: SLF001
    if label not in _PER_VISITOR and model not in _OF_THE_OFFICE and not sender.__module__.startswith("__fake__"):
        transaction.on_commit(partial(forget))
