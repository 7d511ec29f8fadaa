"""A reading → what a bundle declares: data, purposes, recipients, collections with their doors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from avowal.policy.lexicon import Kind as WordKind
from avowal.policy.model import Door, Method, RecipientClass
from avowal.policy.period import Period
from avowal.reader.elements import ALIASES, KINDS, PURPOSES
from avowal.reader.practices import Category, Practice
from avowal.reader.reading import Reading
from avowal.reader.sentences import Sentence

_COLLECTING = [
    "1.2",
    "1.3",
    "2.1",
    "3.1",
    "3.4",
    "3.5",
    "4.8",
    "4.9",
    "5.1",
    "7.1",
    "7.2",
    "9.1",
    "10.2",
    "10.5",
    "11.3",
]
_BY_SIGN = {
    "usage_pages": "user.behavior.browsing_history",
    "usage_from": "user.behavior.browsing_history",
    "ip": "user.device.ip_address",
    "browser": "user.device",
    "system": "user.device",
}
_BY_CONCEPT = {"individual_identifier": "user.unique_id", "health": "user.health_and_medical"}
_CLASSES = {
    "vendor": RecipientClass.VENDOR,
    "affiliate": RecipientClass.AFFILIATE,
    "partner": RecipientClass.PARTNER,
    "advertiser": RecipientClass.PARTNER,
    "regulator": RecipientClass.REGULATOR,
    "authority": RecipientClass.REGULATOR,
    "court": RecipientClass.COURT,
    "research": RecipientClass.RESEARCH,
}
_CLASS_SIGNS = {
    "vendor": RecipientClass.VENDOR,
    "affiliates": RecipientClass.AFFILIATE,
    "partners": RecipientClass.PARTNER,
    "regulators": RecipientClass.REGULATOR,
    "courts": RecipientClass.COURT,
    "scholar": RecipientClass.RESEARCH,
}
_WHOLE = frozenset({"information", "personal", "user"})


@dataclass(frozen=True)
class Element:
    """One kind of data that comes in, and the sentence that says so."""

    category: str
    sentence: Sentence

    @property
    def key(self) -> str:
        return KINDS[self.category].key


@dataclass
class NamedRecipient:
    """Who may get data, as the policy names them; `whole` where it speaks of some or all information."""

    kind: RecipientClass
    sentence: Sentence
    elements: set[str] = field(default_factory=set)
    purposes: set[str] = field(default_factory=set)
    whole: bool = False


@dataclass(frozen=True)
class Gathering:
    """One way in which data comes in."""

    key: str
    label: str
    method: Method
    door: Door
    elements: tuple[str, ...]
    purposes: tuple[str, ...]
    sentence: Sentence
    keep: Period | None = None


def elements_collected(reading: Reading) -> tuple[Element, ...]:
    """Every kind of data that the policy says comes in, once, in the order of the policy."""
    found: dict[str, Element] = {}
    for sentence in _collecting(reading):
        by_itself = {"beacon", "weblog"} & (sentence.signs | sentence.earlier)
        for category in categories_in(sentence):
            if not (by_itself and category in _GIVEN_ONLY):
                found.setdefault(category, Element(category, sentence))
    return tuple(found.values())


def _collecting(reading: Reading) -> Iterator[Sentence]:
    """Sentences that tell what comes in."""
    rows = {id(found.sentence) for found in reading.statements if found.row in _COLLECTING}
    does = {id(found.sentence) for found in reading.practices if found.category is Category.FIRST_PARTY and found.does}
    denied = {id(found.sentence) for found in reading.practices if not found.does}
    for group in reading.groups:
        for sentence in group:
            comes_in = bool({"collect", "give"} & sentence.affirmed)
            told = comes_in and id(sentence) in does and id(sentence) not in denied
            if told or id(sentence) in rows:
                yield sentence


def categories_in(sentence: Sentence) -> tuple[str, ...]:
    """The fideslang categories of the data that a sentence names, none that it denies."""
    found: dict[str, None] = {}
    for hit in sentence.hits:
        category = _BY_CONCEPT.get(hit.concept, hit.concept)
        if hit.kind is WordKind.ELEMENT and category in KINDS and hit.start not in sentence.negated:
            found[category] = None
    found |= dict.fromkeys(sign for sign in sorted(sentence.affirmed) if sign in KINDS)
    for sign, category in _BY_SIGN.items():
        if sign in sentence.affirmed:
            found[category] = None
    if "email_word" in sentence.affirmed and len(set(found) & _GIVEN_ONLY) > 1:
        found["user.contact.email"] = None
    if "page_word" in sentence.affirmed and "user.device.ip_address" in found and "time" in sentence.affirmed:
        found["user.behavior.browsing_history"] = None
    return tuple(category for category in found if not _has_narrower(category, found))


def _has_narrower(category: str, among: Iterable[str]) -> bool:
    """“Contact information such as your e-mail address” is the e-mail address."""
    return category in ("user.contact", "user.demographic") and any(other.startswith(f"{category}.") for other in among)


def purposes_in(sentence: Sentence) -> tuple[str, ...]:
    """The fideslang uses that a sentence names."""
    found = dict.fromkeys(
        ALIASES.get(use, use)
        for use in (hit.concept.split("+")[0] for hit in sentence.hits if hit.kind is WordKind.PURPOSE)
    )
    return tuple(use for use in found if use in PURPOSES)


def purposes_named(reading: Reading) -> Mapping[str, Sentence]:
    """Every use that the policy names in a practice that is done, and the first sentence that does."""
    found: dict[str, Sentence] = {}
    for practice in reading.practices:
        if practice.does and practice.category in (Category.FIRST_PARTY, Category.THIRD_PARTY):
            for use in purposes_in(practice.sentence):
                found.setdefault(use, practice.sentence)
    return found


def recipients_named(reading: Reading) -> tuple[NamedRecipient, ...]:
    """Each class of those who may get data, as far as the policy tells."""
    found: dict[RecipientClass, NamedRecipient] = {}
    for practice in reading.practices:
        if practice.category is not Category.THIRD_PARTY or not _gives(practice):
            continue
        named_kinds = [_CLASSES[concept] for concept in practice.recipients if concept in _CLASSES]
        named_kinds += [kind for sign, kind in _CLASS_SIGNS.items() if sign in practice.sentence.affirmed]
        for kind in dict.fromkeys(named_kinds):
            named = found.setdefault(kind, NamedRecipient(kind, practice.sentence))
            named.elements |= set(categories_in(practice.sentence))
            named.purposes |= set(purposes_in(practice.sentence))
            named.whole = named.whole or bool(_WHOLE & set(practice.elements))
    return tuple(found.values())


def _gives(practice: Practice) -> bool:
    """Whether something is given: said so, or denied with an exception (“except our vendors”)."""
    sentence = practice.sentence
    if practice.does:
        return True
    negated = sentence.negated
    return any(
        hit.kind is WordKind.RECIPIENT and hit.concept in _CLASSES and hit.start not in negated for hit in sentence.hits
    )


_WAYS: tuple[tuple[str, str, Method, Door, tuple[str, ...]], ...] = (
    ("weblog", "Weblog of the sites", Method.AUTOMATIC, Door.WEBLOG, ("3.1", "3.4", "3.5")),
    ("page_views", "Page views", Method.AUTOMATIC, Door.PAGE_BEACON, ("2.1", "4.8")),
    ("mail_opens", "Opened mails", Method.AUTOMATIC, Door.MAIL_BEACON, ("4.9",)),
    ("forms", "What people give on the sites", Method.VOLUNTEERED, Door.FORM, ("1.2", "1.3")),
    ("surveys", "Survey answers", Method.VOLUNTEERED, Door.FORM, ("7.1", "7.2")),
    ("newsletters", "Newsletter subscribers", Method.VOLUNTEERED, Door.FORM, ("9.1",)),
    ("comments", "Comments and feedback", Method.VOLUNTEERED, Door.FORM, ("10.2",)),
    ("orders", "Orders and other transactions", Method.VOLUNTEERED, Door.FORM, ("U.1", "U.2")),
    ("vendors_own", "What vendors collect by themselves", Method.AUTOMATIC, Door.VENDOR, ("11.3",)),
)
_USUAL = {
    "page_views": ("user.behavior.browsing_history",),
    "mail_opens": ("user.behavior",),
    "comments": ("user.content",),
    "surveys": ("user.content",),
    "orders": ("user.behavior.purchase_history",),
    "vendors_own": ("user.behavior.browsing_history",),
}
"""What comes in this way even where the words only say that something does."""
_USES = {
    "weblog": ("3.3",),
    "page_views": ("2.2",),
    "mail_opens": ("4.10", "U.7"),
    "surveys": ("7.4",),
    "forms": ("1.4", "U.3", "U.4"),
    "orders": ("U.1", "U.2"),
    "vendors_own": ("11.4", "11.2"),
}


def gatherings(reading: Reading) -> tuple[Gathering, ...]:
    """The collections that the policy's words tell of, each with the door by which it comes in."""
    return tuple(found for way in _WAYS if (found := _gathering(reading, *way)) is not None)


