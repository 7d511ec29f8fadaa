"""What the law asks an online policy to say, looked for in every language (R26, R27, R38).

Nothing is looked for by phrase: a promise's marker, a placeholder, or a declaration shows that an element is there, so
the same rule holds for a page in Khmer. What a law asks is a problem where the bundle says that the law binds the plan,
advice where the plan follows it by choice, and nothing where the bundle says that it does not apply.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from avowal.policy.concepts import covers
from avowal.policy.declared import ACTIONS
from avowal.policy.model import Audience, Binding, Never, Policy, RecipientClass, Wording
from avowal.policy.period import Period
from avowal.policy.placeholders import PLACEHOLDER
from avowal.policy.problems import Place, Problem, Severity
from avowal.policy.reading import Bundle

CHILDREN = "user.childrens"
"""fideslang's branch for what children give, or parents say of them."""
LONGEST_FOR_CHILDREN = Period(1, "year")
"""Longer than this, what a child gave is hardly “reasonably necessary” (16 CFR 312.10)."""


@dataclass(frozen=True)
class Said:
    """What one language's page shows: the promises that it states and the placeholders that it fills."""

    policy: Policy
    promises: frozenset[str]
    shown: frozenset[str]

    @classmethod
    def of(cls, policy: Policy, wording: Wording) -> Said:
        """What `wording` shows."""
        statements = [each for section in wording.sections.values() for each in section.statements]
        text = "\n".join(statement.text for statement in statements)
        promises = frozenset(row for statement in statements for row in statement.promises)
        return cls(policy, promises, frozenset(found["name"] for found in PLACEHOLDER.finditer(text)))

    def states(self, *rows: str) -> bool:
        """Whether every one of the promises is stated."""
        return self.promises.issuperset(rows)

    def shows(self, *names: str) -> bool:
        """Whether one of the placeholders, or a part of it, is filled."""
        return any(shown == name or shown.startswith(f"{name}.") for shown in self.shown for name in names)

    def shows_every(self, names: Iterable[str]) -> bool:
        """Whether each of the placeholders is filled."""
        return all(self.shows(name) for name in names)


@dataclass(frozen=True)
class Asked:
    """One element that a law asks a policy to say, how to see that it is there, and what to write if it is not."""

    law: str
    rule: str
    what: str
    is_there: Callable[[Said], bool]
    hint: str
    promise: str


def content_problems(bundle: Bundle) -> Iterator[Problem]:
    """An entry for each element that a language's page does not say, and for children's data kept too long."""
    policy = bundle.policy
    for language in policy.languages:
        wording = policy.wording.get(language)
        if wording is None:
            continue
        said, place = Said.of(policy, wording), Place(f"wording/{language}.md", 1)
        for asked in ASKED:
            severity = _severity(policy, asked.law)
            if severity and not asked.is_there(said):
                message = f"In “{language}” the page does not say {asked.what} ({asked.rule})."
                yield Problem(place, message, asked.hint, asked.promise, severity)
    yield from _kept_of_children(bundle)


def _severity(policy: Policy, law: str) -> Severity | None:
    declared = policy.applicability.get(law)
    if declared is not None and declared.status is Binding.NOT_APPLICABLE:
        return None
    binds = declared is not None and declared.status is Binding.BINDING
    return Severity.PROBLEM if binds else Severity.ADVICE


def children_collections(policy: Policy) -> tuple[str, ...]:
    """The collections that hold something of or about children."""
    return tuple(
        key
        for key, collection in policy.collections.items()
        if collection.audience is Audience.CHILDREN
        or any(_is_of_children(policy, element) for element in collection.elements)
    )


def _is_of_children(policy: Policy, element: str) -> bool:
    return element in policy.data and covers("element", CHILDREN, policy.data[element].category)


def _kept_of_children(bundle: Bundle) -> Iterator[Problem]:
    """What children give has an end (R27): never unlimited, and not longer than a year without a look."""
    for key in children_collections(bundle.policy):
        keep = bundle.policy.collections[key].keep
        if keep.seconds > LONGEST_FOR_CHILDREN.seconds:
            message = f"“{key}” holds data of children and is kept {keep} (R27, 16 CFR 312.10)."
            hint = f"Keep it no longer than is needed for what it was collected for, at most {LONGEST_FOR_CHILDREN}."
            yield Problem(bundle.place(f"collections.{key}.keep"), message, hint, "8.4")


# ---- 16 CFR 312: what a parent is told


def _children_items(said: Said) -> bool:
    names = [f"collections.{key}.elements" for key in children_collections(said.policy)]
    return said.shows_every(names) and said.states("8.2")


def _children_use(said: Said) -> bool:
    names = [f"collections.{key}.purposes" for key in children_collections(said.policy)]
    return said.shows("retention") or said.shows_every(names)


