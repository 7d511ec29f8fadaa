"""Checks a bundle beyond its shape: references, rules that no policy may break, keepers, and the wording.

`check_bundle` gathers the problems that all checks find, each with its place; an empty answer means that the bundle may
be published. This is the gate `policy.check`. `findings` adds the advice, which stops nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from avowal.policy.anonymity_checks import anonymity_problems
from avowal.policy.content_rules import content_problems
from avowal.policy.ledger import LEDGER
from avowal.policy.problems import Problem, Severity, did_you_mean
from avowal.policy.readability import reading_problems
from avowal.policy.reading import Bundle
from avowal.policy.references import dangling_references
from avowal.policy.retention_checks import retention_problems
from avowal.policy.rules import broken_rules
from avowal.policy.saying_checks import saying_problems
from avowal.policy.translation_checks import translation_problems
from avowal.policy.wording_checks import wording_problems

KEEPERS = {
    "policy.check": "`avowal policy check` and publishing refuse a bundle that declares it",
    "policy.wording": "the page is made from the declarations; a literal value in the wording is refused",
}

LEDGER_GAP = "The ledger's row"
"""How the problem of a row begins that a bundle does not speak to."""


@dataclass(frozen=True)
class Keepers:
    """Names of what can keep a promise in this program: running gates, audit checks, kept records."""

    gates: frozenset[str]
    checks: frozenset[str]
    records: frozenset[str] = frozenset()


def check_bundle(bundle: Bundle, keepers: Keepers | None = None, *, deep: bool = True) -> tuple[Problem, ...]:
    """Every problem of `bundle`, sorted by place. `keepers` None leaves the names of keepers unchecked.

    `deep` also compares what the policy says with what it declares; whoever only needs a policy that can be read does
    without.
    """
    found = findings(bundle, keepers) if deep else _shallow(bundle, keepers)
    return tuple(one for one in found if one.severity is Severity.PROBLEM)


def findings(bundle: Bundle, keepers: Keepers | None = None) -> tuple[Problem, ...]:
    """Every problem and every advice, sorted by place.

    A bundle whose shape is broken is only compared with itself as far as its wording goes.
    """
    found = [*_shallow(bundle, keepers), *saying_problems(bundle)]
    if not bundle.problems:
        found += retention_problems(bundle)
        found += anonymity_problems(bundle)
        found += content_problems(bundle)
        found += reading_problems(bundle)
    return tuple(sorted(set(found)))


def _shallow(bundle: Bundle, keepers: Keepers | None) -> tuple[Problem, ...]:
    found = [
        *bundle.problems,
        *dangling_references(bundle),
        *broken_rules(bundle),
        *_ledger_problems(bundle),
        *wording_problems(bundle),
        *translation_problems(bundle),
    ]
    if keepers is not None:
        found += _keeper_problems(bundle, keepers)
    return tuple(sorted(set(found)))


def _ledger_problems(bundle: Bundle) -> Iterator[Problem]:
    promises = bundle.policy.promises
    for row in LEDGER.keys() - promises.keys():
        keys = f"{{section: SECTION, kind: {LEDGER[row]}, not_built: WHAT IS MISSING}}"
        hint = f'Add “"{row}": {keys}” there, and begin the sentence that states it with “[{row}] ”.'
        yield Problem(bundle.place("promises"), f"{LEDGER_GAP} {row} is not among the promises.", hint, row)
    for row, promise in promises.items():
        place = bundle.place(f"promises.{row}")
        if row not in LEDGER:
            yield Problem(place, f"“{row}” is no row of the ledger.", did_you_mean(row, LEDGER))
        elif promise.kind is not LEDGER[row]:
            yield Problem(place, f"Row {row} is of the kind “{LEDGER[row]}”, not “{promise.kind}”.", "", row)
        if not promise.is_kept and promise.not_built is None:
            hint = "Name a gate, check or record, or say “not_built:” and what is missing."
            yield Problem(place, f"Nothing is said to keep promise {row}.", hint, row)


def _keeper_problems(bundle: Bundle, keepers: Keepers) -> Iterator[Problem]:
    known = {"gates": keepers.gates, "checks": keepers.checks, "records": keepers.records}
    for row, promise in bundle.policy.promises.items():
        for kind, names in known.items():
            for name in getattr(promise, kind):
                if name not in names:
                    place = bundle.place(f"promises.{row}.{kind}")
                    yield Problem(place, f"There is no {kind[:-1]} named “{name}”.", did_you_mean(name, names), row)
