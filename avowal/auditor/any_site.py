"""Holds a site to its own privacy page, read into a draft; each verdict says how sure that reading is.

A reading declares no more than the page tells. Where it names no cookies, no beacons or no third parties, what was seen
can be held against nothing: such a promise is not checked, and what was seen is proposed as declarations.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from avowal.auditor.checks import CHECKS
from avowal.auditor.evidence import Evidence
from avowal.auditor.judging import Report
from avowal.auditor.policy_page import Fetched, Web, candidates
from avowal.auditor.verdicts import Check, Outcome, Reason, State, Unchecked, Verdict
from avowal.policy.assertions import Certainty
from avowal.policy.canonical import digest, write
from avowal.policy.ledger import LEDGER
from avowal.policy.model import Policy, PolicyVersion
from avowal.policy.placeholders import UnknownPlaceholder
from avowal.policy.prose import LanguageNotOffered
from avowal.policy.reading import read as read_as_it_is
from avowal.reader import NotReadable, Reading, drafting, read
from avowal.reader.row_names import ROW_NAMES

LEAST_ROWS = 3
"""Rows of the ledger that a page states at least, if it is a policy and not a page about one."""
WORDS_SHOWN = 2
LONGEST_WORDS = 400
DRAFT = "read-policy"
_FIRST_FEW = 8
_OF_DECLARATIONS = frozenset({"0.2", "0.3", "1.2", "1.5", "8.1"})
"""Promises whose checks read the declarations alone, which a draft has from the very page that it is held against."""
_GAPS = (LookupError, ValueError, TypeError, AttributeError, UnknownPlaceholder, LanguageNotOffered)
"""What a check meets where a draft leaves something open."""


class NoPolicyPage(Exception):
    """No privacy policy was found that could be read; the text says what was tried and what to do."""


@dataclass(frozen=True)
class ReadPolicy:
    """A site's own policy as it was read: where it lies, what was read, the draft bundle and its version (number 0)."""

    url: str
    reading: Reading
    directory: Path
    version: PolicyVersion


def read_policy_of(url: str, out: Path, web: Web) -> ReadPolicy:
    """Find the privacy page of the site at `url` and read it into a draft bundle under `out`.

    Raises NoPolicyPage, `drafting.CannotWrite` and OSError.
    """
    page, reading = _best(url, web)
    directory = _new(out / DRAFT)
    drafting.write(reading, directory)
    policy = read_as_it_is(directory).policy  # a draft has gaps, which no bundle may have
    return ReadPolicy(page.url, reading, directory, PolicyVersion(0, digest(write(policy)), date.min, policy))


def _best(url: str, web: Web) -> tuple[Fetched, Reading]:
    """The first page that states enough, else the one that states most."""
    found: list[tuple[Fetched, Reading]] = []
    for page in candidates(url, web):
        try:
            reading = read(page.content, page.url, page.charset)
        except NotReadable:
            continue
        if len(reading.rows) >= LEAST_ROWS:
            return page, reading
        found.append((page, reading))
    best = max(found, key=lambda one: len(one[1].rows), default=None)
    if best is None or not best[1].rows:
        raise NoPolicyPage(
            f"No privacy policy was found at {url}, by its links or at the usual addresses. "
            "Name it: --policy with a bundle, which `avowal policy read PAGE -o DIR` drafts from a saved page."
        )
    return best


def _new(directory: Path) -> Path:
    """A name beside an earlier draft, which somebody may have worked on."""
    at, chosen = 1, directory
    while chosen.is_dir() and any(chosen.iterdir()):
        at += 1
        chosen = directory.with_name(f"{directory.name}-{at}")
    return chosen


def sites_of(policy: Policy, host: str) -> dict[str, str]:
    """The host names of the sites that the draft covers, `host` among them, and the site of each."""
    hosts = {name: key for key, site in policy.sites.items() for name in (site.host, *site.also)}
    return {**hosts, host: hosts.get(host) or next(iter(policy.sites), "site")}


def checks_of_reading(checks: Mapping[str, Check] = CHECKS) -> dict[str, Check]:
    """The checks as they may judge a draft: what it leaves open is no declaration, and ends no run."""
    return {promise: replace(check, judge=_careful(promise, check.judge)) for promise, check in checks.items()}


def _careful(
    promise: str, judge: Callable[[PolicyVersion, Evidence], Outcome]
) -> Callable[[PolicyVersion, Evidence], Outcome]:
    def judged(version: PolicyVersion, evidence: Evidence) -> Outcome:
        if promise in _OF_DECLARATIONS:
            return Unchecked(Reason.NO_ACCESS, "Only declarations tell this, and a page declares nothing to programs.")
        try:
            outcome = judge(version, evidence)
        except _GAPS as error:
            return Unchecked(
                Reason.COULD_NOT_RUN,
                f"The page leaves open what this check needs ({type(error).__name__}). Complete the draft, and audit "
                "against it.",
            )
        unnamed = _UNNAMED.get(promise)
        if unnamed and outcome and not isinstance(outcome, Unchecked) and not unnamed.named(version.policy):
            few = "; ".join(finding.what for finding in outcome[:_FIRST_FEW])
            more = f"; and {len(outcome) - _FIRST_FEW} more" if len(outcome) > _FIRST_FEW else ""
            return Unchecked(
                Reason.NO_ACCESS,
                f"The page does not name its {unnamed.what}, so what was seen can be held against nothing. Seen: "
                f"{few}{more} proposed.yaml proposes a declaration for each.",
            )
        return outcome

    return judged


@dataclass(frozen=True)
class _Inventory:
    """Things that a promise counts on being declared one by one."""

    what: str
    named: Callable[[Policy], bool]


_UNNAMED = {
    "4.1": _Inventory("cookies", lambda policy: any(one.label for one in policy.cookies.values())),
    "4.8": _Inventory("beacons", lambda _policy: False),
    "14.2": _Inventory("third parties", lambda policy: any(one.hosts for one in policy.third_parties.values())),
}


def marked(report: Report, reading: Reading) -> Report:
    """The same report with, at each promise, how sure its reading is and the words it rests on.

    Rows of the ledger that the page does not make are added as not checked.
    """
    made = tuple(_marked(verdict, reading) for verdict in report.verdicts)
    known = {verdict.promise for verdict in made}
    return replace(report, verdicts=(*made, *(_not_made(row) for row in LEDGER if row not in known)))


def _marked(verdict: Verdict, reading: Reading) -> Verdict:
    stating = reading.stating(verdict.promise)
    sure = bool(stating) and stating[0].certainty is Certainty.SURE
    words = tuple(one.sentence.text[:LONGEST_WORDS] for one in stating[:WORDS_SHOWN])
    said = "No check can tell from outside." if verdict.reason is Reason.NOT_BUILT else verdict.said
    return replace(verdict, said=said, sure=str(Certainty.SURE if sure else Certainty.UNSURE), read_from=words)


def _not_made(row: str) -> Verdict:
    said = f"The page does not make this promise ({ROW_NAMES[row]}), as far as it could be read."
    return Verdict(row, State.NOT_CHECKED, said, Reason.NOT_EXERCISED)
