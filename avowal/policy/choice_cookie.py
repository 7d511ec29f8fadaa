"""The cookie in which a visitor's choices are kept: which it is, and how it is written and read (ledger 4.12).

It holds `NAME-1` or `NAME-0` for each choice that was made, joined by dots: `measure-0.remember-1`. The door reads it
before any page does, and the sites write it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from avowal.policy.model import Policy, Storage

PURPOSE = "privacy_choices"
LONGEST = 3800
"""Characters of a cookie that is read: nearly all that a browser keeps, so that no refusal is too long to be heard."""
_FORM = re.compile(r"[a-z][a-z0-9_]*-[01](?:\.[a-z][a-z0-9_]*-[01])*")


def cookie_of(policy: Policy) -> str | None:
    """The name of the cookie that keeps a visitor's choices; None where the policy declares none."""
    declared = (
        name
        for name, cookie in policy.cookies.items()
        if cookie.purpose == PURPOSE and cookie.storage is Storage.COOKIE
    )
    return next(declared, None)


def told(text: str) -> Iterator[tuple[str, bool]]:
    """Each choice that `text` says was made, known or not, and how; none where it has another form."""
    if len(text) <= LONGEST and _FORM.fullmatch(text):
        for one in text.split("."):
            yield one[:-2], one[-1] == "1"


def written(made: Mapping[str, bool]) -> str:
    """`made` as the cookie holds it."""
    return ".".join(f"{name}-{int(allowed)}" for name, allowed in made.items())
