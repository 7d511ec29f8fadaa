"""0.4: the sites answer under the declared host names and under no other."""

from __future__ import annotations

from collections.abc import Iterator

from avowal.auditor.evidence import Evidence
from avowal.auditor.verdicts import Check, Finding, Outcome, Reason, Severity, Unchecked
from avowal.policy.model import PolicyVersion

PROMISE = "0.4"
_DO_DECLARE = "Add the host to one of the policy's sites and publish a new version, or stop serving it."
_DO_REFUSE = "Refuse requests for host names that no site has, in the server or before it."


def judge(version: PolicyVersion, evidence: Evidence) -> Outcome:
    """The sites that are served against the declared ones, and what came under a made-up host name."""
    found = (*_served(version, evidence), *_strangers(evidence))
    if not found and not evidence.strangers:
        return Unchecked(Reason.NOT_EXERCISED, "The sites were not asked for a page under a host name of nobody's.")
    return found


def _served(version: PolicyVersion, evidence: Evidence) -> Iterator[Finding]:
    sites = version.policy.sites
    for host, site in sorted(evidence.own_hosts.items()):
        if site not in sites:
            what = f"{host} is served as the site “{site}”, which the policy does not declare."
            lines = (f"declared: {', '.join(sites)}",)
            yield Finding(PROMISE, f"http://{host}/", "first_visit", what, lines, _DO_DECLARE)


def _strangers(evidence: Evidence) -> Iterator[Finding]:
    for one in evidence.strangers:
        if one.page:
            what = "The sites answer with a page under a host name that nobody declared."
            lines = (f"asked for {one.host}: {one.status}",)
            yield Finding(PROMISE, "", "first_visit", what, lines, _DO_REFUSE)


CHECK = Check(
    PROMISE,
    "a host that is served and not declared",
    Severity.LOW,
    judge,
    lambda evidence: (
        f"Compared the {len(evidence.own_hosts)} host names that are served with the declared sites, and asked "
        f"{len(evidence.strangers)} times for a page under a made-up one."
    ),
)
