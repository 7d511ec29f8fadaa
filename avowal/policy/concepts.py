"""What the slots of an assertion may hold, and which concept covers which.

Every slot has a hierarchy in which a concept may have several parents. Data and purposes are fideslang keys
(`user.contact.email` lies under `user.contact`) beneath umbrella terms (`personal`, `as_given`). A thing that a bundle
declares is narrower than its kind: `user.contact.email:email+personal` is the element `email`, an e-mail address that
identifies. The form is `kind[:key][+umbrella…]`, made by `declared`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

ANY = "any"
SLOTS = ("actor", "action", "element", "joined", "recipient", "purpose", "condition", "means")

_PARENTS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "actor": {
        "plan_and_vendors": (),  # a policy may say that “we” includes its vendors
        "plan": ("plan_and_vendors",),
        "third_party": (),
        "vendor": ("third_party", "plan_and_vendors"),
        "affiliate": ("third_party",),
        "partner": ("third_party",),
        "advertiser": ("third_party",),
        "other_website": ("third_party",),
        "social_network": ("other_website",),
    },
    "action": {
        "collect": (),
        "use": (),
        "link_with_other_data": ("use",),
        "share": (),
        "sell": ("share",),
        "rent": ("share",),
        "license": ("share",),
        "let_collect": ("share",),  # a third party that collects by itself is given what it collects
        "keep": (),
        "storage": (),
        "set_storage": ("storage",),
        "read_storage": ("storage",),
        "install_spyware": (),
    },
    "element": {
        "information": (),
        "personal": ("information",),
        "non_personal": ("information",),
        "aggregate": ("non_personal",),
        "possibly_personal": ("information",),
        "given": ("information",),  # what people hand over themselves
        "health": ("personal",),
        "individual_identifier": ("personal",),
        "system": ("information",),
        "user": ("information",),
        "user.name": ("user", "personal", "given"),
        "user.contact": ("user", "personal", "given"),
        "user.government_id": ("user", "individual_identifier"),
        "user.financial": ("user", "personal"),
        "user.biometric": ("user", "personal"),
        "user.health_and_medical": ("user", "health"),
        "user.childrens": ("user", "personal"),
        "user.demographic.date_of_birth": ("user.demographic", "personal"),
        "user.account.username": ("user.account", "individual_identifier"),
        "user.authorization": ("user", "personal"),
        "user.authorizations": ("user", "personal"),
        "user.device.telephony": ("user.device", "personal"),
        "user.device.ip_address": ("user.device", "possibly_personal"),
        "user.device.device_id": ("user.device", "possibly_personal"),
        "user.device.cookie_id": ("user.device", "possibly_personal"),
        "user.unique_id": ("user", "possibly_personal"),
        "user.location.precise": ("user.location", "possibly_personal"),
        "user.content": ("user", "possibly_personal", "given"),
        # parts of an address that many people share are no address by themselves
        "user.contact.address.postal_code": ("user", "possibly_personal"),
        "user.contact.address.city": ("user", "possibly_personal"),
        "user.contact.address.state": ("user",),
        "user.contact.address.country": ("user",),
    },
    "recipient": {
        "plan": (),
        "subject": (),
        "public": (),
        "third_party": (),
        "vendor": ("third_party",),
        "affiliate": ("third_party",),
        "partner": ("third_party",),
        "advertiser": ("third_party",),
        "other_website": ("third_party",),
        "social_network": ("other_website",),
        "authority": ("third_party",),
        "regulator": ("authority",),
        "court": ("authority",),  # and law enforcement
        "research": ("third_party",),
        "buyer": ("third_party",),
    },
    "purpose": {
        "as_given": (),  # the purpose for which it was given
        "stated": (),  # one that the sentence states and the lexicon does not know
        "legal": (),
        "essential.legal_obligation": ("essential", "legal"),
        "third_party_promotion": ("marketing",),
        "advertising_by_interest": ("marketing.advertising",),
        "marketing.advertising.third_party": ("marketing.advertising", "third_party_promotion"),
        "marketing.communications.third_party": ("marketing.communications", "third_party_promotion"),
        "marketing.advertising.first_party.targeted": ("marketing.advertising.first_party", "advertising_by_interest"),
        "marketing.advertising.third_party.targeted": ("marketing.advertising.third_party", "advertising_by_interest"),
    },
    "condition": {
        "volunteered": (),
        "automatic": (),
        "consent": (),
        "opted_in": ("consent",),
        "parental_consent": ("consent",),
        "stated": (),  # one that the sentence states and the lexicon does not know
        "allowed_by_law": (),
        "required_by_law": ("allowed_by_law",),
        "signed_in": (),
        "knowingly": (),
        "not_knowingly": (),
        "business_transfer": (),
    },
    "means": {
        "storage": (),
        "cookie": ("storage",),
        "own_cookie": ("cookie",),
        "other_storage": ("storage",),  # kept in the browser by somebody else
        "their_cookie": ("cookie", "other_storage"),
        "beacon": (),
        "weblog": (),
        "form": (),
        "mail": (),
        "spyware": (),
    },
}
_PARENTS = {**_PARENTS, "joined": _PARENTS["element"]}  # what an element is linked with is data, too
_OF_DATA = (("personal", "possibly_personal"), ("personal", "given"))
_OVERLAPS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "element": _OF_DATA,
    "joined": _OF_DATA,
    "actor": (("plan", "vendor"),),  # a vendor that acts for the plan may be meant by “we”
    "purpose": (
        ("advertising_by_interest", "marketing.advertising.third_party"),
        ("advertising_by_interest", "marketing.advertising.first_party"),
    ),
    "recipient": (("advertiser", "partner"),),
}
"""Umbrellas that share some of what lies beneath them, without one covering the other."""
_NOT_BOTH = (("personal", "non_personal"),)
_DISJOINT: Mapping[str, tuple[tuple[str, str], ...]] = {"element": _NOT_BOTH, "joined": _NOT_BOTH}
_DOTTED = {"element": ("user", "system"), "joined": ("user", "system"), "purpose": None}
"""Slots whose concepts are dotted keys, and the roots they may have; None allows every root."""


def known(slot: str, concept: str) -> bool:
    """Whether `concept` is one of the slot's concepts, or a dotted key, or declared beneath one."""
    kind = _kind(concept)
    if concept == ANY or kind in _PARENTS[slot]:
        return True
    roots = _DOTTED.get(slot, ())
    return slot in _DOTTED and (roots is None or kind.partition(".")[0] in roots)


