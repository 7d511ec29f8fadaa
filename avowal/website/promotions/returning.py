"""Who came back: one declared cookie that holds the day of the first remembered visit, and nothing that tells people
apart (ledger 4.4, 4.5).

It is set only for a visitor who switched remembering on, for as long as the policy declares; the door lets it pass
neither way otherwise (`edge.cookies`).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from avowal.policy.model import Policy
from avowal.website.privacy import declared_cookies

PURPOSE = "returning_visits"


def cookie_of(policy: Policy | None) -> str | None:
    """The cookie that the policy declares for knowing a returning visitor; None when it declares none."""
    declared = policy.cookies.items() if policy else ()
    return next((name for name, cookie in declared if cookie.purpose == PURPOSE and cookie.choice), None)


def is_remembered(request: HttpRequest, policy: Policy | None) -> bool:
    """Whether the visitor switched remembering on, and no signal of the browser says otherwise."""
    name = cookie_of(policy)
    if policy is None or name is None:
        return False
    known: dict[str, Any] = getattr(request, "scope", {}).get("avowal", {})
    choices: dict[str, bool] = known.get("choices", {})
    return bool(choices.get(policy.cookies[name].choice or "", False))


def came_back(request: HttpRequest, policy: Policy | None, today: date) -> bool:
    """Whether this visitor, who is remembered, was here on an earlier day."""
    name = cookie_of(policy)
    if name is None or not is_remembered(request, policy):
        return False
    first = _day(request.COOKIES.get(name, ""))
    return first is not None and first < today


def remember(request: HttpRequest, answer: HttpResponse, policy: Policy | None, today: date) -> None:
    """Set the cookie at the first visit; a visitor who has it keeps it as it is."""
    name = cookie_of(policy)
    if policy is None or name is None or not is_remembered(request, policy):
        return
    if _day(request.COOKIES.get(name, "")) is None:
        declared_cookies.keep(answer, policy, name, today.isoformat())


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None
