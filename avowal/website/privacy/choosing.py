"""What a visitor may choose, what was chosen, and what therefore holds (ledger 4.12; rules R8, R33, R37).

The cookie that keeps it, and its form, are `policy.choice_cookie`'s; the door reads it in `edge.choices`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from avowal.policy.choice_cookie import cookie_of, told
from avowal.policy.model import Choice, Policy, Storage

ADVERTISING = "marketing.advertising"
"""Uses that begin so are what the signals were made against (11.4)."""


class Why(StrEnum):
    """Why a choice stands as it does."""

    SIGNAL = "signal"
    ACCOUNT = "account"
    CHOSEN = "chosen"
    DEFAULT = "default"


@dataclass(frozen=True)
class Standing:
    """One choice as it holds for one visitor."""

    key: str
    choice: Choice
    allowed: bool
    why: Why


def offered(policy: Policy | None) -> bool:
    """Whether `policy` lets visitors choose, and has a cookie to keep what they chose."""
    return policy is not None and bool(policy.choices) and cookie_of(policy) is not None


def read(text: str, policy: Policy) -> dict[str, bool]:
    """The choices that `text` says were made. What has another form says none; said twice, the refusal holds."""
    made: dict[str, bool] = {}
    for name, allowed in told(text):
        if name in policy.choices:
            made[name] = allowed and made.get(name, True)
    return made


def refused_by_signal(policy: Policy) -> frozenset[str]:
    """The choices that Global Privacy Control and Do Not Track refuse.

    Those that cover a beacon, a cookie that is not essential, or advertising. What a person signs up for with a form,
    such as mail about offers, is not the browser's to refuse.
    """
    return frozenset(key for key, choice in policy.choices.items() if any(_signalled(policy, choice)))


def _signalled(policy: Policy, choice: Choice) -> Iterator[bool]:
    for covered in choice.covers:
        part, _, key = covered.partition(".")
        yield part == "beacons"
        yield part == "cookies" and not policy.cookies[key].essential
        yield part == "purposes" and policy.purposes[key].use.startswith(ADVERTISING)


def standings(
    policy: Policy, made: Mapping[str, bool], *, signal: bool, account: Collection[str] = ()
) -> list[Standing]:
    """Every choice as it holds where `made` was chosen.

    `signal` says whether the browser sends one now; `account` names what a signed-in person's account refuses since
    her browser sent one.
    """
    refused = refused_by_signal(policy) if signal else frozenset()
    return [_standing(policy, key, made, refused, account) for key in policy.choices]


def _standing(
    policy: Policy, key: str, made: Mapping[str, bool], signalled: Collection[str], account: Collection[str]
) -> Standing:
    choice = policy.choices[key]
    if key in signalled:
        return Standing(key, choice, allowed=False, why=Why.SIGNAL)
    if key in account:
        return Standing(key, choice, allowed=False, why=Why.ACCOUNT)
    if key in made:
        return Standing(key, choice, allowed=made[key], why=Why.CHOSEN)
    return Standing(key, choice, allowed=choice.default, why=Why.DEFAULT)


def cookies_refused(policy: Policy, made: Mapping[str, bool]) -> list[str]:
    """The cookies that may no longer lie in a browser where `made` was chosen."""
    return [name for name in policy.cookies if any(not made.get(key, True) for key in _over(policy, name))]


def _over(policy: Policy, name: str) -> Iterator[str]:
    """The choices that decide over a cookie that is not essential."""
    cookie = policy.cookies[name]
    if cookie.essential or cookie.storage is not Storage.COOKIE:
        return
    named = {f"cookies.{name}", f"purposes.{cookie.purpose}"}
    for key, choice in policy.choices.items():
        if key == cookie.choice or named & set(choice.covers):
            yield key
