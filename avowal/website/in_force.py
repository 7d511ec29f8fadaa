"""The policy in force, as every page of the website asks for it."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from avowal.policy.model import Policy, PolicyVersion
from avowal.policy.publishing import InForce
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


def trouble() -> str | None:
    """Why there is no policy in force; None when there is one."""
    return _in_force().trouble


def name(key: str, language: str) -> str:
    """The name of a declared thing (`contacts.privacy_office`) in `language`; KeyError when nothing is declared so."""
    found = policy()
    if found is None:
        raise KeyError(key)
    return Speaker(found, language).plain_name(key)
