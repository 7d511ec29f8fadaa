"""What is the matter with the store, and what to do: for whoever runs the deployment (`avowal doctor`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from avowal.events.store import Store

HIDDEN_AT_MOST = timedelta(hours=48)
"""An erasure is off the disk after the next night; after two something is wrong."""
UNDER_WAY_AT_MOST = timedelta(hours=1)
"""An erasure takes seconds; a worker of a server may be at it."""
PAST_AT_MOST = timedelta(days=1)
"""The store deletes what is past its time as it merges, within hours."""
WAITING_AT_MOST = 100
"""Segments. The store takes the spool twice a second."""
AHEAD_AT_MOST = timedelta(minutes=5)


@dataclass(frozen=True)
class Complaint:
    """Something wrong, and what mends it."""

    found: str
    mend: str


def complaints(store: Store, now: datetime) -> list[Complaint]:
    """Everything that is wrong with `store` at `now`. Raises StoreNotAnswering and StoreFailed."""
    return [*_following(store), *_past(store), *_changes(store), *_hidden(store, now), *_rights(store)]


def clock_complaint(store: Store, now: datetime) -> Complaint | None:
    """A row that was seen later than `now`: the clock was ahead then, or is behind now."""
    newest = store.newest()
    if newest is None or newest - now <= AHEAD_AT_MOST:
        return None
    return Complaint(
        f"The newest record was seen at {newest:%Y-%m-%d %H:%M} UTC, and it is {now:%Y-%m-%d %H:%M} UTC.",
        "The clock was set back, or was ahead before: times of retention count from it. Set it by NTP (timedatectl).",
    )


def _following(store: Store) -> Iterator[Complaint]:
    health = store.health()
    if health.trouble is not None:
        yield Complaint(health.trouble, "Until then records wait in the spool; nothing is lost while it has room.")
    if health.waiting_segments > WAITING_AT_MOST:
        yield Complaint(
            f"{health.waiting_segments} segments wait in the spool: the store does not take them.",
            "See that `avowal serve` (embedded store) or `avowal worker` (server) runs, and that its disk has room.",
        )
    if health.refused_segments:
        yield Complaint(
            health.last_problem or f"{health.refused_segments} files of rows that the store refused were put aside.",
            "See what they hold in data/spool/refused; they are deleted when their time is over.",
        )


def _past(store: Store) -> Iterator[Complaint]:
    for table, what, rows in store.past_retention(int(PAST_AT_MOST.total_seconds())):
        named = "rows" if what == "row" else f"values of “{what}”"
        yield Complaint(
            f"{rows} {named} in {table} are a day or more past their time.",
            "Delete them with `avowal store sweep`; if they stay, see below whether a change is stuck.",
        )


def _changes(store: Store) -> Iterator[Complaint]:
    for change in store.mutations():
        why = f"fails with {change.failed}" if change.failed else "does not end"
        yield Complaint(
            f"A change of {change.table} ({change.kind}, since {change.since:%Y-%m-%d %H:%M} UTC) {why}: erasures and "
            "deletions behind it do not happen.",
            f"See system.mutations for {change.name}; if it cannot succeed, end it with KILL MUTATION WHERE "
            f"table = '{change.table}' AND mutation_id = '{change.name}', then erase again what was asked since.",
        )


def _hidden(store: Store, now: datetime) -> Iterator[Complaint]:
    for erased in store.erasures():
        if erased.broken_off and now - erased.at > UNDER_WAY_AT_MOST:
            yield Complaint(
                f"An erasure ({erased.receipt}) was begun on {erased.at:%Y-%m-%d %H:%M} UTC and broken off; what it "
                "had hidden by then goes with the next night.",
                "Erase again what was asked then, unless that was done; then see in the owner's words why.",
            )
        elif not erased.receipt and now - erased.at > HIDDEN_AT_MOST:
            table = erased.tables[0]
            yield Complaint(
                f"{table.rows} rows of {table.table} have been hidden since {erased.at:%Y-%m-%d} and are still on the "
                "disk, and no erasure says why.",
                "Rewrite now with `avowal store sweep --rewrite`.",
            )
        elif now - erased.at > HIDDEN_AT_MOST:
            yield Complaint(
                f"What the erasure {erased.receipt} took out of every answer on {erased.at:%Y-%m-%d} is still on the "
                "disk.",
                "Rewrite now with `avowal store sweep --rewrite`, then see `avowal store receipt` some minutes later.",
            )


def _rights(store: Store) -> Iterator[Complaint]:
    if rights := store.own_rights():
        yield Complaint(
            f"The account of events_dsn has {rights} rights of its own, which it keeps when it puts on a purpose's "
            "role: then the check of each query stands alone.",
            "Give the rights to a role, and the account that role alone: docs/how-to/run-on-a-cluster.md.",
        )