def concepts(slot: str) -> tuple[str, ...]:
    """The named concepts of a slot, `any` first."""
    return (ANY, *_PARENTS[slot])


def declared(kind: str, key: str, *umbrellas: str) -> str:
    """The concept of a declared thing: narrower than its kind and than each umbrella."""
    return "+".join((f"{kind}:{key}" if key else kind, *umbrellas))


@lru_cache(maxsize=65536)
def covers(slot: str, wider: str, narrower: str) -> bool:
    """Whether everything that `narrower` means lies within `wider`. Reflexive and transitive."""
    return wider in (ANY, narrower) or wider in ancestors(slot, narrower)


def meet(slot: str, one: str, other: str) -> str | None:
    """The narrower of two comparable concepts; None where neither covers the other, as siblings do not meet."""
    if covers(slot, one, other):
        return other
    return one if covers(slot, other, one) else None


@lru_cache(maxsize=65536)
def overlap(slot: str, one: str, other: str) -> bool:
    """Whether two concepts that do not cover each other may still mean the same thing now and then.

    An IP address may or may not point to a person, so `personal` and `user.device.ip_address` overlap.
    """
    pairs = _DISJOINT.get(slot, ())
    if any(covers(slot, a, one) and covers(slot, b, other) for a, b in (*pairs, *_turned(pairs))):
        return False
    pairs = _OVERLAPS.get(slot, ())
    return any(
        (one == a and covers(slot, b, other)) or (other == b and covers(slot, a, one))
        for a, b in (*pairs, *_turned(pairs))
    )


def _turned(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((b, a) for a, b in pairs)


@lru_cache(maxsize=4096)
def ancestors(slot: str, concept: str) -> frozenset[str]:
    """Everything that covers `concept` in `slot`, without itself and without `any`."""
    found: set[str] = set()
    waiting = [concept]
    while waiting:
        for parent in _parents(slot, waiting.pop()):
            if parent not in found:
                found.add(parent)
                waiting.append(parent)
    return frozenset(found)


def _parents(slot: str, concept: str) -> Iterator[str]:
    plain, *umbrellas = concept.split("+")
    if umbrellas:
        yield from (plain, *umbrellas)
    elif ":" in plain:
        yield _kind(plain)
    elif plain in _PARENTS[slot]:
        yield from _PARENTS[slot][plain]
    elif slot in _DOTTED and "." in plain:
        yield plain.rpartition(".")[0]


def _kind(concept: str) -> str:
    return concept.partition("+")[0].partition(":")[0]
