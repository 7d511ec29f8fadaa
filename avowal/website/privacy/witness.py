"""Compares the database's copy of what was published with the files, and closes every process's gates when they differ.

It looks when a serving process starts and every few seconds while it runs, never while a page is asked for. When the
database does not answer there is no conclusion, and the last one stands. Each time without a policy is recorded with
its beginning and its end, in the files and in the database (R120, R121).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from avowal.policy import chain, gaps, publishing
from avowal.policy.chain import Untrusted
from avowal.policy.gaps import Gap
from avowal.website.privacy import copies
from avowal.website.privacy.models import Gap as GapRow
from avowal.website.privacy.models import PublishedVersion

EVERY_SECONDS = 3.0
LOST = "the chain of versions was removed outside publishing, and was written again from the database"

logger = logging.getLogger(__name__)


def look(now: datetime) -> str | None:
    """Draw the conclusion of this moment; what is wrong, or None when nothing is or nothing could be concluded."""
    data = settings.AVOWAL.data
    lost = False
    try:
        lost = _is_lost()
        found = _settled()
    except Untrusted as error:
        # every process sees by itself that the files changed; only the record of the gap is made here
        _record(str(error), now)
        return str(error)
    except DatabaseError:
        found = _table_is_gone()
        if found is None:
            return None
    if found is None:
        publishing.trust(data)
    else:
        publishing.distrust(data, f"{found}.")
    # a chain that was gone is written again at once; the next look ends the gap
    _record(found or (LOST if lost and chain.exists(data) else None), now)
    return found


def begin(clock: Callable[[], datetime] = timezone.now) -> threading.Thread:
    """Look once, now, and go on looking in a thread of this process."""
    _look_whatever_happens(clock)
    thread = threading.Thread(target=_keep_looking, args=(clock,), name="policy-witness", daemon=True)
    thread.start()
    return thread


def _keep_looking(clock: Callable[[], datetime]) -> None:
    pause = threading.Event()
    while not pause.wait(EVERY_SECONDS):
        close_old_connections()
        _look_whatever_happens(clock)
        close_old_connections()


def _look_whatever_happens(clock: Callable[[], datetime]) -> None:
    try:
        look(clock())
    except Exception:
        logger.exception("The published policy could not be compared with its copy; the last conclusion stands.")


def _is_lost() -> bool:
    """Whether the chain was there, by the word of its first row, and is not, beside files that still are."""
    was_there = PublishedVersion.objects.filter(number=1, on_disk=True).exists()  # asked first: the chain came before
    data = settings.AVOWAL.data
    return was_there and not chain.exists(data) and chain.version_file(data, 1).exists()


def _settled() -> str | None:
    """The difference that is left once no publishing is under way and what it left undone is done."""
    found = copies.difference()
    if found is None and not PublishedVersion.objects.filter(on_disk=False).exists():
        return None
    with chain.locked(settings.AVOWAL.data):
        try:
            copies.finish()
        except Untrusted as error:
            return copies.difference() or str(error)
        return copies.difference()


def _table_is_gone() -> str | None:
    """Whether the database answers and its table of versions was removed; None when it does not answer."""
    try:
        tables = connection.introspection.table_names()
        made = ("privacy", "0001_versions_and_drafts") in MigrationRecorder(connection).applied_migrations()
    except DatabaseError:
        return None
    gone = made and PublishedVersion._meta.db_table not in tables  # noqa: SLF001  (Django's own way to ask)
    return "the database's table of published versions was removed" if gone else None


def _record(trouble: str | None, now: datetime) -> None:
    """Open or close the gap, and let files and database hold the same gaps."""
    data = settings.AVOWAL.data
    found = gaps.gaps(data)
    is_open = bool(found) and found[-1].ended is None
    if is_open != (trouble is not None):
        with chain.locked(data):
            if trouble is None:
                gaps.close_gap(data, now=now)
            else:
                gaps.open_gap(data, trouble, now=now)
    try:
        _join_gaps()
    except DatabaseError:
        logger.warning("The database does not answer; the time without a policy is recorded in the files alone.")


def _join_gaps() -> None:
    data = settings.AVOWAL.data
    told = {gap.began: gap for gap in gaps.gaps(data)}
    kept = {row.began.astimezone(UTC): Gap(row.began, row.why, row.ended) for row in GapRow.objects.all()}
    if told == kept:
        return
    for began, gap in told.items():
        if kept.get(began) != gap:
            GapRow.objects.update_or_create(began=began, defaults={"ended": gap.ended, "why": gap.why})
    if kept.keys() - told.keys():
        with chain.locked(data):
            joined = {**kept, **{gap.began: gap for gap in gaps.gaps(data)}}
            gaps.write_gaps(data, tuple(joined[began] for began in sorted(joined)))
