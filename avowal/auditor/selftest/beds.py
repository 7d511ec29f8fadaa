"""Which faults are planted together: a bed is one host name, with faults of one promise that do not undo each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from avowal.auditor.evidence import Pass
from avowal.auditor.faults import FAULTS, Fault

INSIDE, OUTSIDE = "in", "off"
"""Modes: within the front door, and before it with the gates off."""
CLEAN = "clean"


@dataclass(frozen=True)
class Bed:
    """Faults under one host name, met on one page by the same visitors. Without faults it is the clean control."""

    name: str
    faults: tuple[Fault, ...]
    page: str = "/"
    passes: tuple[Pass, ...] = (Pass.FIRST_VISIT,)

    def label(self, mode: str) -> str:
        """The first label of its host name."""
        return f"{mode}-{self.name}"


def beds(faults: Iterable[Fault] = FAULTS) -> tuple[Bed, ...]:
    """Every fault in one bed."""
    together: dict[tuple[str, str, tuple[Pass, ...]], list[Fault]] = {}
    alone: list[Bed] = []
    for fault in faults:
        if fault.alone:
            alone.append(Bed(fault.name, (fault,), fault.page, fault.passes))
        else:
            together.setdefault((fault.promise, fault.page, fault.passes), []).append(fault)
    shared = [
        Bed(_name(promise, page, passes), tuple(found), page, passes)
        for (promise, page, passes), found in together.items()
    ]
    return (*shared, *alone)


def _name(promise: str, page: str, passes: tuple[Pass, ...]) -> str:
    visitors = [one.value for one in passes if one is not Pass.FIRST_VISIT]
    told = [promise.replace(".", "-").lower(), page.strip("/").replace("/", "-"), *visitors]
    return "p" + "-".join(part.replace("_", "") for part in told if part)
