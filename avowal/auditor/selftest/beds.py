"""Which faults are planted together: a bed is one host name, with faults of one chapter that do not undo each other.

Each fault is known by its own sign, so that a bed can hold many; the fewer beds, the fewer pages are visited.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from avowal.auditor.audit import Beside
from avowal.auditor.evidence import Pass
from avowal.auditor.faults import FAULTS, Fault

INSIDE, OUTSIDE = "in", "off"
"""Modes: within the front door, and before it with the gates off."""
CLEAN = "clean"
_BESIDE = {
    "0.5": Beside.LINKS,
    "12.1": Beside.LINKS,
    "16.1": Beside.PUBLISHED,
    "0.8": Beside.DOCUMENTS,
    "R.1": Beside.DOCUMENTS,
}
"""What promises need that is asked for beside pages; of the beds of others only the page is."""


@dataclass(frozen=True)
class Bed:
    """Faults under one host name, met on one page by the same visitors. Without faults it is the clean control."""

    name: str
    faults: tuple[Fault, ...]
    page: str = "/"
    passes: tuple[Pass, ...] = (Pass.FIRST_VISIT,)

    @property
    def beside(self) -> frozenset[Beside]:
        """What has to be asked for beside its page."""
        return frozenset(_BESIDE[one.promise] for one in self.faults if one.promise in _BESIDE)

    def label(self, mode: str) -> str:
        """The first label of its host name."""
        return f"{mode}-{self.name}"


def beds(faults: Iterable[Fault] = FAULTS) -> tuple[Bed, ...]:
    """Every fault in one bed."""
    together: dict[str, list[Fault]] = {}
    alone: list[Bed] = []
    for fault in faults:
        if fault.alone:
            alone.append(Bed(fault.name, (fault,), fault.page, fault.passes))
        else:
            together.setdefault(_name(fault), []).append(fault)
    shared = [Bed(name, tuple(found), found[0].page, found[0].passes) for name, found in together.items()]
    return (*shared, *alone)


def _name(fault: Fault) -> str:
    """Chapter, page, visitors, and what is asked for beside: what faults of one bed have in common."""
    visitors = [one.value for one in fault.passes if one is not Pass.FIRST_VISIT]
    beside = _BESIDE.get(fault.promise)
    told = [
        fault.promise.partition(".")[0].lower(),
        fault.page.strip("/").replace("/", "-"),
        beside.name.lower() if beside else "",
        *visitors,
    ]
    return "p" + "-".join(part.replace("_", "") for part in told if part)
