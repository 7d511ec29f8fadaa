"""What several checks need: which hosts are the sites' own, sentences about what was tried, grouping of findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from avowal.auditor.evidence import Evidence, PageVisit, Pass
from avowal.auditor.verdicts import BROWSER_POLICY, Finding, Reason, Unchecked
from avowal.policy.model import Policy

_PAGES_NAMED = 8
_LINES_NAMED = 4
_FAILED = 400
_CSP = "content-security-policy"
NOTHING_VISITED = Unchecked(Reason.COULD_NOT_RUN, "No page could be reached.")


def own_hosts(policy: Policy, evidence: Evidence) -> frozenset[str]:
    """Host names of the sites: those the policy names, and those this deployment serves them under."""
    declared = {host for site in policy.sites.values() for host in (site.host, *site.also)}
    return frozenset(declared | set(evidence.own_hosts))


def passes_of(evidence: Evidence) -> str:
    """`12 pages (first visit, unguarded, phone)`: what was visited, and as whom."""
    pages = len({seen.url for seen in evidence.pages})
    played = [one.value.replace("_", " ") for one in Pass if any(seen.passing is one for seen in evidence.pages)]
    return f"{pages} {'page' if pages == 1 else 'pages'} ({', '.join(played)})"


def typed_in(evidence: Evidence) -> int:
    """How many made-up values were typed."""
    return sum(len(seen.canaries) for seen in evidence.pages)


def distinct(evidence: Evidence, findings: Iterable[tuple[tuple[str, ...], Finding]]) -> tuple[Finding, ...]:
    """One finding per key, the first seen; further pages are named in its evidence.

    One that got through in any ordinary pass counts as having got through. One that got through only with the
    pages' security policy switched off was stopped by that policy, where the page has one.
    """
    guarded = {seen.url for seen in evidence.pages if any(name == _CSP for name, _ in seen.headers)}
    by_key: dict[tuple[str, ...], list[Finding]] = {}
    for key, finding in findings:
        by_key.setdefault(key, []).append(_as_met(finding, guarded))
    return tuple(_chosen(by_key[key]) for key in sorted(by_key))


def _as_met(finding: Finding, guarded: set[str]) -> Finding:
    """The finding as a visitor meets it, whose browser obeys the page's security policy."""
    if finding.passing != Pass.UNGUARDED.value or finding.stopped_by is not None or finding.page not in guarded:
        return finding
    return replace(finding, stopped_by=BROWSER_POLICY)


def _chosen(same: list[Finding]) -> Finding:
    through = [finding for finding in same if finding.stopped_by is None]
    chosen = (through or same)[0]
    other_ways = dict.fromkeys(
        one.evidence[0] for one in same if one.evidence and one.evidence[0] not in chosen.evidence
    )
    ways = tuple(f"likewise: {line}" for line in list(other_ways)[:_LINES_NAMED])
    met_by = tuple(dict.fromkeys(finding.passing for finding in same))
    return _with_pages(
        replace(chosen, evidence=(*chosen.evidence, *ways), visitors=met_by), [finding.page for finding in same]
    )


def _with_pages(finding: Finding, pages: list[str]) -> Finding:
    others = sorted(set(pages) - {finding.page})
    finding = replace(finding, pages=(finding.page, *others))
    if not others:
        return finding
    more = len(others) - _PAGES_NAMED
    shown = ", ".join(others[:_PAGES_NAMED]) + (f" and {more} more" if more > 0 else "")
    return replace(finding, evidence=(*finding.evidence, f"also on {shown}"))


_DAY = 86_400


def days(seconds: int) -> str:
    """A length of time in whole days, or in seconds below one."""
    count = round(seconds / _DAY)
    return f"{count} {'day' if count == 1 else 'days'}" if seconds >= _DAY else f"{seconds} seconds"


def file_of(script: str) -> str:
    """A script's address without line and column."""
    parts = script.rsplit(":", 2)
    return parts[0] if parts[1:] and all(part.isdigit() for part in parts[1:]) else script


def place(script: str) -> str:
    """A script's address with its line, or words for one that has none."""
    return script.rpartition(":")[0] if file_of(script) != script else script or "a script without an address"


def is_in(seen: PageVisit, language: str) -> bool:
    """Whether the page says that it is in `language`, with or without a region (`en`, `en-US`)."""
    said = seen.language.lower()
    return said == language.lower() or said.startswith(f"{language.lower()}-")


def languages_not_read(policy: Policy, pages: Iterable[PageVisit]) -> Unchecked | tuple[()]:
    """Why nothing can be said while `pages` leave out a language of the policy; nothing where they have all."""
    read = list(pages)
    missing = [language for language in policy.languages if not any(is_in(seen, language) for seen in read)]
    if missing:
        return Unchecked(Reason.NOT_EXERCISED, f"No privacy page was reached in: {', '.join(missing)}.")
    return ()


def first_visits(evidence: Evidence) -> dict[str, PageVisit]:
    """The first visit of each page, by address."""
    return {seen.url: seen for seen in evidence.pages if seen.passing is Pass.FIRST_VISIT}


def is_ours(evidence: Evidence) -> bool:
    """Whether the sites are a deployment of this program, whose store was opened: its features stand on every page.

    On sites of others the lack of a feature is only held against a page where most other pages have it.
    """
    return evidence.store is not None


def stands_out(having: int, lacking: int) -> bool:
    """Whether so many pages have something that those without it stand out."""
    return having >= 2 * lacking and having > 1


def signed_in(seen: PageVisit) -> bool:
    """Whether the page was visited by somebody who had signed in."""
    return seen.passing in (Pass.MEMBER, Pass.STAFF)


def ordinary(evidence: Evidence) -> tuple[PageVisit, ...]:
    """The pages as first visitors get them that were answered as pages, mails and errors left out."""
    return tuple(
        seen
        for seen in evidence.pages
        if seen.passing is Pass.FIRST_VISIT and seen.status is not None and seen.status < _FAILED
    )