def _gathering(
    reading: Reading, key: str, label: str, method: Method, door: Door, rows: tuple[str, ...]
) -> Gathering | None:
    stating = [found.sentence for row in rows for found in reading.stating(row)]
    if not stating:
        return None
    elements = dict.fromkeys(
        category for sentence in stating for category in categories_in(sentence) if _allowed(category, method)
    )
    elements |= dict.fromkeys(_USUAL.get(key, ()))
    if door is Door.WEBLOG and any("time" in sentence.signs for sentence in stating):
        elements["system.operations"] = None
    if not elements:
        return None
    using = [found.sentence for row in _USES.get(key, ()) for found in reading.stating(row)]
    purposes = dict.fromkeys(use for sentence in [*using, *stating] for use in purposes_in(sentence))
    lines = {sentence.block.line for sentence in stating}
    keep = next((one.period for one in reading.facts.retention if one.sentence.block.line in lines), None)
    return Gathering(key, label, method, door, tuple(elements), tuple(purposes), stating[0], keep)


def _allowed(category: str, method: Method) -> bool:
    """Health data is never declared from a guess; what people are is not collected automatically from these words."""
    return category != "user.health_and_medical" and (method is Method.VOLUNTEERED or category not in _GIVEN_ONLY)


_GIVEN_ONLY = frozenset(
    category for category, kind in KINDS.items() if str(kind.identifies) == "yes" or category == "user.content"
)
