"""What may be said of a cookie, decided from the declarations alone (ledger 4.1, 4.2, 4.3, 4.6, 4.7).

`admitted` is the way in, `released` the way out. On the way out a cookie is never passed on as it was written:
it is read, held against its declaration, and written again, so that nothing undeclared can hide in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from avowal.edge.choices import SIGNALS, ChoiceRules, choice_rules, refused
from avowal.policy.model import Cookie, CookieKind, Policy, Storage

LONGEST_LIFE = 400 * 86_400
"""Seconds; browsers keep no cookie longer (R68)."""

_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_VALUE = re.compile(r"[\x20-\x3a\x3c-\x7e]*")
_PATH = re.compile(r"/[A-Za-z0-9/_.~%!$&'()*+,=:@-]*")
_SECONDS = re.compile(r"-?[0-9]{1,12}")
_CONTROL = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")
_GONE = "Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT"


@dataclass(frozen=True)
class CookieRule:
    """What the policy says about one cookie; `life` in seconds, None for one that ends with the visit.

    `choices` must all be made before it may be kept; None for one that is essential.
    """

    life: int | None
    scripts_may_read: bool
    choices: frozenset[str] | None = None

    def refusal(self, made: Mapping[str, bool], signal: str | None) -> str | None:
        """Why it may neither come in nor go out: `choice`, or the signal by which the browser opted out; or None."""
        if self.choices is None:
            return None
        if signal is not None:
            return signal
        return "choice" if not self.choices or refused(self.choices, made) else None


@dataclass(frozen=True)
class Finding:
    """A cookie that the website tried to send against the policy: refused, or mended and sent."""

    name: str
    reason: str
    promise: str
    mended: bool = False

    def __str__(self) -> str:
        """As the `avowal-refused` header says it; the name in safe characters, never the value."""
        name = re.sub(r"[^A-Za-z0-9_.-]", "_", self.name)[:64] or "_"
        done = "mended" if self.mended else "refused"
        return f"cookie; name={name}; reason={self.reason}; promise={self.promise}; {done}"


def rules_of(policy: Policy) -> Mapping[str, CookieRule]:
    """The declared cookies by name; other storage is no cookie and gets no rule."""
    cookies = {name: cookie for name, cookie in policy.cookies.items() if cookie.storage is Storage.COOKIE}
    rules = choice_rules(policy)
    return {
        name: CookieRule(_declared_life(cookie), cookie.scripts_may_read, _choices(name, cookie, rules))
        for name, cookie in cookies.items()
    }


def _choices(name: str, cookie: Cookie, rules: ChoiceRules) -> frozenset[str] | None:
    if cookie.essential:
        return None
    named = frozenset({cookie.choice} if cookie.choice else ())
    return named | rules.of(f"cookies.{name}", f"purposes.{cookie.purpose}")


def permitted(rules: Mapping[str, CookieRule], made: Mapping[str, bool], signal: str | None) -> frozenset[str]:
    """The names of the declared cookies that this visitor has not refused."""
    return frozenset(name for name, rule in rules.items() if rule.refusal(made, signal) is None)


def _declared_life(cookie: Cookie) -> int | None:
    if cookie.kind is not CookieKind.PERSISTENT or cookie.life is None:
        return None
    return min(cookie.life.seconds, LONGEST_LIFE)


def admitted(values: Iterable[bytes], declared: Collection[str]) -> bytes:
    """One Cookie header with the declared cookies of `values`, in order; empty when none is left."""
    pairs = (pair.strip(b" \t") for value in values for pair in value.split(b";"))
    return b"; ".join(pair for pair in pairs if _may_enter(pair, declared))


def _may_enter(pair: bytes, declared: Collection[str]) -> bool:
    name, equals, _ = pair.partition(b"=")
    return bool(equals) and name.strip(b" \t").decode("latin-1") in declared and not _CONTROL.search(pair)


def released(
    written: bytes,
    rules: Mapping[str, CookieRule],
    *,
    secure: bool,
    now: datetime,
    refusal: Callable[[CookieRule], str | None] = lambda _rule: None,
) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The Set-Cookie value that may leave in place of `written` (None: nothing may), and what was wrong with it.

    `refusal` says why this visitor may not be given a cookie; a deletion always leaves.
    """
    pair, *rest = written.decode("latin-1").split(";")
    name, equals, value = (part.strip(" \t") for part in pair.partition("="))
    attributes = _attributes(rest)
    if not equals or not _well_formed(name, value, attributes):
        return None, (Finding(name if equals else "", "malformed", "4.1"),)
    if name not in rules:
        return None, (Finding(name, "undeclared", "4.1"),)
    rule, life = rules[name], _life(attributes, now)
    why = refusal(rule) if life is None or life > 0 else None
    if why is not None:
        return None, (Finding(name, why, "4.12" if why in SIGNALS else "0.9"),)
    parts = [f"{name}={value}" if life is None or life > 0 else f"{name}="]
    parts += [f"Path={attributes['path']}"] if "path" in attributes else []
    parts += [*_life_parts(life, rule), *_guards(attributes, rule, secure=secure)]
    return "; ".join(parts).encode("ascii"), (*_late(name, rule, life), *_reaching_out(name, attributes))


def _well_formed(name: str, value: str, attributes: Mapping[str, str]) -> bool:
    return bool(_NAME.fullmatch(name) and _VALUE.fullmatch(value) and _PATH.fullmatch(attributes.get("path", "/")))


def _attributes(written: Iterable[str]) -> dict[str, str]:
    """Attribute names in lower case; of a repeated one the last counts, as in browsers."""
    split = (part.partition("=") for part in written)
    return {name.strip().lower(): value.strip() for name, _, value in split}


def _life(attributes: Mapping[str, str], now: datetime) -> int | None:
    """Seconds that a cookie asks to live, 0 or less for a deletion, None when it ends with the visit."""
    seconds = attributes.get("max-age", "")
    if _SECONDS.fullmatch(seconds):
        return int(seconds)
    if "expires" not in attributes:
        return None
    try:
        until = parsedate_to_datetime(attributes["expires"])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return int((until - now).total_seconds())


def _late(name: str, rule: CookieRule, life: int | None) -> tuple[Finding, ...]:
    if life is None or life <= 0:
        return ()
    if rule.life is None:
        return (Finding(name, "session-cookie-with-life", "4.2", mended=True),)
    return (Finding(name, "life-too-long", "4.3", mended=True),) if life > rule.life else ()


def _life_parts(life: int | None, rule: CookieRule) -> list[str]:
    if life is not None and life <= 0:
        return [_GONE]
    if life is None or rule.life is None:
        return []
    return [f"Max-Age={min(life, rule.life)}"]


def _guards(attributes: Mapping[str, str], rule: CookieRule, *, secure: bool) -> list[str]:
    site = "Strict" if attributes.get("samesite", "").lower() == "strict" else "Lax"
    hidden = [] if rule.scripts_may_read else ["HttpOnly"]
    return [f"SameSite={site}", *hidden, *(["Secure"] if secure or "secure" in attributes else [])]


def _reaching_out(name: str, attributes: Mapping[str, str]) -> tuple[Finding, ...]:
    """Attributes that would take a cookie to other hosts or other sites (4.6)."""
    found = []
    if attributes.get("domain"):
        found.append(Finding(name, "domain", "4.6", mended=True))
    if attributes.get("samesite", "").lower() == "none":
        found.append(Finding(name, "samesite-none", "4.6", mended=True))
    return tuple(found)
