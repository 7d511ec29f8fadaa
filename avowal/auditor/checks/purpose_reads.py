"""2.2, 3.3 and 5.2: reports name a declared purpose, and a purpose opens only what the policy opens for it.

The audit reads for every purpose that may not open an element, and expects to be refused. A report about what is
popular must have a purpose that cannot open addresses, for else nothing would stop it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from avowal.auditor.checks.asked_store import not_exercised, read_wrongly, with_fact
from avowal.auditor.evidence import Evidence
from avowal.auditor.stored import Reported, Trial
from avowal.auditor.verdicts import Check, Finding, Outcome, Severity
from avowal.policy.model import Door, PolicyVersion

NAMED, POPULAR, ADDRESSES = "2.2", "3.3", "5.2"
ADDRESS = "ip_address"
MAY_READ_ADDRESSES = frozenset({"5.2", "U.9"})
"""The promises of reports that are there for diagnosis and security."""
_DO_NAME = "Give the report one of the policy's purposes, or declare its purpose and publish a new version."
_DO_VIEW = "Run `avowal doctor`: the purpose's view is not what the policy in force asks for."
_DO_REPORT = "Give the report a purpose that may not open it."


def _named(version: PolicyVersion, evidence: Evidence) -> Outcome:
    def judge(reports: tuple[Reported, ...]) -> Outcome:
        if not reports:
            return not_exercised("There is no report that could name a purpose.")
        return tuple(
            read_wrongly(
                NAMED,
                f"The report “{one.name}” names no purpose that the policy declares.",
                f"its purpose: {one.purpose or 'none'}",
                _DO_NAME,
                "figures",
                one.name,
            )
            for one in reports
            if one.purpose not in version.policy.purposes
        )

    return with_fact(evidence, "reports", lambda facts: facts.reports, judge)


def _popular(version: PolicyVersion, evidence: Evidence) -> Outcome:
    return with_fact(
        evidence,
        "trials",
        lambda facts: facts.trials,
        lambda trials: _judge(POPULAR, version, trials, _reports(evidence, lambda one: POPULAR in one.promises)),
    )


def _addresses(version: PolicyVersion, evidence: Evidence) -> Outcome:
    def judge(trials: tuple[Trial, ...]) -> Outcome:
        others = _reports(evidence, lambda one: not MAY_READ_ADDRESSES & set(one.promises))
        return _judge(ADDRESSES, version, tuple(one for one in trials if one.element == ADDRESS), others)

    return with_fact(evidence, "trials", lambda facts: facts.trials, judge)


def _reports(evidence: Evidence, wanted: Callable[[Reported], bool]) -> list[Reported]:
    found = evidence.store.facts.reports if evidence.store else None
    return [one for one in found or () if wanted(one)]


def _judge(promise: str, version: PolicyVersion, trials: tuple[Trial, ...], reports: list[Reported]) -> Outcome:
    found = (*_opened(promise, trials), *_could_open(promise, version, reports))
    if not found and not trials:
        return not_exercised("Every purpose may open everything, so that no read could be refused.")
    return found


def _opened(promise: str, trials: tuple[Trial, ...]) -> Iterator[Finding]:
    for one in trials:
        if one.opened:
            what = (
                f"A report for the purpose “{one.purpose}” can open “{one.element}”, which the policy does not allow."
            )
            line = f"a read of {one.element} for {one.purpose} was answered"
            yield read_wrongly(promise, what, line, _DO_VIEW, one.element, one.purpose)


def _could_open(promise: str, version: PolicyVersion, reports: list[Reported]) -> Iterator[Finding]:
    may = {
        purpose
        for collection in version.policy.collections_by(Door.WEBLOG).values()
        if ADDRESS in collection.elements
        for purpose in collection.purposes_of(ADDRESS)
    }
    for one in reports:
        if one.purpose in may:
            what = f"The report “{one.name}” has the purpose “{one.purpose}”, which opens full internet addresses."
            line = f"it is there for: {', '.join(one.promises)}"
            yield read_wrongly(promise, what, line, _DO_REPORT, ADDRESS, one.name)


def _trials(evidence: Evidence) -> tuple[Trial, ...]:
    return (evidence.store.facts.trials or ()) if evidence.store else ()


REPORTS_NAME_A_PURPOSE = Check(
    NAMED,
    "a report that names no purpose",
    Severity.LOW,
    _named,
    lambda evidence: f"Asked each of {len(_reports(evidence, lambda _: True))} reports for its purpose.",
)
POPULARITY = Check(
    POPULAR,
    "a report of what is popular that can open an address or a member key",
    Severity.HIGH,
    _popular,
    lambda evidence: (
        f"Tried {len(_trials(evidence))} times to read what a purpose may not open; every read was refused. No report "
        f"of what is popular has a purpose that opens addresses."
    ),
)
ADDRESS_READERS = Check(
    ADDRESSES,
    "a report beside diagnosis and security that can open full addresses",
    Severity.HIGH,
    _addresses,
    lambda evidence: (
        f"Tried to read full addresses for "
        f"{len([one for one in _trials(evidence) if one.element == ADDRESS])} purposes that may not, and was refused "
        f"each time."
    ),
)
