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
from avowal.auditor.evidence import Evidence, PageVisit, Pass, Request
from avowal.auditor.faults import STORE_FAULTS
from avowal.auditor.probe import Addresses
from avowal.auditor.questions import Asking, ask
from avowal.auditor.stored import StoreSeen
from avowal.auditor.verdicts import Unchecked
from avowal.events.outcomes import Answer, PurposeRefused

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


MAIL = "/_a/m/"
ASKED = ("past", "rows", "stuck", "old_addresses", "trials", "member_lines", "reports")


class RecordingStore:
    """A store that keeps the path of each request and nothing else, as a weblog would."""

    def __init__(self) -> None:
        self.paths: list[str] = []

    def keep(self, path):
        self.paths.append(MAIL if path.startswith(MAIL) else path)

    def columns(self):
        return [("weblog", "path"), ("weblog", "seen_at"), ("weblog", "keep_until"), ("opened", "policy_version")]

    def search(self, value):
        rows = sum(value in path for path in self.paths)
        return [("weblog", "path", rows)] if rows else []

    def row_counts(self):
        return {"weblog": len(self.paths)}

    def past_retention(self, late=0):
        return []

    def mutations(self):
        return []

    def read(self, purpose, query, **parameters):
        if purpose not in ("diagnosis", "security"):
            raise PurposeRefused(f"“{purpose}” may not open it.")
        rows = (("/account/plan/", 2),) if query == "audit_member_lines" else ((0,),)
        return Answer(("path", "rows"), rows)


@pytest.fixture
def probed(served_site, version):
    """What a store looks like after the made-up values were sent to a site that keeps paths."""

    def probed(wrap=lambda store: store):
        store = RecordingStore()
        with served_site(store.keep) as port:
            addresses = Addresses("/_a/v", MAIL, "/contact/")
            planted = probe.plant(f"http://plan.localhost:{port}/", Aviary("x"), (), addresses)
        store = wrap(store)
        columns, searches = probe.look(store, planted, (), timer=iter(range(100)).__next__, pause=lambda _: None)
        asking = Asking(version, NOW, (), lambda path: path.startswith("/account/"))
        return StoreSeen(columns, searches, facts=ask(store, asking, ASKED))

    return probed


TOLD = Request("http://plan.localhost/_a/v", "POST", "ping", "http://plan.localhost/", body=b'{"path":"/"}')
VISIT = PageVisit(Pass.FIRST_VISIT, "http://plan.localhost/", "http://plan.localhost/", 200, requests=(TOLD,))


def judge(promise, version, store):
    return CHECKS[promise].judge(version, Evidence((VISIT,), {"plan.localhost": "plan"}, store=store))


def test_a_store_that_keeps_its_promises_breaks_none(probed, version):
    seen = probed()

    assert seen.facts.trouble == {}
    assert {fault.promise: judge(fault.promise, version, seen) for fault in STORE_FAULTS} == dict.fromkeys(
        (fault.promise for fault in STORE_FAULTS), ()
    )


@pytest.mark.parametrize("fault", STORE_FAULTS, ids=lambda fault: f"{fault.promise}-{fault.name}")
def test_a_planted_store_fault_breaks_its_promise(fault, probed, version):
    found = judge(fault.promise, version, probed(fault.plant))

    assert not isinstance(found, Unchecked)
    assert found


def test_31_each_request_without_a_line_is_named(probed, version):
    seen = probed()
    lost = [one.canary.where for one in seen.searches if one.canary.kind == "line"][3]
    searches = tuple(replace(one, places=()) if one.canary.where == lost else one for one in seen.searches)

    (finding,) = judge("3.1", version, replace(seen, searches=searches))

    assert lost in finding.evidence[0]


def test_04_a_site_that_answers_under_any_name_is_told(served_site, version):
    """The sample site answers any name, which is the fault (ledger 0.4)."""
    with served_site(lambda _path: None) as port:
        planted = probe.plant(f"http://plan.localhost:{port}/", Aviary("y"), ())

    found = CHECKS["0.4"].judge(version, Evidence((), {"plan.localhost": "plan"}, strangers=planted.strangers))

    assert ".example" in found[0].evidence[0]


def test_the_probe_raises_when_the_site_is_away():
    with pytest.raises(httpx.HTTPError):
        probe.plant("http://127.0.0.1:9/", Aviary("x"), ())


@pytest.mark.browser
def test_pages_that_misbehave_are_noted_and_the_run_goes_on(troubled_plan, monkeypatch):
    monkeypatch.setattr("avowal.auditor.visit.PAGE_SECONDS", 8.0)
    monkeypatch.setattr("avowal.auditor.visit.LOAD_SECONDS", 2.5)
    monkeypatch.setattr("avowal.auditor.visit.MOST_BYTES", 1_000_000)

    evidence = collect(troubled_plan, now=NOW)

    trouble = {seen.url.rsplit("/", 2)[-2]: " ".join(seen.trouble) for seen in evidence.visits}
    assert "dialog" in trouble["dialog"]
    assert "download" in trouble["download"]
    assert "window" in trouble["window"]
    assert "settle" in trouble["endless"]
    assert "ERR_" in trouble["away"]
    assert "REDIRECTS" in trouble["around"]
    assert "the rest was not loaded" in trouble["huge"]
    assert trouble["fine"] == ""
    assert [seen.url.rsplit("/", 2)[-2] for seen in evidence.pages][-1] == "fine"


@pytest.mark.browser
def test_private_addresses_are_not_visited_unless_allowed(clean_plan):
    evidence = collect(replace(clean_plan, allow_private=False, passes=(Pass.FIRST_VISIT,)), now=NOW)

    assert evidence.pages == ()
    assert "--allow-private" in evidence.visits[0].trouble[0]
