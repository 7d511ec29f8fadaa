"""What the declarations of a policy say, as assertions: what comes in and for what, who gets it, what must not happen.

Each assertion's source is the dotted name of its declaration and its place. What a form collects is used for the
purposes that the form's collection declares, which is what its people are told (ledger 1.4): `as_given`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import product

from avowal.policy.assertions import ANY, Assertion, Modality, Slots, Source
from avowal.policy.concepts import concepts, declared, known
from avowal.policy.model import (
    Collection,
    Consideration,
    Door,
    Identifies,
    Loads,
    Method,
    Never,
    Policy,
    Recipient,
    RecipientClass,
    Storage,
    ThirdParty,
)
from avowal.policy.problems import Place, Problem, did_you_mean

Places = Callable[[str], Place]

ACTIONS: Mapping[str, Slots] = {
    "collect": Slots(action="collect"),
    "collect_automatically": Slots(action="collect", condition="automatic"),
    "collect_by_cookie": Slots(action="collect", means="cookie"),
    "collect_by_beacon": Slots(action="collect", means="beacon"),
    "use": Slots(action="use"),
    "advertise": Slots(action="use", purpose="marketing.advertising"),
    "keep": Slots(action="keep"),
    "share": Slots(action="share"),
    "disclose": Slots(action="share"),
    "share_by_cookie": Slots(action="share", means="cookie"),
    "sell": Slots(action="sell"),
    "rent": Slots(action="rent"),
    "license": Slots(action="license"),
    "let_collect": Slots(action="let_collect"),
    "set_cookies": Slots(action="set_storage", means="cookie"),
    "read_cookies": Slots(action="read_storage", means="cookie"),
    "set_storage": Slots(action="set_storage"),
    "look_at_other_storage": Slots(action="read_storage", means="other_storage"),
    "install_spyware": Slots(action="install_spyware"),
    "link_with_other_data": Slots(action="link_with_other_data"),
}
"""The actions that a never may name, and what each means."""
_IDENTIFIES = {
    Identifies.YES: "personal",
    Identifies.POSSIBLY: "possibly_personal",
    Identifies.NO: "non_personal",
}
_DOORS = {
    Door.WEBLOG: "weblog",
    Door.PAGE_BEACON: "beacon",
    Door.AREA_BEACON: "beacon",
    Door.APP_SCREEN: "beacon",
    Door.MAIL_BEACON: "beacon",
    Door.BROWSER_REPORT: "beacon",
    Door.COOKIE: "own_cookie",
    Door.FORM: "form",
}
_METHODS = {Method.VOLUNTEERED: "volunteered", Method.AUTOMATIC: "automatic", Method.THIRD_PARTY: ANY}
_SALES = {Consideration.SALE: "sell", Consideration.RENT: "rent", Consideration.LICENCE: "license"}
_ASKING = (RecipientClass.REGULATOR, RecipientClass.COURT)
"""Recipients that get data because a law says so."""


def assertions_of(policy: Policy, place: Places = lambda _: Place("policy.yaml", 1)) -> tuple[Assertion, ...]:
    """Every assertion of the declarations; `place` tells where a dotted name stands."""
    return tuple(_Declarations(policy, place).all())


def misnamed(policy: Policy, place: Places) -> Iterator[Problem]:
    """Nevers that name an action, actor or condition that nothing can be compared with."""
    for key, never in policy.nevers.items():
        for field, names in (("action", ACTIONS), ("actor", concepts("actor")), ("condition", concepts("condition"))):
            name = getattr(never, field)
            if name and name not in names:
                message = f"The never “{key}” names the {field} “{name}”, which is none."
                yield Problem(place(f"nevers.{key}.{field}"), message, did_you_mean(name, names), "0.2")


def element_concept(policy: Policy, key: str, *, aggregate: bool = False) -> str:
    """The concept of a declared element: narrower than its category, and as identifying as it is declared."""
    element = policy.data.get(key)
    if element is None:
        return declared("information", key)
    return declared(element.category, key, "aggregate" if aggregate else _IDENTIFIES[element.identifies])


def recipient_concept(policy: Policy, key: str) -> str:
    """The concept of a declared recipient."""
    recipient = policy.recipients.get(key)
    return declared(recipient.kind.value, key) if recipient else declared("third_party", key)


class _Declarations:
    def __init__(self, policy: Policy, place: Places) -> None:
        self._policy, self._place = policy, place
        self._chosen = {
            name for choice in policy.choices.values() if not choice.default for name in choice.covers
        }  # what stays off until someone switches it on

    def all(self) -> Iterator[Assertion]:
        for key, collection in self._policy.collections.items():
            yield from self._collection(key, collection)
        for key, cookie in self._policy.cookies.items():
            kind = "own_cookie" if cookie.storage is Storage.COOKIE else "storage"
            slots = Slots("plan", "set_storage", purpose=self._purpose(cookie.purpose), means=declared(kind, key))
            yield self._may(f"cookies.{key}", replace(slots, condition=self._choice(f"cookies.{key}", ANY)))
        for key, recipient in self._policy.recipients.items():
            yield from self._recipient(key, recipient)
        for key, third in self._policy.third_parties.items():
            yield from self._third_party(key, third)
        for key, never in self._policy.nevers.items():
            yield from self._never(key, never)

    def _collection(self, key: str, collection: Collection) -> Iterator[Assertion]:
        given = "as_given" if collection.method is Method.VOLUNTEERED else ""
        means = _DOORS.get(collection.door, ANY)
        for element in collection.elements:
            name, what = f"collections.{key}.elements.{element}", element_concept(self._policy, element)
            condition = _METHODS[collection.method]
            yield self._may(name, Slots("plan", "collect", what, condition=condition, means=means))
            yield self._may(name, Slots("plan", "keep", what))
            for purpose in collection.purposes_of(element):
                slots = Slots("plan", "use", what, purpose=self._purpose(purpose, given))
                yield self._may(name, replace(slots, condition=self._choice(f"purposes.{purpose}", ANY)))

    def _recipient(self, key: str, recipient: Recipient) -> Iterator[Assertion]:
        action = _SALES.get(recipient.consideration, "share")
        condition = "required_by_law" if recipient.kind in _ASKING else ANY
        who = recipient_concept(self._policy, key)
        for element, purpose in product(recipient.elements, recipient.purposes or ("",)):
            what = element_concept(self._policy, element, aggregate=recipient.aggregate_only)
            slots = Slots("plan", action, what, who, self._purpose(purpose), condition)
            yield self._may(f"recipients.{key}", slots)

    def _third_party(self, key: str, third: ThirdParty) -> Iterator[Assertion]:
        recipient = self._policy.recipients.get(third.recipient or "")
        kind = recipient.kind.value if recipient else "third_party"
        actor = kind if known("actor", kind) else "third_party"
        who = declared(kind, third.recipient or key)
        condition = "consent" if third.loads is Loads.ON_CLICK else ANY
        for element in third.sees:
            slots = Slots(actor, "collect", element_concept(self._policy, element), condition=condition)
            yield self._may(f"third_parties.{key}", slots)
            yield self._may(f"third_parties.{key}", replace(slots, actor="plan", action="let_collect", recipient=who))
        for cookie in third.cookies:
            means = declared("their_cookie", cookie)
            yield self._may(
                f"third_parties.{key}.cookies.{cookie}", Slots(actor, "set_storage", condition=condition, means=means)
            )

    def _never(self, key: str, never: Never) -> Iterator[Assertion]:
        meant = ACTIONS.get(never.action)
        if meant is None:
            return
        elements = [element_concept(self._policy, name) for name in never.elements]
        recipients = [recipient_concept(self._policy, name) for name in never.recipients]
        purposes = [self._purpose(name) for name in never.purposes]
        source = Source(self._place(f"nevers.{key}"), f"nevers.{key}")
        for element, recipient, purpose in product(elements or [ANY], recipients or [ANY], purposes or [meant.purpose]):
            slots = replace(meant, actor=never.actor, element=element, recipient=recipient, purpose=purpose)
            if never.condition:
                slots = replace(slots, condition=never.condition)
            yield Assertion(Modality.NEVER, slots, source)

    def _may(self, name: str, slots: Slots) -> Assertion:
        return Assertion(Modality.MAY, slots, Source(self._place(name), name))

    def _purpose(self, key: str, *umbrellas: str) -> str:
        purpose = self._policy.purposes.get(key)
        if purpose is None:
            return ANY
        return declared(purpose.use, key, *filter(None, umbrellas))

    def _choice(self, name: str, otherwise: str) -> str:
        return "opted_in" if name in self._chosen else otherwise
