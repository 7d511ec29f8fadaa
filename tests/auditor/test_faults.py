"""Every planted fault turns its own check red, and no other; the clean site turns none."""

from __future__ import annotations

import pytest

from avowal.auditor.checks import CHECKS
from avowal.auditor.evidence import Pass
from avowal.auditor.faults import FAULTS
from avowal.auditor.verdicts import Unchecked

pytestmark = pytest.mark.browser
_BROWSER_CHECKS = sorted({fault.promise for fault in FAULTS})
# what goes to another host, is kept and not declared, or leaves words of the policy out breaks several at once, rightly
_ALSO = {
    "1.1": {"6.1"},
    "4.1": {"0.9"},
    "4.6": {"4.7", "4.8", "14.2"},
    "4.8": {"14.2"},
    "6.1": {"1.1", "4.8", "14.2"},
    "11.3": {"0.9", "4.1", "4.8", "14.2"},
    "14.2": {"4.8"},
    "unnamed": {"16.1"},
    "no-date": {"16.1"},
}


def red(version, evidence) -> set[str]:
    outcomes = {key: CHECKS[key].judge(version, evidence) for key in _BROWSER_CHECKS}
    return {key for key, outcome in outcomes.items() if not isinstance(outcome, Unchecked) and outcome}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.promise}-{fault.name}")
def test_a_planted_fault_is_found_by_the_check_of_its_promise(fault, evidence_of, version):
    findings = CHECKS[fault.promise].judge(version, evidence_of(fault))

    assert any(fault.sign in " ".join((finding.what, *finding.evidence)) for finding in findings), findings


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.promise}-{fault.name}")
def test_no_other_promise_is_said_to_be_broken(fault, evidence_of, version):
    assert red(version, evidence_of(fault)) == {fault.promise} | _ALSO.get(fault.promise, _ALSO.get(fault.name, set()))


def test_each_fault_has_a_name_and_a_sign_of_its_own():
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)
    assert len({(fault.promise, fault.sign) for fault in FAULTS}) == len(FAULTS)


def test_the_clean_site_breaks_nothing_in_any_pass(clean_evidence, version):
    outcomes = {key: CHECKS[key].judge(version, clean_evidence) for key in _BROWSER_CHECKS}

    assert {seen.passing for seen in clean_evidence.pages} == set(Pass)
    assert {key: outcome for key, outcome in outcomes.items() if outcome} == {}


def test_all_pages_are_found_by_their_links_and_language_alternates(clean_evidence):
    visited = {seen.url.partition(".example")[2].partition("/")[2] for seen in clean_evidence.pages}

    assert visited == {
        "",
        "contact/",
        "links/",
        "privacy/",
        "es/privacy/",
        "privacy/history/",
        "privacy/history/2/since/1/",
    }


def test_what_the_security_policy_stops_is_still_an_attempt(guarded_evidence, version):
    found = CHECKS["14.2"].judge(version, guarded_evidence)

    stopped = {finding.flow.recipient: finding.stopped_by for finding in found}
    assert stopped == {"pixel.example": "browser policy (CSP)", "socket.example": "browser policy (CSP)"}


def test_typed_values_are_never_submitted(clean_evidence):
    methods = {
        request.method for seen in clean_evidence.pages for request in seen.requests if "/contact/" in request.url
    }

    assert methods == {"GET"}
