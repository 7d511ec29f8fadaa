"""One audit with a store, and pages that misbehave: noted, bounded, and the run goes on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import httpx
import pytest

from avowal.auditor import probe
from avowal.auditor.audit import collect
from avowal.auditor.canaries import Aviary
from avowal.auditor.checks import CHECKS
from avowal.auditor.evidence import Pass
from avowal.auditor.faults import STORE_FAULTS

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


class RecordingStore:
    """A store that keeps the path of each request and nothing else, as a weblog would."""

    def __init__(self) -> None:
        self.paths: list[str] = []

    def columns(self):
        return [("weblog", "path"), ("weblog", "seen_at"), ("weblog", "keep_until"), ("opened", "policy_version")]

    def search(self, value):
        rows = sum(value in path for path in self.paths)
        return [("weblog", "path", rows)] if rows else []


@pytest.fixture
def probed(served_site, version):
    """What a store looks like after the canaries were sent to a site that keeps paths."""

    def probed(wrap=lambda store: store):
        store = RecordingStore()
        with served_site(store.paths.append) as port:
            planted = probe.plant(f"http://plan.localhost:{port}/", Aviary("x"), ())
        return probe.look(wrap(store), planted, (), timer=iter(range(100)).__next__, pause=lambda _: None)

    return probed


def judge(version, evidence, store):
    return CHECKS["3.4"].judge(version, replace(evidence, store=store))


def test_34_a_store_of_declared_elements_is_kept(probed, version, empty_evidence):
    assert judge(version, empty_evidence, probed()) == ()


@pytest.mark.parametrize("fault", STORE_FAULTS, ids=lambda fault: fault.name)
def test_34_a_planted_store_fault_breaks_the_promise(fault, probed, version, empty_evidence):
    assert judge(version, empty_evidence, probed(fault.plant))


def test_the_probe_raises_when_the_site_is_away():
    with pytest.raises(httpx.HTTPError):
        probe.plant("http://127.0.0.1:9/", Aviary("x"), ())


@pytest.mark.browser
def test_pages_that_misbehave_are_noted_and_the_run_goes_on(troubled_plan, monkeypatch):
    monkeypatch.setattr("avowal.auditor.visit.PAGE_SECONDS", 5.0)
    monkeypatch.setattr("avowal.auditor.visit.LOAD_SECONDS", 1.5)

    evidence = collect(troubled_plan, now=NOW)

    trouble = {seen.url.rsplit("/", 2)[-2]: " ".join(seen.trouble) for seen in evidence.visits}
    assert "dialog" in trouble["dialog"]
    assert "download" in trouble["download"]
    assert "window" in trouble["window"]
    assert "settle" in trouble["endless"]
    assert "ERR_" in trouble["away"]
    assert trouble["fine"] == ""
    assert [seen.url.rsplit("/", 2)[-2] for seen in evidence.pages][-1] == "fine"


@pytest.mark.browser
def test_private_addresses_are_not_visited_unless_allowed(clean_plan):
    evidence = collect(replace(clean_plan, allow_private=False, passes=(Pass.FIRST_VISIT,)), now=NOW)

    assert evidence.pages == ()
    assert "--allow-private" in evidence.visits[0].trouble[0]
