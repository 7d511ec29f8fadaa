"""Every planted fault turns its own check red, and no other; the clean site turns none."""

from __future__ import annotations

import pytest

from avowal.auditor.checks import CHECKS
from avowal.auditor.faults import FAULTS
from avowal.auditor.verdicts import Unchecked

pytestmark = [pytest.mark.browser, pytest.mark.long]
PLANTED = tuple(fault for fault in FAULTS if not fault.ours)
_BROWSER_CHECKS = sorted({fault.promise for fault in PLANTED})
# what goes to another host, is kept and not declared, or leaves words of the policy out breaks several at once, rightly
_OTHERS = {"4.8", "14.2"}
_ALSO = {
    "0": {"1.3", "4.1", "4.5", "4.12"},
    "1": {"6.1", "4.8"},
    "4": {"0.9", "4.7", "12.3", *_OTHERS, "4.5", "14.3", "4.12", "4.1", "4.6"},
    "6": {"1.1", "12.3", *_OTHERS},
    "7": {"1.3", "7.1"},
    "10": {"14.1", "14.4", "14.5", "14.6", "12.3", *_OTHERS},
    "11": {"0.9", "4.1", "12.3", *_OTHERS},
    "12": _OTHERS,
    "14": {"14.1", "14.4", "14.5", "14.6", "12.3", "4.12", "14.3", *_OTHERS},
    "unnamed": {"16.1"},
    "no-date": {"16.1"},
    "frame-no-policy-link": {"16.1"},
}


@pytest.fixture(scope="module")
def red_beside(evidence_of, version):
    """The promises that are said to be broken where a fault is planted; each host is judged once."""
    told = {}

    def of(fault) -> set[str]:
        evidence = evidence_of(fault)
        if id(evidence) not in told:
            told[id(evidence)] = red(version, evidence)
        return told[id(evidence)]

    return of


def red(version, evidence) -> set[str]:
    outcomes = {key: CHECKS[key].judge(version, evidence) for key in _BROWSER_CHECKS}
    return {key for key, outcome in outcomes.items() if not isinstance(outcome, Unchecked) and outcome}


@pytest.mark.parametrize("fault", PLANTED, ids=lambda fault: f"{fault.promise}-{fault.name}")
def test_a_planted_fault_is_found_by_the_check_of_its_promise(fault, evidence_of, version):
    outcome = CHECKS[fault.promise].judge(version, evidence_of(fault))

    assert not isinstance(outcome, Unchecked), outcome
    assert any(fault.sign in " ".join((finding.what, *finding.evidence)) for finding in outcome), outcome


@pytest.mark.parametrize("fault", PLANTED, ids=lambda fault: f"{fault.promise}-{fault.name}")
def test_no_other_promise_is_said_to_be_broken(fault, red_beside, together_with):
    planted = {one.promise for one in together_with(fault)}
    parts = {promise.partition(".")[0] for promise in planted} | {fault.name}

    assert red_beside(fault) - planted <= set().union(*(_ALSO.get(part, set()) for part in parts))


def test_each_fault_has_a_name_and_a_sign_of_its_own():
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)
    assert len({(fault.promise, fault.sign) for fault in FAULTS}) == len(FAULTS)


def test_the_clean_site_breaks_nothing_in_any_pass(clean_evidence, version, played_on_clean):
    assert {seen.passing for seen in clean_evidence.pages} == set(played_on_clean)
    assert red(version, clean_evidence) == set()


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
