"""Which of the pages that the first visitor found each other visitor sees: one of each template first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from avowal.auditor.evidence import PageVisit, Pass, host_of
from avowal.auditor.frontier import group_of

MOST = 24
"""Pages of the sample at most, for a site of very many templates."""
LEAST = 6
"""Pages of the sample at least, where there are so many."""
MOST_WIDE, LEAST_WIDE = 60, 40
"""The same for visitors of whom a page alone, of whatever template, may make a difference."""
_RTL = frozenset({"ar", "fa", "he", "ur", "ps", "yi", "dv", "ckb", "sd", "ug"})


@dataclass(frozen=True)
class Itinerary:
    """The pages that the first visitor reached and left alive, in order; and those whose browser had to be ended."""

    pages: tuple[PageVisit, ...] = ()
    deadly: tuple[str, ...] = ()

    @classmethod
    def of(cls, visits: Iterable[PageVisit]) -> Itinerary:
        """What a first visitor's visits leave to the others."""
        first = [seen for seen in visits if seen.passing is Pass.FIRST_VISIT]
        deadly = tuple(seen.url for seen in first if any("the browser was ended" in said for said in seen.trouble))
        return cls(tuple(seen for seen in first if seen.reached and seen.url not in deadly), deadly)

    @property
    def addresses(self) -> list[str]:
        return [seen.url for seen in self.pages]

    def sample(self, most: int, least: int) -> list[str]:
        """One page of each template, up to `most`; where these are few, others up to `least`, parts in turn."""
        first_of: dict[str, str] = {}
        for seen in self.pages:
            first_of.setdefault(seen.template or group_of(seen.url), seen.url)
        chosen = list(first_of.values())[:most]
        seen_groups = {group_of(address) for address in chosen}
        rest = [address for address in self.addresses if address not in chosen]
        rest.sort(key=lambda address: group_of(address) in seen_groups)
        kept = {*chosen, *rest[: max(0, min(least, most) - len(chosen))]}
        return [address for address in self.addresses if address in kept]

    def entrances(self, most: int = 6) -> list[str]:
        """The first page of each host: where a choice is made."""
        by_host: dict[str, str] = {}
        for address in self.addresses:
            by_host.setdefault(host_of(address), address)
        return list(by_host.values())[:most]

    def right_to_left(self) -> list[str]:
        """The pages that are written from right to left, or are in a language that is."""
        return [seen.url for seen in self.pages if seen.rtl or seen.language.lower().partition("-")[0] in _RTL]
