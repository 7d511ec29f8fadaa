"""Pairs of English sentences whose contradiction is known, made from a small grammar of ways to say a thing.

The grammar was written from how people speak, without looking at the lexicon; some of its words are not in it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

ELEMENTS = {  # concept: wider concept, ways to say it
    "personal": ("", ["personal information", "personal data", "your personal details", "your information"]),
    "email": ("personal", ["e-mail addresses", "your e-mail address", "the email address you gave us"]),
    "name": ("personal", ["your name", "names"]),
    "phone": ("personal", ["telephone numbers", "your phone number", "mobile numbers"]),
    "health": ("personal", ["health information", "medical information", "your medical records"]),
    "card": ("personal", ["credit card numbers", "payment information", "your bank account"]),
    "anonymous": ("", ["anonymous data", "non-personal information", "anonymized data"]),
    "counts": ("anonymous", ["aggregated data", "statistics", "aggregate information"]),
}
RECIPIENTS = {
    "third": ("", ["third parties", "other companies", "outside parties", "anyone else", "outsiders"]),
    "vendor": ("third", ["our vendors", "service providers", "contractors that work for us", "our suppliers"]),
    "affiliate": ("third", ["our affiliates", "our subsidiaries", "affiliated companies"]),
    "partner": ("third", ["business partners", "our partners", "a joint venture"]),
    "advertiser": ("third", ["advertisers", "advertising networks", "data brokers", "ad networks"]),
}
PURPOSES = {
    "marketing": ("", ["for marketing", "for marketing purposes", "for promotional purposes"]),
    "ads": ("marketing", ["for advertising", "to deliver ads", "to show you advertisements"]),
    "targeted": (
        "ads",
        ["for targeted advertising", "for behavioral advertising", "to show ads based on your interests"],
    ),
    "improve": ("", ["to improve our services", "to make our sites better", "to enhance the service"]),
    "security": ("", ["for security", "to keep the site secure", "to detect intruders"]),
    "fraud": ("", ["to prevent fraud", "for fraud prevention"]),
}
VERBS = {
    "share": [
        ("share", "shared", "with"),
        ("disclose", "disclosed", "to"),
        ("give", "given", "to"),
        ("transfer", "transferred", "to"),
        ("pass", "passed", "to"),
        ("provide", "provided", "to"),
        ("release", "released", "to"),
        ("make available", "made available", "to"),
    ],
    "sell": [("sell", "sold", "to"), ("trade", "traded", "to"), ("peddle", "peddled", "to")],
    "rent": [("rent", "rented", "to"), ("lease", "leased", "to"), ("rent out", "rented out", "to")],
    "use": [("use", "used", ""), ("process", "processed", ""), ("utilize", "utilized", "")],
    "collect": [
        ("collect", "collected", ""),
        ("gather", "gathered", ""),
        ("record", "recorded", ""),
        ("obtain", "obtained", ""),
    ],
}
WIDER_ACTS = {"sell": "share", "rent": "share"}
EXCEPTIONS = {
    "law": ["unless the law requires it", "except when required by law", "unless we are compelled by a court order"],
    "consent": ["without your consent", "unless you agree", "unless you give us permission"],
    "volunteered": ["unless you provide it voluntarily", "unless you choose to give it to us"],
}
CONDITIONS = {
    "": [""],
    "law": [" when required by law", " if a court order compels us"],
    "consent": [" with your consent", " if you agree"],
    "volunteered": [" when you provide it voluntarily", " that you submit to us"],
}


@dataclass(frozen=True)
class Pair:
    never: str
    may: str
    contradicts: bool


def pairs(count: int, seed: int) -> list[Pair]:
    """`count` pairs, about as many true as false."""
    chance, found = random.Random(seed), list[Pair]()
    while len(found) < count:
        pair = _pair(chance)
        if pair.contradicts == (len(found) % 2 == 0):
            found.append(pair)
    return found


def _pair(chance: random.Random) -> Pair:
    act = chance.choice(list(VERBS))
    done = act if chance.random() < 0.8 else chance.choice(list(VERBS))
    element, given = chance.choice(list(ELEMENTS)), chance.choice(list(ELEMENTS))
    to, gets = _both(chance, RECIPIENTS, shared=act in ("share", "sell", "rent"))
    for_, aim = _both(chance, PURPOSES, shared=act == "use")
    exception = chance.choice(["", "", "", *_exceptions(act)])
    condition = chance.choice(["", "", *_exceptions(done)]) if exception else ""
    true = (
        (act == done or WIDER_ACTS.get(done) == act)
        and _within(ELEMENTS, element, given)
        and (not to or (bool(gets) and _within(RECIPIENTS, to, gets)))
        and (not for_ or (bool(aim) and _within(PURPOSES, for_, aim)))
        and not (exception and exception == condition)
        and not (exception in ("consent", "volunteered") and not condition)
    )
    return Pair(
        _never(chance, act, element, to, for_, exception), _may(chance, done, given, gets, aim, condition), true
    )


def _both(chance: random.Random, concepts: dict[str, tuple[str, list[str]]], *, shared: bool) -> tuple[str, str]:
    if not shared:
        return "", ""
    return chance.choice(["", *concepts]), chance.choice(list(concepts))


def _exceptions(act: str) -> list[str]:
    return {"collect": ["volunteered", "consent"], "use": ["consent"]}.get(act, ["law", "consent"])


def _within(concepts: dict[str, tuple[str, list[str]]], wider: str, narrower: str) -> bool:
    while narrower and narrower != wider:
        narrower = concepts[narrower][0]
    return bool(narrower)


def _never(chance: random.Random, act: str, element: str, to: str, for_: str, exception: str) -> str:
    verb, past, prep = chance.choice(VERBS[act])
    what, tail = chance.choice(ELEMENTS[element][1]), _tail(chance, prep, to, for_)
    but = f" {chance.choice(EXCEPTIONS[exception])}" if exception else ""
    is_ = "is" if what.endswith(("information", "data", "name", "address", "number", "us", "account")) else "are"
    return chance.choice(
        [
            f"We do not {verb} {what}{tail}{but}.",
            f"We never {verb} {what}{tail}{but}.",
            f"We will not {verb} {what}{tail}{but}.",
            f"{what[0].upper()}{what[1:]} {is_} never {past}{tail}{but}.",
            f"{what[0].upper()}{what[1:]} will not be {past}{tail}{but}.",
            f"We don’t {verb} {what}{tail}{but}.",
            f"Please note that we do not {verb} {what}{tail}{but}.",
            f"Under no circumstances do we {verb} {what}{tail}{but}.",
            f"No {_bare(what)} {is_} {past}{tail}{but}.",
            f"We {verb} no {_bare(what)}{tail}{but}.",
            f"At no time will we {verb} {what}{tail}{but}.",
            f"Neither we nor our staff {verb} {what}{tail}{but}.",
            f"We do not copy, {verb} or print {what}{tail}{but}.",
            f"It is our policy not to {verb} {what}{tail}{but}.",
            f"{what[0].upper()}{what[1:]} {is_} not {past}{tail} by us{but}.",
        ]
    )


def _may(chance: random.Random, act: str, element: str, to: str, for_: str, condition: str) -> str:
    verb, past, prep = chance.choice(VERBS[act])
    what, tail = chance.choice(ELEMENTS[element][1]), _tail(chance, prep, to, for_)
    when = chance.choice(CONDITIONS[condition])
    return chance.choice(
        [
            f"We may {verb} {what}{tail}{when}.",
            f"We {verb} {what}{tail}{when}.",
            f"From time to time we {verb} {what}{tail}{when}.",
            f"{what[0].upper()}{what[1:]} may be {past}{tail}{when}.",
            f"In some cases, {what} may be {past}{tail}{when}.",
            f"We can also {verb} {what}{tail}{when}.",
            f"We reserve the right to {verb} {what}{tail}{when}.",
            f"If you use the site, we may {verb} {what}{tail}{when}.",
            f"We may store and {verb} {what}{tail}{when}.",
            f"Like others, we may need to {verb} {what}{tail}{when}.",
            f"Please be aware that {what} may be {past}{tail}{when}.",
            f"We and our staff may {verb} {what}{tail}{when}.",
        ]
    )


def _bare(what: str) -> str:
    return "personal information" if what == "your information" else what.removeprefix("your ").removeprefix("the ")


def _tail(chance: random.Random, prep: str, to: str, for_: str) -> str:
    tail = f" {prep} {chance.choice(RECIPIENTS[to][1])}" if to else ""
    return tail + (f" {chance.choice(PURPOSES[for_][1])}" if for_ else "")
