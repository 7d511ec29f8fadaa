"""The words of an audit: what a check answers, and what a promise is then said to be.

*kept*, *broken*, *not checked*; the last with one reason of: not exercised, no access, not built, could not run.
Nothing else is a verdict.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from avowal.auditor.evidence import Evidence, PageVisit, host_of
from avowal.auditor.hosts import is_address, is_private
from avowal.policy.model import PolicyVersion


class State(StrEnum):
    KEPT = "kept"
    BROKEN = "broken"
    NOT_CHECKED = "not checked"


class Reason(StrEnum):
    """Why a promise was not checked."""

    NOT_EXERCISED = "not exercised"
    NO_ACCESS = "no access"
    NOT_BUILT = "not built"
    COULD_NOT_RUN = "could not run"


class Severity(StrEnum):
    """How much it hurts people when a promise is broken, which decides what to mend first."""

    HIGH = "high"  # people are watched, or their data goes where nobody said
    MEDIUM = "medium"  # something is kept or read that was not declared
    LOW = "low"  # people are told too little or the wrong thing


BROWSER_POLICY = "browser policy (CSP)"
BROWSER = "browser"
EDGE = "edge"


@dataclass(frozen=True)
class Flow:
    """Contextual integrity's five: who sends what about whom to whom, and under which rule it may flow."""

    sender: str
    recipient: str
    subject: str
    information: str
    principle: str


@dataclass(frozen=True)
class Finding:
    """One way in which a promise is broken, on one page.

    `stopped_by` names what stopped the attempt; an attempt is a finding even then, because only that one gate
    stands between it and the visitor. `evidence` are lines as they were seen, values shortened. `severity` is its
    own where it hurts more or less than its check says; every finding of a verdict has one, and a flow.
    """

    promise: str
    page: str
    passing: str
    what: str
    evidence: tuple[str, ...]
    do: str
    flow: Flow | None = None
    stopped_by: str | None = None
    screenshot: str | None = None
    severity: Severity | None = None
    har: str | None = None
    pages: tuple[str, ...] = ()
    """Every page on which it was met, `page` among them."""
    visitors: tuple[str, ...] = ()
    """Every kind of visitor who met it, `passing` among them."""

    @property
    def repeat(self) -> str:
        """The command that shows it again, BUNDLE standing for the policy's directory."""
        if not self.page:
            return "avowal audit"
        host = host_of(self.page)
        private = host.endswith("localhost") or (is_address(host) and is_private(host))
        return f"avowal audit '{self.page}' --policy BUNDLE --pages 1" + (" --allow-private" if private else "")


@dataclass(frozen=True)
class Unchecked:
    """A check that could not say; never *kept*."""

    reason: Reason
    why: str


Outcome = tuple[Finding, ...] | Unchecked


@dataclass(frozen=True)
class Check:
    """One check: the promise it holds, what it looks for, and the pure function that judges.

    `tried` says in a sentence what was done to break the promise; it is shown beside *kept*.
    """

    promise: str
    looks_for: str
    severity: Severity
    judge: Callable[[PolicyVersion, Evidence], Outcome]
    tried: Callable[[Evidence], str]


@dataclass(frozen=True)
class Verdict:
    """What one promise is said to be, with its findings, or what was tried, or why it was not checked.

    Where the promise was read from a page that somebody wrote for people, `sure` says how sure the reading is (sure |
    unsure) and `read_from` holds the words; both are empty for a promise that was declared.
    """

    promise: str
    state: State
    said: str
    reason: Reason | None = None
    severity: Severity | None = None
    findings: tuple[Finding, ...] = ()
    sure: str = ""
    read_from: tuple[str, ...] = ()


def found_on(
    seen: PageVisit,
    promise: str,
    what: str,
    evidence: tuple[str, ...],
    do: str,
    *,
    flow: Flow | None = None,
    stopped_by: str | None = None,
    severity: Severity | None = None,
) -> Finding:
    """A finding on the page that was seen."""
    return Finding(
        promise, seen.url, seen.passing.value, what, evidence, do, flow, stopped_by, seen.screenshot, severity, seen.har
    )
