"""The policy in force, as every page of the website asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings

from avowal.policy import publishing
from avowal.policy.model import Policy, PolicyVersion
from avowal.policy.publishing import Gap, InForce, Reason, Recorded
from avowal.policy.speaker import Speaker


@cache
def _in_force() -> InForce:
    return InForce(settings.AVOWAL.data)


def version() -> PolicyVersion | None:
    """The version in force, or None when there is none or its copy was changed outside publishing."""
    return _in_force().version()


def policy() -> Policy | None:
    """The policy in force, or None."""
    found = version()
    return found.policy if found else None


def waiting() -> PolicyVersion | None:
    """The version that is published and not in force yet, with the date that holds; None when none is."""
    return _in_force().waiting()


def versions() -> tuple[PolicyVersion, ...]:
    """Every version up to the one in force, oldest first; empty when none is."""
    return _in_force().versions()


def history() -> tuple[Recorded, ...]:
    """Every published version, oldest first; read anew only when a file of it changed."""
    return _history(tuple(_stamps(settings.AVOWAL.data / "policy")))


def gaps() -> tuple[Gap, ...]:
    """The times during which nothing was in force because something was changed outside publishing."""
    return publishing.gaps(settings.AVOWAL.data)


def notice_is_recorded(number: int) -> bool:
    """Whether it is sealed since when the notice of version `number` has been live (R14)."""
    return any(one.link.number == number and one.link.notice_since is not None for one in history())


@lru_cache(maxsize=1)
def _history(_stamped: tuple[tuple[str, int, int], ...]) -> tuple[Recorded, ...]:
    return publishing.history(settings.AVOWAL.data)


def _stamps(directory: Path) -> Iterator[tuple[str, int, int]]:
    for file in sorted([*directory.glob("*.json"), *directory.glob("versions/*.json")]):
        with suppress(FileNotFoundError):  # it went since the directory was listed, and will be missed next time
            found = file.stat()
            yield str(file), found.st_mtime_ns, found.st_size


def trouble() -> str | None:
    """Why there is no policy in force; None when there is one."""
    return _in_force().trouble


def reason() -> Reason | None:
    """The kind of `trouble`; None when there is none."""
    return _in_force().reason


def name(key: str, language: str) -> str:
    """The name of a declared thing (`contacts.privacy_office`) in `language`; KeyError when nothing is declared so."""
    found = policy()
    if found is None:
        raise KeyError(key)
    return Speaker(found, language).plain_name(key)