def _children_disclosure(said: Said) -> bool:
    policy = said.policy
    elements = {each for key in children_collections(policy) for each in policy.collections[key].elements}
    theirs = {element for element in elements if _is_of_children(policy, element)}
    given = {element for recipient in policy.recipients.values() for element in recipient.elements}
    if theirs & given:
        return said.shows("recipients")
    return not theirs or theirs <= {
        each for never in policy.nevers.values() if _never_shared(never) for each in never.elements
    }


def _never_shared(never: Never) -> bool:
    meant = ACTIONS.get(never.action)
    return meant is not None and meant.action == "share" and not (never.recipients or never.purposes or never.condition)


def _children_retention(said: Said) -> bool:
    names = [f"collections.{key}.keep" for key in children_collections(said.policy)]
    return said.shows("retention") or said.shows_every(names)


# ---- Business and Professions Code 22575


def _categories_collected(said: Said) -> bool:
    collections = said.policy.collections
    wanted = {
        element for each in collections.values() if each.audience is not Audience.STAFF for element in each.elements
    }
    shown = {name.removeprefix("data.") for name in said.shown if name.startswith("data.")}
    for key, collection in collections.items():
        if f"collections.{key}.elements" in said.shown:
            shown |= set(collection.elements)
    return wanted <= shown


def _categories_of_recipients(said: Said) -> bool:
    kinds: set[RecipientClass] = {each.kind for each in said.policy.recipients.values()}
    whole = "recipients" in said.shown
    return whole or said.shows_every(f"recipients.{kind.value}" for kind in kinds)


def _others_over_time(said: Said) -> bool:
    names = [f"third_parties.{key}" for key in said.policy.third_parties]
    return said.states("11.3", "14.2") and ("third_parties" in said.shown or said.shows_every(names))


def _signals(said: Said) -> bool:
    return said.states("4.12", "14.3") and any(key == "global_privacy_control" for key in said.policy.applicability)


def _contact(said: Said) -> bool:
    return said.shows("contacts.privacy.email", "contacts.privacy.address", "contacts.privacy.telephone")


ASKED: tuple[Asked, ...] = (
    Asked(
        "coppa",
        "R26",
        "which items are collected of children",
        _children_items,
        "State 8.2, and show {{ collections.NAME.elements }} of each collection that holds data of children.",
        "8.2",
    ),
    Asked(
        "coppa",
        "R26",
        "what children's data is used for",
        _children_use,
        "Show {{ retention }} or {{ collections.NAME.purposes }}.",
        "8.3",
    ),
    Asked(
        "coppa",
        "R26",
        "whether children's data goes to others, to whom and why",
        _children_disclosure,
        "Declare a never for sharing it, or show {{ recipients }}.",
        "8.3",
    ),
    Asked(
        "coppa",
        "R26",
        "that nothing is collected without a parent's consent and how consent is given and taken back",
        lambda said: said.states("8.2", "8.3"),
        "State the promises 8.2 and 8.3.",
        "8.3",
    ),
    Asked(
        "coppa",
        "R26",
        "that a parent may see and refuse, and where to ask",
        lambda said: said.states("8.5") and _contact(said),
        "State 8.5 with {{ contacts.privacy.email }} or {{ contacts.privacy.address }}.",
        "8.5",
    ),
    Asked(
        "coppa",
        "R27",
        "how long children's data is kept, and for what",
        _children_retention,
        "Show {{ retention }} or {{ collections.NAME.keep }} of each collection that holds data of children.",
        "8.4",
    ),
    Asked(
        "caloppa",
        "R38",
        "which categories of information are collected",
        _categories_collected,
        "Show {{ collections.NAME.elements }} of each collection.",
        "0.2",
    ),
    Asked(
        "caloppa",
        "R38",
        "which categories of third parties get information",
        _categories_of_recipients,
        "Show {{ recipients }}, or {{ recipients.KIND }} for each kind.",
        "0.2",
    ),
    Asked(
        "caloppa",
        "R38",
        "how to ask for review or change of one's information",
        lambda said: said.states("15.1") and _contact(said),
        "State 15.1 with {{ contacts.privacy.email }} or {{ contacts.privacy.address }}.",
        "15.1",
    ),
    Asked(
        "caloppa",
        "R38",
        "how changes of the policy are told",
        lambda said: said.states("16.1") and said.shows("limits.notice_before_change"),
        "State 16.1 with {{ limits.notice_before_change }}.",
        "16.1",
    ),
    Asked(
        "caloppa",
        "R38",
        "since when the policy holds",
        lambda said: said.states("16.2") and said.shows("version.effective_date"),
        "State 16.2 with {{ version.effective_date }}.",
        "16.2",
    ),
    Asked(
        "caloppa",
        "R38",
        "how the site answers Do Not Track and other signals",
        _signals,
        "State 4.12 and 14.3, and declare applicability.global_privacy_control.",
        "4.12",
    ),
    Asked(
        "caloppa",
        "R38",
        "whether others collect over time and across sites",
        _others_over_time,
        "State 11.3 and 14.2, and show {{ third_parties }}.",
        "14.2",
    ),
)
"""Every element that the laws ask for."""
