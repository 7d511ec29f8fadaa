"""4.7: scripts read only what is declared, and never list what else a browser holds.

`document.cookie` always hands over everything, so a read counts as looking for one's own cookie only where the
script shows which: it searches the text for the name of a cookie that is declared as readable by scripts, or
that name stands quoted in the script itself. Every other read is a look at all cookies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from avowal.auditor.checks.common import NOTHING_VISITED, distinct, file_of, passes_of, place
from avowal.auditor.evidence import Evidence, Observation, PageVisit
from avowal.auditor.verdicts import Check, Finding, Flow, Outcome, Severity, found_on
from avowal.policy.model import Policy, PolicyVersion, Storage

PROMISE = "4.7"
_DO = "Let the script ask for one declared key by name; take out code that lists cookies or storage."


def judge(version: PolicyVersion, evidence: Evidence) -> Outcome:
    """What scripts read of cookies and storage, against what they may read."""
    if not evidence.pages:
        return NOTHING_VISITED
    return distinct(evidence, (found for seen in evidence.pages for found in _on(seen, version.policy)))


def _on(seen: PageVisit, policy: Policy) -> Iterator[tuple[tuple[str, ...], Finding]]:
    readable = frozenset(
        name for name, cookie in policy.cookies.items() if cookie.storage is Storage.COOKIE and cookie.scripts_may_read
    )
    for one in seen.observations:
        what = _wrong(one, seen, policy, readable)
        if what is not None:
            flow = Flow(
                "the visitor's browser", place(one.script), "visitor", "other cookies or stored data", "not declared"
            )
            lines = (f"{one.detail}, by {place(one.script)}", f"in the frame {one.frame}")
            key = (one.kind, one.detail, file_of(one.script))
            yield key, found_on(seen, PROMISE, what, lines, _DO, flow=flow)


def _wrong(one: Observation, seen: PageVisit, policy: Policy, readable: frozenset[str]) -> str | None:
    if one.kind == "cookie-read" and not _asks_for_its_own(one, seen, readable):
        return "A script reads all cookies and names none that it may read."
    if one.kind == "cookie-named-read" and one.detail not in readable:
        return f"A script reads the cookie “{one.detail}”, which the policy does not let scripts read."
    if one.kind in ("cookie-list", "storage-list"):
        return f"A script lists what the browser holds ({one.detail})."
    if one.kind == "storage-read":
        where, _, key = one.detail.partition(" ")
        declared = policy.cookies.get(key)
        if declared is None or declared.storage.value != where:
            return f"A script looks for “{key}” in {where} storage, which the policy does not declare."
    return None


def _asks_for_its_own(one: Observation, seen: PageVisit, readable: frozenset[str]) -> bool:
    script = file_of(one.script)
    looked = [
        told.detail for told in seen.observations if told.kind == "cookie-lookup" and file_of(told.script) == script
    ]
    if any(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) for name in readable for text in looked):
        return True
    return bool(readable.intersection(one.literals))


CHECK = Check(
    PROMISE,
    "a script that lists cookies or storage, or reads what is not declared",
    Severity.MEDIUM,
    judge,
    lambda evidence: f"Recorded what each script reads of cookies and storage, and asks for, on {passes_of(evidence)}.",
)
