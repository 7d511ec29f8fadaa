"""The names of all that keeps promises in this program, joined from the rooms that offer them."""

from __future__ import annotations

from avowal.policy import checking


def keepers() -> checking.Keepers:
    """Gates and checks by name; a bundle may name no others."""
    from avowal import edge, events, website
    from avowal.auditor.checks import CHECKS

    return checking.Keepers(
        gates=frozenset({*checking.KEEPERS, *edge.KEEPERS, *events.KEEPERS, *website.KEEPERS}),
        checks=frozenset(CHECKS),
    )
