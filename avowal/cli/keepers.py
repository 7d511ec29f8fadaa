"""The names of all that keeps promises in this program, as commands ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from avowal.policy.checking import Keepers


def keepers() -> Keepers:
    """Gates and checks by name; a bundle may name no others."""
    from avowal import asgi

    return asgi.keepers()
