"""Any site: its own privacy page is found, read and held against it, and nothing is declared for it (issue 5, 7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from avowal.auditor.any_site import NoPolicyPage, checks_of_reading, marked, read_policy_of, sites_of
from avowal.auditor.evidence import CookieSet, Evidence, Form, PageVisit, Pass, Request, StoredKey
from avowal.auditor.judging import judge_all
from avowal.auditor.policy_page import Fetched, Web, fetch, links_of
from avowal.auditor.proposing import text
from avowal.auditor.reachable import Reachable
from avowal.auditor.report import Kind, write
from avowal.auditor.verdicts import Finding, State
from avowal.policy.model import Storage

HOME = """<html><body><h1>Quay Clinic</h1><a href="/private/">Private rooms</a>
<footer><a href="/legal/words/">Privacy policy</a> <a href="https://ads.example/privacy">Ad privacy</a></footer>"""
POLICY = """<html lang="en"><title>Privacy policy</title><main><h1>Privacy Policy of Quay Clinic</h1>
<h2>What we collect</h2><p>We do not collect personal information about you unless you provide it to us voluntarily.
We do not sell, rent or license your personal information to third parties.</p>
<h2>Cookies</h2><p>We use session cookies and persistent cookies. Session cookies are deleted when you close your
browser. We do not use cookies to share data with other websites.</p>
<h2>Spyware</h2><p>We do not use spyware on our sites.</p></main>"""
PAGES = {"/": HOME, "/legal/words/": POLICY, "/about/": "<h1>Nothing of the kind</h1>"}
BEGAN = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


async def _site(scope, receive, send):
    """The site, with an address that leads into a private network and one that leads in a circle."""
    leads = {"/inside/": b"http://10.0.0.7/", "/circle/": b"/circle/"}.get(scope["path"])
    body = PAGES.get(scope["path"])
    headers = [(b"location", leads)] if leads else [(b"content-type", b"text/html; charset=utf-8")]
    await send({"type": "http.response.start", "status": 302 if leads else 200 if body else 404, "headers": headers})
    await send({"type": "http.response.body", "body": (body or "").encode()})


@pytest.fixture(scope="module")
def port(serving):
    with serving(_site) as found:
        yield found


@pytest.fixture
def web(port):
    """Asks for quay.example, which lies on loopback; other names are the resolver's."""
    rules = (f"MAP quay.example 127.0.0.1:{port}",)
    reachable = Reachable(rules, allow_private=True)
    return Web(reachable, rules, allow_private=True)


@pytest.fixture
def found(web, tmp_path):
    return read_policy_of("http://quay.example/", tmp_path, web)


def _visit(**more):
    page = "http://quay.example/"
    return PageVisit(Pass.FIRST_VISIT, page, page, 200, **more)


def _report(found, visit):
    evidence = Evidence((visit,), sites_of(found.version.policy, "quay.example"))
    judged = judge_all(found.version, evidence, began_at=BEGAN, checks=checks_of_reading())
    return marked(judged, found.reading)


def test_the_policy_is_found_by_its_link_and_read_into_a_draft(found, tmp_path):
    assert found.url == "http://quay.example/legal/words/"
    assert (tmp_path / "read-policy" / "policy.yaml").is_file()
    assert {"1.1", "4.1", "6.1"} <= set(found.version.policy.promises)


def test_links_to_the_sites_own_policy_come_before_those_of_others():
    assert links_of(Fetched("https://quay.example/", HOME.encode())) == [
        "https://quay.example/legal/words/",
        "https://ads.example/privacy",
    ]


def test_a_site_without_a_policy_is_told_in_one_sentence(web, tmp_path):
    elsewhere_nothing = replace(web, reachable=lambda url: url.endswith("/about/"))

    with pytest.raises(NoPolicyPage, match=r"No privacy policy was found at http://quay\.example/about/"):
        read_policy_of("http://quay.example/about/", tmp_path, elsewhere_nothing)
    assert not list(tmp_path.iterdir())


def test_r101_no_redirect_leads_into_a_private_network(port, web):
    guarded = Web(Reachable(web.host_rules, allow_private=False, resolve=lambda _: ("93.184.216.34",)), web.host_rules)
    asked = []

    def reachable(url):
        asked.append(url)
        return url.startswith("http://quay.example/")

    assert fetch("http://quay.example/inside/", replace(guarded, reachable=reachable)) is None
    assert asked == ["http://quay.example/inside/", "http://10.0.0.7/"], "R101: a redirect was followed unasked"
    assert guarded.reachable("http://10.0.0.7/") is False
    assert fetch("http://quay.example/circle/", web) is None


def test_each_verdict_says_how_sure_the_reading_is_and_the_words_it_rests_on(found):
    report = _report(found, _visit())

    assert report.verdict("6.1").sure == "sure"
    assert report.verdict("6.1").read_from == ("We do not use spyware on our sites.",)


def test_a_promise_that_the_page_does_not_make_is_not_checked(found):
    verdict = _report(found, _visit()).verdict("9.2")

    assert (verdict.state, verdict.sure) == (State.NOT_CHECKED, "")
    assert "does not make this promise" in verdict.said


def test_a_page_that_names_no_cookies_is_not_held_to_an_inventory_that_it_never_gave(found):
    tracker = CookieSet("visitor", "quay.example", 31_536_000, "header", "http://quay.example/", "")
    verdict = _report(found, _visit(cookies=(tracker,))).verdict("4.1")

    assert verdict.state is State.NOT_CHECKED
    assert "visitor" in verdict.said
    assert "proposed.yaml" in verdict.said


def test_what_only_declarations_tell_is_never_kept_by_the_page_it_was_read_from(found):
    assert _report(found, _visit()).verdict("1.5").state is State.NOT_CHECKED


def test_a_check_that_meets_a_gap_of_the_draft_ends_no_run(found):
    def judge(version, evidence):
        return (Finding("6.1", "", "", version.policy.contacts["nobody"].email, (), ""),)

    checks = checks_of_reading({"6.1": replace(checks_of_reading()["6.1"], judge=judge)})
    report = judge_all(found.version, Evidence((_visit(),), {}), began_at=BEGAN, checks=checks)

    assert report.verdict("6.1").reason == "could not run"


def test_what_was_seen_and_not_declared_is_proposed_and_nothing_is_taken_over(found):
    before = (found.directory / "policy.yaml").read_bytes()
    visit = _visit(
        cookies=(CookieSet("visitor", "quay.example", 864_000, "header", "http://quay.example/", ""),),
        storage=(StoredKey(Storage.LOCAL, "seen", "http://quay.example"),),
        requests=(Request("https://px.tracker.example/p.gif?u=secret", "GET", "image", "http://quay.example/"),),
        forms=(Form("http://quay.example/send/?k=1", "post", ("email", "question")),),
    )
    evidence = Evidence((visit,), sites_of(found.version.policy, "quay.example"))
    proposed = text(found.version.policy, evidence, "quay.example")

    for words in ("visitor:", 'life: "10 days"', "storage: local", "hosts: [px.tracker.example]", "email, question"):
        assert words in proposed, words
    assert "secret" not in proposed
    assert "decide:" in proposed
    assert (found.directory / "policy.yaml").read_bytes() == before


def test_every_form_of_the_report_can_be_written_of_a_reading(found, tmp_path):
    report = _report(found, _visit())

    html = write(report, tmp_path / "out", Kind)[0].read_text()
    assert "We do not use spyware on our sites." in html
    assert "how sure that reading is" in html
