"""What the policy says is done, in the frame of OPP-115's ten categories, each with its attributes.

A sentence is a practice of each category whose rule it fits. Attributes come from the policy's own lexicon: the data as
fideslang keys, purposes, recipients, how it is collected, which choice there is, and cookies or beacons.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from avowal.policy.assertions import Certainty
from avowal.policy.lexicon import Kind
from avowal.reader.features import Featured
from avowal.reader.rules import Rule, parse
from avowal.reader.sentences import Sentence


class Category(StrEnum):
    """OPP-115 (Wilson et al., 2016)."""

    FIRST_PARTY = "first_party"
    THIRD_PARTY = "third_party"
    CHOICE = "choice"
    ACCESS = "access"
    RETENTION = "retention"
    SECURITY = "security"
    CHANGE = "change"
    DO_NOT_TRACK = "do_not_track"
    AUDIENCES = "audiences"
    OTHER = "other"


LABELS = {
    Category.FIRST_PARTY: "Own collection and use",
    Category.THIRD_PARTY: "Sharing with others, and collection by them",
    Category.CHOICE: "Choice and control",
    Category.ACCESS: "Access, correction and deletion",
    Category.RETENTION: "How long data is kept",
    Category.SECURITY: "Security",
    Category.CHANGE: "Change of the policy",
    Category.DO_NOT_TRACK: "Do Not Track and similar signals",
    Category.AUDIENCES: "Children, residents of a state or country",
    Category.OTHER: "Other",
}
_RULES = """
first_party: collect info/personal/log1/usage1/given1/opened we/weblog/automatic/volunteered/survey/newsletter
first_party: +give given1 you we
first_party: +collect kind we/form/automatic !third !vendor
first_party: weblog/cookie/beacon collect/use/tell !refuse
first_party: use info/personal/log1/cookie we/@use fulfil/improve/operate/measure/respond/communicate/diagnose/tailor
first_party: #use fulfil/improve/operate/measure/respond/communicate/trend/protect/enforce/comply/record_of
third_party: disclose vendor/third/affiliate/authority/scholar
third_party: @disclose vendor/affiliate/authority/scholar
third_party: vendor/affiliate/authority/scholar +access info/personal/kind
third_party: +give authority/affiliate/vendor/scholar info/personal/kind
third_party: we +share authority/affiliate/vendor/scholar info/personal/kind !child
third_party: vendor require info/personal/use
third_party: sell info/personal
third_party: third/vendor collect/set/use track/info
third_party: @third ad interest
choice: choose refuse/cookie/newsletter/consent/email/ad you
choice: stop_it email/newsletter/ad/cookie/fewer
choice: unsubscribe
choice: voluntary give/survey you
choice: refuse @cookie browser_control
access: rights info/personal/retain you !law !change !cookie
access: delete you ask/question info/personal !cookie !browser_control
access: rights you ask
retention: retain usage_time/later/end/need info/personal/weblog/cookie !rights
retention: retain period
retention: retain info !cookie !secure !rights !you
security: secure store/info/personal/safeguard !purpose
security: safeguard unauthorized/kinds_of_guard
security: encrypt info/store
change: change policy post/you/we
change: updated policy/change
do_not_track: dnt
audiences: child
audiences: abroad personal/info/rights
other: contact question
other: link other_site
other: -control third/other_site
"""


@cache
def _rules() -> tuple[Rule, ...]:
    return parse(_RULES)


@dataclass(frozen=True)
class Practice:
    """One thing done (or `does` is false: said not to be done), and where it is said."""

    category: Category
    does: bool
    sentence: Sentence
    certainty: Certainty
    elements: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    mode: str = ""  # automatic or volunteered
    choice: str = ""  # browser, opt_out, opt_in, voluntary
    means: tuple[str, ...] = ()


def practices(sentences: Iterable[Featured]) -> tuple[Practice, ...]:
    """The practices of each sentence, in the order of the policy."""
    found: list[Practice] = []
    for sentence in sentences:
        fits: dict[Category, bool] = {}
        for rule in _rules():
            match = rule.match(sentence)
            if match is not None:
                category = Category(rule.name)
                fits[category] = fits.get(category, False) or match.near
        found += [_practice(sentence, category, near=near) for category, near in fits.items()]
    return tuple(found)


def _practice(sentence: Featured, category: Category, *, near: bool) -> Practice:
    by_kind: dict[Kind, dict[str, None]] = {}
    for hit in sentence.sentence.hits:
        by_kind.setdefault(hit.kind, {})[hit.concept] = None
    return Practice(
        category=category,
        does=not _denies(sentence, category),
        sentence=sentence.sentence,
        certainty=Certainty.SURE if near else Certainty.UNSURE,
        elements=tuple(by_kind.get(Kind.ELEMENT, ())),
        purposes=tuple(by_kind.get(Kind.PURPOSE, ())),
        recipients=tuple(by_kind.get(Kind.RECIPIENT, ())),
        mode=_mode(sentence),
        choice=_choice(sentence) if category is Category.CHOICE else "",
        means=tuple(by_kind.get(Kind.MEANS, ())),
    )


_ACTS = {
    Category.FIRST_PARTY: frozenset({"collect", "use"}),
    Category.THIRD_PARTY: frozenset({"disclose", "share", "sell", "ad"}),
    Category.AUDIENCES: frozenset({"collect", "disclose", "sell", "visit"}),
    Category.RETENTION: frozenset({"store", "retain"}),
}


def _denies(sentence: Featured, category: Category) -> bool:
    acts = _ACTS.get(category, frozenset())
    return bool(acts & sentence.denied) and not acts & sentence.affirmed & {"collect", "disclose", "sell"}


def _mode(sentence: Featured) -> str:
    if "automatic" in sentence.own or {"weblog", "cookie", "beacon"} & sentence.own:
        return "automatic"
    return "volunteered" if "volunteered" in sentence.own or "give" in sentence.affirmed & {"give"} else ""


def _choice(sentence: Featured) -> str:
    own = sentence.own
    if "unsubscribe" in own:
        return "opt_out"
    if "cookie" in sentence.here | sentence.context and "browser_control" in own:
        return "browser"
    return "opt_in" if "consent" in own else "voluntary" if "voluntary" in own else "opt_out"
