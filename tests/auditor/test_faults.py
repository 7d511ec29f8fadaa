"""Every planted fault turns its own check red, and no other; the clean site turns none."""

from __future__ import annotations

import pytest

from avowal.auditor.checks import CHECKS
from avowal.auditor.evidence import Pass
from avowal.auditor.faults import FAULTS
from avowal.auditor.verdicts import Unchecked

pytestmark = pytest.mark.browser
_BROWSER_CHECKS = sorted(set(CHECKS) - {"3.4"})
_SEVERAL = {
    # a third party's script or a payload to another host breaks two promises at once, and rightly
    "keys-to-other-host": {"6.1", "14.2"},
    "key-by-key": {"6.1", "14.2"},
    "field-hashed": {"6.1", "14.2"},
    "too-long-a-life": {"4.3"},
}


def red(version, evidence) -> set[str]:
    outcomes = {key: CHECKS[key].judge(version, evidence) for key in _BROWSER_CHECKS}
    return {key for key, outcome in outcomes.items() if not isinstance(outcome, Unchecked) and outcome}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.promise}-{fault.name}")
def test_a_planted_fault_breaks_its_promise_and_no_other(fault, planted, version):
    evidence = planted.only(f"{fault.name}.sample.example")

    assert evidence.pages, f"{fault.name}: the page was not reached: {[seen.trouble for seen in evidence.visits]}"
    assert red(version, evidence) == _SEVERAL.get(fault.name, {fault.promise})


def test_the_clean_site_breaks_nothing_in_any_pass(clean_evidence, version):
    outcomes = {key: CHECKS[key].judge(version, clean_evidence) for key in _BROWSER_CHECKS}

    assert {seen.passing for seen in clean_evidence.pages} == set(Pass)
    assert {key: outcome for key, outcome in outcomes.items() if outcome} == {}


def test_all_pages_are_found_by_their_links_and_language_alternates(clean_evidence):
    visited = {seen.url.partition(".example")[2].partition("/")[2] for seen in clean_evidence.pages}

    assert visited == {"", "contact/", "links/", "privacy/", "es/privacy/"}


def test_what_the_security_policy_stops_is_still_an_attempt(guarded_evidence, version):
    found = CHECKS["14.2"].judge(version, guarded_evidence)

    stopped = {finding.flow.recipient: finding.stopped_by for finding in found}
    assert stopped == {"pixel.example": "browser policy (CSP)", "socket.example": "browser policy (CSP)"}


def test_typed_values_are_never_submitted(clean_evidence):
    methods = {
        request.method for seen in clean_evidence.pages for request in seen.requests if "/contact/" in request.url
    }

    assert methods == {"GET"}
