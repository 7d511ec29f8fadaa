"""What a visitor chose for herself, as her browser tells it (ledger 0.9, 4.5, 4.12).

The cookie that keeps it, and its form, are `policy.choice_cookie`'s. Of several such cookies, and of a choice said
twice, a refusal wins. A cookie of another form, or a longer one, says nothing: then the policy's defaults hold, as for
choices not named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from avowal.policy.choice_cookie import cookie_of, told
from avowal.policy.model import Policy

SIGNALS = frozenset({"gpc", "dnt"})


@dataclass(frozen=True)
class ChoiceRules:
    """What the policy lets visitors decide: the cookie that keeps it (empty: none is declared) and what holds before.

    `covering` maps what is covered, by its dotted name (`beacons.page`), to the choices that cover it.
    """

    cookie: bytes = b""
    defaults: Mapping[str, bool] = field(default_factory=dict)
    covering: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def told_in(self, cookies: Iterable[bytes]) -> tuple[str, ...]:
        """What these `Cookie` headers say of choices, in their words: what `made` makes of them depends on no more."""
        if not self.cookie:
            return ()
        return tuple([value for header in cookies if self.cookie in header for value in self._values(header)])

    def made(self, cookies: Iterable[bytes]) -> Mapping[str, bool]:
        """Every choice of the policy as it stands for a browser that sends these `Cookie` headers."""
        headers = [header for header in cookies if self.cookie and self.cookie in header]
        said = [one for header in headers for one in self._said(header)] if headers else None
        if not said:
            return self.defaults
        made = dict(self.defaults)
        for name in made.keys() & {name for name, _ in said}:
            made[name] = (name, False) not in said
        return MappingProxyType(made)

    def of(self, *names: str) -> frozenset[str]:
        """The choices that cover any of the dotted `names`."""
        return frozenset().union(*(self.covering.get(name, frozenset()) for name in names))

    def _said(self, header: bytes) -> Iterable[tuple[str, bool]]:
        for value in self._values(header):
            yield from told(value)

    def _values(self, header: bytes) -> Iterable[str]:
        for pair in header.split(b";"):
            name, _, value = pair.strip(b" \t").partition(b"=")
            if name == self.cookie:
                yield value.decode("latin-1")


def choice_rules(policy: Policy) -> ChoiceRules:
    """What `policy` lets visitors decide."""
    kept_in = cookie_of(policy)
    covering: dict[str, frozenset[str]] = {}
    for key, choice in policy.choices.items():
        for name in choice.covers:
            covering[name] = covering.get(name, frozenset()) | {key}
    return ChoiceRules(
        cookie=kept_in.encode("ascii") if kept_in else b"",
        defaults=MappingProxyType({key: choice.default for key, choice in policy.choices.items()}),
        covering=MappingProxyType(covering),
    )


def refused(choices: Iterable[str], made: Mapping[str, bool]) -> bool:
    """Whether one of `choices` is not made, so that what they cover may not be done."""
    return any(not made.get(name, False) for name in choices)
