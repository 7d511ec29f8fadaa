"""What several checks need: which hosts are the sites' own, sentences about what was tried, grouping of findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from avowal.auditor.evidence import Evidence, PageVisit, Pass
from avowal.auditor.verdicts import Finding, Reason, Unchecked
from avowal.policy.model import Policy

NOTHING_VISITED = Unchecked(Reason.COULD_NOT_RUN, "No page could be reached.")


def own_hosts(policy: Policy, evidence: Evidence) -> frozenset[str]:
    """Host names of the sites: those the policy names, and those this deployment serves them under."""
    declared = {host for site in policy.sites.values() for host in (site.host, *site.also)}
    return frozenset(declared | set(evidence.own_hosts))


def passes_of(evidence: Evidence) -> str:
    """`12 pages as first visit, 12 as unguarded`: what was visited."""
    counts = {passing: sum(seen.passing is passing for seen in evidence.pages) for passing in Pass}
    told = [f"{count} as {passing.value.replace('_', ' ')}" for passing, count in counts.items() if count]
    return ", ".join(told)


def typed_in(evidence: Evidence) -> int:
    """How many made-up values were typed."""
    return sum(len(seen.canaries) for seen in evidence.pages)


def distinct(findings: Iterable[tuple[tuple[str, ...], Finding]]) -> tuple[Finding, ...]:
    """One finding per key, the first seen; further pages are named in its evidence.

    A finding that got through in any pass counts as having got through.
    """
    kept: dict[tuple[str, ...], Finding] = {}
    pages: dict[tuple[str, ...], list[str]] = {}
    for key, finding in findings:
        known = kept.get(key)
        pages.setdefault(key, []).append(finding.page)
        if known is None or (known.stopped_by is not None and finding.stopped_by is None):
            kept[key] = finding
    return tuple(_with_pages(kept[key], pages[key]) for key in sorted(kept))


def _with_pages(finding: Finding, pages: list[str]) -> Finding:
    others = sorted(set(pages) - {finding.page})
    if not others:
        return finding
    shown = ", ".join(others[:5]) + (f" and {len(others) - 5} more" if len(others) > 5 else "")
    return replace(finding, evidence=(*finding.evidence, f"also on {shown}"))


def file_of(script: str) -> str:
    """A script's address without line and column."""
    parts = script.rsplit(":", 2)
    return parts[0] if len(parts) == 3 and parts[1].isdigit() and parts[2].isdigit() else script


def place(script: str) -> str:
    """A script's address with its line, or words for one that has none."""
    return script.rpartition(":")[0] if file_of(script) != script else script or "a script without an address"


def first_visits(evidence: Evidence) -> dict[str, PageVisit]:
    """The first visit of each page, by address."""
    return {seen.url: seen for seen in evidence.pages if seen.passing is Pass.FIRST_VISIT}
