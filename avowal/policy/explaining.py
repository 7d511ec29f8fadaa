"""Answers of one name: would this be kept, for how long, who may read it, who may get it, and which sentence says so.

Everything comes from the declarations and the wording of one policy, in one language; nothing is looked up elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from avowal.policy.asking import PARTS, Meant, meant_by, near
from avowal.policy.explanation import Decision, Explanation, Gift, InBrowser, Kept, Named, Refusal, Seen
from avowal.policy.model import Choice, Door, Policy
from avowal.policy.period import Period
from avowal.policy.sentences import sentences
from avowal.policy.speaker import Speaker

WHERE_REFUSED = {
    "host": ("edge.headers",),
    "path": ("edge.beacon",),
    "name": ("edge.weblog", "edge.beacon", "edge.cookies"),
}
"""The gates that refuse what nothing declares, by what the name looks like."""
_OWN_RECORDS = frozenset({Door.RECORD, Door.CLOSED_DAY, Door.VENDOR})
"""Doors that are no part of a site."""


def explain(policy: Policy, name: str, language: str = "en") -> Explanation:
    """What `policy` says of `name`: an element, collection, cookie, beacon path, purpose, recipient, host, site or app.

    The name is a key, a label in any of the policy's languages, a host name, a path or a fideslang category. An answer
    in a language that the policy does not offer is given in its source language.
    """
    offered = language if language in policy.wording else policy.source_language
    things = meant_by(policy, name)
    speaker = Speaker(policy, offered)
    if not things:
        alike = tuple(_named(speaker, thing.part, thing.key) for thing in near(policy, name))
        return Explanation(name, offered, (), alike, WHERE_REFUSED[_looks_like(name)])
    return _Answer(speaker, things).explanation(name)


def _looks_like(name: str) -> str:
    written = name.strip()
    if written.startswith("/"):
        return "path"
    return "host" if "://" in written or ("." in written and " " not in written and "_" not in written) else "name"


def _named(speaker: Speaker, part: str, key: str) -> Named:
    return Named(f"{part}.{key}", speaker.plain_name(f"{part}.{key}"))


Pair = tuple[str, str]
"""A collection and one of its elements."""


class _Answer:
    """The answer for some declared things, put together part by part."""

    def __init__(self, speaker: Speaker, things: tuple[Meant, ...]) -> None:
        self._speaker = speaker
        self._policy = speaker.policy
        self._things = things
        self._keys = {part: {thing.key for thing in things if thing.part == part} for part in PARTS}
        self._collections = self._keys["collections"] | {
            self._policy.beacons[key].collection for key in self._keys["beacons"]
        }
        self._pairs = tuple(self._concerned())
        self._recipients = self._keys["recipients"] | {
            self._policy.third_parties[key].recipient or "" for key in self._keys["third_parties"]
        }
        self._elements = {element for _, element in self._pairs} | self._keys["data"]

    def explanation(self, asked: str) -> Explanation:
        around = [Meant("collections", key) for key in self._collections if key in self._policy.collections]
        around += [Meant("collections", collection) for collection, _ in self._pairs if self._keys["data"]]
        return Explanation(
            asked,
            self._speaker.language,
            tuple(_named(self._speaker, thing.part, thing.key) for thing in self._things),
            kept=tuple(self._kept()),
            in_browser=tuple(self._in_browser()),
            given_to=tuple(self._gifts()),
            seen_by=tuple(self._seen()),
            nevers=tuple(self._nevers()),
            choices=tuple(self._choices()),
            sentences=sentences(self._policy, self._speaker.language, self._things, around),
        )

    def _concerned(self) -> Iterator[Pair]:
        """What comes in that the things are, hold, or open."""
        for key, collection in self._policy.collections.items():
            whole = key in self._collections or self._is_from(key)
            for element in collection.elements:
                opened = self._keys["purposes"].intersection(collection.purposes_of(element))
                if whole or opened or element in self._keys["data"] or self._may_be_given(key, element):
                    yield key, element

    def _is_from(self, key: str) -> bool:
        collection = self._policy.collections[key]
        if self._keys["apps"].intersection(collection.apps) or self._keys["sites"].intersection(collection.sites):
            return True
        everywhere = not collection.sites and not collection.apps and collection.door not in _OWN_RECORDS
        return everywhere and bool(self._keys["sites"])

    def _may_be_given(self, key: str, element: str) -> bool:
        purposes = set(self._policy.collections[key].purposes_of(element))
        found = (self._policy.recipients[one] for one in self._keys["recipients"])
        return any(element in one.elements and purposes.intersection(one.purposes) for one in found)

    def _kept(self) -> Iterator[Kept]:
        """The concerned elements of each collection, together where they are kept and read alike."""
        alike: dict[Any, list[str]] = {}
        for key, element in self._pairs:
            found = self._policy.collections[key]
            how = (key, found.keep_of(element), found.purposes_of(element), found.audience_of(element))
            alike.setdefault(how, []).append(element)
        for (key, keep, purposes, audience), elements in alike.items():
            found = self._policy.collections[key]
            places = [("sites", site) for site in found.sites] + [("apps", app) for app in found.apps]
            yield Kept(
                _named(self._speaker, "collections", key),
                found.door.value,
                found.method.value,
                audience.value,
                tuple(_named(self._speaker, part, place) for part, place in places),
                self._named_all("data", elements),
                self._speaker.words.period(keep),
                self._named_all("purposes", purposes),
            )

    def _in_browser(self) -> Iterator[InBrowser]:
        for key, cookie in self._policy.cookies.items():
            if key in self._keys["cookies"] or cookie.purpose in self._keys["purposes"]:
                yield InBrowser(
                    key,
                    self._speaker.plain_name(f"cookies.{key}"),
                    cookie.storage.value,
                    self._period(cookie.life),
                    _named(self._speaker, "purposes", cookie.purpose),
                    cookie.essential,
                    self._speaker.plain_name(f"cookies.{key}.without"),
                )
        for key in sorted(self._keys["third_parties"]):
            by = _named(self._speaker, "third_parties", key)
            for name, set_there in self._policy.third_parties[key].cookies.items():
                life = self._period(set_there.life)
                yield InBrowser(name, name, "cookie", life, None, essential=False, without="", third_party=by)

    def _period(self, period: Period | None) -> str | None:
        return self._speaker.words.period(period) if period else None

    def _gifts(self) -> Iterator[Gift]:
        for key, found in self._policy.recipients.items():
            if self._recipients and key not in self._recipients:
                continue  # who else may get the same was not asked
            if key in self._recipients:
                elements = list(found.elements)
            else:
                elements = [one for one in found.elements if one in self._elements and self._opens(one, found.purposes)]
            if elements or key in self._recipients:
                contract = found.contract
                yield Gift(
                    _named(self._speaker, "recipients", key),
                    found.kind.value,
                    self._speaker.plain_name(f"recipients.{key}.services"),
                    self._named_all("data", elements),
                    self._named_all("purposes", found.purposes),
                    found.aggregate_only,
                    contract.reference if contract else None,
                    contract.since if contract else None,
                    contract.until if contract else None,
                )

    def _opens(self, element: str, purposes: tuple[str, ...]) -> bool:
        wanted = set(purposes) & self._keys["purposes"] if self._keys["purposes"] else set(purposes)
        return any(
            wanted.intersection(self._policy.collections[key].purposes_of(one))
            for key, one in self._pairs
            if one == element
        )

    def _seen(self) -> Iterator[Seen]:
        for key, found in self._policy.third_parties.items():
            asked = key in self._keys["third_parties"] or (found.recipient or "") in self._keys["recipients"]
            elements = [one for one in found.sees if asked or one in self._keys["data"]]
            if elements or asked:
                yield Seen(
                    _named(self._speaker, "third_parties", key),
                    found.hosts,
                    found.loads.value,
                    tuple(page.value for page in found.pages),
                    self._named_all("data", elements),
                    found.statement,
                )

    def _nevers(self) -> Iterator[Refusal]:
        purposes, recipients = self._keys["purposes"], self._keys["recipients"]
        mine = self._elements if not purposes else set()
        for key, never in self._policy.nevers.items():
            of_all = not (never.elements or never.recipients or never.purposes)
            bears = mine.intersection(never.elements) or purposes.intersection(never.purposes)
            if of_all or bears or recipients.intersection(never.recipients):
                yield Refusal(
                    key,
                    never.actor,
                    never.action,
                    self._named_all("data", never.elements),
                    self._named_all("recipients", never.recipients),
                    self._named_all("purposes", never.purposes),
                    never.condition,
                )

    def _choices(self) -> Iterator[Decision]:
        concerned = {thing.dotted for thing in self._things}
        concerned |= {f"collections.{collection}" for collection, _ in self._pairs}
        concerned |= {f"cookies.{key}" for key in self._keys["cookies"]}
        for key, beacon in self._policy.beacons.items():
            if f"collections.{beacon.collection}" in concerned:
                concerned.add(f"beacons.{key}")
        for part in ("cookies",):
            concerned |= {f"purposes.{getattr(self._policy, part)[key].purpose}" for key in self._keys[part]}
        for key, choice in self._policy.choices.items():
            named = {self._policy.cookies[cookie].choice for cookie in self._keys["cookies"]}
            if concerned.intersection(choice.covers) or key in named:
                yield self._decision(key, choice)

    def _decision(self, key: str, choice: Choice) -> Decision:
        covers = tuple(Named(one, self._speaker.plain_name(one)) for one in choice.covers)
        return Decision(_named(self._speaker, "choices", key), choice.default, covers)

    def _named_all(self, part: str, keys: Iterable[str]) -> tuple[Named, ...]:
        return tuple(_named(self._speaker, part, key) for key in keys)
